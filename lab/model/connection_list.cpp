#include "lab/model/connection_list.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace wirelab::lab {

bool ConnectionList::catch_up(const Trace& trace, std::size_t most) {
  return survey_.catch_up(trace, most, [this](std::uint32_t stream) {
    if (touched_.size() <= stream) touched_.resize(stream + std::size_t{1});
    touched_[stream] = true;
  });
}

ConnectionList::Score ConnectionList::score(const findings::ConnectionSummary& summary) {
  Score score;
  score.stream = summary.stream;
  for (const findings::Finding& finding : findings::findings_of(summary))
    score.kind = std::min(score.kind, static_cast<std::uint8_t>(finding.kind));
  for (const Side side : {Side::opener, Side::acceptor})
    score.again += summary.side(side).retransmissions;
  return score;
}

void ConnectionList::rank() {
  scores_.resize(size());
  for (std::uint32_t stream = 0; stream < scores_.size(); ++stream) {
    if (!touched_[stream]) continue;
    const findings::ConnectionSummary now = summary(stream);
    scores_[stream] = score(now);
    // Without an answer, time alone makes a finding of it.
    touched_[stream] = now.opening == findings::Opening::no_answer &&
                       scores_[stream].kind == findings::finding_kinds;
  }
  next_.resize(scores_.size());
  std::iota(next_.begin(), next_.end(), 0u);
  std::sort(next_.begin(), next_.end(), [this](std::uint32_t a, std::uint32_t b) {
    const Score &one = scores_[a], &other = scores_[b];
    return std::tie(one.kind, other.again, one.stream) <
           std::tie(other.kind, one.again, other.stream);
  });
}

std::vector<findings::Finding> ConnectionList::findings(std::uint32_t stream) const {
  if (stream >= size()) return {};
  auto found = findings::findings_of(summary(stream));
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.kind < b.kind; });
  return found;
}

}  // namespace wirelab::lab
