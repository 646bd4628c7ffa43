#include "lessons/text/state_words.hpp"

#include "capture/tcp/state.hpp"
#include "capture/words/nearest.hpp"

#include <algorithm>
#include <vector>

namespace wirelab::lessons {
namespace {

constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view in_a_word =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

// "SYN", "SYN-ACK": a segment, not a state.
bool is_flags(std::string_view word) {
  for (std::size_t at = 0; at <= word.size();) {
    const std::size_t end = std::min(word.find('-', at), word.size());
    const std::string_view part = word.substr(at, end - at);
    const auto flags = {"SYN", "ACK", "FIN", "RST", "PSH", "URG"};
    if (std::find(flags.begin(), flags.end(), part) == flags.end()) return false;
    at = end + 1;
  }
  return true;
}

bool is_meant_as_state(std::string_view word, std::string_view before) {
  if (word.size() < 3 || is_flags(word)) return false;
  return before == "state" || word.find("WAIT") != word.npos || !nearest_state(word).empty();
}

}  // namespace

std::string nearest_state(std::string_view word) {
  static const std::vector<std::string> states = [] {
    std::vector<std::string> names;
    names.reserve(tcp::all_states.size());
    for (const tcp::State state : tcp::all_states) names.emplace_back(tcp::name(state));
    return names;
  }();
  return nearest(word, states);
}

std::optional<std::string> unknown_state(std::string_view sentence) {
  std::string_view before;
  for (std::size_t at = sentence.find_first_of(letters); at != sentence.npos;) {
    const std::size_t end = std::min(sentence.find_first_not_of(in_a_word, at), sentence.size());
    const std::string_view word = sentence.substr(at, end - at);
    const bool shouted = word.find_first_of(small) == word.npos;
    if (shouted && !tcp::state(word) && is_meant_as_state(word, before)) return std::string(word);
    before = word;
    at = sentence.find_first_of(letters, end);
  }
  return std::nullopt;
}

}  // namespace wirelab::lessons
