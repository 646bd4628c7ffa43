"""A random TCP conversation: losses, holes, repetitions, disorder, probes, keep-alives, windows that close and fill, SYNs
and RSTs at any time, numbers that wrap, clocks that go backwards, one direction alone.

What stands in no specification is here on purpose. The dice decide everything: the same seed, the same conversation.
"""

import packets as p

MS = 10**6


class End:
    def __init__(self, dice, address, port):
        self.address, self.port = address, port
        self.first = dice.choice([0, 2**32 - 1, 2**32 - dice.randrange(3000), dice.getrandbits(32)])
        self.next, self.heard, self.sent = self.first + 1, 0, []  # sent: (number, length) of its data
        self.window = dice.choice([64240, 1000, dice.randrange(65536)])


class Conversation:
    """`segments`: (time, source, destination, bytes of TCP)."""

    def __init__(self, dice, index, start):
        self.dice, self.time, self.segments = dice, start, []
        net = dice.choice(["10.0.0.", "10.0.0.", "fd00::"])
        self.ends = End(dice, f"{net}{index % 3 + 1}", dice.choice([40000, 40000 + index])), End(dice, net + "99", 80)
        self.lost, self.disorder = dice.choice([0, 0.05, 0.2]), dice.choice([0, 0, 0.1])
        client, server = self.ends
        client.heard, server.heard = server.next, client.next
        if dice.random() < 0.75:
            for _ in range(dice.choice([1, 1, 3])):
                self.put(0, p.SYN, client.first, dice.choice([0, 0, 10]), options=self.syn_options())
            self.put(1, p.SYN | p.ACK, server.first, options=self.syn_options())
            self.put(0, p.ACK, client.next)
        one_way = dice.random() < 0.1
        for _ in range(dice.choice([5, 20, 60])):
            dice.choice([self.data, self.data, self.acks, self.again, self.probe, self.windows, self.odd])(
                0 if one_way else dice.randrange(2))

    def put(self, who, flags, number, length=0, ack=None, options=b""):
        dice, end, peer = self.dice, self.ends[who], self.ends[1 - who]
        self.time += dice.choice([dice.randrange(3000) * 1000, dice.choice([3, 20, 200]) * MS, dice.randrange(60) * MS])
        self.time -= dice.choice([0] * 50 + [30 * MS])
        ack = (end.heard if ack is None else ack) & 0xFFFFFFFF if flags & p.ACK or dice.random() < 0.1 else 0
        segment = p.tcp(end.address, peer.address, end.port, peer.port, number, ack, flags, end.window, b"d" * length,
                        options)
        if dice.random() < self.lost:
            return
        place = len(self.segments) - (self.segments != [] and dice.random() < self.disorder)
        self.segments.insert(place, (self.time, end.address, peer.address, segment))

    def syn_options(self):
        return b"".join(self.dice.sample([p.mss(1460), p.scale(self.dice.choice([0, 2, 7, 14, 200])), b"\4\2", b""], 3))

    def data(self, who):
        end, dice = self.ends[who], self.dice
        for _ in range(dice.choice([1, 2, 5])):
            end.next += dice.choice([0] * 15 + [1, 1460])  # a hole
            length = dice.choice([1, 2, 100, 1460])
            self.put(who, p.ACK | p.PSH, end.next, length)
            end.sent.append((end.next, length))
            end.next += length
        self.ends[1 - who].heard = dice.choice([end.next, end.next, end.sent[0][0]])

    def acks(self, who):
        for _ in range(self.dice.choice([1, 2, 4])):
            self.put(who, p.ACK, self.ends[who].next, options=self.dice.choice([b"", b"\1\1" + p.sack((1, 2))]))

    def again(self, who):
        for number, length in self.ends[who].sent[-4:][: self.dice.randrange(3)]:
            self.put(who, p.ACK, number, self.dice.choice([length, length // 2 + 1, length + 50]))

    def probe(self, who):
        end, peer = self.ends[who], self.ends[1 - who]
        peer.window = self.dice.choice([0, 0, peer.window])
        self.put(1 - who, p.ACK, peer.next)
        self.put(who, p.ACK, end.next - self.dice.choice([0, 1]), self.dice.choice([0, 1, 1]))
        self.put(1 - who, p.ACK, peer.next)
        peer.window = self.dice.choice([0, 500, 1000])

    def windows(self, who):
        end, peer = self.ends[who], self.ends[1 - who]
        end.window = self.dice.choice([0, 100, 1000, 65535])
        self.put(who, p.ACK, end.next)
        if 0 < peer.window <= 1460:  # exactly full
            self.put(who, p.ACK, peer.heard, peer.window)

    def odd(self, who):
        end, dice = self.ends[who], self.dice
        flags = dice.choice([p.SYN, p.SYN | p.ACK, p.FIN | p.ACK, p.FIN | p.ACK, p.RST, p.RST | p.ACK, p.SYN | p.FIN, 0,
                             0xFF])
        number = end.first + dice.choice([0, 0, 7]) if flags & p.SYN else end.next + dice.choice([0, 0, 500, 2**31 - 1])
        self.put(who, flags, number, dice.choice([0, 0, 20]), end.heard + dice.choice([0, 0, 1, -100, 5000]))
