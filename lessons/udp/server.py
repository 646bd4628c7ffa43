# The server of this lesson. On its host: wirelab exec server -- python3 server.py
import socket

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("0.0.0.0", 9009))
while True:
    data, ancillary, flags, peer = receiver.recvmsg(3)  # one call, one datagram, whole or cut
    print(data.decode() or "(empty)", "cut" if flags & socket.MSG_TRUNC else "whole", flush=True)
    if not data:  # the lesson's sign-off; for UDP it is a datagram like any other
        break
receiver.close()
