# The server of this lesson. On its host: wirelab exec server -- python3 server.py [plain] [second]
import socket
import sys

listener = socket.socket()
if "plain" not in sys.argv:  # to be asked for before bind(), in every start of the server
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    listener.bind(("0.0.0.0", 8088))
except OSError as error:
    sys.exit(f"bind: {error.strerror}")
listener.listen(5)
conversation, peer = listener.accept()
if "second" in sys.argv:
    conversation.recv(1024)  # 0 bytes: the client has closed first
else:
    conversation.sendall(b"Goodbye.")
conversation.close()
listener.close()
print("closed")  # who closed first has a TIME-WAIT now: ss -tan
