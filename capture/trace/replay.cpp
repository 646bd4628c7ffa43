#include "capture/trace/replay.hpp"

#include "capture/tcp/step.hpp"
#include "capture/trace/overhear.hpp"

namespace wirelab {

Replay::Replay(std::uint32_t stream, const Flow& flow, const FrameLog& frames,
               const tcp::Endpoint* carried)
    : stream_(stream), next_(flow.first_frame), last_(frames.time(flow.first_frame)) {
  for (tcp::Endpoint& end : ends_) end.overheard = true;
  if (!carried) return;
  const int receiver = static_cast<int>(other(frames[next_].sender()));
  const tcp::Step step = tcp::still_in(*carried);
  ends_[receiver] = step.endpoint;
  logs_[receiver].add(step.all_changes(), frames.number(next_), last_);
}

void Replay::catch_up(const Flow& flow, const FrameLog& frames, Time now) {
  take_back_end();
  for (; taken_ < flow.frames && next_ <= flow.last_frame; ++next_) {
    const FrameRecord& record = frames[next_];
    if (record.is_tcp() && record.stream() == stream_) take(frames, next_);
  }
  end_by(now);
}

void Replay::take(const FrameLog& frames, std::size_t index) {
  const std::uint64_t number = frames.number(index);
  const auto tell = [&](Side side, std::span<const tcp::Change> changes, Time time, bool by_frame) {
    logs_[static_cast<int>(side)].add(changes, by_frame ? number : 0, time);
  };
  const Time time = frames.time(index);
  const tcp::Segment segment = frames.segment(index);
  const Side sender = frames[index].sender();
  end_time_wait(ends_, last_, time, tell);
  overhear_departure(ends_, sender, segment, time, tell);
  overhear_arrival(ends_, sender, segment, time, tell);
  last_ = time;
  ++taken_;
}

// Only told, not taken: by its own clock the next frame may still come before that.
void Replay::end_by(Time now) {
  tcp::Endpoint ends[2] = {ends_[0], ends_[1]};
  end_time_wait(ends, last_, now,
                [&](Side side, std::span<const tcp::Change> changes, Time time, bool) {
                  logs_[static_cast<int>(side)].add(changes, 0, time);
                  ended_[static_cast<int>(side)] = true;
                });
}

void Replay::take_back_end() {
  for (int side = 0; side < 2; ++side) {
    if (ended_[side]) logs_[side].forget_last();
    ended_[side] = false;
  }
}

}  // namespace wirelab
