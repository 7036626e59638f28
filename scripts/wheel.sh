#!/usr/bin/env bash
# Builds a wheel of the Python package, with the two programs inside where that is asked for.
set -euo pipefail

usage() {
  cat <<'END_OF_USAGE'
usage: scripts/wheel.sh [--programs | --bin DIR] [-o DIR]

Writes a wheel of the package globenc-store (python/) into dist/, and says what it needs where it is installed.

  --programs  put globenc-index and globenc-query inside, built for other machines: then `pip install` is all that a user needs
  --bin DIR   put the programs that were built into DIR inside
  -o DIR      write it into DIR

Without programs the package finds them by GLOBENC_INDEX and GLOBENC_QUERY, or on the PATH. PYTHON names the Python that builds.
END_OF_USAGE
}

bin= wants_programs= output=
while [ $# -gt 0 ]; do
  case $1 in
    --programs) wants_programs=1 ;;
    --bin | -o)
      [ $# -gt 1 ] || { usage >&2; exit 64; }
      if [ "$1" = -o ]; then output=$2; else bin=$2; fi
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
  esac
  shift
done
[ -z "$wants_programs" ] || [ -z "$bin" ] || { usage >&2; exit 64; }
# The scripts change to the repository's folder, but relative paths start from the current one.
case $output in '' | /*) ;; *) output=$PWD/$output ;; esac
case $bin in '' | /*) ;; *) bin=$PWD/$bin ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
output=${output:-$PWD/dist}
. scripts/portable.sh
say() { printf '==> %s\n' "$*" >&2; }
need_tools readelf strip "${PYTHON:-python3}"
[ -z "$wants_programs" ] || build_portable

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q "setuptools>=68" wheel

# A copy is built, so that no build leaves files in the repository. The C decoder's sources are the programs'.
mkdir -p "$work/source/Sources/Store" "$work/wheels"
cp -R python "$work/source/python"
cp -R Sources/Store/CCodec "$work/source/Sources/Store/CCodec"
cp LICENSE "$work/source/python/LICENSE"
find "$work/source" \( -name __pycache__ -o -name '*.egg-info' -o -name build -o -name '_native*.so' \) -prune -exec rm -rf {} +
package=$work/source/python/src/globenc_store
rm -rf "$package/bin"
if [ -n "$bin" ]; then
  copy_stripped "$bin" "$package/bin"
  write_notices >"$package/bin/NOTICES"
  theirs=$("$package/bin/globenc-index" --version)
  ours=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' "$package/_version.py")
  case $theirs in "globenc-index $ours,"*) ;; *) printf 'error: the package is %s, and the program is %s: build both from one version\n' "$ours" "$theirs" >&2; exit 2 ;; esac
fi
say "building the wheel"
"$work/venv/bin/pip" wheel -q --no-deps --no-build-isolation -w "$work/wheels" "$work/source/python"

# The decoder calls nothing of Python's, so one wheel serves every version; its platform is that of all programs inside.
"$work/venv/bin/wheel" unpack -d "$work/unpacked" "$work"/wheels/*.whl >/dev/null
root=$(echo "$work"/unpacked/*)
mapfile -t binaries < <(find "$root" \( -name '_native*.so' -o -path '*/bin/globenc-*' \) -type f)
if [ ${#binaries[@]} -eq 0 ]; then
  platform=any needs="Any system with Python; matrices are read without the C decoder, since there was no compiler"
else
  platform=$(platform_tag "${binaries[@]}") needs=$(say_needs "${binaries[@]}")
fi
pure=false
[ "$platform" != any ] || pure=true
sed -i -e '/^Tag: /d' -e "s/^Root-Is-Purelib: .*/Root-Is-Purelib: $pure/" -e '/^$/d' "$root"/*.dist-info/WHEEL
echo "Tag: py3-none-$platform" >>"$root"/*.dist-info/WHEEL
mkdir -p "$output"
"$work/venv/bin/wheel" pack -d "$output" "$root" >/dev/null
say "$needs"
[ -n "$bin" ] || say "without the programs: GLOBENC_INDEX and GLOBENC_QUERY, or the PATH, say where they are"
name=$(basename "$root")
echo "$output/$name-py3-none-$platform.whl"
