#include "lab/rows/kernel_changes.hpp"

#include "lab/rows/counters.hpp"
#include "lab/rows/queues.hpp"
#include "lab/rows/tables.hpp"
#include "lab/rows/waiting.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// One call or one frame changes a value in steps; the last one is what it led to.
constexpr Time one_event = 1'000'000;

void add_queues(std::vector<KernelChange>& changes, const View& view, const Moment& moment) {
  for (const Course& course : courses(view, moment)) {
    const std::string what = say(view.words, fmt::format("rows.queue.{}.name", queue_id(course)),
                                 {{"port", course.port}});
    const bool window = course.queue == Queue::window;
    std::string before;
    for (std::size_t i = 0; i < course.points.size(); ++i) {
      const Course::Point& point = course.points[i];
      const bool passes = i + 1 < course.points.size() &&
                          between(point.time, course.points[i + 1].time) < one_event;
      std::string text = fmt::format("{} {}", what, queue_text(view, course, i));
      // What is so at first is no change.
      const bool known = before.empty() && (point.value == 0 || (window && i == 0));
      if (passes || known || text == before) continue;
      changes.push_back({point.time, course.host, text});
      before = std::move(text);
    }
  }
}

void add_notes(std::vector<KernelChange>& changes, const View& view, const Moment& moment) {
  for (const Note& note : view.trace.notes(view.session.scene)) {
    if (note.time < moment.scene->begin || note.time > moment.now) continue;
    if (note.kind == NoteKind::counter && !is_everyday_counter(note.get("NAME")))
      changes.push_back({note.time, std::string(note.get("HOST")), counter_text(note)});
    if (note.kind == NoteKind::table)
      changes.push_back({note.time, std::string(note.get("HOST")), table_line(note)});
  }
}

}  // namespace

std::vector<KernelChange> kernel_changes(const View& view) {
  std::vector<KernelChange> changes;
  const Moment moment = moment_of(view);
  if (!moment.scene || !view.trace.is_run()) return changes;
  add_queues(changes, view, moment);
  add_notes(changes, view, moment);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const KernelChange& a, const KernelChange& b) { return a.time < b.time; });
  return changes;
}

}  // namespace wirelab::lab
