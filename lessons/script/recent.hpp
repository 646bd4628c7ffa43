#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// The last `most` of a long row of things. Each keeps its number, counted from 0 over all that ever
// came.
template <class T, std::size_t most>
class Recent {
 public:
  void push(T thing) {
    if (things_.size() < most)
      things_.push_back(std::move(thing));
    else
      things_[end_ % most] = std::move(thing);
    ++end_;
  }
  std::size_t first() const { return end_ - things_.size(); }  // the oldest that is still there
  std::size_t end() const { return end_; }                     // what comes next
  const T& operator[](std::size_t number) const { return things_[number % most]; }
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::size_t number = first(); number < end_; ++number) visit((*this)[number]);
  }

 private:
  std::vector<T> things_;
  std::size_t end_ = 0;
};

}  // namespace wirelab::lessons
