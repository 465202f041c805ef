#!/bin/sh
# pages: what people see, by the forms they would send: a report from the form
# to its second handling, and the desks of those who work on it.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"

new city
: >city/demo.begun # as one of the demo: anybody may be anybody
serve city

ask 200 /
shows "the first page leads to the form" 'href="/report"'
check "it lets nothing else run" grep -q "default-src 'none'; style-src" head
css=$(grep -o '/assets/core\.[0-9a-f]*\.css' body)
ask 200 "$css"
check "styles may be kept" grep -q immutable head
ask 404 /nothing -H 'Accept: text/html'
shows "an address that is none gets a page" '<h1>没有这个页面</h1>'
ask 404 /nothing -H 'Accept: application/json, text/html;q=0.3'
shows "a program that would take a page too does not" '"status":404'
ask 404 /nothing -H 'Accept: text/html;q=0, application/json'
shows "nor one that wants none" '"status":404'

# What is refused before anything looks at it is told to people as to people.
browser='Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8'
ask 405 /report/send -H "$browser"
shows "another method gets a page" '<h1>不能这样打开这一页</h1>'
check "and says which there are" grep -qi '^Allow: POST' head
ask 405 /report/send -H "$browser" -H 'Accept-Language: en'
shows "in the language of who asks" '<h1>This page cannot be opened like this</h1>'
ask 405 /report/send
shows "a program gets a problem" '"status":405'
head -c 1100000 /dev/zero | tr '\0' 'x' >large
ask 413 /find -H "$browser" --data-binary @large -H 'Expect:'
shows "a body that is too large gets one" '<h1>内容太大了</h1>'
ask 413 /find -H "$browser" --data-binary @large -H 'Expect:' \
    -H 'Transfer-Encoding: chunked'
shows "also one that did not say so" '<h1>内容太大了</h1>'
ask 414 "/?$(printf '%02100d' 0)" -H "$browser" -H 'Cookie: lang=en'
shows "and an address that is too long" '<h1>We could not read what was sent</h1>'
rm large

ask 422 /report/check -d 'what=&via=sms&tel=138000&where=here'
shows "what is wrong stands on top" 'href="#what"'
shows "a short number too" 'href="#tel"'
shows "what was written is kept" 'value="here"'
text='楼下路灯坏了三天<script>alert(1)</script>，晚上看不清路'
ask 200 /report/check --data-urlencode "what=$text" -d 'via=sms&tel=13800001234' \
    --data-urlencode 'where=石岭镇石岭社区'
shows "the check page escapes" '&lt;script&gt;'
check "no script came through" sh -c '! grep -q "<script" body'
shows "the phone is masked" '138 **** 1234'
ask 200 /report/check --data-urlencode 'what=我叫李小明，电话13800138000' -d via=code
shows "others would not read who he is" \
    '我叫李<mark>某某</mark>，电话<mark>【手机号】</mark>'
ask 200 /report/check --data-urlencode "what=$text" -d 'via=sms&tel=13800001234' \
    --data-urlencode 'where=石岭镇石岭社区'
once=$(sed -n 's/.*name="once" value="\([0-9a-f]*\)".*/\1/p' body)
send() {
    ask 303 /report/send --data-urlencode "what=$text" -d "once=$once" \
        -d 'via=sms&tel=13800001234' --data-urlencode 'where=石岭镇石岭社区'
}
send
receipt=$(location)
send
same "sent twice it is one case" "$receipt" "$(location)"
ask 403 /report/send -H 'Sec-Fetch-Site: cross-site' -d "what=x&via=code"
ask 403 /report/send -H 'Origin: http://evil.example' -d "what=x&via=code"

ask 200 "$receipt"
shows "the receipt has a picture to scan" 'aria-label="进度页二维码"'
shows "it tells how the time is counted" '时间是怎么算的'
case=${receipt%/receipt}
ask 200 "$case/audit"
shows "the log tells of it" '诉求已登记'

# A receipt is checked: as a file, by its code, by what is printed on it.
ask 200 "$case/proof.json"
cp body receipt.json
ask 200 "$receipt"
printed=$(sed 's/<[^>]*>/ /g' body | grep '号记录，指纹')
ask 200 /verify
shows "one can have a receipt checked" '回执、查询码，或者记录编号和指纹'
checked() {
    ask 200 /verify --data-urlencode "receipt@$1"
}
checked receipt.json
shows "all of it fits" '都对得上'
shows "record by record" '诉求已登记'
shows "and it says what that does not prove" 'gongzhi-verify'
ask 200 "$case/proof.json?texts=1"
cp body texts.json
checked texts.json
shows "with what was written" '您写的内容和这条记录里的指纹相符'
check "which is not shown" sh -c '! grep -q 路灯坏了 body'
sed 's/三天/五天/' texts.json >brought
checked brought
shows "another text is found" '和这条记录里的指纹不符'
check "and nothing fits then either" sh -c '! grep -q 都对得上 body'
ask 422 "$case/proof.json?texts=2"
echo "${case#/c/}" | tr A-Z- 'a-z ' >brought
checked brought
shows "by its code too" '都对得上'
echo "$printed" >brought
checked brought
shows "by number and fingerprint too" '1 条记录的指纹'
shows "which fit" '都对得上'
echo "$printed" | sed 's/[0-9a-f]\( *这是\)/x\1/; s/第 [0-9]* 号/第 1 号/' >brought
ask 422 /verify --data-urlencode receipt@brought
echo "$printed" | sed 's/第 [0-9]* 号/第 1 号/' >brought
checked brought
shows "not those of another record" '得不到签过名的总指纹'
echo "$printed" | sed 's/第 [0-9]* 号/第 99999 号/' >brought
ask 422 /verify --data-urlencode receipt@brought
shows "nor a number that is none" '没有这个编号的记录'
sed 's/"channel\\":\\"web/"channel\\":\\"app/' receipt.json >brought
checked brought
shows "a changed record is found" '得不到签过名的总指纹'
check "and nothing fits then" sh -c '! grep -q 都对得上 body'
sed 's/\\u000a—/9\\u000a—/; s/"checkpoint":"\([^"]*\)n\([0-9]*\)/"checkpoint":"\1n1\2/' \
    receipt.json >brought
checked brought
shows "a bad signature is told" '签名无效'
ask 422 /verify --data-urlencode 'receipt={"receipt":1}<script>'
shows "what cannot be read is told" 'href="#receipt"'
shows "and kept, escaped" '&lt;script&gt;'
ask 422 /verify --data-urlencode receipt=
ask 403 /verify -H 'Sec-Fetch-Site: cross-site' -d receipt=x
ask 303 /find --data-urlencode "code=$(echo "${case#/c/}" | tr -d -)"
same "the code finds it" "$case" "$(location)"
ask 404 /find -d 'code=0000000000000000'
ask 404 /c/0000-0000-0000-0000
ask 303 "$case/nudge" -d once=
ask 422 "$case/add" -d text=
ask 303 "$case/add" --data-urlencode 'text=灯杆号 12'
ask 200 "$case"
shows "what was added is shown" '灯杆号 12'

# Those who work on it.
ask 303 /in/demo -d 'role=dispatcher&account=d1&unit=U_HOTLINE&back=/w'
ask 200 "/w?unit=all"
id=$(grep -o '/w/[0-9a-f]\{32\}' body | head -1)
read_token
unit=$(query city "SELECT lead FROM appeal LIMIT 1")
ask 303 /in/demo -d "role=handler&account=h1&unit=$unit&back=/w"
ask 200 /w
read_token
ask 200 "$id"
check "the desk escapes too" sh -c '! grep -q "<script" body'
ask 303 "$id/sign_in" -d once=
ask 303 "$id/contact" -d 'reached=1&how=phone'
ask 422 "$id/reply" -d 'outcome=supported'
ask 303 "$id/reply" -d outcome=supported --data-urlencode 'text=路灯已修好'
ask 200 "$case"
shows "the citizen reads the answer" '路灯已修好'
ask 422 "$case/rate" -d solved=no
shows "a rating needs both" 'href="#t-yes"'
ask 303 "$case/rate" -d 'solved=no&satisfied=no'
same "not solved: second handling" "$case?done=second" "$(location)"
ask 200 "$case" -H 'Accept-Language: en'
shows "it is told in English" 'Second handling'
shows "in its language" '<html lang="en">'
ask 303 /prefs -d 'size=xl&back=//evil.example/'
same "one comes back to us alone" / "$(location)"
ask 200 "$case" -H 'Accept-Language: zh-TW'
shows "large, in traditional characters" '<html lang="zh-Hant" class="size-xl">'
ask 403 /w/queue
ask 303 /in/demo -d 'role=dispatcher&account=d1&unit=U_HOTLINE&back=/w'
ask 200 /w/queue
ask 403 /in -H 'X-Forwarded-For: 198.51.100.7'
check "the log holds nothing personal" sh -c \
    "! grep -qE '13800001234|灯杆|${case#/c/}' log.txt"
kill -TERM $server
wait $server
same "it ends well" 0 $?
server=

# Where a receipt leads is what the city says, not what the visitor says.
# picture HOST: of the QR code
picture() {
    curl -s -m 20 -H "Host: $1" "$at/c/$asked/receipt" |
        tr -d '\n' | grep -o '<div class="qr">.*</svg>'
}
serve city
asked=$(curl -s -m 20 -H 'Content-Type: application/json' \
    -d '{"channel":"web","title":"路灯不亮","contact":"13911112222"}' \
    "$at/api/v1/appeals" | sed 's/.*"query_code":"\([^"]*\)".*/\1/')
here=$(picture "$(echo "$at" | sed 's|.*/||')")
check "on this machine a receipt has a picture" test -n "$here"
same "for who came by another name it has none" "" "$(picture forged.example)"
printf '[sign_in]\norigin = https://city.example\n' >city.conf
serve city
there=$(picture city.example)
check "with the address of the city it has one" test -n "$there"
check "of that address" test "$there" != "$here"
same "whatever the visitor says" "$there" "$(picture forged.example)"
stop
finish
