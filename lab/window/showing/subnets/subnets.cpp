#include "lab/window/showing/subnets/subnets.hpp"

#include <fmt/format.h>

#include <random>
#include <utility>

#include "lab/model/subnet_step.hpp"
#include "lab/rows/wording.hpp"
#include "lab/window/layout/subnet.hpp"
#include "lab/window/showing/keys.hpp"
#include "lab/window/showing/subnets/ping.hpp"

namespace wirelab::window {

using namespace lab;

namespace {

// A testbed of the ping that has died runs again as what it is.
Requests again_as_ping(Requests requests) {
  for (Request& request : requests) {
    if (!std::holds_alternative<RunAgain>(request)) continue;
    request = PingAddress{};
    requests.push_back(ShowPing{true});
    break;
  }
  return requests;
}

}  // namespace

Subnets::Subnets(Desk& desk, std::unique_ptr<BenchShowing> behind, const WindowStart& start)
    : desk_(desk), behind_(std::move(behind)) {
  if (!start.as_new) state_.seed = start.seed.value_or(std::random_device()());
}

Subnets::~Subnets() = default;

BenchShowing& Subnets::bench() const { return shows_ping() ? ping_->play() : *behind_; }

bool Subnets::take_next() {
  auto next = behind_->next();
  if (!next) return false;
  behind_ = std::move(next);
  scene_.reset();
  return true;
}

bool Subnets::advance(double seconds, Time clock) {
  while (take_next()) changed_ = true;
  if (ping_ && ping_->play().advance(seconds, clock)) changed_ = true;
  const bool news = behind_->advance(seconds, clock);
  follow_scene();
  return std::exchange(changed_, false) || news;
}

bool Subnets::moving() const {
  return behind_->moving() || (shows_ping() && ping_->play().moving());
}

void Subnets::settle() {
  behind_->settle();
  while (take_next()) behind_->settle();
}

// A step about bits opens them, once; the next step closes what was opened so.
void Subnets::follow_scene() {
  const std::size_t scene = behind_->session().scene;
  if (scene_ != scene) {
    scene_ = scene;
    found_ = false;
    if (std::exchange(opened_by_scene_, false)) state_.open = false, changed_ = true;
  }
  if (found_) return;
  const auto wanted = behind_->source().look(
      [&](const Trace& trace) { return subnet_of_scene(trace, scene, state_); });
  if (!wanted) return;
  state_ = *wanted;
  found_ = opened_by_scene_ = changed_ = true;
}

BenchRows Subnets::rows() {
  BenchRows rows = bench().rows();
  if (!state_.open || shows_ping()) return rows;
  rows.bar.subnets = true;
  rows.subnet = subnet_rows(state_, desk_.words);
  rows.subnet->with_lesson = session().lesson == "subnet";
  tell_ping(rows.subnet->hosts);
  return rows;
}

Requests Subnets::draw(Paint& paint, Rect window, int text_shown) {
  if (!state_.open) return behind_->draw(paint, window, text_shown);
  if (shows_ping()) return again_as_ping(ping_->play().draw(paint, window, text_shown));
  BenchRows shown = rows();
  shown.bar.text_shown = text_shown;
  return draw_subnet(paint, window, shown, edits_);
}

Requests Subnets::key(Key key) {
  if (!state_.open || shows_ping()) return bench().key(key);
  if (key == Key::find) edits_.subnet.address.wanted = true;
  return subnet_keys(rows(), key);
}

// What became of the ping, where the bits are still those that it was about.
void Subnets::tell_ping(SubnetHostRows& rows) const {
  if (!ping_fault_.empty()) rows.sentence = ping_fault_;
  if (!ping_ || !(ping_->bench().drawn == state_.prefix)) return;
  const PingBench& bench = ping_->bench();
  const PingSeen seen = ping_->seen();
  rows.sentence = say(desk_.words, fmt::format("rows.subnet.pinged.{}", id(seen.kind)),
                      {{"neighbour", address::text(bench.neighbour)},
                       {"address", address::text(bench.drawn.address)},
                       {"gateway", address::text(bench.gateway)},
                       {"ttl", std::to_string(seen.ttl)},
                       {"times", std::to_string(seen.times)},
                       {"error", seen.error}});
  rows.pinged = true;
}

// What is not about bits goes to the bench in view, or behind them.
void Subnets::perform(const Request& request) {
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

void Subnets::on(const OpenSubnets& request) {
  state_.open = request.open;
  state_.frames = false;
}

void Subnets::on(const TypeAddress& request) { state_ = with_typed(state_, request.text); }

void Subnets::on(const SetPrefix& request) {
  state_.prefix = request.prefix;
  state_.fault.reset();
}

void Subnets::on(const SetPrefixLength& request) { state_ = with_length(state_, request.length); }

void Subnets::on(const CheckDrill& request) { state_.answers = request.answers; }

void Subnets::on(const NextDrill&) {
  ++state_.question;
  state_.answers.reset();
}

void Subnets::on(const PingAddress&) {
  ping_.reset();
  ping_fault_.clear();
  state_.frames = false;
  auto bench = ping_bench(state_.prefix);
  if (!bench) return;
  auto started = Ping::start(desk_, *std::move(bench));
  if (started) {
    ping_ = *std::move(started);
  } else {
    ping_fault_ = started.error().message;
  }
}

void Subnets::on(const ShowPing& request) { state_.frames = request.frames && ping_; }

}  // namespace wirelab::window
