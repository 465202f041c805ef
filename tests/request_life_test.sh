#!/bin/sh
# request_life_test: the life of requests about one's own data, on pages and by
# the API: asked, confirmed, granted and fetched; a deletion that a hold stops
# is refused with its basis, and done when nothing stops it; taken back.
#
#     tests/request_life_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
json='Content-Type: application/json'
told=',"notice":"2026-1","notice_lang":"zh-Hans","told":"web","agreed_publish":1'

# api ROLE ACCOUNT PATH [BODY [KEY]]: one request of a program.
api() {
    printf '%s' "${4-}" >sent
    status=$(curl -s -o body -w '%{http_code}' -H "@$work/token" \
        -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-User: $2" \
        -H "X-Gongzhi-Unit: U_HOTLINE" -H 'X-Gongzhi-Purpose: data_rights' \
        ${4:+-H "$json" --data-binary @sent} \
        ${5:+-H "Idempotency-Key: $5"} "$at$3")
    out=$(cat body)
}

# as NAME: whose cookies are used from now on.
as() {
    jar=$1
    token=
    ask "${2:-/me}"
}

# asks KIND [CASE [BODY]]: a request of the resident; $request.
asks() {
    ask /me/requests/new
    once=$(sed -n 's/.*name="once" value="\([0-9a-f]*\)".*/\1/p' body)
    form /me/requests "kind=$1" "case=${2-}" "body=${3-}" "once=$once"
    request=${to##*/}
}

# closed ID: in the end it was carried out.
closed() {
    turn=0
    while [ "$(query city "SELECT stage FROM request
        WHERE lower(hex(id)) = '$1'")" != closed ] && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    same "$1 is closed" closed "$(query city "SELECT stage FROM request
        WHERE lower(hex(id)) = '$1'")"
}

refusal() { sed -n "s/^refusal\.$1,\([^,]*\),.*/\1/p" "$book/phrases.csv"; }

new city
: >city/demo.begun
copy city ahead # with the same keys: its codes are well-formed here, too
serve ahead
for i in 1 2 3 4 5 6 7 8 9; do
    receive '' "第 $i 件" "$told"
done
nobodys=$query_code
serve city
receive 13900001111 '楼下路灯不亮' "$told"
lamp=$query_code
lamp_id=$id
lamp_code=$code
receive 13900001111 '小区门口积水' "$told"
water=$query_code
receive 13900002222 '河里有垃圾' "$told"
joined=$query_code

# Asked
ask /me/requests
goes "who is not signed on is shown the way" "/in?back=%2Fme%2Frequests"
prove 13900001111
ask /me
form /me/join "code=$joined"
ask /me
says "the way to it" 200 'href="/me/requests"'
ask /me/requests
says "none yet" 200 "$(phrase request.none)"
ask /me/requests/new
says "the form has all kinds and his cases" 200 'value="see"' \
    'value="withdraw_consent"' "$lamp" "$joined"
asks see
see=$request
same "it is taken in" "303 /me/requests/$see" "$status $to"
form /me/requests kind=see case= body= "once=$once"
goes "a form that is sent twice makes one" "/me/requests/$see"
form /me/requests kind=copy case= body= "once=$once"
says "and no other" 422 "$(refusal key_used_before)"
ask "/me/requests/$see"
says "signed on is proved; the day is counted" 200 身份已核实 已登录的账户 \
    起算日 "$(phrase request.due)" 个人信息保护法第五十条
ask "/me/requests/$see/data.json"
says "nothing to fetch yet" 410 "$(phrase request.over)"
asks explain
says "an explanation needs words" 422 'role="alert"'
asks nonsense
says "no such kind" 422 'role="alert"'
asks delete "$joined"
says "what the code alone opens is not deleted so" 422 "$(refusal no_such_case)"
form /me/requests kind=see "case=$nobodys" body= once=
says "a code of no case is not told from another's" 422 \
    "$(refusal no_such_case)"
keep=$token
token=
form /me/requests kind=see case= body=
says "a form without its token is none" 403
token=$keep
cp jar him
jar=her
prove 13900003333
ask "/me/requests/$see"
says "another's is none" 404 "$(phrase request.none_such)"
ask "/me/requests/$see/data.json"
says "nor its data" 404
form "/me/requests/$see/drop"
says "nor is it taken back" 404

# Answered
jar=officer
token=
form /in/demo who=officer:U_HOTLINE:g-1
ask /w/requests
says "the officer has the list" 200 "/w/requests/$see" 查阅我的信息 \
    "$(phrase request.tab)"
jar=clerk
token=
form /in/demo who=handler:U_WATER:h-1
ask /w/requests -H 'Accept: text/html'
says "others have none" 403
as officer "/w/requests/$see"
says "without a purpose no text" 200 "$(phrase request.no_purpose)"
form "/w/requests/$see/grant" said=
says "an answer says something" 422 'role="alert"'
form "/w/requests/$see/grant" said='资料已备好，请下载。'
goes "granted" "/w/requests/$see?done=1"
form "/w/requests/$see/grant" said=再来一次
says "once" 409 "$(refusal request_stage)"
as him "/me/requests/$see"
says "he may fetch it, for limited days" 200 "/me/requests/$see/data.json" \
    请下载 "$(phrase request.fetch_until)"
ask "/me/requests/$see/data.json"
says "his data" 200 楼下路灯不亮 小区门口积水 13900001111 "$lamp_code" \
    gongzhi-person/1 河里有垃圾 \
    '"consents":{"notice":"2026-1","publish":true,"sensitive":false}'
lacks "not the number of a case that he joined" 13900002222 file_key
same "it is JSON" 1 "$(sqlite3 :memory: \
    "SELECT json_valid(CAST(readfile('body') AS TEXT))")"
same "of three cases" 3 "$(sqlite3 :memory: "SELECT json_array_length(
    CAST(readfile('body') AS TEXT), '\$.cases')")"
check "to be kept by nobody else" grep -qi '^cache-control: no-store' head

# A deletion that is stopped
asks delete '' '请删除我的信息'
delete=$request
as officer "/w/requests/$delete"
says "two cases, still handled" 200 "$lamp_code" 第四十七条第一款第一项 \
    "$(refusal still_handled)"
lacks "what he wrote is shown for a purpose alone" 请删除我的信息
form /w/purpose purpose=data_rights "back=/w/requests/$delete"
ask "/w/requests/$delete"
says "for this one it is" 200 请删除我的信息
turn=0
while [ "$(query city "SELECT count(*) FROM access_read
    WHERE purpose = 'data_rights' AND account = 'g-1'")" = 0 ] &&
    [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
same "and the look is noted" "officer texts contact" \
    "$(query city "SELECT role || ' ' || fields FROM access_read
        WHERE lower(hex(case_id)) = '$delete'")"
as him /me/access
says "he reads that it was looked at" 200 "/me/requests/$delete" \
    "$(sed -n 's/^purpose.data_rights,\([^,]*\),.*/\1/p' "$book/phrases.csv")"
as officer "/w/requests/$delete"
form "/w/requests/$delete/grant" said=已删除
says "refused while they are handled" 422 "$(refusal still_handled)"
for c in "$lamp" "$water"; do
    curl -s -o got -H "$json" --data '{"fields":{"reason":"solved"}}' \
        "$at/api/v1/c/$c/withdraw"
done
api legal_officer l-1 "/api/v1/appeals/$lamp_id/hold" \
    '{"fields":{"basis":"安法保〔2026〕7号","days":30}}'
says "one is held" 200
ask "/w/requests/$delete"
says "the hold is told with its basis" 200 安法保〔2026〕7号 \
    "$(refusal legal_hold)"
api officer g-1 "/api/v1/requests/$delete"
says "also to programs" 200 '"rule":"legal_hold"' '"basis":"安法保〔2026〕7号"' \
    '"cases":2'
form "/w/requests/$delete/grant" said=已删除
says "and stops the deletion" 422 "$(refusal legal_hold)"
same "of all" 0 "$(query city "SELECT count(*) FROM subject_slot WHERE erased")"
form "/w/requests/$delete/prolong" reason=nonsense
says "longer for a listed reason alone" 422 'role="alert"'
form "/w/requests/$delete/prolong" reason=nonsense because=x
extend=$(sed -n 's/^extend,\([^,]*\),.*/\1/p' "$book/reasons.csv" | head -n 1)
form "/w/requests/$delete/prolong" "reason=$extend" because=等保全解除
goes "longer, once" "/w/requests/$delete?done=1"
form "/w/requests/$delete/prolong" "reason=$extend"
says "not twice" 422
form "/w/requests/$delete/deny" reason=nonsense said=不行
says "refused for a listed reason alone" 422 'role="alert"'
form "/w/requests/$delete/deny" reason=retention \
    basis='安法保〔2026〕7号；个人信息保护法 第四十七条第二款' \
    said='这件诉求在法律保全中。'
goes "refused" "/w/requests/$delete?done=1"
as him "/me/requests/$delete"
says "he reads why, on which basis, what he can do, and that it took longer" \
    200 安法保〔2026〕7号 这件诉求在法律保全中 第五十条第二款 等保全解除 \
    "$(phrase request.prolonged)"
ask "/me/requests/$delete/data.json"
says "there is nothing to fetch" 410
asks delete "$water"
one=$request
api officer g-1 "/api/v1/requests/$one/deny" \
    '{"fields":{"reason":"not_his","said":"x"}}'
says "a program writes the basis" 422 basis
as officer "/w/requests/$one"
form "/w/requests/$one/deny" reason=not_his said=不能证明
goes "a page has that of the reason" "/w/requests/$one?done=1"
as him "/me/requests/$one"
says "and tells it" 200 '个人信息保护法 第五十条'

# A deletion that is done
api officer g-9 "/api/v1/appeals/$lamp_id/lift_hold" \
    '{"fields":{"basis":"保全已到期"}}'
says "the hold is lifted" 200
asks delete
delete=$request
as officer "/w/requests/$delete"
says "nothing stops it" 200 "$(phrase request.bars_none)"
form "/w/requests/$delete/grant" said='已经删除。'
goes "granted" "/w/requests/$delete?done=1"
closed "$delete"
same "both keys of both cases are destroyed" 4 \
    "$(query city "SELECT count(*) FROM subject_slot WHERE erased")"
as him "/me/requests/$delete"
says "he reads what was done" 200 已经删除 "$lamp_code" 删除个人信息
as him /me
ask "/c/$lamp"
lacks "his words are gone" 楼下路灯不亮
ask "/c/$joined"
says "those of the joined case are not" 200 河里有垃圾

# Taken back, and how many
asks explain '' 请解释
explain=$request
form "/me/requests/$explain/drop"
goes "taken back" "/me/requests/$explain"
ask "/me/requests/$explain"
says "so it stands there" 200 已撤回
lacks "and is not taken back again" "/me/requests/$explain/drop"
for i in 1 2 3 4 5; do
    asks copy '' "第 $i 件"
done
fifth=$request
form /me/requests kind=copy case= "body=第 5 件" "once=$once"
goes "the fifth is sent twice, and is one" "/me/requests/$fifth"
asks copy
says "five at a time" 422 "$(refusal too_many_open)"

# At the counter
body='{"kind":"correct","name":"钱某某","contact":"13900002222","body":"地址写错了","new_contact":"13900004444"}'
api officer g-1 /api/v1/requests "$body"
says "who answers does not write down" 403
api operator o-1 /api/v1/requests \
    '{"kind":"delete","name":"钱某某","case_id":"0123456789abcdef0123456789abcdef"}'
says "nor is there one about a case that there is not" 404 no_such_case
api operator o-1 /api/v1/requests '{"kind":"see","way":"account"}'
says "how he came is not for the program to say" 422 unknown_field
api operator o-1 /api/v1/requests "$body" key-of-the-counter-1
says "written down" 201 '"way":"counter"' '"stage":"submitted"'
counter=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
api operator o-1 /api/v1/requests "$body" key-of-the-counter-1
says "once, under its key" 200 "$counter"
api operator o-2 /api/v1/requests "$body" key-of-the-counter-1
says "and for nobody else" 422 key_used_before
api operator o-1 /api/v1/requests "$body"
back=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
api officer g-1 "/api/v1/requests/$back/drop" '{"fields":{}}'
says "who answers does not take it back" 403
api operator o-1 "/api/v1/requests/$back/drop" '{"fields":{}}'
says "who took it does, when the person wishes" 200 '"stage":"withdrawn"'
api operator o-1 "/api/v1/requests/$fifth/drop" '{"fields":{}}'
says "and not what a resident asked himself" 403 no_right
api officer g-1 "/api/v1/requests/$counter/grant" '{"fields":{"said":"x"}}'
says "not granted before it is he" 409 request_stage
api officer g-1 "/api/v1/requests/$counter/confirm" \
    '{"fields":{"how":"document"}}'
says "his papers were looked at" 200 '"stage":"confirmed"'
api officer g-1 "/api/v1/requests/$counter/grant" \
    '{"fields":{"said":"已更正"}}'
says "granted" 200 '"stage":"carrying"' '"outcome":"granted"'
closed "$counter"
api officer g-1 "/api/v1/requests/$counter"
says "it can be read" 200 地址写错了 钱某某 13900002222
api officer g-1 "/api/v1/requests/$counter/erase" \
    '{"fields":{"basis":"个人信息保护法 第四十七条"}}'
says "until its texts are destroyed" 200
api officer g-1 "/api/v1/requests/$counter"
lacks "then it cannot" 地址写错了 钱某某 13900002222
api officer g-1 "/api/v1/requests/$counter/nonsense" '{}'
says "no such command" 404 unknown_command
api officer g-1 /api/v1/requests/0123 ''
says "no such request" 404 no_such_request
api officer g-1 '/api/v1/requests?answered=1' ''
says "the answered ones" 200 "$counter" "$delete"
lacks "without those that are not" '"stage":"confirmed"'
ask /api/v1/openapi.json
says "it is described" 200 '/api/v1/requests/{id}/{command}' request_submit

# Page by page
i=0
while [ $i -lt 50 ]; do
    i=$((i + 1))
    api operator o-1 /api/v1/requests "$body"
done
open=$(query city "SELECT count(*) FROM request WHERE is_open")
api officer g-1 /api/v1/requests
grep -o '"id":"[0-9a-f]*"' body >ids
same "a page has fifty" 50 "$(grep -c . ids)"
api officer g-1 "/api/v1/requests?after=$(sed -n \
    's/.*"next":"\([^"]*\)".*/\1/p' body)"
lacks "the second is the last" '"next"'
grep -o '"id":"[0-9a-f]*"' body >>ids
same "and has the rest" "$open" "$(sort -u ids | grep -c .)"
api officer g-1 '/api/v1/requests?after=x'
says "a place that is none" 422 not_a_number
as officer /w/requests
grep -o 'href="/w/requests/[0-9a-f]*"' body >ids
ask "$(sed -n 's|.*href="\(/w/requests?after=[^"]*\)".*|\1|p' body)"
lacks "so it is on the pages" '?after='
grep -o 'href="/w/requests/[0-9a-f]*"' body >>ids
same "with all that are open" "$open" "$(sort -u ids | grep -c .)"
ask '/w/requests?after=x'
same "a place that is none is the first" 50 \
    "$(grep -c 'href="/w/requests/[0-9a-f]' body)"

# More cases than can be asked for at once
i=0
while [ $i -lt 201 ]; do
    i=$((i + 1))
    receive 13900003333 "第 $i 件"
done
many=$(printf '%s' '{"kind":"delete","name":"钱某某","contact":"13900003333"}')
api operator o-1 /api/v1/requests "$many"
many=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
api officer g-1 "/api/v1/requests/$many/confirm" '{"fields":{"how":"document"}}'
api officer g-1 "/api/v1/requests/$many/grant" '{"fields":{"said":"x"}}'
says "none of very many cases is left out of a deletion unseen" 409 \
    too_many_to_erase
many='{"kind":"correct","name":"钱某某","contact":"13900003333","new_name":"钱某"}'
api operator o-1 /api/v1/requests "$many"
many=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
api officer g-1 "/api/v1/requests/$many/confirm" '{"fields":{"how":"document"}}'
api officer g-1 "/api/v1/requests/$many/grant" '{"fields":{"said":"x"}}'
says "nor out of a correction" 409 too_many_to_correct

# What is kept
stop
run -d city rebuild
serve city
as him "/me/requests/$delete"
says "after a rebuild it is the same" 200 已经删除
as officer '/w/requests?answered=1'
says "and so is the list" 200 "/w/requests/$delete"
stop
query city "SELECT leaves FROM batch" >leaves
for hidden in 请删除我的信息 已经删除 这件诉求在法律保全中 13900002222 地址写错了; do
    check "the log does not say $hidden" sh -c "! grep -qF '$hidden' leaves"
    check "nor does the server's" sh -c "! grep -qF '$hidden' log.txt"
done
check "the log is whole" "$gongzhi" -d city verify
finish
