# The client of this lesson. On its host: wirelab exec client -- python3 client.py [first]
import socket
import sys

caller = socket.socket()
caller.connect(("10.0.0.2", 8088))
if "first" not in sys.argv:
    while text := caller.recv(1024):  # until the server has closed
        print(text.decode())
caller.close()
