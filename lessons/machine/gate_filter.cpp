#include "lessons/machine/gate_filter.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/send_descriptors.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
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

// The lower half of an argument; all architectures above have it first.
constexpr unsigned argument(unsigned number) {
  return static_cast<unsigned>(offsetof(seccomp_data, args) + number * sizeof(std::uint64_t));
}

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
#ifdef SYS_dup2
      WAITS(dup2),
#endif
      WAITS(dup3),
      WAITS(landlock_restrict_self),
      // What goes through its ring is seen by nobody: programs do without it.
      BPF_JUMP(equal, SYS_io_uring_setup, 0, 1),
      BPF_STMT(verdict, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_JUMP(equal, SYS_close_range, 1, 0),
      BPF_STMT(verdict, SECCOMP_RET_ALLOW),
      // One that only marks them for execve() closes nothing.
      BPF_STMT(load, argument(2)),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLOSE_RANGE_CLOEXEC, 0, 1),
      BPF_STMT(verdict, SECCOMP_RET_ALLOW),
      BPF_STMT(verdict, SECCOMP_RET_USER_NOTIF),
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
