#!/usr/bin/env bash
# Installs missing packages, builds in release mode and prints one table of the targets that need no peer.
# Arguments go to the benchmarks: --quick (a minute or two), --json, --million, --only TOPIC, --help.
# Set GLOBENC_SHARED to the folder of larger models and corpora to measure a trained MiniLM-L6 on real texts.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# The package of the benchmarks builds the project's programs, too, as they are installed. Each backend has a build folder of its own, as for
# the tests.
scratch=Benchmarks/.build
[ "$GLOBENC_BACKEND" = onednn ] || scratch=Benchmarks/.build-$GLOBENC_BACKEND
say "building the project and its benchmarks in release mode (a few minutes the first time)"
mapfile -t options < <(release_options)
swift build "${options[@]}" --package-path Benchmarks --scratch-path "$scratch" >&2
bin=$(swift build -c release --package-path Benchmarks --scratch-path "$scratch" --show-bin-path)

case "${1:-}" in
  -h | --help) exec "$bin/Benchmarks" --help ;;
esac
mkdir -p "$scratch/data"
exec "$bin/Benchmarks" run --data "$scratch/data" "$@"
