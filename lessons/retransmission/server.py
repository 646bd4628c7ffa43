# The server of this lesson. On its host: wirelab exec server -- python3 server.py
import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a new start may meet TIME-WAIT
listener.bind(("0.0.0.0", 8088))
listener.listen(5)
conversation, peer = listener.accept()
whole = b""
while data := conversation.recv(65536):  # in order, each byte once, whatever the wire did
    whole += data
pieces = [whole[i : i + 1000] for i in range(0, len(whole), 1000)]
sound = all(piece == bytes([ord("1") + n % 9]) * 1000 for n, piece in enumerate(pieces))
print(f"{len(whole)} bytes {'as sent' if sound else 'that differ'}")
conversation.close()
listener.close()
