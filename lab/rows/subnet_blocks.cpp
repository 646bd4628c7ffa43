#include "capture/words/words.hpp"
#include "lab/rows/subnet.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using address::Ipv4;
using address::Ipv4Prefix;
using Cell = SubnetBlockRows::Cell;
using Mark = SubnetBlockRows::Mark;

constexpr int most_bits = 4;  // of blocks in a row: sixteen still have room for their names
constexpr std::uint64_t most_cells = 64;

// What is cut into blocks of this length: an octet's boundary where that makes few enough of them.
int around(int length) {
  if (length == 0) return 0;
  return std::max((length - 1) / 8 * 8, length - most_bits);
}

// The end of an address, from the first octet in which two of the surrounding block differ.
std::string ending(Ipv4 address, int surrounding) {
  const std::string whole = address::text(address);
  std::size_t at = 0;
  for (int octet = 0; octet < std::min(surrounding / 8, 3); ++octet) at = whole.find('.', at + 1);
  return whole.substr(at);
}

struct Zoom {
  const Ipv4Prefix& prefix;
  const Words& words;
  int surrounding;
  SubnetBlockRows& rows;
  bool you_named = false;

  std::size_t cell(Ipv4 address) const {
    const std::uint64_t offset = address - address::network(prefix);
    return static_cast<std::size_t>(offset * rows.cells.size() / address::address_count(prefix));
  }
  void mark(Ipv4 address, std::string_view id, Mark look) {
    const bool you = address == prefix.address;
    const std::string end = ending(address, surrounding);
    const std::string name = words.text(fmt::format("rows.subnet.mark.{}", id));
    look.text = fmt::format("{} {}", end, name);
    // An address that has two names stands once.
    if (you && id != "you") {
      look.text = say(words, "rows.subnet.mark.both", {{"address", end}, {"name", name}});
      look.strong = look.needed = true;
      you_named = true;
    }
    look.cell = cell(address);
    rows.marks.push_back(std::move(look));
  }

  void marks() {
    const bool ends = address::has_broadcast(prefix);
    if (ends) mark(address::network(prefix), "network", {{}, Hue::server, Mark::Side::left});
    if (prefix.length < 32) {
      mark(address::first_host(prefix), "first_host",
           {{}, Hue::body, Mark::Side::left, false, false});
      mark(address::last_host(prefix), "last_host",
           {{}, Hue::body, Mark::Side::right, false, false});
    }
    if (ends) mark(address::last(prefix), "broadcast", {{}, Hue::server, Mark::Side::right});
    if (!you_named) mark(prefix.address, "you", {{}, Hue::text, Mark::Side::here, true});
  }

  void cells() {
    const std::uint64_t count = address::address_count(prefix);
    rows.cells.assign(static_cast<std::size_t>(std::min(count, most_cells)), Cell::host);
    if (address::has_broadcast(prefix)) {
      rows.cells.front() = Cell::network;
      rows.cells.back() = Cell::broadcast;
    }
    rows.cells[cell(prefix.address)] = Cell::you;
    if (count <= most_cells) return;
    rows.cell_size = say(words, "rows.subnet.cell", {{"count", thousands(count / most_cells)}});
  }
};

}  // namespace

SubnetBlockRows subnet_block_rows(const Ipv4Prefix& prefix, const Words& words) {
  SubnetBlockRows rows;
  const int surrounding = around(prefix.length);
  const Ipv4Prefix whole = address::block_at(prefix.address, surrounding);
  rows.range =
      say(words, "rows.subnet.range_of_blocks",
          {{"first", address::text(whole.address)}, {"last", address::text(address::last(whole))}});
  const std::uint64_t count = address::part_count(whole, prefix.length);
  rows.caption =
      say(words, count == 1 ? "rows.subnet.one_block" : "rows.subnet.cut",
          {{"count", std::to_string(count)}, {"size", thousands(address::address_count(prefix))}});
  rows.chosen = static_cast<std::size_t>(address::part_index(whole, prefix.length, prefix.address));
  const Ipv4 host_bits = prefix.address & ~address::mask(prefix.length);
  for (std::uint64_t i = 0; i < count; ++i) {
    const Ipv4Prefix block = address::part(whole, prefix.length, i);
    rows.blocks.push_back({ending(block.address, surrounding),
                           ending(address::last(block), surrounding),
                           {block.address | host_bits, prefix.length},
                           i == rows.chosen});
  }
  rows.you = ending(prefix.address, surrounding);
  const auto size = static_cast<double>(address::address_count(prefix));
  rows.you_share = (static_cast<double>(host_bits) + 0.5) / size;
  Zoom zoom{prefix, words, surrounding, rows};
  zoom.cells();
  zoom.marks();
  return rows;
}

}  // namespace wirelab::lab
