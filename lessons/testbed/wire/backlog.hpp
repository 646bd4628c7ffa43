#pragma once

#include "capture/bytes/result.hpp"

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace wirelab::lessons {

// How much a wire may keep: frames that are held, delayed, queued or on their way, and the memory
// they take.
struct BacklogLimit {
  std::size_t frames = 50'000;
  std::size_t bytes = std::size_t{32} << 20;
  // "50000 frames 32 MiB", as `set limit` takes it.
  std::string text() const;
};

// "20000 frames", "16 MiB" or both, in any order; what is not named stays as it was.
Result<BacklogLimit> parse_backlog_limit(std::string_view text, BacklogLimit before);

// What a wire keeps, counted against a limit. Frames are counted by their Shares, which may end on
// any thread; all else is called under the wire's lock.
class Backlog {
 public:
  // The part of one frame, for as long as this lives. A copy of it counts again.
  class Share {
   public:
    Share(Backlog& backlog, std::size_t bytes) : backlog_(&backlog), bytes_(bytes) { enter(); }
    Share(const Share& other) : Share(*other.backlog_, other.bytes_) {}
    Share& operator=(const Share&) = delete;
    ~Share() {
      --backlog_->frames_;
      backlog_->bytes_ -= bytes_;
    }

   private:
    void enter() {
      ++backlog_->frames_;
      backlog_->bytes_ += bytes_;
    }
    Backlog* backlog_;
    std::size_t bytes_;
  };

  const BacklogLimit& limit() const { return limit_; }
  // What is there already stays, however much it is.
  void set_limit(const BacklogLimit& limit) { limit_ = limit; }
  std::size_t frames() const { return frames_; }
  std::size_t bytes() const { return bytes_; }

  // Whether so many frames more of so many bytes in all fit in.
  bool has_room(std::size_t frames, std::size_t bytes);
  // Memory beside the frames' own: of the places where each of them goes.
  void grow(std::size_t bytes) { bytes_ += bytes; }
  void shrink(std::size_t bytes) { bytes_ -= bytes; }
  // A frame found no room. True when that is to be said: the first time, and again after at least
  // half of it was free between.
  bool refuse() { return !std::exchange(said_, true); }

 private:
  BacklogLimit limit_;
  std::atomic<std::size_t> frames_ = 0, bytes_ = 0;
  bool said_ = false;
};

}  // namespace wirelab::lessons
