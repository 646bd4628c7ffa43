#!/bin/bash
# The captures here, some of random conversations, and those from elsewhere (see tests/collection.hpp) where there are
# any, against tshark.
set -u
golden=$(dirname "$(readlink -f "$0")")
shared=${WIRELAB_SHARED:-$golden/../../../shared}/captures
[ -d "$shared" ] || { echo "only the project's own captures: there is no $shared"; shared=; }
random=$(mktemp -d) && trap 'rm -rf "$random"' EXIT
python3 -B "$golden/random_captures.py" "$random" 12
python3 -B "$golden/../capture/compare_with_tshark" "${WIRELAB_BIN:?}/wirelab" "$golden" "$random" $shared
