#pragma once

#include "lab/model/connection_list.hpp"
#include "lab/model/filtered_frames.hpp"
#include "lab/model/source.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace wirelab::lab {

// What can only be said of a whole capture, found out on a thread of its own, a slice at a time:
// neither the reader nor the window ever waits for it.
class Analysis {
 public:
  struct Findings {
    ConnectionList connections;
    FilteredFrames frames;
    std::vector<std::uint32_t> shown;  // connections of frames that pass, worst first
  };

  // `wake`: called on its thread when there is something new to show. Both must outlive it.
  Analysis(const Source& source, std::function<void()> wake);
  ~Analysis();
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  void news();  // frames have come
  void set_filter(FilteredFrames frames);

  // look(findings) under its lock; inside Source::look where both are needed, never around it.
  template <class Look>
  auto look(Look&& look) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Look>(look)(findings_);
  }
  // True once after each change.
  bool take_news();
  // Until all that has been read so far is taken up.
  void wait() const;

 private:
  void work();
  bool step();
  bool filter_some();
  void show();

  const Source& source_;
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Findings findings_;
  std::uint64_t filters_ = 0;  // how many were set: a batch of an older one is thrown away
  std::atomic<bool> stop_ = false;
  bool wanted_ = true, working_ = true, hurry_ = false, news_ = false;
  std::thread thread_;
};

}  // namespace wirelab::lab
