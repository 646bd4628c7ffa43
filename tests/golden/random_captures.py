#!/usr/bin/env python3
"""random_captures.py FOLDER [COUNT [SEED]]: random TCP conversations in captures of every link type, several at once, with
fragments and with packets cut after the fixed TCP header, for compare_with_tshark. A difference found is a story to be
told: the file's number is its seed.
"""

import random
import struct
import sys
from pathlib import Path

import packets as p
from conversations import Conversation
from files import pcap

LINKS = {  # name: (link type, what stands before the IP packet)
    "ethernet": (1, lambda packet, kind: p.ethernet(packet, kind)),
    "vlan": (1, lambda packet, kind: p.ethernet(packet, kind, tags=((0x8100, 5),))),
    "qinq": (1, lambda packet, kind: p.ethernet(packet, kind, tags=((0x88A8, 5), (0x8100, 7)))),
    "sll": (113, p.sll), "sll2": (276, p.sll2), "raw": (101, lambda packet, kind: packet),
    "null": (0, lambda packet, kind: struct.pack("<I", 2 if kind == 0x0800 else 30) + packet),
    "ppp": (9, lambda packet, kind: struct.pack(">HH", 0xFF03, 0x21 if kind == 0x0800 else 0x57) + packet),
}


def packet_parts(dice, source, destination, segment):
    """The IP packets that carry it; most often one."""
    if len(segment) < 41 or dice.random() < 0.95:
        return [p.ipv4(source, destination, 6, segment) if "." in source else p.ipv6(source, destination, 6, segment)]
    name = dice.getrandbits(16)
    if "." in source:
        return [p.ipv4(source, destination, 6, segment[:24], name, 1),
                p.ipv4(source, destination, 6, segment[24:], name, 0, 24)]
    head = p.fragment_header(6, name, 0, True) + segment[:24], p.fragment_header(6, name, 24) + segment[24:]
    return [p.ipv6(source, destination, 44, part) for part in head]


def capture(dice):
    link, wrap = LINKS[dice.choice(sorted(LINKS))]
    frames, cut = [], dice.random() < 0.15
    for index in range(dice.choice([1, 2, 6])):
        for time, source, destination, segment in Conversation(dice, index, 10**18 + dice.randrange(10**9)).segments:
            for packet in packet_parts(dice, source, destination, segment):
                frame = wrap(packet, 0x0800 if "." in source else 0x86DD)
                kept = len(frame) - max(0, len(segment) - 26) if cut else len(frame)
                frames.append((time, frame[:kept] if len(packet) > len(segment) else frame, len(frame)))
    return pcap(sorted(frames, key=lambda frame: frame[0]), link, dice.choice("<>"))


def main(folder, count=20, seed=1):
    for number in range(int(seed), int(seed) + int(count)):
        (Path(folder) / f"conversation_{number}.pcap").write_bytes(capture(random.Random(number)))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(*sys.argv[1:])
