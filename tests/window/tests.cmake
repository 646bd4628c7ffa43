# Tests of window/, one file a line, relative to tests/: window/FOLDER/NAME.test.cpp. ctest shows each file
# as one test; a file with a case tagged [live] also gets the label live.
set(WIRELAB_WINDOW_TESTS
  window/mock_bench.cpp
  window/app.test.cpp
  window/bench.test.cpp
  window/calls.test.cpp
  window/capture.test.cpp
  window/hostile.test.cpp
  window/keys.test.cpp
  window/middle.test.cpp
  window/ping.test.cpp
  window/numbers.test.cpp
  window/raster.test.cpp
  window/run.test.cpp
  window/shell.test.cpp
  window/shot.test.cpp
  window/subnet.test.cpp
)
