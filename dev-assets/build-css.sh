#!/bin/sh
# Regenerates src/Isms/wwwroot/isms.css from Tabler (npm, pinned by package-lock.json) and app.css. Needs node 20 or later.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || { npm ci --no-audit --no-fund --loglevel=error && touch node_modules; }
node build-css.mjs
