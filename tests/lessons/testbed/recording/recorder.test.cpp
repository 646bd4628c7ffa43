#include "lessons/testbed/recording/recorder.hpp"

#include "capture/recording/reader.hpp"

#include <catch2/catch.hpp>
#include <cerrno>
#include <fmt/format.h>
#include <random>
#include <thread>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

// Hands the reader what a recorder wrote.
class Written : public ByteSource {
 public:
  explicit Written(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(std::span<std::uint8_t> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - at_);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
    at_ += size;
    return size;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string name_ = "what was written";
  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

struct Seen {
  std::vector<std::string> interfaces;
  std::vector<Time> times;
  std::vector<std::uint64_t> frames;
  std::vector<std::string> notes;
  std::string fault;
};

Seen read_back(const std::vector<std::uint8_t>& bytes) {
  auto reader = Reader::open(std::make_unique<Written>(bytes));
  REQUIRE(reader);
  Seen seen;
  for (Item item = reader->next();; item = reader->next()) {
    if (const auto* interface = std::get_if<Interface>(&item))
      seen.interfaces.push_back(interface->name + " on " + interface->segment);
    if (const auto* frame = std::get_if<Frame>(&item)) {
      seen.times.push_back(frame->time);
      seen.frames.push_back(frame->number);
    }
    if (const auto* note = std::get_if<Note>(&item)) {
      seen.times.push_back(note->time);
      seen.notes.push_back(note->message);
    }
    if (const auto* end = std::get_if<End>(&item)) {
      seen.fault = end->fault;
      return seen;
    }
  }
}

struct Collected {
  std::mutex mutex;
  std::vector<std::uint8_t> all;
  ByteSink sink() {
    return [this](std::span<const std::uint8_t> more) -> Outcome {
      const std::lock_guard lock(mutex);
      all.insert(all.end(), more.begin(), more.end());
      return Done{};
    };
  }
};

void nothing_fails(const std::string& reason) { FAIL(reason); }

}  // namespace

TEST_CASE("a recorder writes each interface once, also over several benches") {
  Collected bytes;
  {
    Recorder recorder({bytes.sink()});
    recorder.on_failure(nothing_fails);
    for (std::uint64_t bench = 0; bench < 3; ++bench) {
      const auto lane = recorder.open_lane("client.eth0", "cable", [] {});
      recorder.frame(lane,
                     {.time = now(), .number = bench + 1, .wire_length = 3, .bytes = {1, 2, 3}});
      recorder.close_lane(lane);
    }
    const auto lane = recorder.open_lane("client.eth0", "left", [] {});
    recorder.close_lane(lane);
  }
  const Seen seen = read_back(bytes.all);
  CHECK(seen.fault.empty());
  CHECK(seen.interfaces == std::vector<std::string>{"client.eth0 on cable", "client.eth0 on left"});
  CHECK(seen.frames == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("ports are asked to drain when something waits for them, and not otherwise") {
  Collected bytes;
  std::atomic<int> asked = 0;
  Recorder recorder({bytes.sink()});
  recorder.on_failure(nothing_fails);
  std::size_t lane = 0;
  lane = recorder.open_lane("client.eth0", "cable", [&] {
    ++asked;
    recorder.drained(lane, now());
  });
  recorder.note({.kind = NoteKind::wire, .message = "one"});
  recorder.flush();
  CHECK(asked == 1);
  CHECK(read_back(bytes.all).notes == std::vector<std::string>{"one"});
  recorder.note({.time = now() + 3'600'000'000'000, .kind = NoteKind::ask, .message = "later"});
  recorder.flush();
  CHECK(asked == 1);
  CHECK(read_back(bytes.all).notes.size() == 1);
}

TEST_CASE("frames and notes from many threads come out in order, none is lost") {
  Collected bytes;
  constexpr int per_port = 2000;
  {
    Recorder recorder({bytes.sink()});
    recorder.on_failure(nothing_fails);
    std::atomic<std::uint64_t> number = 0;
    std::vector<std::jthread> ports;
    for (unsigned port = 0; port < 3; ++port)
      ports.emplace_back([&, port] {
        std::atomic<bool> asked = false;
        const auto lane =
            recorder.open_lane(fmt::format("h{}", port), "hub", [&] { asked = true; });
        for (int i = 0; i < per_port; ++i) {
          recorder.frame(lane, {.time = now(), .number = ++number, .bytes = {0}});
          recorder.note({.kind = NoteKind::fate, .message = "n"});
          if (asked.exchange(false)) recorder.drained(lane, now());
        }
        recorder.close_lane(lane);
      });
  }
  const Seen seen = read_back(bytes.all);
  CHECK(seen.frames.size() == 3 * per_port);
  CHECK(seen.notes.size() == 3 * per_port);
  CHECK(std::is_sorted(seen.times.begin(), seen.times.end()));
}

TEST_CASE("a reader that left is told to the owner, once, and nothing hangs") {
  std::atomic<int> told = 0;
  std::string why = "never";
  const ByteSink closed = [](std::span<const std::uint8_t>) -> Outcome {
    errno = EPIPE;
    return Error{ErrorKind::input, "standard output: Broken pipe"};
  };
  Recorder recorder({closed});
  recorder.on_failure([&](const std::string& reason) { ++told, why = reason; });
  for (int i = 0; i < 100; ++i) recorder.note({.kind = NoteKind::wire});
  recorder.flush();
  const auto lane = recorder.open_lane("client.eth0", "cable", [] {});
  recorder.frame(lane, {.time = now(), .number = 1});
  recorder.flush();
  CHECK(told == 1);
  CHECK(why.empty());
}

TEST_CASE("a full disk is told with its reason") {
  std::string why;
  std::atomic<bool> told = false;
  const ByteSink full = [](std::span<const std::uint8_t>) -> Outcome {
    errno = ENOSPC;
    return Error{ErrorKind::input, "run.pcapng: No space left on device"};
  };
  Recorder recorder({full});
  recorder.on_failure([&](const std::string& reason) { why = reason, told = true; });
  recorder.note({.kind = NoteKind::wire});
  recorder.flush();
  CHECK(told);
  CHECK(why == "run.pcapng: No space left on device");
}

TEST_CASE("when too much is queued a port waits until it is written") {
  Collected bytes;
  std::mutex gate;
  gate.lock();
  const ByteSink slow = [&](std::span<const std::uint8_t> more) -> Outcome {
    const std::lock_guard pass(gate);
    return bytes.sink()(more);
  };
  constexpr int frames = 400;  // 100 MiB
  std::atomic<int> accepted = 0;
  {
    Recorder recorder({slow});
    recorder.on_failure(nothing_fails);
    std::jthread port([&] {
      const auto lane = recorder.open_lane("client.eth0", "cable", [] {});
      for (int i = 0; i < frames; ++i) {
        recorder.frame(lane, {.time = now(),
                              .number = static_cast<std::uint64_t>(i + 1),
                              .bytes = std::vector<std::uint8_t>(256 << 10)});
        ++accepted;
      }
      recorder.close_lane(lane);
    });
    while (accepted < 120) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    CHECK(accepted < 150);  // 32 MiB are 128 of them
    gate.unlock();
  }
  const Seen seen = read_back(bytes.all);
  CHECK(seen.frames.size() == frames);
  REQUIRE_FALSE(seen.notes.empty());
  CHECK(seen.notes.front().find("the wire waited") != std::string::npos);
}
