#include "lab/rows/subnet.hpp"

#include "capture/address/classes.hpp"
#include "capture/words/words.hpp"
#include "lab/model/subnet_ping.hpp"
#include "lab/rows/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using address::Ipv4;
using address::Ipv4Prefix;

std::array<bool, 32> ones_of(Ipv4 number) {
  std::array<bool, 32> ones{};
  for (std::size_t i = 0; i < ones.size(); ++i) ones[i] = (number >> (31 - i) & 1) != 0;
  return ones;
}

std::string bit_count(std::string_view of, int count, const Words& words) {
  const std::string id = fmt::format("rows.subnet.{}{}", of, count == 1 ? "_bit" : "_bits");
  return say(words, id, {{"count", std::to_string(count)}});
}

// The last address is a broadcast only where there is room for one.
std::string last_id(const Ipv4Prefix& prefix) {
  if (address::has_broadcast(prefix)) return "broadcast";
  return prefix.length == 31 ? "last_of_two" : "last_of_one";
}

std::string class_sentence(address::AddressClass of, const Words& words) {
  const Ipv4Prefix block = address::class_block(of);
  const auto length = address::classful_length(of);
  const std::string_view id = of == address::AddressClass::D   ? "rows.subnet.class_multicast"
                              : of == address::AddressClass::E ? "rows.subnet.class_reserved"
                                                               : "rows.subnet.class_prefix";
  return say(words, id,
             {{"first", address::text(block.address)},
              {"last", address::text(address::last(block))},
              {"length", std::to_string(length.value_or(0))}});
}

}  // namespace

BitGridRows bit_grid_rows(const Ipv4Prefix& prefix, const Words& words) {
  using Kind = BitGridRows::Kind;
  BitGridRows grid;
  grid.prefix = prefix;
  grid.address = address::text(prefix.address);
  grid.length = fmt::format("/{}", prefix.length);
  grid.mask = address::text(address::mask(prefix.length));
  const auto row = [&](std::string id, std::string_view words_id, Ipv4 value, Kind kind) {
    const std::string name = fmt::format("rows.subnet.row.{}", words_id);
    const std::string caption = fmt::format("rows.subnet.caption.{}", words_id);
    grid.rows.push_back({std::move(id), words.text(name),
                         words.has(caption) ? words.text(caption) : "", address::text(value),
                         ones_of(value), kind});
  };
  row("address", "address", prefix.address, Kind::plain);
  row("mask", "mask", address::mask(prefix.length), Kind::mask);
  row("network", "network", address::network(prefix), Kind::result);
  row("broadcast", last_id(prefix), address::last(prefix), Kind::result);
  grid.network_bits = bit_count("network", prefix.length, words);
  grid.host_bits = bit_count("host", 32 - prefix.length, words);
  return grid;
}

SubnetHostRows subnet_host_rows(const Ipv4Prefix& prefix, const Words& words) {
  SubnetHostRows rows;
  const int bits = 32 - prefix.length;
  rows.name = words.text("rows.subnet.hosts");
  const std::string hosts = std::to_string(address::host_count(prefix));
  const bool taken = address::has_broadcast(prefix);
  rows.formula = fmt::format("2^{}{} = {}", bits, taken ? " - 2" : "", hosts);
  const std::string_view id = taken                 ? "rows.subnet.hosts_all_but_two"
                              : prefix.length == 31 ? "rows.subnet.hosts_pair"
                                                    : "rows.subnet.hosts_one";
  rows.sentence = say(words, id,
                      {{"bits", std::to_string(bits)},
                       {"patterns", std::to_string(address::address_count(prefix))}});
  return rows;
}

SubnetKindRows subnet_kind_rows(Ipv4 of, const Words& words) {
  SubnetKindRows rows;
  const auto range = address::range_of(of);
  const std::string purpose = fmt::format("rows.subnet.purpose.{}", address::id(range.purpose));
  std::string sentence = words.text(purpose + ".sentence");
  if (range.rfc != 0) {
    sentence = say(words, "rows.subnet.range",
                   {{"prefix", address::text(range.prefix)},
                    {"rfc", std::to_string(range.rfc)},
                    {"sentence", sentence}});
  }
  rows.items.push_back({words.text(purpose + ".name"), sentence});
  const auto of_class = address::class_of(of);
  rows.items.push_back(
      {say(words, "rows.subnet.class", {{"letter", std::string(1, address::letter(of_class))}}),
       class_sentence(of_class, words)});
  return rows;
}

std::string fault_text(const address::Fault& fault, const Words& words) {
  const std::string place = fmt::format("rows.subnet.place.{}", fault.place);
  return say(words, fmt::format("rows.subnet.fault.{}", address::id(fault.kind)),
             {{"part", fault.part},
              {"place", words.text(place)},
              {"count", std::to_string(fault.place)},
              {"limit", std::to_string(fault.limit)}});
}

SubnetRows subnet_rows(const SubnetState& state, const Words& words) {
  SubnetRows rows;
  rows.grid = bit_grid_rows(state.prefix, words);
  if (state.fault) rows.grid.fault = fault_text(*state.fault, words);
  rows.blocks = subnet_block_rows(state.prefix, words);
  rows.hosts = subnet_host_rows(state.prefix, words);
  rows.hosts.can_ping = ping_bench(state.prefix).has_value();
  rows.kind = subnet_kind_rows(state.prefix.address, words);
  rows.drill = drill_rows(state, words);
  return rows;
}

}  // namespace wirelab::lab
