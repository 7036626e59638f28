#!/usr/bin/env bash
# Installs missing packages and runs the whole suite. Arguments go to `swift test`, e.g. --filter TokenizerTests, or --sanitize thread. With
# --long, tests that take half a minute or more run, too.
# With --readers, pandas, DuckDB and Datasette are installed from PyPI into .build-readers, for the tests in which they read a store;
# without it these tests run where python3 (or GLOBENC_PYTHON) has the packages.
# With --browser, Chromium is installed, too, for the tests that open pages in it; without it these tests are skipped where Chromium is
# missing.
# With --python, the tests of the Python package run instead, with release programs: it is installed with all it may need into .build-python,
# checked by mypy and tested by pytest, which gets the other arguments. GLOBENC_RELEASE names a folder of programs, which are then not built.
# With --sets, tests of kernels and the goldens then also run with each narrower set of instructions that the processor has; with --long, more of the
# engine's.
# With --release, the tests and programs are optimized ones: the build takes longer, and the tests a third of the time. With --skip-build, what was
# built before is tested again: with other environment variables, such as GLOBENC_PRODUCTS=portable, which holds it to our own kernels.
# Set GLOBENC_SHARED to the folder of larger models and goldens to run the tests that need them.
set -euo pipefail
arguments=()
python=
readers=
configuration=()
sanitizer=
sets=
last=
for argument; do
  if [ "$last" = --sanitize ]; then sanitizer=$argument; fi
  last=$argument
  case $argument in
    --browser) export GLOBENC_BROWSER=1 ;;
    --long) export GLOBENC_LONG=1 ;;
    --python) python=.build-python ;;
    --readers) readers=.build-readers ;;
    --release) configuration=(-c release -Xswiftc -enable-testing) ;;
    --sets) sets=1 ;;
    *) arguments+=("$argument") ;;
  esac
done
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

if [ -n "$python" ]; then
  if [ -z "${GLOBENC_RELEASE:-}" ]; then
    say "building in release mode"
    swift build -c release >&2
    GLOBENC_RELEASE=$(swift build -c release --show-bin-path)
  fi
  GLOBENC_RELEASE=$(cd "$GLOBENC_RELEASE" && pwd)
  export GLOBENC_INDEX=$GLOBENC_RELEASE/globenc-index GLOBENC_QUERY=$GLOBENC_RELEASE/globenc-query
  rm -rf "$python/dist"
  wheel=$(scripts/wheel.sh -o "$python/dist")
  say "installing $wheel and what it may need into $python"
  "${PYTHON:-python3}" -m venv "$python"
  "$python/bin/pip" install -q "$wheel[all,test]"
  # An older build of the same version is replaced.
  "$python/bin/pip" install -q --no-deps --force-reinstall "$wheel"
  cd python
  "../$python/bin/mypy"
  exec "../$python/bin/python" -m pytest "${arguments[@]}"
fi

if [ -n "$readers" ]; then
  # DuckDB's extension for SQLite also comes from PyPI; DuckDB's own installation would download it from elsewhere.
  if python3 -m venv "$readers" && "$readers/bin/pip" install -q pandas datasette duckdb==1.5.5 duckdb-extension-sqlite-scanner==1.5.5; then
    export GLOBENC_PYTHON=$PWD/$readers/bin/python
  else
    say "no pandas, DuckDB and Datasette here: their tests are skipped"
  fi
fi

# Each backend and sanitizer has a build folder of its own; sharing one would rebuild everything at each change.
scratch=.build
[ "$GLOBENC_BACKEND" = onednn ] || scratch+=-$GLOBENC_BACKEND
[ -z "$sanitizer" ] || scratch+=-$sanitizer
say "building and testing in $scratch"
swift test "${configuration[@]}" --scratch-path "$scratch" "${arguments[@]}"

if [ -n "$sets" ]; then
  program=$(swift build "${configuration[@]}" --scratch-path "$scratch" --show-bin-path)/globenc-index
  widest=$("$program" --version)
  suites='(Attention|Golden|Gram|LinearKernel)Tests'
  [ -z "${GLOBENC_LONG:-}" ] || suites='Adjoint|Alti|Attention|Backward|DecompX|Distance|FamilyMethods|Golden|Gram|IntegratedGradients|LayerNorm|LayerTrace|Linear|LocalMatrix|MaximumFlow|NaiveBackward|Occlusion|Packing|Precision|Prediction|ProductThreads|Quantization|Rounding|SmallKernel'
  for set in baseline neon neon_dotprod neon_i8mm neon_bf16 avx2 avx2_vnni avx512 avx512_vnni avx512_bf16; do
    # A set that the processor has not got is not used.
    version=$(GLOBENC_INSTRUCTIONS=$set "$program" --version)
    case $version in "$widest") continue ;; *", $set") ;; *) continue ;; esac
    say "testing with $set"
    GLOBENC_INSTRUCTIONS=$set swift test "${configuration[@]}" --scratch-path "$scratch" --skip-build --filter "^EngineTests\\.($suites)"
  done
fi
