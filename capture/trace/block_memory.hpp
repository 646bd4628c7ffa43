#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace wirelab {

// Memory for what only grows: pieces of large blocks, which the system may back with huge pages, so
// that a large capture does not pay for forty thousand small ones. A piece is never given back
// alone.
class BlockMemory {
 public:
  // `size` bytes, at most block_size, aligned for any type; uninitialized.
  void* take(std::size_t size);

  static constexpr std::size_t block_size = std::size_t{2} << 20;

 private:
  struct Free {
    void operator()(void* block) const;
  };
  std::vector<std::unique_ptr<void, Free>> blocks_;
  std::size_t used_ = block_size;  // of the last one
};

}  // namespace wirelab
