#!/bin/bash
# Without a display: one sentence with the way that works, and no window.
set -u
said=$(env -u DISPLAY -u WAYLAND_DISPLAY "$WIRELAB_BIN/wirelab" run handshake 2>&1 >/dev/null)
status=$?
echo "$said"
[ $status = 4 ] || { echo "exit status $status instead of 4"; exit 1; }
[ "$(echo "$said" | wc -l)" = 1 ] || { echo "more than one line"; exit 1; }
case $said in *"wirelab run handshake --headless"*) ;; *) echo "the command for the terminal is missing"; exit 1 ;; esac
said=$(DISPLAY=:987 "$WIRELAB_BIN/wirelab" run handshake 2>&1 >/dev/null)
status=$?
echo "$said"
[ $status = 4 ] && [ "$(echo "$said" | wc -l)" = 1 ] || { echo "a display that does not answer: exit status $status"; exit 1; }
