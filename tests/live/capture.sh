#!/bin/bash
# wirelab-capture on the loopback interface of a network namespace of its own: every frame is written once, in order,
# at once to a pipe; the last block counts; SIGINT ends it cleanly; a reader that leaves ends it too.
set -u
if [ -z "${WIRELAB_INSIDE:-}" ]; then
  unshare -rn true 2>/dev/null || { echo "skipped: no network namespaces here"; exit 77; }
  WIRELAB_INSIDE=1 exec unshare -rn bash "$0"
fi
capture=$WIRELAB_BIN/wirelab-capture wirelab=$WIRELAB_BIN/wirelab
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
fail() { echo "$1"; cat errors 2>/dev/null; exit 1; }

python3 - <<'END' || { echo "skipped: the loopback interface cannot be brought up"; exit 77; }
import fcntl, socket, struct
s = socket.socket()
fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x49))  # SIOCSIFFLAGS: up, running
END
send() { # COUNT
  python3 - "$1" <<'END'
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(int(sys.argv[1])):
    s.sendto(b"%08d" % i + bytes(1000), ("127.0.0.1", 9))
END
}
listening() { # FILE: the capture has written its head, so it listens
  for _ in $(seq 100); do
    [ "$(stat -c %s "$1" 2>/dev/null || echo 0)" -gt 60 ] && return
    sleep 0.05
  done
  fail "nothing is captured"
}

# To a file, until SIGINT. The loopback shows each frame once.
"$capture" -i lo -s 128 -w all.pcapng udp dst port 9 2>errors &
pid=$!
listening all.pcapng
send 20000
sleep 0.3
kill -INT $pid
wait $pid || fail "SIGINT: exit status $?"
frames=$("$wirelab" show --json all.pcapng | grep -c '"frame"')
dropped=$(sed -n 's/.* captured, \([0-9]*\) dropped by the kernel.*/\1/p' errors)
[ "$((frames + ${dropped:-0}))" = 20000 ] || fail "$frames frames of 20000 in the file, $dropped dropped"
[ "${dropped:-1}" = 0 ] || fail "dropped frames"
od -An -tx4 -v all.pcapng | tr -d '\n' | grep -q '00000005 00000040' || fail "no statistics at the end"

# A terminal that closes ends it as well, with its summary; under nohup it goes on.
"$capture" -i lo -w closed.pcapng udp dst port 9 2>errors &
pid=$!
listening closed.pcapng
send 5
for _ in $(seq 100); do
  [ "$("$wirelab" show --json closed.pcapng 2>/dev/null | grep -c '"frame"')" = 5 ] && break
  sleep 0.05
done
kill -HUP $pid
wait $pid || fail "SIGHUP: exit status $?"
grep -q '^5 frames captured, 0 dropped' errors || fail "SIGHUP: no summary"
(trap '' HUP; exec "$capture" -i lo -c 2 -w nohup.pcapng udp dst port 9) 2>errors &
pid=$!
listening nohup.pcapng
kill -HUP $pid
send 2
wait $pid || fail "SIGHUP under nohup: exit status $?"

# Through a pipe each frame is there while the capture goes on; -c ends it.
mkfifo pipe
"$capture" -i lo -c 3 udp dst port 9 2>errors >pipe &
pid=$!
exec 3<pipe
"$wirelab" show --json - <&3 >shown &
reader=$!
exec 3<&-
sleep 0.3
send 2
for _ in $(seq 40); do
  [ "$(grep -c '"frame"' shown)" = 2 ] && break
  sleep 0.05
done
[ "$(grep -c '"frame"' shown)" = 2 ] || fail "two frames do not come through the pipe"
send 1
wait $pid || fail "-c 3: exit status $?"
wait $reader || fail "the reader: exit status $?"
[ "$(grep -c '"frame"' shown)" = 3 ] || fail "not three frames through the pipe"

# A reader that leaves.
(timeout 10 "$capture" -i lo udp dst port 9 2>errors; echo $? >status) | head -c 100 >/dev/null &
sleep 0.3
for _ in 1 2 3 4 5; do
  send 1
  sleep 0.2
done
wait
[ "$(cat status)" = 0 ] || fail "a reader that left: exit status $(cat status)"

# The same in the terminal: -c ends it, and so does Ctrl-C, which goes to the whole group.
"$wirelab" capture -i lo -c 2 --json udp dst port 9 >shown 2>errors &
pid=$!
sleep 0.5
send 2
wait $pid || fail "wirelab capture -c 2: exit status $?"
[ "$(grep -c '"frame"' shown)" = 2 ] || fail "wirelab capture shows no two frames"
setsid sh -c 'trap "" HUP; exec "$0" capture -i lo --headless udp dst port 9' "$wirelab" >shown 2>errors &
pid=$!
sleep 0.5
send 2
sleep 0.3
kill -INT -$pid
wait $pid || fail "wirelab capture, SIGINT: exit status $?"
# Beside the frames stands what their checksums mean.
[ "$(grep -c "^ *[0-9]" shown)" = 2 ] || fail "wirelab capture does not show what it caught"
"$wirelab" capture -i nowhere >shown 2>errors
[ $? = 4 ] || fail "wirelab capture: an interface that is not there"
[ "$(wc -l <errors)" = 1 ] || fail "not one sentence"

# What cannot be done is said.
"$capture" -i nowhere -w x.pcapng 2>errors && fail "an interface that is not there"
grep -q 'nowhere' errors || fail "the interface is not named"
"$capture" -i lo -w x.pcapng -f 'no such filter' 2>errors
[ $? = 2 ] || fail "a filter that is none"
exit 0
