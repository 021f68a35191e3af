#!/usr/bin/env bash
# Installs what the build needs and is missing: Debian 12's packages and the protocol buffer tools
# from npm. Does nothing, at once, when all of it is there. Called by run.sh and test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  g++ cmake ninja-build pkg-config git
  libboost1.81-dev librocksdb-dev libssl-dev libicu-dev libre2-dev
  libabsl-dev libprotobuf-dev protobuf-compiler libgrpc++-dev protobuf-compiler-grpc
  libfmt-dev libspdlog-dev libcli11-dev nlohmann-json3-dev
  libarchive-dev libpugixml-dev poppler-utils poppler-data
  libgtest-dev libgmock-dev libbenchmark-dev
  python3 python3-grpcio python3-protobuf
)

fail() {
  printf 'setup: %s\n' "$1" >&2
  exit 1
}

installed() { dpkg-query --show --showformat '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

command -v dpkg-query >/dev/null || fail "this is no Debian system; install the packages named in $0 by hand, then run cmake --preset release"

missing=()
for package in "${packages[@]}"; do
  installed "$package" || missing+=("$package")
done
# A Node.js from elsewhere serves as well as Debian's.
command -v npm >/dev/null || missing+=(nodejs npm)

if ((${#missing[@]})); then
  as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "these packages are missing: ${missing[*]}; run this script as root once, or install sudo"
    as_root=(sudo)
  fi
  printf '==> installing %d Debian packages: %s\n' "${#missing[@]}" "${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >&2 || fail "the package lists could not be fetched; is the network up?"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >&2 || fail "apt-get could not install: ${missing[*]}; see its message above"
fi

# The lock file's copy beside the installed modules says which state they are in.
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  printf '==> installing the protocol buffer tools from npm\n' >&2
  # Not `npm ci`: the lock file leaves out the tools' builds for other systems, which it would ask for.
  npm install --no-save --loglevel=error >&2 || fail "npm could not install the tools of package.json; see its message above"
  cp package-lock.json node_modules/.installed-lock.json
fi
