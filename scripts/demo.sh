#!/usr/bin/env bash
# Installs missing packages, builds in release mode, indexes the 600 reviews of samples/ and runs a few queries.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

say "building in release mode (a few minutes the first time)"
linking=$(static_linking)
swift build -c release ${linking:+"$linking"} >&2
bin=$(swift build -c release --show-bin-path)
out=.build/demo
mkdir -p "$out"
store=$out/movies.globenc
rm -f "$store" "$store-wal" "$store-shm"

printf '\n$ globenc-index samples/movies.jsonl --model samples/bert-tiny-sentiment --store %s\n' "$store"
"$bin/globenc-index" samples/movies.jsonl --model samples/bert-tiny-sentiment --store "$store"

query() {
  printf '\n$ globenc-query %s\n' "$*"
  "$bin/globenc-query" "$@"
}
query top "$store" --label negative -k 8
query top "$store" --label positive --by mean -k 8
query show "$store" movies-6381
query export "$store" --what tokens -o "$out/tokens.csv"

printf '\nEvery token of every example, for your analysis: %s\n' "$out/tokens.csv"
head -n 4 "$out/tokens.csv"
