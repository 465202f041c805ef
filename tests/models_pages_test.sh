#!/bin/sh
# models_pages_test: the registry of models on pages: what everybody reads, and
# how two people put a model to use by forms.
#
#     tests/models_pages_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"

# as ROLE ACCOUNT: sign in as somebody of the fictional city.
as() {
    rm -f jar
    token=
    ask 303 /in/demo -H "Origin: $at" -d "role=$1&unit=&account=$2&back=/w/models"
    ask 200 /me/sessions
    read_token
}
# press COMMAND NAME=VALUE...: send a form of the staff's page.
press() {
    want=$1 command=$2
    shift 2
    set -- "$@"
    data=
    for pair in "$@"; do data="$data&$pair"; done
    ask "$want" "/w/models/$command" -H "Origin: $at" -d "${data#&}"
}

cases() {
    echo 'time,title,detail,channel,label'
    n=0
    while [ $n -lt 40 ]; do
        n=$((n + 1))
        echo "2026-04-$(printf '%02d' $((n % 28 + 1))),第${n}段黑咕隆咚,夜里黑咕隆咚第${n}段,web,M0301"
        echo "2026-04-$(printf '%02d' $((n % 28 + 1))),第${n}班车迟到,班车迟到第${n}班赶不上,hotline,M0401"
    done
}
cases >cases.csv
run train --labelled cases.csv --out city.model --owner 数据科 --version 2026.1 --risk 200
says "a model is made" 0 "cases 80"
sha=$(sha256sum city.model | cut -d' ' -f1)
new city
: >city/demo.begun
serve city
ask 200 /models
shows "everybody reads what it is about" "模型与词表登记"
shows "that nothing is in use" "没有启用模型"
shows "and that a person decides" "由人确认或者改动"
shows "the word lists stand there" words.csv
shows "also the one by which replies are looked over" reply.csv
ask 200 /models -H 'Accept-Language: en'
shows "in English too" "The system only suggests"
ask 200 /models -H 'Accept-Language: zh-TW'
shows "and in traditional characters" "模型與詞表登記"
ask 200 /
shows "the page is linked from every other" 'href="/models"'
mkdir -p city/models
cp city.model city/models/$sha.model
cp city.model.card.json city/models/$sha.model.card.json

as system_admin a-1
ask 200 /w/models
shows "what lies in the folder waits" "$sha"
press 303 enter sha256=$sha of=matter
ask 200 /w/models
shows "it is entered" "已登记，待批准"
hides "who entered it cannot approve it" 'action="/w/models/approve"'
press 403 approve of=matter version=2026.1 because=x
as officer o-1
ask 200 /w/models
shows "somebody else can" 'action="/w/models/approve"'
press 303 approve of=matter version=2026.1 'because=<b>ok</b>'
press 303 use of=matter version=2026.1
ask 200 /w/models
shows "it is in use" "使用中"
shows "what was written is escaped" "&lt;b&gt;ok&lt;/b&gt;"
ask 200 /models
shows "everybody reads figures by part" "分组指标与偏差测试"
shows "by channel" "热线"
shows "and its digest" "$sha"
hides "but no account" "o-1"
as handler h-1
ask 200 /w/models
hides "others change nothing" 'action="/w/models/'
press 403 rollback of=matter because=x
as auditor x-1
press 303 rollback of=matter because=偏了
ask 200 /models
shows "it is rolled back" "没有启用模型"
shows "with the reason" 偏了

finish
