#!/bin/sh
# Installs, builds, and shows the main job: a demo repository with a commit that is blocked, mended and passes.
# With a path, scans that as well:  sh scripts/demo.sh [PATH]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
path=''
[ $# -eq 0 ] || path=$(cd "$1" && pwd)
cd "$here"
[ -d node_modules/esbuild ] || npm ci --no-audit --no-fund
npm run --silent build
node scripts/demo.js
if [ -n "$path" ]; then
  printf '\n$ cd %s && pictify-scan\n' "$path"
  cd "$path"
  code=0
  node "$here/dist/bin.cjs" || code=$?
  printf '(exit code %s)\n' "$code"
fi
