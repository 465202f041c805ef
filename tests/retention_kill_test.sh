#!/bin/sh
# retention_kill_test: the nightly erasure is killed again and again. What it
# had said is done, what it had not is untouched, and the next run goes on.
#
#     tests/retention_kill_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cases=160
new city
awk -v n=$cases -v year="$(date -u -d '11 years ago' +%Y-%m-%dT%H:%M:%SZ)" 'BEGIN {
    for (i = 1; i <= n; i++) {
        printf "%s", (i == 1 ? "[" : ",")
        printf "{\"command\":\"receive\",\"at\":\"%s\",", year
        printf "\"as\":{\"role\":\"citizen\"},\"fields\":{\"channel\":\"web\","
        printf "\"caller\":\"甲某某\",\"contact\":\"139%08d\",", i
        printf "\"title\":\"第%d号路灯不亮\"}}\n", i
    }
    print "]" }' >many.json
"$gongzhi" -d city do many.json >answers
query city "SELECT code FROM appeal ORDER BY number" | awk -v \
    year="$(date -u -d '11 years ago' +%Y-%m-%dT%H:%M:%SZ)" '{
    printf "%s{\"command\":\"withdraw\",\"at\":\"%s\",", (NR == 1 ? "[" : ","), year
    printf "\"as\":{\"role\":\"citizen\"},\"case\":\"%s\",", $1
    printf "\"fields\":{\"reason\":\"solved\"}}\n" }
    END { print "]" }' >ends.json
"$gongzhi" -d city do ends.json >answers
same "all are over" $cases "$(query city 'SELECT count(*) FROM appeal_keep')"

# erased: what the log says was erased.
erased() {
    query city "SELECT leaves FROM batch" | grep -c '"type":"appeal_erased"'
}
# keys: slots that are not all zeros, by the slots that are not erased.
keys() { keys_of city | grep -vc '^0*$'; }
# whole: each case has both of its keys, or the record of its erasure; and a
# slot that counts as erased holds nothing.
whole() {
    [ "$(keys)" -eq $((2 * (cases - $(erased)))) ] || return 1
    for slot in $(query city "SELECT slot FROM subject_slot WHERE erased <> 0"); do
        [ -z "$(od -An -v -tx1 -j $((slot * 64)) -N 61 city/subjects.keys |
            tr -d ' 0\n')" ] || return 1
    done
}
same "nothing is erased yet" "0 $((2 * cases))" "$(erased) $(keys)"

before=0
kills=0
torn=0
lost=0
while [ "$(query city 'SELECT count(*) FROM appeal_keep')" -gt 0 ] &&
    [ $kills -lt 60 ]; do
    "$gongzhi" -d city retention --run >told 2>&1 &
    pass=$!
    # later each time: in opening, in the first batch, in the second ...
    sleep "0.$(printf '%03d' $((20 + kills * 15)))"
    kill -9 $pass 2>/dev/null
    wait $pass 2>/dev/null
    kills=$((kills + 1))
    # what was broken off is finished when the folder is opened to write
    echo '[]' | "$gongzhi" -d city do - >told 2>&1
    "$gongzhi" -d city verify >told 2>&1 || torn=$((torn + 1))
    whole || torn=$((torn + 1))
    now=$(erased)
    [ "$now" -ge "$before" ] || lost=$((lost + 1))
    before=$now
done
check "it was killed more than once" test $kills -gt 1
same "each time the log verified and no case was half erased" 0 $torn
same "nothing that was erased came back" 0 $lost
run -d city retention --run
says "a run that is let be finishes" 0
same "each case was erased once" $cases "$(erased)"
same "no key is left" 0 "$(keys)"
run -d city verify
says "the log verifies" 0 "完整无误"
echo "# $kills kills"
finish
