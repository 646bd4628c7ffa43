#include "lessons/testbed/hand/impairment.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::uint64_t mix(std::string_view text) {
  std::uint64_t value = 0;
  for (const char letter : text) value = mix(value ^ static_cast<unsigned char>(letter));
  return value;
}

}  // namespace

double draw(std::uint64_t seed, std::string_view whose, std::uint64_t place) {
  const std::uint64_t drawn = mix(mix(seed ^ mix(whose)) + place);
  return static_cast<double>(drawn >> 11) * 0x1p-53;
}

Time spread(Time delay, Time jitter, double drawn) {
  const auto shift = static_cast<Time>((2 * drawn - 1) * static_cast<double>(jitter));
  return std::max<Time>(0, delay + shift);
}

std::size_t Bottleneck::backlog(Time now) {
  while (!departures_.empty() && departures_.front() <= now) departures_.pop_front();
  return departures_.size();
}

std::optional<Time> Bottleneck::enter(Time now, std::size_t bytes) {
  if (backlog(now) > queue_) return std::nullopt;
  const Time begin = departures_.empty() ? now : departures_.back();
  const double seconds = static_cast<double>(bytes) * 8 /
                         static_cast<double>(std::max<std::uint64_t>(bits_per_second_, 1));
  departures_.push_back(begin + static_cast<Time>(seconds * 1e9));
  return departures_.back();
}

}  // namespace wirelab::lessons
