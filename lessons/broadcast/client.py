# The sender of this lesson. On its host: wirelab exec a -- python3 client.py [ADDRESS]
import errno
import socket
import sys

to = (sys.argv[1] if len(sys.argv) > 1 else "255.255.255.255", 9009)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    print(sender.sendto(b"hello", to))
except PermissionError as error:
    print(errno.errorcode[error.errno])  # EACCES: not asked for
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    print(sender.sendto(b"hello", to))
sender.close()
