#include "capture/live/writer_thread.hpp"

#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t piece_size = 512u << 10;
constexpr std::size_t most_spare = 16;

}  // namespace

WriterThread::WriterThread(ByteSink sink, std::function<void()> failed)
    : sink_(std::move(sink)), failed_(std::move(failed)), thread_([this] { run(); }) {
  gathered_.reserve(piece_size);
}

WriterThread::~WriterThread() {
  if (thread_.joinable()) static_cast<void>(finish());
}

void WriterThread::put(std::span<const std::uint8_t> bytes) {
  if (gathered_.size() + bytes.size() > piece_size) hand_over();
  gathered_.insert(gathered_.end(), bytes.begin(), bytes.end());
}

void WriterThread::hand_over() {
  if (gathered_.empty()) return;
  Piece next;
  {
    std::unique_lock lock(mutex_);
    less_.wait(lock, [&] { return waiting_bytes_ < most_waiting || !outcome_; });
    waiting_bytes_ += gathered_.size();
    waiting_.push_back(std::exchange(gathered_, {}));
    if (!spare_.empty()) {
      gathered_ = std::move(spare_.back());
      spare_.pop_back();
    }
  }
  more_.notify_one();
  gathered_.reserve(piece_size);
}

Outcome WriterThread::finish() {
  hand_over();
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  more_.notify_one();
  if (thread_.joinable()) thread_.join();
  return outcome_;
}

void WriterThread::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    more_.wait(lock, [&] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    write(lock);
  }
}

void WriterThread::write(std::unique_lock<std::mutex>& lock) {
  Piece piece = std::move(waiting_.front());
  waiting_.pop_front();
  const bool works = static_cast<bool>(outcome_);
  lock.unlock();
  Outcome written = works ? sink_(piece) : Outcome(Done{});
  const bool fails = works && !written;
  if (fails && failed_) failed_();
  lock.lock();
  if (fails) outcome_ = std::move(written);
  waiting_bytes_ -= piece.size();
  piece.clear();
  if (spare_.size() < most_spare) spare_.push_back(std::move(piece));
  less_.notify_one();
}

}  // namespace wirelab
