#!/usr/bin/env bash
# Installs what is missing and runs the whole suite. Arguments go to `swift test`, e.g. --filter TokenizerTests.
# With --browser, Chromium is installed too, for the tests that look at pages in it; without it they are skipped where it is missing.
# Set GLOBENC_SHARED to the folder of larger models and goldens to run the tests that need them.
set -euo pipefail
arguments=()
for argument; do
  if [ "$argument" = --browser ]; then export GLOBENC_BROWSER=1; else arguments+=("$argument"); fi
done
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# One folder a backend: switching between them would otherwise rebuild everything.
scratch=.build
[ "$GLOBENC_BACKEND" = onednn ] || scratch=.build-$GLOBENC_BACKEND
say "building and testing in $scratch"
swift test --scratch-path "$scratch" "${arguments[@]}"
