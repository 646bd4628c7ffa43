#pragma once

#include "capture/trace/trace.hpp"
#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

// Recordings told item by item, as the testbed would have written them.
namespace wirelab::test {

constexpr Time second = 1'000'000'000;
constexpr Time ms = 1'000'000;
inline const std::string client = "10.0.0.1:40000";
inline const std::string server = "10.0.0.2:8080";

// A foreign capture: frames only, numbered from 1, one millisecond apart.
class Capture {
 public:
  Capture() { trace.add(Interface{"", "", link_type_ethernet, 0}); }

  Capture& after(Time duration) {
    now += duration;
    return *this;
  }
  FrameRow frame(const std::string& from, const std::string& to, const tcp::Segment& segment) {
    bytes_ = tcp_frame(from, to, segment);
    return put();
  }
  FrameRow frame(std::vector<std::uint8_t> bytes) {
    bytes_ = std::move(bytes);
    return put();
  }
  // Flags, then numbers relative to 1000 (from the client) and 5000 (from the server).
  FrameRow up(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment = 0,
              std::uint32_t length = 0) {
    return frame(client, server, segment(flags, 1000 + sequence, 5000 + acknowledgment, length));
  }
  FrameRow down(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment = 0,
                std::uint32_t length = 0) {
    return frame(server, client, segment(flags, 5000 + sequence, 1000 + acknowledgment, length));
  }
  static tcp::Segment segment(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment,
                              std::uint32_t length = 0) {
    return {.sequence = sequence,
            .acknowledgment = acknowledgment,
            .flags = static_cast<std::uint16_t>(flags),
            .window = 64240,
            .length = length,
            .window_shift = 7};
  }
  std::string states(std::uint32_t stream = 0) const { return states_at(now, stream); }
  std::string states_at(Time time, std::uint32_t stream = 0) const {
    return std::string(tcp::name(trace.state_at(stream, Side::opener, time))) + " " +
           std::string(tcp::name(trace.state_at(stream, Side::acceptor, time)));
  }

  Trace trace;
  Time now = 1'700'000'000 * second;

 protected:
  FrameRow put() {
    now += ms;
    Frame frame{.time = now,
                .interface = interface_,
                .number = ++number_,
                .wire_length = static_cast<std::uint32_t>(bytes_.size()),
                .bytes = bytes_};
    trace.add(frame);
    return trace.frame(trace.frame_count() - 1);
  }
  std::uint32_t interface_ = 0;
  std::uint64_t number_ = 0;
  std::vector<std::uint8_t> bytes_;
};

// A run of the testbed: two hosts on a cable, a step that has begun.
class Run : public Capture {
 public:
  Run() {
    trace = Trace();
    trace.add(Section{"wirelab-testbed 0.1.0", "Linux"});
    trace.add(Interface{"client.eth0", "cable", link_type_ethernet, 0});
    trace.add(Interface{"server.eth0", "cable", link_type_ethernet, 0});
    step("first");
  }
  void note(NoteKind kind, std::vector<Note::Field> fields) {
    now += ms;
    Note made;
    made.time = now;
    made.kind = kind;
    made.fields = std::move(fields);
    trace.add(made);
  }
  void step(const std::string& name) {
    note(NoteKind::step,
         {{"LESSON", "handshake"}, {"STEP", name}, {"PHASE", "begin"}, {"RUN", "1"}});
    note(NoteKind::wire, {{"ACTION", "bench"},
                          {"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"},
                          {"MEDIUM", "cable"},
                          {"DELAY_NS", "20000000"},
                          {"KERNEL", "6.18"}});
  }
  void fate(std::uint64_t frame, const std::string& fate, const std::string& to = "",
            int copy = 1) {
    note(NoteKind::fate, {{"FRAME", std::to_string(frame)},
                          {"FATE", fate},
                          {"TO", to},
                          {"BY", fate == "delivered" ? "wire" : "hand"},
                          {"COPY", std::to_string(copy)}});
  }
  void deliver(const FrameRow& row) { fate(row.number, "delivered"); }
  // Sent and, a moment later, delivered.
  FrameRow up_whole(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment = 0,
                    std::uint32_t length = 0) {
    return arrive(up(flags, sequence, acknowledgment, length));
  }
  FrameRow down_whole(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment = 0,
                      std::uint32_t length = 0) {
    return arrive(down(flags, sequence, acknowledgment, length));
  }
  void listen(const std::string& local = "0.0.0.0:8080") {
    note(NoteKind::call, {{"CALL_ID", "900"},
                          {"HOST", "server"},
                          {"PROGRAM", "server"},
                          {"CALL", "listen"},
                          {"LOCAL", local}});
    note(NoteKind::returned, {{"CALL_ID", "900"},
                              {"HOST", "server"},
                              {"PROGRAM", "server"},
                              {"CALL", "listen"},
                              {"RESULT", "0"},
                              {"LOCAL", local}});
  }
  void kernel(const std::string& host, const std::string& state) {
    const bool is_client = host == "client";
    note(state == "gone" ? NoteKind::gone : NoteKind::kernel,
         {{"HOST", host},
          {"LOCAL", is_client ? client : server},
          {"REMOTE", is_client ? server : client},
          {"STATE", state},
          {"READ", "read"}});
  }
  // SYN, SYN-ACK, ACK, all delivered.
  void handshake() {
    listen();
    up_whole(tcp::syn, 0);
    down_whole(tcp::syn | tcp::ack, 0, 1);
    up_whole(tcp::ack, 1, 1);
  }
  Agreement agreement(Side side) const { return trace.agreement_at(0, side, now); }

 private:
  FrameRow arrive(const FrameRow& row) {
    deliver(row);
    return trace.frame(row.index);
  }
};

}  // namespace wirelab::test
