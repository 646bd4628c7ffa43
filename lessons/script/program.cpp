#include "lessons/script/program.hpp"

#include "lessons/script/descriptor.hpp"
#include "lessons/script/socket.hpp"
#include "lessons/testbed/base/socket_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): pthread_sigmask() is POSIX, not in <csignal>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace wirelab::lessons {
namespace {

bool is_of_type(int wanted, int socket) {
  int type = 0;
  socklen_t length = sizeof type;
  return getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == wanted;
}

}  // namespace

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

Program::Descriptor::Descriptor(Program& owner, int called, int opened)
    : program(owner),
      number(called),
      socket(opened),
      stream(is_of_type(SOCK_STREAM, opened)),
      raw(is_of_type(SOCK_RAW, opened)) {}

void Program::Descriptor::ask_names() {
  if (raw) return;
  const auto name = [this](auto ask) {
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    const bool known = ask(socket.get(), reinterpret_cast<sockaddr*>(&storage), &length) == 0;
    return known ? socket_address(storage, length) : std::nullopt;
  };
  const auto local = name(getsockname);
  if (!local) return;
  // A connect() that goes on without its program has a peer that the kernel does not name yet.
  const auto called = calling.remote_port != 0
                          ? AddressAndPort{calling.remote_address, calling.remote_port}
                          : AddressAndPort{any_address(local->address.version), 0};
  const auto remote = name(getpeername).value_or(called);
  const Tuple fresh{local->address, local->port, remote.address, remote.port};
  const std::lock_guard lock(mutex);
  // A connection that is over has no names any more; what it was is still what the notes are about.
  if (fresh.remote_port != 0 || tuple.remote_port == 0) tuple = fresh;
}

Program::Program(const ProgramSurroundings& around, std::string name)
    : around_(around), name_(std::move(name)) {
  say("start");
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

Socket Program::socket() { return open(SOCK_STREAM, 0, "SOCK_STREAM, 0"); }

Socket Program::udp_socket() { return open(SOCK_DGRAM, 0, "SOCK_DGRAM, 0"); }

Socket Program::icmp_socket() { return open(SOCK_RAW, IPPROTO_ICMP, "SOCK_RAW, IPPROTO_ICMP"); }

Socket Program::open(int type, int protocol, const char* shown) {
  return start({.name = "socket",
                .arguments = fmt::format("AF_INET, {}", shown),
                .act = [type, protocol](
                           Returned&) { return ::socket(AF_INET, type | SOCK_CLOEXEC, protocol); },
                .opens = true})
      .socket();
}

void Program::exit(int status) {
  start({.name = "exit",
         .arguments = std::to_string(status),
         .act =
             [this, status](Returned&) {
               close_all(status);
               return 0;
             }})
      .result();
}

Pending Program::start(Call call) {
  auto state = std::make_shared<Pending::State>(around_.happenings, call.name);
  const std::lock_guard lock(mutex_);
  if (ending_) throw Cancelled{};
  if (exited_)
    throw StepFailed{fmt::format("{} has ended: it cannot call {}().", name_, call.name)};
  queue_.emplace_back(std::move(call), state);
  work_.notify_all();
  return Pending(state);
}

void Program::run() {
  sigset_t broken_pipe;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
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
  result.value = call.act(result);
  if (result.value < 0) result.error = errno;
  const Time at = now();
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
  }
  std::shared_ptr<Descriptor> on = call.on;
  if (result.ok() && call.opens) {
    on = pending.accepted = own(static_cast<int>(result.value));
    result.value = on->number;
  }
  if (on && on->socket) on->ask_names();
  if (!exited_) say_return(call, id, result, at, on.get());
  if (on) read_truth(*on, false);
  if (call.closes) {
    const std::lock_guard lock(mutex_);
    descriptors_.erase(call.on->number);
  }
  pending.result = std::move(result);
}

// As the kernel does when a process ends: one descriptor after the other.
void Program::close_all(int status) {
  say("exit", status);
  std::map<int, std::shared_ptr<Descriptor>> open;
  {
    const std::lock_guard lock(mutex_);
    exited_ = true;
    open = std::exchange(descriptors_, {});
  }
  for (const auto& [number, descriptor] : open) {
    read_truth(*descriptor, false);
    ::close(descriptor->socket.release());
    read_truth(*descriptor, true);
  }
}

void Program::read_truth(const Descriptor& on, bool always) {
  const Tuple tuple = on.tuple;
  if (tuple.local_port != 0)
    around_.truth.read(around_.host, tuple, "call", 0, always,
                       on.stream ? Transport::tcp : Transport::udp);
}

}  // namespace wirelab::lessons
