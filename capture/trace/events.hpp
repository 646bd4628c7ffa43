#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// One run of one step, between `step` begin and end; a foreign capture has one Scene without
// lesson.
struct Host {
  std::string name;     // "client"
  std::string address;  // "10.0.0.1"
};
// A port of the bench: where a host's interface meets a segment.
struct BenchPort {
  std::string name, host;              // "client.eth0", "client"
  std::string segment, mac;            // "left"
  std::vector<std::string> addresses;  // "10.0.1.10/24"
};
struct BenchSegment {
  std::string name, kind;  // "left"; cable, hub, switch
  Time delay = 0;          // one way, ns
  std::int64_t mtu = 0;    // bytes; 0: not said
};
struct Scene {
  std::string lesson, step;
  int run = 1;
  Time begin = 0;
  std::optional<Time> end;  // absent while it runs
  // The machine was too slow for it and its results mean nothing: the step runs again after it.
  bool set_aside = false;
  std::vector<Host> hosts;  // from the bench note
  std::string medium;       // "cable": of the first segment
  Time delay = 0;           // one way, ns, of it
  // Empty in recordings whose bench note does not say them.
  std::vector<BenchPort> ports;
  std::vector<BenchSegment> segments;
  std::vector<std::string> routers;
  std::string kernel;           // release of the machine's kernel
  std::size_t first_frame = 0;  // frame indexes [first_frame, last_frame)
  std::size_t last_frame = 0;
  std::size_t first_note = 0;  // of Trace::notes(); up to the next scene's
};

enum class FateKind : std::uint8_t {
  delivered,
  dropped,
  held,
  released,
  delayed,
  duplicated,
  corrupted,
  too_big
};
std::string_view to_word(FateKind kind);
std::optional<FateKind> fate_kind(std::string_view word);

struct Fate {
  FateKind kind;
  Time time;
  std::string by;  // hand, script, rule, wire
  Time delay = 0;  // for delayed
  int copy = 1;    // 2: the second delivery of a duplicated or replayed frame
  std::string to;  // of a delivery: the port, "server.eth0"; empty: not said
};

// What sock_diag said. Missing numbers are -1.
struct KernelRead {
  Time time;
  std::string host, local, remote;
  bool udp = false;                        // its states are bound and connected
  tcp::State state = tcp::State::unknown;  // of TCP; of UDP closed when it is gone
  bool read = true;                        // false: passed, not read
  std::string moment;                      // sent, delivered, call, tick
  std::uint64_t frame = 0;
  std::string timer;    // retransmit, keepalive, time-wait, persist or empty
  Time timer_left = 0;  // ns at `time`
  // Bytes; of a listener connections: those that wait for accept(), and how many may.
  std::int64_t receive_queue = -1, send_queue = -1;
  std::int64_t syn_queue = -1;  // of a listener: connections in SYN-RECEIVED
  std::int64_t rto_ns = -1, rtt_ns = -1, retransmits = -1, unacked = -1, cwnd = -1, ssthresh = -1,
               send_window = -1;
  // Segments sent again and not acknowledged; doublings of the RTO; probes of a closed window;
  // segments held lost and acknowledged by SACK; bytes of the window offered last.
  std::int64_t retransmitting = -1, backoff = -1, probes = -1, lost = -1, sacked = -1,
               receive_window = -1;
  std::string congestion;  // open, disorder, cwr, recovery, loss or empty
  // Bytes that the kernel charges for what waits, and what it allows (SO_RCVBUF, SO_SNDBUF).
  std::int64_t receive_memory = -1, receive_buffer = -1, send_memory = -1, send_buffer = -1;
  std::int64_t drops = -1;  // datagrams that found no room, ever
};

// A call and, once it returned, its result.
struct CallEvent {
  std::uint32_t scene = 0;
  std::int64_t id = 0;
  std::string host, program, call, arguments;
  Time begin = 0;
  std::optional<Time> end;
  std::string result, error;  // error: "ECONNREFUSED"
  std::string local, remote;
};

// Where the playhead (answer) or the wire (turn) waits for a person.
struct AskEvent {
  std::uint32_t scene = 0;
  std::string id;
  bool turn = false;
  std::uint64_t frame = 0;
  Time time = 0;
};

struct ResultEvent {
  std::uint32_t scene = 0;
  Time time = 0;
  enum class Kind { answer, check, fact } kind;
  std::string id;
  std::string value;     // answer: option id; fact: text; check: actual
  std::string expected;  // check
  bool passed = true;    // check
};

enum class Agreement : std::uint8_t { same, differs, unsettled, unknown };

}  // namespace wirelab
