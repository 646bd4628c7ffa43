#include "tests/window/mock_bench.hpp"

#include "capture/tcp/transitions.hpp"

namespace wirelab::window::test {
namespace {

using namespace lab;
using tcp::State;

constexpr Time ms = 1'000'000;
// Teaching time of the picture: the second of waiting shrinks to 27 ms.
constexpr Time teach(Time at) { return at < 500 * ms ? at : at - 1000 * ms + 27 * ms; }

LessonRows lesson() {
  LessonRows rows;
  rows.visible = true;
  rows.unit = "Unit 1", rows.position = "4 of 7", rows.title = "Opening a connection";
  using Mark = LessonRows::Mark;
  rows.steps = {{"three-messages", "Three messages", Mark::done},
                {"syn-options", "What each SYN carries", Mark::done},
                {"lost-syn", "Lose the first SYN", Mark::done},
                {"last-ack", "Lose the last ACK", Mark::current},
                {"old-syn", "An old SYN comes back", Mark::ahead},
                {"both-open", "Both sides open at once", Mark::ahead},
                {"nobody-listening", "Nobody listening: RST", Mark::ahead}};
  rows.headline = "You dropped the client’s last ACK.";
  rows.paragraphs = {
      "The client thinks the connection is open. The server still waits in SYN-RECEIVED: two "
      "kernels, two opinions.",
      "The client has now written 18 bytes. You are holding that segment on the wire."};
  rows.stage = LessonRows::Stage::choose;
  rows.ask = "server-reaction";
  rows.question = "What will the server do with it?";
  rows.caption = "before you release";
  rows.choices = {{"A", "resets", "Reset: it never saw the handshake end"},
                  {"B", "accepts", "Accept it: its ACK field finishes the handshake", true},
                  {"C", "ignores", "Ignore it and resend SYN, ACK"}};
  rows.button = "Lock in and release";
  rows.hint_button = "Hint";
  return rows;
}

TopologyRows topology() {
  TopologyRows rows;
  rows.caption = "20 ms each way";
  rows.medium = "Cable";
  rows.has_hosts = true;
  rows.left = {"client", "10.0.0.1:43210", "ESTABLISHED", Hue::client};
  rows.right = {"server", "10.0.0.2:8080", "SYN-RECEIVED", Hue::server};
  using Status = TopologyRows::Status;
  rows.capsules = {{4, "ACK", Hue::ack, 0.14, true, Status::lost, "dropped by you"},
                   {5, "PSH ACK  18 B", Hue::client, 0.6, true, Status::held, "held 12 ms"}};
  rows.in_hand = 5;
  rows.actions = {{"Release", "R", RemoteLine{"release 5"}, true},
                  {"Drop", "X", RemoteLine{"drop 5"}},
                  {"Later", "L", RemoteLine{"delay 5 200"}},
                  {"Copy", "2", RemoteLine{"duplicate 5"}},
                  {"Corrupt", "K", RemoteLine{"corrupt 5"}}};
  rows.deadline = 0.62;
  rows.deadline_text = "client’s kernel resends in 0.19 s";
  return rows;
}

LadderRows ladder() {
  LadderRows rows;
  const Time now = teach(1072 * ms);
  rows.left = {"client",
               Hue::client,
               {{0, teach(1040 * ms), "SYN-SENT", Hue::syn, true},
                {teach(1040 * ms), now, "ESTABLISHED", Hue::client, true}}};
  rows.right = {"server",
                Hue::server,
                {{-6 * ms, teach(1020 * ms), "LISTEN", Hue::faint, true},
                 {teach(1020 * ms), now, "SYN-RECEIVED", Hue::server, true}}};
  using End = LadderRows::End;
  rows.arrows = {{.frame = 1,
                  .path = {{0, 0}, {0.5, 10 * ms}},
                  .ghost_to = {1, 20 * ms},
                  .end = End::lost,
                  .hue = Hue::syn,
                  .rightward = true,
                  .strong = "SYN",
                  .label = "Seq=0",
                  .fate = "dropped by you"},
                 {.frame = 2,
                  .path = {{0, teach(1000 * ms)}, {1, teach(1020 * ms)}},
                  .ghost_to = {},
                  .end = End::arrow,
                  .hue = Hue::syn,
                  .rightward = true,
                  .dashed = true,
                  .strong = "SYN",
                  .label = "Seq=0",
                  .word = "resent"},
                 {.frame = 3,
                  .path = {{1, teach(1020 * ms)}, {0, teach(1040 * ms)}},
                  .ghost_to = {},
                  .end = End::arrow,
                  .hue = Hue::syn,
                  .rightward = false,
                  .strong = "SYN ACK",
                  .label = "Seq=0 Ack=1"},
                 {.frame = 4,
                  .path = {{0, teach(1041 * ms)}, {0.4, teach(1049 * ms)}},
                  .ghost_to = {1, teach(1061 * ms)},
                  .end = End::lost,
                  .hue = Hue::ack,
                  .rightward = true,
                  .strong = "ACK",
                  .label = "Ack=1",
                  .fate = "dropped by you"},
                 {.frame = 5,
                  .path = {{0, teach(1052 * ms)}, {0.58, teach(1063 * ms)}},
                  .ghost_to = {1, teach(1072 * ms)},
                  .end = End::held,
                  .hue = Hue::client,
                  .rightward = true,
                  .strong = "PSH ACK",
                  .label = "Seq=1 18 B",
                  .fate = "held by you",
                  .selected = true}};
  rows.ticks = {{0, "0 ms"},
                {teach(1000 * ms), "1000"},
                {teach(1020 * ms), "1020"},
                {teach(1040 * ms), "1040"},
                {teach(1060 * ms), "1060"}};
  rows.breaks = {{20 * ms, 1000 * ms, 10 * ms, 25 * ms}};
  rows.timers = {{true, 0, teach(1000 * ms), "timer: 1 s"}};
  rows.calls = {{0, teach(1040 * ms) + 3 * ms, teach(1052 * ms), "send()"},
                {1, teach(1020 * ms) + 8 * ms, now, "accept()"}};
  rows.now = now, rows.length = now, rows.now_text = "now 1072";
  return rows;
}

DiagramRows diagram() {
  DiagramRows rows;
  rows.tags = {{State::established, "client", Hue::client},
               {State::syn_received, "server", Hue::server}};
  rows.lit = {{State::syn_sent, State::established, "SYN,ACK in, ACK out", "", Hue::client, 0.2},
              {State::listen, State::syn_received, "", "", Hue::server, 0.3}};
  const auto edges = tcp::edges();
  rows.edges.assign(edges.begin(), edges.end());
  return rows;
}

HeaderRows header() {
  HeaderRows rows;
  rows.title = "TCP header of packet 5", rows.caption = "32 bytes, then 18 bytes of data";
  rows.tabs = {"Ethernet", "IPv4", "TCP", "Payload"};
  const auto flag = [](int bit, const char* name, bool lit, Hue hue) {
    return HeaderRows::Cell{bit, 1, name, "", hue, true, lit};
  };
  rows.lines = {
      {{{0, 16, "source port", "43210", Hue::client},
        {16, 16, "destination port", "8080", Hue::server}},
       "a8 ca 1f 90"},
      {{{0, 32, "sequence number", "1", Hue::client}}, "3b 9a ca 01"},
      {{{0, 32, "acknowledgment number", "1", Hue::ack}}, "77 35 94 01"},
      {{{0, 4, "", "8", Hue::muted},
        {4, 4, "", "0", Hue::muted},
        flag(8, "C", false, Hue::muted),
        flag(9, "E", false, Hue::muted),
        flag(10, "U", false, Hue::muted),
        flag(11, "A", true, Hue::ack),
        flag(12, "P", true, Hue::client),
        flag(13, "R", false, Hue::muted),
        flag(14, "S", false, Hue::muted),
        flag(15, "F", false, Hue::muted),
        {16, 16, "window", "502 × 128 = 64256", Hue::muted, false, false, true}},
       "80 18 01 f6"},
      {{{0, 16, "checksum", "0x9c1e ok", Hue::muted}, {16, 16, "urgent pointer", "0", Hue::muted}},
       "9c 1e 00 00"},
      {{{0, 8, "NOP", "1", Hue::muted},
        {8, 8, "NOP", "1", Hue::muted},
        {16, 16, "timestamps", "TSval, TSecr", Hue::muted}},
       "01 01 08 0a"}};
  return rows;
}

PacketRows packets() {
  using Mark = PacketRows::Mark;
  PacketRows rows;
  rows.rows = {
      {1, "0.000", true, Hue::client, Hue::syn, "SYN", "0", "", "0", "dropped", Mark::lost, false},
      {2, "1.000", true, Hue::client, Hue::syn, "SYN", "0", "", "0", "resent", Mark::resent, false},
      {3, "1.020", false, Hue::server, Hue::syn, "SYN ACK", "0", "1", "0", "", Mark::none, false},
      {4, "1.040", true, Hue::client, Hue::ack, "ACK", "1", "1", "0", "dropped", Mark::lost, false},
      {5, "1.052", true, Hue::client, Hue::client, "PSH ACK", "1", "1", "18", "held", Mark::held,
       true}};
  rows.count = rows.rows.size();
  return rows;
}

}  // namespace

KernelNumbers mock_numbers() {
  KernelNumbers numbers;
  numbers.queues.rows = {{.hue = Hue::client,
                          .name = "client send buffer",
                          .share = 0.7,
                          .text = "21 032 B",
                          .explanation = "Bytes that are not acknowledged."},
                         {.hue = Hue::server,
                          .name = "server accept queue",
                          .slots = true,
                          .taken = 2,
                          .room = 3,
                          .text = "2 of 3",
                          .explanation = "Connections that wait."},
                         {.hue = Hue::server,
                          .name = "server receive buffer",
                          .share = 1,
                          .full = true,
                          .text = "20 272 B",
                          .explanation = "Bytes that are not read."}};
  numbers.counters.lines = {
      {Hue::client,
       "client",
       {{"TCPTimeouts", "TCPTimeouts +1", true, "The timer fired."},
        {"RetransSegs", "RetransSegs +1", true, "Sent again."},
        {"TCPSynRetrans", "TCPSynRetrans +1", false, "A SYN again."}}},
      {Hue::server, "server", {{"ListenDrops", "ListenDrops +4", false, ""}}}};
  return numbers;
}

lab::TableRows mock_tables() {
  TableRows rows;
  for (const char* host : {"alice", "bob"})
    for (int i = 1; i < 8; ++i)
      rows.lines.push_back({host, "neighbours", "10.0.0." + std::to_string(i) + " eth0",
                            "02:00:00:00:00:0" + std::to_string(i) + ", reachable", i == 1});
  return rows;
}

BenchRows mock_bench() {
  BenchRows rows;
  rows.bar = {.producer_running = true, .source = "real kernel TCP, two network namespaces"};
  rows.lesson = lesson();
  rows.lesson_button = LockAnswer{"server-reaction"};
  rows.topology = topology();
  rows.ladder = ladder();
  rows.diagram = diagram();
  rows.flags.title = "Flags in packet 5";
  for (const char* name : {"CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN"}) {
    const std::string flag = name;
    rows.flags.lights.push_back(
        {flag, flag == "ACK" || flag == "PSH", flag == "ACK" ? Hue::ack : Hue::client, ""});
  }
  rows.kernel.rows = {{Hue::client, "client state", "ESTAB", "ESTAB", Agreement::same, ""},
                      {Hue::client, "client retrans", "1", "1", Agreement::same, ""},
                      {Hue::client, "client rto", "240 ms", "", Agreement::unknown, ""},
                      {Hue::server, "server state", "SYN-RECV", "SYN-RECV", Agreement::same, ""}};
  rows.transport.speed = 0.2, rows.transport.time = "1.072 s", rows.transport.can_go_live = true;
  rows.transport.length = 1310 * ms, rows.transport.now = 1072 * ms;
  rows.transport.marks = {{0, Hue::syn},
                          {1000 * ms, Hue::syn},
                          {1020 * ms, Hue::syn},
                          {1040 * ms, Hue::ack},
                          {1052 * ms, Hue::client}};
  rows.transport.ticks = {{0, "0 s"},         {250 * ms, "0.25"},  {500 * ms, "0.50"},
                          {750 * ms, "0.75"}, {1000 * ms, "1.00"}, {1250 * ms, "1.25"}};
  rows.header = header();
  rows.packets = [](std::size_t first, std::size_t last) {
    PacketRows all = packets(), part;
    part.count = all.count;
    for (std::size_t i = first; i < last && i < all.count; ++i) part.rows.push_back(all.rows[i]);
    return part;
  };
  return rows;
}

}  // namespace wirelab::window::test
