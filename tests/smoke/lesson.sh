#!/bin/bash
# A learner's way through the window on a real run: a prediction by mouse, one by keyboard, a frame dropped by hand, and what the
# recording says of it afterwards.
. "$WIRELAB_SOURCE/tests/smoke/window.bash"

"$WIRELAB_BIN/wirelab-testbed" handshake --auto --step three-messages -w "$folder/trial.pcapng" 2>"$folder/said"
[ $? = 4 ] && { echo "skipped: this machine allows no testbed"; exit 77; }

open_display
open_window "$WIRELAB_BIN/wirelab" run handshake -w "$folder/run.pcapng"

# The window opens on the lesson; the question stops it. By mouse.
click lesson.choice.third
click lesson.button
await lesson.right.third

# At rest nothing is drawn.
xdotool mousemove 1 990
sleep 1
before=$(stat -c %Y.%y "$WIRELAB_REGISTRY")
sleep 2
[ "$before" = "$(stat -c %Y.%y "$WIRELAB_REGISTRY")" ] || fail "frames are drawn although nothing happens"

# Your turn: the first SYN waits for the hand. Until the testbed's note comes back the menu stays.
click lesson.step.lost-syn
await wire.hand.drop
key x
await_gone wire.hand.drop

# By keyboard: choose, lock, see. The kernel sends the same SYN again.
await lesson.choice.same
sleep 1
key b
sleep 0.5
key space
await lesson.right.same
[ "$(count packets.row.)" -ge 4 ] || fail "the resend does not appear"
close_window

"$WIRELAB_BIN/wirelab" show "$folder/run.pcapng" --json >"$folder/json" || fail "show cannot read the run"
python3 - "$folder/run.pcapng" <<'PYTHON' || fail "the recording does not show what was done"
import struct, sys
data, at, frames, dropped = open(sys.argv[1], "rb").read(), 0, {}, set()
while at + 12 <= len(data):
    kind, size = struct.unpack_from("<II", data, at)
    body = data[at + 8 : at + size - 4]
    if kind == 6:
        length = struct.unpack_from("<I", body, 12)[0]
        bytes_, options = body[20 : 20 + length], body[20 + (length + 3) // 4 * 4 :]
        number = None
        while len(options) >= 4:
            code, n = struct.unpack_from("<HH", options)
            if code == 5:
                number = struct.unpack_from("<Q", options, 4)[0]
            options = options[4 + (n + 3) // 4 * 4 :]
        frames[number] = bytes_
    elif kind == 9:
        fields = dict(l.split("=", 1) for l in body.rstrip(b"\0").decode("utf-8", "replace").splitlines() if "=" in l)
        if fields.get("WIRELAB_FATE") == "dropped":
            dropped.add(int(fields["WIRELAB_FRAME"]))
    at += size
assert dropped, "no frame was dropped"
syn = {n: struct.unpack_from(">I", b, 14 + 20 + 4)[0] for n, b in frames.items()
       if b[12:14] == b"\x08\x00" and b[23] == 6 and b[14 + 20 + 13] & 0x12 == 0x02}
lost = [n for n in dropped if n in syn]
assert lost, "no SYN was dropped"
assert any(m > n and syn[m] == syn[n] for n in lost for m in syn), "no second SYN of the same number"
PYTHON
echo "dropped by hand, and resent by the kernel"
