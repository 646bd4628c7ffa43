# shellcheck shell=bash disable=SC2154
# Sourced by run and check, which set program and tree: what both need to build. Everything is said on stderr.

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

# As many compilers as cores, but one for each GiB of free memory: C++ takes about that.
jobs_for_this_machine() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null) || memory=
  [ -z "$memory" ] || [ "$memory" -ge "$cores" ] || cores=$memory
  echo $((cores > 0 ? cores : 1))
}

# can_build PRESET: whether we may write build/PRESET, also what another user (sudo ./run) left there.
can_build() {
  local folder=$tree/build/$1 file
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || return 1
  for file in "$folder"/{.lock,.ninja_log,build.ninja,build.log,bin}; do
    [ ! -e "$file" ] || [ -w "$file" ] || return 1
  done
}

# build PRESET [TARGET]: configures where needed and builds. One line of progress on a terminal, else one line
# at the start; silent when there is nothing to do; the compiler's words when it fails.
build() {
  local preset=$1 folder=$tree/build/$1 target=${2:-all} log lock todo
  log=$folder/build.log
  exec {lock}>"$folder/.lock"
  flock -n "$lock" || { say "waiting for another build of $preset"; flock "$lock"; }
  if [ ! -f "$folder/build.ninja" ] || [ "$tree/CMakePresets.json" -nt "$folder/build.ninja" ]; then
    if ! (cd "$tree" && cmake --preset "$preset") >"$log" 2>&1 </dev/null; then
      rm -f "$folder/build.ninja" "$folder/CMakeCache.txt" # half a configuration helps nobody
      cat "$log" >&2
      die "CMake could not configure the preset $preset, see above"
    fi
    touch "$folder/build.ninja"
  fi
  # The copy of the data always runs and is not worth a word.
  todo=$(ninja -C "$folder" -n "$target" 2>/dev/null | grep '^\[' | grep -vc 'share/wirelab') || true
  if [ "$todo" = 0 ]; then
    ninja -C "$folder" "$target" >"$log" 2>&1 </dev/null || { cat "$log" >&2; die "the build of $preset failed"; }
  elif [ -t 2 ]; then
    NINJA_STATUS="$preset [%f/%t] " ninja -C "$folder" -j "$(jobs_for_this_machine)" "$target" \
      >&2 </dev/null || die "the build of $preset failed, see above"
  else
    say "building $preset ($todo steps)"
    ninja -C "$folder" -j "$(jobs_for_this_machine)" "$target" >"$log" 2>&1 </dev/null ||
      { grep -v -e '^\[' -e '^ninja: Entering' "$log" >&2; die "the build of $preset failed, see above"; }
  fi
  exec {lock}>&-
}
