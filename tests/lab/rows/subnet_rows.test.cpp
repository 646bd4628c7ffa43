// The bits of an address as they are shown: rows, blocks, marks, the drill and its words.

#include "lab/rows/subnet.hpp"

#include "capture/address/classes.hpp"
#include "tests/lab/run_builder.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lab;
using wirelab::test::words;

namespace {

address::Ipv4Prefix prefix(std::string_view typed) {
  return std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(typed));
}

std::string bits(const BitGridRows::Row& row) {
  std::string text;
  for (const bool one : row.ones) text += one ? '1' : '0';
  return text;
}

SubnetBlockRows blocks(std::string_view typed) { return subnet_block_rows(prefix(typed), words()); }

std::string marks(const SubnetBlockRows& rows) {
  std::string text;
  for (const auto& mark : rows.marks) text += (text.empty() ? "" : "; ") + mark.text;
  return text;
}

DrillRows answered(const std::array<std::string, 4>& answers) {
  SubnetState state;
  state.answers = answers;
  return drill_rows(state, words());
}

}  // namespace

TEST_CASE("subnet_grid_shows_four_numbers_bit_by_bit") {
  const auto grid = bit_grid_rows(prefix("172.16.13.173/26"), words());
  REQUIRE(grid.rows.size() == 4);
  CHECK(bits(grid.rows[0]) == "10101100000100000000110110101101");
  CHECK(bits(grid.rows[1]) == "11111111111111111111111111000000");
  CHECK(bits(grid.rows[2]) == "10101100000100000000110110000000");
  CHECK(bits(grid.rows[3]) == "10101100000100000000110110111111");
  CHECK(grid.rows[2].value == "172.16.13.128");
  CHECK(grid.rows[3].value == "172.16.13.191");
  CHECK(grid.rows[3].id == "broadcast");
  CHECK(grid.network_bits == "26 network bits");
  CHECK(grid.host_bits == "6 host bits");
  CHECK(bit_grid_rows(prefix("10.0.0.1/31"), words()).host_bits == "1 host bit");
  CHECK(bit_grid_rows(prefix("10.0.0.1/31"), words()).rows[3].name == "last");
}

TEST_CASE("subnet_hosts_are_counted_with_their_formula") {
  CHECK(subnet_host_rows(prefix("172.16.13.173/26"), words()).formula == "2^6 - 2 = 62");
  CHECK(subnet_host_rows(prefix("10.0.0.0/0"), words()).formula == "2^32 - 2 = 4294967294");
  CHECK(subnet_host_rows(prefix("10.0.0.0/31"), words()).formula == "2^1 = 2");
  CHECK(subnet_host_rows(prefix("10.0.0.0/32"), words()).formula == "2^0 = 1");
}

TEST_CASE("subnet_blocks_stand_in_the_octet_around_them") {
  const auto rows = blocks("172.16.13.173/26");
  CHECK(rows.range == "172.16.13.0 to 172.16.13.255");
  CHECK(rows.caption == "cut into 4 blocks of 64");
  REQUIRE(rows.blocks.size() == 4);
  CHECK(rows.chosen == 2);
  CHECK(rows.blocks[2].chosen);
  CHECK(rows.blocks[2].first == ".128");
  CHECK(rows.blocks[2].last == ".191");
  CHECK(rows.blocks[0].same_place == prefix("172.16.13.45/26"));
  CHECK(rows.you == ".173");
  CHECK(rows.cells.size() == 64);
  CHECK(rows.cells.front() == SubnetBlockRows::Cell::network);
  CHECK(rows.cells.back() == SubnetBlockRows::Cell::broadcast);
  CHECK(rows.cells[45] == SubnetBlockRows::Cell::you);
  CHECK(marks(rows) == ".128 network; .129 first host; .190 last host; .191 broadcast; .173 you");
}

TEST_CASE("subnet_blocks_of_every_prefix_hold_the_address") {
  for (int length = 0; length <= 32; ++length) {
    INFO(length);
    const address::Ipv4Prefix one{prefix("172.16.13.173/32").address, length};
    const auto rows = subnet_block_rows(one, words());
    CHECK(rows.blocks.size() >= 1);
    CHECK(rows.blocks.size() <= 16);
    REQUIRE(rows.chosen < rows.blocks.size());
    CHECK(rows.blocks[rows.chosen].same_place == one);
    int you = 0;
    for (const auto cell : rows.cells) you += cell == SubnetBlockRows::Cell::you;
    CHECK(you == 1);
    CHECK(rows.you_share > 0);
    CHECK(rows.you_share < 1);
    CHECK(rows.cell_size.empty() == (length >= 26));
  }
}

TEST_CASE("subnet_marks_name_an_address_once") {
  CHECK(marks(blocks("10.0.0.0/24")).starts_with(".0.0 network, you; .0.1 first host;"));
  CHECK(marks(blocks("10.0.0.1/30")) ==
        ".0 network; .1 first host, you; .2 last host; .3 broadcast");
  CHECK(marks(blocks("10.0.0.5/31")) == ".4 first host; .5 last host, you");
  CHECK(marks(blocks("10.0.0.5/32")) == ".5 you");
  CHECK(blocks("10.4.77.201/20").blocks[4].first == ".64.0");
  CHECK(blocks("10.4.77.201/4").blocks[0].first == "0.0.0.0");
}

TEST_CASE("subnet_kind_tells_of_range_and_class") {
  const auto rows = subnet_kind_rows(prefix("172.16.13.173/26").address, words());
  REQUIRE(rows.items.size() == 2);
  CHECK(rows.items[0].name == "Private");
  CHECK(rows.items[0].sentence.starts_with("172.16.0.0/12, RFC 1918. "));
  CHECK(rows.items[1].name == "Class B");
  CHECK(rows.items[1].sentence.find("/16") != std::string::npos);
}

TEST_CASE("subnet_drill_marks_answers_and_explains_the_first_mistake") {
  SubnetState state;
  const auto question = address::drill_question(state.seed, 0);
  std::array<std::string, 4> answers;
  for (const auto field : address::all_drill_fields)
    answers[static_cast<std::size_t>(field)] = address::right_answer(question, field);
  const auto open = drill_rows(state, words());
  CHECK_FALSE(open.checked);
  CHECK(open.score.empty());
  CHECK(open.question == address::text(question));
  const auto right = answered(answers);
  CHECK(right.all_right);
  CHECK(right.score == "4 of 4 right");
  answers[3] = std::to_string(address::address_count(question));
  const auto wrong = answered(answers);
  CHECK_FALSE(wrong.all_right);
  CHECK(wrong.score == "3 of 4 right");
  CHECK(wrong.fields[3].mark == DrillRows::Mark::wrong);
  CHECK(wrong.fields[0].mark == DrillRows::Mark::right);
  CHECK(wrong.head == "32 counts every pattern of the 5 host bits.");
  answers[0] = "";
  CHECK(answered(answers).head == "network is still empty.");
}

TEST_CASE("subnet_state_follows_what_is_typed") {
  SubnetState state;
  state = with_typed(state, " 10.0.0.1 ");
  CHECK(state.prefix == prefix("10.0.0.1/26"));
  state = with_typed(state, "10.0.0.1/255.255.0.0");
  CHECK(state.prefix == prefix("10.0.0.1/16"));
  state = with_typed(state, "10.0.256.1/8");
  REQUIRE(state.fault);
  CHECK(state.prefix == prefix("10.0.0.1/16"));  // the old one stays
  CHECK(fault_text(*state.fault, words()) ==
        "256 in the third place is too large: 8 bits count from 0 to 255.");
  state = with_typed(state, "fd00::1");
  CHECK(state.fault->kind == address::FaultKind::only_ipv4);
  state = with_typed(state, "10.0.0.2/8");
  CHECK_FALSE(state.fault);
  CHECK(with_length(state, -1).prefix.length == 0);
  CHECK(with_length(state, 99).prefix.length == 32);
}

TEST_CASE("words_of_everything_that_is_said_about_addresses") {
  const auto check = [](const std::string& id) {
    INFO(id);
    CHECK(words().has(id));
  };
  using namespace wirelab::address;
  for (int i = 0; i <= static_cast<int>(FaultKind::only_ipv4); ++i)
    check("rows.subnet.fault." + std::string(id(static_cast<FaultKind>(i))));
  for (int i = 0; i <= static_cast<int>(Purpose::unassigned); ++i) {
    const std::string purpose = "rows.subnet.purpose." + std::string(id(static_cast<Purpose>(i)));
    check(purpose + ".name");
    check(purpose + ".sentence");
  }
  for (int i = 0; i <= static_cast<int>(Mistake::other_number); ++i) {
    const std::string mistake = "rows.subnet.mistake." + std::string(id(static_cast<Mistake>(i)));
    check(mistake + ".head");
    check(mistake + ".body");
  }
  for (const auto field : all_drill_fields) check("rows.subnet.field." + std::string(id(field)));
  for (const char* row : {"address", "mask", "network", "broadcast", "last_of_two", "last_of_one"})
    check(std::string("rows.subnet.row.") + row);
  for (const char* mark : {"network", "first_host", "last_host", "broadcast", "you", "both"})
    check(std::string("rows.subnet.mark.") + mark);
  for (const char* place : {"1", "2", "3", "4"}) check(std::string("rows.subnet.place.") + place);
  for (const char* part : {"network_bit", "network_bits", "host_bit", "host_bits"})
    check(std::string("rows.subnet.") + part);
}
