#!/usr/bin/env python3
"""make.py [FOLDER]: writes the captures of the golden pairs, here or into FOLDER.

A pair is NAME.pcap or NAME.pcapng, made of numbers by the modules beside this file, and NAME.pcap.out, what
`wirelab show --json` says of it. golden.sh compares; golden.sh --write writes the .out files anew: read the
difference before you commit it. Any capture put here with its .out is a test of its own.
"""

import sys
from pathlib import Path

from formats import formats
from headers import headers
from tcp_stories import stories


def main(folder):
    files = {f"{name}.pcap": data for name, data in {**stories(), **headers()}.items()}
    files.update(formats())
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(files)} captures in {folder}")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
