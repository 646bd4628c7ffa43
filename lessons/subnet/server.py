# What a mask says, computed by hand. On a host or anywhere: python3 server.py ADDRESS/LENGTH [OTHER]
# (Who is pinged needs no program: its kernel answers.)
import sys


def number(text):
    a, b, c, d = map(int, text.split("."))
    return a << 24 | b << 16 | c << 8 | d


def dotted(value):
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


own, length = (sys.argv[1] if len(sys.argv) > 1 else "10.0.0.200/25").split("/")
mask = 0xFFFFFFFF << 32 - int(length) & 0xFFFFFFFF
print("network", dotted(number(own) & mask), "broadcast", dotted(number(own) | ~mask & 0xFFFFFFFF))
for other in sys.argv[2:]:
    print(other, "near" if number(own) & mask == number(other) & mask else "far")
