#include "capture/trace/bench_fields.hpp"

#include <algorithm>
#include <charconv>

namespace wirelab {

namespace {

// Cuts off what stands before the next `end`; the rest stays in `text`.
std::string_view cut(std::string_view& text, char end) {
  const std::size_t length = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return part;
}

struct Entry {
  std::string_view name, rest;  // what stands before the first = and after it
};

// The entries that have both a name and something to say of it.
std::vector<Entry> entries_of(std::string_view text) {
  std::vector<Entry> entries;
  while (!text.empty()) {
    std::string_view rest = cut(text, ' ');
    const std::string_view name = cut(rest, '=');
    if (!name.empty() && !rest.empty()) entries.push_back({name, rest});
  }
  return entries;
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::vector<Host> read_hosts(std::string_view text) {
  std::vector<Host> hosts;
  for (Entry entry : entries_of(text))
    while (!entry.rest.empty()) {
      std::string_view address = cut(entry.rest, ',');
      address = cut(address, '/');
      if (!address.empty()) hosts.push_back({std::string(entry.name), std::string(address)});
    }
  return hosts;
}

std::vector<BenchPort> read_ports(std::string_view text) {
  std::vector<BenchPort> ports;
  for (Entry entry : entries_of(text)) {
    BenchPort port;
    port.name = entry.name;
    port.host = entry.name.substr(0, entry.name.rfind('.'));
    port.segment = cut(entry.rest, ',');
    port.mac = cut(entry.rest, ',');
    while (!entry.rest.empty()) port.addresses.emplace_back(cut(entry.rest, ','));
    ports.push_back(std::move(port));
  }
  return ports;
}

std::vector<BenchSegment> read_segments(std::string_view text) {
  std::vector<BenchSegment> segments;
  for (Entry entry : entries_of(text)) {
    BenchSegment segment;
    segment.name = entry.name;
    segment.kind = cut(entry.rest, ',');
    segment.delay = number_in(cut(entry.rest, ',')).value_or(0);
    segment.mtu = number_in(cut(entry.rest, ',')).value_or(0);
    segments.push_back(std::move(segment));
  }
  return segments;
}

std::vector<std::string> read_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty())
    if (const std::string_view name = cut(text, ' '); !name.empty()) names.emplace_back(name);
  return names;
}

std::optional<std::uint16_t> read_fin_timeout(std::string_view settings) {
  constexpr std::string_view name = "tcp_fin_timeout";
  const std::size_t at = settings.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  settings.remove_prefix(at + name.size());
  settings.remove_prefix(std::min(settings.find_first_not_of(" =\t"), settings.size()));
  std::uint16_t seconds = 0;
  const auto read = std::from_chars(settings.data(), settings.data() + settings.size(), seconds);
  if (read.ec != std::errc() || seconds == 0) return std::nullopt;
  return seconds;
}

}  // namespace wirelab
