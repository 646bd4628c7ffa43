# The server of this lesson. On its host: wirelab exec server -- python3 server.py
# It reads only when it is told to: type how many bytes, and Enter. An empty line reads the rest.
import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a new start may meet TIME-WAIT
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)  # before listen()
listener.bind(("0.0.0.0", 8088))
listener.listen(5)
conversation, peer = listener.accept()
read = 0
line = "?"
while line:
    line = sys.stdin.readline().strip()  # empty at the end of the input, too
    wanted = int(line) if line else 10**9
    while wanted > 0 and (data := conversation.recv(min(wanted, 65536))):
        wanted -= len(data)
        read += len(data)
    print(f"{read} bytes read", flush=True)
conversation.close()
listener.close()
