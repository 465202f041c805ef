#!/bin/sh
# mask_cli_test: gongzhi mask as its users see it.
#
#     tests/mask_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

printf '业主张伟强：3栋501室，电话138 0013 8000\n' >one
run mask one
says "a file is masked" 0
same "nothing else changes" '业主张某某：【门牌】，电话【手机号】' "$out"
same "a pipe too" "$out" "$("$gongzhi" mask <one)"
same "and the word -" "$out" "$("$gongzhi" mask - <one)"
run mask --spans one
same "spans are lines of four fields" \
    "$(printf '6\t9\tname\t张伟强\n18\t10\tdoor\t3栋501室\n37\t13\tmobile\t138 0013 8000')" "$out"
run mask --spans - </dev/null
same "nothing has no spans" "" "$out"
printf '\377\344 13800138000' >broken
run mask broken
same "bytes that are no text stay" \
    "$(printf '\377\344 【手机号】')" "$out"
head -c 1048577 /dev/zero | tr '\0' x >large
run mask large
says "a text that is too long is not shown" 1 "more than 1048576 bytes"
out=$("$gongzhi" mask <large 2>/dev/null)
same "nor is it from a pipe" "1 " "$? $out"
run mask nowhere
says "a file that is not there" 1 "nowhere"
run mask --span one
says "an unknown option" 2 "--span"
check "a full disk is told" sh -c '! "$1" mask one >/dev/full 2>/dev/null' - \
    "$gongzhi"

finish
