#pragma once

#include "lab/rows/lesson.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// The card at the foot of the lesson column: your turn, the prediction, the buttons.
class LessonCard {
 public:
  LessonCard(const Paint& paint, float width, const lab::LessonRows& rows, bool close);
  float height() const { return height_; }
  void draw(Paint& paint, Rect card, const lab::Request& button, Requests& requests) const;

 private:
  float draw_turn(Paint& paint, Rect inner, float y) const;
  float draw_question(Paint& paint, Rect inner, float y, Requests& requests) const;
  void draw_choice(Paint& paint, Rect r, const lab::LessonRows::Choice& choice,
                   Requests& requests) const;
  void draw_buttons(Paint& paint, Rect inner, float y, const lab::Request& button,
                    Requests& requests) const;

  const lab::LessonRows& rows_;
  bool close_;
  float choice_height_ = 0, question_height_ = 0, turn_height_ = 0, height_ = 0;
};

}  // namespace wirelab::window
