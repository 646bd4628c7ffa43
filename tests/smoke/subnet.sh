#!/bin/bash
# The bits of an address in the window: the tab, the handle by mouse and by keys, an address that is typed, and the way back.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"

# at NAME: x and y of its middle.
at() { grep "^$1 " "$WIRELAB_REGISTRY" | head -1 | { read -r _ x y w h && echo "$((x + w / 2)) $((y + h / 2))"; }; }
# split_before BIT: the handle stands between this bit and the one before it.
split_before() {
  local handle bit
  for _ in $(seq 100); do
    read -r handle _ < <(at subnet.handle)
    read -r bit _ < <(at "subnet.bit.$1")
    [ $((bit - handle)) -ge 0 ] && [ $((bit - handle)) -le 24 ] && return
    sleep 0.1
  done
  fail "the handle does not stand before bit $1: it is at $handle, the bit at $bit"
}

open_display
open_window "$WIRELAB_BIN/wirelab" open "$WIRELAB_SOURCE/lessons/handshake/handshake.pcapng"

click topbar.subnets
await subnet.handle
split_before 26

# By mouse: to between the second and the third octet, and by keys two bits on.
read -r x y < <(at subnet.handle)
read -r to _ < <(at subnet.bit.16)
xdotool mousemove "$x" "$y" sleep 0.3 mousedown 1 sleep 0.3 mousemove $(((x + to) / 2)) "$y" sleep 0.3 \
  mousemove $((to - 14)) "$y" sleep 0.3 mouseup 1
split_before 16
key Right
sleep 0.3
key Right
split_before 18

# What is no address is explained; a right one takes its place.
click subnet.address
sleep 0.3
xdotool type "10.4.300.1"
key Return
await subnet.fault
click subnet.address
sleep 0.3
xdotool type "10.4.77.201/20"
key Return
await_gone subnet.fault
split_before 20

# An answer that is wrong is marked.
click subnet.drill.network
sleep 0.3
xdotool type "1.2.3.4"
key Return
await subnet.drill.network.wrong
click topbar.learn
await packets.row.1
close_window
echo "dragged, typed, answered"
