#include "lessons/testbed/gate/gate_listener.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/seccomp.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <vector>

namespace wirelab::lessons {
namespace {

// A newer kernel writes and reads more than we know of.
template <class Known>
class Message {
 public:
  explicit Message(std::size_t kernels_size)
      : room_((std::max(kernels_size, sizeof(Known)) + 7) / 8) {}
  Known* get() { return reinterpret_cast<Known*>(room_.data()); }
  Known* operator->() { return get(); }

 private:
  std::vector<std::uint64_t> room_;
};

const seccomp_notif_sizes& sizes() {
  static const seccomp_notif_sizes asked = [] {
    seccomp_notif_sizes sizes{};
    syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes);
    return sizes;
  }();
  return asked;
}

bool respond(int listener, std::uint64_t id, long value, int error, unsigned flags) {
  Message<seccomp_notif_resp> response(sizes().seccomp_notif_resp);
  response->id = id;
  response->val = value;
  response->error = -error;
  response->flags = flags;
  return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, response.get()) == 0;
}

}  // namespace

bool GateListener::is_genuine() const {
  std::error_code failed;
  const auto target = std::filesystem::read_symlink(
      fmt::format("/proc/thread-self/fd/{}", descriptor_.get()), failed);
  if (!failed) return target == "anon_inode:seccomp notify";
  std::uint64_t nobody = 0;
  return ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_ID_VALID, &nobody) != 0 && errno == ENOENT;
}

std::optional<Notified> GateListener::receive() const {
  Message<seccomp_notif> message(sizes().seccomp_notif);
  if (ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_RECV, message.get()) != 0) return std::nullopt;
  Notified notified{message->id, static_cast<pid_t>(message->pid), message->data.nr, {}};
  std::copy(std::begin(message->data.args), std::end(message->data.args),
            notified.arguments.begin());
  return notified;
}

bool GateListener::waits(const Notified& notified) const {
  std::uint64_t id = notified.id;
  return ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

bool GateListener::let_pass(const Notified& notified) const {
  return respond(descriptor_.get(), notified.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
}

bool GateListener::answer(const Notified& notified, long value, int error) const {
  return respond(descriptor_.get(), notified.id, error != 0 ? 0 : value, error, 0);
}

int GateListener::hand_over(const Notified& notified, int descriptor, bool close_on_exec) const {
  seccomp_notif_addfd request{};
  request.id = notified.id;
  request.flags = SECCOMP_ADDFD_FLAG_SEND;
  request.srcfd = static_cast<unsigned>(descriptor);
  request.newfd_flags = close_on_exec ? O_CLOEXEC : 0;
  int number = ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_ADDFD, &request);
  if (number >= 0 || errno != EINVAL) return number >= 0 ? number : -errno;
  // Before Linux 5.14 the two steps were not one.
  request.flags = 0;
  number = ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_ADDFD, &request);
  if (number < 0) return -errno;
  return answer(notified, number, 0) ? number : -ENOENT;
}

}  // namespace wirelab::lessons
