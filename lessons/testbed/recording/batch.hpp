#pragma once

#include "capture/recording/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace wirelab::lessons {

// That a frame was put into a port: the fate `delivered`, by the wire.
struct Delivered {
  Time time = 0;
  std::uint64_t frame = 0;
  std::uint32_t to = 0;  // interface of the recording
};

// What a port's thread hands to the recorder at a time: frames of one interface and their
// deliveries, each in order of time, the bytes in one piece. It is used again when it is written.
class Batch {
 public:
  static constexpr std::size_t most_frames = 64, most_bytes = 128 << 10;

  Batch() { bytes_.reserve(most_bytes); }
  // What is in the other one, in no more memory than that takes.
  Batch(const Batch& other) : deliveries(other.deliveries) {
    bytes_.reserve(other.bytes_.size());
    for (const Frame& frame : other.frames) add(frame);
  }
  Batch& operator=(const Batch&) = delete;

  // False when a frame of this length must go into the next batch, or into none.
  bool has_room(std::size_t length) const {
    return frames.size() < most_frames && bytes_.size() + length <= most_bytes;
  }
  // Copies the bytes, and returns where they lie until clear(). There must be room.
  std::span<const std::uint8_t> add(Frame frame) {
    const std::size_t begin = bytes_.size();
    bytes_.insert(bytes_.end(), frame.bytes.begin(), frame.bytes.end());
    frame.bytes = std::span<const std::uint8_t>(bytes_).subspan(begin);
    frames.push_back(frame);
    return frame.bytes;
  }
  std::size_t bytes() const {
    return bytes_.size() + frames.size() * sizeof(Frame) + deliveries.size() * sizeof(Delivered);
  }
  // A stream of such batches would take much more memory than it has bytes: copy them.
  bool is_sparse() const { return bytes_.size() < most_bytes / 8; }
  bool can_be_used_again() const { return bytes_.capacity() >= most_bytes; }
  bool empty() const { return frames.empty(); }
  void clear() {
    bytes_.clear();
    frames.clear();
    deliveries.clear();
  }

  std::vector<Frame> frames;  // to be added by add()
  std::vector<Delivered> deliveries;

 private:
  std::vector<std::uint8_t> bytes_;
};

using SharedBatch = std::shared_ptr<Batch>;

}  // namespace wirelab::lessons
