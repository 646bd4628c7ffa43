# The client of this lesson: press Enter for each call and read the state after it, here or by `ss -tan`.
# On its host: wirelab exec client -- python3 client.py
import socket
import sys


def wait_for_enter(call):
    print(f"Enter: {call}", flush=True)
    sys.stdin.readline()


caller = socket.socket()
wait_for_enter("connect()")
caller.connect(("10.0.0.2", 8088))  # SYN-SENT, then ESTABLISHED
wait_for_enter("shutdown()")
caller.shutdown(socket.SHUT_WR)  # FIN-WAIT-1, FIN-WAIT-2, and TIME-WAIT after the server's FIN
wait_for_enter("close()")
caller.close()
