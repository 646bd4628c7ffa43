"""What stands below TCP: links, tags, extension headers, fragments, and headers that lie."""

import struct

import packets as p
from files import pcap
from talk import Talk
from tcp_stories import whole

A, B, A6, B6 = "10.0.0.1", "10.0.0.2", "fd00::1", "fd00::2"
NOW = 1_700_000_000 * 10**9


def timed(frames):
    return [(NOW + i * 1_000_000, frame) for i, frame in enumerate(frames)]


def links():
    family = lambda order: lambda packet: struct.pack(order + "I", 2) + packet
    ppp = lambda packet: b"\xff\3\0\x21" + packet
    pppoe = lambda packet: p.ethernet(struct.pack(">BBHHH", 0x11, 0, 9, len(packet) + 2, 0x21) + packet, 0x8864)
    wraps = {"null": (0, family("<")), "null_be": (0, family(">")), "loop": (108, family(">")), "ppp": (9, ppp),
             "pppoe": (1, pppoe), "raw": (101, None), "raw12": (12, None), "raw14": (14, None), "ipv4": (228, None),
             "sll": (113, p.sll), "sll2": (276, p.sll2),
             "qinq": (1, lambda packet: p.ethernet(packet, tags=((0x88A8, 7), (0x8100, 42)))),
             "vlan": (1, lambda packet: p.ethernet(packet, tags=((0x8100, 42),))),
             "undecoded": (105, None)}
    files = {f"link_{name}": pcap(whole().frames(wrap or (lambda packet: packet)), link)
             for name, (link, wrap) in wraps.items()}
    files["link_ipv6"] = pcap(whole(client=A6, server=B6).frames(lambda packet: packet), 229)
    return files


def extension_headers():
    segment = p.tcp(A6, B6, 40000, 80, 1000, flags=p.SYN)
    chains = [p.extension(6) + segment, p.extension(60, b"\1\x0c" + bytes(12)) + p.extension(6) + segment,
              p.extension(44) + p.fragment_header(6, 7) + segment,  # an atomic fragment
              p.extension(6, b"\0\0\0\0\0\0" + p.address(B6)) + segment]
    kinds = [0, 0, 60, 43]
    frames = [p.ethernet(p.ipv6(A6, B6, kind, chain), 0x86DD) for kind, chain in zip(kinds, chains)]
    frames.append(p.ethernet(p.ipv6(A6, B6, 59, b"nothing more"), 0x86DD))
    frames.append(p.ethernet(p.ipv6(A6, B6, 0, b"\6\xff" + bytes(30)), 0x86DD))  # longer than the packet
    return pcap(timed(frames))


def cut(payload, identification, *sizes, version6=False, protocol=6):
    """IP fragments of a payload, cut after each of `sizes`."""
    edges = [0, *sizes, len(payload)]
    for start, end in zip(edges, edges[1:]):
        part, more = payload[start:end], end < len(payload)
        if version6:
            head = p.fragment_header(protocol, identification, start, more)
            yield p.ethernet(p.ipv6(A6, B6, 44, head + part), 0x86DD)
        else:
            yield p.ethernet(p.ipv4(A, B, protocol, part, identification, 1 if more else 0, start))


def fragments():
    data = lambda seq, size: p.tcp(A, B, 40000, 80, seq, 5001, p.PSH | p.ACK, data=bytes(size))
    dns = p.udp(A, B, 40000, 53, b"\x12\x34\1\0\0\1\0\0\0\0\0\0\3www\7example\3org\0\0\1\0\1" + bytes(400))
    data6 = p.tcp(A6, B6, 40000, 80, 1001, 5001, p.PSH | p.ACK, data=bytes(900))
    in_order = list(cut(data(1001, 1000), 1, 400, 800))
    backwards = list(cut(data(2001, 1000), 2, 400, 800))[::-1]
    lost = list(cut(data(3001, 1000), 3, 400, 800))
    twice = list(cut(data(4001, 1000), 4, 400))
    frames = in_order + backwards + lost[:1] + lost[2:] + twice[:1] + twice[:1] + twice[1:]
    frames += cut(dns, 5, 200, protocol=17)
    frames += cut(data6, 6, 400, 800, version6=True)
    first, second = cut(data(5001, 1000), 7, 400), cut(data(6001, 1000), 8, 24)
    frames += [frame for pair in zip(first, second) for frame in pair]  # two datagrams at once, a header in two parts
    frames += list(cut(data(7001, 1000), 1, 400))  # the same number again, a moment later
    return pcap(timed(frames))


def overlapping_fragments():
    whole_segment = p.tcp(A, B, 40000, 80, 1001, 5001, p.PSH | p.ACK, data=bytes(1000))
    part = lambda start, end, more, number=9: p.ethernet(
        p.ipv4(A, B, 6, whole_segment[start:end], number, 1 if more else 0, start))
    over = p.ethernet(p.ipv4(A, B, 6, b"x" * 200, 9, 1, 304))  # says something else
    beyond = p.ethernet(p.ipv4(A, B, 6, bytes(1000), 10, 1, 65000))  # ends behind 64 KiB
    return pcap(timed([part(0, 400, True), over, part(400, 1020, False), part(0, 400, True, 10), beyond,
                       part(0, 24, True, 11), part(16, 1020, False, 11)]))


def other_protocols():
    quoted = p.ipv4(A, B, 6, p.tcp(A, B, 40000, 80, 1000, flags=p.SYN))[:28]
    quoted6 = p.ipv6(A6, B6, 17, p.udp(A6, B6, 40000, 53, b"question"))
    text = b"GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n"
    frames = [p.ethernet(p.ipv4(B, A, 1, p.icmp(3, 3, 0, quoted))), p.ethernet(p.ipv4(A, B, 1, p.icmp(8, 0, 0x10001, b"ping"))),
              p.ethernet(p.ipv6(B6, A6, 58, p.icmpv6(B6, A6, 1, 4, 0, quoted6)), 0x86DD),
              p.ethernet(p.ipv4(A, B, 17, p.udp(A, B, 40000, 69, b"\0\1file\0octet\0"))),
              p.ethernet(p.ipv4(A, B, 6, p.tcp(A, B, 40000, 80, 1, 1, p.PSH | p.ACK, data=text))),
              p.ethernet(p.ipv4(A, B, 6, p.tcp(A, B, 40000, 80, 100, 1, sum_=0))),  # a checksum that is wrong
              p.ethernet(p.ipv4(A, B, 50, b"\0\0\0\1" + bytes(40))), p.ethernet(p.ipv4(A, B, 47, b"\0\0\x08\0" + quoted)),
              p.ethernet(p.ipv4(A, B, 4, p.ipv4(A, B, 6, p.tcp(A, B, 1, 2, 3)))),  # IP in IP: no states
              p.ethernet(p.ipv4(A, B, 2, b"\x11\0\0\0\0\0\0\0")), p.ethernet(p.ipv4(A, B, 132, bytes(12))),
              p.ethernet(struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1) + bytes(6) + p.address(A) + bytes(6) + p.address(B), 0x0806),
              p.ethernet(b"\x42\x42\3" + bytes(35), 38), p.ethernet(bytes(46), 0x88CC)]
    return pcap(timed(frames))


def malformed():
    syn = p.tcp(A, B, 40000, 80, 1000, flags=p.SYN)
    ip = lambda **more: p.ethernet(p.ipv4(A, B, 6, syn, **more))
    frames = [ip(words=4), ip(words=15), ip(length=10), ip(length=30), ip(length=2000), ip(length=0), ip(),
              p.ethernet(p.ipv4(A, B, 6, p.tcp(A, B, 40000, 80, 1, offset=4))),
              p.ethernet(p.ipv4(A, B, 6, p.tcp(A, B, 40000, 80, 1, offset=15))),
              p.ethernet(b"\x55" + p.ipv4(A, B, 6, syn)[1:]), p.ethernet(p.ipv4(A, B, 17, p.udp(A, B, 1, 2, b"abc", length=4))),
              p.ethernet(p.ipv4(A, B, 17, p.udp(A, B, 1, 2, b"abc", length=400))),
              p.ethernet(b"", 0x8100), p.ethernet(b"\x60", 0x86DD), b"\x02" * 13, b"", p.ethernet(b"", 0x0806)]
    frames += [ip()[:size] for size in (15, 33, 35, 50, 53)]
    listed = timed(frames)
    listed.append((NOW + 10**9, ip()[:40], 54))  # cut by the snap length
    return pcap(listed)


def headers():
    return {**links(), "ipv6_extensions": extension_headers(), "fragments": fragments(),
            "fragments_overlapping": overlapping_fragments(), "other_protocols": other_protocols(), "malformed": malformed()}
