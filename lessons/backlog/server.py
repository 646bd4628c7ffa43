# The server of this lesson. On its host: wirelab exec server -- python3 server.py [BACKLOG] [SECONDS]
# Without an argument Python's own listen() would take 128, or somaxconn if that is less.
import socket
import sys
import time

backlog = int(sys.argv[1]) if len(sys.argv) > 1 else 2
busy = float(sys.argv[2]) if len(sys.argv) > 2 else 20
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("0.0.0.0", 8088))
listener.listen(backlog)
time.sleep(busy)  # something else to do: meanwhile the kernel answers alone


def take(patience):
    """How many could be taken, until nobody came for so many seconds."""
    listener.settimeout(patience)
    try:
        while True:
            taken.append(listener.accept())
    except (BlockingIOError, TimeoutError):
        return


taken = []
take(0)
waited = len(taken)
print(f"{waited} waited in the queue")
take(3)
print(f"{len(taken) - waited} came later")
