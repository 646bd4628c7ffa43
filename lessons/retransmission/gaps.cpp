#include "lessons/retransmission/gaps.hpp"

#include "lessons/script/counted.hpp"
#include "lessons/script/transfer.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

#include <set>

namespace wirelab::lessons {
namespace {

constexpr std::size_t piece_size = 1000;
constexpr std::size_t sent = 6;

std::string piece(std::size_t number) {
  return std::string(piece_size, static_cast<char>('0' + number));
}

// Six segments leave, the second is lost, and the five ACKs for the others wait in the hand.
void lose_the_second_of_six(Scene& scene, Connected& pair) {
  scene.rule("drop from client data nth 2");
  scene.rule("hold from server ack");
  send_pieces(pair, sent);
  scene.held(scene.frame(fmt::format("from server ack nth {}", sent - 1)));
}

bool sent_again(Scene& scene) { return scene.count("from client data") > sent; }

// Both steps end like this: what was missing has come.
void repair(Scene& scene, Connected& pair, const std::string& name) {
  const auto held = scene.frames("from server ack");
  const Sighting again = scene.frame(fmt::format("from client data nth {}", sent + 1));
  const Sighting lost = scene.frame("from client data nth 2");
  scene.delivered(again);
  const Sighting after = scene.frame(fmt::format("from server ack nth {}", sent));
  scene.release_all();
  const std::string read = read_in_words(pair, sent);
  scene.settle();

  const auto number = [](const Sighting& ack) { return ack.glimpse.segment.acknowledgment; };
  std::set<std::uint32_t> during;
  for (std::size_t i = 0; i + 1 < sent; ++i) during.insert(number(held[i]));
  const bool at_the_hole = during == std::set{lost.glimpse.segment.sequence};
  const Sighting last = scene.frame(fmt::format("from client data nth {}", sent));
  scene.fact(name + "-numbers", in_words(during.size(), "number"));
  scene.check(
      name + "-stands-still", "5 ACKs name the hole, then the end",
      fmt::format("{} ACKs name {}, then {}", sent - 1, at_the_hole ? "the hole" : "other numbers",
                  number(after) == last.glimpse.segment.end() ? "the end" : "another"));
  scene.check(
      name + "-only-the-hole", "1 segment sent again: the lost one",
      fmt::format("{} sent again: {}", in_words(scene.count("from client data") - sent, "segment"),
                  again.glimpse.segment.sequence == lost.glimpse.segment.sequence ? "the lost one"
                                                                                  : "another"));
  scene.check(name + "-whole", "6000 bytes as sent", read);
}

}  // namespace

void send_pieces(Connected& pair, std::size_t count) {
  pair.caller.set("TCP_NODELAY", 1);  // each at once, also a small one
  for (std::size_t i = 1; i <= count; ++i) pair.caller.send(piece(i));
}

std::string pieces(std::size_t count) {
  std::string all;
  for (std::size_t i = 1; i <= count; ++i) all += piece(i);
  return all;
}

std::string read_in_words(Connected& pair, std::size_t count) {
  const std::string wanted = pieces(count);
  const std::string read = read_whole(pair.conversation, wanted.size());
  return fmt::format("{} bytes {}", read.size(), read == wanted ? "as sent" : "that differ");
}

std::size_t duplicates(const std::vector<Sighting>& acknowledgments) {
  std::set<std::uint32_t> numbers;
  for (const Sighting& ack : acknowledgments) numbers.insert(ack.glimpse.segment.acknowledgment);
  return acknowledgments.size() - numbers.size();
}

void dup_acks(Scene& scene) {
  Connected pair = connected(scene);
  const CountedSince timeouts(scene, "client", "TcpExt.TCPTimeouts");
  const CountedSince recoveries(scene, "client", "TcpExt.TCPRenoRecovery");
  lose_the_second_of_six(scene, pair);
  const auto held = scene.frames("from server ack");
  scene.ask("dup-acks", scene.frame("from client data"));
  scene.release(held[0]);  // a good one, for the first segment; what follows repeats it
  scene.settle();
  std::size_t repeated = 0;
  while (!sent_again(scene) && repeated + 2 < sent) {
    scene.release(held[++repeated]);
    scene.settle();
  }
  repair(scene, pair, "dup-acks");

  const bool by_clock = timeouts.times() > 0;
  scene.answer("dup-acks", by_clock        ? "clock"
                           : repeated == 1 ? "one"
                           : repeated == 3 ? "three"
                                           : "four");
  scene.fact("repeated", std::to_string(repeated));
  scene.check("third-duplicate", "3 duplicates, 0 timeouts, 1 fast retransmission without SACK",
              fmt::format("{}, {}, {} without SACK", in_words(repeated, "duplicate"),
                          in_words(timeouts.times(), "timeout"),
                          in_words(recoveries.times(), "fast retransmission")));
}

void sack(Scene& scene) {
  Connected pair = connected(scene);
  const CountedSince timeouts(scene, "client", "TcpExt.TCPTimeouts");
  const CountedSince recoveries(scene, "client", "TcpExt.TCPSackRecovery");
  lose_the_second_of_six(scene, pair);
  const auto held = scene.frames("from server ack");
  scene.ask("sack", scene.frame("from client data"));
  scene.release(held[0]);
  scene.release(held[1]);  // the first that says what came behind the hole
  repair(scene, pair, "sack");

  const std::size_t after_one = recoveries.times();
  scene.answer("sack", timeouts.times() > 0 ? "clock" : after_one == 1 ? "one" : "three");
  scene.check(
      "first-sack", "1 ACK with SACK, 0 timeouts, 1 recovery",
      fmt::format("1 ACK with SACK, {}, {} recover{}", in_words(timeouts.times(), "timeout"),
                  after_one, after_one == 1 ? "y" : "ies"));
}

}  // namespace wirelab::lessons
