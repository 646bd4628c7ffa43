#include "lessons/testbed/kernel/diag_answer.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::uint32_t sequence = 7;

template <class T>
void append(Bytes& to, const T& value) {
  const auto* from = reinterpret_cast<const std::uint8_t*>(&value);
  to.insert(to.end(), from, from + sizeof value);
}

Bytes attribute(std::uint16_t type, const Bytes& value) {
  Bytes made;
  append(made, rtattr{static_cast<std::uint16_t>(sizeof(rtattr) + value.size()), type});
  made.insert(made.end(), value.begin(), value.end());
  made.resize((made.size() + 3) / 4 * 4);
  return made;
}

Bytes message(std::uint16_t type, const Bytes& body, std::uint16_t flags = 0) {
  Bytes made;
  nlmsghdr header{};
  header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + body.size());
  header.nlmsg_type = type;
  header.nlmsg_flags = flags;
  header.nlmsg_seq = sequence;
  append(made, header);
  made.insert(made.end(), body.begin(), body.end());
  made.resize((made.size() + 3) / 4 * 4);
  return made;
}

// 10.0.0.1:43210 > 10.0.0.2:80, the retransmission timer fires in 200 ms
inet_diag_msg established() {
  inet_diag_msg row{};
  row.idiag_family = AF_INET;
  row.idiag_state = 1;
  row.idiag_timer = 1;
  row.idiag_expires = 200;
  row.idiag_rqueue = 3;
  row.idiag_wqueue = 5;
  row.id.idiag_src[0] = htonl(0x0a000001);
  row.id.idiag_dst[0] = htonl(0x0a000002);
  row.id.idiag_sport = htons(43210);
  row.id.idiag_dport = htons(80);
  return row;
}

// tcp_info with a byte that tells where it stands: RTO at 8, retransmissions at 100.
Bytes info(std::size_t size) {
  Bytes bytes(size, 0);
  const auto put = [&](std::size_t at, std::uint32_t value) {
    if (at + 4 <= size) std::memcpy(bytes.data() + at, &value, 4);
  };
  bytes[1] = 3;  // recovery
  bytes[4] = 2;  // backoff
  put(8, 204'000);
  put(16, 1448);
  put(100, 9);
  put(228, 64256);
  put(232, 65160);
  return bytes;
}

Bytes row_with(const inet_diag_msg& row, const std::vector<Bytes>& attributes) {
  Bytes body;
  append(body, row);
  for (const Bytes& more : attributes) body.insert(body.end(), more.begin(), more.end());
  return message(SOCK_DIAG_BY_FAMILY, body);
}

struct Answer : NetlinkReply {
  std::vector<SocketReading> rows;
};

void add(Answer& answer, const Bytes& datagram, std::uint32_t asked = sequence,
         Transport transport = Transport::tcp) {
  read_messages(datagram, asked, answer, [&](const NetlinkMessage& message) {
    return read_row(message, transport, answer.rows);
  });
}

Answer read(const Bytes& datagram, Transport transport = Transport::tcp) {
  Answer answer;
  add(answer, datagram, sequence, transport);
  return answer;
}

}  // namespace

TEST_CASE("a row of sock_diag, its tcp_info and its memory", "[testbed]") {
  Bytes memory;
  for (std::uint32_t i = 0; i < SK_MEMINFO_VARS; ++i) append(memory, 100 + i);
  const Answer answer = read(row_with(established(), {attribute(INET_DIAG_SKMEMINFO, memory),
                                                      attribute(INET_DIAG_INFO, info(280))}));
  REQUIRE(answer.rows.size() == 1);
  CHECK(answer.complete);
  const SocketReading& reading = answer.rows[0];
  CHECK(reading.tuple == Tuple(0x0a000001, 43210, 0x0a000002, 80));
  CHECK(reading.state == tcp::State::established);
  CHECK(reading.timer == "retransmit");
  CHECK(reading.timer_left_ns == 200'000'000);
  CHECK(reading.receive_queue == 3);
  CHECK(reading.send_queue == 5);
  CHECK(reading.rto_ns == 204'000'000);
  CHECK(reading.mss == 1448);
  CHECK(reading.retransmits == 9);
  CHECK(reading.backoff == 2);
  CHECK(reading.congestion == "recovery");
  CHECK(reading.send_window == 64256);
  CHECK(reading.receive_window == 65160);
  CHECK(reading.memory == SocketMemory{100, 101, 105, 103, 108});
}

TEST_CASE("an older kernel's shorter tcp_info says less, and nothing wrong", "[testbed]") {
  const Answer answer = read(row_with(established(), {attribute(INET_DIAG_INFO, info(224))}));
  REQUIRE(answer.rows.size() == 1);
  CHECK(answer.rows[0].retransmits == 9);
  CHECK(answer.rows[0].send_window == -1);
  CHECK(answer.rows[0].receive_window == -1);
}

TEST_CASE("addresses of IPv6, and IPv4 mapped into it", "[testbed]") {
  inet_diag_msg row = established();
  row.idiag_family = AF_INET6;
  row.id.idiag_src[0] = row.id.idiag_dst[0] = htonl(0xfd000000);
  row.id.idiag_src[3] = htonl(1);
  row.id.idiag_dst[3] = htonl(2);
  const auto six = read(row_with(row, {})).rows.at(0);
  CHECK(endpoint_text(six.tuple.local_address, six.tuple.local_port) == "[fd00::1]:43210");
  CHECK(endpoint_text(six.tuple.remote_address, six.tuple.remote_port) == "[fd00::2]:80");
  row.id.idiag_src[0] = row.id.idiag_dst[0] = 0;
  row.id.idiag_src[2] = row.id.idiag_dst[2] = htonl(0xffff);
  row.id.idiag_src[3] = htonl(0x0a000001);
  row.id.idiag_dst[3] = htonl(0x0a000002);
  CHECK(read(row_with(row, {})).rows.at(0).tuple == Tuple(0x0a000001, 43210, 0x0a000002, 80));
}

TEST_CASE("a UDP socket has neither state nor timer", "[testbed]") {
  const auto row = read(row_with(established(), {}), Transport::udp).rows.at(0);
  CHECK(row.transport == Transport::udp);
  CHECK(row.state == tcp::State::unknown);
  CHECK(row.timer.empty());
}

TEST_CASE("a listener's numbers are its queue's; its tcp_info is not looked at", "[testbed]") {
  inet_diag_msg row = established();
  row.idiag_state = 10;
  row.id.idiag_dport = 0;
  const auto listener = read(row_with(row, {attribute(INET_DIAG_INFO, info(280))})).rows.at(0);
  CHECK(listener.listens());
  CHECK(listener.rto_ns == -1);
}

TEST_CASE("a dump goes on until the kernel says that it is done", "[testbed]") {
  Bytes body;
  append(body, established());
  const Bytes part = message(SOCK_DIAG_BY_FAMILY, body, NLM_F_MULTI);
  Bytes datagram = part;
  datagram.insert(datagram.end(), part.begin(), part.end());
  Answer answer = read(datagram);
  CHECK(answer.rows.size() == 2);
  CHECK_FALSE(answer.complete);
  add(answer, message(NLMSG_DONE, Bytes(4, 0), NLM_F_MULTI));
  CHECK(answer.complete);
  CHECK(answer.error == 0);
  CHECK(answer.rows.size() == 2);
}

TEST_CASE("an answer to another question is passed over", "[testbed]") {
  Answer answer;
  add(answer, row_with(established(), {}), sequence + 1);
  CHECK(answer.rows.empty());
  CHECK_FALSE(answer.complete);
}

TEST_CASE("the kernel's refusal is its errno", "[testbed]") {
  Bytes refused;
  append(refused, std::int32_t{-ENOENT});
  const Answer answer = read(message(NLMSG_ERROR, refused));
  CHECK(answer.complete);
  CHECK(answer.error == ENOENT);
  CHECK(read(message(NLMSG_ERROR, {})).error == EBADMSG);
}

TEST_CASE("cut and bent answers are values, and rows before the damage stand", "[testbed]") {
  const Bytes whole = row_with(
      established(), {attribute(INET_DIAG_INFO, info(280)), attribute(INET_DIAG_SKMEMINFO, {})});
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const Answer cut = read(Bytes(whole.begin(), whole.begin() + static_cast<long>(size)));
    CHECK(cut.error == EBADMSG);
    CHECK(cut.rows.empty());
  }
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int value : {0, 1, 3, 0x7f, 0xff}) {
      Bytes bent = whole;
      bent[at] = static_cast<std::uint8_t>(value);
      (void)read(bent);
    }
  Bytes body;
  append(body, established());
  Bytes damaged = message(SOCK_DIAG_BY_FAMILY, body, NLM_F_MULTI);
  damaged.insert(damaged.end(), 9, 0xff);
  const Answer answer = read(damaged);
  CHECK(answer.rows.size() == 1);
  CHECK(answer.error == EBADMSG);
}
