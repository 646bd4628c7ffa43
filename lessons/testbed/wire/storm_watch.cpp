#include "lessons/testbed/wire/storm_watch.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

namespace wirelab::lessons {
namespace {

// What everybody says once does not push out what goes round.
constexpr std::size_t most_remembered = 1024;

}  // namespace

StormWatch::Seen& StormWatch::entry_of(std::span<const std::uint8_t> frame, Time now) {
  const std::size_t hash =
      std::hash<std::string_view>{}({reinterpret_cast<const char*>(frame.data()), frame.size()});
  const auto known = seen_.find(hash);
  if (known != seen_.end()) {
    if (now - known->second.first > within) known->second = {.first = now, .times = 0, .ports = {}};
    return known->second;
  }
  if (seen_.size() >= most_remembered)
    std::erase_if(seen_, [&](const auto& one) {
      return one.second.times < 2 || now - one.second.first > within;
    });
  if (seen_.size() >= most_remembered) seen_.clear();
  return seen_[hash] = {.first = now, .times = 0, .ports = {}};
}

std::optional<Storm> StormWatch::see(std::size_t port, std::span<const std::uint8_t> frame,
                                     Time now) {
  Seen& seen = entry_of(frame, now);
  ++seen.times;
  seen.ports.insert(port);
  if (seen.times < times || seen.ports.size() < 2) return std::nullopt;
  if (said_ && now - *said_ < within) return std::nullopt;
  said_ = now;
  Storm storm{.times = seen.times, .within = now - seen.first, .ports = seen.ports, .source = {}};
  std::copy_n(frame.begin() + 6, 6, storm.source.bytes.begin());
  return storm;
}

}  // namespace wirelab::lessons
