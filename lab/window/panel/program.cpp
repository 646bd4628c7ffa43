#include <fmt/ranges.h>

#include <algorithm>

#include "lab/window/panel/calls.hpp"
#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

constexpr float line_height = 18, head = 44, files_height = 38;

// Which file, as buttons in a row.
void draw_files(Paint& paint, Rect area, const lab::ProgramRows& rows, int& open) {
  float x = area.x + panel_pad - 8;
  for (std::size_t i = 0; i < rows.files.size(); ++i) {
    const std::string& name = rows.files[i].name;
    const Button look{.kind = static_cast<int>(i) == open ? ButtonKind::chosen : ButtonKind::quiet,
                      .radius = 6};
    const float w = button_width(paint, name, look, 8);
    if (x + w > area.right()) return;
    if (draw_button(paint, "program.file." + name, {x, area.y, w, 28}, name, look))
      open = static_cast<int>(i);
    x += w + 4;
  }
}

void draw_line(Paint& paint, Rect line, std::size_t number, const std::string& text, bool here) {
  const Theme& t = paint.theme();
  if (here) {
    paint.fill(line, t.surface3, 3);
    paint.fill({line.x, line.y, 3, line.h}, t.accent);
  }
  paint.text(line.x + 30, line.mid_y(), Face::mono_small, t.faint, fmt::format("{}", number),
             Align::right);
  paint.text_in(line.x + 40, line.mid_y(), line.right() - line.x - 44, Face::mono_small,
                here ? t.text : t.text2, text);
  paint.hint(line, text);
}

// Another file begins at its top; a line that is marked anew comes into sight.
void show_here(Scroll& scroll, const lab::ProgramRows::File& file, float room) {
  const std::string of = fmt::format("{} {}", file.name, fmt::join(file.here, " "));
  if (scroll.of == of) return;
  if (scroll.of.rfind(file.name + " ", 0) != 0) scroll.offset = 0;
  scroll.of = of;
  if (file.here.empty()) return;
  const double y = static_cast<double>(line_height) * static_cast<double>(file.here.front());
  scroll.show(y - 2 * line_height, y + 3 * line_height, room);
}

}  // namespace

// The lines of a lesson's program; those with the call that its part makes now are marked.
Requests draw_program(Paint& paint, Rect area, const lab::ProgramRows& rows, int& open,
                      Scroll& scroll) {
  const Theme& t = paint.theme();
  panel_head(paint, "program", area, t.surface, paint.say("window.tab.program"));
  if (rows.files.empty()) {
    paint.text(area.x + panel_pad, area.y + head + 12, Face::base, t.muted,
               paint.say("window.program.none"));
    return {};
  }
  open = std::clamp(open, 0, static_cast<int>(rows.files.size()) - 1);
  draw_files(paint, {area.x, area.y + head, area.w, 28}, rows, open);
  const auto& file = rows.files[static_cast<std::size_t>(open)];
  const float top = area.y + head + files_height;
  const Rect list{area.x + 4, top, area.w - 8, area.bottom() - top - 8};
  show_here(scroll, file, list.h);
  const double content = static_cast<double>(line_height) * static_cast<double>(file.lines.size());
  scroll.turn(paint, list, content);
  const Clip clip(paint, list);
  float y = list.y - static_cast<float>(scroll.offset);
  for (std::size_t i = 0; i < file.lines.size(); ++i, y += line_height) {
    const Rect line{area.x + 12, y, area.w - 24, line_height};
    if (line.bottom() <= list.y || line.y >= list.bottom()) continue;
    const bool here = std::find(file.here.begin(), file.here.end(), i) != file.here.end();
    draw_line(paint, line, i + 1, file.lines[i], here);
  }
  scroll_bar(paint, list, scroll.offset, content);
  return {};
}

}  // namespace wirelab::window
