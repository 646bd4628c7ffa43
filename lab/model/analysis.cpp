#include "lab/model/analysis.hpp"

#include <algorithm>
#include <chrono>

namespace wirelab::lab {
namespace {

// Frames at a time under the reader's lock, and to be asked by a filter.
constexpr std::size_t slice = 8192, batch = 512;
// The order is shown this often at most while a capture grows.
constexpr std::chrono::milliseconds breath{250};
// Frames that lie close together in the file are read at once.
constexpr std::uint64_t most_at_once = 1 << 20;

// The bytes of frames that follow each other in the file.
struct BatchBytes {
  std::vector<std::vector<std::uint8_t>> held;
  std::vector<Bytes> of;

  BatchBytes(const Source& source, const std::vector<FrameRow>& rows) {
    const std::uint64_t begin = rows.front().file_offset;
    const std::uint64_t end = rows.back().file_offset + rows.back().captured_length;
    of.reserve(rows.size());
    if (end > begin && end - begin <= most_at_once) {
      FrameRow whole;
      whole.file_offset = begin;
      whole.captured_length = static_cast<std::uint32_t>(end - begin);
      held.push_back(source.bytes(whole));
    }
    for (const FrameRow& row : rows) {
      const std::uint64_t at = row.file_offset - begin;
      const bool inside = row.file_offset >= begin && !held.empty() &&
                          at + row.captured_length <= held.front().size();
      if (!inside) held.push_back(source.bytes(row));
      of.push_back(inside ? Bytes(held.front()).subspan(at, row.captured_length)
                          : Bytes(held.back()));
    }
  }
};

}  // namespace

Analysis::Analysis(const Source& source, std::function<void()> wake)
    : source_(source), wake_(std::move(wake)), thread_([this] { work(); }) {}

Analysis::~Analysis() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Analysis::news() {
  const bool ended = source_.ended();  // before our lock: the reader's always comes first
  {
    const std::lock_guard lock(mutex_);
    wanted_ = working_ = true;
    hurry_ = hurry_ || ended;
  }
  changed_.notify_all();
}

void Analysis::set_filter(FilteredFrames frames) {
  {
    const std::lock_guard lock(mutex_);
    findings_.frames = std::move(frames);
    ++filters_;
    wanted_ = working_ = hurry_ = true;
  }
  changed_.notify_all();
}

bool Analysis::take_news() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, false);
}

void Analysis::wait() const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !working_; });
}

void Analysis::work() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    wanted_ = hurry_ = false;
    lock.unlock();
    int steps = 0;
    // A filter over millions shows what it has found so far.
    while (step() && !stop_) {
      if (++steps % 256 == 0) show();
    }
    findings_.connections.rank();
    show();
    lock.lock();
    if (!wanted_) working_ = false;
    changed_.notify_all();
    changed_.wait_for(lock, breath, [&] { return stop_ || hurry_; });
    changed_.wait(lock, [&] { return stop_ || wanted_; });
  }
}

// A slice of each. True while there is more.
bool Analysis::step() {
  const bool filtering = filter_some();
  const bool surveying = source_.look([&](const Trace& trace) {
    const std::lock_guard lock(mutex_);
    return findings_.connections.catch_up(trace, slice);
  });
  return filtering || surveying;
}

// The rows are taken under the reader's lock, their bytes read without it.
bool Analysis::filter_some() {
  std::vector<FrameRow> rows;
  std::uint64_t filter = 0;
  const bool more = source_.look([&](const Trace& trace) {
    const std::lock_guard lock(mutex_);
    if (findings_.frames.takes_all()) return false;
    filter = filters_;
    const std::size_t first = findings_.frames.checked();
    const std::size_t last = std::min(trace.frame_count(), first + batch);
    for (std::size_t i = first; i < last; ++i) rows.push_back(trace.frame(i));
    return last < trace.frame_count();
  });
  if (rows.empty()) return false;
  const BatchBytes bytes(source_, rows);
  return source_.look([&](const Trace& trace) {
    const std::lock_guard lock(mutex_);
    if (filter != filters_) return true;
    findings_.frames.check(trace, rows, bytes.of);
    return more;
  });
}

void Analysis::show() {
  {
    const std::lock_guard lock(mutex_);
    findings_.connections.publish();
    findings_.shown.clear();
    for (const std::uint32_t stream : findings_.connections.worst_first())
      if (findings_.frames.takes_stream(stream)) findings_.shown.push_back(stream);
    news_ = true;
  }
  wake_();
}

}  // namespace wirelab::lab
