#include "lessons/testbed/gate/gate_parts.hpp"

#include <sys/syscall.h>

#include <algorithm>

// close() and exit_group() are the program's own to make: nobody can close another's descriptor.
namespace wirelab::lessons {
namespace {

// The state follows the closed descriptor at once; a socket that another descriptor keeps open has
// none to follow.
constexpr int most_looks_after = 20;
constexpr int most_looks = 2'000;

// The sockets that close_range() is about to close, or the one that dup2() may.
std::vector<int> found_by(const Notified& notified) {
  const auto first = static_cast<unsigned>(notified.arguments[0]);
  const auto second = static_cast<unsigned>(notified.arguments[1]);
  if (notified.call != SYS_close_range) return {static_cast<int>(second)};
  const auto process = CallingProcess::of(notified.thread);
  if (!process) return {};
  std::vector<int> numbers = process->sockets();
  std::erase_if(numbers, [&](int number) {
    return static_cast<unsigned>(number) < first || static_cast<unsigned>(number) > second;
  });
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

// What dup2() puts there is the same socket, or no open file: nothing is closed.
bool puts_nothing_new(const GatedCall& call) {
  FileDescriptor source = call.process.duplicate(first_of(call.notified));
  if (!source) return true;
  const auto socket = GatedSocket::from(std::move(source));
  return socket && socket->inode() == call.socket->inode();
}

}  // namespace

void Gate::Parts::close(std::vector<GatedCall> calls) {
  const std::lock_guard turn(calls.front().host->turn());
  std::map<ino_t, std::size_t> closed_before;
  std::list<Closing> begun;
  for (GatedCall& call : calls) {
    const ino_t inode = call.socket->inode();
    call.shared = descriptors_of(inode) > ++closed_before[inode];
    read_truth(call, false);
    around.notes.note(call_note(call));
    begun.push_back({.before = around.truth.last(*call.host, call.tuple), .inode = inode});
    call.socket.reset();  // else the program's would not be the last descriptor
    begun.back().call.emplace(std::move(call));
  }
  const GatedCall& any = *begun.front().call;
  if (any.listener->let_pass(any.notified)) return closing.splice(closing.end(), begun);
  for (const Closing& made : begun) around.notes.note(interrupted_note(*made.call));
}

bool Gate::Parts::closes_others(const Notified& notified) {
#ifdef SYS_dup2
  if (notified.call == SYS_dup2) return true;
#endif
  return notified.call == SYS_dup3 || notified.call == SYS_close_range;
}

// dup2(), dup3() and close_range() close what they find under the numbers that they are given.
void Gate::Parts::close_found(Watch& watch, const Notified& notified) {
  std::vector<GatedCall> calls;
  for (const int number : found_by(notified))
    if (auto call = call_of(watch, notified, number)) calls.push_back(*std::move(call));
  if (notified.call != SYS_close_range) std::erase_if(calls, puts_nothing_new);
  if (calls.empty()) return (void)watch.listener->let_pass(notified);
  for (std::size_t i = 0; i < calls.size(); ++i) count(watch);
  close(std::move(calls));
}

// True when all is said about it.
bool Gate::Parts::look_after(Closing& made) {
  const GatedCall& call = *made.call;
  const auto closed = call.process.has_closed(call.number, made.inode);
  if (!closed || ++made.looks > most_looks) return true;
  if (!*closed) return false;
  if (made.closed_at == 0) made.closed_at = now(), made.looks = 0;
  if (!call.shared && made.before != tcp::State::unknown) {
    read_truth(call, false);
    const bool changed = around.truth.last(*call.host, call.tuple) != made.before;
    if (!changed && made.looks < most_looks_after) return false;
  }
  around.notes.note(return_note(call, {0, 0}, call.number, made.closed_at));
  return true;
}

// What its sockets are while it still has them. Programs without a socket of ours end unnoted.
void Gate::Parts::exit(const Watch& watch, const Notified& notified) {
  auto process = CallingProcess::of(notified.thread);
  if (process && watch.listener->waits(notified)) {
    GatedCall call{.listener = watch.listener,
                   .notified = notified,
                   .number = first_of(notified),
                   .process = *std::move(process),
                   .host = watch.program.host};
    const std::lock_guard turn(call.host->turn());
    bool any = false;
    for (const int number : call.process.sockets()) {
      const auto socket = GatedSocket::from(call.process.duplicate(number));
      if (!socket) continue;
      any = true;
      call.protocol = socket->protocol();
      call.tuple = socket->tuple();
      read_truth(call, false);
    }
    if (any) {
      call.program = program_of(watch.program, call.process);
      call.id = ++around.calls;
      around.notes.note(call_note(call));
    }
  }
  watch.listener->let_pass(notified);
}

}  // namespace wirelab::lessons
