#include "lab/window/app.hpp"

namespace wirelab::window {

using namespace lab;

// In the place of the bench, which goes on behind it.
void App::add_subnet(BenchRows& rows) const {
  rows.bar.subnets = true;
  rows.subnet = subnet_rows(session_.subnet, words_);
  rows.subnet->with_lesson = session_.lesson == "subnet";
}

void App::on(const OpenSubnets& request) { session_.subnet.open = request.open; }

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
