#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: scripts/test.sh [PRESET] [CTEST OPTION...].
# PRESET is release (the default), dev, asan or tsan.
set -euo pipefail
cd "$(dirname "$0")/.."

preset=release
if (($#)) && [[ $1 != -* ]]; then
  preset=$1
  shift
fi
[[ $preset =~ ^(release|dev|asan|tsan)$ ]] || {
  printf 'test: there is no preset %s; take release, dev, asan or tsan\n' "$preset" >&2
  exit 2
}

scripts/setup.sh
scripts/build.sh "$preset"
printf '==> testing %s\n' "$preset" >&2
ctest --preset "$preset" "$@"
