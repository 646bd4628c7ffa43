// A recording on its way in: file, pipe, cut tail, -w.

#include "tests/lab/run_builder.hpp"

#include "lab/model/source.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace wirelab;
using namespace wirelab::test;
using namespace std::chrono_literals;
using lab::Source;

namespace {

std::string bytes_of(const RunBuilder& run) {
  std::string all;
  PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
    all.append(bytes.begin(), bytes.end());
    return Done{};
  });
  for (const Item& item : run.items) REQUIRE(writer.write(item));
  return all;
}

struct TemporaryFile {
  explicit TemporaryFile(const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::string path =
      (std::filesystem::temp_directory_path() / ("wirelab-test-" + std::to_string(::getpid())))
          .string();
};

struct Pipe {
  Pipe() {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
  void put(const std::string& bytes) {
    REQUIRE(::write(write.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  FileDescriptor read, write;
};

}  // namespace

TEST_CASE("source_reads_a_file_and_hands_out_bytes") {
  const RunBuilder run = last_ack();
  const TemporaryFile file(bytes_of(run));
  std::atomic<int> told{0};
  auto source = lab::open_recording(file.path, [&] { ++told; });
  REQUIRE(source);
  REQUIRE((*source)->wait(10s));
  CHECK(told >= 1);
  CHECK((*source)->take_news());
  CHECK_FALSE((*source)->take_news());
  CHECK((*source)->fault().empty());
  const FrameRow last =
      (*source)->look([](const Trace& trace) { return trace.frame(trace.frame_count() - 1); });
  CHECK(last.number == 5);
  CHECK((*source)->bytes(last) == run.bytes.at(5));
}

TEST_CASE("source_keeps_what_came_before_a_cut") {
  const std::string whole = bytes_of(last_ack());
  const TemporaryFile file(whole.substr(0, whole.size() - 30));
  auto source = lab::open_recording(file.path, {});
  REQUIRE(source);
  REQUIRE((*source)->wait(10s));
  CHECK((*source)->fault().find("cut off") != std::string::npos);
  CHECK((*source)->look([](const Trace& trace) { return trace.frame_count(); }) == 5);
}

TEST_CASE("source_of_what_is_no_recording_says_so") {
  const TemporaryFile file("hello, this is text and no recording\n");
  auto source = lab::open_recording(file.path, {});
  REQUIRE(source);
  REQUIRE((*source)->wait(10s));
  CHECK_FALSE((*source)->fault().empty());
  CHECK_FALSE(lab::open_recording("/nonexistent/x", {}));
}

TEST_CASE("source_follows_a_pipe_and_writes_every_byte_on") {
  const std::string whole = bytes_of(last_ack());
  Pipe pipe;
  std::string copy;
  std::mutex mutex;
  auto source = lab::follow(std::move(pipe.read), "testbed", {},
                            [&](std::span<const std::uint8_t> bytes) -> Outcome {
                              const std::lock_guard lock(mutex);
                              copy.append(bytes.begin(), bytes.end());
                              return Done{};
                            });
  REQUIRE(source);
  pipe.put(whole.substr(0, whole.size() / 2));
  for (int i = 0; i < 500 && (*source)->look([](const Trace& t) { return t.frame_count(); }) == 0;
       ++i)
    ::usleep(2000);
  CHECK((*source)->look([](const Trace& trace) { return trace.frame_count(); }) > 0);
  CHECK_FALSE((*source)->ended());
  pipe.put(whole.substr(whole.size() / 2));
  pipe.write.reset();
  REQUIRE((*source)->wait(10s));
  const std::lock_guard lock(mutex);
  CHECK(copy == whole);
}

TEST_CASE("source_reads_on_when_its_copy_cannot_be_written") {
  const TemporaryFile file(bytes_of(last_ack()));
  auto opened = open_source(file.path);
  REQUIRE(opened);
  auto source = Source::start(std::move(*opened), {}, [](std::span<const std::uint8_t>) -> Outcome {
    return Error{ErrorKind::input, "x.pcapng could not be written: No space left on device"};
  });
  REQUIRE(source);
  REQUIRE((*source)->wait(10s));
  CHECK((*source)->fault() == "x.pcapng could not be written: No space left on device");
  CHECK((*source)->look([](const Trace& trace) { return trace.frame_count(); }) == 5);
}

TEST_CASE("source_tells_how_far_it_is_and_stops_when_told") {
  const std::string whole = bytes_of(last_ack());
  {
    const TemporaryFile file(whole);
    auto source = lab::open_recording(file.path, {});
    REQUIRE(source);
    REQUIRE((*source)->wait(10s));
    CHECK((*source)->progress().read == whole.size());
    CHECK((*source)->progress().total == whole.size());
  }
  Pipe pipe;
  auto source = lab::follow(std::move(pipe.read), "somebody", {});
  REQUIRE(source);
  pipe.put(whole.substr(0, whole.size() / 2));
  const auto frames = [&] {
    return (*source)->look([](const Trace& t) { return t.frame_count(); });
  };
  for (int i = 0; i < 500 && frames() == 0; ++i) ::usleep(2000);
  CHECK_FALSE((*source)->progress().total);
  CHECK((*source)->progress().read > 0);
  CHECK_FALSE((*source)->ended());
  (*source)->stop();
  CHECK((*source)->ended());
  CHECK((*source)->look([](const Trace& trace) { return trace.ended(); }));
  CHECK((*source)->fault().empty());
  const std::size_t kept = frames();
  CHECK(kept > 0);
  // Nobody wants it any more: it stays in the pipe, or the pipe has no reader.
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const std::string rest = whole.substr(whole.size() / 2);
  CHECK((::write(pipe.write.get(), rest.data(), rest.size()) > 0 || errno == EPIPE));
  std::signal(SIGPIPE, before);
  pipe.write.reset();
  ::usleep(50'000);
  CHECK(frames() == kept);
}

TEST_CASE("source_can_be_left_while_its_pipe_is_silent") {
  Pipe pipe;
  auto source = lab::follow(std::move(pipe.read), "testbed", [] {});
  REQUIRE(source);
  source->reset();
  CHECK(true);
}
