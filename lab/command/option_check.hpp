#pragma once

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string>

// What numbers on the command line must look like. Only the command line itself includes this:
// CLI11 takes seconds to compile.
namespace wirelab::lab {

// CLI11 takes -1 for the largest number, and what is too large for it as well.
inline CLI::Validator whole_number() {
  return {[](const std::string& text) -> std::string {
            std::uint64_t value = 0;
            const char* end = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), end, value);
            if (error == std::errc() && rest == end) return "";
            return fmt::format("'{}' is not a whole number from 0 on", text);
          },
          ""};
}

inline CLI::Validator unsigned_size() {
  return {[](const std::string& text) -> std::string {
            const bool negative = text.find('-') != std::string::npos;
            return negative ? fmt::format("'{}' is not a size", text) : "";
          },
          ""};
}

}  // namespace wirelab::lab
