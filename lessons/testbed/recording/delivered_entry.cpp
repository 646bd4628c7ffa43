#include "lessons/testbed/recording/delivered_entry.hpp"

#include <algorithm>
#include <charconv>

namespace wirelab::lessons {
namespace {

// A number as text, made once and used several times.
class Digits {
 public:
  explicit Digits(std::uint64_t value)
      : end_(std::to_chars(text_, text_ + sizeof text_, value).ptr) {}
  std::string_view text() const { return {text_, static_cast<std::size_t>(end_ - text_)}; }

 private:
  char text_[20];
  char* end_;
};

}  // namespace

void append_delivered_entry(std::string& entry, std::uint64_t frame, Time time,
                            std::string_view to) {
  const Digits number(frame);
  const auto since_1970 = static_cast<std::uint64_t>(std::max<Time>(time, 0));
  const Digits beyond(since_1970 % 1000);
  const Digits microseconds(since_1970 / 1000);
  for (const std::string_view part :
       {std::string_view("__REALTIME_TIMESTAMP="), microseconds.text(),
        std::string_view("\nMESSAGE=frame "), number.text(), std::string_view(" delivered to "), to,
        std::string_view("\nWIRELAB_KIND=fate\nWIRELAB_NS="), beyond.text(),
        std::string_view("\nWIRELAB_FRAME="), number.text(),
        std::string_view("\nWIRELAB_FATE=delivered\nWIRELAB_TO="), to,
        std::string_view("\nWIRELAB_BY=wire\n")})
    entry += part;
}

}  // namespace wirelab::lessons
