#include "lessons/machine/runs.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/peer.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace wirelab::lessons {
namespace {

using Clock = std::chrono::steady_clock;

// What one listener turned out to be.
struct Listener {
  std::string name;
  Peer peer;
  bool ours = false;
  FileDescriptor connection;
};

// A listener whose queue is full keeps us waiting, but no longer than until `deadline`.
std::optional<Listener> knock(const std::string& name, Clock::time_point deadline) {
  using std::chrono::microseconds;
  Listener found{name, {}, false, FileDescriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))};
  const auto left = std::chrono::duration_cast<microseconds>(deadline - Clock::now()).count();
  const timeval limit{0, static_cast<suseconds_t>(std::clamp<long>(left, 1, 999'999))};
  const timeval none{};
  const int number = found.connection.get();
  setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const AbstractAddress to = abstract_address(name);
  if (connect(number, reinterpret_cast<const sockaddr*>(&to.address), to.length) != 0)
    return std::nullopt;
  setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &none, sizeof none);
  const std::optional<Peer> peer = peer_of(number);
  if (!peer) return std::nullopt;
  found.peer = *peer;
  found.ours = peer->process > 0 && is_own_user(*peer);
  if (!found.ours) found.connection.reset();
  return found;
}

bool is_named_for(const std::string& name, pid_t run) {
  return name == run_name(run) || name.starts_with(run_name(run) + "-");
}

std::vector<std::string> names_of_runs() {
  std::ifstream file("/proc/net/unix");
  return run_names_in(std::string{std::istreambuf_iterator<char>(file), {}});
}

Clock::time_point in_a_moment() { return Clock::now() + std::chrono::seconds(1); }

std::vector<Listener> knock_at(const std::vector<std::string>& names, Clock::time_point deadline) {
  std::vector<Listener> listeners;
  for (const std::string& name : names)
    if (auto found = knock(name, deadline)) listeners.push_back(*std::move(found));
  return listeners;
}

std::vector<pid_t> ours_of(const std::vector<Listener>& listeners) {
  std::vector<pid_t> runs;
  for (const Listener& listener : listeners)
    if (listener.ours) runs.push_back(listener.peer.process);
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

Error none_of_ours(const std::vector<Listener>& listeners) {
  const std::string start = "Start one first: wirelab run handshake";
  if (listeners.empty())
    return {ErrorKind::usage, "No lesson is running, so there is no host to work on. " + start};
  return {
      ErrorKind::usage,
      fmt::format("No run of yours is going; @{} belongs to user {}, and nothing is said to it. {}",
                  listeners.front().name, listeners.front().peer.user, start)};
}

Result<pid_t> only_run(const std::vector<Listener>& listeners) {
  const std::vector<pid_t> runs = ours_of(listeners);
  if (runs.size() == 1) return runs.front();
  if (runs.empty()) return none_of_ours(listeners);
  return Error{ErrorKind::usage, fmt::format("{} runs are going: {}. Say which: --run {}",
                                             runs.size(), fmt::join(runs, ", "), runs.front())};
}

Error no_such_run(pid_t run, const std::vector<Listener>& listeners) {
  for (const Listener& listener : listeners)
    if (!listener.ours && (listener.peer.process == run || is_named_for(listener.name, run)))
      return {ErrorKind::usage,
              fmt::format("Run {} belongs to user {}: only the user who started a run joins it, "
                          "root neither. Nothing was said to it.",
                          run, listener.peer.user)};
  const std::vector<pid_t> runs = ours_of(listeners);
  return {ErrorKind::usage,
          fmt::format("Run {} does not answer: it has ended, or never was. {}", run,
                      runs.empty() ? "None of yours is going."
                                   : fmt::format("Going: {}.", fmt::join(runs, ", ")))};
}

FileDescriptor connection_to(pid_t run, std::vector<Listener>& listeners) {
  for (Listener& listener : listeners)
    if (listener.ours && listener.peer.process == run) return std::move(listener.connection);
  return {};
}

}  // namespace

std::vector<pid_t> list_runs() { return ours_of(knock_at(names_of_runs(), in_a_moment())); }

Result<FileDescriptor> connect_to_run(pid_t run) {
  const auto deadline = in_a_moment();
  std::vector<std::string> names = names_of_runs();
  const auto others =
      std::stable_partition(names.begin(), names.end(),
                            [run](const std::string& name) { return is_named_for(name, run); });
  std::vector<Listener> listeners = knock_at({names.begin(), others}, deadline);
  if (FileDescriptor found = connection_to(run, listeners)) return found;
  // A run of another pid namespace is named for another number than ours.
  for (Listener& listener : knock_at({others, names.end()}, deadline))
    listeners.push_back(std::move(listener));
  if (run == 0) {
    const Result<pid_t> only = only_run(listeners);
    if (!only) return only.error();
    run = *only;
  }
  if (FileDescriptor found = connection_to(run, listeners)) return found;
  return no_such_run(run, listeners);
}

}  // namespace wirelab::lessons
