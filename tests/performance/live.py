"""Live: wirelab-capture and tcpdump on the same end of a veth pair while a sender fills it.

Started by `analysis` inside `unshare`, so that the interfaces are of a network namespace of its
own: live.py BIN_FOLDER TOOLS_FOLDER FOLDER. Prints one line of JSON a run.
"""
import json
import os
import re
import signal
import subprocess
import sys
import time

RATES = (50_000, 100_000, 200_000, 400_000)  # frames a second
SECONDS = 3
ROUNDS = 2
LETTERS = ["-i", "wl1", "-B", "65536", "-s", "128"]  # -B is in KiB for both


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def lay_the_wire():
    for end in ("wl0", "wl1"):  # no IPv6 on it: its own chatter is not of the count
        if end == "wl0":
            ip("link", "add", "wl0", "type", "veth", "peer", "name", "wl1")
        try:
            with open(f"/proc/sys/net/ipv6/conf/{end}/disable_ipv6", "w", encoding="ascii") as off:
                off.write("1")
        except OSError:
            pass
        ip("link", "set", end, "up")


class Capture:
    """A capture program at work, writing to a file."""

    def __init__(self, program, more, file):
        self.file = file
        self.said = open(f"{file}.said", "w+", encoding="utf-8")
        self.child = subprocess.Popen([program, *LETTERS, *more, "-w", file],
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=self.said)

    def wait_until(self, ready):
        until = time.monotonic() + 10
        while not ready(self):
            if self.child.poll() is not None or time.monotonic() > until:
                sys.exit(f"{self.file} did not start: {self.text()}")
            time.sleep(0.01)

    def text(self):
        self.said.seek(0)
        return self.said.read().strip()

    def end(self):
        """CPU seconds used, and the numbers that the program says at its end."""
        self.child.send_signal(signal.SIGINT)
        _, status, used = os.wait4(self.child.pid, 0)
        self.child.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime, self.text()


def frames_in(tools, file):
    """Counted from the file: what a program says it captured must also be written."""
    return int(subprocess.run([f"{tools}/count", file], stdout=subprocess.PIPE, check=True).stdout)


def one_run(programs, tools, folder, rate):
    # tcpdump started by root would become a user who may not write here.
    more = ["-n", "-Z", "root"] if os.geteuid() == 0 else ["-n"]
    theirs = Capture("tcpdump", more, f"{folder}/theirs.pcap")
    ours = Capture(f"{programs}/wirelab-capture", [], f"{folder}/ours.pcapng")
    theirs.wait_until(lambda capture: "listening on" in capture.text())
    # The head of the file is there as soon as wirelab-capture listens.
    ours.wait_until(lambda capture: os.path.exists(capture.file) and os.path.getsize(capture.file))
    sent, seconds = subprocess.run([f"{tools}/sender", "wl0", str(rate), str(SECONDS)], check=True,
                                   stdout=subprocess.PIPE).stdout.split()
    time.sleep(1.3)  # tcpdump takes up to a second to fetch what is still in the kernel's buffer
    our_cpu, our_text = ours.end()
    their_cpu, their_text = theirs.end()
    result = {
        "rate": rate, "sent": int(sent), "reached": int(sent) / float(seconds),
        "ours": frames_in(tools, ours.file), "theirs": frames_in(tools, theirs.file),
        "our_drops": int(re.search(r"(\d+) dropped by the kernel", our_text)[1]),
        "their_drops": int(re.search(r"(\d+) packets? dropped by kernel", their_text)[1]),
        "our_cpu": our_cpu, "their_cpu": their_cpu,
    }
    os.remove(ours.file), os.remove(theirs.file)
    return result


def main(programs, tools, folder):
    lay_the_wire()
    for rate in RATES:
        for _ in range(ROUNDS):
            print(json.dumps(one_run(programs, tools, folder, rate)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
