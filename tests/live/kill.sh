#!/bin/bash
# kill.sh [TIMES]: kill -9 at a random moment of a run leaves nothing: no process, no namespace, no interface, no mount,
# no file, no run that could be joined. Killed in turn are the testbed, the first process of its namespaces, the lab
# with a lesson and with a bench, a program on a host, and `wirelab exec`.
. "$(dirname "$0")/bench.bash"
times=${1:-${WIRELAB_KILLS:-24}}
RANDOM=${WIRELAB_KILL_SEED:-1}
mkdir "$folder/tmp"
export TMPDIR=$folder/tmp
stubborn='start client stubborn sh -c "trap : TERM HUP INT; while :; do sleep 1000; done"'

interfaces() { ls /sys/class/net; }
# By a mark in their environment, so that another testbed of this machine does not count; a zombie has none any more.
processes() { grep -lzs "^WIRELAB_KILLED_BY=$$\$" /proc/[0-9]*/environ | cut -d/ -f3; }
# A marked process by its command line.
process_of() { # PATTERN
  for process in $(processes); do
    tr '\0' ' ' <"/proc/$process/cmdline" 2>/dev/null | grep -q "$1" && echo "$process" && return
  done
}
namespaces_of() { for process in $1; do readlink "/proc/$process/ns/"{net,pid,user,mnt,uts} 2>/dev/null; done | sort -u; }
own=$(namespaces_of $$)
begin_marked() { # ARGV...: with the fifo as standard input
  rm -f "$folder/input"
  mkfifo "$folder/input"
  exec 9<>"$folder/input"
  WIRELAB_KILLED_BY=$$ "$@" <&9 9>&- >"$folder/out" 2>"$folder/errors" &
  run=$!
}
random_moment() { sleep "0.$(printf %03d $((RANDOM % 400)))"; }
bench() { # one with a program that ignores what it can
  begin_marked "$@"
  printf 'wait end\n%s\n' "$stubborn" >&9
}

"$testbed" handshake --auto --step three-messages -w "$folder/whole.pcapng" 2>"$folder/errors"
[ $? = 4 ] && skip "$(cat "$folder/errors")"
before=$(interfaces; cat /proc/self/mountinfo)
most=0
for i in $(seq "$times"); do
  goes_on='' executing=''
  rm -f "$folder/killed.pcapng"
  case $((i % 6)) in
    1) begin_marked "$testbed" handshake --auto -w "$folder/killed.pcapng" && what=testbed ;;
    2) bench "$testbed" --topology pair -w "$folder/killed.pcapng" && what=first ;;
    3) begin_marked "$wirelab" run handshake --headless -w "$folder/killed.pcapng" && what=lab ;;
    4) bench "$wirelab" play pair --headless -w "$folder/killed.pcapng" && what=lab ;;
    5) bench "$testbed" --topology two-nets -w "$folder/killed.pcapng" && what=program goes_on=1 ;;
    0)
      begin_marked "$testbed" --topology pair -w "$folder/killed.pcapng" && what=exec goes_on=1
      until "$wirelab" remote --run $run wait end >/dev/null 2>&1 || ! kill -0 $run; do :; done
      WIRELAB_KILLED_BY=$$ "$wirelab" exec --run $run client -- sleep 1000 >/dev/null 2>&1 9>&- &
      executing=$!
      ;;
  esac
  random_moment
  victim=$run
  case $what in
    first) # of its namespaces; a helper that maps their users may be a child for a moment, too
      victim=$(for child in $(cat "/proc/$run/task/$run/children" 2>/dev/null); do
        grep -qs "^NSpid:.*[[:space:]]1$" "/proc/$child/status" && echo "$child"
      done)
      ;;
    program)
      "$wirelab" remote --run $run wait end >/dev/null 2>&1 # what is started, is started behind it
      for _ in $(seq 300); do
        victim=$(process_of '^sleep 1000\|^sh -c trap')
        [ -n "$victim" ] && break
        sleep 0.01
      done
      [ -n "$victim" ] || fail "kill $i: no program runs"
      ;;
    exec) victim=$executing ;;
  esac
  alive=$(processes) namespaces=$(comm -23 <(namespaces_of "$alive") <(echo "$own"))
  [ "$(echo "$alive" | wc -w)" -gt "$most" ] && most=$(echo "$alive" | wc -w)
  kill -9 ${victim:-$run} 2>/dev/null
  if [ -n "$goes_on" ]; then
    # The run lives on, and ends in peace.
    "$wirelab" remote --run $run status >"$folder/said" 2>&1 || fail "kill $i ($what): $(cat "$folder/said")"
    echo quit >&9
    wait "$run" || fail "kill $i ($what): the run ended with $?"
  fi
  wait "$run" ${executing:-} 2>/dev/null
  for _ in $(seq 300); do
    left=$(processes)
    [ -z "$left" ] && ! grep -q "@wirelab-$run$" /proc/net/unix && break
    sleep 0.01
  done
  [ -z "$left" ] || fail "kill $i ($what): still alive after 3 s: $(ps -o pid,ppid,stat,args -p "$(echo $left | tr ' ' ,)")"
  grep -q "@wirelab-$run$" /proc/net/unix && fail "kill $i ($what): the run can still be joined"
  for namespace in $namespaces; do
    find /proc/[0-9]*/ns -lname "$namespace" 2>/dev/null | grep -q . && fail "kill $i ($what): $namespace is still there"
  done
  files=$(find "$TMPDIR" -mindepth 1)
  [ -z "$files" ] || fail "kill $i ($what): files are left: $files"
  # What was recorded up to then can be read.
  if [ -s "$folder/killed.pcapng" ]; then
    damage=$("$wirelab" show --json "$folder/killed.pcapng" 2>&1 >/dev/null | grep -v 'killed.pcapng: cut off at byte')
    [ -z "$damage" ] || fail "kill $i ($what): the recording is damaged before its end: $damage"
  fi
  exec 9>&-
done
[ "$most" -gt 3 ] || fail "the marks are not seen: this test proves nothing"
after=$(interfaces; cat /proc/self/mountinfo)
[ "$after" = "$before" ] || fail "interfaces and mounts before: $before; after: $after"
echo "$times kills, nothing left"
