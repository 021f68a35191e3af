#!/usr/bin/env bash
# Configures and builds a preset: scripts/build.sh PRESET [TARGET...]. Called by run.sh and test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

preset=$1
shift
targets=()
(($#)) && targets=(--target "$@")

# Configuring again is only needed when CMake has not run yet; Ninja sees to later changes.
if [[ ! -f build/$preset/build.ninja ]]; then
  printf '==> configuring %s\n' "$preset" >&2
  cmake --preset "$preset" >"/dev/null" || {
    printf 'build: configuring failed; see the message above\n' >&2
    exit 1
  }
fi
printf '==> building %s (the first time takes some minutes)\n' "$preset" >&2
cmake --build --preset "$preset" "${targets[@]}" >&2 || {
  printf 'build: compiling failed; the first error stands above\n' >&2
  exit 1
}
