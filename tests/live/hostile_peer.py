"""hostile_peer.py NAME VARIANT MARK: listens on the abstract socket NAME as a run does, and hands out namespaces that no
run of the caller's made. To every line it answers with namespaces and a text that a terminal would obey. MARK is a file:
`ready` is written to it, and what was heard. `variants` as the only argument lists them."""

import array
import ctypes
import os
import signal
import socket
import sys

libc = ctypes.CDLL(None, use_errno=True)
FLAGS = {"mnt": 0x00020000, "uts": 0x04000000, "ipc": 0x08000000, "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000}
KINDS = ("user", "net", "mnt", "uts", "ipc", "pid")  # in the order in which a run hands them out
TEXT = b"ok\n\x1b]0;owned\x07\x1b[2J\xc2\x9b31m\n"


def unshare(*kinds):
    if libc.unshare(sum(FLAGS[kind] for kind in kinds)) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def ns(kind, process="self"):
    return os.open(f"/proc/{process}/ns/{kind}", os.O_RDONLY)


def all_of(process="self", pid="pid_for_children"):
    return [ns(pid if kind == "pid" else kind, process) for kind in KINDS]


def child(work):
    """A process that does `work` and stays; returns when it has."""
    ready, done = os.pipe()
    process = os.fork()
    if process == 0:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        work()
        os.write(done, b"y")
        signal.pause()
    os.close(done)
    if os.read(ready, 1) != b"y":
        raise OSError("no namespaces here")
    return process


def world(*kinds):
    """A process with namespaces of its own, with a child in its process namespace."""

    def work():
        unshare(*(kinds or KINDS))
        child(lambda: None)

    return child(work)


def exchanged(kind, other):
    whole = all_of(world())
    whole[KINDS.index(kind)] = other()
    return whole


def nested():
    """Namespaces within those of a world: seen from outside, not children but grandchildren."""
    reading, writing = os.pipe()

    def work():
        user, group = os.geteuid(), os.getegid()
        unshare(*KINDS)
        for name, text in ("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1"):
            open(f"/proc/self/{name}", "w").write(text)

        def further():
            unshare(*KINDS)
            child(lambda: None)
            os.write(writing, b"y")

        child(further)

    outer = child(work)
    os.read(reading, 1)
    inner = open(f"/proc/{outer}/task/{outer}/children").read().split()[0]
    return all_of(inner)


def its_own(mounts=None):
    """What a run does: with the machine's mounts in the place of its own it is none."""
    unshare(*KINDS)
    child(lambda: None)
    return [mounts if kind == "mnt" and mounts else fd for kind, fd in zip(KINDS, all_of())]


def machine(process="self"):
    return [ns(kind, process) for kind in KINDS]


VARIANTS = {
    "nothing": lambda: [],
    "machine": machine,
    "machine-with-own-mounts": lambda: [ns("mnt", world("user", "mnt")) if kind == "mnt" else ns(kind) for kind in KINDS],
    "first-process": lambda: machine(1 if os.geteuid() == 0 else "self"),
    "world": lambda: all_of(world()),
    "world-machine-user": lambda: exchanged("user", lambda: ns("user")),
    "world-machine-network": lambda: exchanged("net", lambda: ns("net")),
    "world-machine-mounts": lambda: exchanged("mnt", lambda: ns("mnt")),
    "world-machine-name": lambda: exchanged("uts", lambda: ns("uts")),
    "world-machine-ipc": lambda: exchanged("ipc", lambda: ns("ipc")),
    "world-machine-processes": lambda: exchanged("pid", lambda: ns("pid")),
    "world-other-mounts": lambda: exchanged("mnt", lambda: ns("mnt", world())),
    "world-other-user": lambda: exchanged("user", lambda: ns("user", world())),
    "nested": nested,
    "user-alone": lambda: all_of(world("user", "pid")),
    "turned-round": lambda: all_of(world())[::-1],
    "one-six-times": lambda: [ns("user", world())] * 6,
    "five": lambda: all_of(world())[:5],
    "seven": lambda: all_of(world()) + [ns("uts")],
    "file": lambda: exchanged("net", lambda: os.open("/dev/null", os.O_RDWR)),
    "path": lambda: exchanged("mnt", lambda: os.open("/", os.O_PATH)),
    "socket": lambda: exchanged("user", lambda: socket.socket(socket.AF_UNIX).detach()),
    "pipe": lambda: exchanged("pid", lambda: os.pipe()[0]),
    "own-with-machine-mounts": lambda: its_own(ns("mnt")),
}
# Its own namespaces, as a run has them: good enough for its own user, and for nobody else.
CONTROL = {"own": its_own}


def main():
    if sys.argv[1:] == ["variants"]:
        return print(*VARIANTS)
    name, variant, mark = sys.argv[1:]
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("\0" + name)
    listener.listen(16)
    log = open(mark, "wb", buffering=0)
    handed = (VARIANTS | CONTROL)[variant]()
    log.write(b"ready %d\n" % os.getpid())
    while True:
        peer, _ = listener.accept()
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", handed))] if handed else []
        try:
            peer.sendmsg([TEXT], rights)  # before it is asked, too
            while heard := peer.recv(65536):
                log.write(b"heard " + heard)
                if b"gate " in heard or b"blind " in heard:
                    break  # a program is inside, and would wait at a gate that nobody keeps
        except OSError:
            pass
        peer.close()


main()
