# Tests of lab/, one file a line, relative to tests/: lab/FOLDER/NAME.test.cpp. ctest shows each file
# as one test; a file with a case tagged [live] also gets the label live.
set(WIRELAB_LAB_TESTS
  lab/command/bad_input.test.cpp
  lab/command/export.test.cpp
  lab/command/follow.test.cpp
  lab/command/show.test.cpp
  lab/command/show_summary.test.cpp
  lab/command/subnet.test.cpp
  lab/model/analysis.test.cpp
  lab/model/connection_list.test.cpp
  lab/model/focus.test.cpp
  lab/model/playhead.test.cpp
  lab/model/settings.test.cpp
  lab/model/source.test.cpp
  lab/model/teaching_time.test.cpp
  lab/model/testbed_process.test.cpp
  lab/rows/capture.test.cpp
  lab/rows/ladder.test.cpp
  lab/rows/lesson.test.cpp
  lab/rows/panels.test.cpp
  lab/rows/subnet.test.cpp
  lab/rows/words_used.test.cpp
  lab/terminal/json_lines.test.cpp
  lab/terminal/ladder_text.test.cpp
  lab/terminal/style.test.cpp
  lab/terminal/subnet_text.test.cpp
)
