#include <imgui.h>

#include <algorithm>

#include "lab/window/panel/subnet.hpp"
#include "lab/window/widget/button.hpp"
#include "lab/window/widget/mark.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {
namespace {

using lab::DrillRows;

constexpr float inside = 24, between = 16, box_height = 48;

struct Drill {
  Paint& paint;
  const DrillRows& rows;
  SubnetEdits& edits;
  Rect card;
  Requests requests = {};

  Rect inner() const { return card.inset(inside); }
  void head();
  void field(std::size_t index, Rect r);
  void fields();
  void told(Rect r);
  void verdict();
  void buttons(Rect r);
  void check();
};

void Drill::check() {
  lab::DrillAnswers answers;
  for (std::size_t i = 0; i < answers.size(); ++i) answers[i] = edits.answers[i].text.data();
  requests.push_back(lab::CheckDrill{std::move(answers)});
}

void Drill::head() {
  const Theme& t = paint.theme();
  const Rect r = inner();
  const float y = card.y + 30;
  const float title = paint.text(r.x, y, Face::lead, t.text, paint.say("window.subnet.turn"));
  paint.text(r.x + title + 18, y, Face::mono_lead, t.text, rows.question);
  paint.text(r.right(), y, Face::base, t.muted, rows.score, Align::right);
}

// A mark stands as long as the answer that earned it.
void Drill::field(std::size_t index, Rect r) {
  const Theme& t = paint.theme();
  const DrillRows::Field& shown = rows.fields[index];
  TextEdit& edit = edits.answers[index];
  const bool marked = shown.mark != DrillRows::Mark::none && shown.checked == edit.text.data();
  const bool right = marked && shown.mark == DrillRows::Mark::right;
  const std::string name = "subnet.drill." + shown.id;
  paint.text_in(r.x, r.y - 14, r.w, Face::base, t.text2, shown.label);
  paint.fill(r, t.bg, 8);
  const Color border = !marked ? edit.active ? t.accent : t.line2 : right ? t.syn : t.rst;
  paint.stroke(r, border, marked || edit.active ? 2 : 1, 8);
  paint.registry().item(name, r);
  const Typed typed =
      draw_text_line(paint, name, {r.x + 16, r.y, r.w - 56, r.h}, edit, Face::mono_lead);
  const Point mark{r.right() - 24, r.mid_y()};
  if (marked && right) {
    tick_mark(paint, mark, 7, t.syn, 3);
    paint.registry().item(name + ".right", {mark.x - 8, mark.y - 8, 16, 16});
  } else if (marked) {
    cross_mark(paint, mark, 6, t.rst, 3);
    paint.registry().item(name + ".wrong", {mark.x - 8, mark.y - 8, 16, 16});
  }
  if (typed == Typed::entered) check();
  if (typed == Typed::cleared) edit.set("");
  if (edit.active && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Tab)))
    edits.answers[(index + 1) % edits.answers.size()].wanted = true;
}

void Drill::fields() {
  const Rect r = inner();
  const auto count = static_cast<float>(rows.fields.size());
  const float width = (r.w - between * (count - 1)) / count;
  for (std::size_t i = 0; i < rows.fields.size(); ++i) {
    const float x = r.x + (width + between) * static_cast<float>(i);
    field(i, {x, card.y + 86, width, box_height});
  }
}

void Drill::buttons(Rect r) {
  const Theme& t = paint.theme();
  const float y = r.mid_y() - 18;
  const std::string check_label =
      paint.say(rows.all_right ? "window.subnet.next" : "window.subnet.check");
  const std::string show = paint.say("window.subnet.show");
  const float last = std::max(120.F, button_width(paint, check_label, {}, 20));
  const float first = std::max(112.F, button_width(paint, show, {}, 20));
  const Rect filled{r.right() - 16 - last, y, last, 36};
  const Rect beside{filled.x - 8 - first, y, first, 36};
  paint.fill(beside, t.surface, 8);
  if (draw_button(paint, "subnet.show", beside, show, {}))
    requests.push_back(lab::SetPrefix{rows.prefix});
  if (!draw_button(paint, "subnet.check", filled, check_label, {.kind = ButtonKind::filled}))
    return;
  if (rows.all_right) {
    requests.push_back(lab::NextDrill{});
  } else {
    check();
  }
}

void Drill::told(Rect r) {
  const Theme& t = paint.theme();
  const Paragraph body{
      .face = Face::base, .bold = Face::strong, .code = Face::mono, .color = t.text2, .line = 18};
  paint.text_in(r.x, r.y + 20, r.w, Face::strong_item, t.text, rows.head);
  const float high = paragraph_height(paint, r.w, body, rows.body);
  if (high <= r.h - 34) {
    draw_paragraph(paint, {r.x, r.y + 34, r.w, high}, body, rows.body);
  } else {
    paint.text_in(r.x, r.y + 44, r.w, Face::base, t.text2, rows.body);
  }
}

void Drill::verdict() {
  const Theme& t = paint.theme();
  const Rect r = inner();
  const float top = card.y + 86 + box_height + 18;
  const Rect strip{r.x, top, r.w, std::clamp(card.bottom() - 20 - top, 60.F, 76.F)};
  if (rows.checked) {
    const Color side = rows.all_right ? t.syn : t.rst;
    paint.fill(strip, mix(t.surface, side, t.look == lab::Look::dark ? 0.14F : 0.07F), 6);
    paint.fill({strip.x, strip.y, 4, strip.h}, side, 2);
    paint.registry().item("subnet.verdict", strip);
    told({strip.x + 20, strip.y, strip.w - 20 - 290, strip.h});
  }
  buttons(strip);
}

}  // namespace

Requests draw_subnet_drill(Paint& paint, Rect area, const DrillRows& rows, SubnetEdits& edits) {
  const Theme& t = paint.theme();
  paint.registry().panel("subnet.drill", area);
  if (edits.question != rows.number) {
    edits.question = rows.number;
    for (std::size_t i = 0; i < rows.fields.size(); ++i)
      edits.answers[i].set(rows.fields[i].checked);
  }
  const float out = subnet_pad(area.w) - card_out;
  const Rect card{area.x + out, area.y, area.w - 2 * out, area.h};
  paint.fill(card, t.surface, 10);
  paint.stroke(card, t.line, 1, 10);
  Drill drill{paint, rows, edits, card};
  drill.head();
  drill.fields();
  drill.verdict();
  return std::move(drill.requests);
}

}  // namespace wirelab::window
