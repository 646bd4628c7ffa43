#include "lab/window/panel/lesson_card.hpp"

#include <algorithm>

#include "lab/window/widget/button.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/mark.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {
namespace {

using lab::LessonRows;
constexpr float pad = 16, letter = 24, choice_text = 44, button_height = 40;
constexpr float chip_line = 28, gap = 8;

Paragraph question_look(const Theme& t) {
  return {.face = Face::subtitle,
          .bold = Face::subtitle,
          .code = Face::mono_large,
          .color = t.text,
          .line = 22};
}

Paragraph choice_look(const Theme& t, bool chosen) {
  return {.face = chosen ? Face::strong : Face::base,
          .bold = Face::strong,
          .code = Face::mono,
          .color = chosen ? t.text : t.text2,
          .line = 18};
}

Paragraph turn_look(const Theme& t) {
  return {.face = Face::body,
          .bold = Face::strong,
          .code = Face::mono,
          .color = t.text2,
          .bold_color = t.text,
          .line = 22};
}

Chip chip_look(const Theme& t, bool open) {
  return {
      .fill = open ? t.now : t.surface3, .text = open ? t.on_now : t.text2, .height = 22, .pad = 9};
}

bool has_question(const LessonRows& rows) {
  return rows.stage != LessonRows::Stage::none && !rows.choices.empty();
}

}  // namespace

LessonCard::LessonCard(const Paint& paint, float width, const LessonRows& rows, bool close)
    : rows_(rows), close_(close) {
  const Theme& t = paint.theme();
  const float room = width - 2 * pad;
  height_ = pad;
  if (!rows.turn.empty()) {
    turn_height_ = chip_line + paragraph_height(paint, room, turn_look(t), rows.turn) + 12;
    height_ += turn_height_;
  }
  if (has_question(rows)) {
    question_height_ = paragraph_height(paint, room, question_look(t), rows.question);
    for (const auto& choice : rows.choices) {
      const float text =
          paragraph_height(paint, room - choice_text - 8, choice_look(t, true), choice.text);
      choice_height_ =
          std::max(choice_height_, std::max(close ? 34.F : 44.F, text + (close ? 10.F : 20.F)));
    }
    height_ += chip_line + 8 + question_height_ + 12 +
               (choice_height_ + (close ? 5 : gap)) * static_cast<float>(rows.choices.size());
    height_ += 4;
  }
  if (!rows.button.empty() || !rows.hint_button.empty()) height_ += button_height + pad;
  if (height_ <= pad) height_ = 0;
}

float LessonCard::draw_turn(Paint& paint, Rect inner, float y) const {
  const Theme& t = paint.theme();
  draw_chip(paint, inner.x, y + 11, chip_look(t, true), paint.say("window.lesson.turn"));
  draw_paragraph(paint, {inner.x, y + chip_line + 2, inner.w, 0}, turn_look(t), rows_.turn);
  return y + turn_height_;
}

void LessonCard::draw_choice(Paint& paint, Rect r, const LessonRows::Choice& choice,
                             Requests& requests) const {
  const Theme& t = paint.theme();
  const bool open = rows_.stage == LessonRows::Stage::choose;
  const Touch touch = open ? paint.touch("lesson.choice." + choice.id, r) : Touch{};
  if (!open) paint.registry().item("lesson.choice." + choice.id, r);
  if (choice.right) paint.registry().item("lesson.right." + choice.id, r);
  const Color border = choice.right    ? t.syn
                       : choice.wrong  ? t.rst
                       : choice.chosen ? t.accent
                                       : t.line2;
  const bool strong = choice.chosen || choice.right;
  if (choice.right || choice.wrong) {
    paint.fill(r, mix(t.bg, border, 0.12F), 8);
  } else if (choice.chosen || touch.hovered) {
    paint.fill(r, choice.chosen ? t.surface3 : t.surface2, 8);
  } else {
    paint.fill(r, t.surface, 8);
  }
  paint.stroke(r, border, strong || choice.wrong ? 2 : 1, 8);

  const Rect box{r.x + 10, r.mid_y() - letter / 2, letter, letter};
  if (choice.right || choice.wrong) {
    paint.fill(box, border, 5);
    if (choice.right) tick_mark(paint, box.centre(), 5, t.on_accent);
    if (choice.wrong) cross_mark(paint, box.centre(), 4.5F, t.on_accent, 2);
  } else {
    paint.fill(box, choice.chosen ? t.accent : t.surface2, 5);
    paint.text(box.mid_x(), box.mid_y(), Face::strong_small, choice.chosen ? t.on_accent : t.muted,
               choice.key, Align::centre);
  }
  const Paragraph look = choice_look(t, strong);
  const float room = r.w - choice_text - 8;
  const float high = paragraph_height(paint, room, look, choice.text);
  draw_paragraph(paint, {r.x + choice_text, r.mid_y() - high / 2, room, high}, look, choice.text);
  if (touch.clicked) requests.push_back(lab::ChooseOption{rows_.ask, choice.id});
}

float LessonCard::draw_question(Paint& paint, Rect inner, float y, Requests& requests) const {
  const Theme& t = paint.theme();
  const bool open = rows_.stage == LessonRows::Stage::choose;
  const Rect chip =
      draw_chip(paint, inner.x, y + 12, chip_look(t, open), paint.say("window.lesson.predict"));
  paint.text_in(inner.right(), y + 12, inner.right() - chip.right() - 12, Face::base, t.muted,
                rows_.caption, Align::right);
  y += chip_line + 8;
  draw_paragraph(paint, {inner.x, y, inner.w, question_height_}, question_look(t), rows_.question);
  y += question_height_ + 12;
  for (const auto& choice : rows_.choices) {
    draw_choice(paint, {inner.x, y, inner.w, choice_height_}, choice, requests);
    y += choice_height_ + (close_ ? 5 : gap);
  }
  return y + 4;
}

void LessonCard::draw_buttons(Paint& paint, Rect inner, float y, const lab::Request& button,
                              Requests& requests) const {
  float room = inner.w;
  if (!rows_.hint_button.empty()) {
    const float w = rows_.button.empty()
                        ? inner.w
                        : button_width(paint, rows_.hint_button, {.face = Face::strong_item}, 24);
    if (draw_button(paint, "lesson.hint", {inner.right() - w, y, w, button_height},
                    rows_.hint_button, {.face = Face::strong_item})) {
      requests.push_back(lab::OpenHint{});
    }
    room -= w + 8;
  }
  if (rows_.button.empty()) return;
  const Button look{
      .kind = ButtonKind::filled, .enabled = rows_.button_enabled, .face = Face::strong_item};
  if (draw_button(paint, "lesson.button", {inner.x, y, room, button_height}, rows_.button, look)) {
    requests.push_back(button);
  }
}

void LessonCard::draw(Paint& paint, Rect card, const lab::Request& button,
                      Requests& requests) const {
  const Theme& t = paint.theme();
  paint.fill(card, t.bg, 12);
  paint.stroke(card, t.line, 1, 12);
  const Rect inner{card.x + pad, card.y + pad, card.w - 2 * pad, card.h - 2 * pad};
  float y = inner.y;
  if (!rows_.turn.empty()) y = draw_turn(paint, inner, y);
  if (has_question(rows_)) y = draw_question(paint, inner, y, requests);
  draw_buttons(paint, inner, card.bottom() - pad - button_height, button, requests);
}

}  // namespace wirelab::window
