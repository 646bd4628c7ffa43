#include "lab/rows/wording.hpp"

#include "capture/words/words.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace wirelab::lab {
namespace {

std::string without_trailing_zeros(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return number;
}

}  // namespace

std::string say(const Words& words, std::string_view id, std::initializer_list<Filling> values) {
  const std::vector<Placeholder> placeholders(values.begin(), values.end());
  return wirelab::fill(words.text(id), placeholders);
}

std::string short_time(Time nanoseconds) {
  const double ms = static_cast<double>(std::max<Time>(nanoseconds, 0)) / 1e6;
  if (ms < 0.95 && ms > 0) return fmt::format("{} us", std::llround(ms * 1000));
  if (ms < 500) return fmt::format("{} ms", std::llround(ms));
  if (ms < 950) return without_trailing_zeros(fmt::format("{:.2f}", ms / 1000)) + " s";
  if (ms < 9950) return without_trailing_zeros(fmt::format("{:.1f}", ms / 1000)) + " s";
  return fmt::format("{} s", std::llround(ms / 1000));
}

std::string milliseconds(Time nanoseconds, int decimals) {
  if (decimals > 0) return seconds(multiple(nanoseconds, 1000), decimals);
  return std::to_string(std::llround(static_cast<double>(nanoseconds) / 1e6));
}

std::string thousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ' ');
  return text;
}

std::string byte_text(std::uint64_t bytes) {
  constexpr const char* units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
  if (bytes < 1000) return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; value >= 999.5; ++unit) value /= 1000;
  return fmt::format("{:.{}f} {}", value, value < 9.95 ? 1 : 0, units[unit]);
}

std::string seconds(Time nanoseconds, int decimals) {
  return fmt::format("{:.{}f}", static_cast<double>(nanoseconds) / 1e9, decimals);
}

}  // namespace wirelab::lab
