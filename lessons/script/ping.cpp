#include "lessons/script/ping.hpp"

#include "capture/decode/checksum.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace wirelab::lessons {
namespace {

constexpr std::uint8_t echo_reply = 0, echo_request = 8;
constexpr std::size_t header_size = 8, packet_room = 1500;

void put(std::string& into, std::size_t at, std::uint16_t number) {
  into[at] = static_cast<char>(number >> 8);
  into[at + 1] = static_cast<char>(number & 0xff);
}

std::uint16_t number_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<std::uint8_t>(bytes[at]) << 8 |
                                    static_cast<std::uint8_t>(bytes[at + 1]));
}

std::string request(std::uint16_t identifier, std::uint16_t sequence) {
  std::string message(header_size, '\0');
  message[0] = static_cast<char>(echo_request);
  put(message, 4, identifier);
  put(message, 6, sequence);
  message += "wirelab";
  message += '\0';  // an even number of bytes
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), message.data(), bytes.size());
  put(message, 2, static_cast<std::uint16_t>(~decode::ones_complement_sum(bytes)));
  return message;
}

}  // namespace

Ping::Ping(Program& program, std::uint16_t identifier)
    : socket_(program.icmp_socket()), identifier_(identifier) {}

Returned Ping::send(std::string_view address) {
  ++sequence_;
  return socket_.sendto_raw(request(identifier_, sequence_),
                            fmt::format("echo request /* id {}, seq {} */", identifier_, sequence_),
                            address);
}

EchoAnswer Ping::answer() { return read(0); }
EchoAnswer Ping::answer_so_far() { return read(MSG_DONTWAIT); }

// A raw socket hears all ICMP of its host: what is no answer to this request is passed over. What
// it reads begins with the IP header (raw(7)).
EchoAnswer Ping::read(int flags) {
  while (true) {
    const Returned read = socket_.recvfrom(packet_room, flags).result();
    if (!read.ok()) return {};
    const std::string_view packet = read.data;
    const std::size_t ip = packet.empty() ? 0 : (static_cast<std::uint8_t>(packet[0]) & 15) * 4U;
    if (ip < 20 || packet.size() < ip + header_size) continue;
    const std::string_view message = packet.substr(ip);
    const bool ours = static_cast<std::uint8_t>(message[0]) == echo_reply &&
                      number_at(message, 4) == identifier_ && number_at(message, 6) == sequence_;
    if (ours)
      return {read.from.substr(0, read.from.find(':')), sequence_,
              static_cast<std::uint8_t>(packet[8])};
  }
}

}  // namespace wirelab::lessons
