#!/bin/sh
# consent: what the form of a matter asks, which notice is told and what is
# agreed to, from the check page to the map and back.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"

new city
: >city/demo.begun # as one of the demo: anybody may be anybody
serve city

on_map() {
    curl -s -m 20 "$at/open/cases.geojson" | jq '.features | length'
}

# What the form of a matter asks: of wages, the employer must be named.
wages='公司拖欠工资三个月不发，我们十几个人要不到钱'
tell() { # STATUS PATH [ARG...]
    want=$1 path=$2
    shift 2
    ask "$want" "$path" --data-urlencode "what=$wages" \
        -d 'via=sms&tel=13800001234' --data-urlencode 'where=石岭镇石岭社区' "$@"
}
tell 200 /report/check
shows "the form of the matter is asked" 'name="answer-employer"'
shows "what it is for is said" '用于找到对方'
shows "one must be filled in" 'maxlength="60" autocomplete="off" required'
shows "the notice is named with its version" '2026-1 版'
shows "publication may be agreed to" 'name="agreed_publish"'
shows "so may a guardian" 'name="guardian"'
hides "nothing sensitive is asked, and no consent to it" 'name="agreed_sensitive"'
hides "nothing is ticked before" ' checked'
told='notice=2026-1'
tell 422 /report/send -d "$told"
shows "the fault leads to the field" 'href="#answer-employer"'
shows "and stands at it" 'id="answer-employer-e"'
tell 422 /report/send -d "$told&answer-credit_code=123&agreed_publish=yes" \
    --data-urlencode 'answer-employer=安澜建筑公司'
shows "a code is proved by its check character" 'id="answer-credit_code-e"'
shows "what was filled in is kept" 'value="安澜建筑公司"'
shows "so is what he ticked himself" \
    'id="agreed_publish" value="yes" checked'
tell 422 /report/send -d "$told&answer-diary=x" \
    --data-urlencode 'answer-employer=安澜建筑公司'
shows "what no row lists is not taken" '我们不收集'
tell 422 /report/send -d 'notice=2025-1' \
    --data-urlencode 'answer-employer=安澜建筑公司'
shows "a notice of yesterday is not the one that counts" 'href="#consents"'
tell 422 /report/send -d 'agreed_publish=yes&answer-employer=' \
    -d "$told"
tell 200 /report/again --data-urlencode 'answer-employer=安澜建筑公司'
shows "back on the form the answers are carried" \
    'name="answer-employer" value="安澜建筑公司"'
before=$(on_map)
tell 303 /report/send -d "$told" --data-urlencode 'answer-employer=安澜建筑公司'
ask 200 "$(location)"
shows "the receipt tells what was told" '2026-1'
shows "and that nothing was agreed to" '没有同意'
same "who did not agree is not on the map" "$before" "$(on_map)"
check "answers are sealed" sh -c '! grep -rqF 安澜建筑公司 city'

# Agreed, published, taken back, gone.
lamp='楼下路灯坏了三天，晚上看不清路'
light() { # STATUS PATH [ARG...]
    want=$1 path=$2
    shift 2
    ask "$want" "$path" --data-urlencode "what=$lamp" -d street=990101002 \
        -d 'via=sms&tel=13800001234' "$@"
}
before=$(on_map)
for i in 1 2 3 4 5; do
    light 303 /report/send -d "$told&agreed_publish=yes"
done
case=$(location)
case=${case%/receipt}
with=$(on_map)
check "who agreed is on the map" [ "$with" -gt "$before" ]
ask 200 "$case"
shows "the case tells that he agreed" '告知过什么，同意了什么'
shows "and where to take it back" "href=\"$case/consent\""
ask 200 "$case/consent"
shows "a page asks first" 'name="consent" value="publish"'
hides "what was not given is not taken back" 'value="sensitive"'
ask 303 "$case/consent" -d consent=publish
same "it says that it is done" "$case?done=consent" "$(location)"
ask 200 "$case?done=consent"
shows "in words" '已撤回同意'
hides "there is nothing left to take back" "href=\"$case/consent\""
ask 422 "$case/consent" -d consent=publish
check "withdrawn it is gone" [ "$(on_map)" -lt "$with" ]
ask 200 "$case" -H 'Accept-Language: en'
shows "told in English" 'taken back'

# Confidential: nothing to agree to there. Sensitive: a consent of its own.
light 200 /report/check -d secret=yes
hides "what is confidential is never published" 'name="agreed_publish"'
ask 200 /report/check -d via=code --data-urlencode 'what=低保申请一直没有批，说我们家不是困难家庭'
shows "an identity number may be asked" 'name="answer-identity"'
shows "with a consent of its own" 'name="agreed_sensitive"'
pension() {
    want=$1
    shift
    ask "$want" /report/send -d "via=code&$told" -d answer-identity=11010519491231002X \
        --data-urlencode 'what=低保申请一直没有批，说我们家不是困难家庭' "$@"
}
pension 422
shows "without it the fault is told" 'href="#agreed_sensitive"'
pension 303 -d agreed_sensitive=yes
ask 200 "$(location)"
hides "the number is not shown" 11010519491231002X
check "nor does it lie anywhere" sh -c '! grep -rqF 11010519491231002X city'

# The notice in its versions.
ask 200 /privacy
shows "the notice in force" '2026-1 版'
shows "and former ones" '2025-1 版'
shows "part by part" '您有什么权利，怎样行使'
ask 200 /privacy -H 'Accept-Language: en'
shows "in English" 'Privacy notice in force'

# The desk reads the answers by its right to texts.
ask 303 /in/demo -d 'role=operator&account=o1&unit=U_HOTLINE&back=/w'
ask 200 "/w?unit=all"
id=$(query city "SELECT lower(hex(id)) FROM appeal ORDER BY number LIMIT 1")
ask 200 "/w/$id"
hides "not without a purpose" 安澜建筑公司
read_token
ask 303 /w/purpose -d "purpose=intake&back=/w/$id"
ask 200 "/w/$id"
shows "answers are there, by their names" '用人单位名称：安澜建筑公司'
shows "so is the notice" '告知书版本'
shows "and what was not agreed to" '<dt>同意公开</dt><dd><p>没有同意</p>'
check "the log holds nothing personal" sh -c \
    '! grep -qE "安澜建筑公司|13800001234|11010519491231002X" log.txt'

# What the form requires, wherever a person types who has it before him.
new typed
# typed ROLE CHANNEL [FIELDS]: a case about wages.
typed() {
    printf '[{"command":"receive","as":{"role":"%s","id":"o1",
        "unit":"U_HOTLINE"},"fields":{"channel":"%s","title":"%s",
        "contact":"13800001234"%s}}]' "$1" "$2" "$wages" "${3-}" >typed.json
    run -d typed do typed.json
}
for channel in hotline visit grid mobile kiosk on_behalf; do
    typed operator $channel
    says "staff who type name the employer: $channel" 1 "answers.employer"
done
typed operator visit ',"answers":"employer=安澜建筑公司"'
says "who does is let through" 0
typed citizen web ',"told":"paper","notice":"2026-1","notice_lang":"zh-Hans"'
says "at a counter too" 1 "answers.employer"
for channel in letter email open311; do
    typed operator $channel
    says "what comes as it comes is taken: $channel" 0
done
typed citizen web
says "so is what another program carries on" 0
# Which channels these are the rulebook says.
cp -R "$book" fewer
sed '/^form_channels,/s/visit;//' "$book/settings.csv" >fewer/settings.csv
rm -rf typed typed.keys
book=$work/fewer new typed
typed operator visit
says "one that it does not list" 0
typed operator hotline
says "one that it lists" 1 "answers.employer"
finish
