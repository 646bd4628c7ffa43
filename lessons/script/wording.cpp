#include "lessons/script/wording.hpp"

#include <fmt/format.h>

#include <cstring>
#include <set>

namespace wirelab::lessons {
namespace {

std::string flags_in_words(const Glimpse& frame) {
  if (!frame.tcp()) return "not TCP";
  constexpr std::pair<tcp::Flag, const char*> names[] = {
      {tcp::syn, "SYN"}, {tcp::fin, "FIN"}, {tcp::rst, "RST"}, {tcp::ack, "ACK"}};
  std::vector<std::string_view> set;
  for (const auto& [flag, name] : names)
    if (frame.segment.has(flag)) set.emplace_back(name);
  return fmt::format("{}", fmt::join(set, "-"));
}

}  // namespace

std::string in_words(const std::vector<Sighting>& frames) {
  std::vector<std::string> words;
  words.reserve(frames.size());
  for (const Sighting& frame : frames) words.push_back(flags_in_words(frame.glimpse));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string in_words(const Returned& returned) {
  return returned.ok() ? std::to_string(returned.value) : strerrorname_np(returned.error);
}

std::string in_words(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string syns_and_numbers(const std::vector<Sighting>& syns) {
  std::set<std::uint32_t> numbers;
  for (const Sighting& syn : syns) numbers.insert(syn.glimpse.segment.sequence);
  return fmt::format("{}, {}", in_words(syns.size(), "SYN"), in_words(numbers.size(), "number"));
}

}  // namespace wirelab::lessons
