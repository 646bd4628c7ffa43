#include "lessons/testbed/kernel/netlink_bytes.hpp"

#include <sys/socket.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace {

// As large as the kernel makes the parts of a dump.
constexpr std::size_t largest_part = 32768;

void finish(NetlinkReply& reply, int error) {
  reply.complete = true;
  reply.error = error;
}

void read_message(const nlmsghdr& header, NetlinkBytes body, NetlinkReply& reply,
                  const std::function<bool(const NetlinkMessage&)>& take) {
  if (header.nlmsg_type == NLMSG_DONE) return finish(reply, 0);
  if (header.nlmsg_type == NLMSG_ERROR) {
    const auto code = value_in<std::int32_t>(body);
    return finish(reply, code ? -*code : EBADMSG);
  }
  if (!take({header.nlmsg_type, body})) return finish(reply, EBADMSG);
  if ((header.nlmsg_flags & NLM_F_MULTI) == 0) finish(reply, 0);
}

}  // namespace

void read_messages(NetlinkBytes datagram, std::uint32_t sequence, NetlinkReply& reply,
                   const std::function<bool(const NetlinkMessage&)>& take) {
  while (!reply.complete && !datagram.empty()) {
    const auto header = value_in<nlmsghdr>(datagram);
    if (!header || header->nlmsg_len < sizeof *header || header->nlmsg_len > datagram.size()) {
      return finish(reply, EBADMSG);
    }
    const NetlinkBytes body = datagram.subspan(sizeof *header, header->nlmsg_len - sizeof *header);
    if (header->nlmsg_seq == sequence) read_message(*header, body, reply, take);
    const std::size_t aligned = NLMSG_ALIGN(header->nlmsg_len);
    datagram = datagram.subspan(std::min(aligned, datagram.size()));
  }
}

void read_attributes(NetlinkBytes bytes,
                     const std::function<void(std::uint16_t type, NetlinkBytes value)>& take) {
  while (const auto attribute = value_in<rtattr>(bytes)) {
    if (attribute->rta_len < sizeof *attribute || attribute->rta_len > bytes.size()) return;
    take(attribute->rta_type,
         bytes.subspan(sizeof *attribute, attribute->rta_len - sizeof *attribute));
    const std::size_t aligned = RTA_ALIGN(std::size_t{attribute->rta_len});
    bytes = bytes.subspan(std::min(aligned, bytes.size()));
  }
}

void receive_reply(int descriptor, std::uint32_t sequence, NetlinkReply& reply,
                   const std::function<bool(const NetlinkMessage&)>& take) {
  alignas(nlmsghdr) std::uint8_t buffer[largest_part];
  while (!reply.complete) {
    const ssize_t received = recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
    if (received < 0 && errno == EINTR) continue;
    if (received <= 0) return finish(reply, received < 0 ? errno : EBADMSG);
    read_messages({buffer, static_cast<std::size_t>(received)}, sequence, reply, take);
  }
}

}  // namespace wirelab::lessons
