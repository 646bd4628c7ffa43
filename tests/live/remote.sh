#!/bin/bash
# wirelab remote says lines to a run and prints what it answers; every word of the remote, right and wrong.
set -u
testbed=$WIRELAB_BIN/wirelab-testbed wirelab=$WIRELAB_BIN/wirelab
folder=$(mktemp -d) || exit 1
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }

mkfifo "$folder/input"
exec 9<>"$folder/input"
"$testbed" --topology pair -w "$folder/run.pcapng" <&9 2>"$folder/errors" &
run=$!
until "$wirelab" remote --run $run wait end >/dev/null 2>&1; do
  kill -0 $run 2>/dev/null && continue
  wait $run
  [ $? = 4 ] && { echo "skipped: $(cat "$folder/errors")"; exit 77; }
  fail "the testbed ended at once: $(cat "$folder/errors")"
done
said() { # EXPECTED WORDS...: the answer and the exit status
  local expected=$1 answer
  shift
  answer=$("$wirelab" remote --run $run "$@" 2>&1; echo "=$?")
  answer=${answer//$'\n'/|}
  [ "$answer" = "$expected" ] || fail "$*: '$answer', not '$expected'"
}

said '=0' rule drop from client data nth 3
said '=0' rule rate 1M queue 10 from server
said '=0' rule corrupt tcp.window 0 mended from client synack
said 'rule 1 by rule, matched 0, fired 0: drop from client data nth 3|rule 2 by rule, matched 0, fired 0: rate 1M queue 10 from server|rule 3 by rule, matched 0, fired 0: corrupt tcp.window 0 mended from client synack|next run: drop from client data nth 3|next run: rate 1M queue 10 from server|next run: corrupt tcp.window 0 mended from client synack|=0' rule list
said '=0' rule remove 1
said 'wirelab: there is no rule 1; rule list tells which there are|=1' rule remove 1
said '=0' rule clear
said '=0' rule list
said '=0' set seed 9
said '=0' set delay 5
said '=0' set truth every
said '=0' set server net.ipv4.tcp_syncookies 0
said "wirelab: 'set server' wants a setting below net and its value: set server net.ipv4.tcp_syncookies 0|=1" set server kernel.hostname x
said "wirelab: there is nothing to set named 'sede'; did you mean 'seed'?|=1" set sede 9
[ "$("$wirelab" exec --run $run server -- cat /proc/sys/net/ipv4/tcp_syncookies)" = 0 ] || fail "the setting did not reach the host"
said "wirelab: this bench has no host 'clinet'; did you mean 'client'?|=1" rule drop from clinet
said "wirelab: this bench has no segment 'nowhere'|=1" rule drop on nowhere
said "wirelab: 'bpf tcp prot 80' is no filter: can't parse filter expression: syntax error|=1" rule drop bpf tcp prot 80
said "wirelab: the remote knows no word 'dorp'; did you mean 'drop'?|=1" dorp 3
said 'wirelab: there is no frame 3; the last one is 0|=1' drop 3
said 'wirelab: waited 0 s in vain for this: wait syn within 0|=1' wait syn within 0
said '=0' hold only next
said '=0' release all

said '=0' rule drop rst
said '=0' rule remove 4
said '=0' rule drop fin

# A frame by its number, as a shell knows it.
said '=0' rule hold from client udp
"$wirelab" exec --run $run client -- python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(4): s.sendto(b"%d" % i, ("10.0.0.2", 9))' || fail "no datagrams"
for n in 1 2 3 4; do
  number=$("$wirelab" remote --run $run wait held from client udp nth $n) || fail "datagram $n is not held"
  eval "d$n=$number"
done
printf 'reorder %d %d\ncorrupt %d udp.length 9 mended\ndrop %d\nrelease all\n' $d1 $d2 $d3 $d4 |
  "$wirelab" remote --run $run || fail "lines from standard input"
said "$d1|=0" wait delivered $d1
said "$d4|=0" wait dropped from client udp
said '=0' wait settled
said '=0' quit
wait $run || fail "the testbed failed"
"$wirelab" show --json "$folder/run.pcapng" >/dev/null || fail "the recording cannot be read"
order=$(strings "$folder/run.pcapng" | sed -n 's/^MESSAGE=frame \([0-9]*\) delivered to server.eth0/\1/p' |
  grep -x "$d1\|$d2\|$d3\|$d4" | tr '\n' ' ')
[ "$order" = "$d2 $d1 $d3 " ] || fail "delivered in this order: $order"
unmatched=$(strings "$folder/run.pcapng" | sed -n 's/^MESSAGE=wire, by rule: \(rule .* matched nothing: .*\)/\1/p')
[ "$unmatched" = "rule 5 matched nothing: drop fin" ] || fail "rules that matched nothing: $unmatched"
grep -aq '^WIRELAB_EDIT=udp.length 9 mended$' "$folder/run.pcapng" || fail "the edit is not noted"

"$wirelab" remote --run $run status 2>/dev/null && fail "a run that has ended answered"
exit 0
