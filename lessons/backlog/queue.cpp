#include "lessons/backlog/queue.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wirelab::lessons::queue {
namespace {

std::vector<Sighting> of_tuple(Scene& scene, std::string_view match, const Tuple& tuple) {
  std::vector<Sighting> found;
  for (const Sighting& frame : scene.frames(match))
    if (frame.glimpse.tuple == tuple) found.push_back(frame);
  return found;
}

}  // namespace

Caller call(Scene& scene, const std::vector<Caller>& before) {
  Program& program = scene.program("client", fmt::format("client {}", before.size() + 1));
  Socket socket = program.socket();
  const Pending connecting = socket.connect(scene.host("server"), usual_port);
  // Not the nth SYN: those who wait send theirs again.
  const auto is_known = [&](const Sighting& syn) {
    return std::any_of(before.begin(), before.end(), [&](const Caller& caller) {
      return caller.syn.glimpse.tuple == syn.glimpse.tuple;
    });
  };
  std::vector<Sighting> fresh;
  scene.until(
      [&] {
        fresh = scene.frames("from client syn");
        std::erase_if(fresh, is_known);
        return !fresh.empty();
      },
      fmt::format("client {} sends a SYN", before.size() + 1));
  return {.socket = socket, .connecting = connecting, .syn = fresh.front()};
}

std::vector<Caller> call_one_by_one(Scene& scene, std::size_t clients) {
  std::vector<Caller> callers;
  while (callers.size() < clients) {
    callers.push_back(call(scene, callers));
    scene.settle();
  }
  return callers;
}

tcp::State at_client(Scene& scene, const Caller& caller) {
  return scene.state(scene.host("client"), caller.syn.glimpse.tuple);
}

tcp::State at_server(Scene& scene, const Caller& caller) {
  return scene.state(scene.host("server"), caller.syn.glimpse.tuple.reversed());
}

States all_at_client(Scene& scene, const std::vector<Caller>& callers) {
  States states;
  for (const Caller& caller : callers) states.push_back(at_client(scene, caller));
  return states;
}

States all_at_server(Scene& scene, const std::vector<Caller>& callers) {
  States states;
  for (const Caller& caller : callers) states.push_back(at_server(scene, caller));
  return states;
}

std::size_t count(const States& states, tcp::State state) {
  return static_cast<std::size_t>(std::count(states.begin(), states.end(), state));
}

std::vector<Sighting> from(Scene& scene, const Caller& caller, std::string_view kind) {
  return of_tuple(scene, fmt::format("from client {}", kind), caller.syn.glimpse.tuple);
}

std::vector<Sighting> to(Scene& scene, const Caller& caller, std::string_view kind) {
  return of_tuple(scene, fmt::format("from server {}", kind), caller.syn.glimpse.tuple.reversed());
}

Sighting frame_from(Scene& scene, const Caller& caller, std::string_view kind, std::size_t nth) {
  std::vector<Sighting> sent;
  scene.until(
      [&] {
        sent = from(scene, caller, kind);
        return sent.size() >= nth;
      },
      fmt::format("a frame '{}' from {} is sent", kind,
                  endpoint_text(caller.syn.glimpse.tuple.local_address,
                                caller.syn.glimpse.tuple.local_port)));
  return sent[nth - 1];
}

std::string counted(Scene& scene, std::string_view name) {
  return scene.counter("server", name) > 0 ? "counted" : "not counted";
}

}  // namespace wirelab::lessons::queue
