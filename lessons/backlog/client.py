# The client of this lesson. On its host: wirelab exec client -- python3 client.py [CLIENTS] [PATIENCE]
import select
import socket
import sys
import time

clients = int(sys.argv[1]) if len(sys.argv) > 1 else 5
patience = float(sys.argv[2]) if len(sys.argv) > 2 else 0.5
poll = select.poll()
callers = {}
for _ in range(clients):
    caller = socket.socket()
    caller.setblocking(False)
    caller.connect_ex(("10.0.0.2", 8080))  # EINPROGRESS: the SYN is on its way
    callers[caller.fileno()] = caller
    poll.register(caller, select.POLLOUT)
connected, end = 0, time.monotonic() + patience
while connected < clients and (left := end - time.monotonic()) > 0:
    for descriptor, _ in poll.poll(left * 1000):
        poll.unregister(descriptor)
        if callers[descriptor].getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
            connected += 1
print(f"{connected} of {clients} connected")
