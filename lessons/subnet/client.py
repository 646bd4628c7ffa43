# The pinging program of this lesson. On its host, which must let it have a raw socket:
# wirelab exec a -- python3 client.py [ADDRESS]
import errno
import socket
import struct
import sys

to = sys.argv[1] if len(sys.argv) > 1 else "10.0.0.200"
identifier = 77


def checksum(data):  # RFC 1071: the sum of all 16 bit words, carries added again, inverted
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


pinging = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
pinging.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 5, 0))  # seconds
for number in (1, 2):
    rest = struct.pack("!HH", identifier, number) + b"wirelab."
    request = struct.pack("!BBH", 8, 0, checksum(b"\x08\x00\x00\x00" + rest)) + rest
    try:
        pinging.sendto(request, (to, 0))
    except OSError as error:
        sys.exit(errno.errorcode[error.errno])
    while True:  # a raw socket hears all ICMP of its host
        try:
            packet, peer = pinging.recvfrom(1500)
        except BlockingIOError:  # EAGAIN
            sys.exit(f"no answer from {to}")
        kind, code, _, whose, which = struct.unpack("!BBHHH", packet[20:28])
        if (kind, whose, which) == (0, identifier, number):
            break
    print("answer from", peer[0], "TTL", packet[8])
pinging.close()
