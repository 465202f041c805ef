#!/bin/sh
# sizes: no file over 500 lines, no folder over 14 files.
#
# Counted are C files, SQL, shell and schemas; a folder counts its .c and .h
# without tests (*_test.c) and without gen/. src/base may have 16: nearly each
# of its parts is a pair of one header and one source, and two folders of eight
# would be harder to read than one. Statements, levels and parameters of a
# function are counted by tidy.sh (.clang-tidy).
#
# Cannot see: a long line that hides many; two subjects in one short file.
set -u
status=0
for file in $(find src tests bench tools verifier picture sql schema -type f \
    \( -name '*.[ch]' -o -name '*.sql' -o -name '*.sh' -o -name '*.events' \) \
    ! -path '*/gen/*' | sort); do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 500 ]; then
        echo "sizes: $file has $lines lines, more than 500"
        status=1
    fi
done
for folder in $(find src tests bench tools verifier picture -type d ! -name gen | sort); do
    files=$(find "$folder" -maxdepth 1 -name '*.[ch]' ! -name '*_test.c' |
        wc -l)
    limit=14
    [ "$folder" != src/base ] || limit=16
    if [ "$files" -gt "$limit" ]; then
        echo "sizes: $folder has $files files, more than $limit"
        status=1
    fi
done
exit $status
