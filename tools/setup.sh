#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: a PostgreSQL server (the tests start their own; the one that the package may start
# on port 5432 is not used), Chromium, and the programs that judge PDF files (Poppler's, qpdf). Needs Debian's or Ubuntu's apt; elsewhere it
# says what to install. Safe to run again.
set -euo pipefail

oldest_postgres=15

has_postgres() {
  local postgres version
  for postgres in /usr/lib/postgresql/*/bin/postgres "$(command -v postgres || true)"; do
    [ -x "$postgres" ] && [ -x "$(dirname "$postgres")/initdb" ] || continue
    version=$("$postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    [ "$version" -ge "$oldest_postgres" ] && return 0
  done
  return 1
}

has_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

need() {
  command -v "$1" > /dev/null && return
  echo "setup: $1 is missing: install $2, then run this again." >&2
  exit 1
}

need go "Go 1.26 or newer"
need node "Node.js 20 or newer"
need npm "npm (it comes with Node.js)"
need git "git"

has_poppler() {
  command -v pdfinfo && command -v pdftotext
}

missing=()
has_postgres || missing+=(postgresql)
has_chromium > /dev/null || missing+=(chromium)
has_poppler > /dev/null || missing+=(poppler-utils)
command -v qpdf > /dev/null || missing+=(qpdf)
[ "${#missing[@]}" -eq 0 ] && exit 0

if ! command -v apt-get > /dev/null; then
  echo "setup: the tests need ${missing[*]} and there is no apt-get here: install them by hand (PostgreSQL $oldest_postgres or newer)." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null; then
    echo "setup: the tests need ${missing[*]}: as root, run: apt-get update && apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "setup: installing ${missing[*]}" >&2
"${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=300 update >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qy -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}" >&2

has_postgres || {
  echo "setup: apt brought no PostgreSQL $oldest_postgres or newer: this release of the system is too old." >&2
  exit 1
}
