#include "lessons/testbed/kernel/counters.hpp"

#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace wirelab::lessons {
namespace {

// Four times what Linux 6.18 writes.
constexpr std::size_t longest_text = 16384;

FileDescriptor open_file(const char* name) {
  const std::string path = fmt::format("/proc/thread-self/net/{}", name);
  return FileDescriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

bool is_named(const CounterName& counter, std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return counter.name == name;
  return counter.group == name.substr(0, dot) && counter.name == name.substr(dot + 1);
}

}  // namespace

Result<Counters> Counters::open() {
  Counters made;
  made.netstat_ = open_file("netstat");
  made.snmp_ = open_file("snmp");
  if (!made.netstat_ || !made.snmp_) {
    return machine_error("opening /proc/thread-self/net/netstat and snmp", errno,
                         "The kernel's counters are needed: is /proc mounted?");
  }
  made.snmp6_ = open_file("snmp6");
  made.buffer_.resize(longest_text);
  made.look(true, made.before_);
  return made;
}

std::string_view Counters::text_of(const FileDescriptor& file) {
  const ssize_t length = file ? pread(file.get(), buffer_.data(), buffer_.size(), 0) : 0;
  return {buffer_.data(), static_cast<std::size_t>(length > 0 ? length : 0)};
}

void Counters::look(bool with_ipv6, CounterValues& values) {
  text_.read_pairs(text_of(netstat_), values);
  text_.read_pairs(text_of(snmp_), values);
  if (with_ipv6) CounterText::read_lines(text_of(snmp6_), values);
}

std::vector<CounterChange> Counters::changes(bool with_ipv6) {
  CounterValues present = before_;
  look(with_ipv6, present);
  std::vector<CounterChange> moved;
  for (std::size_t place = 0; place < present.size(); ++place) {
    if (present[place] == before_[place]) continue;
    moved.push_back({watched_counters()[place], present[place], present[place] - before_[place]});
  }
  before_ = std::move(present);
  return moved;
}

std::optional<std::int64_t> Counters::value(std::string_view name) {
  CounterValues present;
  look(true, present);
  for (std::size_t place = 0; place < present.size(); ++place)
    if (present[place] >= 0 && is_named(watched_counters()[place], name)) return present[place];
  return std::nullopt;
}

}  // namespace wirelab::lessons
