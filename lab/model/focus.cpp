#include "lab/model/focus.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

// So many arrows are shown as they are; of a longer connection, a run of so many plain segments is
// one band.
constexpr std::size_t unfolded = 200;
constexpr std::uint32_t shortest_fold = 12;
// An opened fold with more frames than this becomes a few smaller ones.
constexpr std::uint32_t most_opened = 160, parts = 12;
// A silence that the ladder breaks at is never inside a fold. A band is as high as five lines.
constexpr Time silence = 120'000'000, band = 14'000'000;
// Frames of a foreign capture come in bursts: this far apart, each has room for its words.
constexpr Time apart = 9'000'000;

std::size_t at(Side side) { return static_cast<std::size_t>(side); }

}  // namespace

bool Focus::update(const Trace& trace, std::optional<std::uint32_t> stream,
                   const std::set<Fold>& opened, std::size_t most) {
  if (stream && *stream >= trace.connection_count()) stream.reset();
  if (stream != stream_) start(stream);
  if (!stream_) return false;
  const Connection connection = trace.connection(*stream_);
  const std::size_t before = frames_.size(), count = trace.frame_count();
  next_ = std::max(next_, connection.first_frame);
  const std::size_t last = std::min(count, next_ + most);
  // Behind its last frame there is nothing to look for.
  for (; next_ < last && frames_.size() < connection.frames; ++next_) {
    const auto row = trace.tcp(next_);
    if (row && row->stream == *stream_) take(*row);
  }
  if (frames_.size() == connection.frames) next_ = count;
  const bool ends = trace.ended() && !ended_;
  ended_ = trace.ended();
  // Made by a replay of the whole connection: of a long one only when something has happened.
  const bool grown = frames_.size() > replayed_ + replayed_ / 8;
  if (next_ == count && (grown || changed_state_ || ends)) replay(trace);
  if (frames_.size() != before || opened != opened_) {
    opened_ = opened;
    fold(trace);
  }
  return next_ < count;
}

void Focus::start(std::optional<std::uint32_t> stream) { *this = Focus(), stream_ = stream; }

void Focus::take(const TcpRow& row) {
  const bool opener = row.sender == Side::opener;
  const tcp::State states[2] = {opener ? row.sender_state : row.receiver_state,
                                opener ? row.receiver_state : row.sender_state};
  const bool changed = states[0] != last_states_[0] || states[1] != last_states_[1];
  const bool control =
      row.segment.has(tcp::syn) || row.segment.has(tcp::fin) || row.segment.has(tcp::rst);
  const bool near = !frames_.empty() && between(last_sent_, row.sent) <= silence;
  plain_.push_back(near && !changed && !control && row.verdicts.empty());
  frames_.push_back(static_cast<std::uint32_t>(row.index));
  changed_state_ = changed_state_ || changed;
  last_states_[0] = states[0], last_states_[1] = states[1];
  last_sent_ = row.sent;
}

void Focus::replay(const Trace& trace) {
  for (const Side side : {Side::opener, Side::acceptor})
    transitions_[at(side)] = trace.transitions(*stream_, side);
  replayed_ = frames_.size();
  changed_state_ = false;
}

// What is said of the past stays; only the last band of a growing connection grows with it.
void Focus::fold(const Trace& trace) {
  items_.clear();
  teaching_ = TeachingTime({.pitch = apart});
  const auto count = static_cast<std::uint32_t>(frames_.size());
  for (std::uint32_t first = 0; first < count;) {
    std::uint32_t last = first + 1;
    while (count > unfolded && plain_[first] && last < count && plain_[last]) ++last;
    add_run(trace, first, last, 0);
    first = last;
  }
}

void Focus::add_run(const Trace& trace, std::uint32_t first, std::uint32_t last, int level) {
  const auto sent = [&](std::uint32_t position) { return trace.tcp(frames_[position])->sent; };
  const std::uint32_t count = last - first;
  const bool open = count < shortest_fold || opened_.contains({frames_[first], level});
  if (!open) {
    items_.push_back({first, count, level});
    teaching_.append(sent(first));
    teaching_.append_folded(sent(last - 1), band);
  } else if (count <= most_opened) {
    for (std::uint32_t i = first; i < last; ++i) {
      items_.push_back({i, 1, level});
      teaching_.append(sent(i));
    }
  } else {
    const std::uint32_t each = std::max(shortest_fold, (count + parts - 1) / parts);
    for (std::uint32_t i = first; i < last; i += each)
      add_run(trace, i, std::min(last, i + each), level + 1);
  }
}

const Transition* Focus::last_transition(Side side, Time time) const {
  const auto& all = transitions_[at(side)];
  const auto after = std::upper_bound(all.begin(), all.end(), time,
                                      [](Time t, const Transition& one) { return t < one.time; });
  return after == all.begin() ? nullptr : &*(after - 1);
}

tcp::State Focus::state_at(Side side, Time time) const {
  const Transition* last = last_transition(side, time);
  return last ? last->to : tcp::State::unknown;
}

std::size_t Focus::position(std::size_t frame) const {
  const auto found = std::lower_bound(frames_.begin(), frames_.end(), frame);
  return static_cast<std::size_t>(found - frames_.begin());
}

std::size_t Focus::position_at(const Trace& trace, Time time) const {
  const auto after =
      std::upper_bound(frames_.begin(), frames_.end(), time,
                       [&](Time t, std::uint32_t index) { return t < trace.tcp(index)->sent; });
  return static_cast<std::size_t>(after - frames_.begin());
}

}  // namespace wirelab::lab
