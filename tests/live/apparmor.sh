#!/bin/bash
# Where Ubuntu's AppArmor restricts user namespaces, ./run offers a profile for the built program: asked once, on a
# terminal, and installed through sudo. The machine is a folder here, and sudo and apparmor_parser only pretend.
. "$(dirname "$0")/bench.bash"
mkdir -p "$folder/proc/sys/kernel" "$folder/etc/apparmor.d" "$folder/path" "$folder/bin"
rule=$folder/proc/sys/kernel/apparmor_restrict_unprivileged_userns
printf '#!/bin/sh\nexec "$@"\n' >"$folder/path/sudo"
printf '#!/bin/sh\necho 1000\n' >"$folder/path/id"
printf '#!/bin/sh\necho "$@" >>"%s/loaded"\n' "$folder" >"$folder/path/apparmor_parser"
chmod +x "$folder/path"/*
export WIRELAB_SYSTEM=$folder PATH=$folder/path:$PATH
offer() { # ANSWER, if it runs on a terminal
  python3 - "$WIRELAB_SOURCE/vendor/apparmor" "$folder/bin" "$@" <<'END' >"$folder/said" 2>&1
import os, pty, subprocess, sys, termios
command, answer = sys.argv[1:3], sys.argv[3:]
if not answer: sys.exit(subprocess.run(command, stdin=subprocess.DEVNULL).returncode)
ours, theirs = pty.openpty()
silent = termios.tcgetattr(theirs)
silent[3] &= ~termios.ECHO
termios.tcsetattr(theirs, termios.TCSANOW, silent)
os.write(ours, answer[0].encode() + b"\n")
process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
os.close(theirs)
try:
    while heard := os.read(ours, 4096): os.write(1, heard)
except OSError: pass
sys.exit(process.wait())
END
}
profiles() { find "$folder/etc/apparmor.d" -type f; }

echo 0 >"$rule"
offer y && [ ! -s "$folder/said" ] && [ -z "$(profiles)" ] || fail "offered without need: $(cat "$folder/said")"
echo 1 >"$rule"
offer || fail "no terminal: exit status $?"
grep -q 'restricts user namespaces' "$folder/said" && [ -z "$(profiles)" ] || fail "no terminal: $(cat "$folder/said")"
offer n && [ -z "$(profiles)" ] && grep -q 'not installed' "$folder/said" || fail "declined: $(cat "$folder/said")"
offer y && [ -z "$(profiles)" ] || fail "asked a second time"
rm "$folder/bin/.apparmor-declined"
offer y && grep -q 'installed' "$folder/said" || fail "accepted: $(cat "$folder/said")"
grep -q "^profile .*$folder/bin/wirelab-testbed\" flags=(unconfined) {" "$(profiles)" || fail "the profile: $(cat "$(profiles)")"
[ "$(cat "$folder/loaded")" = "-r $(profiles)" ] || fail "not loaded: $(cat "$folder/loaded")"
offer y && [ ! -s "$folder/said" ] || fail "asked though it is installed: $(cat "$folder/said")"
# What cannot be loaded does not stay.
rm "$(profiles)"
printf '#!/bin/sh\necho no such thing >&2\nexit 1\n' >"$folder/path/apparmor_parser"
offer y && grep -q 'could not be installed' "$folder/said" && [ -z "$(profiles)" ] || fail "a refused profile: $(cat "$folder/said")"
