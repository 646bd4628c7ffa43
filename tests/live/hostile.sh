#!/bin/bash
# A program, a line of the remote and somebody who answers in a run's stead say what would steer a terminal: what wirelab prints
# of it steers nothing, and keeps the lines and tabs of the program.
. "$(dirname "$0")/bench.bash"

kinds=$'\e]0;owned\a\e[32mPASSED\e[2J \b\b\r\x7f \u009b31m \x9b31m\xff \u202ecod\u2066\u200f\u061c \u200b\u2028\ufeff'
printf '%s\n' "printf '%s\\n' '$kinds' 'one	two' 'said all'" >"$folder/program"

safe() { # FILE: no control but newline and tab, no mark that is not seen, all of it UTF-8
  python3 - "$1" <<'END' || fail "$1 would steer a terminal"
import sys, unicodedata
for number, line in enumerate(open(sys.argv[1], "rb").read().decode("utf-8").split("\n"), 1):
    bad = [c for c in line if c != "\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
    if bad: sys.exit("line %d: %a in %a" % (number, bad[0], line))
END
}

mkfifo "$folder/input"
exec 9<>"$folder/input"
"$wirelab" play --headless -w "$folder/run.pcapng" <&9 9>&- >"$folder/shown" 2>"$folder/errors" &
play=$!
await() { # FILE TEXT
  until grep -qF "$2" "$1"; do
    kill -0 $play 2>/dev/null || { wait $play; [ $? = 4 ] && skip "$(cat "$folder/errors")"; fail "play ended at once"; }
    sleep 0.1
  done
}
await "$folder/errors" "wirelab exec"
printf '%s\n' "$kinds" "hold $kinds" "rule drop from $kinds" "start client $kinds sh $folder/program" \
  "start client web sh $folder/program" >&9
await "$folder/shown" "web: said all"
echo quit >&9
wait $play || fail "play failed"
grep -q 'web: one	two$' "$folder/shown" || fail "the tab of a line is gone"
grep -qF '\u001b]0;owned\u0007' "$folder/shown" || fail "the line does not say what the program wrote"
safe "$folder/shown"
safe "$folder/errors"
for view in "" --json "-c 9" --findings --summary; do
  "$wirelab" show "$folder/run.pcapng" $view >"$folder/shown" 2>"$folder/errors"
  safe "$folder/shown"
  safe "$folder/errors"
done

# Whoever listens as a run of ours is asked; what he answers is a stranger's.
coproc python3 -c '
import os, socket, sys
kinds = os.fsencode(sys.argv[1])
l = socket.socket(socket.AF_UNIX); l.bind("\0wirelab-%d" % os.getpid()); l.listen(); print(os.getpid(), flush=True)
while True:
    c = l.accept()[0]
    try: c.recv(4096); c.sendall(kinds + b"\nerror: " + kinds + b"\n"); c.close()
    except OSError: pass' "$kinds"
read -r -u "${COPROC[0]}" stranger
"$wirelab" remote --run "$stranger" status >"$folder/shown" 2>&1
safe "$folder/shown"
"$wirelab" exec --run "$stranger" client -- true >"$folder/shown" 2>&1
safe "$folder/shown"
[ -s "$folder/shown" ] || fail "the stranger was entered"
kill "$stranger"
