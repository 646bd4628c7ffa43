#include "lessons/testbed/topology/topology_tables.hpp"

#include "capture/words/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace wirelab::lessons {
namespace {

using Wrong = std::optional<TopologyTables::Mistake>;

// Bytes of one name or value.
constexpr std::size_t longest_text = 200;

const std::vector<std::string> top_keys{"hosts", "segments"};
const std::vector<std::string> host_keys{"address", "segment",  "gateway", "forward",
                                         "routes",  "settings", "eth0",    "eth1"};
const std::vector<std::string> interface_keys{"address", "segment"};
const std::vector<std::string> route_keys{"to", "via"};
const std::vector<std::string> segment_keys{"kind", "delay_ms", "mtu", "ageing_s"};

TopologyTables::Mistake unknown_key(unsigned line, const std::string& what, const std::string& key,
                                    const std::vector<std::string>& known) {
  const std::string near = nearest(key, known);
  return {line, fmt::format("{} has no '{}'; {}", what, key,
                            near.empty() ? fmt::format("there is: {}", fmt::join(known, ", "))
                                         : fmt::format("did you mean '{}'?", near))};
}

TopologyTables::Mistake wants(unsigned line, const std::string& key, const std::string& what) {
  return {line, fmt::format("'{}' wants {}", key, what)};
}

// A text or a list of texts. False: something else.
bool read_texts(const toml::node& node, std::vector<std::string>& into) {
  if (const auto* text = node.as_string()) {
    into.push_back(text->get());
    return true;
  }
  const auto* list = node.as_array();
  if (!list || list->empty()) return false;
  for (const toml::node& one : *list) {
    const auto* text = one.as_string();
    if (!text) return false;
    into.push_back(text->get());
  }
  return true;
}

std::optional<std::size_t> interface_number(const std::string& key) {
  if (!key.starts_with("eth") || key.size() > 5) return std::nullopt;
  std::size_t number = 0;
  const char* end = key.data() + key.size();
  const auto [stop, error] = std::from_chars(key.data() + 3, end, number);
  if (error != std::errc() || stop != end || interface_name(number) != key) return std::nullopt;
  return number;
}

// A name or a text that nobody could mean, anywhere below: what is left can be repeated in one
// line.
Wrong text_mistake(std::string_view text, unsigned line) {
  if (text.size() > longest_text)
    return TopologyTables::Mistake{
        line, fmt::format("a name or text of {} bytes stands here; at most {} can be meant",
                          text.size(), longest_text)};
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), is_control))
    return TopologyTables::Mistake{line, "a control character stands in this name or text"};
  return std::nullopt;
}

Wrong text_mistake(const toml::node& node) {
  const unsigned line = node.source().begin.line;
  if (const auto* text = node.as_string()) return text_mistake(text->get(), line);
  if (const auto* list = node.as_array())
    for (const toml::node& one : *list)
      if (Wrong wrong = text_mistake(one)) return wrong;
  if (const auto* table = node.as_table())
    for (const auto& [key, one] : *table) {
      if (Wrong wrong = text_mistake(key.str(), key.source().begin.line)) return wrong;
      if (Wrong wrong = text_mistake(one)) return wrong;
    }
  return std::nullopt;
}

// Whole or broken, at least 0.
std::optional<double> number_in(const toml::node& node) {
  const auto value = node.value<double>();
  if (!node.is_number() || !value || !std::isfinite(*value) || *value < 0 || *value > 1e9)
    return std::nullopt;
  return value;
}

}  // namespace

std::vector<TopologyTables::Entry> TopologyTables::entries_of(const toml::table& table) {
  std::vector<Entry> entries;
  for (const auto& [key, node] : table)
    entries.push_back({std::string(key.str()), &node, key.source().begin.line});
  const auto position = [](const Entry& entry) {
    return std::pair{entry.line, entry.node->source().begin.column};
  };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& one, const Entry& other) {
    return position(one) < position(other);
  });
  return entries;
}

Wrong TopologyTables::read(const toml::table& table) {
  if (Wrong wrong = text_mistake(table)) return wrong;
  const auto entries = entries_of(table);
  for (const Entry& entry : entries) {
    lines_[entry.key] = entry.line;
    if (std::find(top_keys.begin(), top_keys.end(), entry.key) == top_keys.end())
      return unknown_key(entry.line, "a topology", entry.key, top_keys);
    const auto* inner = entry.node->as_table();
    if (!inner)
      return wants(entry.line, entry.key, fmt::format("tables, as in [{}.NAME]", entry.key));
    for (const Entry& one : entries_of(*inner))
      if (Wrong wrong = entry.key == "hosts" ? read_host(one) : read_segment(one)) return wrong;
  }
  // One segment needs no name at its hosts.
  if (topology_.segments.size() != 1) return std::nullopt;
  for (HostPlan& host : topology_.hosts)
    for (InterfacePlan& interface : host.interfaces)
      if (interface.segment.empty()) interface.segment = topology_.segments.front().name;
  return std::nullopt;
}

unsigned TopologyTables::line_of(const std::string& place) const {
  for (std::string around = place; !around.empty();) {
    if (const auto found = lines_.find(around); found != lines_.end()) return found->second;
    const std::size_t dot = around.rfind('.');
    around.resize(dot == std::string::npos ? 0 : dot);
  }
  return 1;
}

Wrong TopologyTables::read_host(const Entry& entry) {
  const auto* table = entry.node->as_table();
  if (!table) return wants(entry.line, entry.key, "a table, as in [hosts.NAME]");
  lines_["hosts." + entry.key] = entry.line;
  HostPlan host{.name = entry.key, .interfaces = {}, .gateways = {}, .routes = {}, .settings = {}};
  for (const Entry& one : entries_of(*table))
    if (Wrong wrong = read_host_key(host, one)) return wrong;
  for (std::size_t number = 0; number < host.interfaces.size(); ++number) {
    const InterfacePlan& interface = host.interfaces[number];
    if (interface.addresses.empty() && interface.segment.empty())
      return Mistake{entry.line, fmt::format("{} has an {} but no {}", host.name,
                                             interface_name(host.interfaces.size() - 1),
                                             interface_name(number))};
  }
  topology_.hosts.push_back(std::move(host));
  return std::nullopt;
}

InterfacePlan& TopologyTables::interface(HostPlan& host, std::size_t number) {
  if (host.interfaces.size() <= number) host.interfaces.resize(number + 1);
  return host.interfaces[number];
}

Wrong TopologyTables::read_host_key(HostPlan& host, const Entry& entry) {
  const std::string place = "hosts." + host.name;
  if (entry.key == "address") {
    lines_[place + ".eth0.address"] = entry.line;
    auto& addresses = interface(host, 0).addresses;
    if (!addresses.empty())
      return Mistake{entry.line, "'address' is short for that of eth0, which stands here already"};
    if (!read_texts(*entry.node, addresses))
      return wants(entry.line, entry.key, "\"10.0.1.10/24\", or a list of such");
  } else if (entry.key == "segment") {
    lines_[place + ".eth0.segment"] = entry.line;
    const auto* text = entry.node->as_string();
    if (!text) return wants(entry.line, entry.key, "the name of a segment");
    interface(host, 0).segment = text->get();
  } else if (entry.key == "gateway") {
    lines_[place + ".gateway"] = entry.line;
    if (!read_texts(*entry.node, host.gateways))
      return wants(entry.line, entry.key, "\"10.0.1.1\", or a list of such");
  } else if (entry.key == "forward") {
    const auto* value = entry.node->as_boolean();
    if (!value) return wants(entry.line, entry.key, "true or false");
    host.forward = value->get();
  } else if (entry.key == "routes") {
    return read_routes(host, entry);
  } else if (entry.key == "settings") {
    return read_settings(host, entry);
  } else if (const auto number = interface_number(entry.key)) {
    return read_interface(host, *number, entry);
  } else {
    return unknown_key(entry.line, "a host", entry.key, host_keys);
  }
  return std::nullopt;
}

Wrong TopologyTables::read_interface(HostPlan& host, std::size_t number, const Entry& entry) {
  const std::string place = fmt::format("hosts.{}.{}", host.name, entry.key);
  lines_[place] = entry.line;
  const auto* table = entry.node->as_table();
  if (!table)
    return wants(entry.line, entry.key, "{ address = \"10.0.1.1/24\", segment = \"NAME\" }");
  InterfacePlan& made = interface(host, number);
  if (!made.addresses.empty())
    return Mistake{entry.line, fmt::format("{} of {} stands here already", entry.key, host.name)};
  for (const Entry& one : entries_of(*table)) {
    lines_[place + "." + one.key] = one.line;
    if (one.key == "address") {
      if (!read_texts(*one.node, made.addresses))
        return wants(one.line, one.key, "\"10.0.1.10/24\", or a list of such");
    } else if (one.key == "segment") {
      const auto* text = one.node->as_string();
      if (!text) return wants(one.line, one.key, "the name of a segment");
      made.segment = text->get();
    } else {
      return unknown_key(one.line, "an interface", one.key, interface_keys);
    }
  }
  return std::nullopt;
}

Wrong TopologyTables::read_routes(HostPlan& host, const Entry& entry) {
  constexpr const char* form = "a list: [{ to = \"10.0.2.0/24\", via = \"10.0.1.1\" }]";
  lines_["hosts." + host.name + ".routes"] = entry.line;
  const auto* list = entry.node->as_array();
  if (!list) return wants(entry.line, entry.key, form);
  for (const toml::node& node : *list) {
    const auto* table = node.as_table();
    if (!table) return wants(entry.line, entry.key, form);
    RoutePlan route;
    for (const Entry& one : entries_of(*table)) {
      if (one.key != "to" && one.key != "via")
        return unknown_key(one.line, "a route", one.key, route_keys);
      const auto* text = one.node->as_string();
      if (!text) return wants(one.line, one.key, "an address as text");
      (one.key == "to" ? route.to : route.via) = text->get();
    }
    lines_[fmt::format("hosts.{}.routes.{}", host.name, host.routes.size())] =
        node.source().begin.line;
    host.routes.push_back(std::move(route));
  }
  return std::nullopt;
}

Wrong TopologyTables::read_settings(HostPlan& host, const Entry& entry) {
  const auto* table = entry.node->as_table();
  if (!table) return wants(entry.line, entry.key, "{ \"net.ipv4.tcp_syncookies\" = 0 }");
  for (const Entry& one : entries_of(*table)) {
    if (!one.key.starts_with("net."))
      return Mistake{one.line,
                     fmt::format("'{}' is no setting of a network: their names begin with net., "
                                 "in quotes",
                                 one.key)};
    if (const auto* text = one.node->as_string())
      host.settings.emplace_back(one.key, text->get());
    else if (const auto* number = one.node->as_integer())
      host.settings.emplace_back(one.key, std::to_string(number->get()));
    else
      return wants(one.line, one.key, "a text or a whole number");
  }
  return std::nullopt;
}

Wrong TopologyTables::read_segment(const Entry& entry) {
  const auto* table = entry.node->as_table();
  if (!table) return wants(entry.line, entry.key, "a table, as in [segments.NAME]");
  lines_["segments." + entry.key] = entry.line;
  SegmentPlan segment{.name = entry.key};
  for (const Entry& one : entries_of(*table)) {
    lines_[fmt::format("segments.{}.{}", entry.key, one.key)] = one.line;
    if (Wrong wrong = read_segment_key(segment, one)) return wrong;
  }
  topology_.segments.push_back(std::move(segment));
  return std::nullopt;
}

Wrong TopologyTables::read_segment_key(SegmentPlan& segment, const Entry& entry) {
  if (entry.key == "kind") {
    const auto* text = entry.node->as_string();
    const auto kind = text ? segment_kind(text->get()) : std::nullopt;
    if (!kind) return wants(entry.line, entry.key, "\"cable\", \"hub\" or \"switch\"");
    segment.kind = *kind;
    return std::nullopt;
  }
  if (std::find(segment_keys.begin(), segment_keys.end(), entry.key) == segment_keys.end())
    return unknown_key(entry.line, "a segment", entry.key, segment_keys);
  const auto number = number_in(*entry.node);
  if (!number) return wants(entry.line, entry.key, "a number that is not below 0");
  if (entry.key == "delay_ms")
    segment.delay = static_cast<Time>(*number * 1e6);
  else if (entry.key == "ageing_s")
    segment.ageing = static_cast<Time>(*number * 1e9);
  else
    segment.mtu = static_cast<unsigned>(*number);
  return std::nullopt;
}

}  // namespace wirelab::lessons
