#!/usr/bin/env bash
# Makes an archive of the two programs for other machines.
set -euo pipefail

usage() {
  cat <<'END_OF_USAGE'
usage: scripts/release.sh [--bin DIR] [-o DIR]

Writes globenc-VERSION-linux-x86_64.tar.gz into dist/, with both programs, stripped, their completions for bash, zsh and fish, their man pages, LICENSE
and README.md, and says what they need on another machine. Unpacked over /usr/local or ~/.local (tar --strip-components=1), it is an installation.

  --bin DIR  take the programs that were built into DIR, instead of building them for other machines
  -o DIR     write it into DIR
END_OF_USAGE
}

bin= output=
while [ $# -gt 0 ]; do
  case $1 in
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
case $output in '' | /*) ;; *) output=$PWD/$output ;; esac
case $bin in '' | /*) ;; *) bin=$PWD/$bin ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
output=${output:-$PWD/dist}
. scripts/portable.sh
need_tools readelf strip tar
[ -n "$bin" ] || build_portable

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
copy_stripped "$bin" "$work/bin"
version=$("$work/bin/globenc-index" --version)
version=${version#globenc-index }
name=globenc-${version%%,*}-linux-$(uname -m)
scripts/install.sh --bin "$work/bin" "$work/$name" 2>/dev/null
mkdir -p "$work/$name/share/doc/globenc"
cp LICENSE README.md "$work/$name/share/doc/globenc/"
write_notices >"$work/$name/share/doc/globenc/NOTICES"
needs=$(say_needs "$work/bin/globenc-index" "$work/bin/globenc-query")
printf '%s\n' "$needs" >"$work/$name/share/doc/globenc/NEEDS"

mkdir -p "$output"
# The same programs give the same archive, byte for byte.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}" \
  -C "$work" -cf - "$name" | gzip -n9 >"$output/$name.tar.gz"
printf '==> %s\n' "$needs" >&2
echo "$output/$name.tar.gz"
