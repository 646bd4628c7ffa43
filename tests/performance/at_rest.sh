#!/bin/sh
# CPU of the window at rest, as a share of one core: opens the shipped recording under Xvfb, lets it settle, and
# counts what it uses in SECONDS (default 20). Usage: at_rest.sh BIN_DIRECTORY [SECONDS]
set -eu
bin=${1:?usage: at_rest.sh BIN_DIRECTORY [SECONDS]}
seconds=${2:-20}
command -v Xvfb >/dev/null || { echo "skipped: Xvfb is not installed"; exit 77; }
folder=$(mktemp -d)
display=:$((90 + $$ % 400))
Xvfb "$display" -screen 0 1600x1000x24 -noreset >/dev/null 2>&1 &
server=$!
window=
trap 'kill $window $server 2>/dev/null || true; rm -rf "$folder"' EXIT
sleep 1
XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder XDG_STATE_HOME=$folder DISPLAY=$display LIBGL_ALWAYS_SOFTWARE=1 \
  "$bin/wirelab" open "$bin/../share/wirelab/lessons/handshake/handshake.pcapng" &
window=$!
sleep 8
ticks() { awk '{print $14 + $15}' "/proc/$window/stat"; }
before=$(ticks)
sleep "$seconds"
after=$(ticks)
awk -v used=$((after - before)) -v hz="$(getconf CLK_TCK)" -v wall="$seconds" \
  'BEGIN { printf "window at rest: %.2f %% of a core over %d s\n", 100 * used / hz / wall, wall }'
