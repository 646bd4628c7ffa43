#pragma once

#include "capture/recording/frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lab {

// Builds one object in the order of the calls; a key without a value is left out by not calling.
class JsonObject {
 public:
  JsonObject& raw(std::string_view key, std::string_view value);
  JsonObject& text(std::string_view key, std::string_view value);
  JsonObject& number(std::string_view key, std::uint64_t value);
  JsonObject& boolean(std::string_view key, bool value);
  std::string object() const { return "{" + text_ + "}"; }
  std::string line() const { return object() + "\n"; }

 private:
  std::string text_;
};

// A text as a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD; what would steer
// a terminal is escaped.
std::string json_string(std::string_view text);
// Seconds with nine digits; captures whose clock went back have negative ones.
std::string json_seconds(Time time);

}  // namespace wirelab::lab
