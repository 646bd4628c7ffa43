# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: a bench on which they stand, its remote, and how they end.
set -u
testbed=$WIRELAB_BIN/wirelab-testbed wirelab=$WIRELAB_BIN/wirelab
folder=$(mktemp -d) || exit 1
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "$1"; cat "$folder/errors" 2>/dev/null; exit 1; }
skip() { echo "skipped: $1"; exit 77; }

# Standard input stays open as long as it is wanted: its end would end the run.
begin() { # NAME, then the words of wirelab-testbed
  local name=$1
  shift
  mkfifo "$folder/$name.input"
  exec 9<>"$folder/$name.input"
  recording=$folder/$name.pcapng
  "$testbed" "$@" -w "$recording" <&9 9>&- 2>"$folder/errors" &
  run=$!
  until "$wirelab" remote --run $run status >/dev/null 2>&1; do
    kill -0 $run 2>/dev/null && continue
    wait $run
    [ $? = 4 ] && skip "$(cat "$folder/errors")"
    fail "the testbed ended at once"
  done
}
remote() { "$wirelab" remote --run $run "$@" || fail "the remote refused: $*"; }
on() { "$wirelab" exec --run $run "$1" -- "${@:2}"; } # HOST ARGV
finish() {
  remote quit
  wait $run || fail "the testbed failed"
  "$wirelab" show --json "$recording" >"$folder/frames" || fail "the recording cannot be read"
}
# With `frames`, the objects of show --json, and `notes`, what the recording says in the notes.
facts() { # PYTHON
  python3 - "$folder/frames" "$recording" <<END || exit 1
import json, re, sys
frames = [o for o in map(json.loads, open(sys.argv[1])) if "frame" in o]
notes = [dict(re.findall(r"^(?:WIRELAB_)?([A-Z_]+)=(.*)$", text, re.M)) for text in
         re.findall(r"(?:[A-Z_]+=[^\n]*\n)+", open(sys.argv[2], "rb").read().decode("latin-1"))]
def expect(what, holds):
    if not holds: sys.exit("not so: " + what)
$1
END
}
