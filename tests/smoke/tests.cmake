# Shell tests that start the built programs, some under Xvfb; relative to tests/: smoke/NAME.sh.
# Exit code 77 after one line "skipped: reason" skips.
set(WIRELAB_SMOKE_TESTS
  smoke/capture.sh
  smoke/disk_full.sh
  smoke/forbidden.sh
  smoke/lesson.sh
  smoke/no_display.sh
  smoke/subnet.sh
  smoke/testbed_dies.sh
)
