"""Packets made of numbers, from the link header to the payload, with right lengths and checksums."""

import struct

FIN, SYN, RST, PSH, ACK, URG, ECE, CWR = (1 << i for i in range(8))


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def address(text):
    """4 bytes of "10.0.0.1", 16 bytes of "fd00::1"."""
    if "." in text:
        return bytes(int(part) for part in text.split("."))
    left, _, right = text.partition("::")
    groups = lambda side: [int(g, 16) for g in side.split(":") if g]
    left, right = groups(left), groups(right)
    return struct.pack(">8H", *left, *[0] * (8 - len(left) - len(right)), *right)


def pseudo_header(src, dst, protocol, length):
    return address(src) + address(dst) + struct.pack(">II", length, protocol)


def tcp(src, dst, sport, dport, seq, ack=0, flags=ACK, window=64240, data=b"", options=b"", offset=None, sum_=None):
    options += b"\1" * (-len(options) % 4)
    words = 5 + len(options) // 4 if offset is None else offset
    head = struct.pack(">HHIIHH", sport, dport, seq & 0xFFFFFFFF, ack & 0xFFFFFFFF, words << 12 | flags, window)
    if sum_ is None:
        body = head + b"\0\0\0\0" + options + data
        sum_ = checksum(pseudo_header(src, dst, 6, len(body)) + body)
    return head + struct.pack(">HH", sum_, 0) + options + data


def udp(src, dst, sport, dport, data=b"", length=None):
    head = struct.pack(">HHH", sport, dport, 8 + len(data) if length is None else length)
    body = head + b"\0\0" + data
    return head + struct.pack(">H", checksum(pseudo_header(src, dst, 17, len(body)) + body) or 0xFFFF) + data


def icmp(kind, code, rest, data=b""):
    head = struct.pack(">BB", kind, code)
    body = struct.pack(">I", rest) + data
    return head + struct.pack(">H", checksum(head + b"\0\0" + body)) + body


def icmpv6(src, dst, kind, code, rest, data=b""):
    head = struct.pack(">BB", kind, code)
    body = struct.pack(">I", rest) + data
    whole = head + b"\0\0" + body
    return head + struct.pack(">H", checksum(pseudo_header(src, dst, 58, len(whole)) + whole)) + body


def ipv4(src, dst, protocol, payload, identification=0, flags=2, offset=0, options=b"", length=None, words=None):
    """`flags`: 2 don't fragment, 1 more fragments; `offset` in bytes."""
    ihl = 5 + len(options) // 4
    total = ihl * 4 + len(payload) if length is None else length
    head = struct.pack(">BBHHHBBH", 0x40 | (ihl if words is None else words), 0, total, identification,
                       flags << 13 | offset // 8, 64, protocol, 0) + address(src) + address(dst) + options
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload


def ipv6(src, dst, following, payload, length=None):
    size = len(payload) if length is None else length
    return struct.pack(">IHBB", 0x60000000, size, following, 64) + address(src) + address(dst) + payload


def extension(following, body=b"\1\4\0\0\0\0"):
    """Hop-by-hop, destination options or routing header; the body is padded to what it takes."""
    body += b"\0" * ((6 - len(body)) % 8)
    return struct.pack(">BB", following, (len(body) + 2) // 8 - 1) + body


def fragment_header(following, identification, offset=0, more=False):
    return struct.pack(">BBHI", following, 0, offset | more, identification)


def ethernet(payload, kind=0x0800, src="020000000001", dst="020000000002", tags=()):
    """`tags`: (EtherType that announces it, VLAN number), from the outside in."""
    head = bytes.fromhex(dst + src)
    for announces, number in tags:
        head += struct.pack(">HH", announces, number)
    return head + struct.pack(">H", kind) + payload


def sll(payload, kind=0x0800):
    return struct.pack(">HHH8sH", 4, 1, 6, bytes.fromhex("020000000001"), kind) + payload


def sll2(payload, kind=0x0800):
    return struct.pack(">HHIHBB8s", kind, 0, 2, 1, 4, 6, bytes.fromhex("020000000001")) + payload


def mss(size):
    return struct.pack(">BBH", 2, 4, size)


def scale(shift):
    return struct.pack(">BBB", 3, 3, shift)


def sack(*blocks):
    return struct.pack(">BB", 5, 2 + 8 * len(blocks)) + b"".join(struct.pack(">II", *b) for b in blocks)
