#pragma once

#include "lab/window/showing/run.hpp"

namespace wirelab::window {

// A recording of which only its first blocks tell what it is: a capture, the run of a lesson that
// the desk has, or a run of which no more is known, and then this shows it.
class Recording final : public Run {
 public:
  static Result<std::unique_ptr<Recording>> open(Desk& desk, const lab::WindowStart& start);
  Recording(Desk& desk, Opening opening);

  std::unique_ptr<BenchShowing> next() override;
  void settle() override;

 private:
  bool is_capture() const;
  const lessons::CatalogueEntry* lesson() const;
};

}  // namespace wirelab::window
