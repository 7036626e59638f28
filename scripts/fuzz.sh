#!/usr/bin/env bash
# Runs the parsers on libFuzzer's inputs: scripts/fuzz.sh [SECONDS [TARGET]], by default 10 seconds for each of safetensors, torch, corpus,
# codec, scores, archive, tokenizer, sentencepiece and request, starting from the seeds in Fuzzing/Seeds. New inputs are kept in .build-fuzz/found, and the
# next run uses them, too. An input that makes a parser trap is left in .build-fuzz, and the script fails.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

seconds=${1:-10}
targets=(safetensors torch corpus codec scores archive tokenizer sentencepiece request)
[ -z "${2:-}" ] || targets=("$2")

scratch=$PWD/.build-fuzz
say "building in $scratch"
# -enable-testing: the parsers are not public. lld: gold fails on the sanitizer's symbols. Warnings are errors in the suite, not here.
GLOBENC_STRICT=0 swift build --package-path Fuzzing --scratch-path "$scratch" -c release \
  -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address -Xswiftc -use-ld=lld

# Tables of Unicode are made of many small strings, which the sanitizer would keep long after they are freed.
export ASAN_OPTIONS=${ASAN_OPTIONS:-quarantine_size_mb=16}
for target in "${targets[@]}"; do
  say "$target: $seconds seconds"
  found=$scratch/found/$target
  mkdir -p "$found"
  "$scratch/release/Fuzz" "$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=16384 -print_final_stats=1 \
    -artifact_prefix="$scratch/$target-" "$found" "Fuzzing/Seeds/$target"
done
