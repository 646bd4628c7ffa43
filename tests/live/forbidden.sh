#!/bin/bash
# Where the machine has no namespaces left, the testbed says which call failed, why and what to do, and exits with 4.
set -u
testbed=$WIRELAB_BIN/wirelab-testbed
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

# The limits of a user namespace of our own: the machine's stay untouched.
if ! unshare -Ur true 2>/dev/null; then
  echo "skipped: no user namespaces here"
  exit 77
fi
unshare -Ur sh -c '
  echo 0 > /proc/sys/user/max_user_namespaces && echo 0 > /proc/sys/user/max_net_namespaces || exit 77
  exec "$1" handshake --auto -w "$2"' - "$testbed" "$folder/none.pcapng" 2>"$folder/errors"
status=$?
if [ $status = 77 ]; then
  echo "skipped: the limits cannot be written here"
  exit 77
fi
cat "$folder/errors"
[ $status = 4 ] || { echo "exit status $status instead of 4"; exit 1; }
for word in 'unshare(' 'No space left on device' 'sysctl user.max_user_namespaces'; do
  grep -qF "$word" "$folder/errors" || { echo "the message does not say: $word"; exit 1; }
done
