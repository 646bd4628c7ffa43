#include "lessons/machine/gate_filter.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/send_descriptors.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cerrno>
#include <cstddef>
#include <iterator>

namespace wirelab::lessons {
namespace {

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#elif defined(__riscv) && __riscv_xlen == 64
constexpr unsigned architecture = AUDIT_ARCH_RISCV64;
#else
constexpr unsigned architecture = 0;
#endif

constexpr unsigned short load = BPF_LD | BPF_W | BPF_ABS, equal = BPF_JMP | BPF_JEQ | BPF_K,
                         verdict = BPF_RET | BPF_K;

#define WAITS(call) BPF_JUMP(equal, SYS_##call, 0, 1), BPF_STMT(verdict, SECCOMP_RET_USER_NOTIF)

long install(unsigned flags) {
  sock_filter steps[] = {
      BPF_STMT(load, offsetof(seccomp_data, arch)),
      BPF_JUMP(equal, architecture, 1, 0),
      BPF_STMT(verdict, SECCOMP_RET_ALLOW),
      BPF_STMT(load, offsetof(seccomp_data, nr)),
      WAITS(close),
      WAITS(connect),
      WAITS(accept4),
      WAITS(accept),
      WAITS(bind),
      WAITS(listen),
      WAITS(shutdown),
      WAITS(exit_group),
      BPF_STMT(verdict, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{static_cast<unsigned short>(std::size(steps)), steps};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

#undef WAITS

}  // namespace

Result<FileDescriptor> install_gate() {
  long listener = install(SECCOMP_FILTER_FLAG_NEW_LISTENER);
  // Who is not root in its user namespace must first give up what setuid programs could gain.
  if (listener < 0 && errno == EACCES && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
    listener = install(SECCOMP_FILTER_FLAG_NEW_LISTENER);
  }
  if (listener >= 0) return FileDescriptor(static_cast<int>(listener));
  return machine_error("seccomp(SECCOMP_FILTER_FLAG_NEW_LISTENER)", errno,
                       errno == EBUSY ? "Another filter with a listener is there already."
                                      : "This needs Linux 5.9 or later.");
}

void pass_gate(int connection) {
  Result<FileDescriptor> listener = install_gate();
  if (!listener) {
    const std::string line = fmt::format("blind {} {}\n", getpid(), listener.error().message);
    send(connection, line.data(), line.size(), MSG_NOSIGNAL);
    return;
  }
  const int descriptor = listener->get();
  send_descriptors(connection, fmt::format("gate {}\n", getpid()), {&descriptor, 1});
  (void)listener->release();  // closed by execve(): our own close() would wait
}

}  // namespace wirelab::lessons
