#!/usr/bin/env bash
# The checks that take minutes the first time: golangci-lint with .golangci.yml, and govulncheck for known vulnerabilities that the code
# reaches. Both are built once, at the versions below, into .cache/bin. GOVULNDB (a URL, file:// too) replaces the live database.
set -euo pipefail
cd "$(dirname "$0")/.."

tool() { # tool NAME MODULE VERSION: builds it unless that version is there; tells its path
  local path=.cache/bin/$1-$3
  if [ ! -x "$path" ]; then
    mkdir -p .cache/bin
    GOBIN=$PWD/.cache/bin GOFLAGS= go install "$2@$3" >&2
    mv ".cache/bin/$1" "$path"
  fi
  echo "$path"
}

failed=0
golangci=$(tool golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint v2.15.0)
"$golangci" run || failed=1
govulncheck=$(tool govulncheck golang.org/x/vuln/cmd/govulncheck v1.9.0)
"$govulncheck" ${GOVULNDB:+-db "$GOVULNDB"} ./... || failed=1
exit "$failed"
