"""Capture files made of packets: pcap and pcapng as bytes, in either byte order."""

import struct

ETHERNET = 1


def pcap(packets, link=ETHERNET, order="<", magic=0xA1B2C3D4, snap=262144):
    """`packets`: (nanoseconds, bytes) or (nanoseconds, bytes, length on the wire)."""
    unit = 1 if magic == 0xA1B23C4D else 1000
    data = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, snap, link)
    for time, packet, *wire in packets:
        data += struct.pack(order + "IIII", time // 10**9, time % 10**9 // unit, len(packet), *(wire or [len(packet)]))
        if magic == 0xA1B2CD34:  # interface, protocol, packet type, padding
            data += struct.pack(order + "IHBB", 1, 0, 0, 0)
        data += packet
    return data


class Pcapng:
    """Blocks one after the other; `data` is the file."""

    def __init__(self, order="<"):
        self.order, self.data = order, b""

    def pack(self, form, *values):
        return struct.pack(self.order + form, *values)

    def block(self, kind, body):
        body += b"\0" * (-len(body) % 4)
        size = self.pack("I", len(body) + 12)
        self.data += self.pack("I", kind) + size + body + size
        return self

    def options(self, *options):
        if not options:
            return b""
        text = b"".join(self.pack("HH", code, len(v)) + v + b"\0" * (-len(v) % 4) for code, v in options)
        return text + self.pack("HH", 0, 0)

    def section(self, application=b"golden", *options):
        body = self.pack("IHHq", 0x1A2B3C4D, 1, 0, -1)
        return self.block(0x0A0D0D0A, body + self.options((4, application), *options))

    def interface(self, link=ETHERNET, snap=0, *options):
        return self.block(1, self.pack("HHI", link, 0, snap) + self.options(*options))

    def packet(self, units, data, interface=0, wire=None, options=()):
        wire = len(data) if wire is None else wire
        head = self.pack("IIIII", interface, units >> 32, units & 0xFFFFFFFF, len(data), wire)
        return self.block(6, head + data + b"\0" * (-len(data) % 4) + self.options(*options))

    def obsolete(self, units, data, interface=0):
        head = self.pack("HHIIII", interface, 0, units >> 32, units & 0xFFFFFFFF, len(data), len(data))
        return self.block(2, head + data + b"\0" * (-len(data) % 4))

    def simple(self, data, wire=None):
        return self.block(3, self.pack("I", len(data) if wire is None else wire) + data)

    def journal(self, *lines):
        return self.block(9, b"".join(line + b"\n" for line in lines))
