#!/bin/sh
# unit_file_test: systemd reads the units of examples/ without a word, and finds
# what the server is let do little enough. Skipped where systemd is not.
#
#     tests/unit_file_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

if ! command -v systemd-analyze >/dev/null 2>&1; then
    skip "the units are looked at by systemd-analyze (package systemd)"
    finish
fi
# The programs and users they name are not here: ours stand for them.
for unit in gongzhi.service gongzhi-witness.service gongzhi-witness.timer; do
    sed -e "s|^\(ExecStart[A-Za-z]*=[-+!@:]*\)/[^ ]*|\1$gongzhi|" \
        "$root/examples/$unit" >"$unit"
done
for unit in gongzhi.service gongzhi-witness.service gongzhi-witness.timer; do
    said=$(systemd-analyze verify --man=no "./$unit" 2>&1 |
        grep -F "$work/" | grep -v 'is not executable')
    same "$unit is read without a word" "" "$said"
done
sed 's/^NoNewPrivileges=/NoNewPrivilege=/' gongzhi.service >typo.service
check "a word that is misspelt would be seen" sh -c \
    "systemd-analyze verify --man=no ./typo.service 2>&1 | grep -qF '$work/typo'"
if systemd-analyze security --help 2>&1 | grep -q -- --offline; then
    out=$(systemd-analyze security --offline=true --no-pager \
        "$work/gongzhi.service" 2>&1)
    got=$(printf '%s\n' "$out" |
        sed -n 's/.*exposure level for gongzhi.service: \([0-9]*\)\.\([0-9]\).*/\1\2/p')
    check "it is exposed by no more than 1.5 of 10" test "${got:-100}" -le 15
else
    skip "this systemd-analyze looks at no unit offline"
fi
finish
