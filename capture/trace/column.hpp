#pragma once

#include "capture/trace/block_memory.hpp"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace wirelab {

// A column of values that only grows. It grows by whole chunks, so nothing is ever moved and the
// cost of one more value does not depend on how many there are.
template <class T>
class Column {
 public:
  static constexpr std::size_t chunk_size = 128;

  Column() = default;
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;
  ~Column() {
    for (std::size_t i = 0; i < size_; ++i) std::destroy_at(&(*this)[i]);
  }

  std::size_t size() const { return size_; }
  T& operator[](std::size_t index) { return chunks_[index / chunk_size][index % chunk_size]; }
  const T& operator[](std::size_t index) const {
    return chunks_[index / chunk_size][index % chunk_size];
  }
  // One more, as T makes it by default.
  T& push() { return *std::construct_at(place()); }
  T& push(T value) { return *std::construct_at(place(), std::move(value)); }

 private:
  // Of one more.
  T* place() {
    if (size_ == chunks_.size() * chunk_size)
      chunks_.push_back(static_cast<T*>(memory_.take(chunk_size * sizeof(T))));
    return &(*this)[size_++];
  }

  std::vector<T*> chunks_;
  std::size_t size_ = 0;
  BlockMemory memory_;
};

}  // namespace wirelab
