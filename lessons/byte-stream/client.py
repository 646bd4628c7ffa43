# The client of this lesson. On its host: wirelab exec client -- python3 client.py [length]
import socket
import sys

caller = socket.socket()
caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # each send() leaves at once
caller.connect(("10.0.0.2", 8088))
for message in (b"AA", b"BB", b"CC"):
    head = len(message).to_bytes(2, "big") if "length" in sys.argv else b""
    caller.sendall(head + message)  # in Python send() may take a part, sendall() takes all
caller.close()
