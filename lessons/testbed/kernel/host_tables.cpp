#include "lessons/testbed/kernel/host_tables.hpp"

#include "capture/decode/address.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace wirelab::lessons {
namespace {

using decode::IpAddress;

constexpr std::size_t mac_size = 6;

// Of an attribute; nothing when its length is not that of this family's address.
std::optional<IpAddress> address_in(NetlinkBytes value, std::uint8_t family) {
  if (family == AF_INET && value.size() == 4) return decode::ipv4_address(value);
  if (family == AF_INET6 && value.size() == 16) return decode::ipv6_address(value);
  return std::nullopt;
}

std::string mac_in(NetlinkBytes value) {
  if (value.size() != mac_size) return "";
  decode::MacAddress mac;
  std::copy(value.begin(), value.end(), mac.bytes.begin());
  return mac.text();
}

std::string name_of(int interface, const InterfaceNames& names) {
  const auto found = names.find(interface);
  return found == names.end() ? fmt::format("#{}", interface) : found->second;
}

std::string_view neighbour_state(std::uint16_t state) {
  switch (state) {
    case NUD_INCOMPLETE: return "incomplete";
    case NUD_REACHABLE: return "reachable";
    case NUD_STALE: return "stale";
    case NUD_DELAY: return "delay";
    case NUD_PROBE: return "probe";
    case NUD_FAILED: return "failed";
    case NUD_PERMANENT: return "permanent";
    default: return "none";
  }
}

// What a route's attributes say.
struct RouteParts {
  std::optional<IpAddress> destination, gateway;
  int interface = 0;
  std::uint32_t metric = 0, table = 0;
};

RouteParts route_parts(NetlinkBytes attributes, const rtmsg& route) {
  RouteParts parts{.table = route.rtm_table};
  const auto number = [](NetlinkBytes value) { return value_in<std::uint32_t>(value).value_or(0); };
  read_attributes(attributes, [&](std::uint16_t type, NetlinkBytes value) {
    if (type == RTA_DST) parts.destination = address_in(value, route.rtm_family);
    if (type == RTA_GATEWAY) parts.gateway = address_in(value, route.rtm_family);
    if (type == RTA_OIF) parts.interface = static_cast<int>(number(value));
    if (type == RTA_PRIORITY) parts.metric = number(value);
    if (type == RTA_TABLE) parts.table = number(value);
  });
  return parts;
}

}  // namespace

bool read_link(const NetlinkMessage& message, InterfaceNames& names) {
  if (message.type != RTM_NEWLINK) return true;
  const auto link = value_in<ifinfomsg>(message.body);
  if (!link) return false;
  read_attributes(message.body.subspan(sizeof *link), [&](std::uint16_t type, NetlinkBytes value) {
    if (type != IFLA_IFNAME) return;
    std::string name(value.begin(), std::find(value.begin(), value.end(), 0));
    names[link->ifi_index] = std::move(name);
  });
  return true;
}

bool read_neighbour(const NetlinkMessage& message, const InterfaceNames& names,
                    std::vector<TableRow>& rows) {
  if (message.type != RTM_NEWNEIGH) return true;
  const auto neighbour = value_in<ndmsg>(message.body);
  if (!neighbour) return false;
  if (neighbour->ndm_state == NUD_NOARP || neighbour->ndm_type == RTN_MULTICAST) return true;
  std::optional<IpAddress> address;
  std::string mac;
  read_attributes(message.body.subspan(sizeof *neighbour),
                  [&](std::uint16_t type, NetlinkBytes value) {
                    if (type == NDA_DST) address = address_in(value, neighbour->ndm_family);
                    if (type == NDA_LLADDR) mac = mac_in(value);
                  });
  if (!address) return true;
  const std::string interface = name_of(neighbour->ndm_ifindex, names);
  TableRow row{"neighbours", fmt::format("{} {}", address->text(), interface), {}};
  if (!mac.empty()) row.fields.emplace_back("MAC", mac);
  row.fields.emplace_back("STATE", neighbour_state(neighbour->ndm_state));
  row.fields.emplace_back("INTERFACE", interface);
  rows.push_back(std::move(row));
  return true;
}

bool read_route(const NetlinkMessage& message, const InterfaceNames& names,
                std::vector<TableRow>& rows) {
  if (message.type != RTM_NEWROUTE) return true;
  const auto route = value_in<rtmsg>(message.body);
  if (!route) return false;
  const RouteParts parts = route_parts(message.body.subspan(sizeof *route), *route);
  const bool shown = parts.table == RT_TABLE_MAIN && route->rtm_type == RTN_UNICAST &&
                     (route->rtm_flags & RTM_F_CLONED) == 0;
  if (!shown) return true;
  const std::string to = parts.destination
                             ? fmt::format("{}/{}", parts.destination->text(), route->rtm_dst_len)
                         : route->rtm_family == AF_INET ? "0.0.0.0/0"
                                                        : "::/0";
  const std::string interface = name_of(parts.interface, names);
  TableRow row{"routes", fmt::format("{} {}", to, interface), {}};
  if (parts.gateway) row.fields.emplace_back("GATEWAY", parts.gateway->text());
  row.fields.emplace_back("INTERFACE", interface);
  if (parts.metric != 0) row.fields.emplace_back("METRIC", std::to_string(parts.metric));
  rows.push_back(std::move(row));
  return true;
}

}  // namespace wirelab::lessons
