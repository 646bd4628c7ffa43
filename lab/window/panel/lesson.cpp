#include "lab/window/panel/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/window/panel/lesson_card.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/mark.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {
namespace {

using lab::LessonRows;
using Mark = LessonRows::Mark;

constexpr float head_height = 108, step_pitch = 32, side = 12, least_text = 150;

void draw_bars(Paint& paint, Rect line, const LessonRows& rows, bool clickable,
               Requests& requests) {
  const Theme& t = paint.theme();
  const auto count = static_cast<float>(rows.steps.size());
  if (count == 0) return;
  const float gap = 6, each = (line.w - gap * (count - 1)) / count;
  float x = line.x;
  for (const auto& step : rows.steps) {
    const Rect bar{x, line.y, each, 4};
    const Color color = step.mark == Mark::done      ? t.text2
                        : step.mark == Mark::current ? t.now
                                                     : t.surface3;
    paint.fill(bar, color, 2);
    if (clickable) {
      if (paint.touch("lesson.step." + step.id, {x, line.y - 10, each, 24}).clicked)
        requests.push_back(lab::OpenStep{step.id});
      paint.hint({x, line.y - 10, each, 24}, step.title);
    }
    x += each + gap;
  }
}

void draw_head(Paint& paint, Rect area, const LessonRows& rows) {
  const Theme& t = paint.theme();
  const float left = area.x + panel_pad, right = area.right() - panel_pad;
  paint.text(left, area.y + 37, Face::base, t.muted, rows.unit);
  paint.text(right, area.y + 37, Face::base, t.muted, rows.position, Align::right);
  paint.text_in(left, area.y + 64, right - left, Face::title, t.text, rows.title);
}

void draw_step(Paint& paint, Rect line, const LessonRows::Step& step, Requests& requests) {
  const Theme& t = paint.theme();
  const bool current = step.mark == Mark::current;
  const Touch touch = paint.touch("lesson.step." + step.id, line);
  if (current || touch.hovered) paint.fill(line, t.surface2, 8);
  const Point sign{line.x + 21, line.mid_y()};
  switch (step.mark) {
    case Mark::done: tick_mark(paint, sign, 5, t.syn); break;
    case Mark::current:
      bullet(paint, sign, t.now, 5);
      if (t.look == lab::Look::light) paint.ring(sign, 5, t.text, 1.5F);
      break;
    case Mark::ahead: paint.ring(sign, 4, t.line2, 2); break;
  }
  paint.text_in(line.x + 40, line.mid_y(), line.w - 52, current ? Face::strong_item : Face::item,
                current                   ? t.text
                : step.mark == Mark::done ? t.text2
                                          : t.muted,
                step.title);
  if (touch.clicked) requests.push_back(lab::OpenStep{step.id});
}

// One block of the running text.
struct Block {
  enum class Sign { none, tick, cross, dot };
  Paragraph look;
  std::string text;
  float before;
  Sign sign = Sign::none;
};

std::vector<Block> blocks_of(const Paint& paint, const LessonRows& rows, std::size_t& because) {
  const Theme& t = paint.theme();
  const Paragraph body{.color = t.text2, .bold_color = t.text};
  const Paragraph head{.face = Face::lead, .bold = Face::lead, .color = t.text, .line = 26};
  const Paragraph label{.face = Face::strong, .color = t.text, .line = 20};
  const Paragraph note{.face = Face::base,
                       .bold = Face::strong,
                       .code = Face::mono,
                       .color = t.text2,
                       .bold_color = t.text,
                       .line = 20};
  std::vector<Block> blocks;
  const auto section = [&](std::string_view title, const std::vector<std::string>& texts,
                           const Paragraph& look, Block::Sign sign) {
    if (!texts.empty())
      blocks.push_back({label, paint.say("window.lesson." + std::string(title)), 20});
    for (const auto& text : texts) blocks.push_back({look, text, 6, sign});
  };
  if (!rows.headline.empty()) blocks.push_back({head, rows.headline, 0});
  for (const auto& text : rows.paragraphs) blocks.push_back({body, text, 12});
  section("hint", rows.hints, note, Block::Sign::none);
  because = blocks.size();
  section("because", rows.because, body, Block::Sign::none);
  if (!rows.checks.empty()) blocks.push_back({label, paint.say("window.lesson.checked"), 20});
  for (std::size_t i = 0; i < rows.checks.size(); ++i) {
    const bool passed = i >= rows.checks_passed.size() || rows.checks_passed[i];
    // The row's own word for the terminal ("ok  ...") is the sign here.
    const std::size_t word = rows.checks[i].find("  ");
    const std::string sentence =
        word == std::string::npos ? rows.checks[i] : rows.checks[i].substr(word + 2);
    blocks.push_back({note, sentence, 6, passed ? Block::Sign::tick : Block::Sign::cross});
  }
  section("try", rows.tries, note, Block::Sign::dot);
  section("believed", rows.believed, body, Block::Sign::none);
  section("seen", rows.seen, body, Block::Sign::none);
  section("truth", rows.truth, body, Block::Sign::none);
  return blocks;
}

float indent_of(const Block& block) { return block.sign == Block::Sign::none ? 0 : 22; }

float height_of(const Paint& paint, const Block& block, float width) {
  return block.before + paragraph_height(paint, width - indent_of(block), block.look, block.text);
}

void draw_block(Paint& paint, Rect column, const Block& block) {
  const Theme& t = paint.theme();
  const float y = column.y + block.before;
  const Point sign{column.x + 6, y + block.look.line / 2};
  if (block.sign == Block::Sign::tick) tick_mark(paint, sign, 5, t.syn);
  if (block.sign == Block::Sign::cross) cross_mark(paint, sign, 4, t.rst, 2);
  if (block.sign == Block::Sign::dot) bullet(paint, sign, t.muted, 2.5F);
  draw_paragraph(paint, {column.x + indent_of(block), y, column.w - indent_of(block), 0},
                 block.look, block.text);
}

void draw_text(Paint& paint, Rect area, const LessonRows& rows, Scroll& scroll) {
  std::size_t because = 0;
  const auto blocks = blocks_of(paint, rows, because);
  const float width = area.w - 2 * panel_pad;
  float content = 0, reveal = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i == because) reveal = content;
    content += height_of(paint, blocks[i], width);
  }
  // A new step starts at its top, a revealed answer at its reason.
  const std::string of = fmt::format("{} {}", rows.position, static_cast<int>(rows.stage));
  if (scroll.of != of)
    scroll = {.offset = rows.stage == LessonRows::Stage::revealed ? reveal : 0, .of = of};
  scroll.turn(paint, area, content + 8);
  const Clip clip(paint, area);
  float y = area.y - static_cast<float>(scroll.offset);
  for (const auto& block : blocks) {
    const float h = height_of(paint, block, width);
    if (y + h > area.y && y < area.bottom())
      draw_block(paint, {area.x + panel_pad, y, width, h}, block);
    y += h;
  }
  if (scroll.offset + area.h < content)
    paint.fade_out({area.x, area.bottom() - 28, area.w - 6, 28}, paint.theme().surface);
  scroll_bar(paint, area, scroll.offset, content + 8);
}

}  // namespace

// The lesson column: where one stands, what happens, and the card that waits for an answer.
Requests draw_lesson(Paint& paint, Rect area, const LessonRows& rows, const lab::Request& button,
                     Scroll& scroll) {
  const Theme& t = paint.theme();
  Requests requests;
  paint.registry().panel("lesson", area);
  paint.fill(area, t.surface);
  draw_head(paint, area, rows);

  const float card_width = area.w - 2 * side;
  const float steps = step_pitch * static_cast<float>(rows.steps.size()) + 33;
  LessonCard card(paint, card_width, rows, false);
  const float left = area.h - head_height - card.height() - 16 - 16;
  const bool listed = left - steps >= least_text;
  const bool close = !listed && left < least_text;
  const LessonCard close_card(paint, card_width, rows, true);
  const LessonCard& shown = close ? close_card : card;

  draw_bars(paint, {area.x + panel_pad, area.y + 88, area.w - 2 * panel_pad, 4}, rows, !listed,
            requests);
  float y = area.y + head_height;
  if (listed) {
    for (const auto& step : rows.steps) {
      draw_step(paint, {area.x + side, y, card_width, step_pitch}, step, requests);
      y += step_pitch;
    }
    y += 16;
    paint.across(area.x + panel_pad, area.right() - panel_pad, y, t.line);
    y += 19;
  } else {
    y += 4;
  }
  const float foot = shown.height() > 0 ? shown.height() + 16 : 0;
  const Rect text{area.x, y, area.w, std::max(0.F, area.bottom() - foot - 12 - y)};
  if (text.h > 20) draw_text(paint, text, rows, scroll);
  if (foot > 0) {
    shown.draw(paint, {area.x + side, area.bottom() - foot, card_width, shown.height()}, button,
               requests);
  }
  return requests;
}

}  // namespace wirelab::window
