#!/bin/sh
# request_ways_test: requests about one's own data by the query code of a case,
# without an account; a correction that reaches the case, the phone that finds
# it and the letters; the data to be read, printed at the counter and fetched;
# whose look it was; and what a kill leaves.
#
#     tests/request_ways_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
json='Content-Type: application/json'
told=',"caller":"钱某某","notice":"2026-1","notice_lang":"zh-Hans","told":"web","agreed_publish":1'

# api ROLE ACCOUNT PATH [BODY [PURPOSE]]: one request of a program.
api() {
    printf '%s' "${4-}" >sent
    status=$(curl -s -o body -w '%{http_code}' -H "@$work/token" \
        -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-User: $2" \
        -H "X-Gongzhi-Unit: U_HOTLINE" \
        -H "X-Gongzhi-Purpose: ${5-data_rights}" \
        ${4:+-H "$json" --data-binary @sent} "$at$3")
    out=$(cat body)
}

# as NAME [PATH]: whose cookies are used from now on.
as() {
    jar=$1
    token=
    ask "${2:-/me}"
}

# asks NAME=VALUE...: with the query code alone; $request.
asks() {
    jar=nobody
    ask "/c/$lamp/requests/new"
    form "/c/$lamp/requests" "$@" \
        "once=$(sed -n 's/.*name="once" value="\([0-9a-f]*\)".*/\1/p' body)"
    request=${to##*/}
}

# answers ID COMMAND FIELDS
answers() { api officer g-1 "/api/v1/requests/$1/$2" "{\"fields\":{$3}}"; }

refusal() { sed -n "s/^refusal\.$1,\([^,]*\),.*/\1/p" "$book/phrases.csv"; }

# stage ID WORD: in the end it stands so.
stage() {
    turn=0
    while [ "$(query city "SELECT stage FROM request
        WHERE lower(hex(id)) = '$1'")" != "$2" ] && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    same "it is $2" "$2" "$(query city "SELECT stage FROM request
        WHERE lower(hex(id)) = '$1'")"
}

new city
: >city/demo.begun
serve city
receive 13900001111 '楼下路灯不亮' "$told"
lamp=$query_code
lamp_id=$id
lamp_code=$code
receive 13900003333 '门前积水' "$told"
water=$query_code

# By the code alone
jar=nobody
ask "/c/$lamp"
says "the case leads to it" 200 "/c/$lamp/requests"
ask "/c/$lamp/requests"
says "none yet, and the way back" 200 "$(phrase request.none)" "href=\"/c/$lamp\""
ask "/c/$lamp/requests/new"
says "five kinds" 200 'value="see"' 'value="copy"' 'value="correct"' \
    'value="delete"' 'value="explain"' "$(phrase request.correction)"
lacks "no more, and no choice of cases" 'value="transfer"' \
    'value="withdraw_consent"' 'name="case"'
asks kind=see body=
see=$request
same "it is taken in" "303 /c/$lamp/requests/$see" "$status $to"
ask "/c/$lamp/requests/$see"
says "the code proves enough to see" 200 身份已核实 诉求的查询码
ask "/c/$water/requests/$see"
says "another case has none such" 404
ask "/c/$lamp/requests/$see/data"
says "nothing to read yet" 410
answers "$see" grant '"said":"请查看。"'
says "granted" 200 '"stage":"granted"'
ask "/c/$lamp/requests/$see"
says "the way to read and to fetch" 200 "/c/$lamp/requests/$see/data\"" \
    "/c/$lamp/requests/$see/data.json" "/c/$lamp/requests/$see/data.csv"
ask "/c/$lamp/requests/$see/data"
says "a page to be read" 200 '<h1>' 楼下路灯不亮 "$lamp_code" \
    "$(phrase data.texts)" "$(phrase data.publish)"
lacks "a code tells neither name nor number" 13900001111 钱某某
check "to be kept by nobody else" grep -qi '^cache-control: no-store' head
ask "/c/$lamp/requests/$see/data.json"
says "and one for programs" 200 '"format":"gongzhi-person/1"' 楼下路灯不亮
ask "/c/$lamp/requests/$see/data.csv"
says "and one for a spreadsheet" 200 'case,query_code,at,event,field,text' \
    "\"$lamp_code\"" 楼下路灯不亮
check "which is called so" grep -qi 'filename="my-data.csv"' head

# A correction
asks kind=correct body=号码换了
says "it says how it should read" 422 "$(refusal nothing_to_correct)"
asks kind=see new_name=某人
says "and is one" 422 "$(refusal not_a_correction)"
asks kind=correct new_name=孙某某 new_contact=13900002222 \
    statement=是三号楼前的灯
correct=$request
same "it is taken in" "303 /c/$lamp/requests/$correct" "$status $to"
ask "/c/$lamp/requests/$correct"
says "he reads what he asked, and that he is to prove who he is" 200 '孙**' \
    '139 **** 2222' 是三号楼前的灯 "$(phrase request.waits)"
lacks "but name and number as little as on the receipt" 13900002222 孙某某
answers "$correct" grant '"said":"x"'
says "not before he is proved" 409 request_stage
answers "$correct" confirm '"how":"call"'
says "he was called back" 200 '"stage":"confirmed"'
api officer g-1 "/api/v1/requests/$correct"
says "the officer reads what is asked" 200 '"new_contact":"13900002222"' \
    '"statement":"是三号楼前的灯"'
answers "$correct" grant '"said":"已更正。"'
stage "$correct" closed
api officer g-1 "/api/v1/appeals/$lamp_id"
says "the case has them" 200 13900002222 孙某某 是三号楼前的灯 \
    appeal_contact_corrected '"statement"'
jar=nobody
turn=0
while [ "$(query city "SELECT count(*) FROM access_read
    WHERE lower(hex(case_id)) = '$correct'")" = 0 ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
ask "/c/$lamp/requests/$correct"
says "and who read his request, and for what" 200 "$(phrase looks.title)" \
    "$(sed -n 's/^purpose.data_rights,\([^,]*\),.*/\1/p' "$book/phrases.csv")"
ask "/c/$lamp"
says "its citizen reads it" 200 是三号楼前的灯 "$(phrase step.contact_corrected)"
jar=him
prove 13900002222
ask /me
says "the new number finds it" 200 "$lamp"
jar=her
prove 13900001111
ask /me
lacks "the old one does not" "$lamp"
api operator o-1 "/api/v1/appeals/$lamp_id/correct" \
    '{"fields":{"caller":"李某","basis":"x"}}'
says "who has no right corrects nothing" 403
api officer g-1 "/api/v1/appeals/$lamp_id/correct" \
    '{"fields":{"caller":"孙某","basis":"个人信息保护法 第四十六条"}}'
says "who has it does" 200
api officer g-1 "/api/v1/appeals/$lamp_id/correct" \
    "{\"fields\":{\"caller\":\"赵某\",\"request\":\"$see\",\"basis\":\"x\"}}"
says "and not in the name of a request, which would then do nothing" 422 \
    unknown_field
jar=officer
token=
form /in/demo who=officer:U_HOTLINE:g-1
ask "/w/$lamp_code"
form /w/purpose purpose=data_rights "back=/w/$lamp_code"
ask "/w/$lamp_code"
says "the page of the case shows what is right" 200 孙某 是三号楼前的灯

# Whoever has the code, too, reads what was given out by it
asks kind=transfer
transfer=$request
answers "$transfer" confirm '"how":"call"'
answers "$transfer" grant '"said":"请下载。"'
says "granted after a call" 200 '"stage":"granted"'
for as in "" .json .csv; do
    ask "/c/$lamp/requests/$transfer/data$as"
    says "data$as has the texts" 200 楼下路灯不亮 是三号楼前的灯
    lacks "and neither name nor number" 1390000 某某 孙某
done

ask "/c/$lamp/proof.json?texts=1"
says "and so has what proves what was written" 200 楼下路灯不亮 是三号楼前的灯
lacks "which tells neither, too" 1390000 某某 孙某

# Refused, taken back, too many
asks kind=delete body=
delete=$request
answers "$delete" deny '"reason":"still_needed","basis":"第四十七条","said":"还在办"'
ask "/c/$lamp/requests/$delete"
says "he reads why" 200 还在办 第五十条第二款
for i in 1 2 3 4 5; do
    asks kind=explain "body=第 $i 件"
done
last=$request
asks kind=explain body=又一件
says "five at a time" 422 "$(refusal too_many_open)"
form "/c/$lamp/requests/$last/drop"
goes "taken back" "/c/$lamp/requests/$last"
form "/c/$water/requests/$see/drop"
says "not another's" 404
ask "/c/$lamp/requests"
says "all of them are told" 200 "/requests/$see" "/requests/$correct" \
    "/requests/$last"
as him /me/requests
lacks "not to who is signed on and did not ask" "$see"

# At the counter
jar=operator
token=
form /in/demo who=operator:U_HOTLINE:o-1
ask /w/requests/new
says "the operator has a form" 200 "$(phrase request.take)" 'name="new_contact"'
once=$(sed -n 's/.*name="once" value="\([0-9a-f]*\)".*/\1/p' body)
form /w/requests kind=copy name= contact=13900002222
says "a name is needed" 422 'role="alert"' 13900002222
form /w/requests kind=copy name=孙某 contact= case=0000
says "and a case that there is" 422 "$(refusal no_such_case)"
form /w/requests kind=copy name=孙某 contact=13900002222 "once=$once"
copy=${to##*=}
goes "taken in" "/w/requests/new?taken=$copy"
form /w/requests kind=copy name=孙某 contact=13900002222 "once=$once"
goes "once" "/w/requests/new?taken=$copy"
ask "$to"
says "its number is said" 200 "$copy"
ask "/w/requests/$copy" -H 'Accept: text/html'
says "who takes it in does not answer it" 403
answers "$copy" confirm '"how":"document"'
answers "$copy" grant '"said":"当面交付。"'
says "granted" 200 '"stage":"granted"'
as officer "/w/requests/$copy"
says "it can be printed" 200 "/w/requests/$copy/data"
jar=plain
token=
form /in/demo who=officer:U_HOTLINE:g-2
ask "/w/requests/$copy/data" -H 'Accept: text/html'
says "for a purpose alone" 403 "$(phrase request.no_purpose)"
jar=auditor
token=
form /in/demo who=auditor:U_HOTLINE:a-1
ask "/w/requests/$copy/data" -H 'Accept: text/html'
says "by who answers alone" 403
as officer "/w/requests/$copy/data"
says "name, number and texts" 200 孙某 13900002222 楼下路灯不亮 \
    "$(phrase data.counter)"
ask "/w/requests/$copy/data.json"
says "and for programs" 200 13900002222 gongzhi-person/1
ask "/w/requests/$see/data" -H 'Accept: text/html'
says "not what somebody fetches himself" 403 "$(phrase data.not_yours)"
turn=0
while [ "$(query city "SELECT count(*) FROM access_read WHERE account = 'g-1'
    AND lower(hex(case_id)) = '$copy'")" = 0 ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
same "each case is a look, for the purpose" 1 "$(query city "SELECT count(*)
    FROM access_read WHERE account = 'g-1' AND purpose = 'data_rights'
    AND lower(hex(case_id)) = '$(echo "$lamp_id" | tr -d -)'")"
as auditor /w/access
says "the auditor finds the request it was about" 200 "/w/requests/$copy" "$copy"
api auditor a-1 /api/v1/access '' audit
says "a program too" 200 "\"request\":\"$copy\""

# What a kill leaves is done at the next start
i=0
while [ $i -lt 30 ]; do
    i=$((i + 1))
    receive 13900005555 "第 $i 件" "$told"
    curl -s -o got -H "$json" --data '{"fields":{"reason":"solved"}}' \
        "$at/api/v1/c/$query_code/withdraw"
done
api operator o-1 /api/v1/requests \
    '{"kind":"delete","name":"吴某","contact":"13900005555"}'
all=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
answers "$all" confirm '"how":"document"'
answers "$all" grant '"said":"已删除。"'
says "granted" 200 '"stage":"carrying"'
kill -9 $server
wait $server 2>/dev/null
server=
serve city
stage "$all" closed
api officer g-1 "/api/v1/requests/$all"
same "each case is noted once" 30 \
    "$(grep -o '"type":"request_acted"' body | wc -l)"
same "and both keys of each are gone" 60 \
    "$(query city 'SELECT count(*) FROM subject_slot WHERE erased')"
as officer "/w/requests/$all"
says "and the officer reads each" 200 交付执行 对诉求办理
stop
run -d city rebuild
serve city
jar=again
prove 13900002222
ask /me
says "after a rebuild the new number finds it" 200 "$lamp"
stop
query city "SELECT leaves FROM batch" >leaves
for hidden in 13900002222 孙某某 是三号楼前的灯; do
    check "the log does not say $hidden" sh -c "! grep -qF '$hidden' leaves"
    check "nor does the server's" sh -c "! grep -qF '$hidden' log.txt"
done
run -d city erase "$lamp_code" --basis '个人信息保护法 第四十七条'
says "erased by hand" 0
serve city
jar=gone
prove 13900002222
ask /me
lacks "the corrected number finds it no more" "$lamp"
stop
check "the log is whole" "$gongzhi" -d city verify
finish
