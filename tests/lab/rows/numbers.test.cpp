// What the kernels count, and the tables of hosts and switches.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/counters.hpp"
#include "lab/rows/tables.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

namespace {

void count(RunBuilder& run, double time, const std::string& host, const std::string& name,
           int change = 1) {
  run.note(time, NoteKind::counter,
           {{"HOST", host},
            {"GROUP", "TcpExt"},
            {"NAME", name},
            {"VALUE", "7"},
            {"CHANGE", std::to_string(change)}});
}

void table(RunBuilder& run, double time, std::vector<Note::Field> fields) {
  run.note(time, NoteKind::table, std::move(fields));
}

}  // namespace

TEST_CASE("counters_add_up_by_host_and_tell_the_newest_first") {
  RunBuilder run = last_ack();
  count(run, 1.0, "client", "ActiveOpens");
  count(run, 5.0, "client", "TCPTimeouts");
  count(run, 1000.5, "client", "RetransSegs");
  count(run, 1000.6, "client", "TCPTimeouts", 2);
  count(run, 1070, "server", "ListenOverflows");
  Looker looker(std::move(run));
  const CounterRows rows = counter_rows(looker.at_ms(1080));
  REQUIRE(rows.lines.size() == 2);
  CHECK(rows.lines[0].host == "client");
  CHECK(rows.lines[0].hue == Hue::client);
  REQUIRE(rows.lines[0].changes.size() == 2);
  CHECK(rows.lines[0].changes[0].text == "TCPTimeouts +3");
  CHECK_FALSE(rows.lines[0].changes[0].fresh);
  CHECK(rows.lines[0].changes[1].text == "RetransSegs +1");
  CHECK(rows.lines[1].changes[0].text == "ListenOverflows +1");
  CHECK(rows.lines[1].changes[0].fresh);
  CHECK_FALSE(rows.lines[1].changes[0].explanation.empty());
  CHECK(counter_rows(looker.at_ms(4)).lines.empty());
}

TEST_CASE("counters_of_another_step_are_not_of_this_one") {
  RunBuilder run("first");
  count(run, 1, "client", "TCPTimeouts");
  run.end(2);
  run.begin(10, "second");
  count(run, 12, "server", "ListenDrops");
  Looker looker(std::move(run));
  looker.session.scene = 1;
  looker.look();
  const CounterRows rows = counter_rows(looker.at_ms(20));
  REQUIRE(rows.lines.size() == 1);
  CHECK(rows.lines[0].changes[0].name == "ListenDrops");
}

TEST_CASE("counters_that_no_kernel_could_have_are_borne") {
  RunBuilder run("x");
  for (int i = 0; i < 3; ++i)
    run.note(1, NoteKind::counter,
             {{"HOST", "client"}, {"NAME", "X"}, {"CHANGE", "9223372036854775807"}});
  run.note(1, NoteKind::counter, {{"HOST", "client"}, {"NAME", "Y"}, {"CHANGE", "no number"}});
  Looker looker(std::move(run));
  CHECK(counter_rows(looker.at_ms(2)).lines.front().changes.size() == 2);
}

TEST_CASE("tables_stand_as_their_changes_left_them") {
  RunBuilder run("tables");
  table(run, 1,
        {{"HOST", "client"},
         {"TABLE", "neighbours"},
         {"ENTRY", "10.0.0.2 eth0"},
         {"EVENT", "added"},
         {"STATE", "incomplete"},
         {"INTERFACE", "eth0"}});
  table(run, 2,
        {{"HOST", "client"},
         {"TABLE", "routes"},
         {"ENTRY", "default eth0"},
         {"EVENT", "added"},
         {"GATEWAY", "10.0.0.254"},
         {"INTERFACE", "eth0"}});
  table(run, 40,
        {{"HOST", "client"},
         {"TABLE", "neighbours"},
         {"ENTRY", "10.0.0.2 eth0"},
         {"EVENT", "changed"},
         {"MAC", "02:00:00:00:00:02"},
         {"STATE", "reachable"},
         {"INTERFACE", "eth0"}});
  table(run, 50,
        {{"HOST", "client"}, {"TABLE", "routes"}, {"ENTRY", "default eth0"}, {"EVENT", "removed"}});
  Looker looker(std::move(run));
  const TableRows before = table_rows(looker.at_ms(10));
  REQUIRE(before.lines.size() == 2);
  CHECK(before.lines[0].text == "incomplete");
  CHECK(before.lines[1].table == "routes");
  CHECK(before.lines[1].text == "via 10.0.0.254");
  const TableRows after = table_rows(looker.at_ms(60));
  REQUIRE(after.lines.size() == 1);
  CHECK(after.lines[0].host == "client");
  CHECK(after.lines[0].entry == "10.0.0.2 eth0");
  CHECK(after.lines[0].text == "02:00:00:00:00:02, reachable");
}

TEST_CASE("tables_take_a_switch_from_its_account_where_nothing_else_tells_of_it") {
  RunBuilder run("switch");
  table(run, 5,
        {{"HOST", "lan"},
         {"TABLE", "mac"},
         {"ENTRY", "02:00:00:00:00:01"},
         {"EVENT", "added"},
         {"INTERFACE", "a.eth0"}});
  run.note(90, NoteKind::wire,
           {{"ACTION", "account"},
            {"SEGMENT", "lan"},
            {"TABLE", "02:00:00:00:00:01=a.eth0 nonsense 02:00:00:00:00:02=b.eth0"}});
  Looker looker(std::move(run));
  CHECK(table_rows(looker.at_ms(10)).lines.size() == 1);
  const TableRows rows = table_rows(looker.at_ms(100));
  REQUIRE(rows.lines.size() == 2);
  CHECK(rows.lines[0].table == "MAC table");
  CHECK(rows.lines[0].text == "a.eth0");
  CHECK(rows.lines[1].entry == "02:00:00:00:00:02");
  CHECK(rows.lines[1].text == "b.eth0");
}
