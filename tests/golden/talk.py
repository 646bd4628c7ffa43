"""A TCP conversation, frame by frame, between a client and a server whose numbers are given."""

import packets as p

SECOND = 10**9


class Talk:
    """t.client("SA", seq, ack, ...) adds a frame; sequence numbers are relative to the ends' first."""

    def __init__(self, client="10.0.0.1", server="10.0.0.2", ports=(40000, 80), isn=(1000, 5000), start=1_700_000_000 * SECOND):
        self.ends, self.ports, self.isn, self.time = (client, server), ports, isn, start
        self.segments = []  # (time, source, destination, bytes of TCP)

    LETTERS = {"S": p.SYN, "A": p.ACK, "P": p.PSH, "F": p.FIN, "R": p.RST, "U": p.URG, "E": p.ECE, "C": p.CWR}

    def add(self, who, flags, seq, ack, length, wait, **more):
        self.time += int(wait * 10**6)
        bits = sum(self.LETTERS[letter] for letter in flags)
        data = more.pop("data", bytes(97 + i % 26 for i in range(length)))
        segment = p.tcp(self.ends[who], self.ends[1 - who], self.ports[who], self.ports[1 - who],
                        self.isn[who] + seq, self.isn[1 - who] + ack if "A" in flags else 0, bits, data=data, **more)
        self.segments.append((self.time, self.ends[who], self.ends[1 - who], segment))
        return self

    def client(self, flags, seq, ack=0, length=0, wait=1, **more):
        return self.add(0, flags, seq, ack, length, wait, **more)

    def server(self, flags, seq, ack=0, length=0, wait=1, **more):
        return self.add(1, flags, seq, ack, length, wait, **more)

    def open(self, **more):
        self.client("S", 0, options=p.mss(1460), **more)
        return self.server("SA", 0, 1, options=p.mss(1460), **more).client("A", 1, 1)

    def close(self, client, server):
        self.client("FA", client, server).server("A", server, client + 1)
        return self.server("FA", server, client + 1).client("A", client + 1, server + 1)

    def ip(self):
        """(time, IP packet)"""
        for time, src, dst, segment in self.segments:
            yield time, p.ipv4(src, dst, 6, segment) if "." in src else p.ipv6(src, dst, 6, segment)

    def frames(self, wrap=None):
        """(time, frame): in Ethernet, or in what `wrap` makes of an IP packet."""
        kind = 0x0800 if "." in self.ends[0] else 0x86DD
        return [(time, (wrap or (lambda packet: p.ethernet(packet, kind)))(packet)) for time, packet in self.ip()]
