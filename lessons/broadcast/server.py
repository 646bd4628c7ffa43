# The listener of this lesson. On its host: wirelab exec b -- python3 server.py [ADDRESS] [GROUP]
# ADDRESS: to bind to, 0.0.0.0 if not given. GROUP: to join.
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
listener.bind((sys.argv[1] if len(sys.argv) > 1 else "0.0.0.0", 9009))
if len(sys.argv) > 2:
    membership = socket.inet_aton(sys.argv[2]) + socket.inet_aton("0.0.0.0")
    listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
data, peer = listener.recvfrom(100)  # no option is needed to hear a broadcast
print(data.decode(), "from", peer[0])
listener.close()
