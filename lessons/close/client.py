# The client of this lesson. On its host: wirelab exec client -- python3 client.py
import socket

caller = socket.socket()
caller.connect(("10.0.0.2", 8088))
caller.sendall(b"Tell me all you know.")
caller.shutdown(socket.SHUT_WR)  # FIN: no more questions; reading goes on
try:
    while text := caller.recv(1024):
        print(text.decode())
    print("recv() returned 0: FIN")
except ConnectionResetError:
    print("ECONNRESET")
caller.close()
