# The server of this lesson: press Enter for each call and read the state after it, here or by `ss -tan`.
# On its host: wirelab exec server -- python3 server.py
import socket
import sys


def wait_for_enter(call):
    print(f"Enter: {call}", flush=True)
    sys.stdin.readline()


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a new start may meet TIME-WAIT
listener.bind(("0.0.0.0", 8088))
wait_for_enter("listen()")
listener.listen(5)  # LISTEN
wait_for_enter("accept()")
conversation, peer = listener.accept()  # ESTABLISHED
wait_for_enter("recv()")
print("recv() returned", len(conversation.recv(1024)))  # 0 after the client's FIN: CLOSE-WAIT
wait_for_enter("close()")
conversation.close()  # LAST-ACK, or FIN-WAIT-1 for the first to close
listener.close()
