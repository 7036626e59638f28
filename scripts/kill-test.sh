#!/usr/bin/env bash
# Ends globenc-index at random moments of its runs: scripts/kill-test.sh [KILLS [EXAMPLES]], by default 60 times with KILL and 10 times each
# with INT and TERM, over 20000 examples with all layers. After each signal the same command runs again, and may be ended again. Each
# finished store must have the digest of an undisturbed run, pass `globenc-query verify`, and lie alone in its folder. SEED=N chooses other
# moments. GLOBENC_RELEASE names a folder of programs, which are then not built.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

kills=${1:-60}
examples=${2:-20000}
RANDOM=${SEED:-1}
if [ -n "${GLOBENC_RELEASE:-}" ]; then
  bin=$(cd "$GLOBENC_RELEASE" && pwd)
else
  say "building in release mode"
  swift build -c release >&2
  bin=$(swift build -c release --show-bin-path)
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/stores"
store=$folder/stores/store

# The samples, repeated, under ids of their own.
awk -v n="$examples" '
  { lines[NR] = $0 }
  END { for (i = 0; i < n; i++) { line = lines[i % NR + 1]; sub(/"movies-/, "\"" int(i / NR) "-", line); print line } }
' samples/movies.jsonl >"$folder/corpus.jsonl"

# An array and not a function: a function in the background would be a shell, which would receive the signals.
index=("$bin/globenc-index" "$folder/corpus.jsonl" --model samples/bert-tiny-sentiment --layers all --quiet --store)
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

start=$(milliseconds)
"${index[@]}" "$folder/whole"
duration=$(($(milliseconds) - start))
digest=$("$bin/globenc-query" info "$folder/whole" --digest)
echo "undisturbed: $examples examples in $duration ms, digest $digest"

# Examines a finished store, and removes it.
examine() {
  [ "$("$bin/globenc-query" info "$store" --digest)" = "$digest" ] || fail "the digest differs after $1 (SEED=${SEED:-1})"
  "$bin/globenc-query" verify "$store" >/dev/null || fail "the store is damaged after $1 (SEED=${SEED:-1})"
  [ "$(ls "$folder/stores")" = store ] || fail "more than the store is left after $1: $(ls "$folder/stores")"
  rm "$store"
  examined=$((examined + 1))
}

for signal in KILL INT TERM; do
  wanted=$kills
  [ $signal = KILL ] || wanted=$(((kills + 5) / 6))
  ended=0
  finished=0
  examined=0
  while ((ended < wanted)); do
    # A moment between the start and a little after the end of a whole run.
    pause=$(((RANDOM * 32768 + RANDOM) % (duration * 11 / 10)))
    "${index[@]}" "$store" 2>"$folder/messages" &
    process=$!
    sleep "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
    kill -s "$signal" "$process" 2>/dev/null || true
    status=0
    wait "$process" 2>/dev/null || status=$?
    case $status in
      0) finished=$((finished + 1)) && examine "$signal" ;;
      130 | 137 | 143) ended=$((ended + 1)) ;;
      *) fail "status $status after $signal (SEED=${SEED:-1}): $(cat "$folder/messages")" ;;
    esac
  done
  "${index[@]}" "$store"
  examine "$signal"
  echo "$signal: $ended runs ended by it, $finished came to their end before; $examined stores examined, all whole and equal"
done
