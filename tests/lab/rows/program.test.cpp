// What the programs called, with its arguments, and where that stands in the lesson's own files.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/program.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

namespace {

RunBuilder three_calls() {
  RunBuilder run;
  const auto call = [&](double time, const std::string& host, const std::string& name, int id,
                        const std::string& arguments) {
    run.note(time, NoteKind::call,
             {{"CALL_ID", std::to_string(id)},
              {"HOST", host},
              {"PROGRAM", host},
              {"CALL", name},
              {"ARGUMENTS", arguments}});
  };
  call(-1, "server", "bind", 1, "3, 0.0.0.0:8080");
  run.returned(-0.9, "server", "bind", 1, "-1", "EADDRINUSE");
  run.up(0, tcp::syn, 0);
  call(1, "client", "send", 2, "3, \"AA\", 2, 0");
  run.returned(1.1, "client", "send", 2, "2");
  call(2, "server", "recv", 3, "4, buffer, 100, 0");
  run.returned(9, "server", "recv", 3, "2");
  run.end(10);
  run.finish();
  return run;
}

}  // namespace

TEST_CASE("call_rows_have_arguments_and_what_came_of_them") {
  Looker looker(three_calls());
  const CallRows rows = call_rows(looker.at_ms(5));
  REQUIRE(rows.rows.size() == 3);
  CHECK(rows.rows[0].text == "bind(3, 0.0.0.0:8080) = -1 EADDRINUSE");
  CHECK(rows.rows[0].failed);
  CHECK(rows.rows[0].hue == Hue::server);
  CHECK(rows.rows[0].time == "-1.0");
  CHECK(rows.rows[1].text == "send(3, \"AA\", 2, 0) = 2");
  CHECK(rows.rows[1].hue == Hue::client);
  CHECK(rows.rows[2].text == "recv(4, buffer, 100, 0)");
  CHECK(rows.rows[2].waits);
  CHECK(call_rows(looker.at_ms(0.5)).rows.size() == 1);
  CHECK_FALSE(call_rows(looker.at_ms(10)).rows[2].waits);
}

TEST_CASE("program_rows_mark_the_call_that_its_part_made_last") {
  Looker looker(three_calls());
  looker.lesson.programs = {{"client.py",
                             {"import socket", "s.resend(b'')", "s.send(b'AA')", "s.sendall(b'BB')",
                              "s.close()  # not send()"}},
                            {"server.py", {"s.bind((\"\", 8080))", "data = c.recv(100)"}},
                            {"other.py", {"x.send(b'')"}}};
  using Lines = std::vector<std::size_t>;
  const ProgramRows early = program_rows(looker.at_ms(0.5)), late = program_rows(looker.at_ms(5));
  REQUIRE(late.files.size() == 3);
  CHECK(early.files[0].here.empty());
  CHECK(early.files[1].here == Lines{0});
  CHECK(late.files[0].here == Lines{2, 3});
  CHECK(late.files[1].here == Lines{1});
  CHECK(late.files[2].here.empty());
  CHECK(late.files[1].lines.size() == 2);
}
