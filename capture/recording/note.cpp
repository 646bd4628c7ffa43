#include "capture/recording/note.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace wirelab {

namespace {

constexpr std::array<std::pair<NoteKind, std::string_view>, 13> words{{
    {NoteKind::step, "step"},
    {NoteKind::ask, "ask"},
    {NoteKind::call, "call"},
    {NoteKind::returned, "return"},
    {NoteKind::kernel, "kernel"},
    {NoteKind::gone, "gone"},
    {NoteKind::fate, "fate"},
    {NoteKind::wire, "wire"},
    {NoteKind::program, "program"},
    {NoteKind::counter, "counter"},
    {NoteKind::table, "table"},
    {NoteKind::result, "result"},
    {NoteKind::error, "error"},
}};

}  // namespace

std::string_view to_word(NoteKind kind) { return words[static_cast<std::size_t>(kind)].second; }

std::optional<NoteKind> note_kind(std::string_view word) {
  const auto* found = std::find_if(words.begin(), words.end(),
                                   [word](const auto& entry) { return entry.second == word; });
  if (found == words.end()) return std::nullopt;
  return found->first;
}

std::string_view Note::get(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.first == name) return field.second;
  }
  return {};
}

std::optional<std::int64_t> Note::number(std::string_view name) const {
  const std::string_view text = get(name);
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Note& Note::set(std::string name, std::string value) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&name](const Field& field) { return field.first == name; });
  if (found != fields.end()) {
    found->second = std::move(value);
  } else {
    fields.emplace_back(std::move(name), std::move(value));
  }
  return *this;
}

Note& Note::set(std::string name, std::int64_t value) {
  return set(std::move(name), std::to_string(value));
}

}  // namespace wirelab
