"""What TCP can do, one capture a story."""

import packets as p
from files import pcap
from talk import Talk


def whole(**more):
    return Talk(**more).open().client("PA", 1, 1, 100).server("A", 1, 101).server("PA", 1, 101, 200).client(
        "A", 101, 201).close(101, 201)


def retransmissions():
    t = Talk().open()
    t.client("PA", 1, 1, 100).client("PA", 101, 1, 100).client("PA", 201, 1, 100).client("PA", 301, 1, 100)
    t.server("A", 1, 101).server("A", 1, 101, wait=0.1).server("A", 1, 101, wait=0.1).server("A", 1, 101, wait=0.1)
    t.client("PA", 101, 1, 100, wait=0.5)  # fast
    t.server("A", 1, 401).client("PA", 401, 1, 100).client("PA", 401, 1, 100, wait=300)  # after a timeout
    t.server("A", 1, 501).client("PA", 401, 1, 100, wait=500)  # spurious
    t.server("A", 1, 501).client("PA", 601, 1, 100).client("PA", 501, 1, 100, wait=0.2)  # a hole, out of order
    t.server("A", 1, 701).client("PA", 801, 1, 100).server("A", 1, 1001)  # lost, and its ACK too
    t.client("FA", 901, 1).client("FA", 901, 1, wait=250).server("A", 1, 902)
    return t


def windows():
    t = Talk().open(window=1000)
    t.client("PA", 1, 1, 500).client("PA", 501, 1, 500).server("A", 1, 1001, window=0)  # full, then closed
    t.client("A", 1000, 1, wait=200).server("A", 1, 1001, window=0)  # probe of Linux
    t.client("A", 1001, 1, 1, wait=400).server("A", 1, 1001, window=0)  # probe with a byte
    t.server("A", 1, 1001, window=1000, wait=100).client("PA", 1001, 1, 200).server("A", 1, 1201)
    t.client("A", 1200, 1, wait=60000).server("A", 1, 1201)  # keep-alive
    t.client("A", 1200, 1, 1, wait=60000).server("A", 1, 1201)
    return t.close(1201, 1)


def scaled():
    t = Talk()
    t.client("S", 0, options=p.mss(1460) + p.scale(7) + b"\4\2").server("SA", 0, 1, options=p.mss(1460) + p.scale(15))
    t.client("A", 1, 1, window=500).server("A", 1, 1, window=3).client("PA", 1, 1, 1000)
    t.server("A", 1, 1, window=3, options=p.sack((5301, 5401), (5501, 5601)))
    return t.client("A", 1001, 1, options=b"\xfd\2" + b"\2\1")  # an unknown option, then one that is too short


def resets():
    ends = [Talk(ports=(40001, 80)).client("S", 0).server("RA", 0, 1),  # refused
            Talk(ports=(40002, 80)).open().client("PA", 1, 1, 10).server("RA", 1, 11),
            Talk(ports=(40003, 80)).open().server("R", 100000).client("A", 1, 1).client("PA", 1, 1, 5),  # outside
            Talk(ports=(40004, 80)).open().server("R", 500).client("A", 1, 1).server("R", 1),  # inside, not exact
            Talk(ports=(40005, 80)).open().client("FA", 1, 1).server("A", 1, 2).server("PA", 1, 2, 9).client("R", 2),
            Talk(ports=(40006, 80)).client("S", 0).server("SA", 0, 1).client("R", 1)]
    return [segment for talk in ends for segment in talk.frames()]


def openings():
    both = Talk(ports=(40011, 80)).client("S", 0).server("S", 0).client("SA", 0, 1).server("SA", 0, 1)
    both.client("A", 1, 1).server("PA", 1, 1, 20).client("A", 1, 21)
    again = Talk(ports=(40012, 80)).client("S", 0).client("S", 0, wait=1000).client("S", 0, wait=2000)
    again.server("SA", 0, 1).server("SA", 0, 1, wait=1000).client("A", 1, 1)
    closing = Talk(ports=(40013, 80)).open().client("FA", 1, 1).server("FA", 1, 1).client("A", 2, 2).server("A", 2, 2)
    half = Talk(ports=(40014, 80)).open().client("FA", 1, 1).server("A", 1, 2).server("PA", 1, 2, 50).client("A", 2, 51)
    half.server("FA", 51, 2).client("A", 2, 52)
    return [frame for talk in (both, again, closing, half) for frame in talk.frames()]


def reused_ports():
    first, second = whole(), whole(isn=(90000, 95000))
    second.segments = [(time + 70 * 10**9, *rest) for time, *rest in second.segments]
    third = whole(isn=(4294967290, 4294967200))  # numbers that wrap
    third.segments = [(time + 80 * 10**9, *rest) for time, *rest in third.segments]
    return first.frames() + second.frames() + third.frames()


def cut_options():
    """The capture kept 58 bytes a packet: the ports and numbers, but not every option."""
    t = Talk().client("S", 0, options=p.mss(1460) + p.scale(7)).client("S", 0, options=p.mss(1460) + p.scale(7), wait=1000)
    t.server("SA", 0, 1, options=p.scale(2)).client("A", 1, 1, window=500)
    t.client("PA", 1, 1, 100).client("PA", 201, 1, 100).server("A", 1, 101).server("A", 1, 101, options=p.sack((1201, 1301)))
    return t.server("A", 1, 101)


def simultaneous():
    """Both begin, or both end, at once; SYN-FIN; an answer with the SYN (TCP Fast Open)."""
    both = Talk(ports=(40031, 80)).client("S", 0).server("S", 0).client("S", 0, wait=1000).client("SA", 0, 1).server("A", 1, 1)
    fin = Talk(ports=(40032, 80)).client("S", 0).server("SF", 0).client("SA", 0, 2).server("A", 2, 1).client("FA", 1, 2)
    fin.server("A", 2, 2)
    fast = Talk(ports=(40033, 80)).client("S", 0, 0, 10).server("SA", 0, 11).server("PA", 1, 11, 100).client("A", 11, 101)
    far = Talk(ports=(40034, 80)).open().server("FA", 66000, 1).client("A", 1, 1).server("FA", 0, 1).server("FA", 1, 1)
    again = Talk(ports=(40035, 80)).open().client("PA", 1001, 1, 100).client("S", 0).server("SA", 0, 1).client("PA", 1, 1, 9)
    return [frame for talk in (both, fin, fast, far, again) for frame in talk.frames()]


def mid_stream():
    t = Talk().client("PA", 5000, 700, 100).server("A", 700, 5100).server("PA", 700, 5100, 50).client("A", 5100, 750)
    u = Talk(ports=(40021, 80)).client("PA", 77, 33, 100).client("PA", 177, 33, 100).client("FA", 277, 33)  # one side
    v = Talk(ports=(40022, 80)).server("SA", 0, 1).client("A", 1, 1)
    return t.frames() + u.frames() + v.frames()


def stories():
    return {
        "whole": pcap(whole().frames()),
        "whole6": pcap(whole(client="fd00::1", server="fd00::2").frames()),
        "retransmissions": pcap(retransmissions().frames()),
        "windows": pcap(windows().frames()),
        "scaled": pcap(scaled().frames()),
        "resets": pcap(resets()),
        "openings": pcap(openings()),
        "reused_ports": pcap(reused_ports()),
        "cut_options": pcap([(time, frame[:58], len(frame)) for time, frame in cut_options().frames()]),
        "simultaneous": pcap(simultaneous()),
        "mid_stream": pcap(mid_stream()),
    }
