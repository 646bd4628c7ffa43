#!/bin/bash
# What goes wrong around a run is said in a sentence, what was recorded stays, and nothing hangs: a full disk, readers
# that leave or stop, programs that do not end or do not stop talking, frames that do not fit, a mistake in a topology, too many hosts.
. "$(dirname "$0")/bench.bash"
cd "$folder" || exit 1
expect() { # STATUS WORDS ARGV...: how it ends, and what it says on standard error
  local status=$1 words=$2 got
  shift 2
  timeout 60 "$@" >out 2>errors </dev/null
  got=$?
  [ $got = 4 ] && [ "$status" != 4 ] && skip "$(cat errors)"
  [ $got = "$status" ] || fail "exit status $got, not $status: $*"
  grep -qF -- "$words" errors || fail "not said: '$words' by $*"
}
readable() { # RECORDING FRAMES: at least so many are in it
  local count
  count=$("$wirelab" show --json "$1" 2>/dev/null | grep -c '"frame"')
  [ "$count" -ge "$2" ] || fail "$1: $count frames can be read, not $2"
}

# A disk that is full, for the testbed and for the lab. Frames before that are there.
limited() { (trap '' XFSZ; ulimit -f 16; exec "$@"); }
export -f limited
for words in "'$testbed' handshake --auto -w full.pcapng" "'$wirelab' run handshake --headless -w full.pcapng" \
  "'$wirelab' run handshake --headless --json -w full.pcapng"; do
  rm -f full.pcapng
  expect 4 "cannot write full.pcapng: File too large" bash -c "limited $words"
  readable full.pcapng 3
done
expect 4 "cannot write /dev/full: No space left on device" "$testbed" handshake --auto -w /dev/full
# In free play, too, while a program prints.
rm -f full.pcapng input; mkfifo input; exec 9<>input
printf 'wait end\nstart client p seq 100000\n' >&9
limited "$wirelab" play pair --headless -w full.pcapng <&9 >/dev/null 2>errors 9>&-
status=$?
[ $status = 4 ] && grep -q 'cannot write full.pcapng' errors || fail "play on a full disk: exit status $status"
exec 9>&-
unset -f limited

# A reader that leaves.
for words in "'$testbed' handshake --auto" "'$wirelab' run handshake --headless -w -"; do
  timeout 60 bash -c "$words 2>errors | head -c 1000 >cut; echo \${PIPESTATUS[0]} >status"
  [ "$(cat status)" = 0 ] || [ "$(cat status)" = 4 ] || fail "a reader that left: exit status $(cat status) of $words"
  [ "$(wc -c <cut)" = 1000 ] || fail "a reader that left did not get its 1000 bytes"
done

# A reader that stops, while 3000 datagrams go by, and goes on: nothing is lost.
rm -f input pipe; mkfifo input pipe; exec 9<>input
cat pipe >stopped.pcapng &
reader=$!
"$testbed" --topology pair <&9 >pipe 2>errors 9>&- &
run=$!
until "$wirelab" remote --run $run wait end >/dev/null 2>&1; do kill -0 $run || fail "the testbed ended"; done
# Who does not know the neighbour yet, has no room for many datagrams.
datagrams='import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(int(sys.argv[1])): s.sendto((b"%04d" % i) * 250, ("10.0.0.2", 9))'
on client python3 -c "$datagrams" 1
remote wait delivered from client udp >/dev/null
remote wait settled
kill -STOP $reader
on client timeout 60 python3 -c "$datagrams" 2999 || fail "datagrams before a stopped reader: $?"
remote wait from client udp nth 3000 >/dev/null
remote wait settled
kill -CONT $reader
remote quit
wait $run || fail "a stopped reader: exit status $?"
wait $reader
exec 9>&-
"$wirelab" show --json stopped.pcapng >frames || fail "the recording of a stopped reader"
[ "$(grep '"protocol":"UDP","src"' frames | grep -vc '"fate":"delivered"')" = 0 ] || fail "datagrams without a delivery"
[ "$(grep -c '"protocol":"UDP","src"' frames)" = 3000 ] || fail "$(grep -c '"protocol":"UDP","src"' frames) of 3000 datagrams"

# Programs that ignore SIGTERM, and that print without end: the step ends all the same.
begin stubborn --topology pair
remote wait end
remote "start client deaf sh -c \"trap '' TERM HUP INT; echo deaf; while :; do sleep 100; done\""
remote start server loud yes work
until grep -aq '^WIRELAB_TEXT=deaf$' "$recording"; do kill -0 $run || fail "the testbed ended"; done
for _ in 1 2 3; do remote status >status; done
grep -qx 'program loud on server runs' status || fail "a loud program was ended: $(cat status)"
# A frame over MTU: its sender is told, and no half of it is on the wire.
on client python3 -c '
import errno, fcntl, socket, struct
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
fcntl.ioctl(s, 0x8922, struct.pack("16sI12x", b"eth0", 3000))  # SIOCSIFMTU
s.bind(("eth0", 0x88b5))
frame = bytes.fromhex("020000000002 020000000001 88b5")
try: s.send(frame + bytes(2000))
except OSError as refused: assert refused.errno in (errno.ENOBUFS, errno.EMSGSIZE), refused
else: raise SystemExit("a frame over MTU was taken")
s.send(frame + bytes(1500))' || fail "frames about MTU"
remote wait delivered any >/dev/null
remote rule drop from client arp nth 77
remote quit
wait $run || fail "stubborn programs: exit status $?"
[ "$(wc -c <"$recording")" -lt 20000000 ] || fail "what a loud program prints is not bounded: $(wc -c <"$recording")"
grep -aq '^WIRELAB_LEFT_OUT=' "$recording" || fail "what was left out is not counted"
grep -aq '^MESSAGE=.*matched nothing: drop from client arp nth 77' "$recording" || fail "a rule that matched nothing is not said"
readable "$recording" 1

# A mistake on line 7.
printf '[hosts.a]\naddress = "10.0.0.1/24"\n\n[hosts.b]\naddress = "10.0.0.2/24"\n# here\nadress = "x"\n' >wrong.toml
expect 2 "wrong.toml:7: a host has no 'adress'; did you mean 'address'?" "$testbed" --topology wrong.toml --auto -w x.pcapng
expect 2 "wrong.toml:7: a host has no 'adress'; did you mean 'address'?" "$wirelab" play wrong.toml --headless

# More hosts than open files are allowed for: one sentence says how many are possible. A soft limit alone is none.
for i in $(seq 30); do printf '[hosts.h%d]\naddress = "10.0.0.%d/24"\n' "$i" "$i"; done >many.toml
printf '[segments.lan]\nkind = "switch"\n' >>many.toml
expect 4 "(ulimit -Hn): 16 of these hosts are possible." bash -c "ulimit -n 256; exec '$testbed' --topology many.toml --auto -w x.pcapng"
head -n 20 many.toml >ten.toml; tail -n 2 many.toml >>ten.toml
rm -f input; mkfifo input; exec 9<>input
(ulimit -Sn 100; exec "$testbed" --topology ten.toml -w ten.pcapng) <&9 2>errors 9>&- &
run=$!
until "$wirelab" remote --run $run wait end >/dev/null 2>&1; do kill -0 $run || fail "ten hosts under a soft limit"; done
remote "start h1 limit sh -c 'ulimit -Sn'"
until grep -aq '^WIRELAB_EVENT=exit$' ten.pcapng; do kill -0 $run || fail "ten hosts: the program does not end"; done
grep -aq '^WIRELAB_TEXT=100$' ten.pcapng || fail "a program has another limit than its user"
grep -aq '^WIRELAB_EVENT=unseen$' ten.pcapng && fail "under a soft limit the calls of programs are not seen"
remote quit
wait $run || fail "ten hosts under a soft limit: exit status $?"
exec 9>&-
