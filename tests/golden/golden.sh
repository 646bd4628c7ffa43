#!/bin/bash
# Each NAME.pcap or NAME.pcapng here (also packed, .gz or .zst) says to `wirelab show --json` what NAME.pcap.out holds:
# a pair put here is a test. With --write the .out files are written anew.
set -u
cd "$(dirname "$0")" || exit 1
wirelab=${WIRELAB_BIN:?the folder of the built programs}/wirelab
failed=0 pairs=0
for capture in *.pcap *.pcapng *.gz *.zst; do
  [ -e "$capture" ] || continue
  pairs=$((pairs + 1))
  if [ "${1:-}" = --write ]; then
    "$wirelab" show --json "$capture" >"$capture.out" 2>/dev/null
    continue
  fi
  "$wirelab" show --json "$capture" 2>/dev/null | diff -u "$capture.out" - || failed=$((failed + 1))
done
echo "$pairs captures, $failed differ"
[ "$failed" = 0 ]
