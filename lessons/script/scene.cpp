#include "lessons/script/scene.hpp"

#include "lessons/testbed/host/settings.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace wirelab::lessons {
namespace {

Match match_of(std::string_view text) {
  auto match = parse_match(text);
  if (!match) throw StepFailed{match.error().message};
  return *std::move(match);
}

}  // namespace

Host& Scene::host(std::string_view name) {
  Host* host = around_.bench.host(name);
  if (!host) throw StepFailed{fmt::format("This bench has no host '{}'.", name)};
  return *host;
}

Program& Scene::program(std::string_view on, std::string_view name) {
  programs_.push_back(
      std::make_unique<Program>(ProgramSurroundings{host(on), around_.recorder, around_.truth,
                                                    around_.happenings, around_.calls},
                                std::string(name.empty() ? on : name)));
  return *programs_.back();
}

Process Scene::start(const std::string& on, const std::string& name,
                     const std::vector<std::string>& argv) {
  if (const Outcome started = around_.programs.start(on, name, argv); !started)
    throw StepFailed{started.error().message};
  return Process(around_.programs, around_.happenings, name);
}

void Scene::set(std::string_view on, const std::string& sysctl, const std::string& value) {
  Host& there = host(on);
  Result<std::vector<std::string>> refused = std::vector<std::string>{};
  // /proc/sys shows the settings of the thread's own network namespace.
  std::thread([&] {
    const Outcome entered = there.enter();
    refused = entered ? apply({{sysctl, value}}) : entered.error();
  }).join();
  const bool taken = refused && refused->empty();
  if (!taken)
    throw StepFailed{fmt::format("Setting {} = {} on {} failed: {}.", sysctl, value, on,
                                 refused ? refused->front() : refused.error().message)};
  Note note = wire_note("setting", fmt::format("{}: {} = {}", on, sysctl, value), "script");
  note.set("HOST", std::string(on));
  around_.recorder.note(std::move(note));
}

void Scene::rule(std::string_view text) {
  auto rule = parse_rule(text);
  if (!rule) throw StepFailed{rule.error().message};
  around_.wire.add_rule(*std::move(rule), "script");
}

void Scene::release_all() { around_.wire.release_all("script"); }

void Scene::release(const Sighting& frame) {
  if (const Outcome released = around_.wire.act(frame.number, Act::release, "script"); !released)
    throw StepFailed{released.error().message};
}

void Scene::keep(std::string_view match) {
  Rule rule{.verb = Verb::keep, .match = match_of(match), .once = true};
  rule.text = fmt::format("keep a copy {}", match);
  around_.wire.add_rule(std::move(rule), "script");
}

void Scene::replay(const Sighting& frame) {
  if (const Outcome sent = around_.wire.replay(frame.number, "script"); !sent)
    throw StepFailed{sent.error().message};
}

Turn Scene::turn(std::string id, std::string match, Verb usual) {
  return Turn({around_.bench, around_.recorder, around_.truth, around_.happenings, around_.wire,
               around_.turns},
              std::move(id), std::move(match), usual);
}

Sighting Scene::frame(std::string_view text) {
  const Match match = match_of(text);
  std::optional<Sighting> found;
  until(
      [&] {
        found = around_.happenings.find(match);
        return found.has_value();
      },
      fmt::format("a frame '{}' is sent", text));
  return *found;
}

tcp::State Scene::delivered(const Sighting& frame, int copy) {
  std::optional<Event> delivery;
  until(
      [&] {
        delivery = around_.happenings.fate(frame.number, FateKind::delivered, copy);
        return delivery.has_value();
      },
      fmt::format("frame {} is delivered", frame.number));
  return delivery->receiver;
}

void Scene::held(const Sighting& frame) {
  until([&] { return around_.happenings.fate(frame.number, FateKind::held).has_value(); },
        fmt::format("frame {} is held", frame.number));
}

void Scene::settle() {
  if (around_.wire.settle(now() + Happenings::usual_patience)) return;
  around_.happenings.until([] { return true; }, "");  // cancelled, if that was the reason
  throw StepFailed{"The wire did not come to rest."};
}

std::vector<Sighting> Scene::frames(std::string_view match) const {
  return around_.happenings.all(match_of(match));
}

std::vector<Sighting> Scene::arrivals(std::string_view match) const {
  return around_.happenings.arrivals(match_of(match));
}

void Scene::until(const std::function<bool()>& holds, const std::string& awaited) {
  around_.happenings.until(holds, awaited);
}

std::optional<SocketReading> Scene::kernel(Host& host, const Tuple& tuple, Transport transport) {
  around_.truth.read(host, tuple, "script", 0, false, transport);
  const std::lock_guard lock(host.diag_lock());
  return host.diag().read(tuple, transport);
}

std::int64_t Scene::counter(std::string_view on, std::string_view name) {
  Host& counting = host(on);
  around_.truth.look(counting, "tick", 0);
  const std::lock_guard lock(counting.diag_lock());
  const auto value = counting.counters().value(name);
  if (!value) throw StepFailed{fmt::format("The kernel of {} has no counter '{}'.", on, name)};
  return *value;
}

tcp::State Scene::state(Host& host, const Tuple& tuple) {
  const auto reading = kernel(host, tuple);
  // A listener that would answer is not this connection.
  const bool own = reading && (reading->tuple.remote_port != 0 || tuple.remote_port == 0);
  return own ? reading->state : tcp::State::closed;
}

void Scene::until_state(Host& host, const Tuple& tuple, tcp::State wanted, Time patience) {
  const auto there = [&] {
    const std::lock_guard lock(host.diag_lock());
    const auto reading = host.diag().read(tuple);
    const bool own = reading && reading->tuple.remote_port == tuple.remote_port;
    return (own ? reading->state : tcp::State::closed) == wanted;
  };
  around_.happenings.until_kernel(
      there, fmt::format("the kernel of {} says {}", host.name(), tcp::name(wanted)), patience);
  state(host, tuple);
}

std::size_t Scene::touched() const { return around_.happenings.touched(); }

Scene::Score Scene::score(const std::string& step) {
  auto& fewest = around_.turns.touched;
  const auto [place, first] = fewest.try_emplace(step, touched());
  if (!first) place->second = std::min(place->second, touched());
  Score score;
  for (const auto& [name, count] : fewest) score.frames += count;
  score.steps = fewest.size();
  return score;
}

void Scene::focus(const Tuple& opener) {
  const std::string local = endpoint_text(opener.local_address, opener.local_port);
  const std::string remote = endpoint_text(opener.remote_address, opener.remote_port);
  Note note = wire_note("focus", fmt::format("{} > {}", local, remote), "script");
  note.set("LOCAL", local).set("REMOTE", remote);
  around_.recorder.note(std::move(note));
}

void Scene::ask(const std::string& id, const Sighting& frame) {
  const SegmentPlan* segment = around_.bench.topology().find_segment(frame.segment);
  const Time before_the_hand = frame.sent + (segment ? segment->delay * 2 / 5 : 0);
  around_.recorder.note(ask_note(id, false, frame.number, before_the_hand));
}

void Scene::ask(const std::string& id) { around_.recorder.note(ask_note(id, false, 0, 0)); }

void Scene::answer(const std::string& id, const std::string& option) {
  around_.recorder.note(answer_note(id, option));
}

void Scene::fact(const std::string& name, const std::string& value) {
  around_.recorder.note(fact_note(name, value));
}

void Scene::check(const std::string& id, const std::string& expected, const std::string& actual) {
  const bool passes = expected == actual;
  around_.recorder.note(check_note(id, passes, expected, actual));
  if (!passes)
    failed_.push_back(fmt::format("{}: expected '{}', the run showed '{}'", id, expected, actual));
}

void Scene::end() {
  for (const auto& program : programs_) program->end();
}

}  // namespace wirelab::lessons
