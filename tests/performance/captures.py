"""Where the captures to measure on come from: a folder that has them, or a script that makes them from
real kernel TCP and is no part of the tree: perf/make_captures.sh in $WIRELAB_SHARED, in `shared` beside
the tree where that is not set."""
import os
import shutil
import subprocess
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
MAKER = Path(os.environ.get("WIRELAB_SHARED", TREE.parent / "shared")) / "perf" / "make_captures.sh"
# program -> its Debian package, as the maker calls them
NEEDS = {"nginx": "nginx-light", "tcpdump": "tcpdump", "ethtool": "ethtool", "ip": "iproute2",
         "tc": "iproute2", "editcap": "wireshark-common", "pigz": "pigz", "g++": "g++"}
MADE_WITH_BIG = ("big.pcap.gz", "big500k.pcap")


class Missing(Exception):
    """A capture that is not there and cannot be made; the text says what it would take."""


def make(folder, which):
    if not MAKER.exists():
        raise Missing(f"{which}.pcap is not in {folder}, and there is no {MAKER} to make it")
    lacking = {package for program, package in NEEDS.items() if not shutil.which(program)}
    if lacking:
        raise Missing(f"{which}.pcap is not in {folder}; making it needs {' '.join(sorted(lacking))}")
    print(f"making {which}.pcap in {folder}; this takes a minute and up to 2 GB", flush=True)
    command = [str(MAKER), which]
    if os.geteuid() != 0:
        command = ["unshare", "-rnm", *command]
    done = subprocess.run(command, env={**os.environ, "D": str(folder)}, check=False,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode != 0 or not (folder / f"{which}.pcap").exists():
        said = done.stderr[-300:].decode(errors="replace").strip()
        raise Missing(f"{' '.join(command)} ended with {done.returncode}: {said}")


def find(folder, name):
    """The path of a capture of the folder, which is made where it lacks."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(folder, "big" if name in MADE_WITH_BIG else path.stem)
        if not path.exists():
            raise Missing(f"{MAKER.name} made no {name}")
    return str(path)
