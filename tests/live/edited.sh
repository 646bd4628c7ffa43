#!/bin/bash
# A segment that the hand has changed and mended is what the receiver's TCP gets: the inferred state and the kernel's
# agree after it. One that is not mended is lost.
. "$(dirname "$0")/bench.bash"

server='import socket
l = socket.create_server(("", 80)); print("listening", flush=True)
c = l.accept()[0]
while True:
    try:
        if not c.recv(1000): break
    except OSError: break
print("over", flush=True); l.accept()'
client='import socket
s = socket.create_connection(("10.0.0.2", 80)); s.send(b"hello"); s.recv(1)'
# One frame is changed on its way from client to server, and arrives.
edit() { # NAME MATCH EDIT
  begin "$1" --topology pair
  remote wait end  # until the bench stands
  remote rule corrupt $3 from client $2 once
  exec 8< <(on server python3 -c "$server")
  read -r -u 8 said && [ "$said" = listening ] || fail "the server did not start"
  on client python3 -c "$client" >/dev/null 2>&1 &
  number=$(remote wait corrupted from client)
  # Not until all is settled: whose FIN was made on the way acknowledges what was never sent, and is answered for ever.
  remote wait delivered "$number" >/dev/null
  finish
}
same() { # KERNEL [INFERRED]: of the server after the changed frame
  facts "
frame = [f for f in frames if f['frame'] == $number][0]
expect('the kernel says $1: %s' % frame, frame['kernel']['dst'] == '$1')
expect('inferred is ${2:-$1}: %s' % frame, frame['states']['dst'] == '${2:-$1}')
expect('nothing differs: %s' % [f for f in frames if f.get('agreement') == 'differs'],
       not [f for f in frames if f.get('agreement') == 'differs'])
delivered = [n for n in notes if n.get('FRAME') == '$number' and n.get('FATE') == 'delivered']
expect('the note says what arrived: %s' % delivered, len(delivered) == 1 and len(delivered[0]['BYTES']) >= 2 * 54)
expect('the others say nothing', all('BYTES' not in n for n in notes if n.get('FRAME') != '$number'))"
}
edit sequence syn "tcp.seq +1000 mended"
same SYN-RECEIVED
edit fin data "tcp.flags FIN,ACK mended"
same CLOSE-WAIT
edit reset data "tcp.flags RST,ACK mended"
same CLOSED
edit lost data "tcp.flags FIN,ACK broken"
# It is as it was when the frame was sent: the ACK before it was still on its way.
same ESTABLISHED SYN-RECEIVED
