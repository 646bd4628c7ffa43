#!/usr/bin/env python3
"""Where `wirelab show` could fall off a cliff: captures with very many of one thing, read by wirelab
and by tshark in turn.

Usage: tests/performance/cliffs.py BIN_FOLDER [KIND ...] [--count N] [--mode MODE ...] [--keep FOLDER]

Each KIND is a capture (or a run) with N of one thing; without KIND all of them. A MODE is what
`wirelab show` is asked for ("", "--json", "--summary", "--connections", "--findings", ...). It must
take at most three times the CPU of tshark, which prints the same frames; runs, of which tshark shows
no states, are held to ten times the CPU of a tenth of them (linear, with room for noise). Who takes
longer than PATIENCE has failed, tshark too: nothing is compared with it. The exit code is 0 when all
hold.

What a test asserts, in small, is the count of work: tests/lab/terminal/work.test.cpp.
"""
import argparse
import math
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # the tree may be another user's, and stays as it is

SYN, FIN, PSH, ACK = 2, 1, 8, 16
CLIENT, SERVER = b"\x0a\x00\x00\x01", b"\x0a\x00\x00\x02"
NANOSECONDS = 1_700_000_000_000_000_000


def block(kind, body):
    body += bytes(-len(body) % 4)
    size = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + size + body + size


def option(code, value):
    return struct.pack("<HH", code, len(value)) + value + bytes(-len(value) % 4)


def section(application=b""):
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) +
                 (option(4, application) + bytes(4) if application else b""))


def interface(name=b"", segment=b""):
    options = option(9, b"\x09") + (option(2, name) + option(3, segment) if name else b"")
    return block(1, struct.pack("<HHI", 1, 0, 0) + options + bytes(4))


def packet(nanoseconds, data, port=0, number=None):
    body = struct.pack("<IIIII", port, nanoseconds >> 32, nanoseconds & 0xFFFFFFFF, len(data), len(data))
    body += data + bytes(-len(data) % 4)
    return block(6, body + (option(5, struct.pack("<Q", number)) + bytes(4) if number else b""))


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def tcp(source, source_port, destination, port, flags, seq, ack=0, length=0):
    segment = struct.pack(">HHIIBBHHH", source_port, port, seq & 0xFFFFFFFF, ack, 0x50, flags, 64240, 0, 0)
    segment += bytes(length)
    pseudo = source + destination + struct.pack(">BBH", 0, 6, len(segment))
    segment = segment[:16] + struct.pack(">H", checksum(pseudo + segment)) + segment[18:]
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(segment), 1, 0, 64, 6, 0) + source + destination
    head = head[:10] + struct.pack(">H", checksum(head)) + head[12:]
    return b"\2\0\0\0\0\2\2\0\0\0\0\1\x08\0" + head + segment


class Capture:
    """Frames by somebody else, 10 us apart, of client and server."""

    def __init__(self, out):
        self.out, self.now = out, NANOSECONDS
        out.write(section() + interface())

    def frame(self, data, port=0):
        self.now += 10_000
        self.out.write(packet(self.now, data, port))

    def up(self, flags, seq, ack=0, length=0, host=CLIENT, port=40000, to=80):
        self.frame(tcp(host, port, SERVER, to, flags, 1000 + seq, 5000 + ack if flags & ACK else 0, length))

    def down(self, flags, seq, ack=0, length=0, host=CLIENT, port=40000):
        self.frame(tcp(SERVER, 80, host, port, flags, 5000 + seq, 1000 + ack if flags & ACK else 0, length))

    def wait(self, seconds):
        self.now += int(seconds * 1e9)


class Run:
    """A recording of the testbed: two hosts unless `hosts` says more."""

    def __init__(self, out, hosts=2):
        self.out, self.now, self.number, self.call_id = out, NANOSECONDS, 0, 0
        self.names = ["client", "server", *(f"h{i}" for i in range(2, hosts))]
        self.address = [bytes([10, i >> 16 & 255, i >> 8 & 255, i & 255]) for i in range(1, hosts + 1)]
        out.write(section(b"wirelab-testbed 0.1.0"))
        for name in self.names:
            out.write(interface(f"{name}.eth0".encode(), b"cable"))

    def text(self, host):
        return ".".join(map(str, self.address[host]))

    def note(self, kind, **fields):
        self.now += 1000
        lines = [f"__REALTIME_TIMESTAMP={self.now // 1000}", "MESSAGE=x", f"WIRELAB_KIND={kind}",
                 f"WIRELAB_NS={self.now % 1000}"] + [f"WIRELAB_{k}={v}" for k, v in fields.items()]
        self.out.write(block(9, ("\n".join(lines) + "\n").encode()))

    def begin(self, step, run=1):
        self.note("step", LESSON="handshake", STEP=step, PHASE="begin", RUN=run)
        self.note("wire", ACTION="bench", MEDIUM="cable", DELAY_NS=1000,
                  HOSTS=" ".join(f"{n}={self.text(i)}/8" for i, n in enumerate(self.names)))

    def end(self, step):
        self.note("step", LESSON="handshake", STEP=step, PHASE="end", RUN=1)

    def frame(self, source, destination, flags, seq, ack=0, length=0, port=40000, to=80):
        self.number += 1
        self.now += 1000
        data = tcp(self.address[source], port, self.address[destination], to, flags, seq, ack, length)
        self.out.write(packet(self.now, data, source, self.number))
        self.note("fate", FRAME=self.number, FATE="delivered", BY="wire", TO=f"{self.names[destination]}.eth0")
        return self.number

    def kernel(self, host, other, state, moment="tick", frame=0, port=40000, to=80):
        ends = [f"{self.text(host)}:{port}", f"{self.text(other)}:{to}"]
        self.note("kernel", HOST=self.names[host], LOCAL=ends[0], REMOTE=ends[1], STATE=state, READ="read",
                  MOMENT=moment, **({"FRAME": frame} if frame else {}), RTO_NS=200_000_000)

    def call(self, host, name, returns=True, **fields):
        self.call_id += 1
        self.note("call", CALL_ID=self.call_id, HOST=self.names[host], PROGRAM=self.names[host], CALL=name, **fields)
        if returns:
            self.note("return", CALL_ID=self.call_id, HOST=self.names[host], PROGRAM=self.names[host],
                      CALL=name, RESULT=0, **fields)


def flow(i):
    return {"host": bytes([10, 1 + (i >> 14), i >> 8 & 63, i & 255]), "port": 1024 + i % 50000}


def flows(out, count):
    """Connections with one repetition each, all of them told in turn."""
    capture = Capture(out)
    for i in range(count):
        capture.up(SYN, 0, **flow(i))
        capture.down(SYN | ACK, 0, 1, **flow(i))
        capture.up(PSH | ACK, 1, 1, 100, **flow(i))
    capture.wait(1)
    for i in range(count):
        capture.up(PSH | ACK, 1, 1, 100, **flow(i))


def scan(out, count):
    """SYNs to very many ports, and all of them once more."""
    capture = Capture(out)
    for _ in range(2):
        for i in range(count):
            capture.up(SYN, 0, host=bytes([10, 0, 0, 3 + i // 60000]), to=1 + i % 60000)
        capture.wait(1)


def gaps(out, count):
    """A connection of which every other segment is missing."""
    capture = Capture(out)
    capture.up(PSH | ACK, 1, 1, 10)
    for i in range(1, count + 1):
        capture.up(PSH | ACK, 1 + 20 * i, 1, 10)


def filled(out, count):
    """The same, and what was missing comes later, the last of it first."""
    gaps(out, count // 2)
    capture = Capture.__new__(Capture)
    capture.out, capture.now = out, NANOSECONDS + 10_000_000_000
    for i in range(count // 2, 0, -1):
        capture.up(PSH | ACK, 1 + 20 * i - 10, 1, 10)


def repetitions(out, count):
    """One segment, again and again."""
    capture = Capture(out)
    for _ in range(count + 1):
        capture.up(PSH | ACK, 1, 1, 100)
        capture.wait(0.01)


def again(out, count):
    """A connection that sends all that it has sent once more."""
    capture = Capture(out)
    for _ in range(2):
        for i in range(count):
            capture.up(PSH | ACK, 1 + 10 * i, 1, 10)
        capture.wait(1)


def sections(out, count):
    """pcapng sections of one packet each."""
    for i in range(count):
        capture = Capture(out)
        capture.now += i * 10_000
        capture.up(PSH | ACK, 1 + 10 * i, 1, 10)


def interfaces(out, count):
    """One section of very many interfaces, a packet on each."""
    out.write(section() + interface() * count)
    capture = Capture.__new__(Capture)
    capture.out, capture.now = out, NANOSECONDS
    for i in range(count):
        capture.frame(tcp(CLIENT, 40000, SERVER, 80, PSH | ACK, 1 + 10 * i, 1, 10), i)


def run_sections(out, count):
    """The same of a run: sections of the testbed, each with its ports and a frame."""
    for i in range(count):
        run = Run(out)
        run.now += i * 10_000
        run.number = i
        run.frame(0, 1, PSH | ACK, 1 + 10 * i, 1, 10)


def steps(out, count):
    """A run of very many steps, each with a frame, a call, a question, its answer, a check, a fact."""
    run = Run(out)
    for i in range(count):
        run.begin(f"s{i}")
        run.call(0, "connect", LOCAL="", REMOTE="10.0.0.2:80")
        run.frame(0, 1, SYN, 1000)
        run.note("kernel", HOST="server", LOCAL="0.0.0.0:80", STATE="LISTEN", READ="read", MOMENT="tick",
                 RECEIVE_QUEUE=0, SEND_QUEUE=5)
        run.note("kernel", HOST="server", LOCAL="0.0.0.0:53", STATE="bound", PROTOCOL="udp", READ="read",
                 MOMENT="tick", RECEIVE_QUEUE=0)
        run.note("ask", ASK=f"q{i}", WAIT="answer")
        run.note("counter", HOST="server", GROUP="TcpExt", NAME="ListenDrops", VALUE=i, CHANGE=1)
        run.note("result", ASK=f"q{i}", ANSWER="a")
        run.note("result", CHECK=f"c{i}", PASSED="yes", EXPECTED=1, ACTUAL=1)
        run.note("result", FACT=f"f{i}", VALUE=1)
        run.end(f"s{i}")


def run_frames(out, count):
    """One long connection of a run, its kernels read around each frame."""
    run = Run(out)
    run.begin("s")
    for i in range(count):
        frame = run.frame(0, 1, PSH | ACK, 1 + 10 * i, 1, 10)
        run.kernel(0, 1, "ESTABLISHED", "sent", frame)
        run.kernel(1, 0, "ESTABLISHED", "delivered", frame, 80, 40000)
    run.end("s")


def run_repetitions(out, count):
    """A run in which one segment is sent again and again."""
    run = Run(out)
    run.begin("s")
    for _ in range(count):
        run.frame(0, 1, PSH | ACK, 1, 1, 10)
        run.now += 1_000_000
    run.end("s")


def run_connections(out, count):
    """A run of very many connections, each with its calls."""
    run = Run(out)
    run.begin("s")
    for i in range(count):
        ends = {"port": 1024 + i % 60000, "to": 80 + i // 60000}
        own = f"10.0.0.1:{ends['port']}", f"10.0.0.2:{ends['to']}"
        run.call(0, "connect", LOCAL=own[0], REMOTE=own[1])
        run.kernel(0, 1, "SYN-SENT", "sent", run.frame(0, 1, SYN, 1000, **ends), **ends)
        run.call(0, "close", LOCAL=own[0], REMOTE=own[1])
    run.end("s")


def run_calls(out, count):
    """Calls that never return, each with a frame and a kernel that was read."""
    run = Run(out)
    run.begin("s")
    for i in range(count):
        run.call(0, "connect", returns=False, LOCAL="", REMOTE=f"10.0.0.3:{1 + i % 60000}")
        frame = run.frame(0, 1, PSH | ACK, 1 + 10 * i, 1, 10)
        run.kernel(0, 1, "ESTABLISHED", "sent", frame)
    run.end("s")


def run_fates(out, count):
    """One frame that very much befell."""
    run = Run(out)
    run.begin("s")
    run.frame(0, 1, SYN, 1000)
    for _ in range(count):
        run.note("fate", FRAME=1, FATE="duplicated", BY="hand", COPY=2)
        run.note("fate", FRAME=1, FATE="delivered", BY="wire", COPY=2, TO="server.eth0")
    run.end("s")


def run_sockets(out, count):
    """Sockets without a peer, each read once more with what stayed as it was."""
    run = Run(out)
    run.begin("s")
    for again_ in (False, True):
        for i in range(count // 2):
            rest = {"REST": "as before"} if again_ else {"RECEIVE_QUEUE": 0, "SEND_QUEUE": 5}
            udp = {"PROTOCOL": "udp", "STATE": "bound"} if i % 2 else {"STATE": "LISTEN"}
            run.note("kernel", HOST="server", LOCAL=f"10.0.{i // 60000}.2:{1 + i % 60000}", READ="read",
                     MOMENT="tick", **udp, **rest)
    run.end("s")


def run_programs(out, count):
    """Programs that listen, and end."""
    run = Run(out)
    run.begin("s")
    for i in range(count):
        run.call_id += 1
        for kind, more in (("call", {}), ("return", {"RESULT": 0})):
            run.note(kind, CALL_ID=run.call_id, HOST="server", PROGRAM=f"p{i}", CALL="listen",
                     LOCAL=f"0.0.{i // 60000}.0:{1 + i % 60000}", **more)
    for i in range(count):
        run.note("program", HOST="server", PROGRAM=f"p{i}", EVENT="exit", STATUS=0)
    run.end("s")


def run_hosts(out, count):
    """Very many hosts, each with a connection."""
    run = Run(out, count)
    run.begin("s")
    for i in range(1, count):
        run.frame(i, 0, SYN, 1000)
    run.end("s")


FOREIGN = {"flows": (flows, 100_000), "scan": (scan, 60_000), "gaps": (gaps, 100_000),
           "filled": (filled, 100_000), "repetitions": (repetitions, 100_000), "again": (again, 100_000),
           "sections": (sections, 100_000), "interfaces": (interfaces, 100_000)}
RUNS = {"steps": (steps, 30_000), "run-sections": (run_sections, 20_000), "run-frames": (run_frames, 50_000),
        "run-repetitions": (run_repetitions, 50_000), "run-connections": (run_connections, 50_000),
        "run-calls": (run_calls, 50_000), "run-fates": (run_fates, 50_000), "run-sockets": (run_sockets, 50_000),
        "run-programs": (run_programs, 50_000), "run-hosts": (run_hosts, 20_000)}
MODES = ["", "--json", "--summary", "--connections", "--findings", "--stream 0", "-Y tcp.analysis.flags"]
PATIENCE = 120  # CPU seconds


def cpu(command):
    """CPU seconds of one run: what else this machine does is not in them. Infinite beyond PATIENCE."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))

    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=complaints, preexec_fn=limit)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)  # Popen need not wait any more
        if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return math.inf
        if child.returncode != 0:
            complaints.seek(0)
            said = complaints.read()[-300:].decode(errors="replace").strip()
            sys.exit(f"{' '.join(command)} ended with {child.returncode}: {said}")
    return used.ru_utime + used.ru_stime


def make(folder, kind, maker, count):
    path = Path(folder) / f"{kind}-{count}.pcapng"
    if not path.exists():
        with open(path, "wb", buffering=1 << 20) as out:
            maker(out, count)
    return str(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("kinds", nargs="*", metavar="KIND", choices=[*FOREIGN, *RUNS, []])
    parser.add_argument("--count", type=int)
    parser.add_argument("--mode", action="append")
    parser.add_argument("--keep", help="the captures stay in this folder, and are not made again")
    arguments = parser.parse_args()
    held = True
    with tempfile.TemporaryDirectory() as folder:
        folder = arguments.keep or folder
        for kind in arguments.kinds or [*FOREIGN, *RUNS]:
            maker, count = (FOREIGN | RUNS)[kind]
            count = arguments.count or count
            file = make(folder, kind, maker, count)
            if kind in FOREIGN:
                least, what = cpu(["tshark", "-n", "-r", file]), "tshark"
            for mode in arguments.mode or MODES:
                command = [f"{arguments.bin}/wirelab", "show", file, *mode.split()]
                ours = cpu(command)
                if kind in RUNS:
                    tenth = make(folder, kind, maker, count // 10)
                    least, what = cpu([*command[:2], tenth, *mode.split()]), "a tenth"
                most = 3 * least if kind in FOREIGN else 10 * least * 1.5 + 0.2
                fits = math.isfinite(least) and ours <= most
                held = held and fits
                print(f"{kind:16} {count:7} show {mode:24} {ours:7.2f} s, {what} {least:6.2f} s"
                      f"{'' if fits else '  TOO LONG'}", flush=True)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
