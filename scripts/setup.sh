# Sourced by the other scripts: installs missing libraries, prints what it does, and decides the backend of the build.

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

command -v swift >/dev/null || fail "swift is not on the PATH; install Swift 6.1 or later from https://www.swift.org/install/linux/"

have_header() {
  local root
  for root in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
    [ -e "$root/$1" ] && return 0
  done
  return 1
}

missing=()
have_header sqlite3.h || missing+=(libsqlite3-dev)
have_header lz4.h || missing+=(liblz4-dev)
if [ "${GLOBENC_BACKEND:-onednn}" = onednn ]; then
  have_header oneapi/dnnl/dnnl.h || missing+=(libdnnl-dev)
fi
# The browser tests use Python to control the browser.
if [ "${GLOBENC_BROWSER:-}" = 1 ]; then
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
  command -v python3 >/dev/null || missing+=(python3)
fi

if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "missing ${missing[*]} (their Debian names), and there is no apt-get: install them by hand"
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "missing ${missing[*]}; run as root: apt-get install ${missing[*]}"
    root=(sudo)
  fi
  say "installing ${missing[*]} with apt-get"
  "${root[@]}" apt-get update -qq >&2 || say "apt-get update failed; trying with the package lists there are"
  for package in "${missing[@]}"; do
    if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >&2; then
      # oneDNN only affects speed.
      [ "$package" = libdnnl-dev ] || fail "apt-get could not install $package"
      say "no libdnnl-dev here: building with our own kernels instead of oneDNN"
    fi
  done
fi

if [ -z "${GLOBENC_BACKEND:-}" ]; then
  if have_header oneapi/dnnl/dnnl.h; then GLOBENC_BACKEND=onednn; else GLOBENC_BACKEND=portable; fi
fi
# SwiftPM reuses an evaluated manifest while the environment is the same; with this variable it notices a library that was installed since.
export GLOBENC_BACKEND
say "backend: $GLOBENC_BACKEND"

# Prints the options of `swift build` for programs to be installed, one a line. Names of functions are left out: they are a third of a
# program, and only debuggers read them. Swift's libraries are linked statically where these are installed: loading the shared ones would take
# a third of a query's time, but some packagers leave the static ones out.
release_options() {
  printf '%s\n' -c release -Xlinker -s
  local resources
  resources=$(swiftc -static-stdlib -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  if [ -e "$resources/linux/libFoundation.a" ]; then echo --static-swift-stdlib; fi
}
