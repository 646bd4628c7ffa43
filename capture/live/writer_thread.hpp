#pragma once

#include "capture/bytes/byte_sink.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace wirelab {

// Writes on a thread of its own, so that a slow disk or reader does not keep us from the kernel's
// buffer. What waits is bounded: when that much does, whoever puts more waits too, and the kernel
// counts what it has to drop meanwhile.
class WriterThread {
 public:
  static constexpr std::size_t most_waiting = 64u << 20;  // bytes

  // `failed` is called once, on the writer's thread, when the sink takes no more.
  WriterThread(ByteSink sink, std::function<void()> failed);
  ~WriterThread();
  WriterThread(const WriterThread&) = delete;
  WriterThread& operator=(const WriterThread&) = delete;

  // Gathers bytes; they are handed to the thread in large pieces, or all of them by hand_over().
  void put(std::span<const std::uint8_t> bytes);
  void hand_over();
  // Waits until all is written. The Error, if there was one.
  Outcome finish();

 private:
  using Piece = std::vector<std::uint8_t>;
  void run();
  void write(std::unique_lock<std::mutex>& lock);

  ByteSink sink_;
  std::function<void()> failed_;
  Piece gathered_;  // only of the thread that puts
  std::mutex mutex_;
  std::condition_variable more_, less_;
  std::deque<Piece> waiting_;
  std::vector<Piece> spare_;  // written, their room to be used again
  std::size_t waiting_bytes_ = 0;
  bool ends_ = false;
  Outcome outcome_ = Done{};
  std::thread thread_;
};

}  // namespace wirelab
