#!/bin/bash
# The hand on the wire, driven from a shell over the remote: it waits for frames, never for a time.
set -u
testbed=$WIRELAB_BIN/wirelab-testbed wirelab=$WIRELAB_BIN/wirelab
folder=$(mktemp -d) || exit 1
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "$1"; cat "$folder/errors" 2>/dev/null; exit 1; }

# A bench of two hosts; standard input stays open as long as it is wanted.
begin() { # RECORDING
  mkfifo "$folder/$1.input"
  exec 9<>"$folder/$1.input"
  recording=$folder/$1.pcapng
  "$testbed" --topology pair --seed 5 -w "$recording" <&9 2>"$folder/errors" &
  run=$!
  until "$wirelab" remote --run $run wait end >/dev/null 2>&1; do
    kill -0 $run 2>/dev/null && continue
    wait $run
    [ $? = 4 ] && { echo "skipped: $(cat "$folder/errors")"; exit 77; }
    fail "the testbed ended at once"
  done
}
remote() { "$wirelab" remote --run $run "$@" || fail "the remote refused: $*"; }
on() { # HOST PYTHON
  "$wirelab" exec --run $run "$1" -- python3 -c "import os, socket, struct, sys
$2"
}
# A server that has said that it listens.
serve() { # PYTHON
  exec 8< <(on server "$1")
  read -r -u 8 said && [ "$said" = listening ] || fail "the server did not start"
}
finish() {
  remote quit
  wait $run || fail "the testbed failed"
  "$wirelab" show --json "$recording" >"$folder/frames" || fail "the recording cannot be read"
}
frames() { # PYTHON: with `frames`, the objects of show --json
  python3 - "$folder/frames" <<END || exit 1
import json, sys
frames = [o for o in map(json.loads, open(sys.argv[1])) if "frame" in o]
def having(flag): return [f for f in frames if flag in f.get("flags", [])]
def expect(what, holds):
    if not holds: sys.exit("not so: " + what)
$1
END
}

# Both FINs on their way at once: both ends are in CLOSING.
begin closing
remote rule hold from client fin once
remote rule hold from server fin once
serve 'l = socket.create_server(("", 80)); print("listening", flush=True)
c = l.accept()[0]; c.recv(1); c.close()'
on client 's = socket.create_connection(("10.0.0.2", 80)); s.send(b"x"); s.close()' || fail "no connection"
first=$(remote wait held from client fin) second=$(remote wait held from server fin)
remote status | grep -qx "held $first from client to server" || fail "status does not tell what is held"
remote release all
remote wait delivered $first >/dev/null
remote wait delivered $second >/dev/null
remote wait settled
finish
frames "
both = [f for f in frames if f['frame'] in ($first, $second)]
expect('two FINs', len(both) == 2 and both[0]['src'] == both[1]['dst'])
expect('CLOSING at both', all(f['kernel']['dst'] == 'CLOSING' and f['states']['dst'] == 'CLOSING' for f in both))
expect('agreement: %s' % both, all(f['agreement'] == 'same' for f in both))"

# Both SYNs on their way at once: one connection, opened from both ends.
begin opening
remote rule hold from client syn once
remote rule hold from server syn once
call='s = socket.socket(); s.bind(("", 5000)); s.connect(("10.0.0.%d", 5000)); print(s.getpeername()[0])'
exec 7< <(on client "${call/\%d/2}") 8< <(on server "${call/\%d/1}")
first=$(remote wait held from client syn) second=$(remote wait held from server syn)
remote release all
read -r -u 7 at_client && read -r -u 8 at_server || fail "the two did not connect"
[ "$at_client $at_server" = "10.0.0.2 10.0.0.1" ] || fail "connected to $at_client and $at_server"
remote wait settled
finish
frames "
both = [f for f in frames if f['frame'] in ($first, $second)]
expect('SYN-RECEIVED at both', [f['kernel']['dst'] for f in both] == ['SYN-RECEIVED'] * 2)
expect('the same inferred', [f['states']['dst'] for f in both] == ['SYN-RECEIVED'] * 2)
expect('agreement: %s' % both, all(f['agreement'] == 'same' for f in both))"

# The third data segment is lost once: duplicate ACKs ask for it, and it is sent once more.
begin third
remote rule drop from client data nth 3 once
serve 'l = socket.create_server(("", 80)); print("listening", flush=True); c = l.accept()[0]
while c.recv(65536): pass'
on client 's = socket.create_connection(("10.0.0.2", 80)); s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for i in range(8): s.send(b"%d" % i * 1000)
s.shutdown(socket.SHUT_WR); s.recv(1)' || fail "the transfer failed"
remote wait settled
remote rule list | grep -q "^rule 1 by rule, matched [0-9]*, fired 1: drop from client data nth 3 once$" ||
  fail "the rule did not fire once"
finish
frames "
dropped = [f for f in frames if f.get('fate') == 'dropped']
expect('one loss', len(dropped) == 1 and dropped[0]['seq'] == 2001)
expect('duplicate ACKs', sum('duplicate_ack' in f['analysis'] for f in frames if 'analysis' in f) >= 3)
again = [f for f in frames if f.get('seq') == 2001 and f.get('len', 0) > 0]
expect('one resend', len(again) == 2 and again[0] == dropped[0])"

# Same seed, same fates.
fates() { # SEED
  begin "seed$1-$2"
  remote rule lose 30 from client udp seed "$1"
  on client 's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(60): s.sendto(b"%03d" % i, ("10.0.0.2", 9))'
  remote wait from client udp nth 60 >/dev/null
  remote wait settled
  finish
  frames "print(''.join('x' if f['fate'] == 'dropped' else '.' for f in frames if f.get('protocol') == 'UDP'))"
}
fates 7 first >"$folder/one"; fates 7 second >"$folder/two"; fates 8 third >"$folder/three"
[ "$(wc -c <"$folder/one")" = 61 ] && grep -q x "$folder/one" || fail "no fates: $(cat "$folder/one")"
cmp -s "$folder/one" "$folder/two" || fail "seed 7 twice: $(cat "$folder/one" "$folder/two")"
cmp -s "$folder/one" "$folder/three" && fail "seeds 7 and 8 lose the same"

# A SYN flood from forged addresses, without and with SYN cookies.
flood='raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
def total(b):
    s = sum(struct.unpack("!%dH" % (len(b) // 2), b)); s = (s >> 16) + (s & 65535); return ~(s + (s >> 16)) & 65535
to = socket.inet_aton("10.0.0.2")
for i in range(100):
    source = bytes((10, 0, 0, 100 + i))
    def syn(c): return struct.pack("!HHIIHHHH", 1000 + i, 80, i, 0, 0x5002, 1000, c, 0)
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40, i, 0, 64, 6, 0, source, to)
    raw.sendto(ip + syn(total(source + to + struct.pack("!HH", 6, 20) + syn(0))), ("10.0.0.2", 0))
s = socket.socket(); s.settimeout(1.5)
try: s.connect(("10.0.0.2", 80)); print("in")
except OSError: print("out")'
attack() { # COOKIES
  begin "flood$1"
  remote set server net.ipv4.tcp_syncookies "$1"
  remote set server net.ipv4.tcp_max_syn_backlog 4
  serve 'l = socket.create_server(("", 80)); print("listening", flush=True); l.accept(); l.accept()'
  outcome=$(on client "$flood")
  # All of it stays inside: the hosts know no other interface, the wire none but its ports.
  inside=$("$wirelab" exec --run $run client -- cat /proc/net/dev | sed -n 's/ *\(.*\):.*/\1/p' | sort | tr '\n' ' ')
  [ "$inside" = "eth0 lo " ] || fail "the client has the interfaces $inside"
  child=$(cat "/proc/$run/task/$run/children")
  outside=$(sed -n 's/ *\(.*\):.*/\1/p' "/proc/${child%% *}/net/dev" | grep -cv '^lo$\|^port[0-9]*$')
  [ "$outside" = 0 ] || fail "the wire has other interfaces: $(cat "/proc/${child%% *}/net/dev")"
  finish
}
attack 0
[ "$outcome" = out ] || fail "without cookies the client is let in"
frames "expect('the flood is recorded', len({f['src'] for f in having('SYN') if f['dst'] == '10.0.0.2:80'}) > 100)"
attack 1
[ "$outcome" = in ] || fail "with cookies the client is shut out"
