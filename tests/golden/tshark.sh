#!/bin/bash
# The captures here, and those of the folder ../shared/captures beside the tree where it is, against tshark.
set -u
golden=$(dirname "$(readlink -f "$0")")
shared=${WIRELAB_SHARED:-$golden/../../../shared}/captures
[ -d "$shared" ] || { echo "only the project's own captures: there is no $shared"; shared=; }
exec python3 -B "$golden/../capture/compare_with_tshark" "${WIRELAB_BIN:?}/wirelab" "$golden" $shared
