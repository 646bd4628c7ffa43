#pragma once

#include "capture/bytes/buffered_sink.hpp"
#include "capture/recording/pcapng_writer.hpp"
#include "lessons/testbed/recording/merge.hpp"
#include "lessons/testbed/recording/note_sink.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// Writes the recording on a thread of its own, in order of time, and at once
// when nothing older can come any more. At rest it does nothing; when something
// waits for a port, it asks that port to drain.
class Recorder : public NoteSink {
 public:
  // Where bytes go, and what to call when they can go nowhere any more: a
  // closed pipe gives an empty reason.
  using Failed = std::function<void(const std::string& reason)>;
  explicit Recorder(std::vector<ByteSink> outputs);
  ~Recorder() override;  // writes what is left, notes of the future too

  // From now on this is called, from any thread, when writing fails; at once if
  // it has failed before. Empty: nobody.
  void on_failure(Failed failed);

  // A port of the wire: its interface block is written once a recording.
  // `drain` is called, from the recorder's thread, when the port should look
  // for frames and report.
  std::size_t open_lane(const std::string& interface, const std::string& segment,
                        std::function<void()> drain);
  void close_lane(std::size_t lane);
  // The port was found empty by a look that began at this time.
  void drained(std::size_t lane, Time looked);

  // Waits while too much is queued: then the wire waits, and nothing is lost.
  void frame(std::size_t lane, RecordedFrame frame);
  // The same of many frames and what became of them, which costs a frame much less. The value: an
  // empty batch for what comes next.
  SharedBatch hand_in(std::size_t lane, SharedBatch batch);
  // What a Delivered names as the port of this lane.
  std::uint32_t interface_of(std::size_t lane);
  // Never waits: notes are made while others wait for the maker.
  void note(Note note) override;
  // Returns when all that was handed in before, and is not of the future, has
  // been written.
  void flush();

 private:
  struct Lane {
    std::uint32_t interface = 0;
    std::function<void()> drain;
    Time asked_for = 0;  // oldest item at the last asking: ask once an item
  };
  void run();
  void changed();
  void add(Recorded item, Time time);
  void ask(std::unique_lock<std::mutex>& lock, Time now);
  void write(const std::vector<Recorded>& items);
  Outcome write_item(const Recorded& item);
  void announce(const std::vector<Interface>& interfaces);
  void wait_for_room(std::unique_lock<std::mutex>& lock, std::size_t lane, Time oldest);
  void tell(const std::string& reason);
  bool admits(Time time) const;

  BufferedSink output_;
  PcapngWriter writer_;
  std::vector<std::string> names_;  // of interfaces; of the writing thread alone
  std::string entry_;               // the same
  std::mutex mutex_;
  std::condition_variable work_, room_;
  Merge merge_;
  std::vector<Lane> lanes_;
  std::map<std::string, std::uint32_t> interfaces_;
  std::vector<Interface> announced_;  // interfaces to be written before the next item
  std::vector<SharedBatch> empty_batches_;
  std::size_t in_writing_ = 0;  // bytes taken, not yet written
  Time written_ = 0;            // when something was taken last
  bool timed_ = false;          // the writer sleeps until the oldest item is due
  bool changed_ = false, writing_ = false, stopping_ = false, broken_ = false;
  std::mutex telling_;
  Failed failed_;
  std::optional<std::string> reason_;  // why writing failed
  std::thread thread_;
};

}  // namespace wirelab::lessons
