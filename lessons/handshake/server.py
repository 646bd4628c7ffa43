# The server of this lesson. On its host: wirelab exec server -- python3 server.py
import socket

listener = socket.socket()
listener.bind(("0.0.0.0", 8088))
listener.listen(5)  # from here on the kernel opens connections
conversation, peer = listener.accept()  # takes one that is open already
print(conversation.recv(1024).decode())
conversation.close()
listener.close()
