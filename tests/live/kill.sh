#!/bin/bash
# kill -9 in the middle of a lesson leaves nothing: no process, no interface, no run that could be joined.
set -u
testbed=$WIRELAB_BIN/wirelab-testbed
times=${WIRELAB_KILLS:-20}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

interfaces() { ls /sys/class/net; }
# By a mark in their environment, so that another testbed of this machine does not count; a zombie has none any more.
processes() { grep -lzs "^WIRELAB_KILLED_BY=$$\$" /proc/[0-9]*/environ | wc -l; }
runs() { grep -c "@wirelab-$1$" /proc/net/unix; }

"$testbed" handshake --auto --step three-messages -w "$folder/whole.pcapng" 2>"$folder/errors"
if [ $? = 4 ]; then
  echo "skipped: $(cat "$folder/errors")"
  exit 77
fi

before=$(interfaces)
for i in $(seq "$times"); do
  WIRELAB_KILLED_BY=$$ "$testbed" handshake --auto -w "$folder/cut.pcapng" 2>/dev/null &
  stub=$!
  sleep "0.$(printf %03d $((i * 37 % 400)))"
  if [ $((i % 2)) = 0 ]; then
    kill -9 "$stub" 2>/dev/null
  else
    # Every other time its child, pid 1 of the namespaces; the stub has to follow by itself.
    child=$(cat "/proc/$stub/task/$stub/children" 2>/dev/null)
    [ -n "$child" ] && kill -9 $child 2>/dev/null || kill -9 "$stub" 2>/dev/null
  fi
  wait "$stub" 2>/dev/null
  for _ in $(seq 100); do
    [ "$(processes)" = 0 ] && [ "$(runs "$stub")" = 0 ] && break
    sleep 0.01
  done
  if [ "$(processes)" != 0 ] || [ "$(runs "$stub")" != 0 ]; then
    echo "kill $i: still alive after a second:"
    ps -e -o pid,ppid,stat,args | grep '[w]irelab-testbed'
    exit 1
  fi
done
if [ "$(interfaces)" != "$before" ]; then
  echo "interfaces before: $before; after: $(interfaces)"
  exit 1
fi
