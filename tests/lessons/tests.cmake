# Tests of lessons/, one file a line, relative to tests/: lessons/FOLDER/NAME.test.cpp. ctest shows each file
# as one test; a file with a case tagged [live] also gets the label live.
set(WIRELAB_LESSONS_TESTS
  lessons/handshake/handshake.test.cpp
  lessons/script/happenings.test.cpp
  lessons/testbed/apart.cpp
  lessons/testbed/bench.test.cpp
  lessons/testbed/command.test.cpp
  lessons/testbed/crossing.cpp
  lessons/machine/exec.test.cpp
  lessons/testbed/glimpse.test.cpp
  lessons/testbed/hand.test.cpp
  lessons/testbed/merge.test.cpp
  lessons/machine/namespaces.test.cpp
  lessons/testbed/passed_states.test.cpp
  lessons/testbed/programs.cpp
  lessons/testbed/recorder.test.cpp
  lessons/testbed/remote.test.cpp
  lessons/testbed/rule.test.cpp
  lessons/machine/runs.test.cpp
  lessons/testbed/socket_diag.test.cpp
  lessons/testbed/testbed_run.cpp
  lessons/testbed/truth.test.cpp
  lessons/testbed/wire.test.cpp
  lessons/text/catalogue.test.cpp
  lessons/text/parser.test.cpp
)
