#!/bin/sh
# cli_test: the program as its users see it: folders and keys, commands,
# lists, codes, terms, rulebooks, two processes at once.
#
#     tests/cli_test.sh [PROGRAM]
#
# Erasure and verification: privacy_test.sh; import: import_test.sh.
. "$(dirname "$0")/test_kit.sh"

# What `make run` builds: the programs that an installation has
top=$(cd "$(dirname "$book")/.." && pwd)
sed -n "s/^executable('\([a-z-]*\)'.*/\1/p" "$top/meson.build" >all_programs
made=$(make -s -n -C "$top" build 2>&1)
for program in gongzhi-picture gongzhi-verify; do
    check "there is a program $program" grep -qx "$program" all_programs
    check "make build makes $program" sh -c "echo '$made' | grep -q '$program'"
done

# Folders and keys
run -d city init --rulebook "$book" --from 2007-01-01
says "init makes a city" 0 "city.keys"
same "its keys are for the owner alone" 400 "$(stat -c %a city.keys)"
sum=$(cat city/log.db city.keys | cksum)
run -d city init --rulebook "$book"
says "a second init is refused" 1 "exists already"
same "and harms nothing" "$sum" "$(cat city/log.db city.keys | cksum)"
run -d city stats
says "a new city has two records" 0 '"records":2' '"cases":0'
run -d nowhere list
says "a folder that is not there" 3 "gongzhi -d nowhere init"
mkdir -p hollow
: >hollow.keys
chmod 400 hollow.keys
run -d hollow list
says "an empty key file" 3 "hollow.keys"
run -d bad init --rulebook "$work"
says "init without a rulebook" 1 "no rulebook"
check "leaves no folder" test ! -e bad
cp city.keys other.keys
run -d other init --rulebook "$book"
says "init never overwrites keys" 1 "never overwritten" "other.keys"
mv other.keys away
run -d other init --rulebook "$book"
says "and can be tried again when they are moved away" 0 "other.keys"

for command in list stats verify "do $book/README.md"; do
    chmod 644 city.keys
    run -d city $command
    case $command in
    do*) says "do: no JSON is said before keys are looked at" 1 ":1:" ;;
    *) says "$command: keys too open" 3 "chmod 400" "city.keys" ;;
    esac
done
receives 1 >one.json
run -d city do one.json
says "do: keys too open" 3 "chmod 400"
chmod 400 city.keys
mv city.keys kept
run -d city do one.json
says "do: keys lost" 3 "city.keys is missing" "put it back"
run -d city verify
says "verify: needs no keys" 0 "完整无误"
run -d city list
says "list: needs no keys" 0
new foreign
cp foreign.keys city.keys
run -d city do one.json
says "do: keys of another city" 3 "does not belong"
run -d city verify
says "verify: keys of another city" 3 "does not belong"
rm -f city.keys
mv kept city.keys
same "nothing was harmed by all this" "$sum" \
    "$(cat city/log.db city.keys | cksum)"
run -d city verify
says "and the city verifies" 0 "完整无误"

# do
receives 3 >three.json
run -d city do three.json
says "do takes three messages in" 0 '"turn":3' '"appeal_received"' \
    '"query_code":"'
code=$(printf '%s\n' "$out" | sed -n '1s/.*"code":"\([^"]*\)".*/\1/p')
query_code=$(printf '%s\n' "$out" |
    sed -n '1s/.*"query_code":"\([^"]*\)".*/\1/p')
id=$(printf '%s\n' "$out" | sed -n '1s/.*"id":"\([^"]*\)".*/\1/p')
printf '[{"command":"receive",\n  "as": {"role" "citizen"}}]' >bad.json
run -d city do bad.json
says "malformed JSON has line and column" 1 "bad.json:2:"
printf '{"command":"nudge","command":"nudge"}' >bad.json
run -d city do bad.json
says "a doubled key is malformed" 1 "bad.json:1:"
run -d city do missing.json
says "a file that is not there" 1 "missing.json"

# refused WHAT RULE FIELD JSON
refused() {
    printf '%s\n' "$4" >bad.json
    run -d city do bad.json
    says "$1" 1 "\"refused\":\"$2\"" "\"field\":\"$3\""
}
as='"as":{"role":"citizen"}'
handler='"as":{"role":"handler","id":"h1","unit":"U_MUNICIPAL"}'
refused "an unknown command" unknown_command command \
    "{\"command\":\"recieve\",$as}"
refused "an unknown field" unknown_field colour \
    "{\"command\":\"receive\",$as,\"fields\":{\"colour\":\"x\"}}"
refused "an unknown choice" unknown_choice channel \
    "{\"command\":\"receive\",$as,\"fields\":{\"channel\":\"pigeon\"}}"
refused "a field that is missing" required title \
    "{\"command\":\"receive\",$as,\"fields\":{\"channel\":\"web\"}}"
refused "a field of a wrong kind" want_text_or_number title \
    "{\"command\":\"receive\",$as,\"fields\":{\"title\":[]}}"
refused "a time that is none" not_a_time at \
    "{\"command\":\"receive\",$as,\"at\":\"yesterday\"}"
refused "nobody asks" required as.role '{"command":"receive"}'
refused "a case that is not there" no_such_case case \
    "{\"command\":\"nudge\",\"case\":\"99010020261124120000009H\",$as}"
refused "no right" no_right "" \
    "{\"command\":\"sign_in\",\"case\":\"$code\",$as}"
refused "a reason that is not listed" reason_not_listed reason \
    "{\"command\":\"object\",\"case\":\"$code\",$handler,
      \"fields\":{\"reason\":\"zzz\",\"basis\":\"x\"}}"
printf '[{"command":"x"},{"command":"sign_in","case":"%s",%s}]' \
    "$query_code" "$handler" >mixed.json
run -d city do mixed.json
says "do goes on after a refusal" 1 '"turn":1,"refused"' '"appeal_signed_in"'

# place
run place 湖南长沙岳麓
says "place by names" 0 "430104" "county" "湖南省/长沙市/岳麓区"
run place 110101001000
says "place by code" 0 "110101001" "street" "北京市/东城区/东华门街道"
run place 朝阳区
says "two places of one name are both told" 1 "ambiguous: 2" "110105" \
    "吉林省/长春市/朝阳区"
run place 城关镇
says "many places: some are told and counted" 1 "ambiguous: 88" "80 处 more"
run place 安澜市
says "a place that is nowhere" 1 "unknown"
run place
says "place of what?" 2 "usage: gongzhi place"

# show, list, stats, export
run -d city show "$code"
says "show by case code hides texts" 0 "$code" "$query_code" "--text"
run -d city show "$query_code" --text
says "show by query code gives texts when asked" 0 "第1号路灯不亮"
run -d city show "$id"
says "show by id" 0 "$code"
run -d city show "$(printf '%032d' 7)"
says "show of an unknown id" 1 "no such case"
run -d city checkpoint --proof "$(printf '%032d' 7)"
says "a proof of an unknown id" 1 "no such case"
run -d city checkpoint --since 2
says "a proof that the log goes on" 0 "from 2" "size " "hash " "— gongzhi/"
run -d city checkpoint --since 0
says "nothing goes on from nothing" 1 "want a size"
run -d city list
says "list has the cases" 0 "$code" "U_MUNICIPAL" "+08:00"
same "one line a case" 3 "$(printf '%s\n' "$out" | grep -c M0302)"
run -d city list --stage handling --unit U_MUNICIPAL --level L3
same "list narrows" 1 "$(printf '%s\n' "$out" | grep -c M0302)"
run -d city list --unit U_NOBODY
says "an empty list says so" 0 "没有符合条件"
run -d city list --after 1 --limit 1
says "list goes on behind a number" 0 "还有更多"
same "and stops at its limit" 1 "$(printf '%s\n' "$out" | grep -c M0302)"
run -d city list --limit many
says "list: a number that is none" 2 "usage"
run -d city stats
says "stats" 0 '"cases":3' '"stage":{' '"handling":1' '"L3":3'
run -d city export --json
same "export gives every leaf" "$(query city "SELECT sum(n) FROM batch")" \
    "$(printf '%s\n' "$out" | wc -l)"
same "as it was hashed" "$(query city "SELECT leaves FROM batch
    ORDER BY position")" "$out"
printf '{"command":"receive","as":{"role":"importer"},"fields":{
    "channel":"web","title":"x","source":"=1+1","outside_id":"1"}}' >f.json
check "a source that looks like a formula" "$gongzhi" -d city do f.json
run -d city export --csv
says "export guards a spreadsheet against it" 0 ",\"'=1+1\"" "number,code,"
run -d city export
says "export wants a form" 2 "usage"

# What goes wrong before a folder is looked at
run list
says "no folder given" 2 "-d DIR"
run -d city lst
says "no such command" 2 "lst"
run -d city list --colour red
says "no such option" 2 "--colour"
run help
says "help" 0 "import" "verify"

# Codes
run code "$code"
says "a good code" 0 "有效 valid" "region 990100"
wrong=0
for place in 1 2 5 8 11 14 17 20 23; do # one digit is another one
    typo=$(printf '%s\n' "$code" |
        awk -v p=$place '{ c = substr($0, p, 1)
            print substr($0, 1, p - 1) (c == "7" ? "8" : "7") substr($0, p + 1) }')
    "$gongzhi" code "$typo" >/dev/null && wrong="$wrong $typo"
done
same "a typo in one character is found" 0 "$wrong"
swapped=$(printf '%s\n' "$code" | sed 's/^99010020/99012000/')
run code "$swapped"
says "two digits the other way round are found" 1 "无效 not valid"
run code 12345
says "too short" 1 "24"

# Terms
# due WHAT FIRST_LINE OPTION...
due() {
    what=$1
    first=$2
    shift 2
    run due --rulebook "$book" "$@"
    same "due: $what" "0 $first" "$status $(printf '%s\n' "$out" | sed -n 1p)"
}
due "5 working days over a holiday's make-up day" 2026-09-24T23:59:59+08:00 \
    --start 2026-09-18T10:00+08:00 --count 5 --unit workday
due "15 days roll out of the National Day week" 2026-10-08T23:59:59+08:00 \
    --start 2026-09-18T10:00+08:00 --count 15 --unit day --roll
due "60 days roll out of the Spring Festival" 2026-02-24T23:59:59+08:00 \
    --start 2025-12-17T10:00+08:00 --count 60 --unit day --roll
due "2 hours" 2026-09-18T12:00:00+08:00 \
    --start 2026-09-18T10:00+08:00 --count 2 --unit hour
due "a year without notice is counted by the holidays of the law" \
    2027-01-12T23:59:59+08:00 \
    --start 2026-12-28T10:00+08:00 --count 10 --unit workday
says "due: and that is said" 0 "2027 年的放假安排尚未公布，按法定节假日暂计" \
    "2027-01-01 星期五，节假日，不计"
run check "$book"
says "check reminds of it" 0 "calendar 2007-2027" "2027 年起" "provisional"
run due --rulebook "$book" --start 2027-12-28T10:00+08:00 --count 10 \
    --unit workday
says "due: a year without calendar is an alarm" 1 "2028" "calendar.csv"
run due --rulebook "$book" --start then --count 1 --unit day
says "due: a start that is none" 2 "--start"

# Two processes: the first one writes once its first rows are in.
awk 'BEGIN { print "id,user,title,time,detail,against,agree"
    for (i = 1; i <= 60000; i++)
        printf "%d,u,路灯不亮,2019/2/28 11:25:05,小区门口,0,0\n", i }' >many.csv
echo '[]' >nothing.json
before=$(query city "SELECT max(size) FROM checkpoint")
"$gongzhi" -d city import --map "$book/import/supported.map" many.csv \
    >/dev/null 2>&1 &
writer=$!
turn=0
while [ "$(query city "SELECT max(size) FROM checkpoint")" = "$before" ] &&
    [ $turn -lt 300 ]; do
    turn=$((turn + 1))
    sleep 0.1
done
run -d city do nothing.json
if kill -0 $writer 2>/dev/null; then
    says "a second writer is told what to do" 3 "another process writes city" \
        "stop the server"
    run -d city rebuild
    says "so is rebuild" 3 "another process writes"
    run -d city list --limit 1
    says "reading goes on meanwhile" 0 "$code"
    run -d city verify
    says "and so does verifying" 0 "完整无误"
else
    skip "two processes: the first one was too quick"
fi
kill -9 $writer 2>/dev/null
wait $writer 2>/dev/null
run -d city do one.json
says "when the writer has ended the next one writes" 0 '"appeal_received"'
run -d city verify
says "and the log is whole" 0 "完整无误"

finish
