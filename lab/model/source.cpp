#include "lab/model/source.hpp"

#include "capture/bytes/file_source.hpp"
#include "capture/recording/reader.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace wirelab::lab {

// Shared with the reading thread, which may outlive the Source: nobody can interrupt a read of
// standard input.
struct Source::Shared {
  mutable std::mutex mutex;
  mutable std::condition_variable over;
  Trace trace;
  std::string write_fault;
  bool ended = false;
  bool told = false;  // of the end: no news comes after it
  std::atomic<int> lookers{0};
  std::atomic<bool> news{false}, abandoned{false};
  std::mutex notify_mutex;  // held while notify runs, so that ~Source can wait for it
  Notify notify;
  std::shared_ptr<Spool> spool;
  std::shared_ptr<std::atomic<bool>> unwanted;
  std::atomic<std::uint64_t> read{0};  // bytes
  std::optional<std::uint64_t> size;
};

namespace {

// Counts what passes, for a bar that shows how far it has come.
class CountingSource final : public ByteSource {
 public:
  CountingSource(std::unique_ptr<ByteSource> source, std::atomic<std::uint64_t>& count)
      : source_(std::move(source)), count_(count) {}
  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    auto count = source_->read(room);
    if (count) count_ += *count;
    return count;
  }
  const std::string& name() const override { return source_->name(); }
  std::string_view offset_unit() const override { return source_->offset_unit(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::atomic<std::uint64_t>& count_;
};

}  // namespace

TeeSource::TeeSource(std::unique_ptr<ByteSource> source, ByteSink sink,
                     std::function<void(Error)> failed)
    : source_(std::move(source)), sink_(std::move(sink)), failed_(std::move(failed)) {}

Result<std::size_t> TeeSource::read(std::span<std::uint8_t> room) {
  auto count = source_->read(room);
  if (count && *count > 0 && sink_) {
    const Outcome written = sink_(room.first(*count));
    if (!written) {
      sink_ = {};
      failed_(written.error());
    }
  }
  return count;
}

Source::Guard::Guard(const Source& source) : shared_(*source.shared_) {
  ++shared_.lookers;
  shared_.mutex.lock();
  --shared_.lookers;
}
Source::Guard::~Guard() { shared_.mutex.unlock(); }
const Trace& Source::Guard::trace() const { return shared_.trace; }

void Source::read(const std::shared_ptr<Shared>& shared, OpenSource opened) {
  const auto tell = [&] {
    if (shared->news.exchange(true)) return;
    const std::lock_guard lock(shared->notify_mutex);
    if (shared->notify) shared->notify();
  };
  auto reader = Reader::open(std::move(opened.source));
  if (!reader) {
    const std::lock_guard lock(shared->mutex);
    shared->trace.add(Item(End{reader.error().message}));
    shared->ended = true;
  }
  std::array<Frame, 256> frames;
  while (reader && !shared->abandoned) {
    const std::size_t count = reader->frames(frames);
    Item item;
    if (count == 0) item = reader->next();  // may wait for the producer, so without the lock
    const bool last = count == 0 && std::holds_alternative<End>(item);
    while (shared->lookers > 0) std::this_thread::yield();
    {
      const std::lock_guard lock(shared->mutex);
      if (shared->ended) break;  // stopped
      if (count > 0)
        shared->trace.add(std::span(frames).first(count));
      else
        shared->trace.add(item);
      shared->ended = last;
    }
    if (last) break;
    tell();
  }
  {
    const std::lock_guard lock(shared->mutex);
    shared->ended = true;
  }
  tell();
  {
    const std::lock_guard lock(shared->mutex);
    shared->told = true;
  }
  shared->over.notify_all();
}

Result<std::unique_ptr<Source>> Source::start(OpenSource opened, Notify notify, ByteSink tee,
                                              std::optional<std::uint64_t> size) {
  auto shared = std::make_shared<Shared>();
  const bool packed = opened.source->offset_unit() != "byte";
  if (!packed) shared->size = size;
  opened.source = std::make_unique<CountingSource>(std::move(opened.source), shared->read);
  shared->spool = opened.spool;
  shared->unwanted = opened.unwanted;
  shared->notify = std::move(notify);
  if (tee) {
    opened.source = std::make_unique<TeeSource>(std::move(opened.source), std::move(tee),
                                                [raw = shared.get()](const Error& error) {
                                                  const std::lock_guard lock(raw->mutex);
                                                  raw->write_fault = error.message;
                                                });
  }
  std::thread([shared, opened = std::move(opened)]() mutable {
    read(shared, std::move(opened));
  }).detach();
  return std::unique_ptr<Source>(new Source(std::move(shared)));
}

Source::~Source() {
  shared_->abandoned = true;
  *shared_->unwanted = true;
  const std::lock_guard lock(shared_->notify_mutex);
  shared_->notify = {};
}

std::vector<std::uint8_t> Source::bytes(const FrameRow& frame) const {
  if (!shared_->spool) return {};
  return shared_->spool->read_at(frame.file_offset, frame.captured_length);
}

bool Source::take_news() { return shared_->news.exchange(false); }

bool Source::ended() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->ended;
}

std::string Source::fault() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->trace.fault().empty() ? shared_->write_fault : shared_->trace.fault();
}

Source::Progress Source::progress() const { return {shared_->read, shared_->size}; }

void Source::stop() {
  {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->ended) return;
    shared_->trace.add(Item(End{}));
    shared_->ended = shared_->told = true;
  }
  shared_->abandoned = true;
  *shared_->unwanted = true;
  shared_->over.notify_all();
}

bool Source::wait(std::chrono::milliseconds longest) const {
  std::unique_lock lock(shared_->mutex);
  return shared_->over.wait_for(lock, longest, [&] { return shared_->told; });
}

Result<std::unique_ptr<Source>> open_recording(const std::string& path, Source::Notify notify,
                                               Until until, UnpackLimit limit) {
  auto opened = open_source(path, until, limit);
  if (!opened) return opened.error();
  std::error_code none;
  std::optional<std::uint64_t> size;
  if (path != "-" && std::filesystem::is_regular_file(path, none))
    size = std::filesystem::file_size(path, none);
  return Source::start(std::move(*opened), std::move(notify), {}, size);
}

Result<std::unique_ptr<Source>> follow(FileDescriptor output, const std::string& name,
                                       Source::Notify notify, ByteSink tee) {
  auto file = FileSource::from(std::move(output), name);
  if (!file) return file.error();
  auto spool = Spool::temporary();
  if (!spool) return spool.error();
  OpenSource opened;
  opened.spool = *spool;
  opened.source = std::make_unique<SpoolingSource>(std::make_unique<FileSource>(std::move(*file)),
                                                   opened.spool);
  return Source::start(std::move(opened), std::move(notify), std::move(tee));
}

}  // namespace wirelab::lab
