#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace wirelab {

// A column of plain values that only grows. It grows by whole chunks, so nothing is ever moved and
// the cost of one more value does not depend on how many there are.
template <class T>
class Column {
 public:
  static constexpr std::size_t chunk_size = 1024;

  std::size_t size() const { return size_; }
  T& operator[](std::size_t index) { return (*chunks_[index / chunk_size])[index % chunk_size]; }
  const T& operator[](std::size_t index) const {
    return (*chunks_[index / chunk_size])[index % chunk_size];
  }
  T& push(T value) {
    if (size_ == chunks_.size() * chunk_size) chunks_.push_back(std::make_unique<Chunk>());
    T& place = (*chunks_.back())[size_++ % chunk_size];
    place = std::move(value);
    return place;
  }

 private:
  using Chunk = std::array<T, chunk_size>;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace wirelab
