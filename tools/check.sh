#!/usr/bin/env bash
# The checks of style that take seconds: Go's formatting, go vet, and generated pages that are those of their templates.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0
complain() {
  echo "check: $1" >&2
  failed=1
}

unformatted=$(git ls-files -co --exclude-standard -z '*.go' | xargs -0 -r ls 2> /dev/null | xargs -r gofmt -l)
[ -z "$unformatted" ] || complain "not formatted, run gofmt -w on: $(echo $unformatted)"

go vet ./... || complain "go vet found something"

# A template's path within the code depends on where templ was run, so only its base name is compared.
plain() { sed 's/FileName: `[^`]*\//FileName: `/' "$1"; }
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp go.mod "$fresh/"
templates=$(git ls-files -co --exclude-standard '*.templ')
for template in $templates; do
  [ -f "$template" ] && cp --parents "$template" "$fresh/"
done
[ -z "$templates" ] || go tool templ generate -log-level=error -path "$fresh"
for template in $templates; do
  code=${template%.templ}_templ.go
  [ -f "$template" ] || continue
  [ -f "$code" ] && cmp -s <(plain "$code") <(plain "$fresh/$code") || complain "$code is not what $template says: run make generate"
done

exit "$failed"
