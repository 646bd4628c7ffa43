#include "capture/trace/block_memory.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace wirelab {

namespace {

constexpr std::size_t alignment = 64;  // a cache line

}  // namespace

void BlockMemory::Free::operator()(void* block) const { std::free(block); }

void* BlockMemory::take(std::size_t size) {
  size = (size + alignment - 1) / alignment * alignment;
  if (used_ + size > block_size) {
    void* block = std::aligned_alloc(block_size, block_size);
    if (block == nullptr) throw std::bad_alloc();
    blocks_.emplace_back(block);
    used_ = 0;
    // The first one may remain nearly empty. Where there are no huge pages, it stays as it is.
    if (blocks_.size() > 1) ::madvise(block, block_size, MADV_HUGEPAGE);
  }
  used_ += size;
  return static_cast<std::byte*>(blocks_.back().get()) + (used_ - size);
}

}  // namespace wirelab
