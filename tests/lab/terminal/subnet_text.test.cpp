// The arithmetic in the terminal: plain text, colours, JSON.

#include "lab/terminal/subnet_text.hpp"

#include "lab/terminal/subnet_json.hpp"
#include "tests/lab/run_builder.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <sstream>

using namespace wirelab;
using namespace wirelab::lab;
using wirelab::test::words;

namespace {

std::string shown(std::string_view typed, const Style& style = {}) {
  return subnet_text(std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(typed)), words(),
                     style);
}
std::string shown6(std::string_view typed) {
  return subnet_text(std::get<address::Ipv6Prefix>(address::parse_ipv6_prefix(typed)), words(),
                     Style{});
}
bool says(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("subnet_text_shows_the_split_in_every_row") {
  const std::string text = shown("172.16.13.173/26");
  CHECK(says(text, "address    10101100 00010000 00001101 10|101101   172.16.13.173\n"));
  CHECK(says(text, "mask       11111111 11111111 11111111 11|000000   255.255.255.192\n"));
  CHECK(says(text, "network    10101100 00010000 00001101 10|000000   172.16.13.128"));
  CHECK(says(text, "broadcast  10101100 00010000 00001101 10|111111   172.16.13.191"));
  CHECK(says(text, "172.16.13.129 to 172.16.13.190\n"));
  CHECK(says(text, "2^6 - 2 = 62\n"));
  CHECK(says(text, "Class B"));
  CHECK(says(text, "RFC 1918"));
  CHECK(says(text, "cut into 4 blocks of 64\n"));
  CHECK(says(text, "> .128 - .191   .173 is here\n"));
  CHECK_FALSE(says(text, "\x1b"));
}

TEST_CASE("subnet_text_keeps_the_values_in_one_column_at_every_split") {
  for (int length = 0; length <= 32; ++length) {
    std::istringstream lines(shown("172.16.13.173/" + std::to_string(length)));
    INFO(length);
    std::size_t column = 0;
    int rows = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find('|') == line.npos) continue;
      // Behind the bits, which have one blank between octets.
      const std::size_t gap = line.find("   ", line.find_first_of("01|"));
      const std::size_t at = line.find_first_not_of(' ', gap);
      if (rows++ == 0) column = at;
      CHECK(at == column);
    }
    CHECK(rows == 4);
  }
}

TEST_CASE("subnet_text_takes_colours_only_where_they_are_wanted") {
  Style style;
  style.colour = true;
  CHECK(says(shown("10.0.0.1/8", style), "\x1b[36m"));
  CHECK(says(shown("10.0.0.1/8", style), "\x1b[33m"));
}

TEST_CASE("subnet_text_fits_its_width") {
  for (const char* typed : {"172.16.13.173/26", "0.0.0.0/0", "255.255.255.255/32"}) {
    Style style;
    style.width = 80;
    std::istringstream lines(shown(typed, style));
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(columns(line) <= 80);
    }
  }
}

TEST_CASE("subnet_text_of_ipv6_has_eight_groups") {
  const std::string text = shown6("2001:db8:1:2::77/52");
  CHECK(says(text, "2001  00100000 00000001\n"));
  CHECK(says(text, "0002  0000|0000 00000010\n"));
  CHECK(says(text, "2001:db8:1::/52\n"));
  CHECK(says(text, "2001:db8:1:fff:ffff:ffff:ffff:ffff\n"));
  CHECK(says(text, "2^76\n"));
  CHECK(says(text, "Documentation"));
}

TEST_CASE("subnet_json_has_the_numbers") {
  using Json = nlohmann::json;
  const auto of = [](std::string_view typed) {
    return Json::parse(
        subnet_json(std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(typed))));
  };
  const Json one = of("192.168.1.77/26");
  CHECK(one["wirelab"] == 1);
  CHECK(one["network"] == "192.168.1.64");
  CHECK(one["broadcast"] == "192.168.1.127");
  CHECK(one["hosts"] == 62);
  CHECK(one["class"] == "C");
  CHECK(one["range"]["purpose"] == "private_use");
  CHECK(one["range"]["rfc"] == 1918);
  CHECK_FALSE(of("10.0.0.1/31").contains("broadcast"));
  CHECK(of("0.0.0.0/0")["addresses"] == 4294967296);
  CHECK_FALSE(of("8.8.8.8/8")["range"].contains("rfc"));
  const Json wide = Json::parse(
      subnet_json(std::get<address::Ipv6Prefix>(address::parse_ipv6_prefix("fd00::1/64"))));
  CHECK(wide["address_bits"] == 64);
  CHECK(wide["last"] == "fd00::ffff:ffff:ffff:ffff");
}
