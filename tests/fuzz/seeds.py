"""seeds.py FOLDER: the fuzzers' seed corpus, FOLDER/NAME for fuzz_NAME, out of the golden captures."""

import gzip
import struct
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))

from formats import formats  # noqa: E402
from headers import headers  # noqa: E402
from tcp_stories import stories  # noqa: E402

# In the order of the table of decoder.fuzz.cpp.
LINKS = [1, 0, 9, 101, 108, 113, 228, 229, 14, 276, 105]
SCENES = {"open": "09020404000000000812040600080000090a050500080000",
          "close": "0911050500080000081106060008000009100606000800000810060600080000"}


def frames(data):
    """(link type, frame) of a little-endian pcap."""
    link = struct.unpack_from("<I", data, 20)[0]
    at = 24
    while at + 16 <= len(data):
        size = struct.unpack_from("<I", data, at + 8)[0]
        yield link, data[at + 16:at + 16 + size]
        at += 16 + size


def seeds():
    captures = {**stories(), **headers()}
    for name, data in {**captures, **formats()}.items():
        yield "reader", name, data
        yield "trace", name, data
        yield "reader", f"{name}.gz", gzip.compress(data, mtime=0)
    for name, data in captures.items():
        for i, (link, frame) in enumerate(frames(data)):
            if link in LINKS and i % 3 == 0:
                yield "decoder", f"{name}-{i}", bytes([LINKS.index(link), 0]) + frame
    for name, data in SCENES.items():
        yield "segments", name, bytes.fromhex(data)


def main(folder):
    for fuzzer, name, data in seeds():
        (folder / fuzzer).mkdir(parents=True, exist_ok=True)
        (folder / fuzzer / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
