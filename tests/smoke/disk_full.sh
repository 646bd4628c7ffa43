#!/bin/bash
# What cannot be kept any more is said, and the lesson goes on.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"

"$WIRELAB_BIN/wirelab-testbed" handshake --auto --step three-messages -w "$folder/trial.pcapng" 2>"$folder/said"
[ $? = 4 ] && { echo "skipped: this machine allows no testbed"; exit 77; }

open_display
open_window "$WIRELAB_BIN/wirelab" run handshake -w /dev/full
await topbar.banner
grep -q "cannot write /dev/full: No space left on device" "$folder/said" || fail "nothing is said of the full disk"
click lesson.choice.third
click lesson.button
await lesson.right.third
