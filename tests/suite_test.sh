#!/bin/sh
# A city of the national algorithms does all that the other one does; and the
# way from one suite to the other.
#
#     tests/suite_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

new city --suite sm
cat >in.json <<'END'
[{"command":"receive","as":{"role":"citizen"},"fields":{"channel":"web",
  "title":"楼道路灯不亮","body":"三单元住着的老人夜里摔了一跤",
  "caller":"欧阳小满","contact":"13712345678"}},
 {"command":"receive","as":{"role":"citizen"},"fields":{"channel":"hotline",
  "title":"路灯又不亮了","contact":"13712345678"}}]
END
same "the key file names the suite" "suite = sm" "$(sed -n 2p city.keys)"
run -d city do in.json
says "two messages" 0
set -- $(query city "SELECT code FROM appeal ORDER BY number")
run -d city show "$1" --text
says "texts can be read" 0 "三单元住着的老人" "欧阳小满"
same "envelopes are of SM4" 02 \
    "$(query city "SELECT DISTINCT hex(substr(envelope, 1, 1)) FROM sealed")"
same "wrapped keys too" 02 \
    "$(keys_of city | cut -c 1-2 | sort -u)"
same "a caller is found again" 2 \
    "$(query city "SELECT count(DISTINCT number) FROM appeal_contact
        GROUP BY contact")"
same "the first record says so" '"hash":"sm3","signature":"sm2-with-sm3"' \
    "$(query city "SELECT leaves FROM batch WHERE position = 0" |
        grep -o '"hash":.*"signature":"[^"]*"')"
. "$root/tests/sign_kit.sh"
serve city
set_up "$setup" 'a quiet river bends'
same "what people sign in with too" 02 \
    "$(query city "SELECT DISTINCT hex(substr(totp, 1, 1)) FROM sign_in
        WHERE totp NOT NULL")"
sign_in admin 'a quiet river bends' "$secret" 1
same "and it opens" 303 "$status"
stop
hash=$("$gongzhi" check "$book" --suite sm |
    sed -n 's/.*hash //p')
same "and the rulebook is named by its SM3" "$hash" \
    "$(query city "SELECT hash FROM document")"
run -d city verify
says "it verifies" 0 "完整无误"
verify=$(dirname "$gongzhi")/gongzhi-verify
serve city
curl -sf -o sm.key "$at/log/key"
curl -sf -o sm.note "$at/log/checkpoint"
stop
out=$("$verify" -K sm.key checkpoint sm.note 2>&1)
status=$?
says "the one that stands alone knows it too" 0 "good: gongzhi/990100"
# the first word of the type is another: base64 of FF "gon", and of FF "xxx"
sed 's/+\/2dvb/+\/3h4e/' sm.key >other.key
out=$("$verify" -K other.key checkpoint sm.note 2>&1)
status=$?
says "algorithms that it does not know are told" 4 "not known here"
sed 's/....$/!!!!/; s/+[0-9a-f]*+/+0+/' sm.key >bad.key
out=$("$verify" -K bad.key checkpoint sm.note 2>&1)
status=$?
says "what is no key is another fault" 3 "no verifier key"
run -d city backup copy
says "can be backed up" 0
cp -p city.keys again.keys
run -d again restore copy --keys city/subjects.keys
says "and restored" 0 "完整无误"
run -d city erase --contact 13712345678 --basis 本人申请
says "he can be erased" 0 "2 件"
same "no key is left" 0 "$(keys_of city | grep -c .)"
run -d city verify
says "it still verifies" 0 "完整无误"
cp city.keys right.keys
chmod 600 city.keys
sed -i 's/^suite = sm/suite = intl/' city.keys
chmod 400 city.keys
run -d city stats
says "keys of the other algorithms are refused" 3 "other algorithms"
run -d wrong init --suite des --rulebook "$book"
says "other algorithms are not known" 2 "want intl or sm"

# From one suite to the other: a new log that begins with the end of the old.
new old
run -d old do in.json
says "an older city" 0
"$gongzhi" -d old checkpoint >last.note
new next --suite sm --continues old
run -d next verify
says "the next one verifies" 0 "完整无误"
query next "SELECT leaves FROM batch WHERE position = 0" | sed -n 1p |
    jq -j .data.continues >carried.note
check "and carries the last checkpoint of the old one" \
    cmp last.note carried.note
run -d old verify --checkpoint carried.note
says "which the old one agrees with" 0 "一致"
run -d old do in.json
says "the old one goes on all the same" 0
run -d old verify --checkpoint carried.note
says "and the checkpoint still holds" 0 "一致"
run -d next do in.json
says "the new one takes in" 0
# an old log that was written anew is not gone on from
sqlite3 old/log.db "DROP TRIGGER batch_no_update; UPDATE batch SET leaves =
    replace(leaves, '\"level\":\"L3\"', '\"level\":\"L2\"')"
run -d third init --rulebook "$book" --continues old
says "a log that does not verify is not gone on from" 1 "片叶"
check "and nothing was made" test ! -e third.keys
finish
