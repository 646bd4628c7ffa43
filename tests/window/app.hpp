#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "lab/window/shell/shell.hpp"
#include "lab/window/showing/subnets/subnets.hpp"

namespace wirelab::window::test {

// The window without a display, and what is in the bench that it shows.
class App {
 public:
  static Result<std::unique_ptr<App>> open(const lab::WindowStart& start,
                                           std::function<void()> wake) {
    auto shell = Shell::open(start, std::move(wake));
    if (!shell) return shell.error();
    return std::unique_ptr<App>(new App(*std::move(shell)));
  }

  void perform(const lab::Request& request) { shell->perform(request); }
  bool advance(double seconds, Time clock) { return shell->advance(seconds, clock); }
  bool moving() { return shell->showing().moving(); }
  void settle() { shell->showing().settle(); }

  Subnets& bench() { return dynamic_cast<Subnets&>(shell->showing()); }
  BenchRows rows() { return bench().rows(); }
  const lab::Session& session() { return bench().session(); }
  const lab::SubnetState& subnet() { return bench().state(); }
  const lab::Playhead& playhead() { return bench().playhead(); }
  const BenchShowing& producer() { return bench(); }
  bool has_capture() { return rows().capture.has_value(); }

  const std::unique_ptr<Shell> shell;

 private:
  explicit App(std::unique_ptr<Shell> opened) : shell(std::move(opened)) {}
};

}  // namespace wirelab::window::test
