# The client of this lesson. On its host: wirelab exec client -- python3 client.py [refused | big]
import select
import socket
import sys

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
if "refused" in sys.argv:  # with no server running
    sender.connect(("10.0.0.2", 9009))  # sends nothing; the kernel notes the address
    errors = select.poll()
    errors.register(sender, 0)  # POLLERR is told in any case
    for n in range(4):
        try:
            print(sender.send(b"anybody?"))
            errors.poll()  # until the other host has said what it thinks of that
        except ConnectionRefusedError:
            print("ECONNREFUSED")
else:
    for text in (b"x" * 4000, b"") if "big" in sys.argv else (b"AAAA", b"BB", b""):
        sender.sendto(text, ("10.0.0.2", 9009))
sender.close()
