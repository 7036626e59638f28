#!/usr/bin/env bash
# Installs what is missing and runs the whole suite. Arguments go to `swift test`, e.g. --filter TokenizerTests, or --sanitize thread.
# With --long, tests of half a minute and more run, too.
# With --browser, Chromium is installed too, for the tests that look at pages in it; without it they are skipped where it is missing.
# Set GLOBENC_SHARED to the folder of larger models and goldens to run the tests that need them.
set -euo pipefail
arguments=()
sanitizer=
last=
for argument; do
  if [ "$last" = --sanitize ]; then sanitizer=$argument; fi
  last=$argument
  case $argument in
    --browser) export GLOBENC_BROWSER=1 ;;
    --long) export GLOBENC_LONG=1 ;;
    *) arguments+=("$argument") ;;
  esac
done
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# One folder a backend and sanitizer: switching between them would otherwise rebuild everything.
scratch=.build
[ "$GLOBENC_BACKEND" = onednn ] || scratch+=-$GLOBENC_BACKEND
[ -z "$sanitizer" ] || scratch+=-$sanitizer
say "building and testing in $scratch"
swift test --scratch-path "$scratch" "${arguments[@]}"
