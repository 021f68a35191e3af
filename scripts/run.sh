#!/usr/bin/env bash
# Installs what is missing, builds, loads the bundled report into var/graph, serves it on
# 127.0.0.1:50051, shows a trace as a client gets it, and stays up until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."

address=${POLICYGRAPH_LISTEN:-127.0.0.1:50051}
store=var/graph

scripts/setup.sh
scripts/build.sh release policygraph policygraphd
bin=build/release/service

if (exec 3<>"/dev/tcp/${address%:*}/${address##*:}") 2>/dev/null; then
  printf 'run: something listens on %s already; stop it, or set POLICYGRAPH_LISTEN=HOST:PORT\n' "$address" >&2
  exit 1
fi

mkdir -p var
"$bin/cli/policygraph" load data/reports/deyang-2024.txt --store "$store"

"$bin/policygraphd" --store "$store" --listen "$address" 2>var/policygraphd.log &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM

# The server answers its first call once the store has been read.
for _ in {1..100}; do
  kill -0 "$server" 2>/dev/null || {
    printf 'run: the server stopped; its last words:\n' >&2
    tail -n 3 var/policygraphd.log >&2
    exit 1
  }
  "$bin/cli/policygraph" reports --address "$address" >/dev/null 2>&1 && break
  sleep 0.1
done

printf '\n$ policygraph trace 同城融圈 --address %s\n' "$address"
"$bin/cli/policygraph" trace 同城融圈 --address "$address"

printf '\n==> serving on %s until Ctrl-C; the log is var/policygraphd.log\n' "$address" >&2
wait "$server"
