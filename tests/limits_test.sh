#!/bin/sh
# limits_test: how often one address may do something, and what is done with
# one case, by [limits] of the configuration; whose X-Forwarded-For is believed;
# and that programs with the token are not counted.
#
#     tests/limits_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"

cat >city.conf <<'EOF'
[limits]
intake = 3/hour
look_up = 4/hour
acts = 2/hour
sign_in = 2/hour
codes = 1/hour
phone = 1/hour
EOF
new city
serve city

# take ADDRESS [ARG...]: a message from there.
take() {
    from=$1
    shift
    ask /api/v1/appeals ${from:+-H "X-Forwarded-For: $from"} \
        -H 'Content-Type: application/json' "$@" \
        -d '{"channel":"web","title":"路灯不亮","contact":"13900000001"}'
}
# within SECONDS: to wait, less what has passed meanwhile.
within() {
    wait_now=$(header Retry-After)
    [ "$wait_now" -le "$1" ] && [ "$wait_now" -gt $(($1 / 2)) ]
}
header() { tr -d '\r' <head | sed -n "s/^$1: //p"; }

got=
for i in 1 2 3 4; do
    take 192.0.2.1
    got="$got $status"
done
same "three messages an hour, and no fourth" " 201 201 201 429" "$got"
check "it says when to come again" within 1200
same "as a problem" application/problem+json "$(header Content-Type)"
check "which is named" grep -q '"rule":"too_often"' body
take 192.0.2.2
same "another address is not touched" 201 "$status"
code=$(sed -n 's/.*"query_code":"\([^"]*\)".*/\1/p' body)
got=
for i in 1 2 3 4 5; do
    take "" -H @token
    got="$got $status"
done
same "programs with the token are not counted" " 201 201 201 201 201" "$got"
for i in 1 2 3; do take 192.0.2.9 -H @token; done
take 192.0.2.9 -H @token
same "the token does not count through a proxy" 429 "$status"

# the description lists it where it is counted, and nowhere else
ask /api/v1/openapi.json
same "the description tells of it, with the time to wait" \
    "/api/v1/appeals post
/api/v1/c/{query_code} get
/api/v1/c/{query_code}/{command} post
/c/{query_code}/proof.json get" \
    "$(jq -r '.paths | to_entries[] | .key as $path | .value | to_entries[] |
        select(.value.responses["429"].headers["Retry-After"].schema) |
        "\($path) \(.key)"' body | grep -v /files | LC_ALL=C sort)"

# act ADDRESS CODE
act() {
    ask "/api/v1/c/$2/add_material" -H "X-Forwarded-For: $1" \
        -H 'Content-Type: application/json' -d '{"fields":{"text":"还是不亮"}}'
}
act 192.0.2.3 "$code"
first=$status
act 192.0.2.4 "$code"
second=$status
act 192.0.2.5 "$(echo "$code" | tr -d -)"
same "two acts an hour on one case, wherever from" "200 200 429" \
    "$first $second $status"
check "for half an hour" within 1800

for i in 1 2 3 4; do ask "/c/$code" -H 'X-Forwarded-For: 192.0.2.6'; done
same "four look-ups" 200 "$status"
ask "/c/$code" -H 'X-Forwarded-For: 192.0.2.6' -H 'Accept: text/html'
same "and no fifth" 429 "$status"
check "browsers get a page" grep -q "$(phrase problem.often)" body
check "with the time to wait" grep -q '15 分钟' body
check "and other ways" grep -q '12345' body
ask / -H 'X-Forwarded-For: 192.0.2.6' -H 'Accept: text/html'
same "the first page is there for everybody" 200 "$status"

for i in 1 2 3; do
    form /in account=nobody password=wrong-password-1 -H 'Accept: text/html'
done
same "two tries to sign in, and no third" 429 "$status"
same "the account alone is kept beside the log" 1 \
    "$(query city 'SELECT count(*) FROM sign_in_failure')"

serve city
take 192.0.2.1
same "a new start begins anew" 201 "$status"

printf '[limits]\nintake = 1/hour\n[serve]\nproxy = 192.0.2.77\n' >city.conf
serve city
take 192.0.2.1
take 192.0.2.2
same "only proxies that are named are believed" 429 "$status"

# refused WHAT LINE TEXT
refused() {
    printf '[limits]\n%s\n' "$2" >city.conf
    run -d city serve -n
    says "$1" 1 "city.conf:2: $3"
}
refused "a figure without its hour" 'intake = 600' 'intake: want a number and'
refused "a figure of none" 'intake = 0/hour' 'intake: want a number from 1'
refused "a figure of too many" 'intake = 1000001/hour' 'intake: want a number'
printf '[serve]\nproxy = proxy.example\n' >city.conf
run -d city serve -n
says "a proxy that is a name" 1 "city.conf:2: proxy: want addresses"
many=::1
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do many=$many,::$i; done
printf '[serve]\nworkers = 2\nproxy = %s\n' "$many" >city.conf
run -d city serve --check-config
says "sixteen proxies" 0
printf '[serve]\nworkers = 2\nproxy = %s\n' "$many,::16" >city.conf
run -d city serve -n
says "a seventeenth, which nobody would believe" 1 "city.conf:3: proxy: want" "16 at most"

finish
