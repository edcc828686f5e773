#!/usr/bin/env bash
# Makes a zone of invented people under demo/ and serves it; the second time it serves the same one. Remove demo/ to start afresh.
# usage: ADDRESS=127.0.0.1:8080 PEOPLE=420 tools/demo.sh, after `make build`
set -euo pipefail
cd "$(dirname "$0")/.."

database=sqlite:demo/siil.db
key=demo/siil.key
credentials=demo/credentials.json

# The credentials are written last: without them an earlier run broke off half-way.
if [ -f "$credentials" ]; then
  echo "The demo of an earlier run, at http://$ADDRESS; users and passwords are in $credentials." >&2
  exec bin/siil serve --database "$database" --key "$key" --addr "$ADDRESS"
fi
rm -rf demo
mkdir -m 0700 demo
exec bin/siil demo --people "$PEOPLE" --database "$database" --key "$key" --credentials "$credentials" --serve --addr "$ADDRESS"
