# The client of this lesson. On its host: wirelab exec client -- python3 client.py [CLIENTS] [PATIENCE]
import socket
import sys

clients = int(sys.argv[1]) if len(sys.argv) > 1 else 5
patience = float(sys.argv[2]) if len(sys.argv) > 2 else 0.5
callers = [socket.socket() for _ in range(clients)]
connected = 0
for caller in callers:  # one after the other
    caller.settimeout(patience)
    try:
        caller.connect(("10.0.0.2", 8088))
        connected += 1
    except TimeoutError:
        pass  # this program waits no longer; its kernel does
print(f"{connected} of {clients} connected")
