#!/bin/sh
# log_by_hand_test: the log can be checked without our program.
#
#     tests/log_by_hand_test.sh [PROGRAM]
#
# Takes the scripts out of docs/log-format.md, so that page and test cannot
# drift, and runs them on a fresh log of more than 300 leaves; then changes
# leaves, proofs and notes, which both they and `gongzhi verify` must find.
. "$(dirname "$0")/test_kit.sh"

# script NAME: the fenced block of that name.
script() {
    awk -v fence="\`\`\`sh $1" '
        $0 == fence { on = 1; next }
        /^```$/ { on = 0 }
        on' "$root/docs/log-format.md" >"$1"
    check "the page holds $1" test -s "$1"
}
script check-log.sh
script check-receipt.sh

# by_hand WHAT STATUS TEXT ARG...: run a script of the page.
by_hand() {
    what=$1
    want=$2
    text=$3
    shift 3
    out=$(sh "$@" 2>&1)
    status=$?
    says "$what" "$want" "$text"
}

# What holds for one suite of algorithms holds for the other one.
for suite in intl sm; do
mkdir $suite
cd $suite || exit 2
new city --suite "$suite"
receives 76 >many.json
check "76 messages come in" sh -c "'$gongzhi' -d city do many.json >answers"
size=$(query city "SELECT max(size) FROM checkpoint")
check "they are more than 300 leaves" test "$size" -ge 300
key=$(query city "SELECT hex(value) FROM meta WHERE key = 'public_key'")

# (a) the leaves against a checkpoint
by_hand "300 leaves are good by hand" 0 "good: 30" ../check-log.sh city 300
by_hand "the whole log is good by hand" 0 "good: $size leaves" \
    ../check-log.sh city "$size" "$key"
by_hand "two leaves are good by hand" 0 "good: 2 leaves" ../check-log.sh city 1
by_hand "another key is none" 1 "not signed with this key" \
    ../check-log.sh city 300 "$(printf '%064d' 7)"
by_hand "more leaves than there are" 1 "no checkpoint" \
    ../check-log.sh city 100000
rootof=$(sh ../check-log.sh city "$size" | sed 's/.*root \([^,]*\),.*/\1/')
hex=$(printf '%s\n' "$rootof" | openssl base64 -d | od -An -v -tx1 |
    tr -d ' \n')
"$gongzhi" -d city checkpoint >kept.note
same "and a note kept elsewhere has it" "$(sed -n 3p kept.note)" "$rootof"
run -d city verify
says "the program finds the same root" 0 "$size 片叶" "$hex"

# (b) receipts: the first case, one in the middle, the last one
for n in 1 40 76; do
    code=$(sed -n "${n}s/.*\"code\":\"\([^\"]*\)\".*/\1/p" answers)
    "$gongzhi" -d city checkpoint --proof "$code" >receipt
    by_hand "the receipt of case $n is good by hand" 0 "good: leaf" \
        ../check-receipt.sh receipt "$key"
done
sed 's/"number":76/"number":77/' receipt >forged
by_hand "a changed record is found" 1 "not in the signed log" \
    ../check-receipt.sh forged "$key"
sed '/^hash/{s/[0-8]$/9/;t
s/9$/0/;s/[a-f]$/0/;}' receipt >forged
by_hand "a changed path is found" 1 "not in the signed log" \
    ../check-receipt.sh forged "$key"
awk '/^hash/ && !done { done = 1; next } { print }' receipt >forged
by_hand "a shorter path is found" 1 "" ../check-receipt.sh forged "$key"
sed "s/^size .*/size 2/" receipt >forged
by_hand "a changed size is found" 1 "" ../check-receipt.sh forged "$key"
other=$(query city "SELECT note FROM checkpoint WHERE size = 2" | sed -n 5p)
sed "s|^— .*|$other|" receipt >forged
by_hand "the signature of another note is found" 1 "signature is not good" \
    ../check-receipt.sh forged "$key"

# A changed leaf is found by both, in a full tile and behind the last one.
# tamper NAME LEAF SQL
tamper() {
    copy city "$1"
    sqlite3 "$1/log.db" "DROP TRIGGER batch_no_update; $3"
    by_hand "$1: found by hand" 1 "not the signed one" \
        ../check-log.sh "$1" "$size"
    run -d "$1" verify
    says "$1: found by the program" 1 "片叶"
    # "第 A 至 B 片叶" or "第 A 片叶": the leaf itself, or its commit
    set -- "$1" "$2" $(printf '%s\n' "$out" |
        sed -n 's/^第 \([0-9]*\) \(至 \([0-9]*\) \)\{0,1\}片叶.*/\1 \3/p')
    if [ "${3:-x}" = x ]; then
        fail "$1: names the leaf" "$out"
    else
        check "$1: names the leaf" \
            sh -c "[ $2 -ge $3 ] && [ $2 -le ${4:-$3} ]"
    fi
}
# One digit of a leaf is another one.
tamper changed_leaf 7 "UPDATE batch SET leaves = replace(leaves,
    '\"level\":\"L3\"', '\"level\":\"L2\"') WHERE position = 6"
tamper changed_late $((size - 1)) "UPDATE batch SET leaves = replace(leaves,
    '\"hop\":1', '\"hop\":2') WHERE position = $((size - 4))"
tamper changed_time 0 "UPDATE batch SET leaves = replace(leaves,
    '\"version\":1,\"type\":\"log_opened\",\"type_version\":1,\"occurred_at\":1',
    '\"version\":1,\"type\":\"log_opened\",\"type_version\":1,\"occurred_at\":2')
    WHERE position = 0"
copy city missing
sqlite3 missing/log.db "DROP TRIGGER batch_no_delete;
    DELETE FROM batch WHERE position = 6"
by_hand "a missing append is found by hand" 1 "" ../check-log.sh missing "$size"
run -d missing verify
says "a missing append is named by the program" 1 "第 6 片叶缺失"

# A note that says another size.
copy city signed
sqlite3 signed/log.db "UPDATE checkpoint SET note =
    replace(note, char(10) || '$size' || char(10), char(10) || '9' || char(10))
    WHERE size = $size"
by_hand "a changed note is found by hand" 1 "" ../check-log.sh signed "$size"
run -d signed verify
says "a changed note is found by the program" 1 "签名"
cd ..
done

finish
