#!/bin/bash
# The testbed is killed while its frame is in the hand: the window says so, keeps what was recorded, and runs another.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"
"$WIRELAB_BIN/wirelab-testbed" handshake --auto --step three-messages -w "$folder/trial.pcapng" 2>"$folder/said"
[ $? = 4 ] && { echo "skipped: this machine allows no testbed"; exit 77; }

open_display
open_window "$WIRELAB_BIN/wirelab" run handshake --step lost-syn
await wire.hand.drop
for child in $(cat /proc/"$window"/task/*/children); do
  [ "$(cat /proc/"$child"/comm)" = wirelab-testbed ] && kill -9 "$child"
done
await topbar.banner
await packets.row.1
shown wire.hand.drop && fail "the hand still reaches into a wire that is gone"
click topbar.again
await_gone topbar.banner
await wire.hand.drop
close_window
