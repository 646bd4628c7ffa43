#include "lessons/machine/trials.hpp"

#include "capture/bytes/file_descriptor.hpp"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX, not in <csignal>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/seccomp.h>
#include <linux/sock_diag.h>

#include <arpa/inet.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace wirelab::lessons {
namespace {

// Sends one request and returns the errno in its answer; another answer than an error is a success.
int ask(int protocol, const void* request, std::size_t length) {
  const FileDescriptor socket_(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol));
  if (!socket_ || send(socket_.get(), request, length, 0) < 0) return errno;
  alignas(nlmsghdr) char answer[4096];
  const ssize_t received = recv(socket_.get(), answer, sizeof answer, MSG_DONTWAIT);
  if (received < static_cast<ssize_t>(sizeof(nlmsghdr))) return received < 0 ? errno : EPROTO;
  const auto* header = reinterpret_cast<const nlmsghdr*>(answer);
  if (header->nlmsg_type != NLMSG_ERROR) return 0;
  return -static_cast<const nlmsgerr*>(NLMSG_DATA(header))->error;
}

int unshare_host() {
  return unshare(CLONE_FS | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS) == 0 ? 0 : errno;
}

int try_sysctl() {
  const FileDescriptor file(open("/proc/sys/net/ipv4/icmp_ratelimit", O_WRONLY | O_CLOEXEC));
  return file && write(file.get(), "0", 1) == 1 ? 0 : errno;
}

int try_veth() {
  constexpr char kind[] = "veth";
  struct {
    nlmsghdr header{};
    ifinfomsg interface {};
    rtattr info{RTA_LENGTH(RTA_LENGTH(sizeof kind)), IFLA_LINKINFO};
    rtattr kind_attribute{RTA_LENGTH(sizeof kind), IFLA_INFO_KIND};
    char text[NLMSG_ALIGN(sizeof kind)]{};
  } request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = RTM_NEWLINK;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
  std::memcpy(request.text, kind, sizeof kind);
  return ask(NETLINK_ROUTE, &request, sizeof request);
}

int try_packet_socket() {
  const FileDescriptor socket_(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(if_nametoindex("veth0"));
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  return socket_ && bind(socket_.get(), generic, sizeof address) == 0 ? 0 : errno;
}

int try_socket_diag() {
  struct {
    nlmsghdr header{};
    inet_diag_req_v2 body{};
  } request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST;
  request.body.sdiag_family = AF_INET;
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.id.idiag_cookie[0] = request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  // Nobody is connected here: "no such socket" is the proof that somebody looked.
  const int error = ask(NETLINK_SOCK_DIAG, &request, sizeof request);
  return error == ENOENT ? 0 : error;
}

int try_notification() {
  const std::uint32_t action = SECCOMP_RET_USER_NOTIF;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0 ? 0 : errno;
}

// A child's descriptor, as the gate takes those of programs.
int try_looking_into_programs() {
  const pid_t child = fork();
  if (child < 0) return errno;
  if (child == 0) {
    pause();
    _exit(0);
  }
  const FileDescriptor process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
  const FileDescriptor taken(
      static_cast<int>(syscall(SYS_pidfd_getfd, process.get(), STDERR_FILENO, 0)));
  const int error = taken ? 0 : errno;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return error;
}

constexpr Trial list[] = {
    {"network, mount and UTS namespaces of a host", unshare_host, nullptr},
    {"settings under /proc/sys/net", try_sysctl,
     "In a container, start it with --security-opt systempaths=unconfined."},
    {"a veth pair", try_veth, "Load the driver: sudo modprobe veth"},
    {"an AF_PACKET socket on it", try_packet_socket, "Load the protocol: sudo modprobe af_packet"},
    {"socket diagnosis (NETLINK_SOCK_DIAG)", try_socket_diag, "Load it: sudo modprobe tcp_diag"},
    {"seccomp user notification", try_notification,
     "Linux 5.0 and later have it. Lessons run without; programs of your own are seen less "
     "exactly.",
     false},
    {"looking into programs (pidfd_getfd)", try_looking_into_programs,
     "kernel.yama.ptrace_scope 3 forbids it, until the machine is started again. Lessons run "
     "without; of programs of your own no call is seen.",
     false},
};

}  // namespace

std::span<const Trial> trials() { return list; }

}  // namespace wirelab::lessons
