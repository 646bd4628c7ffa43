#include "lessons/byte-stream/byte-stream.hpp"

#include "lessons/byte-stream/stream_steps.hpp"
#include "lessons/script/transfer.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace stream {

std::vector<Sighting> data_segments(Scene& scene, std::size_t bytes) {
  std::vector<Sighting> found;
  const auto is_before = [](const Sighting& a, const Sighting& b) {
    return static_cast<std::int32_t>(a.glimpse.segment.sequence - b.glimpse.segment.sequence) < 0;
  };
  const auto is_same = [](const Sighting& a, const Sighting& b) {
    return a.glimpse.segment.sequence == b.glimpse.segment.sequence;
  };
  const auto all_there = [&] {
    found = scene.frames("from client data");
    std::stable_sort(found.begin(), found.end(), is_before);
    found.erase(std::unique(found.begin(), found.end(), is_same), found.end());
    std::size_t sum = 0;
    for (const Sighting& frame : found) sum += frame.glimpse.segment.length;
    return sum >= bytes;
  };
  scene.until(all_there, fmt::format("{} bytes have left the client", bytes));
  return found;
}

void all_delivered(Scene& scene, const std::vector<Sighting>& frames) {
  for (const Sighting& frame : frames) scene.delivered(frame);
}

std::string sizes_in_words(const std::vector<Sighting>& frames) {
  std::vector<std::string> words;
  words.reserve(frames.size());
  for (const Sighting& frame : frames)
    words.push_back(in_words(frame.glimpse.segment.length, "byte"));
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace stream
namespace {

using namespace stream;

void one_recv(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.set("TCP_NODELAY", 1);
  scene.ask("one-recv");
  std::string sent;
  for (const std::string message : {"AA", "BB", "CC"}) {
    sent += message;
    pair.caller.send(message);
  }
  const auto segments = data_segments(scene, sent.size());
  all_delivered(scene, segments);
  const Returned read = pair.conversation.recv(1024).result();
  scene.settle();

  scene.answer("one-recv", read.data == sent ? "all" : read.data == "AA" ? "first" : "error");
  scene.check("three-frames", "2 bytes, 2 bytes, 2 bytes", sizes_in_words(segments));
  scene.check("one-call", "6 bytes by 1 call", in_words(read.data.size(), "byte") + " by 1 call");
  scene.check("same-bytes", sent, read.data);
}

void many_recv(Scene& scene) {
  constexpr std::size_t size = 3000, second_size = 2000, piece = 1024;
  Connected pair = connected(scene);
  pair.caller.send_bytes(size);
  const auto early = data_segments(scene, size);
  all_delivered(scene, early);
  std::vector<long> pieces;
  for (std::size_t read = 0; read < size; read += static_cast<std::size_t>(pieces.back())) {
    pieces.push_back(pair.conversation.recv(piece).result().value);
    if (pieces.back() <= 0) break;
  }
  scene.settle();

  scene.rule("hold from client data nth 2");
  scene.ask("many-recv");
  pair.caller.send_bytes(second_size);
  const auto segments = data_segments(scene, size + second_size);
  scene.delivered(segments[early.size()]);
  scene.held(segments[early.size() + 1]);
  const Returned part = pair.conversation.recv(second_size).result();
  scene.release_all();
  const Returned rest = pair.conversation.recv(second_size - part.data.size()).result();
  scene.settle();

  scene.answer("many-recv", part.data.size() == second_size ? "waits"
                            : part.ok()                     ? "short"
                                                            : "error");
  scene.fact("first", std::to_string(part.value));
  scene.fact("rest", std::to_string(rest.value));
  scene.check("in-pieces", "1024, 1024, 952", fmt::format("{}", fmt::join(pieces, ", ")));
  scene.check(
      "short-read", "fewer than 2000 bytes",
      part.value > 0 && part.data.size() < second_size ? "fewer than 2000 bytes" : in_words(part));
  scene.check("nothing-lost", "the same 2000 bytes",
              part.data + rest.data == Socket::pattern(second_size) ? "the same 2000 bytes"
                                                                    : "other bytes");
}

void end_of_stream(Scene& scene) {
  Connected pair = connected(scene);
  const std::size_t frames = scene.count("any");
  pair.caller.send("");
  scene.settle();
  const std::size_t of_nothing = scene.count("any") - frames;
  const Returned nothing_yet = pair.conversation.recv(1024, MSG_DONTWAIT).result();
  scene.ask("end-of-stream");
  pair.caller.shutdown(SHUT_WR);
  scene.delivered(scene.frame("from client fin"));
  const Returned at_end = pair.conversation.recv(1024).result();
  scene.settle();

  const bool only_after_fin = !nothing_yet.ok() && at_end.ok() && at_end.value == 0;
  scene.answer("end-of-stream", only_after_fin ? "end" : at_end.ok() ? "nothing-yet" : "error");
  scene.check("empty-send", "0 frames", in_words(of_nothing, "frame"));
  scene.check("nothing-yet", "EAGAIN", in_words(nothing_yet));
  scene.check("zero-is-the-end", "0", in_words(at_end));
}

void nagle(Scene& scene) {
  Connected pair = connected(scene);
  scene.rule("hold from server ack nth 1");
  scene.ask("nagle");
  for (const std::string letter : {"a", "b", "c"}) pair.caller.send(letter);
  scene.held(scene.frame("from server ack"));
  const std::size_t before_ack = data_segments(scene, 1).size();
  scene.release_all();
  const auto segments = data_segments(scene, 3);
  all_delivered(scene, segments);
  scene.settle();

  const std::string sizes = sizes_in_words(segments);
  scene.answer("nagle", segments.size() == 3         ? "three"
                        : sizes == "1 byte, 2 bytes" ? "two"
                                                     : "one");
  scene.check("one-in-flight", "1 segment", in_words(before_ack, "segment"));
  scene.check("rest-together", "1 byte, 2 bytes", sizes);
}

void stall(Scene& scene) {
  Connected pair = connected(scene);
  pair.conversation.set("TCP_QUICKACK", 0);
  scene.ask("stall");
  const Pending first = pair.conversation.recv(1024);
  const std::string half = "GET ", other_half = "/index";
  pair.caller.send(half);
  pair.caller.send(other_half);
  // Usually one half; on a busy machine recv() may begin when both are there.
  const std::size_t begun = first.result().data.size();
  read_whole(pair.conversation, half.size() + other_half.size() - begun);
  pair.conversation.send("Here it is.");
  const auto halves = data_segments(scene, half.size() + other_half.size());
  scene.delivered(scene.frame("from server data"));
  scene.settle();
  const std::uint64_t ack = scene.frame("from server ack").number;
  const std::uint64_t answer = scene.frame("from server data").number;

  const std::size_t before = scene.count("from client data");
  const Pending whole = pair.conversation.recv(1024);
  pair.caller.send(half + other_half);
  const Returned request = whole.result();
  scene.settle();

  const std::uint64_t second = halves.back().number;
  const std::string order = second > answer ? "half, answer, half"
                            : second > ack  ? "half, ACK, half"
                                            : "half, half";
  scene.answer("stall", second > answer ? "answer" : second > ack ? "ack" : "nothing");
  scene.fact(
      "wait",
      fmt::format("{:.0f}", static_cast<double>(halves.back().sent - halves.front().sent) / 1e6));
  scene.check("two-writes", "half, ACK, half", order);
  scene.check(
      "one-write", "1 segment, 10 bytes read",
      fmt::format("{}, {} read", in_words(scene.count("from client data") - before, "segment"),
                  in_words(request.data.size(), "byte")));
}

void sent_not_arrived(Scene& scene) {
  constexpr std::size_t size = 100;
  Connected pair = connected(scene);
  const Tuple at_server = pair.at_client.reversed();
  scene.rule("drop from client data always");
  scene.ask("sent-not-arrived");
  const Returned sent = pair.caller.send_bytes(size);
  data_segments(scene, size);
  const Returned read = pair.conversation.recv(size, MSG_DONTWAIT).result();
  const auto here = scene.kernel(scene.host("client"), pair.at_client);
  const auto there = scene.kernel(scene.host("server"), at_server);

  const bool arrived = there && there->receive_queue > 0;
  scene.answer("sent-not-arrived", read.ok() ? "read" : arrived ? "arrived" : "copied");
  scene.check("send-is-content", "100", in_words(sent));
  scene.check("still-here", "100 bytes not acknowledged",
              fmt::format("{} bytes not acknowledged", here ? here->send_queue : -1));
  scene.check("nothing-there", "0 bytes, EAGAIN",
              fmt::format("{} bytes, {}", there ? there->receive_queue : -1, in_words(read)));
}

}  // namespace

Lesson byte_stream() {
  const std::vector<Setting> no_probe{{"net.ipv4.tcp_early_retrans", "0"}};
  // With a short cable the wait that is left is the delayed ACK alone.
  const BenchPlan near{.topology = pair(1'000'000), .settings = no_probe};
  const BenchPlan patient{.settings = no_probe};
  return {.name = "byte-stream",
          .steps = {{"one-recv", {}, one_recv},
                    {"many-recv", patient, many_recv},
                    {"end-of-stream", {}, end_of_stream},
                    {"nagle", patient, nagle},
                    {"stall", near, stall},
                    {"sent-not-arrived", {}, sent_not_arrived},
                    {"framing", {}, framing_step},
                    {"utf8", {}, characters},
                    {"sleep", patient, pause_between}}};
}

}  // namespace wirelab::lessons
