#include "lessons/testbed/gate/gate_parts.hpp"

#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace {

bool is_accept(const GatedCall& call) {
  return call.notified.call == SYS_accept || call.notified.call == SYS_accept4;
}

// Makes a call with the caller's rights; how it ends is his.
template <class Make>
CallResult as_caller(const GatedCall& call, Make make) {
  const BorrowedRights rights(call.rights);
  if (!rights) return {-1, EPERM};
  const int value = make();
  return {value, value < 0 ? errno : 0};
}

void ask_names(GatedCall& call) {
  const Tuple tuple = call.socket->tuple();
  // A connection that is over has no names any more; what it was is still what the notes are about.
  if (tuple.remote_port != 0 || call.tuple.remote_port == 0) call.tuple = tuple;
  if (const std::string local = call.socket->local(); !local.empty()) call.local = local;
  if (const std::string remote = call.socket->remote(); !remote.empty()) call.remote = remote;
}

// The address argument of bind and connect; an errno where it cannot be read.
int read_address(GatedCall& call) {
  const auto& arguments = call.notified.arguments;
  if (arguments[2] > sizeof call.address.storage) return EINVAL;
  call.address.length = static_cast<socklen_t>(arguments[2]);
  const bool read = call.process.read(arguments[1], &call.address.storage, call.address.length);
  return read ? 0 : errno;
}

// Where accept() is to put the peer's address; false: the program has no such memory.
bool write_peer(const GatedCall& call) {
  const auto& arguments = call.notified.arguments;
  if (arguments[1] == 0) return true;
  const SocketAddress peer = call.socket->remote_address();
  socklen_t room = 0;
  if (!call.process.read(arguments[2], &room, sizeof room)) return false;
  const std::size_t size = std::min(room, peer.length);
  return call.process.write(arguments[1], &peer.storage, size) &&
         call.process.write(arguments[2], &peer.length, sizeof peer.length);
}

bool same_call(const Notified& a, const Notified& b) {
  return a.call == b.call &&
         std::equal(a.arguments.begin(), a.arguments.begin() + 3, b.arguments.begin());
}

}  // namespace

void Gate::Parts::hear(Watch& watch) {
  const auto notified = watch.listener->receive();
  if (!notified) return;
  if (!waiting.empty()) drop_interrupted();
  if (answer_repeated(watch, *notified)) return;
  if (watch.noted >= most_noted) return (void)watch.listener->let_pass(*notified);
  if (notified->call == SYS_landlock_restrict_self) return stand_back(watch, *notified);
  if (notified->call == SYS_exit_group) return exit(watch, *notified);
  if (closes_others(*notified)) return close_found(watch, *notified);
  auto call = call_of(watch, *notified, first_of(*notified));
  if (!call) {
    watch.listener->let_pass(*notified);
    return;
  }
  count(watch);
  perform(*std::move(call));
}

// Nothing: it is not about a socket of IPv4 or IPv6 on this host, or cannot be looked into.
std::optional<GatedCall> Gate::Parts::call_of(Watch& watch, const Notified& notified, int number) {
  auto process = CallingProcess::of(notified.thread);
  const int error = process ? 0 : errno;
  // Only as long as the call waits is this still the process that made it.
  if (!watch.listener->waits(notified)) return std::nullopt;
  if (!process) return tell_refused(watch, error), std::nullopt;
  if (!process->is_on(watch.program.host->network_descriptor())) return std::nullopt;
  FileDescriptor copy = process->duplicate(number);
  if (!copy) return tell_refused(watch, errno), std::nullopt;
  auto socket = GatedSocket::from(std::move(copy));
  const auto rights = CallerRights::of(*process);
  if (!socket || !rights) return std::nullopt;
  GatedCall call{.listener = watch.listener,
                 .notified = notified,
                 .number = number,
                 .process = *std::move(process),
                 .rights = *rights,
                 .host = watch.program.host,
                 .socket = std::move(socket)};
  call.program = program_of(watch.program, call.process);
  call.protocol = call.socket->protocol();
  ask_names(call);
  const bool has_address = notified.call == SYS_bind || notified.call == SYS_connect;
  if (const int unread = has_address ? read_address(call) : 0; unread != 0)
    return tell_refused(watch, unread), std::nullopt;
  if (notified.call == SYS_connect && call.remote.empty()) call.remote = text_of(call.address);
  call.id = ++around.calls;
  return call;
}

void Gate::Parts::read_truth(const GatedCall& call, bool always) const {
  if (call.protocol == "tcp" && call.tuple.local_port != 0)
    around.truth.read(*call.host, call.tuple, "call", 0, always);
}

void Gate::Parts::perform(GatedCall call) {
  if (call.notified.call == SYS_close) {
    std::vector<GatedCall> calls;
    calls.push_back(std::move(call));
    return close(std::move(calls));
  }
  const std::lock_guard turn(call.host->turn());
  read_truth(call, false);
  around.notes.note(call_note(call));
  if (call.notified.call == SYS_connect) return connect(std::move(call));
  if (is_accept(call)) return accept(std::move(call));
  const CallResult result = make(call);
  finish(call, result);
}

CallResult Gate::Parts::make(GatedCall& call) {
  const int socket = call.socket->descriptor();
  const auto argument = static_cast<int>(call.notified.arguments[1]);
  const CallResult result = as_caller(call, [&] {
    switch (call.notified.call) {
      case SYS_bind: return ::bind(socket, call.address.generic(), call.address.length);
      case SYS_listen: return ::listen(socket, argument);
      default: return ::shutdown(socket, argument);
    }
  });
  ask_names(call);
  const bool serves = call.notified.call == SYS_listen ||
                      (call.notified.call == SYS_bind && call.protocol != "tcp");
  if (result.error == 0 && serves && is_loopback(call.socket->local_address()))
    around.notes.note(loopback_note(call));
  return result;
}

void Gate::Parts::finish(const GatedCall& call, const CallResult& result) {
  around.notes.note(return_note(call, result, call.number, now()));
  read_truth(call, call.notified.call != SYS_bind);
  if (!call.listener->answer(call.notified, result.value, result.error))
    unheard.insert_or_assign(call.notified.thread, Unheard{call.notified, result});
}

void Gate::Parts::connect(GatedCall call) {
  const CallResult result = as_caller(call, [&] { return call.socket->connect(call.address); });
  ask_names(call);
  if (call.tuple.remote_port == 0 && call.address.storage.ss_family != AF_UNSPEC)
    call.remote = text_of(call.address);
  const bool under_way = result.error == EINPROGRESS || result.error == EALREADY;
  if (!under_way || !call.socket->blocks()) return finish(call, result);
  if (const auto timeout = call.socket->timeout(SO_SNDTIMEO))
    call.deadline = GatedCall::Clock::now() + std::chrono::nanoseconds(*timeout);
  waiting.push_back(std::move(call));
}

void Gate::Parts::accept(GatedCall call) {
  const bool can_wait = call.socket->listens() && call.socket->blocks();
  if (!can_wait || call.socket->is_readable() || not_handed_over.contains(call.socket->inode()))
    return take_connection(std::move(call));
  if (const auto timeout = call.socket->timeout(SO_RCVTIMEO))
    call.deadline = GatedCall::Clock::now() + std::chrono::nanoseconds(*timeout);
  waiting.push_back(std::move(call));
}

// The connection that was taken for a call that could not have it any more; else the oldest. None:
// errno says why.
FileDescriptor Gate::Parts::next_connection(const GatedCall& call) {
  const auto kept = not_handed_over.find(call.socket->inode());
  if (kept != not_handed_over.end()) {
    FileDescriptor connection = std::move(kept->second);
    not_handed_over.erase(kept);
    return connection;
  }
  const int flags =
      call.notified.call == SYS_accept4
          ? static_cast<int>(call.notified.arguments[3] & ~std::uint64_t{SOCK_CLOEXEC})
          : 0;
  const CallResult taken = as_caller(call, [&] {
    return ::accept4(call.socket->descriptor(), nullptr, nullptr, flags | SOCK_CLOEXEC);
  });
  errno = taken.error;
  return FileDescriptor(static_cast<int>(taken.value));
}

void Gate::Parts::take_connection(GatedCall call) {
  const ino_t listener = call.socket->inode();
  FileDescriptor taken = next_connection(call);
  const int error = errno;
  // It is we who have no descriptor left: the program may.
  if (!taken && (error == EMFILE || error == ENFILE))
    return (void)call.listener->let_pass(call.notified);
  auto connection = GatedSocket::from(std::move(taken));
  if (!connection) return finish(call, {-1, error});
  call.socket = std::move(connection);
  call.tuple = {};
  call.local.clear(), call.remote.clear();
  ask_names(call);
  const Time at = now();
  read_truth(call, true);
  if (!write_peer(call)) return finish(call, {-1, EFAULT});
  const bool close_on_exec =
      call.notified.call == SYS_accept4 && (call.notified.arguments[3] & SOCK_CLOEXEC) != 0;
  const int number =
      call.listener->hand_over(call.notified, call.socket->descriptor(), close_on_exec);
  if (number >= 0) return around.notes.note(return_note(call, {number, 0}, number, at));
  // A signal came in between, or its table of files is full: the connection is for its next call.
  not_handed_over.emplace(listener, call.socket->release());
  if (number == -ENOENT) return around.notes.note(interrupted_note(call));
  finish(call, {-1, -number});
}

bool Gate::Parts::finish_late(GatedCall& call) {
  const bool accepts = is_accept(call);
  const bool late = call.deadline && GatedCall::Clock::now() >= *call.deadline;
  const bool ready = accepts ? call.socket->is_readable() : call.socket->is_writable();
  if (!ready && !late) return false;
  const std::lock_guard turn(call.host->turn());
  if (accepts) {
    ready ? take_connection(std::move(call)) : finish(call, {-1, EAGAIN});
    return true;
  }
  const CallResult result =
      ready ? as_caller(call, [&] { return call.socket->connect(call.address); })
            : CallResult{-1, EINPROGRESS};
  if (!late && (result.error == EALREADY || result.error == EINPROGRESS)) return false;
  ask_names(call);
  finish(call, result);
  return true;
}

void Gate::Parts::drop_interrupted() {
  std::erase_if(waiting, [this](const GatedCall& call) {
    if (call.listener->waits(call.notified)) return false;
    around.notes.note(interrupted_note(call));
    return true;
  });
}

bool Gate::Parts::answer_repeated(const Watch& watch, const Notified& notified) {
  const auto found = unheard.find(notified.thread);
  if (found == unheard.end()) return false;
  const bool again = same_call(found->second.call, notified);
  const CallResult result = found->second.result;
  const bool over = !again || watch.listener->answer(notified, result.value, result.error);
  if (over) unheard.erase(found);
  return again;
}

}  // namespace wirelab::lessons
