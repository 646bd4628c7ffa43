# The client of this lesson. On its host: wirelab exec client -- python3 client.py [COUNT]
import socket
import sys

count = int(sys.argv[1]) if len(sys.argv) > 1 else 6
caller = socket.socket()
caller.connect(("10.0.0.2", 8088))
caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # each send() is a segment at once
for n in range(count):
    caller.sendall(bytes([ord("1") + n % 9]) * 1000)  # returns before anything has arrived
caller.close()
