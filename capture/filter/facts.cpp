#include "capture/filter/facts.hpp"

#include <algorithm>

namespace wirelab::filter {

Bytes Facts::from(const decode::Extent& header) const {
  const std::size_t begin = std::min<std::size_t>(header.offset, bytes_.size());
  const decode::Layers& all = layers();
  const std::size_t end =
      std::min<std::size_t>(bytes_.size(), std::max(all.payload.end(), header.end()));
  return end > begin ? bytes_.subspan(begin, end - begin) : Bytes();
}

Bytes Facts::payload() const {
  const decode::Layers& all = layers();
  if (!all.tcp && !all.udp) return {};
  const std::size_t begin = std::min<std::size_t>(all.payload.offset, bytes_.size());
  return bytes_.subspan(begin, std::min<std::size_t>(all.payload_captured, bytes_.size() - begin));
}

}  // namespace wirelab::filter
