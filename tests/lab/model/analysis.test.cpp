// What is found out of a whole capture on a thread of its own, while others read and look.

#include "tests/lab/run_builder.hpp"

#include "capture/filter/filter.hpp"
#include "lab/model/analysis.hpp"

#include <atomic>
#include <memory>
#include <unistd.h>

using namespace wirelab;
using namespace wirelab::test;
using namespace std::chrono_literals;
using lab::Analysis;
using lab::Source;

namespace {

constexpr std::uint32_t connections = 60, frames_each = 12;

// A capture of many connections, packet by packet in turn; every third one repeats a segment.
class Stream {
 public:
  Stream() {
    PcapngWriter writer([&](std::span<const std::uint8_t> piece) -> Outcome {
      all.insert(all.end(), piece.begin(), piece.end());
      return Done{};
    });
    REQUIRE(writer.write(Section{"somebody", "Linux"}));
    REQUIRE(writer.write(Interface{}));
    std::uint64_t number = 0;
    for (std::uint32_t at = 0; at < frames_each; ++at)
      for (std::uint32_t i = 0; i < connections; ++i) {
        const bool again = at == 5 && i % 3 == 0;
        tcp::Segment segment{.sequence = 1000 + (again ? at - 1 : at) * 10,
                             .acknowledgment = 5000,
                             .flags = tcp::ack,
                             .window = 1000,
                             .length = 10};
        const auto bytes =
            tcp_frame("10.0.0.1:" + std::to_string(1000 + i), "10.0.0.2:80", segment);
        REQUIRE(writer.write(Frame{.time = static_cast<Time>(++number) * 50'000'000,
                                   .number = number,
                                   .wire_length = static_cast<std::uint32_t>(bytes.size()),
                                   .bytes = bytes}));
      }
  }
  std::vector<std::uint8_t> all;
};

struct Bench {
  Bench() {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    FileDescriptor read;
    read.reset(ends[0]);
    write.reset(ends[1]);
    auto followed = lab::follow(std::move(read), "somebody", [this] { ++told; });
    REQUIRE(followed);
    source = std::move(*followed);
    analysis = std::make_unique<Analysis>(*source, [this] {
      // Relaxed, and slow: a look must be able to fall between its locks, and be ordered by nothing
      // but them, for the thread sanitizer to see one that is missing.
      shown.fetch_add(1, std::memory_order_relaxed);
      ::usleep(2000);
    });
  }
  void put(std::span<const std::uint8_t> bytes) {
    REQUIRE(::write(write.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  // What a window does with each picture: both locks, the reader's first.
  std::size_t look() {
    if (source->take_news()) analysis->news();
    analysis->take_news();
    return source->look([&](const Trace& trace) {
      return analysis->look([&](const Analysis::Findings& findings) {
        std::size_t seen = 0;
        for (const std::uint32_t stream : findings.shown) {
          REQUIRE(stream < trace.connection_count());
          trace.transitions(stream, Side::opener);
          const auto summary = findings.connections.summary(stream);
          seen += summary.side(Side::opener).segments + summary.side(Side::acceptor).segments;
        }
        REQUIRE(findings.connections.seen() <= trace.frame_count());
        return seen;
      });
    });
  }
  // Looks on until something new is shown, and once more.
  void look_until_shown() {
    const int before = shown.load(std::memory_order_relaxed);
    analysis->news();
    while (shown.load(std::memory_order_relaxed) == before) look();
    look();
  }
  // All of the stream, in pieces, with a look after each.
  void pour(const Stream& stream) {
    for (std::size_t at = 0; at < stream.all.size(); at += 997) {
      put(std::span(stream.all).subspan(at, std::min<std::size_t>(997, stream.all.size() - at)));
      look();
    }
    look_until_shown();
    write.reset();
    REQUIRE(source->wait(10s));
    look_until_shown();
    analysis->wait();
  }
  std::atomic<int> told{0}, shown{0};
  FileDescriptor write;
  std::unique_ptr<Source> source;
  std::unique_ptr<Analysis> analysis;
};

}  // namespace

TEST_CASE("growing_capture_is_analysed_while_it_is_looked_at") {
  Bench bench;
  bench.pour(Stream());
  CHECK(bench.shown > 0);
  CHECK(bench.look() == connections * frames_each);
  bench.analysis->look([](const Analysis::Findings& findings) {
    REQUIRE(findings.shown.size() == connections);
    // Those with a finding first.
    for (std::size_t i = 0; i < findings.shown.size(); ++i)
      CHECK((findings.shown[i] % 3 == 0) == (i < connections / 3));
  });
}

TEST_CASE("filter_set_while_a_capture_grows_leaves_what_passes") {
  Bench bench;
  const Stream stream;
  const std::size_t half = stream.all.size() / 2;
  const std::string text = "tcp.srcport < 1010";
  auto filter = filter::Filter::compile(text);
  REQUIRE(filter);
  bench.put(std::span(stream.all).first(half));
  bench.look();
  bench.analysis->set_filter(lab::FilteredFrames(text, *std::move(filter)));
  bench.put(std::span(stream.all).subspan(half));
  bench.write.reset();
  REQUIRE(bench.source->wait(10s));
  bench.analysis->news();
  bench.analysis->wait();
  CHECK(bench.look() == std::size_t{10} * frames_each);
  CHECK(bench.analysis->look([](const auto& findings) { return findings.frames.checked(); }) ==
        connections * frames_each);
}

TEST_CASE("analysis_can_be_left_in_the_middle") {
  Bench bench;
  const Stream stream;
  bench.put(std::span(stream.all).first(stream.all.size() / 3));
  bench.look();
  bench.analysis.reset();
  CHECK_FALSE(bench.source->ended());
}
