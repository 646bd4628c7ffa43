#include "lab/rows/flags.hpp"

#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

Hue flag_hue(tcp::Flag flag, bool rightward) {
  switch (flag) {
    case tcp::syn: return Hue::syn;
    case tcp::fin: return Hue::fin;
    case tcp::rst: return Hue::rst;
    case tcp::ack: return Hue::ack;
    case tcp::psh: return end_hue(rightward);
    default: return Hue::text;
  }
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  return text;
}

}  // namespace

FlagRows flag_rows(const View& view) {
  FlagRows rows;
  const Moment moment = moment_of(view);
  const auto frame = selected_frame(view, moment);
  rows.title = frame ? say(view.words, "rows.flags_in", {{"number", std::to_string(frame->number)}})
                     : say(view.words, "rows.flags");
  const bool tcp = frame && frame->is_tcp;
  const bool rightward = frame && is_rightward(view, moment, *frame);
  for (const FlagName& flag : header_flags()) {
    rows.lights.push_back({flag.name, tcp && frame->segment.has(flag.flag),
                           flag_hue(flag.flag, rightward),
                           say(view.words, fmt::format("rows.flag.{}", lower(flag.name)))});
  }
  return rows;
}

}  // namespace wirelab::lab
