#!/bin/bash
# An engineer's way through a capture in the window: it opens with the worst in focus, a filter narrows it, "Show me" leads to the
# frame, and at rest nothing is drawn.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"

# Two connections: one is opened and carries 400 segments, the other is refused at the end.
python3 - "$folder/some.pcap" <<'PYTHON' || fail "the capture cannot be made"
import struct, sys
out, now = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)], 0
def send(source, sport, dest, dport, seq, ack, flags, length=0):
    global now
    now += 1000
    tcp = struct.pack(">HHIIBBHHH", sport, dport, seq, ack, 0x50, flags, 64240, 0, 0) + b"x" * length
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6, 0, bytes(source), bytes(dest))
    frame = bytes(12) + b"\x08\x00" + ip + tcp
    out.append(struct.pack("<IIII", 1700000000 + now // 1000000, now % 1000000, len(frame), len(frame)) + frame)
a, b, c = (10, 0, 0, 1), (10, 0, 0, 2), (10, 0, 0, 9)
SYN, RST, ACK = 2, 4, 16
send(a, 1000, c, 80, 10, 0, SYN), send(c, 80, a, 1000, 20, 11, SYN | ACK), send(a, 1000, c, 80, 11, 21, ACK)
for i in range(400):
    send(a, 1000, c, 80, 11 + 100 * i, 21, ACK, 100)
send(b, 1000, c, 80, 10, 0, SYN), send(c, 80, b, 1000, 0, 11, RST | ACK)
open(sys.argv[1], "wb").write(b"".join(out))
PYTHON

# What cannot be shown is said, and no window opens.
for wrong in "$folder" "$folder/none" "$folder/empty" "$folder/text"; do
  : >"$folder/empty"
  echo "this is text" >"$folder/text"
  DISPLAY=:nowhere "$WIRELAB_BIN/wirelab" open "$wrong" >"$folder/said" 2>&1
  [ $? = 3 ] || fail "open $wrong did not leave with 3"
  [ "$(wc -l <"$folder/said")" = 1 ] || fail "open $wrong did not say one sentence"
done

open_display
open_window "$WIRELAB_BIN/wirelab" open "$folder/some.pcap"

# The refused connection is the worst: its frames are in the ladder, and no others.
await connections.row.1
await ladder.arrow.404
shown ladder.arrow.1 && fail "another connection stands in the ladder"

# The other one, folded; a fold opens.
click connections.row.0
await_gone ladder.arrow.404
key Home
await ladder.arrow.1
fold=$(grep -o "^ladder.fold.[0-9]*" "$WIRELAB_REGISTRY" | head -1)
[ -n "$fold" ] || fail "400 segments are not folded"
click "$fold"
await ladder.fold

# A filter, by keyboard: only the RST passes.
key slash
sleep 0.5
xdotool type "tcp.flags.reset == 1"
key Return
await_gone connections.row.0
[ "$(count packets.row.)" = 1 ] || fail "the filter does not hold"
click capture.filter
key Escape
await connections.row.0

# "Show me" leads to the SYN that was refused.
click connections.row.1
key Right
click findings.show.0
await ladder.arrow.404
await packets.row.404

# At rest nothing is drawn.
xdotool mousemove 1 990
sleep 1
before=$(stat -c %Y.%y "$WIRELAB_REGISTRY")
sleep 2
[ "$before" = "$(stat -c %Y.%y "$WIRELAB_REGISTRY")" ] || fail "frames are drawn although nothing happens"
close_window
echo "opened, folded, filtered, shown"
