#include "lab/terminal/subnet_text.hpp"

#include "capture/address/classes.hpp"
#include "capture/words/words.hpp"
#include "lab/rows/subnet.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using address::Ipv4Prefix;
using address::Ipv6;
using address::Ipv6Prefix;

constexpr int octet_columns = 9;  // eight bits and what stands before the next
constexpr int bits_columns = 4 * octet_columns;

// The columns of the names at the left.
int name_columns(const BitGridRows& grid) {
  int most = 0;
  for (const auto& row : grid.rows) most = std::max(most, columns(row.name));
  return most + 2;
}

// "10101100 00010000 00001101 10|101101": the stroke stands at the split.
template <class One>
std::string bits(int count, int split, int group, const Style& style, One&& one) {
  std::string text, run;
  const auto flush = [&](bool network) {
    text += style.paint(run, network ? Hue::client : Hue::server);
    run.clear();
  };
  for (int i = 0; i < count; ++i) {
    if (i == split) {
      flush(true);
      text += style.strong("|");
    } else if (i > 0 && i % group == 0) {
      run += ' ';
    }
    run += one(i) ? '1' : '0';
  }
  flush(split >= count);
  if (split == count) text += style.strong("|");
  return text;
}

std::string bit_row(const BitGridRows& grid, const BitGridRows::Row& row, int names,
                    const Style& style) {
  // A stroke between two octets stands in the place of their blank.
  const int split = grid.prefix.length;
  const std::string shown =
      bits(32, split, 8, style, [&](int i) { return row.ones[static_cast<std::size_t>(i)]; });
  const bool extra = split % 8 != 0;
  const int used = bits_columns - 1 + (extra || split == 0 || split == 32 ? 1 : 0);
  const std::string gap(static_cast<std::size_t>(bits_columns + 3 - used), ' ');
  std::string line = left_in(row.name, names) + shown + gap + left_in(row.value, 15);
  if (!row.caption.empty()) line += "  " + style.paint(row.caption, Hue::muted);
  return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string grid_text(const BitGridRows& grid, const Style& style) {
  const int names = name_columns(grid);
  const std::string indent(static_cast<std::size_t>(names), ' ');
  std::string text = style.strong(grid.address + grid.length) + "\n\n";
  for (const auto& row : grid.rows) {
    if (row.id == "network")
      text += indent + std::string(static_cast<std::size_t>(bits_columns), '-') + "\n";
    text += bit_row(grid, row, names, style);
  }
  text += fmt::format("{}{}, {}\n", indent, style.paint(grid.network_bits, Hue::client),
                      style.paint(grid.host_bits, Hue::server));
  return text;
}

// A name at the left, a sentence beside it that may need more lines.
std::string told(std::string_view name, std::string_view sentence, int names, const Style& style) {
  const std::string beside = wrapped(sentence, style.width - names, names);
  return left_in(name, names) + beside + "\n";
}

std::string blocks_text(const SubnetBlockRows& rows, const Words& words, const Style& style) {
  std::string text = fmt::format("{}, {}\n", rows.range, rows.caption);
  for (const auto& block : rows.blocks) {
    const std::string range =
        block.first == block.last ? block.first : fmt::format("{} - {}", block.first, block.last);
    std::string line = fmt::format("{} {}", block.chosen ? ">" : " ", range);
    if (block.chosen) {
      line =
          style.strong(line) + "   " + say(words, "terminal.subnet.here", {{"address", rows.you}});
    }
    text += line + "\n";
  }
  return text;
}

std::string group_of_ipv6(const Ipv6& address, int group, int split, const Style& style) {
  const auto at = static_cast<std::size_t>(group) * 2;
  const std::string shown = bits(16, split - group * 16, 8, style,
                                 [&](int i) { return address::bit(address, group * 16 + i); });
  return fmt::format("{:02x}{:02x}  {}\n", address[at], address[at + 1], shown);
}

}  // namespace

std::string subnet_text(const Ipv4Prefix& prefix, const Words& words, const Style& style) {
  const BitGridRows grid = bit_grid_rows(prefix, words);
  const SubnetHostRows hosts = subnet_host_rows(prefix, words);
  const SubnetKindRows kind = subnet_kind_rows(prefix.address, words);
  std::string text = grid_text(grid, style) + "\n";
  int names = name_columns(grid);
  for (const auto& item : kind.items) names = std::max(names, columns(item.name) + 2);
  const std::string name = words.text("terminal.subnet.hosts");
  const std::string range = say(words, "terminal.subnet.range",
                                {{"first", address::text(address::first_host(prefix))},
                                 {"last", address::text(address::last_host(prefix))}});
  text += left_in(name, names) + range + "\n";
  text += left_in("", names) + hosts.formula + "\n";
  text += told("", hosts.sentence, names, style);
  for (const auto& item : kind.items) text += told(item.name, item.sentence, names, style);
  return text + "\n" + blocks_text(subnet_block_rows(prefix, words), words, style);
}

std::string subnet_text(const Ipv6Prefix& prefix, const Words& words, const Style& style) {
  std::string text = style.strong(address::text(prefix)) + "\n\n";
  for (int group = 0; group < 8; ++group)
    text += group_of_ipv6(prefix.address, group, prefix.length, style);
  text += "\n";
  const auto range = address::range_of(prefix.address);
  const std::string purpose = fmt::format("rows.subnet.purpose.{}", address::id(range.purpose));
  const std::string kind = words.text(purpose + ".name");
  const std::string network = words.text("rows.subnet.row.network");
  const std::string first = words.text("terminal.subnet.first"),
                    last = words.text("terminal.subnet.last"),
                    count = words.text("terminal.subnet.count");
  int names = 0;
  for (const auto& name : {kind, network, first, last, count})
    names = std::max(names, columns(name) + 2);
  const Ipv6 begin = address::network(prefix);
  text += left_in(network, names) + address::text(Ipv6Prefix{begin, prefix.length}) + "\n";
  text += left_in(first, names) + address::text(begin) + "\n";
  text += left_in(last, names) + address::text(address::last(prefix)) + "\n";
  text += left_in(count, names) + fmt::format("2^{}\n", 128 - prefix.length);
  return text + told(kind,
                     say(words, "rows.subnet.range",
                         {{"prefix", address::text(range.prefix)},
                          {"rfc", std::to_string(range.rfc)},
                          {"sentence", words.text(purpose + ".sentence")}}),
                     names, style);
}

}  // namespace wirelab::lab
