"""One conversation in every file format, and files that are broken."""

import gzip
import struct

import packets as p
from files import Pcapng, pcap
from tcp_stories import whole


def pcaps():
    magics = {"us": 0xA1B2C3D4, "ns": 0xA1B23C4D, "modified": 0xA1B2CD34}
    orders = {"le": "<", "be": ">"}
    return {f"pcap_{order}_{name}": pcap(whole().frames(), order=orders[order], magic=magic)
            for name, magic in magics.items() for order in orders}


def pcapng(order):
    frames = whole().frames()
    raw = [packet for _, packet in whole(ports=(40001, 80)).ip()]
    file = Pcapng(order).section(b"dumpcap", (2, b"a machine"), (1, b"a comment"))
    file.interface(1, 0, (2, b"eth0"), (9, b"\x09"), (0x7777, b"unknown option"))
    file.interface(101, 64, (2, b"tun0"), (9, b"\x8a"), (14, file.pack("q", 3600)))  # 2^-10 s, an hour later
    for i, (time, frame) in enumerate(frames):
        file.packet(time, frame, options=((1, b"comment %d" % i), (5, file.pack("Q", 77 + i))))
        file.packet((time // 10**9 - 3600) * 1024 + i, raw[i], 1)
    file.block(0x1234, b"an unknown block").block(4, file.pack("HH", 0, 0))
    file.journal(b"__REALTIME_TIMESTAMP=1700000000000000", b"MESSAGE=of somebody else")
    file.block(0xBAD, file.pack("I", 32473) + b"custom")
    file.simple(p.ethernet(p.ipv4("10.0.0.1", "10.0.0.2", 17, p.udp("10.0.0.1", "10.0.0.2", 1, 2, b"simple"))))
    file.block(5, file.pack("III", 0, 0, 0))
    file.section(b"another").interface(0, 0, (9, b"\x03")).interface(1, 40)
    null = lambda packet: file.pack("I", 2) + packet
    for i, packet in enumerate(raw):
        file.packet(1_700_000_100_000 + i, null(packet)).obsolete(1_700_000_100_500_000 + i, frames[i][1][:40], 1)
    return file.data


def packed(data):
    return gzip.compress(data, mtime=0)


def cut_files():
    small, many = pcap(whole().frames()), pcapng("<")
    block = Pcapng().section().interface().data
    return {
        "cut_head.pcap": small[:20], "cut_record.pcap": small[:24 + 16 + 60 + 7], "cut_packet.pcap": small[:-5],
        "cut_block.pcapng": many[:-9], "cut_section.pcapng": many[:60],
        "huge_block.pcapng": block + struct.pack("<II", 6, 0xFFFFFFFC),
        "huge_packet.pcap": small[:24] + struct.pack("<IIII", 0, 0, 0xFFFFFFFF, 0xFFFFFFFF) + bytes(100),
        "no_interface.pcapng": Pcapng().section().packet(0, b"x" * 60).data,
        "unequal_lengths.pcapng": block + struct.pack("<II", 0x1234, 16) + bytes(4) + struct.pack("<I", 20),
        "version_2.pcapng": struct.pack("<IIIHHqI", 0x0A0D0D0A, 28, 0x1A2B3C4D, 2, 0, -1, 28),
        "version_3.pcap": struct.pack("<IHHiIII", 0xA1B2C3D4, 3, 0, 0, 0, 65535, 1),
        "packed.pcap.gz": packed(small[:300]) + packed(small[300:]), "packed_cut.pcap.gz": packed(small)[:-40],
        "empty.pcap": small[:24], "empty.pcapng": block[:len(Pcapng().section().data)],
    }


def formats():
    files = {f"{name}.pcap": data for name, data in pcaps().items()}
    files.update(cut_files())
    files["pcapng_le.pcapng"], files["pcapng_be.pcapng"] = pcapng("<"), pcapng(">")
    return files
