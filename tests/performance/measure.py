"""Runs a program and says what it used: CPU seconds by wait4, and memory by looking on."""
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


class Failed(Exception):
    """A program that was to be measured did not do its work."""


@dataclass
class Usage:
    cpu: float  # seconds, user and system
    wall: float
    anonymous: int  # bytes at the highest that was seen; 0 where nobody looked


def anonymous_now(pid):
    """Bytes of anonymous memory that a process holds: not its program, not the file's pages."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
    except OSError:  # it ended
        pass
    return 0


def run(command, look_on=False, expect=(0,)):
    """One run, its output thrown away. `look_on` samples its memory each millisecond, for a program
    that frees what it holds before it ends; it disturbs the time, so no run serves for both."""
    with tempfile.TemporaryFile() as complaints:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=complaints)
        highest, pid = 0, 0
        while look_on and pid == 0:
            highest = max(highest, anonymous_now(child.pid))
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            time.sleep(0.001)
        if pid == 0:
            _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)  # Popen need not wait any more
        if child.returncode not in expect:
            complaints.seek(0)
            said = complaints.read()[-300:].decode(errors="replace").strip()
            raise Failed(f"{' '.join(command)} ended with {child.returncode}: {said}")
    return Usage(used.ru_utime + used.ru_stime, wall, highest)


@dataclass
class Comparison:
    ratio: float  # the median of the pairs' ratios
    least: float
    most: float
    ours: float  # median CPU seconds
    theirs: float


def compare(ours, theirs, pairs):
    """CPU of `ours` / CPU of `theirs`, run in turn: what disturbs this machine meets both."""
    run(ours), run(theirs)  # the file into the page cache, the programs into memory
    seconds = [(run(ours).cpu, run(theirs).cpu) for _ in range(pairs)]
    ratios = [a / b for a, b in seconds]
    return Comparison(statistics.median(ratios), min(ratios), max(ratios),
                      statistics.median(a for a, _ in seconds),
                      statistics.median(b for _, b in seconds))


def median_cpu(command, runs):
    return statistics.median(run(command).cpu for _ in range(runs))
