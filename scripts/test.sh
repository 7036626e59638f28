#!/usr/bin/env bash
# Installs what is missing and runs the whole suite. Arguments go to `swift test`, e.g. --filter TokenizerTests.
# Set GLOBENC_SHARED to the folder of larger models and goldens to run the tests that need them.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# One folder a backend: switching between them would otherwise rebuild everything.
scratch=.build
[ "$GLOBENC_BACKEND" = onednn ] || scratch=.build-$GLOBENC_BACKEND
say "building and testing in $scratch"
swift test --scratch-path "$scratch" "$@"
