#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/testbed/kernel/counter_text.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

struct CounterChange {
  CounterName counter;
  std::int64_t value = 0;   // since the host was made
  std::int64_t change = 0;  // since the look before
};

// What one host's kernel counts (netstat -s), read through files that stay bound to the network
// namespace in which they were opened; usable from any thread, one at a time.
class Counters {
 public:
  static Result<Counters> open();  // in the calling thread's network namespace
  // Those that moved since the last look. About 40 us, 20 more with those of IPv6.
  std::vector<CounterChange> changes(bool with_ipv6);
  // A counter now, by name or GROUP.NAME where two groups have it: "ListenDrops", "Udp.InErrors".
  // Nothing: this kernel does not count it, or nobody does.
  std::optional<std::int64_t> value(std::string_view name);

 private:
  Counters() = default;
  void look(bool with_ipv6, CounterValues& values);
  std::string_view text_of(const FileDescriptor& file);

  FileDescriptor netstat_, snmp_, snmp6_;  // without IPv6 in the kernel the last is missing
  CounterText text_;
  CounterValues before_;
  std::vector<char> buffer_;
};

}  // namespace wirelab::lessons
