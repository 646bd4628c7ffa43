#include <fmt/format.h>

#include "lab/rows/wording.hpp"
#include "lab/window/shell/app.hpp"
#include "lab/window/shell/subnet_ping.hpp"

namespace wirelab::window {

using namespace lab;

App::App(Words words) : words_(std::move(words)) {}
App::~App() = default;

// What the person does to the frames of the ping; the rest is done here.
bool App::is_for_ping(const Request& request) const {
  if (!ping_ || !subnet_.open || !subnet_.frames) return false;
  return !std::holds_alternative<OpenSubnets>(request) &&
         !std::holds_alternative<ShowPing>(request) && !std::holds_alternative<SetLook>(request) &&
         !std::holds_alternative<SetText>(request) && !std::holds_alternative<Quit>(request);
}

void App::perform_for_ping(const Request& request) { ping_->app().perform(request); }

void App::advance_ping(double seconds, Time clock) {
  if (ping_ && ping_->app().advance(seconds, clock)) changed_ = true;
}

bool App::ping_is_moving() const {
  return ping_ && subnet_.open && subnet_.frames && ping_->app().moving();
}

// The bench of the ping; the tab leads back to the bits.
BenchRows App::ping_rows() {
  BenchRows rows = ping_->app().rows();
  rows.bar.look = preferences_.look;
  rows.bar.text_percent = preferences_.text_percent;
  return rows;
}

// What became of the ping, where the bits are still those that it was about.
void App::add_ping(SubnetHostRows& rows) const {
  if (!ping_fault_.empty()) rows.sentence = ping_fault_;
  if (!ping_ || !(ping_->bench().drawn == subnet_.prefix)) return;
  const PingBench& bench = ping_->bench();
  const PingSeen seen = ping_->seen();
  rows.sentence = say(words_, fmt::format("rows.subnet.pinged.{}", id(seen.kind)),
                      {{"neighbour", address::text(bench.neighbour)},
                       {"address", address::text(bench.drawn.address)},
                       {"gateway", address::text(bench.gateway)},
                       {"ttl", std::to_string(seen.ttl)},
                       {"times", std::to_string(seen.times)},
                       {"error", seen.error}});
  rows.pinged = true;
}

void App::on(const PingAddress&) {
  ping_.reset();
  ping_fault_.clear();
  subnet_.frames = false;
  auto bench = ping_bench(subnet_.prefix);
  if (!bench) return;
  auto started = SubnetPing::start(*std::move(bench), start_, wake_);
  if (started) {
    ping_ = *std::move(started);
  } else {
    ping_fault_ = started.error().message;
  }
}

void App::on(const ShowPing& request) { subnet_.frames = request.frames && ping_; }

}  // namespace wirelab::window
