#include "lab/window/panel/findings.hpp"

#include <fmt/format.h>

#include "lab/window/widget/button.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {
namespace {

constexpr float head = 44;

struct Column {
  Paint& paint;
  Rect area;  // of the text; y goes down as it is written
  Requests requests = {};

  void space(float height) { area.y += height; }
  void paragraph(const std::string& text, Color color) {
    const Theme& t = paint.theme();
    const Paragraph look{Face::base, Face::strong, Face::mono, color, t.text, 20};
    area.y += draw_paragraph(paint, area, look, text);
  }
  void finding(const lab::FindingRows::Finding& row, std::size_t number);
  void verdicts(const lab::FindingRows& rows);
  void measured(const lab::FindingRows& rows);
};

void Column::finding(const lab::FindingRows::Finding& row, std::size_t number) {
  const Theme& t = paint.theme();
  const Chip chip{.fill = t.tint(row.hue), .text = t.ink(row.hue), .height = 20, .pad = 8};
  draw_chip(paint, area.x, area.y + 10, chip, row.title);
  paint.text(area.right(), area.y + 10, Face::mono, t.muted, row.time, Align::right);
  space(26);
  paragraph(row.sentence, t.text2);
  space(6);
  if (row.show) {
    const std::string label = paint.say("window.findings.show");
    const float w = button_width(paint, label, {}, 14);
    const Button look{.kind = number == 0 ? ButtonKind::filled : ButtonKind::border};
    if (draw_button(paint, fmt::format("findings.show.{}", number), {area.x, area.y, w, 28}, label,
                    look)) {
      requests.push_back(*row.show);
    }
    space(34);
  }
  space(14);
}

void Column::verdicts(const lab::FindingRows& rows) {
  if (rows.verdicts.empty()) return;
  const Theme& t = paint.theme();
  paint.across(area.x, area.right(), area.y, t.line);
  paint.text(area.x, area.y + 20, Face::strong, t.text, rows.packet);
  space(36);
  for (const auto& verdict : rows.verdicts) {
    paint.text_in(area.x, area.y + 8, area.w, Face::strong_small, t.ink(lab::Hue::rst),
                  verdict.label);
    space(18);
    paragraph(verdict.evidence, t.text2);
    space(10);
  }
  space(6);
}

void Column::measured(const lab::FindingRows& rows) {
  if (rows.measured.empty()) return;
  const Theme& t = paint.theme();
  paint.across(area.x, area.right(), area.y, t.line);
  paint.text(area.x, area.y + 20, Face::strong, t.text, paint.say("window.findings.measured"));
  space(36);
  for (const auto& [name, value] : rows.measured) {
    const float w = paint.width(Face::mono, value);
    paint.text_in(area.x, area.y + 8, area.w - w - 10, Face::base, t.text2, name);
    paint.text(area.right(), area.y + 8, Face::mono, t.text, value, Align::right);
    space(24);
  }
  space(4);
  paragraph(paint.say("window.findings.kernel"), t.muted);
}

}  // namespace

Requests draw_findings(Paint& paint, Rect area, const lab::FindingRows& rows, Scroll& scroll) {
  const Theme& t = paint.theme();
  panel_head(paint, "findings", area, t.surface, paint.say("window.findings.title"), rows.caption);
  const Rect body{area.x, area.y + head, area.w, area.h - head - 4};
  const Clip clip(paint, body);
  // What was as high as it was in the last frame is as high as it is in this one.
  scroll.turn(paint, body, scroll.content);
  drag_bar(paint, "findings.bar", {body.x, body.y, body.w - 4, body.h}, scroll, scroll.content);
  const float top = body.y + 4 - static_cast<float>(scroll.offset);
  Column column{paint, {area.x + panel_pad, top, area.w - 2 * panel_pad, body.h}};
  std::size_t number = 0;
  for (const auto& finding : rows.findings) column.finding(finding, number++);
  if (rows.findings.empty()) {
    column.paragraph(
        paint.say(rows.any_connection ? "window.findings.none" : "window.findings.no_connection"),
        t.muted);
    column.space(14);
  }
  column.verdicts(rows);
  column.measured(rows);
  scroll.content = column.area.y - top + 16;
  return std::move(column.requests);
}

}  // namespace wirelab::window
