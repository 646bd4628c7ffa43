// A run in lines while it goes on: what the kernels count and what their tables say.

#include "tests/lab/run_builder.hpp"

#include "lab/terminal/live_lines.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

std::string printed(const RunBuilder& run) {
  std::string text;
  lab::LiveLines lines(words(), {}, [&](std::string_view part) { text += part; });
  lines.print(run.trace, true);
  return text;
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("live_lines_say_by_how_much_a_counter_moved") {
  RunBuilder run("play");
  run.note(1, NoteKind::counter,
           {{"HOST", "server"}, {"NAME", "ListenOverflows"}, {"VALUE", "7"}, {"CHANGE", "2"}});
  CHECK(says(printed(run), "server  ListenOverflows +2, now 7\n"));
}

TEST_CASE("live_lines_say_what_changed_in_a_table") {
  RunBuilder run("play");
  run.note(1, NoteKind::table,
           {{"HOST", "lan"},
            {"TABLE", "mac"},
            {"ENTRY", "02:00:00:00:00:01"},
            {"EVENT", "added"},
            {"INTERFACE", "a.eth0"}});
  run.note(2, NoteKind::table,
           {{"HOST", "client"},
            {"TABLE", "neighbours"},
            {"ENTRY", "10.0.0.2 eth0"},
            {"EVENT", "removed"},
            {"STATE", "failed"}});
  const std::string text = printed(run);
  CHECK(says(text, "lan  mac: 02:00:00:00:00:01 added, a.eth0\n"));
  CHECK(says(text, "client  neighbours: 10.0.0.2 eth0 removed\n"));
}
