#!/bin/bash
# Where no testbed is allowed the window plays the shipped recording and names the cause.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"
unshare -Ur true 2>/dev/null || { echo "skipped: no user namespaces here"; exit 77; }
[ -f "$WIRELAB_DATA/lessons/handshake/handshake.pcapng" ] || { echo "skipped: no shipped recording yet"; exit 77; }

open_display
# The limits of a user namespace of our own: the machine's stay untouched.
open_window unshare -Ur sh -c '
  echo 0 > /proc/sys/user/max_user_namespaces && echo 0 > /proc/sys/user/max_net_namespaces || exit 77
  exec "$1" run handshake' - "$WIRELAB_BIN/wirelab"
await topbar.banner
await lesson.choice.third
await packets.row.1
shown topbar.again && fail "a testbed that is forbidden cannot run again"
key b
sleep 0.5
key space
await lesson.right.third
close_window
