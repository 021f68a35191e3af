#!/usr/bin/env bash
# Measures the loader against annotated reports: scripts/accuracy.sh [DIR]. DIR (../shared) has reports/,
# their annotation gold/, and evaluate/score.py, which compares. Writes docs/accuracy.md, and the confidences
# of the rules into loader/rules/zh/confidence.textproto; the next build reads with these.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=${1:-../shared}
for part in reports gold evaluate/score.py; do
  [[ -e $dir/$part ]] || {
    printf 'accuracy: %s/%s is not there; pass the folder that has the annotated reports\n' "$dir" "$part" >&2
    exit 1
  }
done

scripts/setup.sh
scripts/build.sh release policygraph
bin=build/release/service/cli/policygraph

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin" load "$dir/reports" --store "$work/graph"
"$bin" export --format jsonl --output "$work/export.jsonl" --store "$work/graph"
printf '==> comparing\n' >&2
mkdir -p docs
/usr/bin/python3 tests/accuracy/scoreboard.py "$work/export.jsonl" --gold "$dir/gold" \
  --scorer "$dir/evaluate/score.py" --board docs/accuracy.md --confidence loader/rules/zh/confidence.textproto
sed -n '/^## By kind/,/^## Confidence/p' docs/accuracy.md | grep '^|'
