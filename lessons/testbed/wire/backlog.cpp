#include "lessons/testbed/wire/backlog.hpp"

#include "lessons/testbed/base/line_words.hpp"

#include <optional>

namespace wirelab::lessons {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;
constexpr std::size_t most_frames = 1'000'000, most_mebibytes = 1024;

Error form(const std::string& wrong) {
  return mistake(fmt::format("'set limit' takes frames, MiB or both, as 20000 frames 16 MiB{}",
                             wrong.empty() ? "" : fmt::format("; not '{}'", wrong)));
}

Outcome read_amount(std::size_t number, std::size_t most, const std::string& unit) {
  if (number >= 1 && number <= most) return Done{};
  return mistake(fmt::format("'set limit' takes 1 to {} {}, not {}", most, unit, number));
}

}  // namespace

std::string BacklogLimit::text() const {
  return fmt::format("{} frames {} MiB", frames, bytes / mebibyte);
}

Result<BacklogLimit> parse_backlog_limit(std::string_view text, BacklogLimit before) {
  LineWords words(text);
  std::optional<std::size_t> frames, mebibytes;
  do {
    const std::string amount = words.next(), unit = words.next();
    std::size_t number = 0;
    const bool is_frames = unit == "frames" || unit == "frame";
    if (!read_number(amount, number)) return form(amount);
    if (!is_frames && unit != "MiB") return form(amount + (unit.empty() ? "" : " ") + unit);
    std::optional<std::size_t>& named = is_frames ? frames : mebibytes;
    if (named) return form(fmt::format("{} twice", unit));
    if (Outcome fits = read_amount(number, is_frames ? most_frames : most_mebibytes,
                                   is_frames ? "frames" : "MiB");
        !fits)
      return fits.error();
    named = number;
  } while (!words.peek().empty());
  if (frames) before.frames = *frames;
  if (mebibytes) before.bytes = *mebibytes * mebibyte;
  return before;
}

bool Backlog::has_room(std::size_t frames, std::size_t bytes) {
  const std::size_t frames_now = frames_, bytes_now = bytes_;
  if (frames_now * 2 < limit_.frames && bytes_now * 2 < limit_.bytes) said_ = false;
  return frames_now + frames <= limit_.frames && bytes_now + bytes <= limit_.bytes;
}

}  // namespace wirelab::lessons
