#include <utility>

#include "lab/model/subnet_step.hpp"
#include "lab/window/shell/app.hpp"

namespace wirelab::window {

using namespace lab;

// In the place of the bench, which goes on behind it.
void App::add_subnet(BenchRows& rows) const {
  rows.bar.subnets = true;
  rows.subnet = subnet_rows(session_.subnet, words_);
  rows.subnet->with_lesson = session_.lesson == "subnet";
  add_ping(rows.subnet->hosts);
}

// A step about bits opens them, once; the next step closes what was opened so.
void App::follow_subnet(const Trace& trace) {
  if (subnet_scene_ != session_.scene) {
    subnet_scene_ = session_.scene;
    subnet_found_ = false;
    if (std::exchange(subnet_opened_, false)) session_.subnet.open = false, changed_ = true;
  }
  if (subnet_found_) return;
  const auto wanted = subnet_of_scene(trace, session_.scene, session_.subnet);
  if (!wanted) return;
  session_.subnet = *wanted;
  subnet_found_ = subnet_opened_ = changed_ = true;
}

void App::on(const OpenSubnets& request) {
  session_.subnet.open = request.open;
  session_.subnet.frames = false;
}

void App::on(const TypeAddress& request) {
  session_.subnet = with_typed(session_.subnet, request.text);
}

void App::on(const SetPrefix& request) {
  session_.subnet.prefix = request.prefix;
  session_.subnet.fault.reset();
}

void App::on(const SetPrefixLength& request) {
  session_.subnet = with_length(session_.subnet, request.length);
}

void App::on(const CheckDrill& request) { session_.subnet.answers = request.answers; }

void App::on(const NextDrill&) {
  ++session_.subnet.question;
  session_.subnet.answers.reset();
}

}  // namespace wirelab::window
