#pragma once

#include "capture/recording/frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirelab {

// What a note tells (WIRELAB_KIND=). Its fields are listed in capture/README.md.
enum class NoteKind {
  step,
  ask,
  call,
  returned,
  kernel,
  gone,
  fate,
  wire,
  program,
  counter,
  table,
  result,
  error
};

// The word that stands in the recording ("return" for NoteKind::returned), and back.
std::string_view to_word(NoteKind kind);
std::optional<NoteKind> note_kind(std::string_view word);

// A note between the frames: one systemd Journal Export entry of a pcapng file.
// `fields` have upper-case names without the WIRELAB_ prefix ("HOST", "STATE"), in writing order;
// KIND and TIME are not among them. `message` is for Wireshark's reader; wirelab never parses it.
struct Note {
  using Field = std::pair<std::string, std::string>;

  Time time = 0;
  NoteKind kind = NoteKind::error;
  std::string message;
  std::vector<Field> fields;

  // The value of a field, empty when absent.
  std::string_view get(std::string_view name) const;
  // The value as a decimal number; nothing when absent or not a number.
  std::optional<std::int64_t> number(std::string_view name) const;
  Note& set(std::string name, std::string value);
  Note& set(std::string name, std::int64_t value);
};

}  // namespace wirelab
