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

constexpr std::size_t least_piece = 2, kinds_of_piece = 4;
const std::vector<std::string> messages{"AA", "BBBB", "CC"};

// Cut where the lot says, written piece by piece; a piece that the lot names is late, so that
// others overtake it. Then read, as much at once as the lot says.
std::size_t send_and_read(Scene& scene, const Connected& pair, std::string_view bytes,
                          std::mt19937_64& lot, Reader& reader) {
  Socket client = pair.caller, server = pair.conversation;
  const auto draw = [&lot] {
    return least_piece + static_cast<std::size_t>(lot() % kinds_of_piece);
  };
  scene.rule(fmt::format("delay 30 from client data nth {} once", lot() % 2 + 1));
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view piece = bytes.substr(at, draw());
    client.send(piece);
    at += piece.size();
  }
  std::size_t calls = 0;
  while (reader.messages().size() < messages.size()) {
    const Returned read = server.recv(draw()).result();
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
  std::mt19937_64 lot(scene.seed());
  std::string by_length, by_newline;
  for (const std::string& message : messages) {
    by_length += framing::with_length(message);
    by_newline += framing::with_newline(message);
  }
  Reader length(Reader::Framing::length), newline(Reader::Framing::newline);
  const std::size_t pieces = send_and_read(scene, pair, by_length, lot, length);
  send_and_read(scene, pair, by_newline, lot, newline);
  scene.settle();

  scene.answer("framing", length.messages() == messages                 ? "same"
                          : length.messages().size() == messages.size() ? "changed"
                                                                        : "other");
  scene.fact("pieces", std::to_string(pieces));
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
