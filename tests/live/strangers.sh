#!/bin/bash
# Another user who listens under the name of a run, or talks to one, gets nothing: no word is said to him and none of his
# is shown, no namespace that he hands out is entered, by root neither. Namespaces that were not made by the run are not
# entered either when its own user hands them out. A run whose name is taken takes another, and is found.
. "$(dirname "$0")/bench.bash"
python=$(PATH=/usr/bin:/bin command -v python3 || command -v python3)
hostile=$(dirname "$0")/hostile_peer.py
name=wirelab-$((4000000 + $$ % 100000)) # no process has this number
trap 'kill ${peer:-} ${theirs:-} $(jobs -p) 2>/dev/null; rm -rf "$folder"' EXIT
stranger=61234 learner=61235
chmod 755 "$folder"
as() { # UID ARGV...
  if [ "$1" = "$(id -u)" ]; then "${@:2}"; else setpriv --reuid "$1" --regid "$1" --clear-groups "${@:2}"; fi
}
"$testbed" handshake --auto --step three-messages -w "$folder/whole.pcapng" 2>"$folder/errors"
[ $? = 4 ] && skip "$(cat "$folder/errors")"

listen() { # UID NAME VARIANT: sets $peer, the process that listens
  mark=$folder/mark.$1
  : >"$mark" && chown "$1" "$mark" || fail "no mark"
  as "$1" "$python" - "$2" "$3" "$mark" <"$hostile" 2>"$folder/errors" &
  job=$!
  until grep -q '^ready' "$mark"; do kill -0 $job 2>/dev/null || return 1; done
  peer=$(sed -n 's/^ready //p' "$mark")
}
leave() { kill "$peer" $job 2>/dev/null; wait $job 2>/dev/null; }
refused() { # UID EXPECTED ARGV...: one sentence, nothing of the stranger's, and an exit status of its own
  local said status
  said=$(as "$1" "${@:3}" 2>&1 </dev/null)
  status=$?
  [ "$status" = 2 ] || [ "$status" = 4 ] || fail "${*:3}: exit status $status: $said"
  [[ $said == *"$2"* ]] || fail "${*:3}: '$said', not '$2'"
  [ "$(printf %s "$said" | tr -d '\n -~')" = "" ] || fail "${*:3}: raw bytes: $(printf %s "$said" | od -c | head)"
  [[ $said != *owned* ]] || fail "${*:3}: the stranger speaks: $said"
  [ ! -e "$folder/ran" ] || fail "${*:3}: it ran"
}
variants=$("$python" - variants <"$hostile")
[ "$(echo "$variants" | wc -w)" -ge 20 ] || fail "variants: $variants"

# Of our own user: the kernel's word about the namespaces decides.
me=$(id -u)
for variant in $variants; do
  listen "$me" $name "$variant" || { echo "no $variant here"; continue; }
  tried=$((${tried:-0} + 1))
  refused "$me" 'wirelab: ' "$wirelab" exec --run "$peer" client -- touch "$folder/ran"
  grep -q '^heard exec client touch' "$mark" || fail "$variant: not even asked"
  leave
done
[ "${tried:-0}" -ge 20 ] || fail "only ${tried:-0} variants were tried"
# What a run has is entered: so the above could have gone wrong.
listen "$me" $name own || fail "no control"
"$wirelab" exec --run "$peer" client -- true >"$folder/said" 2>&1
inside() { grep -q '\(gate\|blind\) [0-9]' "$mark"; }
for _ in $(seq 200); do inside && break; sleep 0.02; done
inside || fail "its own namespaces are refused: $(cat "$folder/said")"
leave

# A name that is taken.
mkfifo "$folder/go" "$folder/input"
exec 8<>"$folder/go" 9<>"$folder/input"
bash -c 'echo $$ >"$1/pid"; read -r _; exec "$2" --topology pair -w "$1/run.pcapng" <"$1/input"' - \
  "$folder" "$testbed" <&8 8>&- 9>&- 2>"$folder/said" &
run=$!
until [ -s "$folder/pid" ]; do kill -0 $run || fail "no shell"; done
if [ "$me" = 0 ]; then taker=$stranger; else taker=$me; fi
listen "$taker" "wirelab-$run" nothing || fail "the name cannot be taken: $(cat "$folder/errors")"
echo go >&8
until "$wirelab" remote --run $run wait end >"$folder/errors" 2>&1; do kill -0 $run 2>/dev/null || fail "no run"; done
grep -q "^wirelab-testbed: another program has taken the name of this run's socket, so it is @wirelab-$run-[0-9]*;" \
  "$folder/said" || fail "the other name is not said: $(cat "$folder/said")"
[ "$("$wirelab" exec --run $run client -- id -u)" = "$me" ] || fail "exec does not find the run"
if [ "$me" != 0 ]; then
  "$wirelab" remote --run $run quit && wait $run || fail "the run failed"
  echo "without root there is no other user here"
  exit 0
fi
grep -q '^heard' "$mark" && fail "the stranger heard: $(cat "$mark")"
refused 0 "Run $peer belongs to user $stranger" "$wirelab" remote --run "$peer" status
refused 0 "Run 999999999 does not answer" "$wirelab" remote --run 999999999 status
"$wirelab" remote --run 999999999 status 2>&1 | grep -qw "$peer" && fail "the stranger is listed as a run"
leave

# Of another user: whatever is handed out, to root and to a learner, under a name of his own or of a run.
for victim in 0 $learner; do
  [ $victim = 0 ] || variants='machine world-machine-mounts' # nothing of it is looked at: root has shown it
  for variant in $variants own; do
    listen $stranger $name "$variant" || continue
    for wanted in "${name#*-}" "$peer"; do
      refused $victim "belongs to user $stranger" "$wirelab" exec --run $wanted client -- touch "$folder/ran"
    done
    refused $victim "belongs to user $stranger" "$wirelab" remote --run "${name#*-}" status
    grep -q '^heard' "$mark" && fail "$variant: heard from $victim: $(cat "$mark")"
    leave
  done
done
# Root has runs of its own here, perhaps; this learner has none.
listen $stranger $name own || fail "no stranger"
refused $learner "nothing is said to it" "$wirelab" exec client -- touch "$folder/ran"
refused $learner "nothing is said to it" "$wirelab" remote status
leave

# Who talks to a run: its own user alone, root neither. User 65534 is whom strangers look like in its user namespace.
says() { # UID SOCKET LINE
  as "$1" "$python" -c '
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect("\0" + sys.argv[1])
try: s.sendall(sys.argv[2].encode() + b"\n")
except BrokenPipeError: pass
print(s.makefile().readline().strip())' "$2" "$3"
}
"$wirelab" remote --run $run quit && wait $run || fail "the run failed"
for owner in $learner 65534; do
  setpriv --reuid $owner --regid $owner --clear-groups "$testbed" --topology pair -w - <&9 9>&- >"$folder/theirs.pcapng" 2>"$folder/errors" &
  theirs=$!
  until as $owner "$wirelab" remote --run $theirs wait end >/dev/null 2>&1; do
    kill -0 $theirs 2>/dev/null || fail "no run of $owner"
  done
  for other in 0 $stranger $learner 65534; do
    [ $other = $owner ] && continue
    for line in status quit 'exec client sh'; do
      [ "$(says $other wirelab-$theirs "$line")" = "error: this run belongs to another user" ] ||
        fail "$other says '$line' to the run of $owner"
    done
    refused $other "Run $theirs belongs to user $owner" "$wirelab" exec --run $theirs client -- touch "$folder/ran"
  done
  [ "$(as $owner "$wirelab" exec --run $theirs client -- id -u)" = $owner ] || fail "$owner cannot join its own run"
  [ "$(says $owner wirelab-$theirs quit)" = ok ] || fail "$owner cannot end its own run"
  wait $theirs || fail "the run of $owner failed"
done
exit 0
