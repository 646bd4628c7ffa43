#pragma once

#include <string>

#include "lab/model/lesson_view.hpp"
#include "lab/window/showing/run.hpp"

namespace wirelab::window {

// A lesson: its text beside its run, which comes from a testbed or from a recording.
class Lesson final : public Run {
 public:
  // On a testbed; where the machine forbids one, as it was recorded.
  static Result<std::unique_ptr<Lesson>> open(Desk& desk, const lab::WindowStart& start);
  // `opening.start.lesson` names the lesson; the desk has it, without fault.
  Lesson(Desk& desk, Opening opening);

  std::unique_ptr<BenchShowing> next() override;
  void perform(const lab::Request& request) override;
  lab::WindowStart again() const override;
  void remember(lab::Settings& settings) const override;
  std::string characters() const override;

 private:
  // Its shipped recording, if there is one.
  static Result<std::unique_ptr<Lesson>> open_shipped(Desk& desk, const lab::WindowStart& start,
                                                      const std::string& reason);

  lab::LessonView lesson_view(const lab::View& view) const { return {view, text_}; }
  BenchRows rows_of(const lab::View& view) const override;
  bool wanted(const Trace& trace, std::size_t scene) const override;
  void stopped() override;
  void ended(const Producer::Ending& ending, const std::string& reason) override;
  std::string step_in_view() const;

  void on(const lab::ChooseOption& request);
  void on(const lab::LockAnswer& request);
  void on(const lab::OpenHint&);
  void on(const lab::OpenStep& request);
  void on(const lab::RunStep& request);
  template <class Other>
  void on(const Other& other) {
    Run::perform(other);
  }

  const lessons::LessonText& text_;
  std::string forbidden_;  // why no testbed runs here: the shipped recording follows
};

}  // namespace wirelab::window
