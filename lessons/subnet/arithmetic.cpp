#include "lessons/subnet/arithmetic.hpp"

#include "capture/address/classes.hpp"
#include "capture/address/drill.hpp"
#include "capture/address/prefix.hpp"
#include "lessons/script/wording.hpp"
#include "lessons/subnet/opinions.hpp"

#include <fmt/format.h>

#include <array>

namespace wirelab::lessons {
namespace {

constexpr std::uint16_t any_port = 9000;

address::Ipv4 ipv4_of(const char* text) {
  return std::get<address::Ipv4>(address::parse_ipv4(text));
}

address::Ipv4Prefix prefix_of(const char* text) {
  return std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(text));
}

// Whom a host turns to for a datagram to that address: "near" when it asks for the address itself.
std::string turns_to(Scene& scene, Socket& socket, const std::string& host, const std::string& to) {
  const std::string sent = fmt::format("from {} on lan any", host);
  const std::size_t before = scene.count(sent);
  socket.sendto("?", to, any_port);
  std::string found;
  scene.until(
      [&] {
        const auto frames = scene.frames(sent);
        for (std::size_t i = before; i < frames.size() && found.empty(); ++i) {
          const Glimpse& frame = frames[i].glimpse;
          const std::string target = frame.tuple.remote_address.text();
          if (frame.asks && target == to) found = "near";
          if ((frame.asks && target == gateway) || (!frame.asks && target == to)) found = "far";
        }
        return !found.empty();
      },
      host + " turns to somebody");
  scene.settle();
  return found;
}

std::string near_or_far(const address::Ipv4Prefix& own, const std::string& other) {
  return address::contains(own, ipv4_of(other.c_str())) ? "near" : "far";
}

std::string class_and_length(const char* text) {
  const auto of = address::class_of(ipv4_of(text));
  return fmt::format("{}: {} /{}", text, address::letter(of), *address::classful_length(of));
}

// "10.0.0.0/8": the private range with the address in it.
std::string private_range(const char* text) {
  const auto range = address::range_of(ipv4_of(text));
  return range.purpose == address::Purpose::private_use ? address::text(range.prefix) : "none";
}

}  // namespace

void bits(Scene& scene) {
  const auto own = prefix_of("10.0.0.200/25");
  scene.fact("grid", "10.0.0.200/24");  // the learner moves the split
  Socket socket = scene.program("b").udp_socket();
  scene.ask("bits");
  const std::string begin = address::text(address::network(own));
  std::vector<std::string> computed, seen;
  for (const std::string other : {"10.0.0.127", "10.0.0.129"}) {
    computed.push_back(fmt::format("{}: {}", other, near_or_far(own, other)));
    seen.push_back(fmt::format("{}: {}", other, turns_to(scene, socket, "b", other)));
  }

  scene.answer("bits", begin == "10.0.0.128" ? "half" : begin == "10.0.0.0" ? "start" : "own");
  scene.fact("first", address::text(address::first_host(own)));
  scene.fact("last", address::text(address::last_host(own)));
  scene.fact("broadcast", address::text(address::last(own)));
  scene.fact("hosts", std::to_string(address::host_count(own)));
  scene.check("begin-and-end", "10.0.0.128 to 10.0.0.255, 126 hosts",
              fmt::format("{} to {}, {} hosts", begin, address::text(address::last(own)),
                          address::host_count(own)));
  scene.check("kernel-agrees", fmt::format("{}", fmt::join(computed, ", ")),
              fmt::format("{}", fmt::join(seen, ", ")));
}

void classes(Scene& scene) {
  scene.fact("grid", fmt::format("{}/24", address_of_a));
  Socket socket = scene.program("a").udp_socket();
  const auto classful = address::block_at(
      ipv4_of(next_net), *address::classful_length(address::class_of(ipv4_of(next_net))));
  scene.fact("class-net", address::text(classful));
  scene.ask("classes");
  socket.sendto("?", next_net, any_port);
  const std::string asked = first_asked_by(scene, "a");
  scene.settle();

  const bool near_by_class = address::contains(classful, ipv4_of(address_of_a));
  scene.answer("classes", asked == next_net ? "target" : asked == "r" ? "gateway" : "nobody");
  scene.check("mask-decides", "by class near, by the mask far",
              fmt::format("by class {}, by the mask {}", near_by_class ? "near" : "far",
                          asked == "r" ? "far" : "near"));
  scene.check("class-table", "10.0.0.1: A /8, 172.16.0.1: B /16, 192.168.0.1: C /24",
              fmt::format("{}, {}, {}", class_and_length("10.0.0.1"),
                          class_and_length("172.16.0.1"), class_and_length("192.168.0.1")));
  scene.check("private-ranges", "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, none",
              fmt::format("{}, {}, {}, {}", private_range("10.0.0.1"), private_range("172.16.0.1"),
                          private_range("192.168.0.1"), private_range("8.8.8.8")));
}

void drills(Scene& scene) {
  constexpr std::array names{"one", "two", "three"};
  std::array<address::Ipv4Prefix, names.size()> questions;
  scene.fact("drill", std::to_string(scene.seed()));
  scene.fact("grid", "10.0.0.200/25");
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    questions[number] = address::drill_question(scene.seed(), number);
    scene.fact(fmt::format("question-{}", names[number]), address::text(questions[number]));
  }
  scene.ask("drills");
  std::size_t right = 0, minus_two = 0, inside = 0;
  for (std::size_t number = 0; number < names.size(); ++number) {
    const auto& question = questions[number];
    std::vector<std::string> answers;
    for (const auto field : address::all_drill_fields) {
      answers.push_back(address::right_answer(question, field));
      right += address::check_answer(question, field, answers.back()).right();
    }
    inside += address::contains(question, ipv4_of(answers[1].c_str())) &&
              address::contains(question, ipv4_of(answers[2].c_str()));
    minus_two += address::host_count(question) + 2 == address::address_count(question);
    scene.fact(fmt::format("answer-{}", names[number]),
               fmt::format("{}", fmt::join(answers, ", ")));
  }

  scene.answer("drills", minus_two == names.size() ? "minus-two" : "all");
  scene.check("two-are-taken", "3 of 3", fmt::format("{} of {}", minus_two, names.size()));
  scene.check("inside-the-net", "3 of 3", fmt::format("{} of {}", inside, names.size()));
  scene.check("answers-hold", "12 of 12",
              fmt::format("{} of {}", right, names.size() * address::drill_fields));
}

}  // namespace wirelab::lessons
