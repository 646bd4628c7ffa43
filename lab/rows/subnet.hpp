#pragma once

#include "capture/address/fault.hpp"
#include "lab/model/subnet.hpp"
#include "lab/rows/hue.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// The bits of an address, its mask, and what follows from both.
struct BitGridRows {
  enum class Kind { plain, mask, result };
  struct Row {
    std::string id;  // "address", "mask", "network", "broadcast"
    std::string name, caption, value;
    std::array<bool, 32> ones{};
    Kind kind = Kind::plain;
  };
  address::Ipv4Prefix prefix;
  std::string address, length, mask;  // "172.16.13.173", "/26", "255.255.255.192"
  std::vector<Row> rows;
  std::string network_bits, host_bits;  // "26 network bits"
  std::string fault;                    // what is wrong with what was typed
};

// The blocks beside the one in view, and what is in it.
struct SubnetBlockRows {
  struct Block {
    std::string first, last;           // ".128", ".191"
    address::Ipv4Prefix same_place{};  // the address in this block with the same host bits
    bool chosen = false;
  };
  enum class Cell { host, network, broadcast, you };
  struct Mark {
    enum class Side { left, here, right };  // flows from an end, or stands under its cell
    std::string text;                       // ".128 network"
    Hue hue = Hue::body;
    Side side = Side::here;
    bool strong = false, needed = true;  // what is not needed goes where there is no room
    std::size_t cell = 0;
  };
  std::string range, caption;
  std::vector<Block> blocks;
  std::size_t chosen = 0;
  std::string you;       // ".173"
  double you_share = 0;  // where in its block, from 0 to 1
  std::vector<Cell> cells;
  std::string cell_size;  // what one cell stands for, if more than an address
  std::vector<Mark> marks;
};

// How many hosts, and why.
struct SubnetHostRows {
  std::string name, formula, sentence;
  bool can_ping = false;  // there is room for real hosts around the address
  bool pinged = false;    // the sentence says how a ping went
};

// What the address is by its own bits: one item each for class and range.
struct SubnetKindRows {
  struct Item {
    std::string name, sentence;
  };
  std::vector<Item> items;
};

// A question, four answers, and what is wrong with them.
struct DrillRows {
  enum class Mark { none, right, wrong };
  struct Field {
    std::string id, label, checked;  // as it was when it was checked
    Mark mark = Mark::none;
  };
  std::uint32_t number = 0;
  address::Ipv4Prefix prefix{};
  std::string question, score;
  std::vector<Field> fields;
  std::string head, body;  // of the first mistake, or of none
  bool checked = false, all_right = false;
};

struct SubnetRows {
  BitGridRows grid;
  SubnetBlockRows blocks;
  SubnetHostRows hosts;
  SubnetKindRows kind;
  DrillRows drill;
  bool with_lesson = false;  // the lesson that is open is about them
};
SubnetRows subnet_rows(const SubnetState& state, const Words& words);

// Its parts, each alone.
BitGridRows bit_grid_rows(const address::Ipv4Prefix& prefix, const Words& words);
SubnetBlockRows subnet_block_rows(const address::Ipv4Prefix& prefix, const Words& words);
SubnetHostRows subnet_host_rows(const address::Ipv4Prefix& prefix, const Words& words);
SubnetKindRows subnet_kind_rows(address::Ipv4 address, const Words& words);
DrillRows drill_rows(const SubnetState& state, const Words& words);
// One sentence.
std::string fault_text(const address::Fault& fault, const Words& words);

}  // namespace wirelab::lab
