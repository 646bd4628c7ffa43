#include "capture/trace/events.hpp"

#include <array>

namespace wirelab {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 8> fate_words{
    "delivered", "dropped", "held", "released", "delayed", "duplicated", "corrupted", "too-big"};

}  // namespace

std::string_view to_word(FateKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < fate_words.size() ? fate_words[index] : std::string_view();
}

std::optional<FateKind> fate_kind(std::string_view word) {
  for (std::size_t i = 0; i < fate_words.size(); ++i)
    if (fate_words[i] == word) return static_cast<FateKind>(i);
  return std::nullopt;
}

}  // namespace wirelab
