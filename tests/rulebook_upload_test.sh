#!/bin/sh
# rulebook_upload_test: a rulebook is enacted while the server runs: by
# programs and on the staff's page; what is faulty, known, too large or
# malformed; a kill right behind the answer; old cases and new ones.
#
#     tests/rulebook_upload_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"

# ask ARG...: one request; $out gets the body, $status the status, $head the
# head.
ask() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' "$@")
    out=$(cat body 2>/dev/null)
    head=$(tr -d '\r' <head 2>/dev/null)
    : >body
    : >head
}

# send PATH FOLDER FROM [ARG...]: the rulebook of a folder.
send() {
    path=$1
    folder=$2
    from=$3
    shift 3
    for file in "$folder"/*.csv "$folder"/*.md; do
        set -- "$@" -F "tables=@$file"
    done
    for file in "$folder"/letters/*; do
        set -- "$@" -F "letters=@$file"
    done
    ask -F "from=$from" "$@" "$at$path"
}

role='X-Gongzhi-Role: security_admin'
clerk='X-Gongzhi-Role: operator'
user='X-Gongzhi-User: o-1'

# enact FOLDER FROM [ARG...]
enact() {
    folder_=$1
    from_=$2
    shift 2
    send /api/v1/rulebooks "$folder_" "$from_" -H "@$work/token" -H "$role" -H "$user" "$@"
}

# receive TITLE: a case; $id.
receive() {
    printf '{"channel":"web","title":"%s","contact":"13812345678"}' "$1" >sent
    ask -H 'Content-Type: application/json' --data-binary @sent \
        "$at/api/v1/appeals"
    id=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
}

# cell ROW COLUMN: of the list of rulebooks.
cell() {
    ask -H "@$work/token" -H "$role" -H "$user" "$at/api/v1/rulebooks"
    printf '%s' "$out" | jq -r ".rulebooks[$1].$2"
}

# book DIR MINUTES: the default one with another minute in its second line.
book() {
    cp -R "$book" "$1"
    sed -i "2s/,5,minute/,$2,minute/" "$1/deadlines.csv"
}

hash_of() { "$gongzhi" check "$1" | sed -n 's/.*hash \([0-9a-f]*\).*/\1/p'; }

book one 6
book two 7
book three 8
cp -R "$book" bad
rm bad/letters/reply.md bad/levels.csv
sed -i '2s/^\([^,]*\),/\1,"x/' bad/units.csv
sed -i '3s/^[^,]*/M9999/' bad/dispatch.csv
today=$(date -u -d '+8 hours' +%F)
later=$(date -u -d '+30 days' +%F)
new city
: >city/demo.begun # as one of the demo: anybody may be anybody
serve city
check "the server says where it listens" test -n "$port"
receive "第1号路灯不亮"
old=$id
ask -H "@$work/token" -H "$clerk" -H "$user" "$at/api/v1/appeals/$old"
promised=$(printf '%s' "$out" | jq -c '.clocks')

# Programs
ask -H "@$work/token" -H "$role" -H "$user" "$at/api/v1/rulebooks"
says "the first rulebook is there" 200 '"standing":"in_force"' \
    '"from":"2007-01-01"' "\"hash\":\"$(hash_of "$book")\"" '"by":"init"'
enact one "$today" -F dry_run=1
says "a check only" 200 "\"hash\":\"$(hash_of one)\"" '"dry_run":true'
same "enacts nothing" 1 "$(ask -H "@$work/token" -H "$role" -H "$user" "$at/api/v1/rulebooks"; printf '%s' "$out" |
    jq '.rulebooks | length')"
"$gongzhi" check bad | sed -n 's|^bad/||p' | sort >want
enact bad "$today"
says "a faulty one" 422 '"rule":"rulebook_faults"' '"faults":['
printf '%s' "$out" |
    jq -r '.faults[] | "\(.file):\(.line):\(.column): \(.message)"' |
    sort >got
same "with all the faults that check names" "$(cat want)" "$(cat got)"
check "of more than one file" test "$(cut -d: -f1 want | sort -u | wc -l)" -gt 1
enact one "$today"
says "a good one" 201 "\"hash\":\"$(hash_of one)\"" "\"from\":\"$today\""
check "says where it stands" sh -c \
    "printf '%s' '$head' | grep -qi '^location: /api/v1/rulebooks'"
same "is in force at once" "in_force $(hash_of one) o-1" \
    "$(cell 1 standing) $(cell 1 hash) $(cell 1 by)"
same "in place of the first" replaced "$(cell 0 standing)"
enact one "$later"
says "the same again" 409 '"rule":"enacted_already"'
enact one "$today" -F dry_run=1
says "and again to be checked" 409 '"rule":"enacted_already"'
receive "第2号路灯不亮"
ask -H "@$work/token" -H "$clerk" -H "$user" "$at/api/v1/appeals/$id"
says "a new case follows it" 200
check "and is promised by it" sh -c \
    "printf '%s' '$(query city "SELECT leaves FROM batch
        WHERE stream = 'appeal/$id'" | grep -o '"rules":"[^"]*"' | sort -u)' |
        grep -q $(hash_of one)"
ask -H "@$work/token" -H "$clerk" -H "$user" "$at/api/v1/appeals/$old"
same "an open one keeps its promises" "$promised" \
    "$(printf '%s' "$out" | jq -c '.clocks')"
enact two "$later"
says "one for later" 201
same "is coming" "coming in_force" "$(cell 2 standing) $(cell 1 standing)"

# What is no rulebook
ask -F "from=$today" -H "@$work/token" -H "$role" -H "$user" "$at/api/v1/rulebooks"
says "without files" 422 '"rule":"required"' '"field":"tables"'
enact three ""
says "without a day" 422 '"rule":"required"' '"field":"from"'
enact three 2026-02-30
says "a day that is none" 422 '"rule":"not_a_time"' '"field":"from"'
enact three "$today" -F more=1
says "a field too many" 422 '"rule":"unknown_field"' '"field":"more"'
enact three "$today" -F "tables=@$book/units.csv"
says "a file twice" 422 '"file":"units.csv"' 'twice'
printf 'x' >units.exe
enact three "$today" -F "tables=@units.exe"
says "a file that is none of it" 422 '"file":"units.exe"'
enact three "$today" -F "tables=@$book/units.csv;filename=../../units.csv"
says "a label climbs out of nothing" 422 '"file":"units.csv"' 'twice'
head -c 1100000 /dev/zero >large.csv
enact three "$today" -F "tables=@large.csv"
says "one that is too large" 413 '"rule":"body_too_large"'
printf -- '--a\r\nContent-Disposition: form-data; name="from"\r\n\r\nx\r\n--a--\r\n' >sent
for type in 'multipart/form-data; boundary=b' 'multipart/form-data' \
    'multipart/form-data; boundary=a; boundary=a'; do
    ask -H "Content-Type: $type" -H "@$work/token" -H "$role" -H "$user" --data-binary @sent \
        "$at/api/v1/rulebooks"
    says "a boundary that is not one: $type" 400
done
ask -H "Content-Type: application/json" -H "@$work/token" -H "$role" -H "$user" -d '{}' "$at/api/v1/rulebooks"
says "another kind of body" 415 '"rule":"not_a_form"'
send /api/v1/rulebooks three "$today" -H "@$work/token" -H "$role"
says "somebody enacts it" 422 '"field":"X-Gongzhi-User"'
send /api/v1/rulebooks three "$today"
says "a form of any page on this machine is not believed" 403 \
    '"rule":"nobody"'
enact three "$today" -H 'Via: 1.1 proxy'
says "and none from elsewhere" 403 '"rule":"local_only"'
same "nothing of this was enacted" 3 "$(ask -H "@$work/token" -H "$role" -H "$user" "$at/api/v1/rulebooks"
    printf '%s' "$out" | jq '.rulebooks | length')"
ask "$at/api/v1/openapi.json"
same "the description names the files" '["from","tables"]' \
    "$(printf '%s' "$out" | jq -c '.paths["/api/v1/rulebooks"].post
        .requestBody.content["multipart/form-data"].schema.required')"

# The command beside the server
run -d city enact three --from "$today"
says "enact beside it says what to do" 3 "another process writes city" "$at" \
    /w/rulebook /api/v1/rulebooks

# The page of the staff; its words in the default language
word() {
    sed -n "s/^staff\.$1  *\([^{]*\).*/\1/p" "$root/locale/${2:-zh-Hans}"
}
page() {
    folder_=$1
    from_=$2
    shift 2
    send /w/rulebook "$folder_" "$from_" -b jar -F "csrf=$token" \
        -H "Origin: $at" "$@"
}
ask "$at/w/rulebook"
says "whoever is not signed in is shown the way" 303
# as ROLE UNIT ACCOUNT: sign in as somebody of the fictional city.
as() {
    rm -f jar
    curl -s -o /dev/null -c jar -d "role=$1&unit=$2&account=$3" "$at/in/demo"
    ask -b jar "$at/w/rulebook"
    token=$(printf '%s' "$out" |
        sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
}
as operator U_HOTLINE o-3
says "the page says what is in force and coming" 200 "$(word rb_in_force)" \
    "$(word rb_coming)" "$(word rb_replaced)" "$(hash_of two | cut -c1-12)"
says "and who may enact" 200 "$(word rb_nobody)"
page three "$today" -F dry_run=0
says "he may not" 403 '"rule":"no_right"'
as security_admin "" o-2
says "whoever acts has the form" 200 'enctype="multipart/form-data"' \
    'name="tables"' 'name="letters"' "$(word rb_go)"
for lang in zh-Hant en; do
    ask -b jar -H "Accept-Language: $lang" "$at/w/rulebook"
    says "in $lang" 200 "<h1>$(word rb $lang)</h1>" "$(word rb_text $lang)"
done
page bad "$today" -F dry_run=0
says "faults in words" 422 "$(word rb_file)" '<th scope="row">units.csv</th>' \
    "$(word rb_whole)"
same "all of them" "$(wc -l <want)" \
    "$(printf '%s' "$out" | grep -c '<td lang="zh-Hans">')"
book odd 9
sed -i '3s/^[^,]*/<i>/' odd/dispatch.csv
page odd "$today" -F dry_run=0
printf '%s' "$out" >page.html
says "and nothing of a file is markup" 422 '&lt;i&gt;'
check "not even in part" sh -c "! grep -qF '<i>' page.html"
page three "$today" -F dry_run=1
says "a check only" 200 "$(word rb_fine)"
page one "$today" -F dry_run=0
says "enacted before" 409 "$(word rb_taken)"
page three "" -F dry_run=0
says "no day" 422 "$(word rb_no_day)"
ask -b jar -F "csrf=$token" -H "Origin: $at" -F "from=$today" \
    -F 'tables=;filename=' "$at/w/rulebook"
says "no files" 422 "$(word rb_no_files)"
page three "$today" -F dry_run=0 -H 'Sec-Fetch-Site: cross-site'
says "a form of another site" 403 '</html>'
book four 9
page four "$later" -F dry_run=0
same "a good one goes on" "303 /w/rulebook?done=1" \
    "$status $(printf '%s\n' "$head" | sed -n 's/^[Ll]ocation: //p')"
same "and is coming, by whoever acted" "coming o-2" \
    "$(cell 3 standing) $(cell 3 by)"
ask -b jar "$at/w/rulebook?done=1"
says "as the page says" 200 "$(word rb_done)"

# A kill right behind the answer
enact three "$today"
kill -9 $server
wait $server 2>/dev/null
says "acknowledged before a kill" 201
serve city
same "and there after it" "in_force $(hash_of three)" \
    "$(cell 4 standing) $(cell 4 hash)"
ask -H "@$work/token" -H "$clerk" -H "$user" "$at/api/v1/appeals/$old"
same "with the promises of old" "$promised" \
    "$(printf '%s' "$out" | jq -c '.clocks')"
kill $server
wait $server 2>/dev/null
server=
run -d city verify
says "the log is whole" 0 "完整无误"
finish
