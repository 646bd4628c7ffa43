#!/bin/bash
# curl from a client through a switch, a router and another switch to a web server, one of two: on each side of the
# router the same IP packet, its TTL one lower, the MAC addresses of that side, and no copy taken for a resend.
. "$(dirname "$0")/bench.bash"
command -v curl >/dev/null || skip "no curl here"
cat >"$folder/office.toml" <<'END'
[hosts.client]
address = "10.0.1.10/24"
segment = "left"
gateway = "10.0.1.1"
[hosts.router]
forward = true
eth0 = { address = "10.0.1.1/24", segment = "left" }
eth1 = { address = "10.0.2.1/24", segment = "right" }
[hosts.web]
address = "10.0.2.20/24"
segment = "right"
gateway = "10.0.2.1"
[hosts.files]
address = "10.0.2.21/24"
segment = "right"
gateway = "10.0.2.1"
[segments.left]
kind = "switch"
delay_ms = 5
[segments.right]
kind = "switch"
delay_ms = 5
END
mkdir "$folder/site"
seq 20000 >"$folder/site/numbers"
cd "$folder/site" || exit 1
begin office --topology "$folder/office.toml"
remote wait end
for server in web files; do
  remote start $server $server python3 -u -m http.server 8000
  # It says so once it listens. A program that has ended is not waited for.
  until on $server python3 -c 'import socket; socket.create_connection(("127.0.0.1", 8000))' 2>/dev/null; do
    remote status | grep -qx "program $server on $server runs" || fail "no server on $server: $(strings "$recording" | grep -a "$server")"
  done
done
for server in web files; do
  on client curl -sS "http://$server:8000/numbers" >"$folder/got" || fail "curl failed with $?"
  cmp "$folder/got" numbers || fail "other bytes came from $server"
done
remote wait settled
finish
facts '
starts = [n for n in notes if n.get("KIND") == "program" and n.get("EVENT") == "start"]
expect("who starts has a number: %s" % starts, len(starts) > 3 and all(int(n.get("PID", 0)) > 0 for n in starts))
routed = [f for f in frames if ":8000" in f.get("src", "") + f.get("dst", "") and "127.0.0.1" not in f["src"]]
expect("hundreds of frames, %d" % len(routed), len(routed) > 100)
# A slow machine lets the kernels resend: each of these is told once a segment. A copy by the router is none of them.
resent = sum(int(n["CHANGE"]) for n in notes if n.get("KIND") == "counter" and n.get("NAME") == "RetransSegs")
told = [f["frame"] for f in frames if "retransmission" in str(f.get("analysis", ""))]
expect("no copy is a resend: %s, %d by the kernels" % (told, resent), len(told) <= 2 * resent)
expect("no difference: %s" % [f for f in frames if f.get("agreement") == "differs"][:2],
       not [f for f in frames if f.get("agreement") == "differs"])
expect("kernel and packets agree", [f for f in routed if f.get("agreement") == "same"])'
command -v tshark >/dev/null || skip "no tshark here to look at MAC addresses and TTL"
tshark -r "$recording" -Y 'tcp.port == 8000 && !(ip.src == 127.0.0.1)' -T fields -e eth.src -e eth.dst -e ip.ttl -e ip.src -e ip.dst -e ip.id \
  -e tcp.seq_raw -e tcp.ack_raw -e tcp.flags -e tcp.len >"$folder/hops" 2>/dev/null
python3 - "$folder/hops" <<'END' || exit 1
import collections, sys
hops = collections.defaultdict(list)
for line in open(sys.argv[1]):
    source, target, ttl, *packet = line.split("\t")
    hops[tuple(packet)].append((source[9:], target[9:], int(ttl)))
def expect(what, holds):
    if not holds: sys.exit("not so: " + what)
client, left, right = "00:00:01", "00:00:02", "01:00:02"
servers = {"10.0.2.20": "00:00:03", "10.0.2.21": "00:00:04"}
expect("hundreds of packets", len(hops) > 100)
for packet, seen in hops.items():
    # A pure ACK may come twice with all fields the same: every second sighting is the second hop.
    there = packet[0] == "10.0.1.10"
    server = servers[packet[1 if there else 0]]
    way = [(client, left), (right, server)] if there else [(server, right), (left, client)]
    seen.sort(key=lambda hop: -hop[2])
    half = len(seen) // 2
    expect("both hops of %s: %s" % (packet, seen), len(seen) == 2 * half > 0)
    for first, second in zip(seen[:half], seen[half:]):
        expect("TTL one lower: %s" % seen, (first[2], second[2]) == (64, 63))
        expect("MAC addresses: %s, not %s" % ((first, second), way), [first[:2], second[:2]] == way)
END
