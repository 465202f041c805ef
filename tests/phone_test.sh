#!/bin/sh
# phone_test: a resident proves that a phone is his, by a code sent to it or
# shown by the demo; sees his own cases; joins others by query code.
#
#     tests/phone_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
gateway=
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null
    [ -z "$gateway" ] || kill $gateway 2>/dev/null
    rm -rf "$work"' EXIT

# The demo shows the code
new city
: >city/demo.begun
serve city
receive 13900001111 '楼下路灯不亮'
mine=$query_code
receive 13900002222 '小区门口积水'
other=$query_code
spelled=
for way in '139 0000 1111' +86-139-0000-1111 008613900001111 \
    １３９００００１１１１ '（+86）139–0000–1111'; do
    receive "$way" '楼上漏水'
    spelled="$spelled /c/$query_code"
done
receive 13900001111 '工地夜里施工' ',"kind":"report"'
report=$query_code
receive 13900001111 '邻居家里漏水' ',"privacy":"confidential"'
confided=$query_code
receive '' '河里有垃圾'
silent=$query_code
ask /me
goes "/me asks who he is" "/in?back=%2Fme"
ask /in
says "a phone is offered" 200 "$(phrase phone.go)"
ask /in/phone
says "the form" 200 "$(phrase phone.title)"
form /in/phone number=02112345678
says "no mobile number" 422 "$(phrase phone.bad_number)"
form /in/phone number='139 0000 1111'
goes "a code is sent" /in/phone/code
ask /in/phone/code
says "the demo shows it, and the number masked" 200 '139****1111' \
    "$(phrase phone.demo)"
code=$(sed -n "s/.*验证码是 \([0-9]\{6\}\).*/\1/p" body)
check "six digits" test ${#code} -eq 6
wrong=$(printf '%06d' $(((${code#"${code%%[1-9]*}"} + 1) % 1000000)))
form /in/phone/code code=$wrong
says "another is wrong" 422 "$(phrase phone.wrong)"
cp jar other-browser
form /in/phone/code "code=$code"
goes "the right one lets him in" /me
ask /me
says "his case is there" 200 "/c/$mine" '139****1111'
says "and those with his number in other spellings" 200 $spelled
check "another's is not" sh -c "! grep -qE '$other|$silent' body"
check "nor, by the phone alone, a report or what is confidential" sh -c \
    "! grep -qE '$report|$confided' body"
form /me/join "code=$confided"
ask /me
says "its query code shows it" 200 "/c/$confided"
form /me/join "code=$silent"
goes "a case is joined by its query code" /me
ask /me
says "so it stands there" 200 "/c/$silent" "$(phrase me.joined)"
form /me/join code=0000-0000-0000-0000
says "no such code" 422 "$(phrase me.wrong)"
ask /w
goes "a resident is no staff" "/in?back=%2Fw"
jar=other-browser
token=
form /in/phone/code "code=$code"
says "a code serves once" 410 "$(phrase phone.over)"
jar=jar
ask /me/sessions
form /out x=1
goes "out" /in

# Tries, and how many
form /in/phone number=13900003333
ask /in/phone/code
code=$(sed -n "s/.*验证码是 \([0-9]\{6\}\).*/\1/p" body)
for i in 1 2 3; do
    form /in/phone/code code=x$i
    says "try $i" 422
done
form /in/phone/code "code=$code"
says "after three, even the right one is over" 410 "$(phrase phone.over)"
for i in 2 3; do
    form /in/phone number=13900003333
    goes "code $i" /in/phone/code
done
form /in/phone number=13900003333
says "a fourth within the hour waits" 429 "$(phrase phone.wait)"
ask /in/phone/code -H 'Cookie: phone=00'
curl -s -o body "$at/in/phone/code"
check "nobody sees another's" grep -q "$(phrase phone.over)" body
stop
sqlite3 city/log.db "DELETE FROM sign_in_failure;
    UPDATE phone_code SET ends_at = ends_at - 600000"
serve city
ask /in/phone/code
says "after ten minutes it is over" 410 "$(phrase phone.over)"

# Again, he is the same
form /in/phone number=+8613900001111
ask /in/phone/code
code=$(sed -n "s/.*验证码是 \([0-9]\{6\}\).*/\1/p" body)
form /in/phone/code "code=$code"
ask /me
says "the next time he is the same" 200 "/c/$mine" "/c/$silent"
same "one account" 1 "$(query city "SELECT count(*) FROM account")"
stop
sqlite3 city/log.db "UPDATE appeal_contact SET contact = zeroblob(16)" # as if
serve city
ask /me
check "what was kept under another form is not found" sh -c \
    "! grep -qF '/c/$mine' body"
stop
run -d city rebuild
serve city
ask /me
says "but after a rebuild" 200 "/c/$mine" "/c/$silent" $spelled
stop

# The number may be another's by now
cp -R "$book" strict
sed 's/^phone_proof_days,180,/phone_proof_days,0,/' "$book/settings.csv" \
    >strict/settings.csv
book=$work/strict new late
: >late/demo.begun
serve late
receive '' '河里有垃圾'
jar=late-jar
# comes: by the code to his phone
comes() {
    rm -f $jar
    prove 13900001111
    ask /me
}
comes
form /me/join "code=$query_code"
ask /me
says "a case is joined" 200 "/c/$query_code"
comes
says "whose proof is too old is not known by it" 200 "$(phrase me.none)"
same "he has another account" 2 "$(query late "SELECT count(*) FROM account")"
form /me/join "code=$query_code"
ask /me
says "the query code shows it again" 200 "/c/$query_code"
stop

# Through the gateway
jar=jar
rm city/demo.begun
mkdir peer
python3 "$root/tests/peer/http_peer.py" peer >port &
gateway=$!
turn=0
while [ ! -s port ] && [ $turn -lt 200 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
serve city
ask /in/phone
says "without a gateway no phone is offered" 404
stop
(umask 077 && echo token-for-tests >peer/token)
cat >city.conf <<END
[sms]
url = http://127.0.0.1:$(cat port)/sms
token_file = peer/token
sign = 【安澜12345】
END
sqlite3 city/log.db "DELETE FROM sign_in_failure"
serve city
jar=real
token=
form /in/phone number=13900001111
goes "a code is sent" /in/phone/code
ask /in/phone/code
says "and not shown" 200 '139****1111'
cp body shown
code=$(sed -n 's/.*验证码 \([0-9]\{6\}\)，.*/\1/p' peer/sms.got)
check "anywhere" sh -c "! grep -qF $code shown head"
check "the message has it, and the sign" grep -q '【安澜12345】验证码' peer/sms.got
check "and the number" grep -q '+8613900001111' peer/sms.got
form /in/phone/code "code=$code"
goes "it lets him in" /me
ask /me
says "with all that is his" 200 "/c/$mine" "/c/$silent"
jar=refused
token=
echo 500 >peer/sms.plan
form /in/phone number=13900004444
says "a gateway that does not take it" 503 "$(phrase phone.unsent)"
stop

# What is kept
query city "SELECT leaves FROM batch" >leaves
cat city/log.db* >bytes
for hidden in 13900001111 13900003333; do
    check "no number in the log" sh -c "! grep -qF $hidden leaves"
    check "nor in the server's" sh -c "! grep -qF $hidden log.txt"
    check "nor in the folder" sh -c "! grep -qaF $hidden bytes"
done
check "that it was proved stands in the log" grep -q account_phone_proved leaves
account=$(query city "SELECT account FROM account")
run -d city account erase "$account" --basis x
says "an open account is not erased" 1 account_open
run -d city account close "$account"
run -d city account erase "$account" --basis '个人信息保护法 第四十七条'
says "it is erased" 0
serve city
jar=real
ask /me
goes "his session is over" "/in?back=%2Fme"
form /in/phone number=13900001111
ask /in/phone/code
code=$(tail -n 1 peer/sms.got | sed -n 's/.*验证码 \([0-9]\{6\}\)，.*/\1/p')
form /in/phone/code "code=$code"
goes "his phone makes him somebody new" /me
ask /me
says "who has the cases of the phone alone" 200 "/c/$mine"
check "and not those of the other account" sh -c "! grep -q '$silent' body"
stop
check "the log is whole" "$gongzhi" -d city verify
finish
