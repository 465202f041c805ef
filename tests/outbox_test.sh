#!/bin/sh
# outbox_test: messages to the outside, against a mail server that others wrote
# (aiosmtpd, with STARTTLS and password) and a gateway and receiver of webhooks
# in Python (tests/peer): what arrives, repeats, crashes, refusals, erasure.
#
#     tests/outbox_test.sh [PROGRAM]
#
# All peers listen on free ports of 127.0.0.1.
. "$(dirname "$0")/test_kit.sh"
server=
peers=
trap '[ -z "$server$peers" ] || kill -9 $server $peers 2>/dev/null
    rm -rf "$work"' EXIT
json='Content-Type: application/json'
python=/usr/bin/python3 # Debian's: others lack its packages
if ! $python -c 'import aiosmtpd' 2>/dev/null; then
    skip "python3-aiosmtpd is not installed"
    finish
fi

# peer FILE ARG...: start a peer; $peer_port is where it listens.
peer() {
    script=$1
    shift
    : >peer.port
    $python "$root/tests/peer/$script" "$@" >peer.port 2>>peers.log &
    peers="$peers $!"
    turn=0
    while [ ! -s peer.port ] && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    peer_port=$(cat peer.port)
}

# serve DIR: start it and wait for its address.
serve() {
    : >address
    "$gongzhi" -d "$1" serve --config city.conf --listen 127.0.0.1:0 \
        >address 2>>log.txt &
    server=$!
    echo $server >peer/pid
    turn=0
    while ! grep -q ready address && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    at=$(sed -n 's|^\(http://127\.0\.0\.1:[0-9]*\)/.*|\1|p' address)
    believe "$1"
}

# stop: end the server; $ended says how.
stop() {
    kill -TERM $server
    wait $server
    ended=$?
    server=
}

sysadmin='X-Gongzhi-Role: system_admin'

# ask ARG...: one request; $out gets the body, $status the status.
ask() {
    status=$(curl -s -m 20 -o body -w '%{http_code}' "$@")
    out=$(cat body 2>/dev/null)
    : >body
}

# receive CONTACT [TITLE]: take in a message.
receive() {
    printf '{"channel":"web","title":"%s","contact":"%s","caller":"王某某"}' \
        "${2:-第1号路灯不亮}" "$1" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    code=$(printf '%s\n' "$out" | grep -o '"code":"[^"]*"' | head -n 1 |
        sed 's/^"code":"//; s/"$//')
}

# reaches WHAT WANT SQL: within a while the city says so.
reaches() {
    turn=0
    while got=$(query city "$3"); [ "$got" != "$2" ] && [ $turn -lt 300 ]; do
        turn=$((turn + 1))
        sleep 0.1
    done
    same "$1" "$2" "$got"
}

# settled: no message to a citizen is under way.
settled() {
    reaches "$1" 0 "SELECT count(*) FROM outbox WHERE state = 'waiting'
        AND recipient = 'citizen'"
}

# got NAME SQL: over the lines that a peer noted, as table got(x).
got() {
    sqlite3 :memory: "CREATE TABLE got (x TEXT)" ".mode list" \
        ".separator \"\\037\" \"\\n\"" ".import peer/$1.got got" \
        ".separator | \"\\n\"" "$2"
}

mkdir peer
echo token-of-the-gateway >peer/token
printf 'whsec_%s\n' "$(head -c 32 /dev/urandom | base64)" >peer/secret
echo pass-word-of-the-city >peer/password
chmod 600 peer/token peer/secret peer/password
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout peer/key.pem \
    -out peer/cert.pem -subj /CN=127.0.0.1 \
    -addext 'subjectAltName=IP:127.0.0.1' 2>/dev/null
touch peer/sms.got peer/hook.got peer/mail.got

new city

# Without a sender messages wait
: >city.conf
serve city
receive 13911112222
says "a message is taken" 201
ask -H "@$work/token" -H "$sysadmin" -H "X-Gongzhi-User: y1" "$at/api/v1/outbox?state=waiting"
says "its messages wait" 200 '"letter":"receipt"' '"recipient":"citizen"' \
    '"letter":"dispatch"' '"senders":{"mail":false,"sms":false}'
ask -H "@$work/token" -H "$sysadmin" -H "X-Gongzhi-User: y1" "$at/api/v1/outbox?state=lost"
says "of states that there are" 422 '"field":"state"'
ask -H 'X-Forwarded-For: 192.0.2.1' "$at/api/v1/outbox"
says "for staff" 403 '"rule":"local_only"'
ask "$at/metrics"
says "and are counted" 200 'gongzhi_outbox{state="waiting"} 2' \
    'gongzhi_outbox_sent_total 0'
stop
run -d city outbox
says "the command lists them" 0 "waiting  citizen  receipt" "waiting  unit:"
run -d city outbox counts
says "and counts them" 0 "waiting  dispatch  1" "waiting  receipt  1"

# Mail, SMS, webhook
peer http_peer.py peer
http=$peer_port
peer smtp_peer.py peer
smtp=$peer_port
configure() {
    cat >city.conf <<END
[mail]
url = smtp://127.0.0.1:$smtp
user = city
password_file = peer/password
from = noreply@anlan.example
from_name = 安澜12345
ca_file = peer/cert.pem
[sms]
url = http://127.0.0.1:$http/sms
token_file = peer/token
sign = 【安澜12345】
[webhook hook]
url = http://127.0.0.1:$http/hook
secret_file = peer/secret
[outbox]
attempts = 4
first_retry = 1
longest_retry = 1
timeout = ${1:-2}
END
}
configure
serve city
settled "with senders they go"
same "the SMS" "1|1|+8613911112222|1" "$(got sms "SELECT count(*),
    json_extract(x, '\$.right'), json_extract(x, '\$.body.to'),
    json_extract(x, '\$.key') = json_extract(x, '\$.body.key') FROM got")"
text=$(got sms "SELECT json_extract(x, '\$.body.text') FROM got")
check "says what and where to look" sh -c \
    "printf '%s' '$text' | grep -q '^【安澜12345】诉求已登记，编码$code，查询码.*12345'"
check "and nothing of what was written" sh -c \
    "! printf '%s' '$text' | grep -qE '路灯|王某某|{{'"
reaches "the unit's mail" sent "SELECT state FROM outbox
    WHERE letter = 'dispatch'"
same "went over TLS with a password, in a form that is right" \
    "1|1|1|1|0|派单通知 $code" "$(got mail "SELECT count(*),
    json_extract(x, '\$.tls'), json_extract(x, '\$.user'),
    json_extract(x, '\$.ascii'), json_array_length(x, '\$.defects'),
    json_extract(x, '\$.subject') FROM got")"
same "without what the citizen wrote" 0 "$(got mail "SELECT count(*) FROM got
    WHERE json_extract(x, '\$.body') GLOB '*路灯不亮*'
    OR json_extract(x, '\$.body') GLOB '*王某某*'
    OR json_extract(x, '\$.body') GLOB '*{{*'")"

receive li@mail.example
settled "a contact that is a mail address"
same "gets the whole letter" "受理告知书 $code|1|1|1" "$(got mail "SELECT
    json_extract(x, '\$.subject'),
    json_extract(x, '\$.body') GLOB '*王某某*第1号路灯不亮*',
    json_extract(x, '\$.body') GLOB '*答复期限：2*日*',
    json_extract(x, '\$.body') NOT GLOB '*{{*'
    FROM got WHERE x GLOB '*li@mail.example*'")"
same "and its lines fit" 1 "$(got mail "SELECT max(json_extract(x,
    '\$.longest')) < 79 FROM got")"

# What cannot be sent
receive 'a@b.example\r\nBcc: c@d.example'
receive 'x@mail.example>, <y@mail.example'
receive '010-12345678'
settled "contacts that are none"
same "are dropped" "3" "$(query city "SELECT count(*) FROM outbox
    WHERE reason = 'not_sendable' AND state = 'dropped'")"
receive zhao@mail.example 'Bcc: e@f.example\r\n\r\n{{query_code}}\r\n.\r\nQUIT'
settled "a hostile title"
same "stays in the body as it was written" "1" "$(got mail "SELECT
    json_extract(x, '\$.body') GLOB '*Bcc: e@f.example*{{query_code}}*QUIT*'
    FROM got WHERE x GLOB '*\"zhao@mail.example\"*'")"
same "no mail has another header or recipient" \
    'Date,From,To,Message-ID,Subject,MIME-Version,Content-Type,Content-Transfer-Encoding,Auto-Submitted|1' \
    "$(got mail "SELECT DISTINCT (SELECT group_concat(value) FROM
    json_each(x, '\$.names')), json_array_length(x, '\$.to') FROM got")"
receive nobody@reject.example
settled "a mailbox that is not there"
same "is not tried again" "failed|rejected|1" "$(query city "SELECT state,
    reason, attempts FROM outbox WHERE state = 'failed'")"

# Retries
: >peer/sms.got
echo '500 429:1 drop 200' >peer/sms.plan
receive 13911113333
settled "a gateway that fails three times"
same "gets the same message four times, under one key" "4|1|sent" "$(got sms \
    "SELECT count(*), count(DISTINCT json_extract(x, '\$.key')) FROM got")|$(
    query city "SELECT state FROM outbox WHERE attempts = 4")"
: >peer/sms.got
echo '500 500 500 500' >peer/sms.plan
receive 13911114444
settled "one that fails always"
same "is given up after as many attempts as were set" "failed|server_error|4" \
    "$(query city "SELECT state, reason, attempts FROM outbox
    ORDER BY state = 'failed' DESC, id DESC LIMIT 1")"
: >peer/sms.got
echo '400' >peer/sms.plan
receive 13911115555
settled "one that refuses"
same "is not asked again" "1|failed|rejected" "$(got sms "SELECT count(*)
    FROM got")|$(query city "SELECT state, reason FROM outbox
    ORDER BY state = 'failed' DESC, id DESC LIMIT 1")"
echo 'away big' >peer/sms.plan
receive 13911116666
settled "a redirect is not followed, a large answer not read"
check "nothing went elsewhere" test ! -e peer/elsewhere.got
echo 'hang' >peer/sms.plan
receive 13911117777
turn=0
while ! grep -q '"hang"' peer/sms.got && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.1
done
ask "$at/healthz"
says "while a gateway hangs the timers run" 200 '"status":"ok"'
settled "and it is asked again"

# Webhooks
printf '{"fields":{"unit":"U_URBAN"}}' >sent
ask -H "$json" -H "@$work/token" -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-User: o1' \
    --data-binary @sent "$at/api/v1/appeals/$code/accuse"
says "a case is against a unit" 200 '"appeal_accused"'
ask -H "@$work/token" -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-User: o1' \
    -H 'X-Gongzhi-Purpose: intake' "$at/api/v1/appeals/$code"
says "and somebody looks at it" 200 '"contact":"139'
reaches "which is written down" 1 "SELECT count(*) FROM access_read"
reaches "the webhook follows to the end" 1 "SELECT w.position >=
    (SELECT max(position) FROM batch) FROM webhook AS w"
same "every signature was right" 1 "$(got hook "SELECT
    min(json_extract(x, '\$.right')) FROM got")"
same "in order, once each, and from its first day on" "1|1" "$(got hook \
    "SELECT group_concat(p) = (SELECT group_concat(p) FROM (SELECT DISTINCT p
        FROM (SELECT json_extract(x, '\$.body.data.position') AS p FROM got)
        ORDER BY p)), min(p) > 2
    FROM (SELECT json_extract(x, '\$.body.data.position') AS p FROM got)")"
same "each delivery is counted for the sharing register" "$(got hook "SELECT
    count(*), min(json_extract(x, '\$.body.data.position')),
    max(json_extract(x, '\$.body.data.position')) FROM got")" \
    "$(query city "SELECT sum(n), min(first_leaf), max(last_leaf)
        FROM webhook_given WHERE name = 'hook' AND first_at <= last_at")"
ask -H "@$work/token" -H 'X-Gongzhi-Role: auditor' -H 'X-Gongzhi-User: a1' \
    "$at/api/v1/sharing?receiver=hook"
says "which shows receiver, fields, basis, times and leaves" 200 \
    '"receiver":"hook","way":"webhook","fields":"case","purpose":"handling"' \
    '"basis":"设计默认值：推送办理进度' '"count":' '"since":' '"first_leaf":'
same "neither is told outside" 0 "$(got hook "SELECT count(*) FROM got
    WHERE x GLOB '*appeal_accused*' OR x GLOB '*access_*'")"
# A crash between the peer's yes and our mark
: >peer/sms.got
echo kill >peer/sms.plan
receive 13911118888
wait $server 2>/dev/null
server=
same "killed while the gateway had it" "waiting|1" "$(query city "SELECT state,
    attempts FROM outbox WHERE recipient = 'citizen' AND state = 'waiting'")"
serve city
settled "after a kill it is sent"
same "again, with the same key" "2|1|1" "$(got sms "SELECT count(*),
    count(DISTINCT json_extract(x, '\$.key')),
    count(DISTINCT json_extract(x, '\$.body.text')) FROM got")"
: >peer/mail.got
echo kill >peer/mail.plan
receive qian@mail.example
wait $server 2>/dev/null
server=
serve city
settled "the same with mail"
same "under one Message-ID" "2|1" "$(got mail "SELECT count(*),
    count(DISTINCT json_extract(x, '\$.key')) FROM got
    WHERE x GLOB '*qian@mail.example*'")"

# A kill may come between the yes of a receiver and our mark: then it is told
# again, under the same id, and nothing is left out or overtaken.
reaches "after the kills the webhook goes on to the end" 1 "SELECT w.position >=
    (SELECT max(position) FROM batch) FROM webhook AS w"
same "in order, and what comes again has its id" "0|1" "$(got hook \
    "SELECT sum(p < before), count(DISTINCT id) = count(DISTINCT p) FROM (
        SELECT json_extract(x, '\$.body.data.position') AS p,
        json_extract(x, '\$.key') AS id,
        lag(json_extract(x, '\$.body.data.position'), 1, 0) OVER () AS before
        FROM got)")"
check "without anything personal" sh -c \
    "! grep -qE '路灯|王某某|1391111|mail.example|subject_id|actor|commitment' peer/hook.got"
: >peer/hook.got
echo '500 400 hang 429:1 200' >peer/hook.plan
receive 13911119999
reaches "a receiver that fails is asked again" 1 "SELECT w.position > (SELECT
    max(position) FROM batch) AND failures = 0 FROM webhook AS w"
same "with the same id, before the next event" "5|1|1" "$(got hook "SELECT
    count(*), count(DISTINCT key), count(DISTINCT p) FROM (SELECT
    json_extract(x, '\$.key') AS key,
    json_extract(x, '\$.body.data.position') AS p FROM got LIMIT 5)")"
echo '410' >peer/hook.plan
receive 13911120000
reaches "one that is gone is disabled" "1|gone" "SELECT disabled, reason
    FROM webhook"
check "and that is told" grep -q "webhook is disabled" log.txt
ask "$at/metrics"
says "also in the figures" 200 'gongzhi_webhook_disabled{name="hook"} 1'
ask -H "@$work/token" -H "$sysadmin" -H "X-Gongzhi-User: y1" "$at/api/v1/outbox?limit=1"
says "and to staff" 200 '"name":"hook"' '"disabled":true' '"next":'
settled "messages go on meanwhile"
echo hang >peer/sms.plan
: >peer/sms.got
receive 13911121111
turn=0
while ! grep -q '"hang"' peer/sms.got && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.1
done
stop
same "SIGTERM during an attempt ends it well" 0 $ended
run -d city outbox hooks
says "the command lists hooks" 0 "hook" "disabled" "gone"
run -d city outbox resume nothing
says "a hook that is not there" 1 "there is no webhook nothing"
run -d city outbox resume hook
says "a hook is resumed" 0
: >peer/hook.got
: >peer/sms.got
run -d city rebuild
says "a rebuild" 0
receives 1 >one.json
"$gongzhi" -d city do one.json >/dev/null 2>&1
sed 's/"channel"/"source":"old","outside_id":"7","channel"/; s/citizen/importer/' \
    one.json >old.json
"$gongzhi" -d city do old.json >old.out 2>&1
same "history comes in" 1 "$(query city "SELECT count(*) FROM appeal
    WHERE source = 'old'")"
serve city
settled "and a start"
reaches "go on where it was" 1 "SELECT w.position > (SELECT max(position)
    FROM batch) FROM webhook AS w"
old=$(query city "SELECT 'appeal/' || lower(hex(id)) FROM appeal
    WHERE source = 'old'")
same "nothing is sent twice, and no history" "1|0" "$(got hook "SELECT
    count(*) = count(DISTINCT json_extract(x, '\$.body.data.position')),
    sum(x GLOB '*$old*') FROM got")"
same "to nobody" 0 "$(query city "SELECT count(*) FROM outbox
    WHERE stream = '$old'")"

# By hand, while the server runs
echo '410' >peer/hook.plan
receive 13911122222
reaches "a webhook is disabled again" 1 "SELECT disabled FROM webhook"
run -d city outbox resume hook
says "the command names the door of the server" 3 "another process writes" \
    "/api/v1/webhooks/hook/resume"
run -d city outbox retry 7
says "that for a message too" 3 "/api/v1/outbox/7/retry"
: >peer/hook.got
ask -X POST "$at/api/v1/webhooks/hook/resume"
says "a form of another site cannot resume it" 403 '"rule":"nobody"'
post() {
    ask -X POST -H "@$work/token" -H 'X-Gongzhi-Role: system_admin' -H 'X-Gongzhi-User: y1' "$@"
}
post -H 'Via: 1.1 proxy' "$at/api/v1/webhooks/hook/resume"
says "nor anybody from afar" 403 '"rule":"local_only"'
post "$at/api/v1/webhooks/nothing/resume"
says "a webhook that is not there" 404 '"rule":"no_such_webhook"' \
    '"field":"webhook"'
post "$at/api/v1/webhooks/hook/resume"
says "the webhook is resumed" 200 '"name":"hook"' '"disabled":false'
reaches "and goes on to the end of the log" 1 "SELECT disabled = 0 AND
    failures = 0 AND position > (SELECT max(position) FROM batch)
    FROM webhook"
same "with what was missing, in order and once" "1|1" "$(got hook "SELECT
    count(*) > 0 AND count(*) = count(DISTINCT n), min(n > before) FROM (
    SELECT n, lag(n, 1, -1) OVER (ORDER BY place) AS before FROM (
    SELECT rowid AS place, json_extract(x, '\$.body.data.position') AS n
    FROM got))")"
ask -H "@$work/token" -H "$sysadmin" -H "X-Gongzhi-User: y1" "$at/api/v1/outbox?limit=1"
says "staff see that it is well" 200 '"disabled":false'
ask "$at/metrics"
says "and so do the figures" 200 'gongzhi_webhook_disabled{name="hook"} 0'
post "$at/api/v1/outbox/999999/retry"
says "a message that is not there" 404 '"rule":"no_such_message"'
post "$at/api/v1/outbox/one/retry"
says "a number that is none" 404 '"rule":"no_such_message"'
id=$(query city "SELECT max(id) FROM outbox WHERE state = 'sent'")
post "$at/api/v1/outbox/$id/retry"
says "a message that was sent" 409 '"rule":"message_was_sent"'
id=$(query city "SELECT max(id) FROM outbox WHERE state = 'failed'
    AND recipient = 'citizen'")
tried=$(query city "SELECT attempts FROM outbox WHERE id = $id")
: >peer/sms.plan
post "$at/api/v1/outbox/$id/retry"
says "one that failed gets another try" 200 "\"id\":$id" '"state":"waiting"'
reaches "and goes" sent "SELECT state FROM outbox WHERE id = $id"

# Erasure
stop
receives 1 | sed 's/139000/138000/' >gone.json
"$gongzhi" -d city do gone.json >gone.out 2>&1
code=$(query city "SELECT code FROM appeal ORDER BY number DESC LIMIT 1")
: >peer/sms.got
run -d city erase "$code" --basis 本人申请
says "a citizen is erased before the message went" 0
serve city
settled "it"
same "is not sent" "0|dropped|erased" "$(got sms "SELECT count(*) FROM got \
    WHERE x GLOB '*$code*'")|$(query city "SELECT state, reason FROM outbox
    WHERE recipient = 'citizen' ORDER BY id DESC LIMIT 1")"

# Passwords and certificates
stop
echo another >peer/given
chmod 600 peer/given
sed -i 's|password_file = peer/password|password_file = peer/given|' city.conf
: >peer/mail.got
serve city
receive sun@mail.example
settled "a wrong password"
same "ends as failed, after its attempts" "failed|auth|4|0" "$(query city \
    "SELECT state, reason, attempts FROM outbox WHERE recipient = 'citizen'
    ORDER BY id DESC LIMIT 1")|$(got mail "SELECT count(*) FROM got")"
id=$(query city "SELECT id FROM outbox WHERE reason = 'auth'
    AND recipient = 'citizen'")
stop
configure
run -d city outbox retry "$id"
says "a message is tried again by hand" 0
serve city
settled "with the right one"
same "it goes" sent "$(query city "SELECT state FROM outbox WHERE id = $id")"
stop
run -d city outbox retry "$id"
says "but not a second time" 1 "was sent"
sed -i '/ca_file/d' city.conf
: >peer/mail.got
serve city
receive zhou@mail.example
settled "a certificate of nobody"
same "gets no mail" "failed|tls|0" "$(query city "SELECT state, reason
    FROM outbox WHERE recipient = 'citizen' ORDER BY id DESC LIMIT 1")|$(
    got mail "SELECT count(*) FROM got")"
stop
peer smtp_peer.py peer plain
smtp=$peer_port
configure
sed -i '/^user\|^password_file\|ca_file/d' city.conf
serve city
receive wu@mail.example
settled "a server without STARTTLS"
same "gets none either" "failed|tls|0" "$(query city "SELECT state, reason
    FROM outbox WHERE recipient = 'citizen' ORDER BY id DESC LIMIT 1")|$(
    got mail "SELECT count(*) FROM got")"
stop

# Old messages, and the log
sqlite3 city/log.db "UPDATE outbox SET state = 'waiting', next_try_at = 0,
    created_at = created_at - 169 * 3600000 WHERE id = $id"
serve city
reaches "an old message is dropped" "dropped|too_old" "SELECT state, reason
    FROM outbox WHERE id = $id"
stop
run -d city verify
says "the log verifies" 0 "完整无误"
check "the program's log has nothing personal" sh -c \
    "! grep -qE '路灯|王某某|1391111|mail.example|pass-word|token-of|whsec' log.txt"

finish
