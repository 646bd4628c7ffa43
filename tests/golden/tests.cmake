# Shell tests of what `wirelab show --json` says of captures; relative to tests/: golden/NAME.sh.
# Exit code 77 after one line "skipped: reason" skips.
set(WIRELAB_GOLDEN_TESTS
  golden/golden.sh
  golden/tshark.sh
)
