#!/bin/sh
# identity_test: who somebody is: the first set-up link, passwords and codes,
# sessions and their ends, waiting after failures, accounts on the command
# line, and that no secret gets into the log.
#
#     tests/identity_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
word='a quiet river bends'

# The first start
new city
serve city
check "the first start keeps a set-up link" test -n "$setup"
same "for its owner alone" 600 "$(stat -c %a city/first-setup.link)"
check "and says where it lies" grep -qF city/first-setup.link address
same "neither output nor log has it" 0 \
    "$(cat address log.txt | grep -c "${setup##*/}")"
before=$setup
serve city
ask "$at/setup/${before##*/}"
says "the next start gives another" 404 "$(phrase setup.gone)"
check "in its place" test "$before" != "$setup"
ask /in
says "nobody is offered to be somebody" 200 "$(phrase sign.title)"
check "as in the demo" sh -c "! grep -q in/demo body"
form /in/demo role=handler unit=U_HOTLINE account=x
says "nor can he" 404
ask /w
goes "staff's pages lead to signing in" "/in?back=%2Fw"
first=$setup
new seen
python3 - "$gongzhi" >seen.txt <<'END'
import os, pty, signal, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], '-d', 'seen', 'serve', '--listen', '127.0.0.1:0'])
text = b''
while b'ready' not in text:
    text += os.read(fd, 4096)
os.kill(pid, signal.SIGTERM)
os.waitpid(pid, 0)
sys.stdout.buffer.write(text)
END
check "before a person it is printed" grep -q 'open: http://.*/setup/[0-9a-f]' seen.txt
check "and not kept" test ! -e seen/first-setup.link
set_up "$first" short
says "a short password" 422 "$(phrase setup.short)"
set_up "$first" 'Password123!'
says "a common one" 422 "$(phrase setup.common)"
ask "$first"
form "$first" "password=$word" code=000000
says "a wrong code" 422 "$(phrase setup.bad_code)"
set_up "$first" "$word"
says "set up" 200 "$(phrase setup.done)"
admin=$secret
admin_codes=$codes
check "used, it lies nowhere" test ! -e city/first-setup.link
same "with ten recovery codes" 10 "$(printf '%s\n' "$codes" | wc -l)"
ask "$first"
says "the link serves once" 404 "$(phrase setup.gone)"
ask "$at/setup/$(printf '%064d' 0)"
says "another is none" 404 "$(phrase setup.gone)"

# Signing in
form /in account=admin "password=not it at all"
wrong=$(sed 's/value="admin"//' body)
says "a wrong password" 422 "$(phrase sign.wrong)"
form /in account=nobody-1 "password=not it at all"
same "says the same for an account that is not there" "$wrong" \
    "$(sed 's/value="nobody-1"//' body)"
form /in account=admin "password=$word"
goes "the right one asks for the code" "/in/totp?back=%2F"
check "with a cookie no script reads" sh -c \
    "grep -qi '^set-cookie: session=[0-9a-f]*; Path=/; HttpOnly; SameSite=Lax' head"
half=$(sed -n 's/.*session\t\([0-9a-f]*\)$/\1/p' jar)
ask /w
goes "which opens nothing yet" "/in?back=%2Fw"
ask /in/totp
form /in/totp code=000000
says "a wrong code" 422 "$(phrase sign.second_wrong)"
used=$(totp "$admin")
form /in/totp "code=$used"
goes "the right one lets him in" /w
full=$(sed -n 's/.*session\t\([0-9a-f]*\)$/\1/p' jar)
check "under a new token" test "$half" != "$full"
ask /me/sessions
says "he is in" 200 "$(phrase sign.here)"
jar=second
form /in account=admin "password=$word"
ask /in/totp
form /in/totp "code=$used"
says "a code serves once" 422 "$(phrase sign.second_wrong)"
recovery=$(printf '%s\n' "$admin_codes" | head -1)
form /in/totp "code=$recovery"
goes "a recovery code stands in" /me/sessions
ask /me/sessions
says "nine are left" 200 "$(phrase sign.codes_left | sed 's/ *$//') 9"
same "both sessions are listed" 2 "$(grep -c '^<li><b>' body)"
form /me/sessions x=1
goes "out everywhere else" /me/sessions
same "one is left" 1 "$(ask /me/sessions; grep -c '^<li><b>' body)"
jar=jar
ask /w
goes "the other is over" "/in?back=%2Fw"
jar=third
form /in account=admin "password=$word"
ask /in/totp
form /in/totp "code=$recovery"
says "a recovery code serves once" 422 "$(phrase sign.second_wrong)"
jar=second
ask /me/sessions
ask /out --data x=1
says "signing out needs the token" 403
form /out x=1
check "what the browser kept goes" \
    grep -qi '^clear-site-data: "cache", "storage"' head
goes "signed out" /in
ask /w
goes "he is out" "/in?back=%2Fw"

# What lies where
stop
check "the log is whole" "$gongzhi" -d city verify
query city "SELECT leaves FROM batch" >leaves
same "the log says what happened" 4 \
    "$(grep -c '"account_\(opened\|factor_set\)"' leaves)"
check "and that a code stood in" grep -q '"account_recovered"' leaves
plain=$(printf '%s' "$admin" | tr -d ' ')
for hidden in argon2 "$plain" "$recovery" "$full" "$word" "${first##*/}"; do
    check "no secret in the log" sh -c "! grep -qF -e '$hidden' leaves"
    check "nor in the server's" sh -c "! grep -qF -e '$hidden' log.txt"
done
cat city/log.db* >bytes
for hidden in "$plain" "$recovery" "$full" "$word" "${first##*/}"; do
    check "nor anywhere in the folder" sh -c "! grep -qaF -e '$hidden' bytes"
done
same "the hash carries its parameters" 1 \
    "$(query city "SELECT password FROM sign_in" | grep -c 'm=65536,t=3,p=1')"
check "the readings are made anew" "$gongzhi" -d city rebuild

# An older hash is outgrown ("password", test vector of libargon2)
sqlite3 city/log.db "UPDATE sign_in SET password = '\$argon2id\$v=19\$m=256,t=2,p=1\$c29tZXNhbHQ\$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'"
serve city
same "there is an administrator now" '' "$setup"
form /in account=admin password=password
goes "an older hash still lets in" "/in/totp?back=%2F"
stop
same "and was made anew" 1 \
    "$(query city "SELECT password FROM sign_in" | grep -c 'm=65536,t=3,p=1')"

# Failures
serve city
for i in 1 2 3 4; do
    form /in account=admin "password=wrong $i times"
done
form /in account=admin password=password
goes "four failures, then right: it counts anew" "/in/totp?back=%2F"
rm -f $jar
for i in 1 2 3 4 5; do
    form /in account=admin "password=wrong $i times"
    form /in account=nobody-2 "password=wrong $i times"
done
form /in account=admin password=password
says "after five, even the right one waits" 429 "$(phrase sign.wait)"
form /in account=nobody-2 password=password
says "so does an account that is not there" 429 "$(phrase sign.wait)"
stop
serve city
form /in account=admin password=password
says "also after a new start" 429 "$(phrase sign.wait)"
stop
sqlite3 city/log.db "DELETE FROM sign_in_failure"

# Accounts on the command line
run -d city account open h-1 --name 某甲 --phone 13800001111
says "an account is opened" 0 /setup/
link=$(printf '%s\n' "$out" | grep -o '/setup/[0-9a-f]*')
run -d city account open h-1
says "once" 1 account_taken
run -d city account open h-2 --phone 12
says "a number that is none is no phone" 2 "--phone 12" "11 digits"
run -d city account open 'h 1'
says "under a code that can stand in the log" 1 malformed_name
run -d city account grant h-1 --role handler --unit U_MUNICIPAL
says "may handle" 0
run -d city account grant h-1 --role dispatcher
says "and dispatch" 0
run -d city account grant h-1 --role king
says "but not rule" 1 unknown_role
run -d city account list
says "listed" 0 h-1 'handler@U_MUNICIPAL' dispatcher
query city "SELECT leaves FROM batch" >leaves
check "name and phone are sealed" sh -c "! grep -qE '某甲|13800001111' leaves"
serve city
jar=h
set_up "$at$link" "$word"
hand=$secret
sign_in h-1 "$word" "$hand"
goes "he signs in" /w
ask /w
says "as what comes first" 200 'dispatcher:" selected' 'handler:U_MUNICIPAL"'
before=$(sed -n 's/.*session\t\([0-9a-f]*\)$/\1/p' h)
form /in/as as=handler:U_MUNICIPAL back=/w/queue
goes "he acts as the other" /w/queue
check "under a new token" test "$before" != \
    "$(sed -n 's/.*session\t\([0-9a-f]*\)$/\1/p' h)"
ask /w
says "so it says" 200 'handler:U_MUNICIPAL" selected'
form /in/as as=adjudicator: back=/w
says "not as what was not granted" 403
stop
run -d city account revoke h-1 --role handler --unit U_MUNICIPAL
says "a role is taken back" 0
serve city
ask /w
goes "his session is over" "/in?back=%2Fw"
sign_in h-1 "$word" "$hand" 1
goes "he signs in again" /w
ask /w
says "without it" 200 'dispatcher:" selected'
check "at all" sh -c "! grep -q 'handler:U_MUNICIPAL' body"
stop
run -d city account lock h-1 --reason 调查
says "locked" 0
serve city
ask /w
goes "a locked one is out" "/in?back=%2Fw"
form /in account=h-1 "password=$word"
says "and does not get in" 422 "$(phrase sign.wrong)"
stop
run -d city account unlock h-1
run -d city account reset h-1
link=$(printf '%s\n' "$out" | grep -o '/setup/[0-9a-f]*')
serve city
set_up "$at$link" 'another quiet river'
says "a reset sets all anew" 200 "$(phrase setup.done)"
check "the second factor too" test "$secret" != "$hand"
form /in account=h-1 "password=$word"
says "the old password is gone" 422 "$(phrase sign.wrong)"
stop
run -d city account reset h-1
link=$(printf '%s\n' "$out" | grep -o '/setup/[0-9a-f]*')
sqlite3 city/log.db "UPDATE setup_link SET ends_at = ends_at - 24 * 3600000"
serve city
ask "$at$link"
says "a link runs out" 404 "$(phrase setup.gone)"
stop
run -d city account close h-1 --reason 离职
says "closed" 0
same "nothing is left to sign in with" 0 \
    "$(query city "SELECT count(*) FROM sign_in WHERE account = 'h-1'")"
run -d city account erase h-1 --basis '个人信息保护法 第四十七条'
says "erased" 0
run -d city account grant h-1 --role handler
says "closed is closed" 1 account_closed
check "the log is still whole" "$gongzhi" -d city verify

# Ends of a session
printf '[sign_in]\nidle = 10\nlongest = 2\n' >city.conf
jar=ends

# after WHAT SQL STATUS: signed in, this happens to the session; is he in?
after() {
    sqlite3 city/log.db "DELETE FROM sign_in_failure;
        UPDATE sign_in SET totp_used = 0"
    rm -f ends
    serve city
    sign_in admin password "$admin"
    goes "signed in" /w
    stop
    sqlite3 city/log.db "$2"
    serve city
    ask /me/sessions
    same "$1" "$3" "$status"
    stop
}
after "a session in use goes on" \
    "UPDATE session SET seen_at = seen_at - 9 * 60000" 200
after "an idle one ends" "UPDATE session SET seen_at = seen_at - 11 * 60000" 303
after "an old one ends, used or not" \
    "UPDATE session SET ends_at = ends_at - 2 * 3600000" 303
after "one that is not there is none" "DELETE FROM session" 303

# Too many at once
serve city --workers 4
sqlite3 city/log.db 'DELETE FROM sign_in_failure'
: >codes
for i in 1 2 3 4 5 6 7 8; do
    curl -s -m 60 -o /dev/null -w '%{http_code} %header{retry-after}\n' \
        --data "account=busy-$i&password=$i" "$at/in" >>codes &
    pids="${pids-} $!"
done
check "the server answers others meanwhile" \
    curl -sf -m 20 -o /dev/null "$at/healthz"
wait $pids
check "too many at once are told to come later" grep -qx "503 5" codes
same "and nobody is in" 0 "$(grep -cvxE '422 |503 5' codes)"
same "who was told so has not failed" "$(grep -c 422 codes)" \
    "$(query city 'SELECT count(*) FROM sign_in_failure')"
check "failures stand in the log" grep -q '"sign-in: password wrong"' log.txt
check "without who it was" test -z "$(grep busy- log.txt)"
stop

# Behind TLS
printf '[limits]\nsign_in = 20/hour\n[sign_in]\norigin = https://city.example\n' \
    >city.conf
sqlite3 city/log.db "DELETE FROM sign_in_failure"
serve city
jar=tls
ask /in -H 'X-Forwarded-For: 192.0.2.1' -H 'Host: city.example'
says "anybody may sign in" 200 "$(phrase sign.title)"
# through FORWARDED ACCOUNT: a wrong password, by way of the proxy.
through() {
    status=$(curl -s -m 60 -o body -w '%{http_code}' -H "X-Forwarded-For: $1" \
        -H 'Host: city.example' --data "account=$2&password=not+it" "$at/in")
    out=$(cat body)
}
i=0
while [ $i -lt 20 ]; do
    i=$((i + 1))
    through '198.51.100.1, 192.0.2.7' "guess-$i"
done
says "an address may try as often as is said" 422 "$(phrase sign.wrong)"
through 192.0.2.7 somebody-else
same "then it waits, whoever it says it is" 429 "$status"
through '192.0.2.7, 192.0.2.8' somebody-else
says "another address does not" 422 "$(phrase sign.wrong)"
ask /in -H 'X-Forwarded-For: 192.0.2.1' -H 'Host: 192.0.2.9:8080'
says "not under another name, which has no TLS" 403 "$(phrase sign.unsafe)"
curl -s -o /dev/null -D head -H 'Host: city.example' --data size=xl "$at/prefs"
check "that of the text size too" grep -qi '^set-cookie: size=xl;.*; Secure' head
curl -s -D head -o body --data "account=admin&password=password" "$at/in"
check "the cookie is for TLS alone" grep -qi \
    '^set-cookie: __Host-session=[0-9a-f]*; Path=/; HttpOnly; SameSite=Lax; Secure' head
stop
for bad in http://city.example https://city.example/path; do
    printf '[sign_in]\norigin = %s\n' $bad >city.conf
    run -d city serve --check-config
    says "no origin: $bad" 1 'city.conf:2'
done
finish
