#pragma once

#include "capture/filter/facts.hpp"
#include "capture/filter/value.hpp"

#include <concepts>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::filter {

using Values = std::vector<Value>;

// A name that a filter can ask for. Names are Wireshark's, and mean what they mean there; those of
// wirelab alone begin with "wirelab.".
struct Field {
  std::string_view name;
  Type type = Type::number;
  // Appends every value that the frame has of it: none, one, or several (tcp.port has two).
  void (*read)(const Facts& facts, Values& values) = nullptr;
};

// All fields, sorted by name.
std::span<const Field> fields();
const Field* field(std::string_view name);
std::vector<std::string> field_names();

// The parts of fields(), a file each.
std::span<const Field> link_fields();       // frame, eth, vlan, arp
std::span<const Field> network_fields();    // ip, ipv6, icmp, icmpv6
std::span<const Field> transport_fields();  // tcp, udp, and what is in them
std::span<const Field> analysis_fields();   // tcp.analysis, wirelab

template <std::integral Number>
void push(Values& values, Number number) {
  values.emplace_back().number = static_cast<std::int64_t>(number);
}
inline void push(Values& values, Bytes bytes) { values.emplace_back().bytes = bytes; }
void push(Values& values, std::string_view text);  // of static storage, or of the Trace
void push(Values& values, const decode::IpAddress& address);
void push(Values& values, const decode::MacAddress& address);

inline void push_protocol(Values& values, const Facts& facts, const decode::Extent& header) {
  push(values, facts.from(header));
  values.back().header = header.length;
}

// A field that is a member of a header, or a function of it: of_layer<&Layers::ipv4,
// &Ipv4::source>.
template <auto Layer, auto Member>
void of_layer(const Facts& facts, Values& values) {
  if (const auto& header = facts.layers().*Layer) push(values, std::invoke(Member, *header));
}
// A protocol: its bytes from its header on.
template <auto Layer>
void layer_itself(const Facts& facts, Values& values) {
  if (const auto& header = facts.layers().*Layer) push_protocol(values, facts, header->at);
}

}  // namespace wirelab::filter
