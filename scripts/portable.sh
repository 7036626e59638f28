# Sourced by wheel.sh and release.sh: programs that run on other machines, and what they need there.

# Builds both programs so that they need the system's C and C++ libraries only, and sets `bin` to their folder: Swift's libraries, SQLite and
# LZ4 are linked statically, and our own kernels take the place of oneDNN (docs/speed.md: oneDNN takes 0.95 to 1.00 of their time with AVX-512).
build_portable() {
  export GLOBENC_BACKEND=portable
  . "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
  local options archives archive
  mapfile -t options < <(release_options)
  case " ${options[*]} " in
    *" --static-swift-stdlib "*) ;;
    *) fail "this Swift has no static libraries, without which programs run only where Swift is installed: use the one from swift.org" ;;
  esac
  # The linker takes what it finds in the first folder, and this one has no shared libraries.
  archives=$PWD/.build-portable/archives
  mkdir -p "$archives"
  for archive in libsqlite3.a liblz4.a; do
    local path
    path=$(find /usr/lib /usr/local/lib -name "$archive" -print -quit 2>/dev/null)
    [ -n "$path" ] || fail "there is no $archive, which Debian has in libsqlite3-dev and liblz4-dev: install it"
    ln -sf "$path" "$archives/$archive"
  done
  say "building for other machines in .build-portable (ten minutes the first time)"
  swift build --scratch-path .build-portable "${options[@]}" -Xswiftc "-L$archives" >&2
  bin=$(swift build --scratch-path .build-portable -c release --show-bin-path)
}

# The shared libraries that programs need, one a line; `readelf` is in Debian's binutils.
needed_libraries() { readelf -d "$@" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u; }

# The newest version of a family of symbols that programs need: GLIBC, GLIBCXX.
newest_symbols() {
  local family=$1
  shift
  readelf --version-info "$@" 2>/dev/null | grep -o "${family}_[0-9.]*" | sed "s/${family}_//" | sort -uV | tail -n 1
}

# The tag of a wheel's platform: manylinux where programs need nothing but what that promises, else just this system.
platform_tag() {
  local glibc library
  while read -r library; do
    case $library in
      ld-linux-x86-64.so.2 | libc.so.6 | libm.so.6 | libdl.so.2 | librt.so.1 | libpthread.so.0 | libgcc_s.so.1 | libstdc++.so.6 | libz.so.1) ;;
      *) echo "linux_$(uname -m)"; return ;;
    esac
  done < <(needed_libraries "$@")
  glibc=$(newest_symbols GLIBC "$@")
  echo "manylinux_${glibc//./_}_$(uname -m)"
}

# Says what programs need on another machine.
say_needs() {
  local libraries cxx
  libraries=$(needed_libraries "$@" | grep -v '^ld-linux' | tr '\n' ' ')
  cxx=$(newest_symbols GLIBCXX "$@")
  printf 'Linux on %s with glibc %s or later%s. Shared libraries: %s\n' \
    "$(uname -m)" "$(newest_symbols GLIBC "$@")" "${cxx:+ and libstdc++ with GLIBCXX $cxx}" "${libraries% }"
}

# Copies both programs from a folder, without the names of functions, which only debuggers read.
copy_stripped() {
  local tool
  mkdir -p "$2"
  for tool in globenc-index globenc-query; do
    [ -x "$1/$tool" ] || { printf 'error: there is no %s in %s\n' "$tool" "$1" >&2; exit 2; }
    strip -o "$2/$tool" "$1/$tool"
    chmod 755 "$2/$tool"
  done
}

# The licences of what is linked statically, which go with the programs in `bin`. Says on standard error which were not found.
write_notices() {
  local package file
  echo "The programs contain SQLite (public domain), LZ4's library, and libraries of Swift (Apache License 2.0 with Runtime Library Exception)."
  for package in liblz4-dev; do
    file=/usr/share/doc/$package/copyright
    if [ -r "$file" ]; then printf '\n%s\n\n' "== $package"; cat "$file"; else lacks_licence "$package" "$file"; fi
  done
  # Swift's packages, as Package.swift names them; SwiftPM keeps their sources beside what it builds.
  while read -r package; do
    file=$(find -L .build*/checkouts/"$package" "$bin"/../../checkouts/"$package" -maxdepth 1 -name 'LICENSE*' -print -quit 2>/dev/null || true)
    if [ -n "$file" ]; then printf '\n%s\n\n' "== $package"; cat "$file"; else lacks_licence "$package" ".build*/checkouts/$package/LICENSE*"; fi
  done < <(sed -n 's|.*\.package(url: "[^"]*/\([^"/]*\)".*|\1|p' Package.swift | sed 's|\.git$||')
}

lacks_licence() {
  printf '==> NOTICES lacks the licence of %s, since there is no %s here: add it before you pass the programs on\n' "$1" "$2" >&2
}

# Ends with a sentence where a program is missing.
need_tools() {
  local tool
  for tool; do
    command -v "$tool" >/dev/null || { printf 'error: there is no %s here, which this script needs (Debian: binutils, python3-venv)\n' "$tool" >&2; exit 2; }
  done
}
