#include "capture/recording/journal_entry.hpp"

#include "capture/bytes/cursor.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace wirelab {

namespace {

constexpr std::string_view prefix = "WIRELAB_";

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool needs_binary(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

void append_field(std::string& text, std::string_view name, std::string_view value) {
  text += name;
  if (!needs_binary(value)) {
    text += '=';
  } else {
    text += '\n';
    for (unsigned shift = 0; shift < 64; shift += 8) {
      text += static_cast<char>((static_cast<std::uint64_t>(value.size()) >> shift) & 0xff);
    }
  }
  text += value;
  text += '\n';
}

// The next field of `entry`, which is cut off its front. Nothing at the end or when it is broken.
struct RawField {
  std::string_view name;
  std::string_view value;
};

std::optional<RawField> take_binary(std::string_view& entry, std::string_view name) {
  Cursor cursor(Bytes(reinterpret_cast<const std::uint8_t*>(entry.data()), entry.size()),
                ByteOrder::little);
  const std::uint64_t length = cursor.u64();
  if (!cursor.ok() || length >= cursor.remaining()) return std::nullopt;
  const std::string_view value = entry.substr(8, length);
  if (entry[8 + length] != '\n') return std::nullopt;
  entry.remove_prefix(8 + length + 1);
  return RawField{name, value};
}

std::optional<RawField> take_field(std::string_view& entry) {
  const std::size_t end = std::min(entry.find('\n'), entry.size());
  const std::string_view line = entry.substr(0, end);
  const std::size_t equals = line.find('=');
  entry.remove_prefix(std::min(end + 1, entry.size()));
  if (equals == std::string_view::npos) return take_binary(entry, line);
  return RawField{line.substr(0, equals), line.substr(equals + 1)};
}

std::optional<std::int64_t> decimal(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// What the lines of an entry said so far.
struct Draft {
  Note note;
  std::optional<NoteKind> kind;
  std::optional<Time> time;
  std::optional<Time> realtime;  // microseconds
  std::optional<Time> beyond;    // nanoseconds after them

  void take(const RawField& field) {
    if (field.name == "MESSAGE") {
      note.message = field.value;
    } else if (field.name == "__REALTIME_TIMESTAMP") {
      realtime = decimal(field.value);
    } else if (field.name == "WIRELAB_KIND") {
      kind = note_kind(field.value);
    } else if (field.name == "WIRELAB_TIME") {
      time = decimal(field.value);
    } else if (field.name == "WIRELAB_NS") {
      beyond = decimal(field.value);
    } else if (field.name.starts_with(prefix)) {
      note.fields.emplace_back(field.name.substr(prefix.size()), field.value);
    }
  }
};

// Microseconds as nanoseconds, and those beyond them.
Time nanoseconds(std::int64_t microseconds, Time beyond) {
  return later_by(multiple(microseconds, 1000), std::clamp<Time>(beyond, 0, 999));
}

}  // namespace

std::string to_journal_entry(const Note& note) {
  std::string text;
  // The journal knows no time before 1970.
  append_field(text, "__REALTIME_TIMESTAMP", std::to_string(std::max<Time>(note.time, 0) / 1000));
  if (!note.message.empty()) append_field(text, "MESSAGE", note.message);
  append_field(text, "WIRELAB_KIND", to_word(note.kind));
  if (note.time < 0)
    append_field(text, "WIRELAB_TIME", std::to_string(note.time));
  else
    append_field(text, "WIRELAB_NS", std::to_string(note.time % 1000));
  for (const auto& [name, value] : note.fields) {
    if (is_name(name)) append_field(text, std::string(prefix) + name, value);
  }
  return text;
}

std::optional<Note> from_journal_entry(std::string_view entry) {
  // Blocks are padded to four bytes; the padding is no line.
  while (!entry.empty() && entry.back() == '\0') entry.remove_suffix(1);
  Draft draft;
  while (!entry.empty() && entry.front() != '\n') {
    const auto field = take_field(entry);
    if (!field) return std::nullopt;
    draft.take(*field);
  }
  if (!draft.kind) return std::nullopt;
  draft.note.kind = *draft.kind;
  draft.note.time =
      draft.time ? *draft.time : nanoseconds(draft.realtime.value_or(0), draft.beyond.value_or(0));
  return std::move(draft.note);
}

}  // namespace wirelab
