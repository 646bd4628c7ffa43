#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>

namespace wirelab::lessons {

// The bytes of rtnetlink and sock_diag answers. They need not lie as the compiler would have them,
// and may be cut or bent.
using NetlinkBytes = std::span<const std::uint8_t>;

// The value that `bytes` begin with; nothing when there are too few.
template <class T>
std::optional<T> value_in(NetlinkBytes bytes) {
  T value;
  if (bytes.size() < sizeof value) return std::nullopt;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

// How far the answer to one question has come. Bytes that are not what the kernel writes end it
// with EBADMSG.
struct NetlinkReply {
  bool complete = false;
  int error = 0;  // errno
};

struct NetlinkMessage {
  std::uint16_t type = 0;
  NetlinkBytes body;
};

// Hands on each message of one datagram that answers this question; those of another one are passed
// over. `take` returns false for a body that cannot be.
void read_messages(NetlinkBytes datagram, std::uint32_t sequence, NetlinkReply& reply,
                   const std::function<bool(const NetlinkMessage&)>& take);

// Hands on each attribute; what is cut or bent ends them.
void read_attributes(NetlinkBytes bytes,
                     const std::function<void(std::uint16_t type, NetlinkBytes value)>& take);

// Receives what was asked for, until it is complete. An answer, and every part of a dump that
// follows what was received, is there before the call that asked for it returns, so that waiting
// could only mean waiting for ever.
void receive_reply(int descriptor, std::uint32_t sequence, NetlinkReply& reply,
                   const std::function<bool(const NetlinkMessage&)>& take);

}  // namespace wirelab::lessons
