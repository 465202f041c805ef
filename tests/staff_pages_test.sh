#!/bin/sh
# staff_pages_test: the staff's pages as a browser without scripts sees them:
# the inbox and its pages, as whom, a whole life by forms, refusals, escaping,
# who is let in.
#
#     tests/staff_pages_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"

# ask ARG...: one request as whoever is signed in; $out, $status, $head.
session=
token=
purpose=
ask() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' \
        -H "Cookie: session=$session;purpose=$purpose" "$@")
    out=$(cat body)
    head=$(tr -d '\r' <head)
    : >body
    : >head
}

# form PATH NAME=VALUE...: send a form of ours.
form() {
    path=$1
    shift
    data=${token:+csrf=$token}
    for pair in "$@"; do
        value=$(printf '%s' "${pair#*=}" | od -An -v -tx1 | tr -d ' \n' |
            sed 's/../%&/g')
        data="$data&${pair%%=*}=$value"
    done
    ask -H "Origin: $at" --data "${data#&}" "$at$path"
}

# as ROLE UNIT ACCOUNT: sign in as somebody of the fictional city.
as() {
    session=
    token=
    form /in/demo "role=$1" "unit=$2" "account=$3" back=/w
    signed="$status $(printf '%s\n' "$head" | sed -n 's/^[Ll]ocation: //p')"
    session=$(printf '%s\n' "$head" |
        sed -n 's/^[Ss]et-[Cc]ookie: session=\([0-9a-f]\{64\}\); .*/\1/p')
    [ -n "$session" ] || return 0
    status=$(curl -s -m 20 -o body -H "Cookie: session=$session" \
        -w '%{http_code}' "$at/me/sessions")
    token=$(sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' body |
        head -n 1)
}

# receive TITLE: a case; $id and $code.
receive() {
    printf '{"channel":"web","title":"%s","contact":"13812345678"}' "$1" >sent
    ask -H 'Content-Type: application/json' --data-binary @sent \
        "$at/api/v1/appeals"
    id=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
    code=$(printf '%s' "$out" | sed 's/.*"code":"\([^"]*\)".*/\1/')
    query_code=$(printf '%s' "$out" | sed 's/.*"query_code":"\([^"]*\)".*/\1/')
}

# lacks WHAT TEXT: the answer is a page and does not say it.
lacks() {
    if ! printf '%s' "$out" | grep -q '</html>'; then
        fail "$1" "no page: status $status"
    elif printf '%s' "$out" | grep -qF -e "$2"; then
        fail "$1" "says $2"
    else
        pass "$1"
    fi
}

# goes WHAT ADDRESS: 303 to it.
goes() {
    same "$1" "303 $2" \
        "$status $(printf '%s\n' "$head" | sed -n 's/^[Ll]ocation: //p')"
}

# word KEY [LANGUAGE]: what the pages say, up to its first value.
word() {
    sed -n "s/^staff\.$1  *\([^{]*\).*/\1/p" "$root/locale/${2:-zh-Hans}"
}

sign() { sed -n "s/^sign\.$1  *//p" "$root/locale/zh-Hans"; }

codes() { printf '%s' "$out" | grep -o '/w/[0-9a-f]\{32\}"' | sort -u; }

"$gongzhi" -d city demo --days 10 --rulebook "$book" >/dev/null 2>demo.txt
serve city
check "the server says where it listens" test -n "$port"

# The inbox
ask "$at/w"
goes "whoever is not signed in is shown the way" "/in?back=%2Fw"
as supervisor '' s-1
same "signed in, he comes to the inbox" "303 /w" "$signed"
ask "$at/w"
says "the inbox" 200 "<h1>$(word inbox)" 'scope="col"' "$(word local)" 's-1'
printf '%s' "$out" | grep -o '/w/[0-9a-f]\{32\}' | cut -c4- >shown
query city "SELECT lower(hex(id)) FROM appeal WHERE lead <> '' AND stage IN
    ('placed', 'dispatched', 'disputed', 'handling', 'paused', 'replied',
    'review') ORDER BY due_at = 0, due_at, number" >wanted
head -n 50 wanted >first
same "is in order of remaining time" "$(cat first)" "$(cat shown)"
cp shown seen
turns=1
next=$(printf '%s' "$out" | sed -n 's/.*rel="next" href="\([^"]*\)".*/\1/p' |
    sed 's/&amp;/\&/g')
check "has a second page" test -n "$next"
while [ -n "$next" ] && [ $turns -lt 40 ]; do
    ask "$at$next"
    turns=$((turns + 1))
    [ $turns -ne 2 ] || says "which says so" 200 '第 2 页' 'rel="prev"'
    [ $turns -ne 2 ] || previous=$(printf '%s' "$out" |
        sed -n 's/.*rel="prev" href="\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g')
    printf '%s' "$out" | grep -o '/w/[0-9a-f]\{32\}' | cut -c4- >>seen
    next=$(printf '%s' "$out" |
        sed -n 's/.*rel="next" href="\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g')
done
same "paging sees every open case once, in order" "$(cat wanted)" "$(cat seen)"
ask "$at$previous"
same "and back is the first page" "$(cat first)" \
    "$(printf '%s' "$out" | grep -o '/w/[0-9a-f]\{32\}' | cut -c4-)"
ask "$at/w?unit=U_PERSONNEL"
says "a unit without cases" 200 "$(word empty)" "$(word empty_all)"
unit=$(query city "SELECT lead FROM appeal WHERE stage = 'handling' LIMIT 1")
ask "$at/w?unit=$unit&stage=handling"
same "a unit's own at a stage" "$(query city "SELECT count(*) FROM appeal
    WHERE lead = '$unit' AND stage = 'handling'")" "$(codes | wc -l)"

# As whom
as handler "$unit" h-1
same "signing in as somebody goes back" "303 /w" "$signed"
check "with a cookie that no script reads" sh -c \
    "curl -s -D - -o /dev/null -H 'Origin: $at' --data 'role=handler&unit=$unit&account=h-1' \
    $at/in/demo | grep -qi '^set-cookie: session=[0-9a-f]*; Path=/; HttpOnly; SameSite=Lax'"
ask "$at/w"
says "a handler begins with his unit" 200 "$unit\" selected" 'h-1'
session=
token=
form /in/demo role=citizen unit= account=h-1
says "a citizen is no staff" 422 "$(word as_bad)"
form /in/demo role=handler unit=U_NONE account=h-1
says "nor is an unknown unit" 422 "$(word as_bad)"
session=$(printf '%064d' 7)
ask "$at/w"
goes "a cookie that claims more is passed over" "/in?back=%2Fw"

# A life by forms
receive '嗯'
as dispatcher U_HOTLINE d-1
ask "$at/w/queue"
says "the queue says why" 200 "$code" "$(word why)" 'name="matter"'
leaf=$(printf '%s' "$out" |
    sed -n 's/.*<option value="[^ ]* \(M[0-9]*\)".*/\1/p' | head -n 1)
form "/w/$id/place" "matter=$leaf" then=queue once=place-0123456789abcdef
goes "placed from the queue" /w/queue
stage=$(query city "SELECT stage FROM appeal WHERE code = '$code'")
if [ "$stage" = placed ]; then
    form "/w/$id/dispatch" "lead=U_MUNICIPAL" then=queue
    goes "and dispatched" /w/queue
fi
lead=$(query city "SELECT lead FROM appeal WHERE code = '$code'")
check "a unit has it" test -n "$lead"
as handler "$lead" h-1
ask "$at/w/$id"
says "its handler is offered to sign in" 200 "/w/$id/sign_in" \
    "$(word purpose_first)"
lacks "and sees no person before he says for what" 13812345678
form /w/purpose purpose=audit back=/w
says "a purpose of his role" 422 "$(word purpose_bad)"
form /w/purpose purpose=handling "back=/w/$id"
goes "which is chosen once" "/w/$id"
check "and kept" sh -c "printf '%s' '$head' | grep -q 'purpose=handling; '"
check "for a day's work" sh -c \
    "printf '%s' '$head' | grep -q 'purpose=handling; .*Max-Age=43200;'"
as handler "$lead" h-1
check "whoever acts anew says his own" sh -c \
    "printf '%s' '$head' | grep -q 'purpose=; .*Max-Age=0;'"
purpose=handling
ask "$at/w/$id"
says "then he sees him" 200 13812345678 '<option value="handling" selected>'
form "/w/$id/reply" outcome=supported text=kept-words
says "too early: said, and kept" 409 "$(word wrong)" 'role="alert"' 'kept-words' \
    'href="#reply-e"' 'id="reply-e"' '<title>填写有误：'
form "/w/$id/sign_in" once=sign-0123456789abcdef
goes "signed in" "/w/$id?done=sign_in"
form "/w/$id/sign_in" once=sign-0123456789abcdef
goes "sent twice" "/w/$id?done=sign_in"
ask "$at/w/$id?done=sign_in"
same "it counts once" 1 "$(printf '%s' "$out" | grep -o '承办单位已签收' | wc -l)"
says "and is said" 200 "$(word done)" 签收
form "/w/$id/contact" how=phone
says "what must be chosen" 422 'href="#contact-reached"' 'aria-invalid="true"' \
    '这一项必须填写'
form "/w/$id/contact" reached=1 how=phone
goes "contacted" "/w/$id?done=contact"
form "/w/$id/pause" reason=await_test approver=h-1 days=3
says "a refusal of the rules" 422 'id="pause-approver-e"' '审批人不能是申请人自己' \
    'value="h-1"'
form "/w/$id/reply" outcome=supported then=preview \
    'text=已联系业主张伟强，电话13800138000<b>'
says "a reply can be looked at as if published" 200 \
    '业主张<mark>某某</mark>，电话<mark>【手机号】</mark>&lt;b&gt;' \
    '张伟强，电话13800138000&lt;b&gt;</textarea>'
form "/w/$id/reply" outcome=supported text=done-and-told
goes "replied" "/w/$id?done=reply"
ask "$at/w/$id"
says "the citizen is asked next" 200 '已答复，待评价' 'done-and-told'

# A list of units
joint=$(query city "SELECT lower(hex(id)) FROM appeal WHERE stage = 'handling'
    AND lead = '$unit' AND number NOT IN (SELECT number FROM appeal_assisting)
    ORDER BY number DESC LIMIT 1")
set -- $(query city "SELECT DISTINCT lead FROM appeal WHERE lead <> ''
    AND lead <> '$unit' ORDER BY lead LIMIT 5")
as handler "$unit" h-1
form "/w/$joint/confer" topic= "units_1=$1" "units_5=$2"
says "what is missing: the units are kept, the rest of the list is open" 422 \
    "value=\"$1\"" "value=\"$2\"" '<details class="rest" open>'
form "/w/$joint/confer" topic=joint "units_1=$1" "units_2=$2" "units_4=$3" \
    "units_7=$4" "units_8=$5"
goes "a conference of five units" "/w/$joint?done=confer"
same "calls them all" "$1 $2 $3 $4 $5" "$(query city "SELECT
    group_concat(unit, ' ') FROM (SELECT unit FROM appeal_assisting
    WHERE number = (SELECT number FROM appeal WHERE lower(hex(id)) = '$joint')
    ORDER BY unit)")"

# The queue: order, filters, pages
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do
    printf '{"channel":"web","title":"嗯 %s","place":"99010100%s"}' $n \
        $((1 + n % 2)) >sent
    curl -s -H 'Content-Type: application/json' --data-binary @sent \
        "$at/api/v1/appeals" >/dev/null
done
waits="FROM appeal WHERE lead = '' AND stage IN ('queued', 'placed')"
ids() { printf '%s' "$out" | grep -o '<h3><a href="/w/[0-9a-f]*' | sed 's|.*/||'; }
# next: the address of the next page.
next() {
    printf '%s' "$out" | sed -n 's/.*rel="next" href="\([^"]*\)".*/\1/p' |
        sed 's/&amp;/\&/g'
}
# pages PATH: the ids of all pages from it on, into seen.
pages() {
    : >seen
    next=$1
    turns=0
    while [ -n "$next" ] && [ $turns -lt 40 ]; do
        ask "$at$next"
        ids >>seen
        next=$(next)
        turns=$((turns + 1))
    done
}
as dispatcher U_HOTLINE d-1
pages /w/queue
same "the oldest come first" "$(query city "SELECT lower(hex(id)) $waits
    ORDER BY number")" "$(cat seen)"
check "on several pages ($turns)" test $turns -gt 1
says "the last leads to the first" 200 "$(word first_page)"
pages '/w/queue?sort=newest'
same "or the newest" "$(query city "SELECT lower(hex(id)) $waits
    ORDER BY number DESC")" "$(cat seen)"
pages '/w/queue?street=990101002&matter=-&sort=newest'
same "of one street, without a matter" "$(query city "SELECT lower(hex(id))
    $waits AND matter = '' AND place LIKE '990101002%' ORDER BY number DESC")" \
    "$(cat seen)"
check "which are some" test -s seen
says "the filter is shown" 200 'value="990101002" selected' \
    'value="-" selected' 'value="newest" selected'
ask "$at/w/queue?street=nowhere&matter=none&sort=up&after=-7"
says "words that are none are passed over" 200 'value="oldest" selected'
ask "$at/w/queue?matter=$leaf&street=990101002"
says "a filter that nothing fits says so" 200 "$(word empty_narrowed)"
as dispatcher U_HOTLINE d-1
queued=$(sed -n 1p seen)
form "/w/$queued/place" "matter=$leaf" then=queue \
    'back=/w/queue?matter=-&street=990101002&sort=newest'
goes "after placing the filter stays" \
    '/w/queue?matter=-&street=990101002&sort=newest'
form "/w/$(sed -n 2p seen)/place" "matter=$leaf" then=queue \
    'back=//evil.example/w/queue'
goes "and nobody is led elsewhere" /w/queue

# Who sees whom
as dispatcher U_HOTLINE d-1
purpose=dispatching
ask "$at/w/$id"
says "others see a masked phone" 200 '138****5678'
lacks "and not the whole" 13812345678
as handler U_PERSONNEL h-9
purpose=handling
ask "$at/w/$id"
says "a unit that has nothing to do with it sees that it is there" 200 "$code"
lacks "but no phone" '138****5678'
lacks "nor what happened" "$(word events)"
as reviewer '' r-1
form "/w/$id/add_material" text=x
says "whoever has no right is refused" 403 '"rule":"no_right"'
as dispatcher U_HOTLINE d-1
purpose=dispatching

# Looking up
form /w/find "code=$code"
goes "by case code" "/w/$id"
form /w/find "code=$query_code"
goes "by query code" "/w/$id"
form /w/find code=99
says "a code that is none" 404 "$(word not_found)" 'value="99"'
ask "$at/w/$query_code"
says "a query code is no address of the staff" 404 '<h1>'
ask "$at/w/$(printf '%032d' 7)"
says "an unknown id" 404 '没有找到这件事'
form "/w/$id/tick" x=1
says "an unknown command" 404 '<h1>'

# Text from outside
receive '嗯<script>alert(1)</script>\"onload=\"x&'
as dispatcher U_HOTLINE d-1
for page in /w "/w/queue" "/w/$id"; do
    ask -H 'Accept: text/html' "$at$page"
    lacks "no script in ${page%$id}" '<script'
done
says "but its text" 200 '嗯&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload'
form "/w/$id/place" 'matter="><script>1</script>'
says "nor from what was sent" 422 'value="&quot;&gt;&lt;script&gt;'
lacks "in any form" '<script'

# Who is let in
ask -H 'Sec-Fetch-Site: cross-site' --data 'text=x' "$at/w/$id/place"
says "a form of another site" 403 '不是从本站页面来的'
ask -H 'Origin: https://evil.example' --data 'text=x' "$at/in/as"
says "or origin" 403 '不是从本站页面来的'
ask -H "Origin: $at" --data 'text=x' "$at/w/$id/place"
says "or without the token of the session" 403 '不是从本站页面来的'
kept=$token
token=$(printf '%064d' 1)
form "/w/$id/place" matter=x
says "or with another" 403 '不是从本站页面来的'
token=$kept
ask -H 'X-Forwarded-For: 192.0.2.1' "$at/in"
says "nobody signs in through a proxy without TLS" 403 "$(sign unsafe)"
ask -H 'Host: city.example' "$at/in"
says "nor under another name" 403 "$(sign unsafe)"
form /out x=1
goes "signing out" /in
for page in /w /w/queue "/w/$id"; do
    ask "$at$page"
    says "then nothing is shown: ${page%$id}" 303
done

# Languages
as handler "$unit" h-1
ask -H 'Accept-Language: en' "$at/w"
says "English" 200 '<html lang="en">' "$(word inbox en)" "$(word remaining en)" \
    "$(word local en)"
ask -H 'Accept-Language: zh-Hant' "$at/w"
says "traditional Chinese" 200 '<html lang="zh-Hant">' "$(word inbox zh-Hant)" \
    "$(word remaining zh-Hant)"
as dispatcher U_HOTLINE d-1
ask -H 'Accept-Language: en' "$at/w/$id"
says "a case in English" 200 "$(word events en)" "$(word leaf en)" \
    "$(word next_step en)"
check "nothing personal in the log" sh -c "! grep -qE '13812345678|script' log.txt"
finish
