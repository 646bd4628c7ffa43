#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>

namespace wirelab::test {

// The same numbers on every run and machine, so that what fails once fails again.
class Random {
 public:
  explicit Random(std::uint32_t seed) : numbers_(seed) {}
  std::uint32_t number() { return static_cast<std::uint32_t>(numbers_()); }
  // 0 to below `limit`.
  std::uint32_t below(std::uint32_t limit) { return number() % limit; }
  bool once_in(std::uint32_t times) { return below(times) == 0; }
  template <class T>
  T of(std::initializer_list<T> values) {
    return values.begin()[below(static_cast<std::uint32_t>(values.size()))];
  }

 private:
  std::mt19937 numbers_;
};

}  // namespace wirelab::test
