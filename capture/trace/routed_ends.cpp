#include "capture/trace/routed_ends.hpp"

#include <algorithm>

namespace wirelab {

void RoutedEnds::add(std::uint32_t stream, const Flow& flow, bool forwarded) {
  const std::uint64_t opener = flow.parties[0].number(), acceptor = flow.parties[1].number();
  const auto [known, is_new] = latest_.try_emplace(
      {std::min(opener, acceptor), std::max(opener, acceptor)}, Sight{stream, opener, false});
  if (!is_new && !forwarded) known->second = {stream, opener, false};
  const Sight& first = known->second;
  sights_.resize(stream + std::size_t{1});
  sights_[stream] = {first.stream, first.opener, first.opener != opener};
}

RoutedEnds::End RoutedEnds::end(std::uint32_t stream, Side side) const {
  if (stream >= sights_.size()) return {stream, side};
  const Sight& sight = sights_[stream];
  return {sight.stream, sight.turned ? other(side) : side};
}

}  // namespace wirelab
