#!/usr/bin/env bash
# Installs missing packages, builds in release mode, indexes the 600 reviews of samples/, asks a few questions and measures which method to believe.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

say "building in release mode (a few minutes the first time)"
mapfile -t options < <(release_options)
swift build "${options[@]}" >&2
bin=$(swift build -c release --show-bin-path)
out=.build/demo
mkdir -p "$out"
store=$out/movies.globenc
rm -f "$store" "$store-wal" "$store-shm"

index() {
  printf '\n$ globenc-index %s\n' "$*"
  "$bin/globenc-index" "$@"
}
query() {
  printf '\n$ globenc-query %s\n' "$*"
  "$bin/globenc-query" "$@"
}
index samples/movies.jsonl --model samples/bert-tiny-sentiment --store "$store" --methods n-enc,decompx-linear
query top "$store" --label negative -k 8
query show "$store" movies-6381
query show "$store" movies-6381 --method decompx-linear
query top "$store" --label positive --method decompx-linear -k 4
index evaluate "$store" --model samples/bert-tiny-sentiment
query evaluation "$store" --metric aopc
query export "$store" --what tokens -o "$out/tokens.csv"

printf '\nEvery token of every example, for your analysis: %s\n' "$out/tokens.csv"
head -n 4 "$out/tokens.csv"
