#!/bin/sh
# topics_pages_test: topics on pages: the empty list, one topic with its cases
# in parts, no topic of few people, and nothing for who has no right.
#
#     tests/topics_pages_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
told=',"notice":"2026-1","notice_lang":"zh-Hans","told":"web","agreed_publish":1'
word() { sed -n "s/^topics\.$1  *\(.*\)/\1/p" "$root/locale/zh-Hans"; }
cases_of() { grep -c '<th scope="row"><a class="num" href="/w/' body; }

# followed N [CASES]: until the server shows N topics, the first of so many
# cases, and followed all of the log.
followed() {
    turn=0
    while [ $turn -lt 200 ]; do
        curl -s -H "@$work/token" -H "X-Gongzhi-Role: dispatcher" \
            -H "X-Gongzhi-User: d-1" -H "X-Gongzhi-Unit: U_HOTLINE" \
            "$at/api/v1/topics" >got
        jq -e ".all == $1 and .behind == 0 and
            (.topics[0].cases // 0) == ${2:-0}" got >/dev/null && return 0
        turn=$((turn + 1))
        sleep 0.1
    done
    return 1
}

new city
: >city/demo.begun
serve city
jar=desk
token=
ask /in
form /in/demo who=dispatcher:U_HOTLINE:d-1
ask /w/topics
says "without topics it says so" 200 "$(word none)"
says "and the head leads there" 200 '<a href="/w/topics" aria-current="page">'

receive 13911110001 河东新苑旁边搅拌站夜间噪音 "$told"
first=$id
first_code=$code
receive 13911110002 河东新苑搅拌站粉尘污染 "$told"
check "two people are no topic" followed 0
ask /w/topics
says "nor one on the page" 200 "$(word none)"
turn=3
while [ $turn -le 22 ]; do
    receive "139111100$(printf %02d $turn)" 投诉河东新苑搅拌站何时搬走 "$told"
    turn=$((turn + 1))
done
check "many are one" followed 1 22
number=$(jq '.topics[0].topic' got)
ask /w/topics
says "the list has it" 200 "href=\"/w/topics/$number\"" 河东新苑 \
    '</span>22</td>' '<rect width="100"'
lacks "and one page only" 'rel="next"'
ask "/w/topics?page=2"
says "behind the last page is nothing" 200 "$(word past)" 'rel="prev"'

ask "/w/topics/$number"
says "a topic has phrases and cases" 200 '<span class="tag">' \
    "href=\"/w/$first\">$first_code<" 'rel="next"'
same "of which a page shows twenty" 20 "$(cases_of)"
ask "/w/topics/$number?page=2"
same "and the next one the others" "200 2" "$status $(cases_of)"
lacks "which is the last" 'rel="next"'
ask "/w/$first"
same "the link leads to a case" 200 "$status"
ask /w/topics/12345
says "another number is none" 404 "$(word none_such)"
ask /w/topics/x
says "a word is none" 404 "$(word none_such)"

jar=unit
token=
ask /in
form /in/demo who=handler:U_WATER:h-1
ask /w
lacks "who has no right sees no link" 'href="/w/topics"'
ask /w/topics
same "and is refused" 403 "$status"
ask "/w/topics/$number"
same "each topic too" 403 "$status"
finish
