#!/bin/sh
# sso_browser_test: resident, operator, handler and auditor sign on through
# glewlwyd, a provider of its own, in a real browser; each sees what the matrix
# of rights and access.csv allow.
#
#     tests/sso_browser_test.sh [PROGRAM]
#
# The walk is tests/browser/sso.mjs. Skipped without glewlwyd, Node.js, Chromium
# ($CHROMIUM, default /usr/bin/chromium) or the parts of package-lock.json.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null
    [ -z "$provider" ] || kill $provider 2>/dev/null
    rm -rf "$work"' EXIT

missing=$(missing_for_browser)
command -v glewlwyd >/dev/null 2>&1 || missing="$missing glewlwyd"
if [ -n "$missing" ]; then
    skip "signing on in a browser needs $missing (tools/setup.sh test)"
    finish
fi

own_port
new city
serve city
printf '%s' '{"channel":"web","caller":"钱某某","contact":"13911112222",
    "place":"990101002001","place_text":"三单元门口","title":"路灯不亮",
    "body":"保密的诉求","privacy":"confidential"}' >sent
ask /api/v1/appeals -H 'Content-Type: application/json' --data-binary @sent
says "a confidential case is received" 201 '"query_code"'
field() { printf '%s' "$out" | sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
lead=$(field lead)
id=$(field id)
query_code=$(field query_code)
printf '%s' '{"kind":"see","name":"钱某某","contact":"13911112222","body":"看看"}' \
    >sent
ask /api/v1/requests -H "@$work/token" -H 'X-Gongzhi-Role: operator' \
    -H 'X-Gongzhi-User: o-1' -H 'X-Gongzhi-Unit: U_HOTLINE' \
    -H 'X-Gongzhi-Purpose: data_rights' -H 'Content-Type: application/json' \
    --data-binary @sent
says "a request about his data is written down" 201 '"stage":"submitted"'
request=$(field id)
matter=$(awk -F, 'NR > 1 && $2 != "" { print $1; exit }' \
    "$root/rulebook/default/matters.csv")
printf '{"title":"路灯不亮找谁","question":"路灯坏了报给谁？",
    "answer":"打热线就行。","matter":"%s","basis":"测试","unit":"%s",
    "valid_until":"2099-12-31"}' "$matter" "$lead" >sent
ask /api/v1/knowledge -H "@$work/token" -H 'X-Gongzhi-Role: handler' \
    -H 'X-Gongzhi-User: h-1' -H "X-Gongzhi-Unit: $lead" \
    -H 'Content-Type: application/json' --data-binary @sent
says "an answer to be looked up is written" 201 '"draft":"written"'
one="{\"id\":\"$id\",\"query_code\":\"$query_code\",
    \"request\":\"$request\",\"entry\":\"$(field id)\",\"texts\":{
    \"texts\":\"保密的诉求\",\"point\":\"三单元门口\",
    \"confided\":\"13911112222\",\"relay\":\"经平台转达\"}}"
stop
for who in o-1:operator:U_HOTLINE "q-1:handler:$lead" a-1:auditor:; do
    code=${who%%:*}
    what=${who#*:}
    run -d city account open "$code"
    run -d city account grant "$code" --role "${what%:*}" \
        --unit "${what#*:}"
    same "there is $code" 0 $status
done

starts_glewlwyd
serve city
walk sso.mjs "$at" "$one" "$root"
check "nobody's name, number or word is in the server's log" sh -c \
    "! grep -qE '钱某某|1391111|保密的诉求|secret-1' log.txt"
stop
check "the log of the city is whole" "$gongzhi" -d city verify
finish
