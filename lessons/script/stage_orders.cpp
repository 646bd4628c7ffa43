#include "capture/words/nearest.hpp"
#include "lessons/script/stage.hpp"
#include "lessons/testbed/host/host_setting.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>

#include <algorithm>

// What the remote says to the wire and to the run.
namespace wirelab::lessons {
namespace {

const std::string hand = "hand";

Outcome known_name(std::string_view what, const std::string& name,
                   const std::vector<std::string>& names) {
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return Done{};
  const std::string near = nearest(name, names);
  return mistake(fmt::format("this bench has no {} '{}'{}", what, name,
                             near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

Outcome known_names(const Match& match, const Topology& topology) {
  std::vector<std::string> hosts, segments;
  for (const HostPlan& host : topology.hosts) hosts.push_back(host.name);
  for (const SegmentPlan& segment : topology.segments) segments.push_back(segment.name);
  for (const Outcome& known :
       {known_name("host", match.from, hosts), known_name("host", match.to, hosts),
        known_name("segment", match.segment, segments)})
    if (!known) return known;
  return Done{};
}

}  // namespace

Outcome Stage::to_wire(const Command& command, Wire& wire) {
  switch (command.kind) {
    case Command::Kind::hold: return wire.hold(command.word, hand, command.alone);
    case Command::Kind::release:
      if (command.word == "all") return wire.release_all(hand), Done{};
      return wire.act(command.number, Act::release, hand);
    case Command::Kind::drop: return wire.act(command.number, Act::drop, hand);
    case Command::Kind::duplicate: return wire.act(command.number, Act::duplicate, hand);
    case Command::Kind::delay: return wire.act(command.number, Act::delay, hand, command.delay);
    case Command::Kind::reorder: return wire.reorder(command.number, command.behind, hand);
    case Command::Kind::corrupt:
      return wire.act(command.number, Act::corrupt, hand, 0, command.edit);
    default: return Done{};
  }
}

Outcome Stage::obey_rule(const Command& command, Performance* playing, Speaker& speaker) {
  if (command.word.empty()) return add_rule(command.text, playing);
  if (command.word == "list") {
    if (playing) speaker.facts = playing->wire().rules();
    const std::lock_guard lock(mutex_);
    for (const Rule& rule : for_next_) speaker.facts.push_back("next run: " + rule.text);
    return Done{};
  }
  if (command.word == "clear") {
    const std::lock_guard lock(mutex_);
    for_next_.clear();
    if (playing) playing->wire().clear_rules(hand);
    return Done{};
  }
  if (!playing) return mistake("no step is playing, so no rule has a number yet");
  const auto removed = playing->wire().remove_rule(static_cast<int>(command.number), hand);
  if (!removed) return removed.error();
  const std::lock_guard lock(mutex_);
  std::erase_if(for_next_, [&](const Rule& rule) { return rule.text == *removed; });
  return Done{};
}

// A rule given while a script plays is for that run. Given between two runs it is for the free hand
// and the next run.
Outcome Stage::add_rule(const std::string& text, Performance* playing) {
  auto rule = parse_rule(text);
  if (!rule) return rule.error();
  const LessonStep* step = nullptr;
  {
    const std::lock_guard lock(mutex_);
    step = last_ ? last_ : &lesson_.steps.front();
  }
  if (const Outcome known = known_names(rule->match, step->plan.topology); !known)
    return known.error();
  if (!playing || playing->is_over()) {
    const std::lock_guard lock(mutex_);
    for_next_.push_back(*rule);
  }
  if (playing)
    playing->wire().add_rule(*std::move(rule), "rule");
  else
    recorder_.note(wire_note("rule", rule->text + " (for the next run)", "rule"));
  return Done{};
}

namespace {

Outcome set_tables(std::string_view value, Truth& truth) {
  if (value != "on" && value != "off") return mistake("'set tables' takes on or off");
  truth.watch_tables(value == "on");
  return Done{};
}

}  // namespace

Outcome Stage::set(const Command& command, Performance& playing) {
  Wire& wire = playing.wire();
  LineWords words(command.text);
  if (const Host* host = playing.bench().host(command.word)) {
    const std::string name = words.next(), value = words.rest();
    if (Outcome done = set_on_host(*host, name, value); !done) return done;
    Note note = wire_note("setting", fmt::format("{}: {} = {}", host->name(), name, value), hand);
    recorder_.note(std::move(note.set("HOST", host->name())));
    return Done{};
  }
  if (command.word == "truth") {
    if (command.text != "every" && command.text != "adaptive")
      return mistake("'set truth' takes every or adaptive");
    return wire.read_every_frame(command.text == "every"), Done{};
  }
  if (command.word == "tables") return set_tables(command.text, playing.truth());
  if (command.word == "limit") {
    const auto limit = parse_backlog_limit(command.text, wire.limit());
    if (!limit) return limit.error();
    return wire.set_limit(*limit, hand), Done{};
  }
  if (command.word == "seed") {
    const auto seed = words.number<std::uint64_t>("seed");
    if (!seed) return seed.error();
    wire.set_seed(*seed, hand);
  } else if (command.word == "delay") {
    const std::string first = words.peek();
    const bool named = playing.bench().topology().find_segment(first) != nullptr;
    if (named) words.next();
    const auto delay = words.milliseconds("delay");
    if (!delay) return delay.error();
    return wire.set_delay(named ? first : "", *delay, hand);
  } else {
    std::vector<std::string> known{"truth", "tables", "seed", "delay", "limit"};
    for (const Host& host : playing.bench().hosts()) known.push_back(host.name());
    const std::string near = nearest(command.word, known);
    return mistake(fmt::format("there is nothing to set named '{}'; {}", command.word,
                               near.empty() ? fmt::format("there is: {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean '{}'?", near)));
  }
  return Done{};
}

void Stage::say_status(Performance* playing, Speaker& speaker) {
  speaker.facts = {fmt::format("lesson {}", lesson_.name)};
  if (!playing) return;
  speaker.facts.push_back(
      fmt::format("step {} {}", playing->step(), playing->is_over() ? "over" : "playing"));
  speaker.facts.push_back(fmt::format("touched {}", playing->happenings().touched("script")));
  for (std::string& line : playing->wire().status()) speaker.facts.push_back(std::move(line));
  for (std::string& line : playing->programs().lines()) speaker.facts.push_back(std::move(line));
}

}  // namespace wirelab::lessons
