#include "lessons/testbed/gate_parts.hpp"

// close() and exit_group() are the program's own to make: nobody can close another's descriptor.
namespace wirelab::lessons {
namespace {

// The state follows the closed descriptor at once; a socket that another descriptor keeps open has
// none to follow.
constexpr int most_looks_after = 20;
constexpr int most_looks = 2'000;

}  // namespace

void Gate::Parts::close(GatedCall call) {
  Closing made{.before = around.truth.last(*call.host, call.tuple), .inode = call.socket->inode()};
  call.socket.reset();  // else the program's would not be the last descriptor
  if (!call.listener->let_pass(call.notified)) return around.notes.note(interrupted_note(call));
  made.call.emplace(std::move(call));
  closing.push_back(std::move(made));
}

// True when all is said about it.
bool Gate::Parts::look_after(Closing& made) {
  const GatedCall& call = *made.call;
  const auto number = static_cast<int>(call.notified.arguments[0]);
  const auto closed = call.process.has_closed(number, made.inode);
  if (!closed || ++made.looks > most_looks) return true;
  if (!*closed) return false;
  if (made.closed_at == 0) made.closed_at = now(), made.looks = 0;
  if (!call.shared && made.before != tcp::State::unknown) {
    read_truth(call, false);
    const bool changed = around.truth.last(*call.host, call.tuple) != made.before;
    if (!changed && made.looks < most_looks_after) return false;
  }
  around.notes.note(return_note(call, {0, 0}, number, made.closed_at));
  return true;
}

// What its sockets are while it still has them. Programs without a socket of ours end unnoted.
void Gate::Parts::exit(const Watch& watch, const Notified& notified) {
  auto process = CallingProcess::of(notified.thread);
  if (process && watch.listener->waits(notified)) {
    GatedCall call{.listener = watch.listener,
                   .notified = notified,
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
