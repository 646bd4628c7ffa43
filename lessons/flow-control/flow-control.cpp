#include "lessons/flow-control/flow-control.hpp"

#include "lessons/flow-control/closed_window.hpp"
#include "lessons/script/counted.hpp"
#include "lessons/script/transfer.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace {

std::size_t received(Scene& scene, const Connected& pair) {
  const auto kernel = scene.kernel(scene.host("server"), pair.at_client.reversed());
  return kernel ? static_cast<std::size_t>(kernel->receive_queue) : 0;
}

std::size_t waiting_to_go(Scene& scene, const Connected& pair) {
  const auto kernel = scene.kernel(scene.host("client"), pair.at_client);
  return kernel ? static_cast<std::size_t>(kernel->send_queue) : 0;
}

void shrink(Scene& scene) {
  Connected pair = with_small_buffers(scene);
  const CountedSince resent(scene, "client", "Tcp.RetransSegs");
  scene.ask("shrink");
  const std::size_t written = write_until_full(scene, pair).size();
  const std::size_t here = waiting_to_go(scene, pair), there = received(scene, pair);
  const auto announced = windows(scene);
  const Returned more = pair.caller.send("more", MSG_DONTWAIT);

  scene.answer("shrink", scene.count("any rst") > 0 ? "reset"
                         : resent.times() > 0       ? "lost"
                                                    : "stops");
  scene.fact("written", std::to_string(written));
  scene.fact("at-server", std::to_string(there));
  scene.fact("at-client", std::to_string(here));
  scene.fact("windows", fmt::format("{}", fmt::join(announced, ", ")));
  scene.check("window-closes", "falls to 0",
              std::is_sorted(announced.rbegin(), announced.rend()) && announced.back() == 0
                  ? "falls to 0"
                  : fmt::format("{}", fmt::join(announced, ", ")));
  scene.check("no-byte-missing", std::to_string(written), std::to_string(here + there));
  scene.check("nothing-beyond", "0 bytes", in_words(beyond_the_edge(scene), "byte"));
  scene.check("shrink-nothing-resent", "0 segments", in_words(resent.times(), "segment"));
  scene.check("send-is-full", "EAGAIN", in_words(more));
}

void scale(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.send_bytes(1000);
  const Sighting ack = scene.frame("from server ack");
  scene.ask("scale", ack);
  scene.delivered(ack);
  scene.settle();
  const auto kernel = scene.kernel(scene.host("client"), pair.at_client);
  const std::size_t believed = kernel ? static_cast<std::size_t>(kernel->send_window) : 0;

  const Sighting synack = scene.frame("from server synack");
  const auto shift = synack.glimpse.options.window_shift;
  const std::size_t field = ack.glimpse.segment.window;
  const std::size_t window = window_of(scene, ack);
  scene.answer("scale", shift && believed == window ? "product"
                        : believed == field         ? "field"
                                                    : "segment");
  scene.fact("field", std::to_string(field));
  scene.fact("shift", std::to_string(shift.value_or(0)));
  scene.fact("factor", std::to_string(1U << shift.value_or(0)));
  scene.fact("window", std::to_string(window));
  scene.check("shift-in-syn", "a shift in both SYNs",
              shift && scene.frame("from client syn").glimpse.options.window_shift
                  ? "a shift in both SYNs"
                  : "a shift is missing");
  scene.check("kernel-multiplies", std::to_string(window), std::to_string(believed));
}

void probe(Scene& scene) {
  constexpr int count = 3;
  Connected pair = with_small_buffers(scene);
  write_until_full(scene, pair);
  const Sighting closed = closing(scene).value();
  scene.ask("probe", closed);
  const auto kernel = scene.kernel(scene.host("client"), pair.at_client);
  for (std::size_t nth = 1; nth <= count; ++nth) probe_answered(scene, nth);
  const auto asked = probes(scene);

  std::size_t bytes = 0, old_number = 0, answered = 0;
  for (const Sighting& probe : asked) {
    bytes += probe.glimpse.segment.length;
    old_number += probe.glimpse.segment.sequence + 1 == closed.glimpse.segment.acknowledgment;
  }
  for (const Sighting& ack : scene.frames("from server ack"))
    answered += ack.number > asked.front().number && ack.glimpse.segment.window == 0;
  const Time first = asked[1].sent - asked[0].sent, second = asked[2].sent - asked[1].sent;
  scene.answer("probe", scene.count("any rst") > 0 ? "reset" : bytes > 0 ? "sends" : "asks");
  scene.fact("gap1", fmt::format("{:.2f}", static_cast<double>(first) / 1e9));
  scene.fact("gap2", fmt::format("{:.2f}", static_cast<double>(second) / 1e9));
  scene.check("persist-timer", "persist", kernel ? kernel->timer : "no timer");
  scene.check("probes-carry-nothing", "3 probes, 0 bytes, 3 with the number before the next",
              fmt::format("{}, {}, {} with the number before the next",
                          in_words(asked.size(), "probe"), in_words(bytes, "byte"), old_number));
  scene.check("still-closed", "3 answers, window 0",
              fmt::format("{}, window 0", in_words(answered, "answer")));
  scene.check("probes-grow-rare", "the second gap is longer",
              second > first ? "the second gap is longer" : "the second gap is not longer");
}

void lost_update(Scene& scene) {
  Connected pair = with_small_buffers(scene);
  const std::string written = write_until_full(scene, pair);
  probe_answered(scene, 1);  // so that the next probe is far away
  Turn good_news = scene.turn("good-news", "from server ack", Verb::drop);
  std::string read = pair.conversation.recv(65536).result().data;
  const Choice choice = good_news.taken();
  const Sighting update = choice.frame;
  if (choice.lost()) scene.ask("lost-update");
  read += read_whole(pair.conversation, written.size() - read.size());
  scene.settle();
  if (!choice.lost()) return;  // the learner let the good news through

  const auto after = [&](const Sighting& frame) { return frame.number > update.number; };
  const auto from_client = scene.frames("from client any");
  const auto next = std::find_if(from_client.begin(), from_client.end(), after);
  const bool asked = next != from_client.end() && next->glimpse.segment.length == 0;
  const auto arrived = scene.arrivals("from server ack");
  const bool came = std::any_of(arrived.begin(), arrived.end(), [&](const Sighting& frame) {
    return frame.number == update.number;
  });
  scene.answer("lost-update", scene.count("any rst") > 0 ? "reset" : asked ? "probe" : "silence");
  scene.fact("room", std::to_string(window_of(scene, update)));
  scene.check(
      "update-lost", "an open window, lost",
      fmt::format("{} window, {}", update.glimpse.segment.window > 0 ? "an open" : "a closed",
                  came && choice.verb == Verb::drop ? "arrived" : "lost"));
  scene.check("probe-saves", "a probe comes first",
              asked ? "a probe comes first" : "data comes first");
  scene.check("lost-update-whole", fmt::format("{} bytes as sent", written.size()),
              fmt::format("{} bytes {}", read.size(), read == written ? "as sent" : "that differ"));
}

void update(Scene& scene) {
  constexpr std::size_t whole = 40000;
  Connected pair = with_small_buffers(scene);
  const Pending writing = pair.caller.start_send_bytes(whole);
  scene.until([&] { return closing(scene).has_value(); }, "the window closes");
  probe_answered(scene, 1);
  const bool blocked = !writing.done();
  const std::size_t before = scene.count("any");
  scene.ask("update");
  std::string read = pair.conversation.recv(65536).result().data;
  const Sighting first = scene.frame(fmt::format("any nth {}", before + 1));
  read += read_whole(pair.conversation, whole - read.size());
  const Returned written = writing.result();
  scene.settle();

  const bool by_server = first.from == "server" && first.glimpse.segment.window > 0;
  scene.answer("update", by_server ? "server" : first.from == "client" ? "client" : "program");
  scene.fact("opened", std::to_string(window_of(scene, first)));
  scene.check("send-blocks", "send() waits", blocked ? "send() waits" : "send() returned");
  scene.check("server-speaks-first", "an ACK with an open window",
              by_server && first.glimpse.segment.length == 0 ? "an ACK with an open window"
                                                             : "another frame");
  scene.check("send-ends", std::to_string(whole), in_words(written));
  scene.check("update-whole", "40000 bytes as sent",
              fmt::format("{} bytes {}", read.size(),
                          read == Socket::pattern(whole) ? "as sent" : "that differ"));
}

void silly(Scene& scene) {
  constexpr int sips = 12;
  Connected pair = with_small_buffers(scene);
  write_until_full(scene, pair);
  probe_answered(scene, 1);
  scene.ask("silly");
  const std::size_t before = scene.count("from server ack");
  const auto updates = [&] {
    scene.settle();
    return scene.count("from server ack") - before;
  };
  std::size_t freed = 0;
  const auto sip = [&](std::size_t bytes) {
    freed += static_cast<std::size_t>(pair.conversation.recv(bytes).result().value);
  };
  for (int i = 0; i < sips; ++i) sip(100);
  const std::size_t early = updates();
  while (updates() == 0) sip(500);
  const Sighting update = scene.frame(fmt::format("from server ack nth {}", before + 1));

  const auto kernel = scene.kernel(scene.host("client"), pair.at_client);
  const std::size_t segment = kernel ? static_cast<std::size_t>(kernel->mss) : 0;
  const std::size_t window = window_of(scene, update);
  scene.answer("silly", early == 0 ? "waits" : early == sips ? "each" : "some");
  scene.fact("freed", std::to_string(freed));
  scene.fact("offered", std::to_string(window));
  scene.fact("segment", std::to_string(segment));
  scene.check("no-small-offers", "12 reads, 0 updates",
              fmt::format("{} reads, {}", sips, in_words(early, "update")));
  scene.check("worthwhile", "room for a whole segment",
              window >= segment ? "room for a whole segment" : fmt::format("{} bytes", window));
}

}  // namespace

Lesson flow_control() {
  // A tail loss probe would repeat a segment that only waits for the window.
  const BenchPlan plain{.settings = {{"net.ipv4.tcp_early_retrans", "0"}}};
  return {.name = "flow-control",
          .steps = {{"shrink", plain, shrink},
                    {"scale", {}, scale},
                    {"probe", plain, probe},
                    {"lost-update", plain, lost_update},
                    {"update", plain, update},
                    {"silly", plain, silly}}};
}

}  // namespace wirelab::lessons
