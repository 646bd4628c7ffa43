#include "lab/terminal/json_object.hpp"

#include "capture/bytes/readable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wirelab::lab {

JsonObject& JsonObject::raw(std::string_view key, std::string_view value) {
  text_ += fmt::format("{}\"{}\":{}", text_.empty() ? "" : ",", key, value);
  return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
  return raw(key, json_string(value));
}

JsonObject& JsonObject::number(std::string_view key, std::uint64_t value) {
  return raw(key, std::to_string(value));
}

JsonObject& JsonObject::boolean(std::string_view key, bool value) {
  return raw(key, value ? "true" : "false");
}

std::string json_string(std::string_view text) {
  using Json = nlohmann::json;
  return readable(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string json_seconds(Time time) {
  constexpr std::uint64_t second = 1'000'000'000;
  // Unsigned: the least time has no opposite.
  const auto size = time < 0 ? -static_cast<std::uint64_t>(time) : static_cast<std::uint64_t>(time);
  return fmt::format("{}{}.{:09}", time < 0 ? "-" : "", size / second, size % second);
}

}  // namespace wirelab::lab
