#include "lessons/script/program.hpp"

#include "lessons/script/descriptor.hpp"
#include "lessons/script/socket.hpp"
#include "lessons/testbed/socket_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace wirelab::lessons {

bool Pending::done() const {
  const std::lock_guard lock(state_->mutex);
  return state_->done;
}

Returned Pending::result() const {
  state_->happenings.until([this] { return done(); }, state_->name + "() returns");
  const std::lock_guard lock(state_->mutex);
  return state_->result;
}

Socket Pending::socket() const {
  const Returned returned = result();
  if (!returned.ok() || !state_->accepted)
    throw StepFailed{fmt::format("{}() failed: {}.", state_->name, strerror(returned.error))};
  return Socket(state_->accepted);
}

void Program::Descriptor::ask_names() {
  const auto name = [this](auto ask) {
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    const bool known = ask(socket.get(), reinterpret_cast<sockaddr*>(&storage), &length) == 0;
    return known ? socket_address(storage, length) : std::nullopt;
  };
  const auto local = name(getsockname);
  if (!local) return;
  const auto remote =
      name(getpeername).value_or(SocketAddress{any_address(local->address.version), 0});
  const Tuple fresh{local->address, local->port, remote.address, remote.port};
  const std::lock_guard lock(mutex);
  // A connection that is over has no names any more; what it was is still what the notes are about.
  if (fresh.remote_port != 0 || tuple.remote_port == 0) tuple = fresh;
}

Program::Program(const ProgramSurroundings& around, std::string name)
    : around_(around), name_(std::move(name)) {
  Note note{.kind = NoteKind::program,
            .message = fmt::format("{} starts on {}", name_, around_.host.name())};
  note.set("HOST", around_.host.name()).set("PROGRAM", name_).set("EVENT", "start");
  around_.notes.note(std::move(note));
  thread_ = std::thread([this] { run(); });
}

Program::~Program() { end(); }

void Program::end() {
  std::unique_lock lock(mutex_);
  if (std::exchange(ending_, true)) return;
  queue_.clear();
  work_.notify_all();
  // A call may be about to block while we look: so again until the thread is through.
  while (!ended_) {
    for (const auto& [number, descriptor] : descriptors_)
      shutdown(descriptor->socket.get(), SHUT_RDWR);
    work_.wait_for(lock, std::chrono::milliseconds(5), [this] { return ended_; });
  }
  lock.unlock();
  thread_.join();
  descriptors_.clear();
}

Socket Program::socket() {
  const Pending made = start({.name = "socket", .arguments = "AF_INET, SOCK_STREAM, 0", .act = {}});
  return made.socket();
}

Pending Program::start(Call call) {
  auto state = std::make_shared<Pending::State>(around_.happenings, call.name);
  const std::lock_guard lock(mutex_);
  if (ending_) throw Cancelled{};
  queue_.emplace_back(std::move(call), state);
  work_.notify_all();
  return Pending(state);
}

void Program::run() {
  const Outcome there = around_.host.enter();
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    if (ending_) break;
    const auto [call, pending] = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    if (there)
      perform(call, *pending);
    else
      pending->result = {.value = -1, .error = EPERM};
    {
      const std::lock_guard done(pending->mutex);
      pending->done = true;
    }
    around_.happenings.changed();
    lock.lock();
  }
  ended_ = true;
  work_.notify_all();
}

std::shared_ptr<Program::Descriptor> Program::own(int socket) {
  const std::lock_guard lock(mutex_);
  int number = 3;
  while (descriptors_.count(number)) ++number;
  auto descriptor = std::make_shared<Descriptor>(*this, number, socket);
  descriptors_[number] = descriptor;
  return descriptor;
}

void Program::perform(const Call& call, Pending::State& pending) {
  const std::int64_t id = ++around_.calls;
  if (call.on) read_truth(*call.on, false);
  say_call(call, id);
  errno = 0;
  Returned result;
  result.value = call.act ? call.act(result) : ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (result.value < 0) result.error = errno;
  const Time at = now();
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
  }
  if (result.ok() && (call.name == "socket" || call.name == "accept")) {
    pending.accepted = own(static_cast<int>(result.value));
    result.value = pending.accepted->number;
  }
  Descriptor& on = pending.accepted ? *pending.accepted : *call.on;
  if (on.socket) on.ask_names();
  say_return(call, id, result, at, on);
  read_truth(on, call.changes_state);
  if (call.name == "close") {
    const std::lock_guard lock(mutex_);
    descriptors_.erase(call.on->number);
  }
  pending.result = std::move(result);
}

void Program::read_truth(const Descriptor& on, bool always) {
  const Tuple tuple = on.tuple;
  if (tuple.local_port != 0) around_.truth.read(around_.host, tuple, "call", 0, always);
}

void Program::say_call(const Call& call, std::int64_t id) {
  Note note{.kind = NoteKind::call};
  note.message = fmt::format("{}: {}({})", name_, call.name, call.arguments);
  note.set("CALL_ID", id).set("HOST", around_.host.name()).set("PROGRAM", name_);
  note.set("CALL", call.name).set("ARGUMENTS", call.arguments);
  if (call.on) {
    const Tuple tuple = call.on->tuple;
    note.set("DESCRIPTOR", call.on->number);
    if (tuple.local_port) note.set("LOCAL", endpoint_text(tuple.local_address, tuple.local_port));
    if (tuple.remote_port)
      note.set("REMOTE", endpoint_text(tuple.remote_address, tuple.remote_port));
    else if (!call.remote.empty())
      note.set("REMOTE", call.remote);
  }
  around_.notes.note(std::move(note));
}

void Program::say_return(const Call& call, std::int64_t id, const Returned& result, Time at,
                         const Descriptor& on) {
  const std::string error = result.ok() ? "" : strerrorname_np(result.error);
  Note note{.time = at, .kind = NoteKind::returned};
  note.message = fmt::format("{}: {}() = {}{}{}", name_, call.name, result.value,
                             error.empty() ? "" : " ", error);
  note.set("CALL_ID", id).set("HOST", around_.host.name()).set("PROGRAM", name_);
  note.set("CALL", call.name).set("RESULT", static_cast<std::int64_t>(result.value));
  if (!error.empty()) note.set("ERRNO", error);
  note.set("DESCRIPTOR", on.number);
  const Tuple tuple = on.tuple;
  if (tuple.local_port) note.set("LOCAL", endpoint_text(tuple.local_address, tuple.local_port));
  if (tuple.remote_port) note.set("REMOTE", endpoint_text(tuple.remote_address, tuple.remote_port));
  around_.notes.note(std::move(note));
}

}  // namespace wirelab::lessons
