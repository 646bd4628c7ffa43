#!/bin/bash
# A program on a host and its `wirelab exec`, both stopped, keep no run from ending, however it ends; and a run leaves no
# memory of System V behind, which its user namespace's own IPC namespace ends with it.
. "$(dirname "$0")/bench.bash"
trap 'kill -9 ${front:-} $(jobs -p) 2>/dev/null; rm -rf "$folder"' EXIT
stopped() { [ "$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -c1)" = T ]; }
ended() { # PROCESS: within ten seconds at most
  for _ in $(seq 1000); do
    kill -0 "$1" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null || return 0
    sleep 0.01
  done
  return 1
}
in_terminal() { # ARGV...: its number in `front`, what it prints in `terminal`; what comes in is typed
  python3 -c '
import os, pty, select, sys
process, terminal = pty.fork()
if process == 0: os.execv(sys.argv[2], sys.argv[2:])
open(sys.argv[1] + "/front", "w").write(str(process))
with open(sys.argv[1] + "/terminal", "wb", buffering=0) as shown:
    while True:
        for ready in select.select([0, terminal], [], [])[0]:
            try: data = os.read(ready, 4096)
            except OSError: sys.exit()  # nobody holds the terminal any more
            if not data: sys.exit()
            if ready == 0: os.write(terminal, data)
            else: shown.write(data)' "$folder" "$@"
}
for how in quit TERM HUP input stub; do
  rm -f "$folder/there"
  mkfifo "$folder/input"
  "$testbed" --topology pair -w "$folder/run.pcapng" <"$folder/input" 2>"$folder/errors" &
  run=$!
  exec 9>"$folder/input"
  rm "$folder/input"
  until "$wirelab" remote --run $run wait end >/dev/null 2>&1; do
    kill -0 $run 2>/dev/null && continue
    wait $run
    [ $? = 4 ] && skip "$(cat "$folder/errors")"
    fail "$how: the testbed ended at once"
  done
  first=$(cat "/proc/$run/task/$run/children")
  mkfifo "$folder/$how.keys"
  exec 7<>"$folder/$how.keys"
  in_terminal "$wirelab" exec --run $run client -- sh -c "echo > $folder/there; exec sleep 1000" <&7 7>&- 9>&- &
  terminal=$!
  until [ -s "$folder/there" ]; do kill -0 $terminal 2>/dev/null || fail "$how: no program: $(cat "$folder/terminal")"; done
  front=$(cat "$folder/front")
  printf '\032' >&7
  for _ in $(seq 1000); do stopped "$front" && break; sleep 0.01; done
  stopped "$front" || fail "$how: exec is not stopped"
  case $how in
    quit) "$wirelab" remote --run $run quit ;;
    TERM | HUP) kill -$how $run ;;
    input) exec 9>&- ;;
    stub) kill -9 $run 2>/dev/null ;;
  esac
  ended $run || fail "$how: the run does not end: $(ps -o pid,ppid,stat,args --ppid $run)"
  for process in $first; do ended $process || fail "$how: its first process does not end"; done
  stopped "$front" || fail "$how: exec was not stopped any more"
  said=$("$wirelab" exec --run $run client -- true 2>&1)
  # A thread of the run may be a moment behind its process and let one more client in.
  [ $? = 2 ] && [[ $said =~ "Run $run does not answer: it has ended"|"The run has just ended" ]] || fail "$how: exec of a dead run: $said"
  kill -CONT "$front"
  ended "$front" || fail "$how: exec does not end"
  wait $run 2>/dev/null
  exec 7>&- 9>&-
  wait $terminal 2>/dev/null
  grep -q "the run has ended, and sh with it" "$folder/terminal" || fail "$how: exec says nothing: $(cat "$folder/terminal")"
done

segments() { cut -c1-22 /proc/sysvipc/shm; }
before=$(segments)
begin memory --topology pair
remote wait end
on client python3 -c '
import ctypes
libc = ctypes.CDLL(None)
assert libc.shmget(0x77697265, 4096, 0o1666) >= 0' || fail "no memory of System V"
[ "$(segments)" = "$before" ] || fail "a segment of a host is the machine's"
on server python3 -c '
import ctypes
assert ctypes.CDLL(None).shmget(0x77697265, 4096, 0) >= 0' || fail "the bench does not share its own"
finish
