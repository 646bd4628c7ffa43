#pragma once

#include "capture/trace/flow.hpp"
#include "capture/trace/frame_log.hpp"
#include "capture/trace/transition_log.hpp"

#include <cstdint>

namespace wirelab {

// The transitions of a foreign connection, made again from its frames when somebody asks for them:
// most are never asked for. It can follow a connection that grows.
class Replay {
 public:
  // `carried`: see Conversations::carried_over.
  Replay(std::uint32_t stream, const Flow& flow, const FrameLog& frames,
         const tcp::Endpoint* carried);

  std::uint32_t stream() const { return stream_; }
  // Takes up the frames that came since, and what `now` has ended.
  void catch_up(const Flow& flow, const FrameLog& frames, Time now);
  const TransitionLog& log(Side side) const { return logs_[static_cast<int>(side)]; }

 private:
  void take(const FrameLog& frames, std::size_t index);
  void end_by(Time now);
  void take_back_end();

  std::uint32_t stream_ = 0;
  std::size_t next_ = 0;  // frame index
  std::uint32_t taken_ = 0;
  Time last_ = 0;
  tcp::Endpoint ends_[2];
  TransitionLog logs_[2];
  bool ended_[2] = {false, false};  // the log's last transition is only by the clock
};

}  // namespace wirelab
