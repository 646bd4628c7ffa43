# The client of this lesson. On its host: wirelab exec client -- python3 client.py
import socket

caller = socket.socket()
caller.connect(("10.0.0.2", 8088))
try:
    print("recv() returned", len(caller.recv(1024)))  # 0: the server has closed its direction
    caller.sendall(b"Still there?")  # succeeds: the kernel has taken it
    print("the first send() succeeded")
    try:
        caller.recv(1)  # 0 again, or the news of the reset
        while True:
            caller.sendall(b"Hello?")  # fails once the reset has come
    except BrokenPipeError:  # Python ignores SIGPIPE; the C client dies of it
        print("EPIPE")
except ConnectionResetError:
    print("ECONNRESET")
caller.close()
