#!/usr/bin/env bash
# Compares the C kernels with their definitions, without Swift: with each set of instructions of this processor, and those for aarch64 in an
# emulator, which says whether they are right, not how fast they are. Installs the emulator and aarch64's C library where they are missing (Debian).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf '==> %s\n' "$*" >&2; }

# Swift's own clang: it compiles for every processor.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t sources < <(find Sources/Engine/CKernels Tests/KernelProgram -name '*.c')
build() { "$clang" -O2 -Wall -Wextra -Werror -ISources/Engine/CKernels/include "${sources[@]}" -lm "$@"; }

build -o "$work/kernels"
for set in $("$work/kernels" --list); do GLOBENC_INSTRUCTIONS=$set "$work/kernels"; done

[ "$(uname -m)" = x86_64 ] || exit 0
if ! command -v qemu-aarch64 >/dev/null || ! [ -e /usr/aarch64-linux-gnu/include/math.h ]; then
  say "installing qemu-user and the C library for aarch64 with apt-get"
  apt-get update -qq >&2 || say "apt-get update failed; trying with the package lists there are"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq qemu-user libc6-dev-arm64-cross libgcc-12-dev-arm64-cross >&2
fi
build --target=aarch64-linux-gnu -fuse-ld=lld -static -o "$work/kernels-aarch64"
for set in $(qemu-aarch64 "$work/kernels-aarch64" --list); do GLOBENC_INSTRUCTIONS=$set qemu-aarch64 "$work/kernels-aarch64"; done
