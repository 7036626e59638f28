#!/usr/bin/env bash
# Indexes many short texts in one run: scripts/soak.sh [EXAMPLES], by default 200,000. Twice a second it prints the number of committed
# examples, resident memory, open descriptors, and the bytes of the store and of its log. It fails where memory has grown by more than 2 %,
# or descriptors at all, since the first 10,000 examples were committed, or where the bytes per example differ by 3 % from a run over the
# first half.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

examples=${1:-200000}
say "building in release mode"
swift build -c release >&2
bin=$(swift build -c release --show-bin-path)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The first words of the samples' reviews, repeated, under ids of their own.
awk -v n="$examples" '
  match($0, /"text": "([^"\\]|\\.)*"/) {
    count = split(substr($0, RSTART + 9, RLENGTH - 10), words, " ")
    text = ""
    for (i = 1; i <= count && i <= 10; i++) text = text (i > 1 ? " " : "") words[i]
    if (text !~ /\\/) texts[found++] = text
  }
  END { for (i = 0; i < n; i++) print "{\"id\": \"" i "\", \"text\": \"" texts[i % found] "\", \"label\": \"" (i % 2 ? "positive" : "negative") "\"}" }
' samples/movies.jsonl >"$folder/corpus.jsonl"

index=("$bin/globenc-index" "$folder/corpus.jsonl" --model samples/bert-tiny-sentiment --quiet)

"${index[@]}" --store "$folder/store" --json >"$folder/summary" &
process=$!
started=$(date +%s%N)
printf '%8s %10s %10s %12s %12s %12s\n' seconds examples memory_kB descriptors bytes log_bytes | tee "$folder/table"
while kill -0 "$process" 2>/dev/null; do
  sleep 0.5
  # The number of examples is read first, so that the other numbers are not older than it.
  committed=$("$bin/globenc-query" info "$folder/store" --format csv 2>/dev/null | awk -F, '$1 == "examples" { print $2 }' || true)
  memory=$(awk '/^VmRSS/ { print $2 }' "/proc/$process/status" 2>/dev/null || true)
  descriptors=$(find "/proc/$process/fd" -mindepth 1 2>/dev/null | wc -l || true)
  bytes=$(stat -c %s "$folder/store" 2>/dev/null || true)
  log=$(stat -c %s "$folder/store-wal" 2>/dev/null || true)
  [ -n "$memory" ] && [ -n "$log" ] || continue
  elapsed=$((($(date +%s%N) - started) / 100000000))
  printf '%8s %10s %10s %12s %12s %12s\n' "$((elapsed / 10)).$((elapsed % 10))" "${committed:-0}" "$memory" "$descriptors" "$bytes" "$log" |
    tee -a "$folder/table"
done
wait "$process"
cat "$folder/summary"
"${index[@]}" --store "$folder/half" --limit $((examples / 2)) >/dev/null
whole=$(($(stat -c %s "$folder/store") * 100 / examples))
half=$(($(stat -c %s "$folder/half") * 100 / (examples / 2)))
echo "bytes an example: $((whole / 100)), of the first half alone $((half / 100))"

awk -v whole="$whole" -v half="$half" '
  NR > 1 && $2 >= 10000 {
    if (!memory) { memory = $3; descriptors = $4 }
    if ($3 > most) most = $3
    if ($4 > open) open = $4
  }
  END {
    if (!memory) { print "the run was too short to tell"; exit 1 }
    printf "since the first 10,000: memory %+.1f %%, descriptors %+d\n", 100 * (most / memory - 1), open - descriptors
    exit most > 1.02 * memory || open > descriptors || whole > 1.03 * half || half > 1.03 * whole
  }
' "$folder/table" || fail "memory, descriptors or the store grew"
