#!/bin/sh
# embed: write an assembler file that puts a file into the program.
#
#     tools/embed.sh FILE OUT NAME     (C: extern const char NAME[];
#                                       extern const char NAME_end[];)
set -eu
cat >"$2" <<S
    .section .rodata
    .globl $3
    .globl $3_end
$3:
    .incbin "$1"
$3_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
S
