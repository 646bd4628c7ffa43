#include "capture/trace/run_log.hpp"

#include "capture/recording/time.hpp"

namespace wirelab {

namespace {

// How long the endpoint stays as it is when nothing more comes; 0: for ever.
Time stay(const tcp::Endpoint& endpoint) {
  if (endpoint.state == tcp::State::time_wait) return tcp::two_msl;
  if (endpoint.state == tcp::State::fin_wait_2 && endpoint.orphan) return endpoint.fin_timeout_ns();
  return 0;
}

}  // namespace

RunLog::Ends& RunLog::connection(std::uint32_t stream) {
  if (connections_.size() <= stream) connections_.resize(stream + std::size_t{1});
  return connections_[stream];
}

const TransitionLog& RunLog::log(std::uint32_t stream, Side side) const {
  static const TransitionLog none;
  return stream < connections_.size() ? connections_[stream].sides[static_cast<int>(side)].log
                                      : none;
}

bool RunLog::busy_at(std::uint32_t stream, Time time) const {
  return stream < connections_.size() && connections_[stream].busy.busy_at(time);
}

void RunLog::apply(std::uint32_t stream, Side side, const tcp::Step& step, std::uint64_t frame,
                   Time time, bool by_segment) {
  End& known = end(stream, side);
  conversations_.flow(stream).end(side) = step.endpoint;
  known.log.add(step.all_changes(), frame, time);
  if (by_segment) known.last_segment = time;
  if (!known.timer_running && stay(step.endpoint) > 0) start_timer(stream, side);
}

void RunLog::start_timer(std::uint32_t stream, Side side) {
  End& known = end(stream, side);
  known.timer_running = true;
  const Time wait = stay(conversations_.flow(stream).end(side));
  deadlines_.push({later_by(known.last_segment, wait), stream, side});
}

void RunLog::expire(Time now) {
  while (!deadlines_.empty() && deadlines_.top().time <= now) {
    const Deadline due = deadlines_.top();
    deadlines_.pop();
    End& known = end(due.stream, due.side);
    known.timer_running = false;
    const tcp::Endpoint& endpoint = conversations_.flow(due.stream).end(due.side);
    const Time wait = stay(endpoint);
    if (wait == 0) continue;
    const Time over = later_by(known.last_segment, wait);
    if (over <= now)
      apply(due.stream, due.side, tcp::elapsed(endpoint, wait), 0, over, false);
    else
      start_timer(due.stream, due.side);
  }
}

}  // namespace wirelab
