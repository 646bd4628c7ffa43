#include "lessons/udp/datagrams.hpp"

#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <set>

namespace wirelab::lessons {
namespace {

// All frames from the client, each datagram's together. One is whole when its last frame is there.
std::vector<std::vector<Sighting>> datagrams(Scene& scene) {
  std::vector<std::vector<Sighting>> found;
  bool whole = true;
  for (const Sighting& frame : scene.frames("from client udp")) {
    if (whole) found.emplace_back();
    found.back().push_back(frame);
    whole = !frame.glimpse.fragment.more;
  }
  if (!whole) found.pop_back();
  return found;
}

}  // namespace

Mailbox mailbox(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Mailbox box{.receiver = server.udp_socket(), .sender = client.udp_socket()};
  box.receiver.bind(port);
  return box;
}

std::string read_waiting(Socket& receiver) {
  std::string all;
  for (Returned read; (read = receiver.recv(100, MSG_DONTWAIT).result()).ok();)
    all += (all.empty() ? "" : " ") + read.data;
  return all;
}

std::string in_words(const std::vector<Returned>& calls) {
  std::vector<std::string> words;
  words.reserve(calls.size());
  for (const Returned& call : calls) words.push_back(in_words(call));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<Sighting> pieces_of(Scene& scene, std::size_t nth) {
  std::vector<std::vector<Sighting>> found;
  scene.until(
      [&] {
        found = datagrams(scene);
        return found.size() >= nth;
      },
      fmt::format("datagram {} is sent", nth));
  return found[nth - 1];
}

std::string fragments_and_numbers(const std::vector<Sighting>& frames) {
  std::set<std::uint16_t> numbers;
  std::size_t fragments = 0;
  for (const Sighting& frame : frames) {
    fragments += frame.glimpse.fragment.part();
    numbers.insert(frame.glimpse.fragment.number);
  }
  return fmt::format("{}, {}", in_words(fragments, "fragment"), in_words(numbers.size(), "number"));
}

}  // namespace wirelab::lessons
