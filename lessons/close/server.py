# The server of this lesson. On its host: wirelab exec server -- python3 server.py [unread]
import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a new start may meet TIME-WAIT
listener.bind(("0.0.0.0", 8088))
listener.listen(5)
conversation, peer = listener.accept()
if "unread" in sys.argv:
    print(conversation.recv(7).decode())  # the rest stays in the kernel: close() will send RST
else:
    while text := conversation.recv(1024):
        print(text.decode())
    print("recv() returned 0: FIN")  # CLOSE-WAIT until close(); sending is still allowed
for line in (b"One.", b"Two.", b"Three."):
    conversation.sendall(line)
conversation.close()
listener.close()
