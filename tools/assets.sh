#!/usr/bin/env bash
# Builds the files that a browser fetches (style sheet, script, fonts, icons) into internal/ui/static, where Go embeds them.
# Needs node and npm. Safe to run again: it does nothing when its sources are those of the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

out=internal/ui/static
src=internal/ui/assets
stamp=.cache/assets.stamp
now=$(cat package-lock.json tools/assets.sh tools/sprite.mjs "$src"/* | sha256sum | cut -d' ' -f1)
if [ -f "$out/siil.css" ] && [ -f node_modules/.package-lock.json ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
  exit 0
fi

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ ! -f node_modules/.package-lock.json ] || [ "$(cat .cache/npm.stamp 2>/dev/null)" != "$lock" ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
fi

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
mods=node_modules
"$mods/.bin/sass" --quiet --style=compressed --no-source-map -I "$mods/bootstrap-italia/src/scss" -I "$mods" "$src/siil.scss" "$build/siil.css"
"$mods/.bin/esbuild" "$src/siil.js" --bundle --minify --format=esm --target=es2020 --charset=utf8 --outfile="$build/siil.js" --log-level=warning
node tools/sprite.mjs "$src/icons.txt" "$src/marks.svg" "$mods/bootstrap-italia/dist/svg/sprites.svg" > "$build/icons.svg"
cp "$src/favicon.svg" "$build/"
for cut in latin-400-normal latin-400-italic latin-600-normal latin-700-normal latin-ext-400-normal latin-ext-600-normal latin-ext-700-normal; do
  cp "$mods/@fontsource/titillium-web/files/titillium-web-$cut.woff2" "$build/"
done
cp "$mods/@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2" "$build/"

find "$out" -type f ! -name .gitkeep -delete
cp "$build"/* "$out/"
mkdir -p .cache
echo "$now" > "$stamp"
echo "$lock" > .cache/npm.stamp
