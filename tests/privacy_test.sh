#!/bin/sh
# privacy_test: an erased person is gone from every file, and a log that was
# written anew with the right keys is given away by a checkpoint kept outside.
#
#     tests/privacy_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cat >people.json <<'END'
[{"command":"receive","as":{"role":"citizen"},"fields":{"channel":"web",
  "title":"楼道路灯不亮","body":"三单元住着的老人夜里摔了一跤",
  "place_text":"三单元四楼","caller":"欧阳小满","contact":"13712345678"}},
 {"command":"receive","as":{"role":"citizen"},"fields":{"channel":"hotline",
  "title":"路灯又不亮了","caller":"欧阳小满","contact":"13712345678"}},
 {"command":"receive","as":{"role":"citizen"},"fields":{"channel":"web",
  "title":"井盖响得睡不着","caller":"司马大海","contact":"13998765432"}}]
END
new city
"$gongzhi" -d city do people.json >answers
check "three messages come in" grep -q '"turn":3' answers
case_of() { sed -n "$1s/.*\"code\":\"\([^\"]*\)\".*/\1/p" answers; }
run -d city show "$(case_of 1)" --text
says "texts can be read" 0 "三单元住着的老人" "13712345678" "欧阳小满"

# everywhere: nothing of these words stands in any file
holds() {
    for text in "$@"; do
        grep -raqF -e "$text" city && return 0
    done
    return 1
}
hex_of() { cat city/* | od -An -v -tx1 | tr -d ' \n'; }
if holds 三单元住着的老人 13712345678 欧阳小满 司马大海; then
    fail "no text stands in clear even before"
else
    pass "no text stands in clear even before"
fi
contacts="SELECT lower(hex(contact)) FROM appeal_contact WHERE number < 3"
keys_of city >keys.before
query city "$contacts" | sort -u >contacts.before
same "two keys a case" 6 "$(wc -l <keys.before)"

# by contact: both of his cases, not the other man's
run -d city erase --contact 13712345678 --basis "个人信息保护法 第四十七条"
says "erase by contact" 0 "2 件"
keys_of city >keys.after
same "four keys are destroyed" 2 "$(wc -l <keys.after)"
hex_of >all.hex
gone=0
for key in $(grep -vxFf keys.after keys.before) $(cat contacts.before); do
    grep -qF "$key" all.hex && gone="$gone $key"
done
same "keys and hashes of his phone stand in no file" 0 "$gone"
check "the keys of another man do" grep -qF "$(sed -n 1p keys.after)" all.hex
for n in 1 2; do
    run -d city show "$(case_of $n)" --text
    says "case $n says erased" 0 "(已删除 erased)" "个人信息保护法 第四十七条"
    same "case $n shows nothing of him" 0 "$(printf '%s\n' "$out" |
        grep -c -e 13712345678 -e 欧阳 -e 三单元 -e 不亮了)"
done
run -d city show "$(case_of 3)" --text
says "the other man's texts stay" 0 "井盖响得睡不着" "13998765432"
for what in verify rebuild verify; do
    run -d city $what
    says "$what holds after erasure" 0
done
run -d city erase --contact 13712345678
says "his phone is not found any more" 1 "0 件"
run -d city export --json
same "nor in an export" 0 "$(printf '%s\n' "$out" | grep -c -e 13712345678)"
printf '{"command":"add_material","as":{"role":"citizen"},"case":"%s",
    "fields":{"text":"还有一件事"}}' "$(case_of 1)" >more.json
run -d city do more.json
says "nothing more is kept for him" 1 "" "refused"
run -d city erase "$(case_of 1)"
says "erased twice is refused" 1 "person_erased"

# by code
run -d city erase "$(case_of 3)" --basis "本人申请"
says "erase by code" 0 "1 件"
run -d city show "$(case_of 3)" --text
says "and it says so" 0 "(已删除 erased)" "本人申请"
hex_of >all.hex
if grep -qF "$(cat keys.after)" all.hex; then
    fail "his key stands in no file"
else
    pass "his key stands in no file"
fi
run -d city erase 99010020261124120000009H
says "erase of a case that is not there" 1 "no such case"
run -d city erase
says "erase of nobody" 2 "usage"
run -d city verify
says "verify holds" 0 "完整无误"

# Who looked stays on record when the person is erased, and tells nothing
new seen
"$gongzhi" -d seen do people.json >answers
serve seen
# look ROLE PURPOSE PATH [ARG...]
look() {
    role=$1 purpose=$2 where=$3
    shift 3
    out=$(curl -s -m 20 -H "@$work/token" -H "X-Gongzhi-Role: $role" -H 'X-Gongzhi-User: o-1' \
        -H 'X-Gongzhi-Unit: U_HOTLINE' -H "X-Gongzhi-Purpose: $purpose" "$@" \
        "$at$where")
    status=$?
}
path=/api/v1/appeals/$(case_of 1)
look operator intake "$path"
says "an operator looks" 0 欧阳小满 13712345678 三单元
look officer data_rights "$path/erase" -H 'Content-Type: application/json' \
    -d '{"fields":{"basis":"本人申请"}}'
says "the person is erased" 0 '"appeal_erased"'
look operator intake "$path"
says "which everybody who looks is told" 0 '"type":"appeal_erased"'
same "but nothing of him" 0 "$(printf '%s\n' "$out" |
    grep -c -e 欧阳 -e 1371 -e 三单元 -e 摔了)"
kill -TERM $server
wait $server
server=
same "that somebody did stays" "o-1 intake texts point contact" "$(query seen \
    "SELECT account || ' ' || purpose || ' ' || fields FROM access_read")"
same "and says nothing of him" 0 "$(cat seen/* | grep -acF -e 欧阳小满 \
    -e 13712345678)"
run -d seen verify
says "verify holds" 0 "完整无误"

# A log written anew: an older copy goes on another way, with the same keys.
new truth
receives 3 >three.json
"$gongzhi" -d truth do three.json >/dev/null
copy truth lie
"$gongzhi" -d truth do people.json >answers
"$gongzhi" -d truth checkpoint >kept.note
run -d truth verify --checkpoint kept.note
says "the true log fits the note kept outside" 0 "外部保存的检查点"
run -d lie verify --checkpoint kept.note
says "a log that lost its end does not" 1 "片叶缺失"
receives 9 | sed 's/路灯不亮/井盖响/' >nine.json
"$gongzhi" -d lie do nine.json >/dev/null
run -d lie verify
says "a log written anew agrees with itself" 0 "完整无误"
run -d lie verify --checkpoint kept.note
says "but not with the note kept outside" 1 "改写"
"$gongzhi" -d truth do three.json >/dev/null
run -d truth verify --checkpoint kept.note
says "the true log fits when it has grown" 0 "外部保存的检查点"
new elsewhere
run -d elsewhere verify --checkpoint kept.note
says "a note of another log is told apart" 1 "不是本日志的密钥所签"
sed 's/^— gongzhi/— gongzhj/' kept.note >bad.note
run -d truth verify --checkpoint bad.note
says "a note that is none" 1 "外部检查点"
: >empty.note
run -d truth verify --checkpoint empty.note
says "an empty note is not taken for none" 1 "empty.note is empty"
run -d truth verify --checkpoint nowhere.note
says "a note that is not there" 1 "nowhere.note"
finish
