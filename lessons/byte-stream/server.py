# The server of this lesson. On its host: wirelab exec server -- python3 server.py [length]
import select
import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("0.0.0.0", 8088))
listener.listen(5)
conversation, peer = listener.accept()
busy = select.poll()  # until the client has said all: a program that comes late
busy.register(conversation, select.POLLRDHUP)
busy.poll()
kept = b""
while piece := conversation.recv(1024):
    if "length" not in sys.argv:
        print(f"recv() returned {piece.decode()}")
        continue
    kept += piece
    while len(kept) >= 2 and len(kept) >= (end := 2 + int.from_bytes(kept[:2], "big")):
        print(f"message {kept[2:end].decode()}")
        kept = kept[end:]
print("recv() returned 0: FIN")
conversation.close()
listener.close()
