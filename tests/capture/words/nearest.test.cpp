#include "capture/words/nearest.hpp"

#include <catch2/catch.hpp>

using wirelab::nearest;

TEST_CASE("the nearest name") {
  const std::vector<std::string> steps{"three-messages", "syn-options", "lost-syn", "last-ack",
                                       "old-syn"};
  CHECK(nearest("lst-ack", steps) == "last-ack");
  CHECK(nearest("Last-Ack", steps) == "last-ack");
  CHECK(nearest("three", steps) == "three-messages");
  CHECK(nearest("syn-optoins", steps) == "syn-options");
  CHECK(nearest("congestion", steps).empty());
  CHECK(nearest("", steps).empty());
  CHECK(nearest("x", {}).empty());
  CHECK(nearest(std::string(100000, 'a'), steps).empty());
  CHECK(nearest("hnadshake", {"handshake"}) == "handshake");
}
