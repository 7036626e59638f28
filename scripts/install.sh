#!/usr/bin/env bash
# Builds in release mode and installs both programs with shell completions and man pages.
set -euo pipefail

usage() {
  cat <<'END'
usage: scripts/install.sh [--bin DIR] PREFIX
       scripts/install.sh --uninstall PREFIX

Puts globenc-index and globenc-query into PREFIX/bin, their completions for bash, zsh and fish and their man pages into PREFIX/share.
What is missing for the build is installed first (Debian). PREFIX is, for instance, /usr/local or ~/.local.

  --bin DIR    install the tools that were built into DIR already, instead of building them
  --uninstall  remove what was installed
END
}

bin= uninstall= prefix=
while [ $# -gt 0 ]; do
  case $1 in
    --bin)
      [ $# -gt 1 ] || { usage >&2; exit 64; }
      bin=$2
      shift
      ;;
    --uninstall) uninstall=1 ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 64 ;;
    *)
      [ -z "$prefix" ] || { usage >&2; exit 64; }
      prefix=$1
      ;;
  esac
  shift
done
[ -n "$prefix" ] || { usage >&2; exit 64; }
# The scripts change to the repository's folder, but relative paths start from the current one.
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
case $bin in '' | /*) ;; *) bin=$PWD/$bin ;; esac

tools=(globenc-index globenc-query)
bash_dir=$prefix/share/bash-completion/completions
zsh_dir=$prefix/share/zsh/site-functions
fish_dir=$prefix/share/fish/vendor_completions.d
man_dir=$prefix/share/man/man1

# Removes every file that an installation may have left, including files of a version with other subcommands.
remove() {
  local tool
  for tool in "${tools[@]}"; do
    rm -f "$bash_dir/$tool" "$zsh_dir/_$tool" "$fish_dir/$tool.fish" "$man_dir/$tool".1 "$man_dir/$tool"-*.1
  done
}

if [ -n "$uninstall" ]; then
  remove
  for tool in "${tools[@]}"; do rm -f "$prefix/bin/$tool"; done
  # Folders that are empty now are removed, too; files of others stay.
  for directory in "$bash_dir" "$zsh_dir" "$fish_dir" "$man_dir"; do
    while [ "$directory" != "$prefix" ] && rmdir "$directory" 2>/dev/null; do directory=$(dirname "$directory"); done
  done
  rmdir "$prefix/bin" 2>/dev/null || true
  exit 0
fi

if [ -n "$bin" ]; then
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  say() { printf '==> %s\n' "$*" >&2; }
else
  . "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
  say "building in release mode (a few minutes the first time)"
  mapfile -t options < <(release_options)
  swift build "${options[@]}" >&2
  bin=$(swift build -c release --show-bin-path)
fi
for tool in "${tools[@]}"; do
  [ -x "$bin/$tool" ] || { printf 'error: there is no %s in %s\n' "$tool" "$bin" >&2; exit 2; }
done

# Everything is generated before anything is installed.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say "writing completions and man pages"
mkdir "$work/man" "$work/completions"
swiftc -o "$work/manual" scripts/manual.swift
for tool in "${tools[@]}"; do
  version=$("$bin/$tool" --version)
  version=${version#"$tool" }
  "$work/manual" "$bin/$tool" "$work/man" "globenc ${version%%,*}"
  for shell in bash zsh fish; do "$bin/$tool" --generate-completion-script "$shell" >"$work/completions/$tool.$shell"; done
done

say "installing into $prefix"
mkdir -p "$prefix/bin" "$bash_dir" "$zsh_dir" "$fish_dir" "$man_dir"
remove
for tool in "${tools[@]}"; do
  install -m 755 "$bin/$tool" "$prefix/bin/$tool"
  install -m 644 "$work/completions/$tool.bash" "$bash_dir/$tool"
  install -m 644 "$work/completions/$tool.zsh" "$zsh_dir/_$tool"
  install -m 644 "$work/completions/$tool.fish" "$fish_dir/$tool.fish"
done
install -m 644 "$work"/man/*.1 "$man_dir"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) say "$prefix/bin is not on your PATH: add it" ;; esac
