#include "lab/window/showing/traced.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <utility>

#include "capture/bytes/write_text.hpp"
#include "lab/window/showing/bench_rows.hpp"

namespace wirelab::window {

Traced::Traced(Desk& desk, Opening opening)
    : desk_(desk), producer_(std::move(opening.producer)), start_(std::move(opening.start)) {}

void Traced::complain(const std::string& reason) {
  banner_ = reason;
  changed_ = true;
}

std::string Traced::characters() const { return characters_of(desk_.words, nullptr); }

void Traced::announce(const std::string& banner) {
  banner_ = banner;
  changed_ = true;
  write_text(STDERR_FILENO, fmt::format("wirelab: {}\n", banner_));
}

void Traced::note_fault() {
  if (fault_noted_) return;
  const std::string fault = producer_.source().fault();
  if (fault.empty()) return;
  fault_noted_ = true;
  announce(fault);
}

std::string Traced::file_name() const {
  return start_.recording.substr(start_.recording.rfind('/') + 1);
}

void Traced::dress(TopBar& bar) const {
  bar.look = desk_.preferences.look;
  bar.text_percent = desk_.preferences.text_percent;
  bar.banner = banner_;
}

}  // namespace wirelab::window
