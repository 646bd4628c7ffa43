#include "lessons/retransmission/retransmission.hpp"

#include "lessons/retransmission/gaps.hpp"
#include "lessons/script/counted.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>
#include <set>

namespace wirelab::lessons {
namespace {

constexpr int losses = 3;

std::string in_seconds(Time time) { return fmt::format("{:.2f}", static_cast<double>(time) / 1e9); }

// The waits between one sending of the segment and the next.
std::vector<Time> gaps_between(const std::vector<Sighting>& frames) {
  std::vector<Time> gaps;
  for (std::size_t i = 1; i < frames.size(); ++i)
    gaps.push_back(frames[i].sent - frames[i - 1].sent);
  return gaps;
}

bool doubled(Time later, Time earlier) { return later > earlier * 3 / 2 && later < earlier * 3; }
bool alike(Time later, Time earlier) { return later < earlier * 3 / 2 && later > earlier * 2 / 3; }

std::string segments_and_numbers(const std::vector<Sighting>& frames) {
  std::set<std::uint32_t> numbers;
  for (const Sighting& frame : frames) numbers.insert(frame.glimpse.segment.sequence);
  return fmt::format("{}, {}", in_words(frames.size(), "segment"),
                     in_words(numbers.size(), "number"));
}

void drop_the_first(Scene& scene, int count) {
  for (int nth = 1; nth <= count; ++nth)
    scene.rule(fmt::format("drop from client data nth {}", nth));
}

void rto(Scene& scene) {
  Connected pair = connected(scene);
  drop_the_first(scene, losses);
  Host& client = scene.host("client");
  std::vector<Time> timers;  // the kernel's own, before the first wait, the second, the third
  send_pieces(pair, 1);
  scene.ask("rto", scene.frame("from client data"));
  std::optional<SocketReading> kernel;
  for (int nth = 1; nth <= losses; ++nth) {
    scene.frame(fmt::format("from client data nth {}", nth));
    kernel = scene.kernel(client, pair.at_client);
    timers.push_back(kernel ? kernel->rto_ns : 0);
  }
  const std::string read = read_in_words(pair, 1);
  const auto frames = scene.frames("from client data");
  const auto gaps = gaps_between(frames);

  scene.answer("rto", doubled(gaps[1], gaps[0]) && doubled(gaps[2], gaps[1]) ? "double"
                      : alike(gaps[1], gaps[0]) && alike(gaps[2], gaps[1])   ? "same"
                                                                             : "step");
  for (std::size_t i = 0; i < gaps.size(); ++i)
    scene.fact(fmt::format("gap{}", i + 1), in_seconds(gaps[i]));
  scene.fact("timer", in_seconds(timers[0]));
  scene.check("kernel-doubles", "1 : 2 : 4",
              fmt::format("{} : {} : {}", 1, timers[1] / timers[0], timers[2] / timers[0]));
  scene.check("one-number", "4 segments, 1 number", segments_and_numbers(frames));
  scene.check("small-steps", "window of 1 segment, loss",
              kernel ? fmt::format("window of {}, {}",
                                   in_words(static_cast<std::size_t>(kernel->cwnd), "segment"),
                                   kernel->congestion)
                     : "no connection");
  scene.check("rto-whole", "1000 bytes as sent", read);
}

// How the client's kernel explains its resends.
struct Resends {
  explicit Resends(Scene& scene)
      : probes(scene, "client", "TcpExt.TCPLossProbes"),
        timeouts(scene, "client", "TcpExt.TCPTimeouts"),
        fast(scene, "client", "TcpExt.TCPFastRetrans") {}
  std::string by_clock() const {
    return fmt::format("{}, {}", in_words(probes.times(), "probe"),
                       in_words(timeouts.times(), "timeout"));
  }
  CountedSince probes, timeouts, fast;
};

void tlp(Scene& scene) {
  Connected pair = connected(scene);
  const Resends resends(scene);
  drop_the_first(scene, losses);
  send_pieces(pair, 1);
  scene.ask("tlp", scene.frame("from client data"));
  scene.frame("from client data nth 2");
  const std::string first = resends.by_clock();
  const std::size_t from_server = scene.count("from server ack");
  const std::string read = read_in_words(pair, 1);
  const std::string all = resends.by_clock();
  const auto gaps = gaps_between(scene.frames("from client data"));

  scene.answer("tlp", from_server > 0                  ? "asked"
                      : first == "1 probe, 0 timeouts" ? "probe"
                                                       : "timeout");
  for (std::size_t i = 0; i < gaps.size(); ++i)
    scene.fact(fmt::format("wait{}", i + 1), in_seconds(gaps[i]));
  scene.check("probe-first", "1 probe, 0 timeouts", first);
  scene.check("then-timeouts", "1 probe, 2 timeouts", all);
  scene.check("probe-does-not-double", "second wait like the first, third doubled",
              fmt::format("second wait {}, third {}",
                          alike(gaps[1], gaps[0]) ? "like the first" : "another",
                          doubled(gaps[2], gaps[1]) ? "doubled" : "not doubled"));
  scene.check("tlp-whole", "1000 bytes as sent", read);
}

void tail(Scene& scene) {
  constexpr int count = 8;
  Connected pair = connected(scene);
  const Resends resends(scene);
  scene.rule(fmt::format("drop from client data nth {}", count));
  send_pieces(pair, count);
  const Sighting lost = scene.frame(fmt::format("from client data nth {}", count));
  scene.ask("tail", lost);
  const Sighting again = scene.frame(fmt::format("from client data nth {}", count + 1));
  const std::size_t repeated = duplicates(scene.frames("from server ack"));
  const std::string read = read_in_words(pair, count);
  scene.settle();

  const std::size_t by_acks = resends.fast.times();
  const std::size_t by_clock = resends.probes.times() + resends.timeouts.times();
  scene.answer("tail", by_acks > 0 ? "acks" : by_clock > 0 ? "clock" : "server");
  scene.fact("tail-wait", in_seconds(again.sent - lost.sent));
  scene.check(
      "no-duplicates", "0 duplicates, 0 fast resends",
      fmt::format("{}, {}", in_words(repeated, "duplicate"), in_words(by_acks, "fast resend")));
  scene.check(
      "tail-resent", "1 segment sent again: the last",
      fmt::format("{} sent again: {}", in_words(scene.count("from client data") - count, "segment"),
                  again.glimpse.segment.sequence == lost.glimpse.segment.sequence ? "the last"
                                                                                  : "another"));
  scene.check("tail-whole", "8000 bytes as sent", read);
}

void corrupt(Scene& scene) {
  Connected pair = connected(scene);
  const CountedSince checksum_errors(scene, "server", "Tcp.InCsumErrors");
  Turn one_bit = scene.turn("one-bit", "from client data", Verb::corrupt);
  send_pieces(pair, 1);
  const Choice choice = one_bit.taken();
  if (choice.verb == Verb::corrupt) scene.ask("corrupt");
  const Sighting again = choice.lost() ? scene.frame("from client data nth 2") : choice.frame;
  const std::size_t complaints = scene.count("from server any") - 1;  // its SYN, ACK apart
  const std::string read = read_in_words(pair, 1);
  scene.settle();
  if (choice.verb != Verb::corrupt) return;  // another experiment of the learner's own

  scene.answer("corrupt", read != "1000 bytes as sent" ? "wrong"
                          : complaints > 0             ? "asks"
                                                       : "silent");
  scene.fact("corrupt-wait", in_seconds(again.sent - choice.frame.sent));
  scene.check("checksum-tells", "1 checksum error",
              in_words(checksum_errors.times(), "checksum error"));
  scene.check("no-complaint", "0 answers", in_words(complaints, "answer"));
  scene.check("corrupt-whole", "1000 bytes as sent", read);
}

// What both kernels count of second arrivals: D-SACKs sent and heard.
struct Reports {
  explicit Reports(Scene& scene)
      : sent(scene, "server", "TcpExt.TCPDSACKOldSent"),
        heard(scene, "client", "TcpExt.TCPDSACKRecv") {}
  std::string text() const {
    return fmt::format("server {}, client {}", in_words(sent.times(), "report"),
                       in_words(heard.times(), "report"));
  }
  CountedSince sent, heard;
};

void duplicate(Scene& scene) {
  Connected pair = connected(scene);
  const Reports reports(scene);
  scene.rule("duplicate from client data nth 1");
  send_pieces(pair, 1);
  const Sighting data = scene.frame("from client data");
  scene.ask("duplicate", data);
  scene.delivered(data, 1);
  scene.delivered(data, 2);
  scene.settle();
  const std::string read = read_in_words(pair, 1);
  const Returned more = pair.conversation.recv(1000, MSG_DONTWAIT).result();
  const auto acks = scene.frames("from server ack");

  scene.answer("duplicate", more.ok() ? "twice" : scene.count("any rst") > 0 ? "reset" : "once");
  scene.check("read-once", "1000 bytes as sent, then EAGAIN",
              fmt::format("{}, then {}", read, in_words(more)));
  scene.check(
      "acknowledged-twice", "2 ACKs, 1 duplicate",
      fmt::format("{}, {}", in_words(acks.size(), "ACK"), in_words(duplicates(acks), "duplicate")));
  scene.check("copy-reported", "server 1 report, client 1 report", reports.text());
}

void spurious(Scene& scene) {
  Connected pair = connected(scene);
  const Reports reports(scene);
  scene.rule("delay 600 from client data nth 1");
  send_pieces(pair, 1);
  const Sighting late = scene.frame("from client data");
  scene.ask("spurious", late);
  const Sighting again = scene.frame("from client data nth 2");
  scene.delivered(again);
  scene.delivered(late);
  const std::string read = read_in_words(pair, 1);
  scene.settle();

  const std::size_t arrived = scene.arrivals("from client data").size();
  const std::size_t lost = scene.count("from client data") - arrived;
  scene.answer("spurious", lost == 0 ? "none" : "first");
  scene.fact("late-by", in_seconds(again.sent - late.sent));
  scene.check("nothing-lost", "2 sent, 2 arrived",
              fmt::format("{} sent, {} arrived", scene.count("from client data"), arrived));
  scene.check("lateness-reported", "server 1 report, client 1 report", reports.text());
  scene.check("spurious-whole", "1000 bytes as sent", read);
}

}  // namespace

Lesson retransmission() {
  const Setting no_probe{"net.ipv4.tcp_early_retrans", "0"};
  const Setting no_sack{"net.ipv4.tcp_sack", "0"};
  const BenchPlan patient{.settings = {no_probe}};
  // The clock cannot come before the ACKs that wait in the hand, however busy the machine is.
  constexpr Time slow_clock = 2'000'000'000;
  const BenchPlan by_acks{.settings = {no_probe}, .least_timeout = slow_clock};
  const BenchPlan old_school{.settings = {no_probe, no_sack}, .least_timeout = slow_clock};
  return {.name = "retransmission",
          .steps = {{"rto", patient, rto},
                    {"tlp", {}, tlp},
                    {"dup-acks", old_school, dup_acks},
                    {"sack", by_acks, sack},
                    {"tail", {}, tail},
                    {"corrupt", {}, corrupt},
                    {"duplicate", {}, duplicate},
                    {"spurious", {}, spurious}}};
}

}  // namespace wirelab::lessons
