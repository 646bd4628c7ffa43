#include <utility>

#include "lab/model/subnet_step.hpp"
#include "lab/window/shell/app.hpp"

namespace wirelab::window {

using namespace lab;

// In the place of the bench, which goes on behind it.
void App::add_subnet(BenchRows& rows) const {
  rows.bar.subnets = true;
  rows.subnet = subnet_rows(subnet_, words_);
  rows.subnet->with_lesson = session_.lesson == "subnet";
  add_ping(rows.subnet->hosts);
}

// A step about bits opens them, once; the next step closes what was opened so.
void App::follow_subnet(const Trace& trace) {
  if (subnet_scene_ != session_.scene) {
    subnet_scene_ = session_.scene;
    subnet_found_ = false;
    if (std::exchange(subnet_opened_, false)) subnet_.open = false, changed_ = true;
  }
  if (subnet_found_) return;
  const auto wanted = subnet_of_scene(trace, session_.scene, subnet_);
  if (!wanted) return;
  subnet_ = *wanted;
  subnet_found_ = subnet_opened_ = changed_ = true;
}

void App::on(const OpenSubnets& request) {
  subnet_.open = request.open;
  subnet_.frames = false;
}

void App::on(const TypeAddress& request) { subnet_ = with_typed(subnet_, request.text); }

void App::on(const SetPrefix& request) {
  subnet_.prefix = request.prefix;
  subnet_.fault.reset();
}

void App::on(const SetPrefixLength& request) { subnet_ = with_length(subnet_, request.length); }

void App::on(const CheckDrill& request) { subnet_.answers = request.answers; }

void App::on(const NextDrill&) {
  ++subnet_.question;
  subnet_.answers.reset();
}

}  // namespace wirelab::window
