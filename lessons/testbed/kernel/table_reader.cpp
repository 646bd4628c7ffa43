#include "lessons/testbed/kernel/table_reader.hpp"

#include "lessons/machine/machine_error.hpp"

#include <sys/socket.h>

#include <linux/rtnetlink.h>

#include <cerrno>

namespace wirelab::lessons {

Result<TableReader> TableReader::open() {
  const int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (descriptor < 0) return machine_error("socket(AF_NETLINK, NETLINK_ROUTE)", errno, "");
  return TableReader(descriptor);
}

void TableReader::ask(std::uint16_t type, const std::function<bool(const NetlinkMessage&)>& take) {
  struct {
    nlmsghdr header;
    rtgenmsg body;
  } request{};
  request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body);
  request.header.nlmsg_type = type;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.header.nlmsg_seq = ++sequence_;
  request.body.rtgen_family = AF_UNSPEC;
  if (send(descriptor_.get(), &request, request.header.nlmsg_len, 0) < 0) return;
  NetlinkReply reply;
  receive_reply(descriptor_.get(), sequence_, reply, take);
}

// A host's interfaces are made before its sockets are read, and stay.
void TableReader::learn_names() {
  if (!names_.empty()) return;
  ask(RTM_GETLINK, [this](const NetlinkMessage& message) { return read_link(message, names_); });
}

std::vector<TableRow> TableReader::neighbours() {
  learn_names();
  std::vector<TableRow> rows;
  ask(RTM_GETNEIGH,
      [&](const NetlinkMessage& message) { return read_neighbour(message, names_, rows); });
  return rows;
}

std::vector<TableRow> TableReader::routes() {
  learn_names();
  std::vector<TableRow> rows;
  ask(RTM_GETROUTE,
      [&](const NetlinkMessage& message) { return read_route(message, names_, rows); });
  return rows;
}

}  // namespace wirelab::lessons
