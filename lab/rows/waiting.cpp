#include "lab/rows/waiting.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace wirelab::lab {
namespace {

using Reads = std::vector<const KernelRead*>;
using Measure = std::function<std::int64_t(const KernelRead&)>;

// A program that waits for it takes it up in far less.
constexpr Time taken_at_once = 5'000'000, in_passing = 1'000'000;
constexpr Time for_ever = latest_time;
// Two connections wait for each other; bytes of more than one segment are a lot for a lesson.
constexpr std::int64_t several = 2, many_bytes = 2000;
constexpr std::size_t most_datagram_sockets = 3;

Course course_of(Queue queue, const std::string& host, const std::string& port, const Reads& reads,
                 const Measure& measure) {
  Course course{queue, host, port, {}};
  for (const KernelRead* read : reads) {
    const std::int64_t value = measure(*read);
    if (value < 0) continue;
    if (!course.points.empty() && course.last().value == value) {
      course.points.back().read = read;
    } else {
      course.points.push_back({read->time, value, read});
    }
  }
  return course;
}

// It held `much`, and not in passing, or something for at least `long_time`.
bool stands_out(const Course& course, Time now, std::int64_t much, Time long_time) {
  Time since = for_ever;
  for (std::size_t i = 0; i < course.points.size(); ++i) {
    const Course::Point& point = course.points[i];
    const Time until = i + 1 < course.points.size() ? course.points[i + 1].time : now;
    if (since != for_ever && between(since, point.time) >= long_time) return true;
    if (point.value >= much && between(point.time, until) >= in_passing) return true;
    if (point.value == 0) since = for_ever;
    if (point.value > 0 && since == for_ever) since = point.time;
  }
  return since != for_ever && between(since, now) >= long_time;
}

// A window that went down to less than half is one that says something.
bool shrank(const Course& course) {
  const auto less = [](const Course::Point& a, const Course::Point& b) {
    return a.value < b.value;
  };
  const auto [least, most] = std::minmax_element(course.points.begin(), course.points.end(), less);
  return least != course.points.end() && least->value < most->value / 2;
}

bool in_time(const Moment& moment, const KernelRead& read) {
  return read.time >= moment.scene->begin && read.time <= moment.now;
}

// Of the socket that listens there. Before a connection has a socket of its own, its reads are the
// listener's.
Reads listener_reads(const View& view, const Moment& moment, Side side) {
  const SideInfo info = view.trace.connection(*moment.focus).side(side);
  const std::string end = ":" + std::to_string(info.port);
  Reads reads;
  for (const KernelRead& read : view.trace.listeners({moment.scene->begin, moment.now}))
    if (read.host == info.host && read.local.ends_with(end)) reads.push_back(&read);
  for (const KernelRead& read : view.trace.kernel(*moment.focus, side))
    if (read.state == tcp::State::listen && in_time(moment, read)) reads.push_back(&read);
  std::stable_sort(reads.begin(), reads.end(),
                   [](const KernelRead* a, const KernelRead* b) { return a->time < b->time; });
  return reads;
}

bool hears_later(const View& view, std::uint32_t stream, Side side, Time time) {
  for (const std::size_t frame : view.trace.frames_of(stream)) {
    const auto row = view.trace.tcp(frame);
    if (!row || row->sender == side) continue;
    for (const Fate& fate : view.trace.fates(frame))
      if (fate.kind == FateKind::delivered && fate.time > time) return true;
  }
  return false;
}

// Bytes that nobody acknowledges before the scene ends are what it is about, from their first
// moment on. A kernel is not read around every frame: what came after its last read may have
// acknowledged them.
bool is_left_over(const View& view, const Moment& moment, Side side) {
  if (!moment.scene->end) return false;
  const KernelRead* last = nullptr;
  for (const KernelRead& read : view.trace.kernel(*moment.focus, side))
    if (bytes_to_send(read) >= 0) last = &read;
  return last && bytes_to_send(*last) > 0 && !hears_later(view, *moment.focus, side, last->time);
}

Reads socket_reads(const View& view, const Moment& moment, Side side) {
  Reads reads;
  for (const KernelRead& read : view.trace.kernel(*moment.focus, side))
    if (read.state != tcp::State::listen && in_time(moment, read)) reads.push_back(&read);
  return reads;
}

std::int64_t quantity_while_open(const KernelRead& read, std::int64_t quantity) {
  return read.state == tcp::State::closed ? 0 : quantity;
}

void add_end(std::vector<Course>& found, const View& view, const Moment& moment, bool left) {
  const Side side = left ? moment.left : moment.right();
  const SideInfo info = view.trace.connection(*moment.focus).side(side);
  const std::string port = std::to_string(info.port);
  const auto course = [&](Queue queue, const Reads& reads, const Measure& measure) {
    return course_of(queue, info.host, port, reads, measure);
  };
  const auto add = [&](Course made, std::int64_t much, Time long_time) {
    const bool shown = stands_out(made, moment.now, much, long_time);
    if (shown) found.push_back(std::move(made));
    return shown;
  };
  const Reads listener = listener_reads(view, moment, side);
  add(course(Queue::accept, listener,
             [](const KernelRead& r) { return quantity_while_open(r, r.receive_queue); }),
      several, taken_at_once);
  add(course(Queue::syn, listener,
             [](const KernelRead& r) { return quantity_while_open(r, r.syn_queue); }),
      several, for_ever);
  const Reads socket = socket_reads(view, moment, side);
  // What is acknowledged in time lies there for a round trip; twice that is longer than usual.
  const Time unusual = later_by(multiple(moment.scene->delay, 4), 20'000'000);
  add(course(Queue::send, socket, bytes_to_send), many_bytes,
      is_left_over(view, moment, side) ? 0 : unusual);
  const bool unread = add(course(Queue::receive, socket, bytes_to_read), many_bytes, taken_at_once);
  Course window =
      course(Queue::window, socket, [](const KernelRead& r) { return r.receive_window; });
  if (unread && shrank(window)) found.push_back(std::move(window));
}

void add_datagram_sockets(std::vector<Course>& found, const View& view, const Moment& moment) {
  std::map<std::string, Reads> sockets;
  for (const KernelRead& read : view.trace.datagram_sockets({moment.scene->begin, moment.now}))
    sockets[read.host + " " + read.local].push_back(&read);
  std::size_t added = 0;
  for (const auto& [name, reads] : sockets) {
    const std::string& local = reads.front()->local;
    Course course =
        course_of(Queue::datagrams, reads.front()->host, local.substr(local.rfind(':') + 1), reads,
                  [](const KernelRead& r) { return quantity_while_open(r, r.receive_queue); });
    if (course.points.empty() || added == most_datagram_sockets) continue;
    const bool dropped = std::any_of(reads.begin(), reads.end(),
                                     [](const KernelRead* read) { return read->drops > 0; });
    if (!dropped && !stands_out(course, moment.now, for_ever, taken_at_once)) continue;
    found.push_back(std::move(course));
    ++added;
  }
}

}  // namespace

std::int64_t bytes_to_send(const KernelRead& read) {
  using tcp::State;
  switch (read.state) {
    case State::closed: return 0;
    case State::syn_sent:
    case State::syn_received:
    case State::fin_wait_1:
    case State::closing:
    case State::last_ack:
      return read.send_queue < 0 ? -1 : std::max<std::int64_t>(0, read.send_queue - 1);
    default: return read.send_queue;
  }
}

std::int64_t bytes_to_read(const KernelRead& read) {
  using tcp::State;
  switch (read.state) {
    case State::closed: return 0;
    case State::close_wait:
    case State::closing:
    case State::last_ack:
    case State::time_wait:
      return read.receive_queue < 0 ? -1 : std::max<std::int64_t>(0, read.receive_queue - 1);
    default: return read.receive_queue;
  }
}

std::vector<Course> courses(const View& view, const Moment& moment) {
  std::vector<Course> found;
  if (!moment.scene || !view.trace.is_run()) return found;
  if (moment.focus)
    for (const bool left : {true, false}) add_end(found, view, moment, left);
  add_datagram_sockets(found, view, moment);
  return found;
}

}  // namespace wirelab::lab
