#!/bin/sh
# retention_test: when the time of a contact is over, name and number are gone
# from every file and the texts stay; when theirs is over, all is gone; a legal
# hold stops both; the work is done in batches and can be broken off anywhere.
#
#     tests/retention_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

ago() { date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ; }

# story DAY NAME NUMBER TITLE: a case that was withdrawn on that day.
story() {
    printf '[{"command":"receive","at":"%s","as":{"role":"citizen"},"fields":{
        "channel":"web","title":"%s","body":"%s的三单元门口很黑",
        "caller":"%s","contact":"%s"}}]' "$1" "$4" "$4" "$2" "$3" >one.json
    "$gongzhi" -d city do one.json >answer
    code=$(sed -n 's/.*"code":"\([^"]*\)".*/\1/p' answer)
    printf '[{"command":"withdraw","at":"%s","as":{"role":"citizen"},
        "case":"%s","fields":{"reason":"solved"}}]' "$1" "$code" >one.json
    "$gongzhi" -d city do one.json >answer
}

# holds TEXT...: does one stand in any file?
holds() {
    for text in "$@"; do
        grep -raqF -e "$text" city && return 0
    done
    return 1
}
hex_of() { cat city/* | od -An -v -tx1 | tr -d ' \n'; }

new city
run -d city retention --most 5
says "a bound without doing anything" 2 "--most is for --run" "usage: gongzhi -d DIR retention"
story "$(ago '14 months ago')" 欧阳小满 13712345678 楼道路灯不亮
first=$code
story "$(ago '11 years ago')" 司马大海 13998765432 井盖响得睡不着
second=$code
story "$(ago '2 months ago')" 诸葛小河 13555556666 路灯太亮
third=$code
keys_of city >keys.before
same "two keys a case" 6 "$(wc -l <keys.before)"
contacts="SELECT lower(hex(contact)) FROM appeal_contact WHERE number = 1"
query city "$contacts" >hash.before

run -d city retention --list
says "what is due" 0 "contact hotline" "texts hotline" "$first" "$second" \
    "nothing was changed"
same "the young case is not due" 0 "$(printf '%s\n' "$out" | grep -c "$third")"
run -d city show "$first" --text
says "and nothing was done" 0 "13712345678" "欧阳小满"

# held: nothing happens to it
printf '{"command":"hold","as":{"role":"legal_officer","id":"fa",
    "unit":"U_HOTLINE"},"case":"%s","fields":{"basis":"民事诉讼法 第八十四条",
    "days":30}}' "$second" >hold.json
run -d city do hold.json
says "a hold" 0 "appeal_held"
run -d city retention --run
says "the first goes" 0 "de-identified: 1" "erased: 0"
run -d city erase "$second"
says "a held case is not erased" 1 "legal_hold" "民事诉讼法 第八十四条"
run -d city show "$second" --text
says "it can be read" 0 "13998765432" "井盖响得睡不着"

# the contact is gone, the texts stay
run -d city show "$first" --text
says "the texts stay" 0 "楼道路灯不亮的三单元门口很黑" "联系方式已去除"
same "name and number do not" 0 "$(printf '%s\n' "$out" |
    grep -c -e 13712345678 -e 欧阳)"
keys_of city >keys.after
same "one key was destroyed" 5 "$(wc -l <keys.after)"
hex_of >all.hex
left=0
for key in $(grep -vxFf keys.after keys.before) $(cat hash.before); do
    grep -qF "$key" all.hex && left="$left $key"
done
same "his key and the hash of his phone stand in no file" 0 "$left"
holds 13712345678 欧阳小满 && fail "no clear text" || pass "no clear text"
run -d city retention --run
says "a second run finds nothing" 0 "de-identified: 0" "erased: 0"

# a second person lifts the hold
printf '{"command":"lift_hold","as":{"role":"legal_officer","id":"fa",
    "unit":"U_HOTLINE"},"case":"%s","fields":{"basis":"已结"}}' "$second" >lift.json
run -d city do lift.json
says "not by himself" 1 "" "four_eyes"
sed 's/legal_officer/officer/; s/"fa"/"gu"/' lift.json >lift2.json
run -d city do lift2.json
says "by another one" 0 "appeal_hold_ended"
run -d city retention --run --most 1
says "then all of it goes" 0 "erased: 1"
run -d city show "$second" --text
same "nothing of him is left" 0 "$(printf '%s\n' "$out" |
    grep -c -e 13998765432 -e 司马 -e 响得睡不着)"
for what in verify rebuild verify; do
    run -d city $what
    says "$what holds" 0
done
run -d city retention
says "nothing is due" 0 "due: 0；"
same "three keys are left" 3 "$(keys_of city | wc -l)"

# What must be kept stands in nobody's way: two hundred cases that are not to be
# erased yet come before the one that is.
cp -R "$book" kept
grep -v '^texts,hotline' "$book/retention.csv" >kept/retention.csv
cat >>kept/retention.csv <<'END'
texts,hotline,closing,1,month,erase,基准,design,,
texts,hotline,creation,10,year,keep,基准,design,,
END
"$gongzhi" -d kept_city init --rulebook kept --from 2007-01-01 >/dev/null
# tell COUNT RECEIVED WITHDRAWN: cases that came and were taken back then.
tell() {
    awk -v n="$1" -v at="$2" 'BEGIN { for (i = 1; i <= n; i++)
        printf "%s{\"command\":\"receive\",\"at\":\"%s\",\"as\":{\"role\":" \
            "\"citizen\"},\"fields\":{\"channel\":\"web\",\"title\":\"路灯\"," \
            "\"body\":\"路灯不亮\",\"contact\":\"%d\"}}", i == 1 ? "[" : ",",
            at, 13100000000 + i; print "]" }' >many.json
    "$gongzhi" -d kept_city do many.json |
        sed -n 's/.*"code":"\([^"]*\)".*/\1/p' |
        awk -v at="$3" '{ printf "%s{\"command\":\"withdraw\",\"at\":\"%s\"," \
            "\"as\":{\"role\":\"citizen\"},\"case\":\"%s\",\"fields\":" \
            "{\"reason\":\"solved\"}}", NR == 1 ? "[" : ",", at, $0 }
            END { print "]" }' >back.json
    "$gongzhi" -d kept_city do back.json >/dev/null
}
tell 200 "$(ago '3 years ago')" "$(ago '14 months ago')"
tell 1 "$(ago '11 years ago')" "$(ago '2 months ago')"
same "they have ended" 201 "$(query kept_city \
    'SELECT COUNT(*) FROM appeal_keep')"
run -d kept_city retention --run
says "contacts go though the texts must stay, and the last case is reached" 0 \
    "de-identified: 200" "erased: 1" "refused: 200"

# a running server does it by itself
story "$(ago '15 months ago')" 慕容小山 13611112222 垃圾没有清走
serve city
tries=0
until query city "SELECT contact FROM appeal_keep WHERE number = 4" |
    grep -q 0 || [ $tries -gt 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
stop
run -d city show "$code" --text
says "the server's night" 0 "联系方式已去除" "垃圾没有清走"
same "by itself" 0 "$(printf '%s\n' "$out" | grep -c 13611112222)"
finish
