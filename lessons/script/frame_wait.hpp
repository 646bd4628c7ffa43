#pragma once

#include "lessons/script/happenings.hpp"

#include <cstdint>
#include <optional>
#include <set>

namespace wirelab::lessons {

// What a line `wait ...` of the remote waits for: the nth frame that matches is sent, or is the nth
// of them that has this fate. Looks at each happening once.
class FrameWait {
 public:
  // `number` 0: any frame that matches.
  FrameWait(Match match, std::uint64_t number, std::optional<FateKind> fate)
      : match_(std::move(match)), number_(number), fate_(fate) {}

  // The frame's number, once it came.
  std::optional<std::uint64_t> look(const Happenings& happenings);

 private:
  void seen(const Sighting& frame);
  void befell(const Event& event);
  void count(std::uint64_t number);

  Match match_;
  std::uint64_t number_;
  std::optional<FateKind> fate_;
  std::size_t frame_ = 0, event_ = 0;
  std::set<std::uint64_t> matching_;
  unsigned counted_ = 0;
  std::optional<std::uint64_t> found_;
};

}  // namespace wirelab::lessons
