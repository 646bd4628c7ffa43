#include "lab/terminal/subnet_json.hpp"

#include "capture/address/classes.hpp"
#include "lab/terminal/json_object.hpp"

namespace wirelab::lab {
namespace {

using address::Ipv4Prefix;
using address::Ipv6Prefix;

// What an address is set aside for, of either version.
template <class Range>
std::string range_object(const Range& range) {
  JsonObject object;
  object.text("purpose", address::id(range.purpose));
  object.text("prefix", address::text(range.prefix));
  if (range.rfc != 0) object.number("rfc", static_cast<std::uint64_t>(range.rfc));
  return object.object();
}

}  // namespace

std::string subnet_json(const Ipv4Prefix& prefix) {
  JsonObject object;
  object.number("wirelab", 1).text("address", address::text(prefix.address));
  object.number("length", static_cast<std::uint64_t>(prefix.length));
  object.text("mask", address::text(address::mask(prefix.length)));
  object.text("network", address::text(address::network(prefix)));
  const bool ends = address::has_broadcast(prefix);
  if (ends) object.text("broadcast", address::text(address::last(prefix)));
  object.text("first_host", address::text(address::first_host(prefix)));
  object.text("last_host", address::text(address::last_host(prefix)));
  object.number("addresses", address::address_count(prefix));
  object.number("hosts", address::host_count(prefix));
  object.text("class", std::string(1, address::letter(address::class_of(prefix.address))));
  object.raw("range", range_object(address::range_of(prefix.address)));
  return object.line();
}

std::string subnet_json(const Ipv6Prefix& prefix) {
  JsonObject object;
  object.number("wirelab", 1).text("address", address::text(prefix.address));
  object.number("length", static_cast<std::uint64_t>(prefix.length));
  object.text("network", address::text(address::network(prefix)));
  object.text("last", address::text(address::last(prefix)));
  // More than a number of JSON holds: as a power of two.
  object.number("address_bits", static_cast<std::uint64_t>(128 - prefix.length));
  object.raw("range", range_object(address::range_of(prefix.address)));
  return object.line();
}

}  // namespace wirelab::lab
