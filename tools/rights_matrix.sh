#!/bin/sh
# rights_matrix: write tests/golden/rights_matrix.tsv anew: which roles each
# route lets in, under rulebook/default. Read the difference before you commit
# it: it is the program's answer to who may do what.
#
#     tools/rights_matrix.sh [BUILD]
set -eu
build=${1:-build}
work=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
"$build/gongzhi" -d "$work/city" init --rulebook rulebook/default \
    --from 2007-01-01 >/dev/null
"$build/gongzhi" -d "$work/city" serve --listen 127.0.0.1:0 >"$work/address" \
    2>"$work/log" &
server=$!
turn=0
until grep -q ready "$work/address" || [ $turn -gt 200 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
port=$(sed -n 's|^http://127\.0\.0\.1:\([0-9]*\)/.*|\1|p' "$work/address")
python3 tests/rights/walk.py . "$port" \
    "$(cat "$work/city/programs.token")" >tests/golden/rights_matrix.tsv
