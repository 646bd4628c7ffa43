#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/bytes/result.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace wirelab::filter {

// A capture filter in tcpdump's language, compiled by libpcap for each link type that a recording
// has. As with tcpdump, a host name in it is looked up.
class Bpf {
 public:
  explicit Bpf(std::string text) : text_(std::move(text)) {}

  // Compiles it for a link type, once. The Error (usage) carries libpcap's own text.
  Outcome prepare(std::uint32_t link_type);
  // False for a link type that was not prepared.
  bool matches(std::uint32_t link_type, Bytes bytes, std::uint32_t wire_length) const;

 private:
  struct Program;
  std::string text_;
  std::map<std::uint32_t, std::shared_ptr<const Program>> programs_;
};

}  // namespace wirelab::filter
