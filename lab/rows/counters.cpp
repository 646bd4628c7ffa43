#include "lab/rows/counters.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/moment.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wirelab::lab {
namespace {

struct Sum {
  std::string host, name;
  std::int64_t change = 0;
  Time last = 0;
};

// In the order in which they changed last, the newest first.
std::vector<Sum> sums(const View& view, const Moment& moment) {
  std::vector<Sum> found;
  for (const Note& note : view.trace.notes(view.session.scene)) {
    if (note.kind != NoteKind::counter || note.time < moment.scene->begin) continue;
    if (note.time > moment.now || is_everyday_counter(note.get("NAME"))) continue;
    auto one = std::find_if(found.begin(), found.end(), [&](const Sum& sum) {
      return sum.host == note.get("HOST") && sum.name == note.get("NAME");
    });
    if (one == found.end())
      one =
          found.insert(found.end(), {std::string(note.get("HOST")), std::string(note.get("NAME"))});
    const std::int64_t change = std::clamp<std::int64_t>(note.number("CHANGE").value_or(0),
                                                         -1'000'000'000'000, 1'000'000'000'000);
    one->change = std::clamp<std::int64_t>(one->change + change, -1'000'000'000'000'000,
                                           1'000'000'000'000'000);
    one->last = note.time;
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Sum& a, const Sum& b) { return a.last > b.last; });
  return found;
}

// The hosts of the ladder, left to right, then the others.
std::vector<std::string> hosts_in_order(const Moment& moment, const std::vector<Sum>& all) {
  std::vector<std::string> hosts = moment.way;
  for (const Sum& sum : all)
    if (std::find(hosts.begin(), hosts.end(), sum.host) == hosts.end()) hosts.push_back(sum.host);
  return hosts;
}

Hue hue_of(const Moment& moment, const std::string& host) {
  if (moment.way.size() < 2) return Hue::muted;
  if (host == moment.way.front()) return end_hue(true);
  return host == moment.way.back() ? end_hue(false) : Hue::muted;
}

}  // namespace

std::string counter_text(const Note& note) {
  return fmt::format("{} {:+}", note.get("NAME"), note.number("CHANGE").value_or(0));
}

bool is_everyday_counter(std::string_view name) {
  static constexpr std::string_view everyday[]{"ActiveOpens", "PassiveOpens", "DelayedACKs", "TW",
                                               "IgnoredMulti"};
  return std::find(std::begin(everyday), std::end(everyday), name) != std::end(everyday);
}

CounterRows counter_rows(const View& view) {
  CounterRows rows;
  const Moment moment = moment_of(view);
  if (!moment.scene || !view.trace.is_run()) return rows;
  const bool any = moment.seen.first < moment.seen.last;
  const Time since = any ? view.trace.frame(moment.seen.last - 1).sent : moment.scene->begin;
  const std::vector<Sum> all = sums(view, moment);
  for (const std::string& host : hosts_in_order(moment, all)) {
    CounterRows::Line line{hue_of(moment, host), host, {}};
    for (const Sum& sum : all) {
      if (sum.host != host) continue;
      const std::string id = fmt::format("counter.{}", sum.name);
      line.changes.push_back({sum.name, fmt::format("{} {:+}", sum.name, sum.change),
                              sum.last >= since, view.words.has(id) ? view.words.text(id) : ""});
    }
    if (!line.changes.empty()) rows.lines.push_back(std::move(line));
  }
  return rows;
}

}  // namespace wirelab::lab
