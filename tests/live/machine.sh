#!/bin/bash
# Machines that allow less: no new user namespaces (root needs none), /proc/sys that cannot be written, a kernel
# without IPv6. Each is played inside a namespace of our own, so the machine stays as it is.
. "$(dirname "$0")/bench.bash"
cd "$folder" || exit 1
unshare -Urm true 2>/dev/null || skip "no user namespaces here"

# As root without user namespaces it is the same: the limit is that of a namespace in which we are root.
cat >rootlike <<'END'
echo 0 >/proc/sys/user/max_user_namespaces || exit 77
"$testbed" handshake --auto -w root.pcapng && "$wirelab" doctor >doctor
END
export testbed wirelab
unshare -Ur bash rootlike 2>errors
status=$?
[ $status = 77 ] && skip "the limits cannot be written here"
[ $status = 0 ] || fail "as root without user namespaces: exit status $status"
"$wirelab" show --json root.pcapng | grep -q '"agreement":"same"' || fail "as root: no recording"

# A masked /proc, as in containers: no fresh one can be mounted, and the old one serves. Doctor does not mind either.
cat >masked <<'END'
mount --bind /dev/null /proc/version || exit 77
"$wirelab" doctor >doctor && "$testbed" handshake --auto -w masked.pcapng
END
unshare -Urm bash masked 2>errors
status=$?
[ $status = 77 ] && skip "/proc cannot be masked here"
[ $status = 0 ] && grep -q '^--  *a fresh /proc' doctor || fail "a masked /proc: exit status $status, $(cat doctor)"

# Settings that cannot be written: which one, why, what to do; doctor says it, too.
cat >readonly <<'END'
mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys || exit 77
"$testbed" handshake --auto -w none.pcapng
echo $? >status
"$wirelab" doctor >doctor
echo $? >>status
END
unshare -Urm bash readonly 2>errors
[ $? = 77 ] && skip "/proc/sys cannot be mounted read-only here"
[ "$(tr '\n' ' ' <status)" = "4 4 " ] || fail "exit status of testbed and doctor: $(tr '\n' ' ' <status)"
grep -q 'setting net\..*: Read-only file system\. .*systempaths=unconfined' errors || fail "the setting, cause and remedy are not said"
grep -A1 '^--  *settings under /proc/sys/net .*Read-only' doctor | grep -q 'systempaths=unconfined' ||
  fail "doctor does not name cause and remedy: $(cat doctor)"

# A kernel without IPv6: every AF_INET6 socket is refused.
cat >without.py <<'END'
import ctypes, errno, os, struct, sys
def step(code, jt, jf, k): return struct.pack("HBBI", code, jt, jf, k)
if os.uname().machine != "x86_64": sys.exit(77)
steps = [step(0x20, 0, 0, 0), step(0x15, 0, 3, 41), step(0x20, 0, 0, 16), step(0x15, 0, 1, 10),
         step(0x06, 0, 0, 0x50000 | errno.EAFNOSUPPORT), step(0x06, 0, 0, 0x7fff0000)]
class Program(ctypes.Structure): _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]
libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.byref(Program(len(steps), b"".join(steps)))): sys.exit(77)
os.execv(sys.argv[1], sys.argv[1:])
END
python3 without.py "$testbed" handshake --auto -w without.pcapng 2>errors
status=$?
[ $status = 77 ] && skip "no seccomp filters here"
[ $status = 0 ] || fail "a kernel without IPv6: exit status $status"
"$wirelab" show --json without.pcapng | grep -q '"agreement":"same"' || fail "a kernel without IPv6: no recording"
printf '[segments.six]\n[hosts.a]\naddress = "fd00::1/64"\n[hosts.b]\naddress = "fd00::2/64"\n' >six.toml
timeout 60 python3 without.py "$testbed" --topology six.toml -w six.pcapng </dev/null 2>errors
status=$?
[ $status = 0 ] || { [ $status = 4 ] && [ -s errors ]; } || fail "IPv6 hosts without IPv6: exit status $status"
