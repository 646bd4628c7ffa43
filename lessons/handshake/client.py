# The client of this lesson. On its host: wirelab exec client -- python3 client.py
import socket

caller = socket.socket()
caller.connect(("10.0.0.2", 8088))  # SYN; returns when SYN and ACK have come back
caller.sendall(b"hello from client!")
caller.close()
