#pragma once

#include "capture/bytes/byte_sink.hpp"
#include "capture/bytes/spool.hpp"
#include "capture/trace/trace.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wirelab::lab {

// A recording on its way in: a thread reads it into a Trace while others look at what is there. A
// file, a pipe and a testbed's output are the same to it. What was read stays when the stream ends
// or breaks.
class Source {
 public:
  // Called on the reading thread when there is news, once until take_news() is called.
  using Notify = std::function<void()>;

  // `tee`: every byte also goes there as it came (-w). `notify` must stay callable as long as the
  // Source lives. An Error when the first bytes are no recording's.
  static Result<std::unique_ptr<Source>> start(OpenSource opened, Notify notify, ByteSink tee = {},
                                               std::optional<std::uint64_t> size = {});
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // look(trace) under the lock; keep it short: build rows, do not paint. The reader lets a looker
  // go first.
  template <class Look>
  auto look(Look&& look) const {
    const Guard guard(*this);
    return std::forward<Look>(look)(guard.trace());
  }

  // The bytes of a frame, from the file or the spool. Needs no lock.
  std::vector<std::uint8_t> bytes(const FrameRow& frame) const;
  // True once after each batch of news.
  bool take_news();
  bool ended() const;
  // Why it ended or could not be written on: a sentence with the place; empty at a clean end.
  std::string fault() const;
  // How far it has come, in bytes of the file or of what it unpacks to.
  struct Progress {
    std::uint64_t read = 0;
    std::optional<std::uint64_t> total;  // where it is known
  };
  Progress progress() const;
  // Reads no more; what was read stays, and is the end.
  void stop();
  // Until the stream has ended. False: not within that time. Before a lab quits it closes the
  // testbed's remote and waits here, so that the file of -w is whole.
  bool wait(std::chrono::milliseconds longest) const;

 private:
  struct Shared;
  class Guard {
   public:
    explicit Guard(const Source& source);
    ~Guard();
    const Trace& trace() const;

   private:
    Shared& shared_;
  };

  explicit Source(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  static void read(const std::shared_ptr<Shared>& shared, OpenSource opened);

  std::shared_ptr<Shared> shared_;
};

// Opens and starts. path: a file, "-" or what the shell hands over.
Result<std::unique_ptr<Source>> open_recording(const std::string& path, Source::Notify notify,
                                               Until until = Until::present_end,
                                               UnpackLimit limit = {});
// The output of a testbed (or any other producer).
Result<std::unique_ptr<Source>> follow(FileDescriptor output, const std::string& name,
                                       Source::Notify notify, ByteSink tee = {});

// A byte source that also writes what passes to a sink. What the sink cannot take is lost, not what
// is read: `failed` is told once.
class TeeSource final : public ByteSource {
 public:
  TeeSource(std::unique_ptr<ByteSource> source, ByteSink sink, std::function<void(Error)> failed);
  Result<std::size_t> read(std::span<std::uint8_t> room) override;
  const std::string& name() const override { return source_->name(); }
  std::string_view offset_unit() const override { return source_->offset_unit(); }

 private:
  std::unique_ptr<ByteSource> source_;
  ByteSink sink_;
  std::function<void(Error)> failed_;
};

}  // namespace wirelab::lab
