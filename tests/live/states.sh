#!/bin/bash
# The lesson eleven-states: every state is in the kernel's notes, and all were read. And while a step stands still, in
# the hand, `ss` on each host says the same as the recording; so it does with every frame held on the way of a connection
# from SYN-SENT to TIME-WAIT.
. "$(dirname "$0")/bench.bash"
command -v ss >/dev/null || skip "no ss here (iproute2)"
"$wirelab" run eleven-states --headless -w "$folder/e.pcapng" >"$folder/ladder" 2>"$folder/errors"
status=$?
[ $status = 4 ] && skip "$(cat "$folder/errors")"
[ $status = 0 ] || fail "wirelab run eleven-states: exit status $status"
recording=$folder/e.pcapng
"$wirelab" show --json "$recording" >"$folder/frames" || fail "the recording cannot be read"
facts '
kernel = [n for n in notes if n.get("KIND") == "kernel"]
eleven = "CLOSE-WAIT CLOSING ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 LAST-ACK LISTEN SYN-RECEIVED SYN-SENT TIME-WAIT".split()
expect("ten states: %s" % sorted({n["STATE"] for n in kernel}), sorted({n["STATE"] for n in kernel}) == eleven)
expect("and CLOSED", [n for n in notes if n.get("KIND") == "gone"])
expect("all are read", all(n["READ"] == "read" for n in kernel))'

# What ss calls the states.
in_rfc_words() {
  sed 's/^ESTAB /ESTABLISHED /; s/^SYN-RECV /SYN-RECEIVED /; s/^UNCONN /CLOSED /' | awk '{ print $1, $4, $5 }' | sort
}
# The last state of each socket of a host that the recording knows, without those that are gone.
recorded() { # HOST
  python3 - "$recording" "$1" <<'END' | sort
import re, sys
states = {}
for text in re.findall(r"(?:[A-Z_]+=[^\n]*\n)+", open(sys.argv[1], "rb").read().decode("latin-1")):
    note = dict(re.findall(r"^(?:WIRELAB_)?([A-Z_]+)=(.*)$", text, re.M))
    if note.get("KIND") == "step" and note.get("EVENT", "") in ("", "begin"): states = {}
    if note.get("KIND") not in ("kernel", "gone") or note.get("HOST") != sys.argv[2]: continue
    socket = (note["LOCAL"], note.get("REMOTE", ""))
    if note["KIND"] == "gone": states.pop(socket, None)
    else: states[socket] = note["STATE"]
for (local, remote), state in states.items():
    remote = remote if remote and not remote.endswith(":0") else "0.0.0.0:*"
    print(state, local, remote)
END
}
compare() { # MOMENT
  for host in client server; do
    on $host ss -tanH | in_rfc_words | grep -v '^CLOSED' >"$folder/ss.$host"
    # The recorder writes a moment behind the wire.
    for _ in $(seq 100); do
      recorded $host | grep -v '^CLOSED' >"$folder/recorded.$host"
      cmp -s "$folder/ss.$host" "$folder/recorded.$host" && break
    done
    cmp "$folder/ss.$host" "$folder/recorded.$host" ||
      fail "$1, on $host ss says: $(cat "$folder/ss.$host"); the recording says: $(cat "$folder/recorded.$host")"
    cat "$folder/ss.$host" >>"$folder/seen"
  done
}
begin held eleven-states
turns() { grep -acs '^WIRELAB_WAIT=turn$' "$recording"; }
for step in easy leaving rare; do
  before=$(turns)
  remote go $step
  # Its turn: a frame is held, and the wire waits.
  until [ "$(turns)" -gt "$before" ]; do kill -0 $run || fail "the testbed ended"; done
  compare "$step"
  remote next
  remote wait end
done
remote quit
wait $run || fail "the testbed failed"
for state in ESTABLISHED SYN-RECEIVED TIME-WAIT LAST-ACK CLOSING LISTEN; do
  grep -q "^$state " "$folder/seen" || fail "ss never said $state: $(cat "$folder/seen")"
done

# One connection from its first frame to its last, each held once.
cat >"$folder/server.py" <<'END'
import socket
l = socket.create_server(("", 80))
c = l.accept()[0]
c.recv(1)
input()
c.close()
input()
END
cat >"$folder/client.py" <<'END'
import socket
s = socket.create_connection(("10.0.0.2", 80))
input()
s.close()
input()
END
begin walked --topology pair
remote wait end # until the bench stands
listens() { on server ss -tlnH | grep -q ':80 '; }
remote start server server python3 "$folder/server.py"
until listens; do kill -0 $run || fail "the testbed ended"; done
stop() { # HOST FRAME STATES, of client and server: such a frame of the host is held, and what was held goes on
  remote rule hold from "$1" "$2" once
  remote release all
  [ -z "${4:-}" ] || remote $4
  until remote status | grep -q "^held [0-9]* from $1 "; do kill -0 $run || fail "the testbed ended"; done
  walked "$3"
}
walked() { # STATES
  : >"$folder/seen"
  compare "with $1"
  [ "$(grep -v '^LISTEN' "$folder/seen" | cut -d' ' -f1 | xargs)" = "$1" ] || fail "not $1: $(cat "$folder/seen")"
}
stop client syn "SYN-SENT" "start client client python3 $folder/client.py"
stop server synack "SYN-SENT SYN-RECEIVED"
stop client ack "ESTABLISHED SYN-RECEIVED"
remote release all
stop client fin "FIN-WAIT-1 ESTABLISHED" "input client close"
stop server ack "FIN-WAIT-1 CLOSE-WAIT"
remote release all
remote wait settled
walked "FIN-WAIT-2 CLOSE-WAIT"
stop server fin "FIN-WAIT-2 LAST-ACK" "input server close"
stop client ack "TIME-WAIT LAST-ACK"
remote release all
remote wait settled
walked "TIME-WAIT"
remote quit
