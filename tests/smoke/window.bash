# For the smoke tests: a display of their own, a wirelab window on it, and hands that find its widgets by name. The window
# writes where each stands into $WIRELAB_REGISTRY after every drawn frame.
set -u
for tool in Xvfb xdotool python3; do
  command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
folder=$(mktemp -d) || exit 1
export WIRELAB_REGISTRY=$folder/registry
export XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data
window= display=

finish() {
  [ -n "$window" ] && kill "$window" 2>/dev/null
  [ -n "$display" ] && kill "$display" 2>/dev/null
  wait 2>/dev/null
  rm -rf "$folder"
}
trap finish EXIT

fail() {
  echo "FAILED: $*"
  [ -s "$folder/said" ] && cat "$folder/said"
  [ -f "$WIRELAB_REGISTRY" ] && cut -d' ' -f1 "$WIRELAB_REGISTRY" | tr '\n' ' '
  exit 1
}

# -noreset: without it the server resets when its last client leaves, and the next one may not get in.
open_display() {
  mkfifo "$folder/number"
  Xvfb -displayfd 1 -screen 0 1600x1000x24 -noreset >"$folder/number" 2>/dev/null &
  display=$!
  local number=
  read -r -t 20 number <"$folder/number" || fail "Xvfb did not start"
  export DISPLAY=:$number
}

# open_window COMMAND...: in the background; its exit status is left to close_window.
open_window() {
  rm -f "$WIRELAB_REGISTRY"
  "$@" >"$folder/said" 2>&1 &
  window=$!
}

shown() { [ -f "$WIRELAB_REGISTRY" ] && grep -q "^$1 " "$WIRELAB_REGISTRY"; }
count() { grep -c "^$1" "$WIRELAB_REGISTRY"; }

# await NAME [SECONDS]; await_gone NAME
await() {
  for _ in $(seq $((${2:-30} * 10))); do
    shown "$1" && return
    kill -0 "$window" 2>/dev/null || fail "the window is gone while $1 is awaited"
    sleep 0.1
  done
  fail "$1 does not appear"
}
await_gone() {
  for _ in $(seq 300); do
    shown "$1" || return 0
    sleep 0.1
  done
  fail "$1 stays"
}

click() {
  await "$1"
  local x y w h
  read -r x y w h < <(grep "^$1 " "$WIRELAB_REGISTRY" | head -1 | cut -d' ' -f2-)
  xdotool mousemove $((x + w / 2)) $((y + h / 2)) sleep 0.2 mousedown 1 sleep 0.15 mouseup 1
}
key() { xdotool key "$1"; }

close_window() {
  key ctrl+q
  for _ in $(seq 100); do
    kill -0 "$window" 2>/dev/null || break
    sleep 0.1
  done
  kill -0 "$window" 2>/dev/null && fail "the window does not close"
  wait "$window"
  local status=$?
  window=
  [ $status = 0 ] || fail "the window left with status $status"
}
