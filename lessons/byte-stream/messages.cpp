#include "lessons/byte-stream/framing.hpp"
#include "lessons/byte-stream/stream_steps.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <random>

// How programs try to keep messages apart, and what is left of it.
namespace wirelab::lessons::stream {
namespace {

using framing::Reader;

const std::vector<std::string> messages{"AA", "BBB", "C"};

// Sizes of pieces, by lot.
class Pieces {
 public:
  explicit Pieces(std::uint64_t seed) : lot_(seed) {}
  std::size_t next() { return least + static_cast<std::size_t>(lot_() % kinds); }

 private:
  static constexpr std::size_t least = 2, kinds = 4;
  std::mt19937_64 lot_;
};

// How many calls of recv() it took to read all messages.
std::size_t read_all(Socket server, Pieces& pieces, Reader& reader) {
  std::size_t calls = 0;
  while (reader.messages().size() < messages.size()) {
    const Returned read = server.recv(pieces.next()).result();
    if (read.value <= 0) break;
    reader.take(read.data);
    ++calls;
  }
  return calls;
}

std::string listed(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

void framing_step(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.set("TCP_NODELAY", 1);
  scene.ask("framing");
  std::string by_length, by_newline;
  for (const std::string& message : messages) {
    by_length += framing::with_length(message);
    by_newline += framing::with_newline(message);
  }
  // Cut without a thought for the messages; one piece is late, and others overtake it.
  Pieces pieces(scene.seed());
  scene.rule(fmt::format("delay 30 from client data nth {} once", pieces.next() - 1));
  for (std::size_t at = 0, size = 0; at < by_length.size(); at += size) {
    size = pieces.next();
    pair.caller.send(std::string_view(by_length).substr(at, size));
  }
  Reader length(Reader::Framing::length), newline(Reader::Framing::newline);
  const std::size_t calls = read_all(pair.conversation, pieces, length);
  pair.caller.send(by_newline);
  newline.take(pair.conversation.recv(1024).result().data);
  scene.settle();

  scene.answer("framing", length.messages() == messages                 ? "same"
                          : length.messages().size() == messages.size() ? "changed"
                                                                        : "other");
  scene.fact("pieces", std::to_string(calls));
  scene.check("by-length", listed(messages), listed(length.messages()));
  scene.check("by-newline", listed(messages), listed(newline.messages()));
}

void characters(Scene& scene) {
  const std::string hello = "\xe4\xbd\xa0\xe5\xa5\xbd";  // two characters of three bytes each
  Connected pair = connected(scene);
  const std::size_t sent = framing::characters_in(hello).whole;
  scene.ask("utf8");
  pair.caller.send(hello);
  all_delivered(scene, data_segments(scene, hello.size()));
  const Returned first = pair.conversation.recv(4).result();
  const Returned rest = pair.conversation.recv(1024).result();
  const auto early = framing::characters_in(first.data);
  const auto late = framing::characters_in(first.data + rest.data);

  scene.answer("utf8", early.left_over > 0 ? "cut" : early.whole == sent ? "both" : "one");
  scene.fact("bytes", std::to_string(hello.size()));
  scene.check("cut-in-two", "1 character, 1 byte left over",
              fmt::format("{}, {} left over", in_words(early.whole, "character"),
                          in_words(early.left_over, "byte")));
  scene.check("whole-together", "2 characters, 0 bytes left over",
              fmt::format("{}, {} left over", in_words(late.whole, "character"),
                          in_words(late.left_over, "byte")));
}

void pause_between(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.set("TCP_NODELAY", 1);
  scene.rule("hold from client data nth 1");
  scene.ask("sleep");
  std::string sent;
  for (const std::string message : {"AA", "BB", "CC"}) {
    sent += message;
    pair.caller.send(message);
    // The program pauses, for as long as the segment needs to reach the hand: no pause is longer
    // than what can happen on a cable.
    scene.held(data_segments(scene, sent.size()).back());
  }
  scene.release_all();
  const auto segments = data_segments(scene, sent.size());
  all_delivered(scene, segments);
  const Returned read = pair.conversation.recv(1024).result();
  scene.settle();

  scene.answer("sleep", read.data == sent ? "one" : read.ok() ? "three" : "error");
  scene.check("three-segments", "2 bytes, 2 bytes, 2 bytes", sizes_in_words(segments));
  scene.check("still-joined", sent, read.data);
}

}  // namespace wirelab::lessons::stream
