#include "lessons/machine/send_descriptors.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace wirelab::lessons {
namespace {

constexpr std::size_t most_descriptors = 8;

union Control {
  cmsghdr header;  // for its alignment
  char bytes[CMSG_SPACE(most_descriptors * sizeof(int))];
};

}  // namespace

bool send_descriptors(int socket, std::string_view text, std::span<const int> descriptors) {
  Control control{};
  iovec part{const_cast<char*>(text.data()), text.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  return sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

Received receive_descriptors(int socket) {
  Control control{};
  char text[4096];
  iovec part{text, sizeof text};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control;
  ssize_t length = 0;
  do {
    length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (length < 0 && errno == EINTR);
  Received received;
  if (length <= 0) return received;
  received.text.assign(text, static_cast<std::size_t>(length));
  for (cmsghdr* h = CMSG_FIRSTHDR(&message); h != nullptr; h = CMSG_NXTHDR(&message, h)) {
    if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int descriptor = -1;
      std::memcpy(&descriptor, CMSG_DATA(h) + i * sizeof descriptor, sizeof descriptor);
      received.descriptors.emplace_back(descriptor);
    }
  }
  return received;
}

}  // namespace wirelab::lessons
