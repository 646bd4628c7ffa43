# The client of this lesson. On its host: wirelab exec client -- python3 client.py
import socket

caller = socket.socket()
caller.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
caller.connect(("10.0.0.2", 8088))
caller.setblocking(False)
written = 0
try:
    while True:
        written += caller.send(b"x" * 1000)
except BlockingIOError:  # EAGAIN: for now, no room in our own buffer
    print(f"EAGAIN after {written} bytes", flush=True)
caller.setblocking(True)
caller.sendall(b"x" * (40000 - written))  # waits until the other program reads
print("40000 bytes handed over")
caller.close()
