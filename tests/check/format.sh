#!/bin/sh
# format: is every C file as clang-format writes it?
#
#     tests/check/format.sh [-i]      (-i: write them so)
#
# Generated files are formatted by tools/gen.sh. Cannot see: names, comments,
# SQL, shell.
set -u
files=$(find src tests bench tools verifier -name '*.[ch]' ! -path '*/gen/*' | sort)
if [ "${1-}" = -i ]; then
    exec clang-format --style=file -i $files
fi
exec clang-format --style=file --dry-run --Werror --ferror-limit=3 $files
