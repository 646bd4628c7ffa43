# Shell tests that need namespaces: real programs on real stacks; relative to tests/: live/NAME.sh.
# Exit code 77 after one line "skipped: reason" skips.
set(WIRELAB_LIVE_TESTS
  live/capture.sh
  live/forbidden.sh
  live/edited.sh
  live/hand.sh
  live/hostile.sh
  live/remote.sh
  live/kill.sh
  live/stopped.sh
  live/strangers.sh
  live/routed.sh
  live/states.sh
  live/faults.sh
  live/machine.sh
  live/apparmor.sh
)
