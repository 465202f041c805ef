#!/bin/sh
# own_looks_test: a resident reads who looked at the cases that are his: each
# look by role, unit, purpose, hour and fields, no officer's name, nothing of
# others' cases; page by page; in three languages.
#
#     tests/own_looks_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
said=',"caller":"钱某某","place":"990101002001"'

# look ROLE UNIT ACCOUNT PURPOSE ID: staff looks at a case.
look() {
    curl -s -o got -H "@$work/token" -H "X-Gongzhi-Role: $1" \
        -H "X-Gongzhi-Unit: $2" -H "X-Gongzhi-User: $3" \
        -H "X-Gongzhi-Purpose: $4" "$at/api/v1/appeals/$5"
}

# written N: so many looks stand in the log, in the end.
written() {
    turn=0
    while [ "$(query city "SELECT count(*) FROM access_read")" != "$1" ] &&
        [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    same "$1 looks were noted" "$1" \
        "$(query city "SELECT count(*) FROM access_read")"
}

# shown WANT WHAT: so many looks stand on the page.
shown() { same "$2" "$1" "$(grep -c '<li><h3>' body)"; }

new city
: >city/demo.begun
serve city
receive 13900001111 '楼下路灯不亮' "$said"
lamp=$query_code
lamp_id=$id
unit=$lead
receive 13900001111 '小区门口积水' "$said"
water=$query_code
water_id=$id
receive 13900002222 '河里有垃圾' "$said"
other=$query_code
other_id=$id
ask /me/access
goes "it asks who he is" "/in?back=%2Fme%2Faccess"
ask "/in?back=%2Fme%2Faccess"
says "the way by phone" 200 'href="/in/phone?back=%2Fme%2Faccess"'
ask "/in/phone?back=%2Fme%2Faccess"
says "his number" 200 'name="back" value="/me/access"'
form /in/phone number=13900001111 back=/me/access
goes "his code" "/in/phone/code?back=%2Fme%2Faccess"
ask "$to"
says "the page that he asked for goes along" 200 \
    'name="back" value="/me/access"' 'href="/in/phone?back=%2Fme%2Faccess"'
form /in/phone/code back=/me/access \
    "code=$(sed -n 's/.*验证码是 \([0-9]\{6\}\).*/\1/p' body)"
goes "he proves his phone, and is there" /me/access
ask "/in/phone?back=//elsewhere.example/"
lacks "not to another site" elsewhere
ask /me
says "the way to it" 200 'href="/me/access"'
ask /me/access
says "nobody looked yet" 200 "$(phrase own.looks_none)"

look handler "$unit" h-17 handling "$lamp_id"
look dispatcher U_HOTLINE d-23 dispatching "$water_id"
look dispatcher U_HOTLINE d-23 dispatching "$water_id"
look dispatcher U_HOTLINE d-23 dispatching "$other_id"
written 3
ask /me/access
says "both his cases, with whom, for what and what" 200 \
    "/c/$lamp/access" "/c/$water/access" 承办人员 派单 \
    "$(query city "SELECT strftime('%Y', hour / 1000, 'unixepoch') FROM access_read LIMIT 1")"
shown 2 "twice in one hour is once, and another's case is none of his"
for hidden in h-17 d-23 "$other" 河里有垃圾; do
    check "the page does not say $hidden" sh -c "! grep -qF -e '$hidden' body"
done
ask "/c/$lamp/access"
shown 1 "the page of one case has its own alone"
check "and no link to itself" sh -c "! grep -qF 'href=\"/c/$lamp/access\"' body"

# Page by page
i=0
while [ $i -lt 55 ]; do
    i=$((i + 1))
    look dispatcher U_HOTLINE "p-$i" dispatching "$lamp_id"
done
written 58
ask /me/access
shown 50 "a page has fifty"
says "and the way to the next" 200 'href="/me/access?page=2"' rel=\"next\"
check "the first has none before" sh -c "! grep -q 'rel=\"prev\"' body"
ask '/me/access?page=2'
shown 7 "the second has the rest"
says "and the way back" 200 'href="/me/access?page=1"' rel=\"prev\"
check "and none behind it" sh -c "! grep -q 'rel=\"next\"' body"
ask '/me/access?page=3'
shown 0 "behind the last is nothing"
for wrong in 0 -1 x 999999999999; do
    ask "/me/access?page=$wrong"
    shown 50 "page $wrong is the first"
done

# In each language
for lang in en zh-Hant; do
    ask /me/access -H "Accept-Language: $lang"
    says "in $lang" 200 "$(sed -n 's/^looks.title  *//p' "$root/locale/$lang")" \
        "$(sed -n 's/^own.looks_all  *//p' "$root/locale/$lang")" "lang=\"$lang\""
done
stop
run -d city rebuild
serve city
ask /me/access
shown 50 "after a rebuild they are there again"
jar=staff
token=
form /in/demo who=handler:U_WATER:h-1
ask /me/access
goes "staff has no such page" /me/sessions
stop
finish
