#!/bin/sh
# feeling_pages_test: strong emotion and risk in what a citizen wrote are shown
# in the inbox and on the case's page, the words to who may read the texts, and
# a person sets them aside.
#
#     tests/feeling_pages_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
told=',"notice":"2026-1","notice_lang":"zh-Hans","told":"web","agreed_publish":1'
word() { sed -n "s/^staff\.$1  *\([^{]*\).*/\1/p" "$root/locale/zh-Hans"; }
phrase() { sed -n "s/^$1,\([^,]*\),.*/\1/p" "$book/phrases.csv"; }

new city
: >city/demo.begun
serve city
receive 13900001111 '楼上自来水停水，老人都绝望了，我们要集体上访' "$told"
loud=$id
receive 13900002222 '自来水停水一天' "$told"
calm=$id

jar=desk
token=
ask /in
form /in/demo who=operator:U_HOTLINE:o-1
ask "/w?unit=all"
says "the inbox marks the case" 200 "$(word attention)"
same "and no other" 1 "$(grep -cF "$(word attention)" body)"
ask "/w/$calm"
check "a calm case has no such part" sh -c '! grep -q h-feel body'
form /w/purpose purpose=intake "back=/w/$loud"
ask "/w/$loud"
says "the page of the case shows kinds and words" 200 \
    "$(phrase feeling.emotion)" "$(phrase feeling.collective)" \
    '<mark>绝望</mark>' '<mark>集体上访</mark>'
stop
cp -R "$book" other
sed -i '/^绝望,/d' other/feelings.csv
run -d city enact other --from 2026-01-01
says "a rulebook without the word is enacted" 0
serve city
ask "/w/$loud"
says "the words are still those that were found" 200 '<mark>绝望</mark>' \
    '<mark>集体上访</mark>'
same "the log has rows of the list and no words" 0 \
    "$("$gongzhi" -d city export 2>/dev/null | grep feeling_found | grep -c 绝望)"
once=$(sed -n 's/.*name="once" value="\([0-9a-f]*\)".*/\1/p' body | head -n 1)
for kind in emotion collective; do
    form "/w/$loud/judge_feeling" "feeling=$kind" judgement=set_aside \
        because=核对过 "once=$once$kind"
done
ask "/w/$loud"
says "it says what was judged" 200 "$(phrase judgement.set_aside)"
ask "/w?unit=all"
check "what was set aside marks nothing in the inbox" \
    sh -c '! grep -qF "$1" body' - "$(word attention)"

# The advice on a reply
ask "/w/$loud"
jar=unit
token=
ask /in
form /in/demo who=handler:U_WATER:h-1
form /w/purpose purpose=handling "back=/w/$loud"
form "/w/$loud/reply" then=preview text="已转有关部门核处。" outcome=explained
says "the preview says what the reply lacks" 200 "$(word advice)" \
    "$(word advice_basis)" "$(word advice_result)" "$(word advice_contact)" \
    "$(word advice_time)" "$(word advice_only)" 核处
form "/w/$loud/reply" then=preview outcome=explained text="根据《城市供水条例》，\
楼上停水已修复，9月3日检查，电话0990-1234567，有问题请随时告诉我们，谢谢。"
says "a whole one lacks nothing" 200 "$(word advice_complete)"
lacks "and none is missed" "$(word advice_basis)"

finish
