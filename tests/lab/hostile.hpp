#pragma once

#include "capture/recording/journal_entry.hpp"
#include "capture/recording/pcapng_blocks.hpp"
#include "tests/capture/bytes/memory.hpp"
#include "tests/capture/packet_builder.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <random>
#include <string>
#include <vector>

// Recordings that nobody made in good faith: times and numbers at the ends of their ranges, clocks
// of any resolution, notes that contradict each other, flipped bits, cuts. The same for the same
// seed.
namespace wirelab::test {

class HostileRecording {
 public:
  explicit HostileRecording(std::uint32_t seed) : engine_(seed) {
    const bool run = chance(2);
    begin_section(run ? "wirelab-testbed 0.1.0" : "dumpcap");
    if (run) scene();
    const std::uint64_t items = 10 + random() % 60;
    for (std::uint64_t i = 0; i < items; ++i) {
      if (run && chance(2)) {
        note();
      } else {
        frame();
      }
      if (run && chance(20)) scene();
      if (chance(40)) begin_section(run ? "wirelab-testbed 0.1.0" : "");
    }
    damage();
  }

  const ByteVector& bytes() const { return bytes_; }

 private:
  std::uint32_t random() { return static_cast<std::uint32_t>(engine_()); }
  bool chance(std::uint32_t in) { return random() % in == 0; }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return values.begin()[random() % values.size()];
  }

  // Little endian.
  static void number(ByteVector& into, std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) into.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void block(std::uint32_t type, ByteVector body) {
    body.resize(pcapng::padded(body.size()));
    const std::uint64_t size = body.size() + pcapng::frame_size;
    number(bytes_, type, 4), number(bytes_, size, 4);
    bytes_.insert(bytes_.end(), body.begin(), body.end());
    number(bytes_, size, 4);
  }
  static void option(ByteVector& body, unsigned code, const ByteVector& value) {
    number(body, code, 2), number(body, value.size(), 2);
    body.insert(body.end(), value.begin(), value.end());
    body.resize(pcapng::padded(body.size()));
  }

  void begin_section(const std::string& application) {
    ByteVector body;
    number(body, pcapng::byte_order_magic, 4), number(body, 1, 4), number(body, ~0ULL, 8);
    option(body, pcapng::shb_userappl, {application.begin(), application.end()});
    block(pcapng::section_header, body);
    interfaces_ = 1 + random() % 3;
    for (unsigned i = 0; i < interfaces_; ++i) interface(i == 0 ? "client.eth0" : "server.eth0");
  }

  void interface(const std::string& name) {
    ByteVector body, clock, offset;
    number(body, 1, 4), number(body, one_of<std::uint32_t>({0, 1, 60, 65535, ~0U}), 4);
    option(body, pcapng::if_name, {name.begin(), name.end()});
    number(clock, one_of<std::uint64_t>({0, 3, 6, 9, 9, 9, 19, 127, 128, 158, 255, random()}), 1);
    option(body, pcapng::if_tsresol, clock);
    number(offset, any_number(), 8);
    if (chance(3)) option(body, pcapng::if_tsoffset, offset);
    block(pcapng::interface_description, body);
  }

  std::uint64_t any_number() {
    return one_of<std::uint64_t>({0, 1, ~0ULL, 1ULL << 63, (1ULL << 63) - 1, 1ULL << 62, random(),
                                  (std::uint64_t{random()} << 32) + random()});
  }
  // Now and then a time that one could believe.
  Time any_time() {
    now_ = later_by(now_, static_cast<Time>(random() % 300'000'000));
    return chance(3) ? static_cast<Time>(any_number()) : now_;
  }

  void frame() {
    const bool up = chance(2);
    tcp::Segment segment{.sequence = one_of<std::uint32_t>({1, 2, 100, ~0U, random()}),
                         .acknowledgment = one_of<std::uint32_t>({1, 2, ~0U, random()}),
                         .flags = static_cast<std::uint16_t>(random() % 64),
                         .window = static_cast<std::uint16_t>(random()),
                         .length = random() % 40};
    segment.window_shift = static_cast<std::uint8_t>(random() % 20);
    const ByteVector held = up ? tcp_frame("10.0.0.1:43210", "10.0.0.2:8080", segment)
                               : tcp_frame("10.0.0.2:8080", "10.0.0.1:43210", segment);
    const auto time = static_cast<std::uint64_t>(any_time());
    ByteVector body;
    number(body, random() % interfaces_, 4);
    number(body, time >> 32, 4), number(body, time, 4);
    number(body, held.size(), 4), number(body, chance(9) ? ~0U : held.size(), 4);
    body.insert(body.end(), held.begin(), held.end());
    body.resize(pcapng::padded(body.size()));
    ByteVector packet_id;
    number(packet_id, chance(9) ? any_number() : ++frames_, 8);
    option(body, pcapng::epb_packetid, packet_id);
    block(pcapng::enhanced_packet, body);
  }

  std::string text(std::initializer_list<const char*> values) { return one_of(values); }
  std::string any_text() { return std::to_string(static_cast<std::int64_t>(any_number())); }

  void write(NoteKind kind, std::vector<Note::Field> fields) {
    Note note{any_time(), kind, "", std::move(fields)};
    const std::string entry = to_journal_entry(note);
    block(pcapng::journal_export, {entry.begin(), entry.end()});
  }

  void scene() {
    write(NoteKind::step, {{"LESSON", "handshake"},
                           {"STEP", text({"last-ack", "three-messages"})},
                           {"PHASE", text({"begin", "begin", "end"})},
                           {"RUN", any_text()}});
    write(NoteKind::wire, {{"ACTION", "bench"},
                           {"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"},
                           {"DELAY_NS", chance(2) ? "20000000" : any_text()},
                           {"MEDIUM", text({"cable", "switch"})},
                           {"INTERFACES",
                            "client.eth0=left,02:00:00:00:00:01,10.0.0.1/24 "
                            "server.eth0=left,02:00:00:00:00:02,10.0.0.2/24"},
                           {"SEGMENTS", "left=switch," + any_text() + "," + any_text()}});
  }

  void note() {
    const std::string frame = std::to_string(random() % (frames_ + 2));
    const std::string host = text({"client", "server"});
    const std::string local = "10.0.0.1:43210", remote = "10.0.0.2:8080";
    switch (random() % 7) {
      case 0:
        return write(NoteKind::fate, {{"FRAME", frame},
                                      {"FATE", text({"delivered", "dropped", "held", "released",
                                                     "delayed", "duplicated", "corrupted"})},
                                      {"TO", "server.eth0"},
                                      {"BY", text({"hand", "rule", "wire"})},
                                      {"DELAY_NS", any_text()},
                                      {"COPY", any_text()}});
      case 1:
        return write(NoteKind::kernel,
                     {{"HOST", host},
                      {"LOCAL", local},
                      {"REMOTE", remote},
                      {"STATE", text({"ESTABLISHED", "TIME-WAIT", "SYN-SENT", "LISTEN"})},
                      {"READ", "read"},
                      {"TIMER", text({"retransmit", "time-wait", "persist"})},
                      {"TIMER_NS", any_text()},
                      {"RTO_NS", any_text()},
                      {"RTT_NS", any_text()},
                      {"SEND_QUEUE", any_text()},
                      {"RECEIVE_QUEUE", any_text()},
                      {"RECEIVE_WINDOW", any_text()},
                      {"RECEIVE_BUFFER", any_text()},
                      {"RECEIVE_MEMORY", any_text()},
                      {"CWND", any_text()},
                      {"DROPS", any_text()},
                      {"FRAME", frame}});
      case 2:
        return write(NoteKind::ask,
                     {{"ASK", "last-ack"}, {"WAIT", text({"answer", "turn"})}, {"FRAME", frame}});
      case 3:
        return write(NoteKind::call, {{"CALL_ID", any_text()},
                                      {"HOST", host},
                                      {"PROGRAM", "client"},
                                      {"CALL", text({"connect", "recv"})},
                                      {"LOCAL", local},
                                      {"REMOTE", remote}});
      case 4:
        return write(NoteKind::returned,
                     {{"CALL_ID", any_text()}, {"HOST", host}, {"RESULT", any_text()}});
      case 5:
        return write(NoteKind::counter, {{"HOST", host},
                                         {"GROUP", "TcpExt"},
                                         {"NAME", text({"ListenDrops", "TCPTimeouts"})},
                                         {"VALUE", any_text()},
                                         {"CHANGE", any_text()}});
      default:
        return write(NoteKind::result,
                     {{"ASK", "last-ack"}, {"ANSWER", text({"accepts", "ignores"})}});
    }
  }

  void damage() {
    if (chance(3)) bytes_.resize(bytes_.size() - random() % (bytes_.size() / 2));
    for (std::uint64_t flips = chance(2) ? random() % 6 : 0; flips > 0; --flips) {
      const std::size_t at = 28 + random() % (bytes_.size() - 28);
      bytes_[at] ^= static_cast<std::uint8_t>(1U << (random() % 8));
    }
  }

  std::mt19937 engine_;
  ByteVector bytes_;
  unsigned interfaces_ = 1;
  std::uint64_t frames_ = 0;
  Time now_ = 1'700'000'000'000'000'000;
};

}  // namespace wirelab::test
