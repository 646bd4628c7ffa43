#include "capture/recording/recording_copy.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace wirelab {

namespace {

// A section header says how long its section is, or, with all bits set, that nobody counted.
std::vector<std::uint8_t> uncounted(Bytes section_header) {
  constexpr std::ptrdiff_t length_field = 16;
  constexpr std::size_t length_size = 8;
  std::vector<std::uint8_t> bytes(section_header.begin(), section_header.end());
  std::fill_n(bytes.begin() + length_field, length_size, std::uint8_t{0xff});
  return bytes;
}

}  // namespace

RecordingCopy::RecordingCopy(Reader reader, ByteSink sink)
    : reader_(std::move(reader)),
      sink_(std::move(sink)),
      writer_([this](Bytes bytes) { return sink_.write(bytes); }) {
  reader_.pass_others_to([this](Bytes raw) { write(raw); });
}

void RecordingCopy::write(Bytes raw) {
  if (outcome_) outcome_ = sink_.write(raw);
}

void RecordingCopy::keep(const Item& item, Bytes raw) {
  if (raw.empty()) {
    if (!std::exchange(converts_, true) && outcome_)
      outcome_ = writer_.write(Section{"wirelab", ""});
    if (outcome_) outcome_ = writer_.write(item);
  } else if (std::holds_alternative<Section>(item)) {
    write(uncounted(raw));
  } else {
    write(raw);
  }
}

Outcome RecordingCopy::flush() {
  if (outcome_) outcome_ = sink_.flush();
  return outcome_;
}

}  // namespace wirelab
