#!/bin/sh
# serve_test: the server as programs see it: API, limits, malformed requests,
# repeats, kills under load, a second process, the end.
#
#     tests/serve_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

# ask ARG...: one request; $out gets the body, $status the status, $head the
# head.
ask() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' "$@")
    out=$(cat body 2>/dev/null)
    head=$(tr -d '\r' <head 2>/dev/null)
    : >body
    : >head
}

# post PATH BODY [ARG...]
post() {
    path=$1
    printf '%s' "$2" >sent
    shift 2
    ask -H "$json" --data-binary @sent "$@" "$at$path"
}

# staff ROLE UNIT CODE COMMAND [FIELDS]: a command of staff.
staff() {
    post "/api/v1/appeals/$3/$4" "{\"fields\":${5:-{\}}}" \
        -H "@$work/token" -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-User: t1" -H "X-Gongzhi-Unit: $2"
}

# see PATH [ARG...]: a GET of an operator.
see() {
    path=$1
    shift
    ask -H "@$work/token" -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-User: o1' "$@" "$at$path"
}

# field NAME: the first such text or number of the answer.
field() {
    printf '%s\n' "$out" |
        sed -n "s/^[^\n]*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1
}

# first NAME: as field, but the first one of the line.
first() {
    printf '%s\n' "$out" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 |
        sed 's/^"[^"]*":"//; s/"$//'
}

# head_says WHAT TEXT...
head_says() {
    what=$1
    shift
    for text in "$@"; do
        if ! printf '%s\n' "$head" | grep -qiF -e "$text"; then
            fail "$what" "no header \"$text\": $head"
            return
        fi
    done
    pass "$what"
}

new city
serve city
check "the server says where it listens" test -n "$port"

# A case from receipt to second handling
phone=13911112222
post /api/v1/appeals '{"channel":"web","title":"第1号路灯不亮",
    "body":"门口的路灯坏了三天","contact":"13911112222","caller":"王某某"}'
says "receive gives a receipt" 201 '"stage":"dispatched"' '"lead":"U_' \
    '"due_at":"20' '"position":2' '"appeal_received"'
head_says "and says where the case is" "Location: /api/v1/appeals/"
head_says "every answer has its security headers" \
    "X-Content-Type-Options: nosniff" "Referrer-Policy: no-referrer" \
    "Content-Security-Policy: default-src 'none'" "Cache-Control: no-store"
check "and names no server" sh -c "! printf '%s' '$head' | grep -qi '^server:'"
id=$(first id)
code=$(first code)
query_code=$(first query_code)
unit=$(first lead)
staff handler "$unit" "$code" sign_in
says "sign_in by case code" 200 '"stage":"handling"' '"appeal_signed_in"'
staff handler "$unit" "$id" contact '{"reached":1,"how":"phone"}'
says "contact by id" 200 '"appeal_contacted"'
staff handler "$unit" "$id" reply '{"outcome":"supported","text":"已修好"}'
says "reply" 200 '"stage":"replied"'
post "/api/v1/c/$query_code/rate" \
    '{"fields":{"solved":"no","satisfied":"no","words":"还是不亮"}}'
says "rating opens the second handling" 200 '"stage":"handling"' \
    '"appeal_second_opened"' '"second_due_at"'
post "/api/v1/c/$query_code/nudge" ''
says "a citizen's command without a body" 200 '"appeal_nudged"'
ask "$at/api/v1/c/$query_code"
says "the citizen sees how far it is" 200 '"stage":"handling"' '"unit":{' \
    '"events":[' '"appeal_rated"'
ask "$at/api/v1/c/$code"
says "a case code opens nothing there" 404 '"rule":"no_such_case"'
see "/api/v1/appeals/$id"
says "staff sees the case" 200 '"actor":"handler:t1@' '"clocks":{' '"round":2'
check "without personal texts" sh -c \
    "! printf '%s' '$out' | grep -qE '坏了三天|王某某|$phone|还是不亮|已修好'"
tag=$(printf '%s\n' "$head" | sed -n 's/^ETag: //p')
see "/api/v1/appeals/$id" -H "If-None-Match: $tag"
same "a case that did not change" "304 " "$status $out"
staff operator "" "$id" remind '{"note":"请尽快"}'
see "/api/v1/appeals/$id" -H "If-None-Match: $tag"
same "and one that did" 200 "$status"

# Refusals
post /api/v1/appeals '{"channel":"pigeon","title":"x"}'
says "a choice that is none" 422 '"rule":"unknown_choice"' \
    '"field":"channel"' '"title":"Unprocessable Content"' '"detail":"没有'
head_says "is a problem" "Content-Type: application/problem+json"
post /api/v1/appeals '{"channel":"pigeon"}' -H 'Accept-Language: en'
says "in the language of the asker" 422 'There is no such choice'
post /api/v1/appeals '{"channel":"web"}'
says "a field that is missing" 422 '"rule":"required"' '"field":"title"'
post /api/v1/appeals '{"channel":"web","title":"x","number":7}'
says "a field that is not the caller's" 422 '"field":"number"'
post /api/v1/appeals '{"channel":"web","title":"x","source":"old"}'
says "a citizen brings no history" 403 '"field":"source"'
post /api/v1/appeals "{\"channel\":\"web\",\"title\":\"$(printf '%201s' x)\"}"
says "a text that is too long" 422 '"rule":"too_long"' '"field":"title"'
staff handler U_NOBODY "$id" reply '{"outcome":"partly","text":"x"}'
says "no right" 403 '"rule":"no_right"'
staff handler "$unit" "$id" sign_in
says "not at this stage" 409 '"rule":"not_at_this_stage"'
staff system "" "$id" archive
says "nobody is the system" 403
staff handler "$unit" "$id" tick
says "tick is no command from outside" 404 '"rule":"unknown_command"'
post "/api/v1/c/$query_code/reply" '{}'
says "reply is not the citizen's" 404 '"rule":"unknown_command"'
post "/api/v1/appeals/$id/sign_in" '{}'
says "staff says who it is" 403 '"rule":"nobody"'
staff operator "" "$(printf '%032d' 7)" nudge
says "a case that is not there" 404 '"rule":"no_such_case"'
see "/api/v1/appeals/$(printf '%032d' 7)"
says "nor to be seen" 404 '"rule":"no_such_case"'
post /api/v1/appeals '{"channel":"web",'
says "malformed JSON" 400 '"rule":"malformed_json"' 'line 1'
post /api/v1/appeals '{"channel":"web","channel":"web"}'
says "a doubled member" 400 '"rule":"malformed_json"'
post /api/v1/appeals '[]'
says "no object" 400 '"rule":"malformed_json"'
ask -d 'channel=web' "$at/api/v1/appeals"
says "a form is no JSON" 415 '"rule":"not_json"'

# Who asks
post /api/v1/mask '{"text":"业主张伟强，13800138000"}' -H "@$work/token" -H 'X-Gongzhi-Role: operator'
says "a text is masked for a look" 200 '{"masked":"业主张某某，【手机号】","spans":' \
    '{"at":6,"bytes":9,"kind":"name"},{"at":18,"bytes":11,"kind":"mobile"}]}'
post /api/v1/mask '{"words":"x"}' -H "@$work/token" -H 'X-Gongzhi-Role: operator'
says "the text must be there" 422 '"field":"text"'
post /api/v1/mask '{"text":"x","more":1}' -H "@$work/token" -H 'X-Gongzhi-Role: operator'
says "and nothing else" 422 '"rule":"unknown_field"'
post /api/v1/mask '{"text":"x"}' -H 'X-Forwarded-For: 192.0.2.1'
says "for staff only" 403 '"rule":"local_only"'
ask -H 'X-Forwarded-For: 192.0.2.1' "$at/api/v1/appeals"
says "what came through a proxy is not local" 403 '"rule":"local_only"'
ask -H 'Host: city.example' "$at/api/v1/appeals"
says "nor is what was asked for under another name" 403 '"rule":"local_only"'
post /api/v1/appeals '{"channel":"web","title":"x"}' \
    -H "@$work/token" -H 'X-Gongzhi-Role: operator' -H 'Via: 1.1 proxy'
says "nor may it say a role" 403 '"rule":"local_only"'

# The token of programs
same "the first start writes the token for its owner alone" 600 \
    "$(stat -c %a city/programs.token)"
token=$(cat city/programs.token)
speaks() { # ARG...: the list of cases, as an operator
    ask -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-User: o1' "$@" \
        "$at/api/v1/appeals"
}
speaks
says "no program is believed without it" 401 '"rule":"token_required"'
head_says "and is told what to bring" "WWW-Authenticate: Bearer"
for bad in "Bearer $(printf %064d 0)" "Bearer ${token%?}" "Bearer ${token}0" \
    "Bearer" "Basic $token" "$token"; do
    speaks -H "Authorization: $bad"
    says "nor with $(printf %.9s "$bad")... of ${#bad}" 401
done
post /api/v1/appeals '{"channel":"web","title":"x"}' -H 'X-Gongzhi-Role: operator'
says "nor when it takes in a message" 401 '"rule":"token_required"'
speaks -H "Authorization: Bearer $token"
says "with it it is" 200
ask -H "Authorization: Bearer $token" "$at/api/v1/appeals"
says "but nobody's word is nobody" 403 '"rule":"nobody"'
speaks -H "Authorization: Bearer $token" -H 'Via: 1.1 proxy'
says "nor does the token pass a proxy" 403 '"rule":"local_only"'

# Methods and addresses
ask -X OPTIONS "$at/api/v1/appeals"
same "OPTIONS" "204 Allow: POST, GET, HEAD, OPTIONS" \
    "$status $(printf '%s\n' "$head" | grep Allow)"
ask -X DELETE "$at/api/v1/appeals/$id"
says "another method" 405 '"status":405'
head_says "says which there are" "Allow: GET, HEAD, OPTIONS"
ask "$at/api/v2"
says "no such address" 404 '"status":404'
ask "$at/api/v1/c/%ff"
says "an address that is no text" 400 '"rule":"malformed_address"'
ask "$at/api/v1/appeals?limit=1&limit=2"
says "a parameter said twice" 400 '"rule":"malformed_address"'
ask "$at/healthz?$(printf '%02100d' 0)"
says "an address that is too long" 414
head -c 1100000 /dev/zero | tr '\0' ' ' >large
ask -H "$json" --data-binary @large "$at/api/v1/appeals"
says "a body that is too large" 413
ask -H "$json" -H 'Transfer-Encoding: chunked' --data-binary @large \
    "$at/api/v1/appeals"
says "or too large without saying so" 413

# raw WHAT STATUSES TEXT: send it in one piece; the status lines that come.
raw() {
    printf "$3" >sent
    bash -c 'exec 3<>/dev/tcp/127.0.0.1/$0; cat sent >&3
        timeout 5 cat <&3' "$port" 2>/dev/null | tr -d '\r' >answered
    got=$(sed -n 's/^HTTP\/1\.1 \([0-9]*\).*/\1/p' answered | tr '\n' ' ')
    same "$1" "$2" "${got% }"
}
host='Host: localhost\r\n'
start="POST /api/v1/appeals HTTP/1.1\r\n$host$json\r\n"
next="GET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n"
raw "pipelined requests are answered in turn" "200 404 200" \
    "GET /healthz HTTP/1.1\r\n$host\r\nGET /no HTTP/1.1\r\n$host\r\n$next"
raw "HEAD" "200 404" \
    "HEAD /healthz HTTP/1.1\r\n$host\r\nHEAD /no HTTP/1.1\r\n${host}Connection: close\r\n\r\n"
same "has no body" 0 "$(grep -c '{' answered)"
raw "two readings of a length: one answer, and the end" 400 \
    "${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n$next"
raw "also without a body to come" 400 \
    "GET /healthz HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n$next"
raw "a doubled length" 400 \
    "${start}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}$next"
raw "a coding that is not chunked" 400 \
    "${start}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n$next"
raw "a blank before the colon" 400 \
    "${start}Content-Length : 2\r\n\r\n{}$next"
raw "no host" 400 "GET /healthz HTTP/1.1\r\n\r\n"
raw "two hosts" 400 "GET /healthz HTTP/1.1\r\n${host}Host: b\r\n\r\n"
raw "a body that nobody asked for is read over" "200 200" \
    "GET /healthz HTTP/1.1\r\n${host}Content-Length: 4\r\n\r\nabcd$next"
raw "an absolute address" 200 \
    "GET http://localhost/healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n"
raw "a head that is too large" 431 "GET /healthz HTTP/1.1\r\n${host}X-A: $(
    printf '%017000d' 0)\r\n\r\n"
raw "too many headers" 431 "GET /healthz HTTP/1.1\r\n$host$(
    for i in $(seq 70); do printf 'X-%d: 1\\r\\n' "$i"; done)\r\n"
ask "$at/healthz"
says "after all this it is well" 200 '"status":"ok"'

# Repeats
key='Idempotency-Key: 0190-a-key-of-this-test'
body='{"channel":"web","title":"井盖丢了","contact":"13911113333"}'
post /api/v1/appeals "$body" -H "$key"
says "a message with a key" 201
answer=$out
post /api/v1/appeals "$body" -H "$key"
same "a repeat gives the same receipt" "200 $answer" "$status $out"
head_says "and says that it is one" "Idempotency-Replayed: true"
post /api/v1/appeals '{"channel":"web","title":"另一件"}' -H "$key"
says "another message under the key is refused" 422 '"rule":"key_used_before"'
post /api/v1/appeals "$body" -H 'Idempotency-Key: short'
says "a key that others may guess is refused" 422 '"field":"Idempotency-Key"'
number=$(query city 'SELECT max(number) FROM appeal')
for i in 1 2 3 4 5 6 7 8; do
    printf '%s' "$body" | curl -s -m 20 -H "$json" --data-binary @- \
        -H 'Idempotency-Key: eight-at-once-of-them' "$at/api/v1/appeals" \
        >"eight.$i" &
    eight="${eight-} $!"
done
wait $eight
same "eight at once give one case" "1 8" "$(cat eight.* | sort -u | wc -l) $(
    cat eight.* | grep -c '"position"')"
same "and one row" 1 "$(query city "SELECT count(*) FROM appeal
    WHERE number > $number")"
query_code=$(sed -n 's/.*"query_code":"\([^"]*\)".*/\1/p' eight.1)
post "/api/v1/c/$query_code/nudge" '{}' -H 'Idempotency-Key: nudged-once-only-1'
post "/api/v1/c/$query_code/nudge" '{}' -H 'Idempotency-Key: nudged-once-only-1'
says "a command with a key" 200 '"appeal_nudged"'
ask "$at/api/v1/c/$query_code"
same "is carried out once" 1 \
    "$(printf '%s\n' "$out" | grep -o appeal_nudged | wc -l)"

# Lists
for i in 1 2 3 4 5 6 7; do
    post /api/v1/appeals "{\"channel\":\"web\",\"title\":\"第${i}号路灯不亮\"}"
done
seen=0
after=0
turns=0
while [ -n "$after" ] && [ $turns -lt 20 ]; do
    see "/api/v1/appeals?limit=3&after=$after"
    seen=$((seen + $(printf '%s\n' "$out" | grep -o '"number":' | wc -l)))
    after=$(field next)
    turns=$((turns + 1))
done
same "paging sees every case once" "$(query city 'SELECT count(*) FROM appeal')" \
    "$seen"
see "/api/v1/appeals?stage=handling&unit=$unit"
says "a list is narrowed" 200 "$code"
see "/api/v1/appeals?stage=lost"
says "by a stage that is one" 422 '"field":"stage"'
see "/api/v1/appeals?colour=red"
says "by parameters that are there" 422 '"field":"colour"'
see "/api/v1/appeals?limit=501"
says "and not without end" 422 '"rule":"out_of_range"'

# The log
ask "$at/log/checkpoint"
says "a checkpoint" 200 'gongzhi/' '— gongzhi/'
head_says "is text that ages soon" "Content-Type: text/plain" "max-age=5" \
    "ETag: "
ask "$at/c/$query_code/proof.json"
says "a receipt with its proofs" 200 '"receipt":1' '"checkpoint":"gongzhi/' \
    '"leaf":"{' '"position":2' '"hashes":["'
ask "$at/c/$code/proof.json"
says "but not by a case code" 404 '"rule":"no_such_case"'

# What it says of itself
ask "$at/metrics"
says "figures" 200 'gongzhi_http_requests_total{method="POST",route="/api/v1/appeals",status="201"}' \
    'le="+Inf"' 'gongzhi_log_records ' 'gongzhi_cases{stage="handling"} ' \
    'gongzhi_timers_due ' 'gongzhi_uptime_seconds '
ask "$at/api/v1/openapi.json"
printf '%s' "$out" >openapi.json
same "the description is JSON" "1|3.1.0" "$(sqlite3 :memory: "SELECT
    json_valid(x), json_extract(x, '\$.openapi')
    FROM (SELECT CAST(readfile('openapi.json') AS TEXT) AS x)")"
sqlite3 :memory: "SELECT p.key || ' ' || upper(m.key) FROM
    json_each(CAST(readfile('openapi.json') AS TEXT), '\$.paths') AS p,
    json_each(p.value) AS m" | sort >described
sed -n 's/.*{ HTTP_\([A-Z]*\), ROUTE_[A-Z]*, "\([^"]*\)".*/\2 \1/p' "$root/src/api/routes.c" |
    sort >routes
same "and lists every route" "$(cat routes)" "$(cat described)"
same "with the limits of the commands" "200|1|20000" "$(sqlite3 :memory: "SELECT
    json_extract(x, '\$.components.schemas.receive.properties.title.maxLength'),
    json_extract(x, '\$.components.schemas.receive.properties.title.minLength'),
    json_extract(x, '\$.components.schemas.reply.properties.text.maxLength')
    FROM (SELECT CAST(readfile('openapi.json') AS TEXT) AS x)")"

# A second process
echo '[]' >nothing.json
run -d city do nothing.json
says "a second writer is told what to do" 3 "another process writes city" \
    "stop the server"
run -d city show "$code"
says "reading goes on" 0 "$code"
run -d city verify
says "and so does verifying" 0 "完整无误"

# The end
kill -HUP $server
sleep 0.2
ask "$at/healthz"
says "it reads the rulebooks again and goes on" 200
check "and says so" grep -q "rulebooks read again" log.txt
same "and reminds of the provisional year, as at the start" 2 \
    "$(grep -c "provisional year" log.txt)"
( printf 'GET /healthz HTTP/1.1\r\nHo'; sleep 4 ) |
    bash -c "cat >/dev/tcp/127.0.0.1/$port" 2>/dev/null &
dawdler=$!
sleep 0.2
before=$(date +%s%N)
kill -TERM $server
wait $server
ended=$?
took=$((($(date +%s%N) - before) / 1000000))
server=
kill $dawdler 2>/dev/null
same "SIGTERM ends it well" 0 $ended
check "within two seconds, though a client dawdles ($took ms)" \
    test $took -lt 2000
check "its log has a line a request" grep -q \
    '"method":"POST","route":"/api/v1/appeals/{id}/{command}","status":200' \
    log.txt
check "and nothing personal" sh -c \
    "! grep -qE '$phone|路灯|王某某|$code|$query_code|$id' log.txt"

# Kills under load: what was acknowledged is there
new kills
: >acknowledged
rounds=0
lost=0
while [ $rounds -lt 5 ]; do
    rounds=$((rounds + 1))
    serve kills
    load=
    for i in 1 2 3 4 5 6; do
        printf '{"channel":"web","title":"第%d号路灯不亮","contact":"139%08d"}' \
            $rounds $i >"load.$i.json"
        curl -s -m 20 -H "$json" --data-binary "@load.$i.json" \
            "$at/api/v1/appeals#[1-5000]" >"load.$i.out" 2>/dev/null &
        load="$load $!"
    done
    sleep 0.$((3 + rounds))
    kill -9 $server
    wait $server 2>/dev/null
    wait $load
    server=
    sed -n 's/^{"id":"\([0-9a-f]*\)".*}$/\1/p' load.*.out >>acknowledged
    "$gongzhi" -d kills verify >verified 2>&1 || lost=$((lost + 1))
done
sort acknowledged >acknowledged.sorted
query kills 'SELECT lower(hex(id)) FROM appeal' | sort >there
same "five kills under load: every log verifies" 0 $lost
same "and every receipt that was given is there" "" \
    "$(comm -23 acknowledged.sorted there | head -n 3)"
check "there were some ($(wc -l <acknowledged))" test "$(
    wc -l <acknowledged)" -gt 20

finish
