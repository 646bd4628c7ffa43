#include "lab/rows/queues.hpp"

#include "lab/rows/waiting.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// Linux admits one more than listen() asked for.
std::int64_t room_of(const KernelRead& listener) { return listener.send_queue + 1; }

// What the kernel charges for what waits, and what it allows. The limit is only told while
// something waits, so the last one that was told counts.
struct Charge {
  std::int64_t taken = 0, limit = 0;
};

Charge charge_of(const Course& course) {
  const bool send = course.queue == Queue::send;
  Charge charge;
  for (const Course::Point& point : course.points) {
    const std::int64_t limit = send ? point.read->send_buffer : point.read->receive_buffer;
    if (limit > 0) charge.limit = limit;
  }
  const KernelRead& read = *course.last().read;
  charge.taken = std::max<std::int64_t>(0, send ? read.send_memory : read.receive_memory);
  return charge;
}

std::int64_t most(const Course& course) {
  std::int64_t found = 1;
  for (const Course::Point& point : course.points) found = std::max(found, point.value);
  return found;
}

std::string explained(const View& view, const Course& course, const Charge& charge) {
  std::string text =
      say(view.words, fmt::format("rows.queue.{}.what", queue_id(course)),
          {{"backlog", std::to_string(std::max<std::int64_t>(0, course.last().read->send_queue))},
           {"port", course.port}});
  if (charge.limit > 0)
    text += " " + say(view.words, "rows.queue.charged",
                      {{"taken", thousands(static_cast<std::uint64_t>(charge.taken))},
                       {"limit", thousands(static_cast<std::uint64_t>(charge.limit))}});
  return text;
}

void set_slots(QueueRows::Row& row, const Course& course) {
  row.slots = true;
  row.taken = static_cast<int>(std::min<std::int64_t>(course.last().value, 1'000'000));
  if (course.queue != Queue::accept) return;
  row.room = static_cast<int>(std::clamp<std::int64_t>(room_of(*course.last().read), 0, 1'000'000));
  row.full = row.room > 0 && row.taken >= row.room;
}

void set_share(QueueRows::Row& row, const Course& course, const Charge& charge) {
  const std::int64_t taken = charge.limit > 0 ? charge.taken : course.last().value;
  const std::int64_t limit = charge.limit > 0 ? charge.limit : most(course);
  row.share = std::clamp(static_cast<double>(taken) / static_cast<double>(limit), 0.0, 1.0);
  row.full = charge.limit > 0 && taken >= limit;
}

Hue hue_of(const Moment& moment, const std::string& host) {
  if (moment.way.size() < 2) return Hue::muted;
  if (host == moment.way.front()) return end_hue(true);
  return host == moment.way.back() ? end_hue(false) : Hue::muted;
}

QueueRows::Row row_of(const View& view, const Moment& moment, const Course& course) {
  QueueRows::Row row;
  row.hue = hue_of(moment, course.host);
  row.name = say(view.words, fmt::format("rows.queue.{}.of", queue_id(course)),
                 {{"host", course.host}, {"port", course.port}});
  const bool connections = course.queue == Queue::accept || course.queue == Queue::syn;
  const bool charged = !connections && course.queue != Queue::window;
  const Charge charge = charged ? charge_of(course) : Charge{};
  if (connections) {
    set_slots(row, course);
  } else {
    set_share(row, course, charge);
  }
  row.text = queue_text(view, course, course.points.size() - 1);
  row.explanation = explained(view, course, charge);
  return row;
}

}  // namespace

std::string_view queue_id(const Course& course) {
  switch (course.queue) {
    case Queue::accept: return "accept";
    case Queue::syn: return "syn";
    case Queue::send: return "send";
    case Queue::receive: return "receive";
    case Queue::window: return "window";
    case Queue::datagrams: break;
  }
  return "datagrams";
}

std::string queue_text(const View& view, const Course& course, std::size_t point) {
  const Course::Point& at = course.points[point];
  std::string number = thousands(static_cast<std::uint64_t>(at.value));
  if (course.queue == Queue::syn) return number;
  if (course.queue != Queue::accept) {
    std::string bytes = fmt::format("{} B", number);
    if (course.queue != Queue::datagrams || at.read->drops <= 0) return bytes;
    return say(view.words, "rows.queue.dropped",
               {{"bytes", bytes}, {"count", std::to_string(at.read->drops)}});
  }
  if (at.read->send_queue < 0) return number;
  return say(view.words, "rows.position",
             {{"number", number}, {"count", std::to_string(room_of(*at.read))}});
}

QueueRows queue_rows(const View& view) {
  QueueRows rows;
  const Moment moment = moment_of(view);
  for (const Course& course : courses(view, moment))
    rows.rows.push_back(row_of(view, moment, course));
  return rows;
}

}  // namespace wirelab::lab
