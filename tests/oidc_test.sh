#!/bin/sh
# oidc_test: signing on elsewhere. Through glewlwyd, a provider of its own: a
# resident's first time and again, staff by claim and by invitation, another
# key, logging out. Through one that lies: every token that does not hold.
#
#     tests/oidc_test.sh [PROGRAM]
#
# The part with glewlwyd is skipped where the package is not installed.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"

# cookie_digits: how long the cookie of a sign-on that was begun is.
cookie_digits() {
    tr -d '\r' <head | sed -n 's/^[Ss]et-[Cc]ookie: [_A-Za-z-]*sso=\([0-9a-f]*\);.*/\1/p' |
        tr -d '\n' | wc -c
}
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null
    [ -z "$provider" ] || kill $provider 2>/dev/null
    rm -rf "$work"' EXIT
word='a quiet river bends'
own_port

# waits FILE: until it is there.
waits() {
    turn=0
    while [ ! -s "$1" ] && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
}

session_of() { sed -n 's/.*session\t\([0-9a-f]*\)$/\1/p' "$1"; }
kind_of() {
    query city "SELECT kind FROM session JOIN account
        ON account.account = session.account ORDER BY made_at DESC LIMIT 1"
}
fresh() { rm -f $jar; token=; }

# begin [BACK]: a sign-on; $to is where the page leads.
begin() {
    form /in/sso "back=${1-/}"
    to=$(sed -n 's/.*href="\([^"]*response_type=code[^"]*\)".*/\1/p' body |
        sed 's/&amp;/\&/g')
}

new city
run -d city account open q-1
run -d city account grant q-1 --role handler --unit U_MUNICIPAL
run -d city account open z-1
invitation=$(printf '%s\n' "$out" | grep -o '[0-9a-f]\{64\}')
run -d city account grant z-1 --role dispatcher

# A real provider
through_glewlwyd() {
    starts_glewlwyd
    serve city

    ask /in
    says "signing on is offered" 200 "用统一身份认证登录" 'action="/in/sso"'
    ask '/in/sso?back=/me/sessions'
    goes "a link begins nothing" '/in?back=%2Fme%2Fsessions'
    same "and leaves nothing in the browser" 0 "$(cookie_digits)"
    ask /in/sso -H 'Origin: https://other.example' --data 'back=/'
    says "nor does a form of another site" 403 "$(phrase problem.foreign)"
    begin /me/sessions
    says "the form of ours leads on by a page" 200 '去统一身份认证登录'
    same "by itself" "0; url=$to" \
        "$(tr -d '\r' <head | sed -n 's/^Refresh: //p')"
    check "with state, nonce and PKCE" sh -c "printf '%s' '$to' |
        grep -q 'state=.*nonce=.*code_challenge=.*code_challenge_method=S256'"
    back=$(peer visit g zhao "$to")
    ask "$back"
    goes "a resident is in at his first time" /me/sessions
    same "with an account of a resident" resident "$(kind_of)"
    zhao=$(query city "SELECT account FROM session")
    ask "$back"
    says "the way back serves once" 403 "$(phrase sso.strange)"
    ask /w
    goes "he is no staff" "/in?back=%2Fw"
    ask /me/sessions
    form /out x=1
    says "he is out here" 200 "$(phrase sso.out_there)"
    there=$(sed -n 's/.*href="\([^"]*end_session[^"]*\)".*/\1/p' body |
        sed 's/&amp;/\&/g')
    check "and is led on to the provider's end of session" sh -c \
        "python3 '$root/tests/peer/glewlwyd.py' logout '$there' | grep -q '^302 .*end_session'"
    ask /me/sessions
    goes "his session is over" "/in?back=%2Fme%2Fsessions"

    fresh
    begin
    ask "$(peer visit g zhao "$to")"
    goes "again" /me
    same "he is the same" "$zhao" "$(query city "SELECT account FROM session")"
    fresh
    begin
    ask "$(peer visit g qian "$to")"
    goes "staff whom the claim names" /w
    same "is staff" staff "$(kind_of)"
    ask /w
    says "in his role" 200 'handler:U_MUNICIPAL" selected' q-1

    check "the provider takes another key" peer rotate g
    fresh
    begin
    ask "$(peer visit g zhao "$to")"
    goes "the new key is found" /me
    fresh
    begin
    check "there is a cookie" test "$(cookie_digits)" -gt 100
    ask "/in/sso?setup=$invitation"
    goes "no address links an account" '/in?back=%2F'
    form /in/sso "setup=0
/elsewhere"
    says "nor does a set-up code that is none" 404 "$(phrase setup.gone)"
    fresh
    ask /in/sso -H 'Origin: https://other.example' --data "setup=$invitation"
    says "nor does a form of another site" 403 "$(phrase problem.foreign)"
    form /in/sso "setup=$(printf '%064d' 0)"
    says "nor one without a link" 404 "$(phrase setup.gone)"
    ask "$at/setup/$invitation"
    form /in/sso "$(sed -n \
        's/.*name="\(setup\)" value="\([0-9a-f]*\)".*/\1=\2/p' body)"
    says "the form of a set-up link leads on by a page" 200 \
        '您在那边的身份就和这里的账号 z-1 连在一起'
    same "which waits to be read" 0 "$(grep -ci '^refresh' head)"
    ask "$(peer visit g zhao "$(sed -n \
        's/.*href="\([^"]*response_type=code[^"]*\)".*/\1/p' body |
        sed 's/&amp;/\&/g')")"
    goes "an invitation links the account of staff" /w
    same "it is the one invited" z-1 "$(query city "SELECT account FROM session
        ORDER BY made_at DESC LIMIT 1")"
    ask "$at/setup/$invitation"
    says "and is spent" 404 "$(phrase setup.gone)"

    fresh
    begin
    one=$to
    cp $jar stolen
    fresh
    ask "$(peer visit g qian "$one")"
    says "not begun in this browser" 403 "$(phrase sso.strange)"
    kill $provider
    wait $provider 2>/dev/null
    provider=
    stop
    serve city
    begin
    says "a provider that is not there" 503 "$(phrase sso.away)"
    ask /in
    says "the rest works" 200 "$(phrase sign.title)"
    stop
}
if command -v glewlwyd >/dev/null 2>&1; then
    through_glewlwyd
else
    skip "signing on through a provider needs glewlwyd (tools/setup.sh test)"
fi

# One that lies
mkdir bad
python3 "$root/tests/peer/bad_provider.py" bad &
provider=$!
waits bad/site
site=$(cat bad/site)
provides "$site"
serve city

value() { printf '%s' "$to" | sed -n "s/.*[?&]$1=\([^&]*\).*/\1/p"; }

# comes LIE: begin, and come back with a code for it.
comes() {
    fresh
    begin
    back="/in/sso/back?state=$(value state)&code=$1:$(value nonce):$(value code_challenge)"
    ask "$back"
}
comes good
goes "a good token" /me
comes right_party
goes "several audiences, and we are the party" /me
before=$(query city "SELECT count(*) FROM session")
for lie in wrong_key none None HS256 RS512 critical own_key changed cut garbage \
    empty wrong_issuer no_issuer wrong_audience no_audience many_audiences \
    wrong_party wrong_nonce no_nonce expired no_exp exp_is_text from_tomorrow \
    too_old no_iat not_before no_subject long_subject strange_subject refused \
    no_json no_token; do
    comes $lie
    says "refused: $lie" 403 "$(phrase sso.bad)"
done
same "and nobody came in" "$before" "$(query city "SELECT count(*) FROM session")"
for lie in broken too_much; do
    comes $lie
    says "the provider's fault: $lie" 503 "$(phrase sso.away)"
done
stop
serve city
comes good
asked=$(grep -c /jwks bad/asked)
for i in 1 2 3; do
    comes unknown_key
    says "a key that nobody has" 403 "$(phrase sso.bad)"
done
same "is looked for once in a while, not each time" 1 \
    $(($(grep -c /jwks bad/asked) - asked))
comes staff
goes "staff by the claim" /w
stop
serve city
comes good
comes rotated
goes "a key that came since" /me
fresh
begin
ask "/in/sso/back?state=another&code=good:$(value nonce):$(value code_challenge)"
says "another state" 403 "$(phrase sso.strange)"
begin
ask "/in/sso/back?state=$(value state)&error=access_denied"
says "he said no there" 403 "$(phrase sso.refused)"
begin
ask "/in/sso/back?state=$(value state)&iss=$site/other&code=good:$(value nonce):$(value code_challenge)"
says "another issuer answers (RFC 9207)" 403 "$(phrase sso.strange)"
begin
ask "/in/sso/back?state=$(value state)&code=good:$(value nonce):wrong"
says "another verifier" 403 "$(phrase sso.bad)"
begin //evil.example/
ask "/in/sso/back?state=$(value state)&code=good:$(value nonce):$(value code_challenge)"
goes "one comes back to us alone" /me
ask /in/sso -H 'Cookie: sso=00' --data back=/
ask "/in/sso/back?state=x&code=y" -H 'Cookie: sso=00ff'
says "a cookie that was not ours" 403 "$(phrase sso.strange)"
stop
provides "$site" 'residents = no'
sqlite3 city/log.db "DELETE FROM outside_identity"
serve city
comes good
says "no residents: nobody here" 403 "$(phrase sso.unknown)"
stop

# What is kept
query city "SELECT leaves FROM batch" >leaves
check "the log says that it was set" grep -q '"factor":"external"' leaves
for hidden in sub-1 $secret_there "$site"; do
    check "the log does not say who he is there" sh -c \
        "! grep -qF -e '$hidden' leaves"
    check "nor does the server's" sh -c "! grep -qF -e '$hidden' log.txt"
done
check "it names what did not hold" grep -q 'does not hold: nonce' log.txt
check "the log is whole" "$gongzhi" -d city verify

# The configuration
for bad in 'issuer = http://id.city.example' 'residents = maybe' \
    'client_id = a b' 'client_secret = x'; do
    provides "$site" "$bad"
    sed -i '/^issuer = http:\/\/127/d' city.conf
    run -d city serve --check-config
    says "no provider: $bad" 1 city.conf
done
provides "$site"
chmod 644 client-secret
run -d city serve --check-config
says "a secret others may read" 3 'chmod 600'
finish
