"""Captures of nothing but SYNs: of a flood that leaves connections half open, and of one 4-tuple
used again and again. Both are long lists of connections; the first grows the table of flows, the
second the history of one place in it."""
import struct

FILE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)  # microseconds, Ethernet
FRAME = 14 + 20 + 20
RECORD = 16 + FRAME


def template():
    """A record: its header, Ethernet, IPv4 from 10.9.0.0 to 10.10.0.1, TCP to port 80 with SYN."""
    ethernet = bytes(11) + b"\1" + b"\x08\0"
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40, 0, 0x4000, 64, 6, 0, b"\x0a\x09\0\0",
                     b"\x0a\x0a\0\1")
    tcp = struct.pack(">HHIIBBHHH", 0, 80, 0, 0, 0x50, 0x02, 64240, 0, 0)
    return bytearray(struct.pack("<IIII", 0, 0, FRAME, FRAME) + ethernet + ip + tcp)


def checksum(words):
    while words >> 16:
        words = (words & 0xFFFF) + (words >> 16)
    return words ^ 0xFFFF


def write(path, count, one_tuple):
    """`count` SYNs 10 us apart, each with an initial sequence number of its own."""
    record = template()
    words = struct.unpack(">20H", record[30:])
    ip_sum, tcp_sum = sum(words[:10]), sum(words[6:]) + 6 + 20  # with the pseudo header
    with open(path, "wb") as file:
        file.write(FILE_HEADER)
        for i in range(count):
            host, port = (0, 1024) if one_tuple else (i // 60000, 1024 + i % 60000)
            isn = (i * 2654435761 + 1) & 0xFFFFFFFF  # scattered, none twice
            struct.pack_into("<II", record, 0, 1700000000 + i // 100000, i % 100000 * 10)
            struct.pack_into(">H", record, 40, checksum(ip_sum + host))
            struct.pack_into(">H", record, 44, host)
            struct.pack_into(">H", record, 50, port)
            struct.pack_into(">I", record, 54, isn)
            struct.pack_into(">H", record, 66,
                             checksum(tcp_sum + host + port + (isn >> 16) + (isn & 0xFFFF)))
            file.write(record)


def cut(path, source, count):
    """The first `count` records of `source`."""
    with open(source, "rb") as whole, open(path, "wb") as part:
        part.write(whole.read(len(FILE_HEADER) + count * RECORD))
