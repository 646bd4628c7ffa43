#!/usr/bin/env python3
"""Time from starting wirelab-testbed to its lesson's first call, over RUNS runs (default 11).

Usage: bench_start.py BIN_DIRECTORY [RUNS]
The call's time is the one in the recording (CLOCK_REALTIME in ns, the clock that stamps the frames).
"""
import re
import statistics
import subprocess
import sys
import time


def first_call_ms(testbed):
    started = time.time_ns()
    run = subprocess.run([testbed, "handshake", "--auto", "--step", "three-messages"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    calls = re.findall(rb"__REALTIME_TIMESTAMP=(\d+)\nMESSAGE=[^\n]*\nWIRELAB_KIND=call\nWIRELAB_NS=(\d+)\n", run.stdout)
    if run.returncode != 0 or not calls:
        sys.exit(f"{testbed} ended with {run.returncode}: {run.stderr.decode(errors='replace').strip()}")
    return (min(int(us) * 1000 + int(ns) for us, ns in calls) - started) / 1e6


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    times = sorted(first_call_ms(f"{sys.argv[1]}/wirelab-testbed") for _ in range(runs))
    print(f"start of the bench to the first call: median {statistics.median(times):.1f} ms, "
          f"worst {times[-1]:.1f} ms of {runs} runs")


if __name__ == "__main__":
    main()
