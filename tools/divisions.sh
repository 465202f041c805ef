#!/bin/sh
# divisions: write rulebook/divisions/divisions.csv from the four tables of
# the package china-division (see rulebook/divisions/README.md).
#
#     tools/divisions.sh FOLDER      (provinces.csv cities.csv areas.csv
#                                     streets.csv)
#
# Kept are code and name. What stands in two of the tables under one code is
# kept once, at the wider level: a city without districts (东莞市), a county
# without streets (金门县).
set -eu
export LC_ALL=C
from=$1
out=$(dirname "$0")/../rulebook/divisions/divisions.csv
{
    echo code,name
    cat "$from/provinces.csv" "$from/cities.csv" "$from/areas.csv" \
        "$from/streets.csv" | tr -d '"\r' |
        awk -F, '$1 !~ /^[0-9]+$/ || $1 ~ /^(....00|......000)$/ { next }
            { print $1 "," $2 }' | sort
} >"$out"
