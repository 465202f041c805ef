#!/bin/sh
# models_test: the registry of models as its users see it: train, enter, approve by
# somebody else, use, suggest, be overruled, roll back; a file that was tampered
# with is refused; nothing is trusted that nobody approved.
#
#     tests/models_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

# Eighty invented cases of three matters; words of ours that no word list has.
cases() {
    echo 'time,title,detail,place,channel,label'
    n=0
    for where in 东门口 西门外 老桥头 大广场 学校旁 菜场边 小河边 医院前 公园里 车站旁 \
        后街上 新村口 工厂外 北路上 南巷里 码头边 书店前 桥洞下 操场边 山脚下; do
        n=$((n + 1))
        day=$(printf '2026-03-%02d' $n)
        street=$([ $((n % 2)) = 0 ] && echo 990101001 || echo 990101002)
        echo "$day,${where}黑咕隆咚,${where}到了夜里黑咕隆咚，深一脚浅一脚,$street,web,M0301"
        echo "$day,${where}班车总迟到,${where}班车总迟到，上班赶不上,$street,hotline,M0401"
        echo "$day,${where}班车又迟到,${where}班车又迟到了，等得着急,$street,hotline,M0401"
        echo "$day,${where}脏兮兮,${where}脏兮兮的没人扫，味道难闻,$street,web,M0203"
    done
}
cases >cases.csv
run train --labelled cases.csv --out city.model --owner 数据科 --version 2026.1 \
    --place place --channel channel --risk 200
says "a model is made" 0 "cases 80, labels 3"
card() { jq -r "$1" city.model.card.json; }
same "its card tells of channels" "hotline web" \
    "$(card '[.groups[] | select(.kind == "channel") | .name] | sort | join(" ")')"
same "and of places" "990101001 990101002" \
    "$(card '[.groups[] | select(.kind == "place") | .name] | sort | join(" ")')"
same "with the bias test" "true true" \
    "$(card '[.groups[] | select(.name == "990101001")][0] | "\(has("parity")) \(has("parity_ratio"))"')"
same "channels differ in what they are about" hotline \
    "$(card '[.groups[] | select(.kind == "channel" and .parity.gap == 1)][0].name')"
same "the mean probability" true "$(card '.figures.confidence > 0 and .figures.confidence <= 1')"
same "the interval of the calibration error" true "$(card '.figures.ece_low <= .figures.ece_high')"

new city
run -d city model list
says "nothing is entered" 0
run -d city model enter weather city.model --as system_admin::a-1
says "only what can be suggested" 2 "weather: 只有 want kind"
run -d city model enter matter city.model --as handler:U_WATER:h-1
says "not everybody may enter" 1 no_right
run -d city model enter matter city.model --as system_admin::a-1
says "who may does" 0
sha=$(sha256sum city.model | cut -d' ' -f1)
check "the file lies in the folder" test -s city/models/$sha.model
run -d city model list
says "it is entered" 0 "matter  2026.1" "entered" "$sha"
run -d city model use matter 2026.1 --as system_admin::a-1
says "nobody approved it: it is not used" 1 model_not_approved
run -d city model enter matter city.model --as system_admin::a-1
says "it is entered once" 1 model_version_taken
run -d city model approve matter 2026.1 --as officer::a-1 --because 自己看过
says "who entered it does not approve it" 1 four_eyes
run -d city model approve matter 9 --as officer::o-1 --because 看过
says "only what is there" 1 no_such_model

serve city
ask() {
    status=$(curl -s -m 20 -H "@$work/token" -o body -w '%{http_code}' "$@")
    out=$(cat body)
}
# staff ROLE ACCOUNT JSON PATH
staff() {
    printf '%s' "$3" >sent
    ask -H "$json" -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-User: $2" \
        -H "X-Gongzhi-Unit: ${unit-}" -H "X-Gongzhi-Purpose: dispatching" \
        --data-binary @sent "$at$4"
}
get() { printf '%s' "$out" | jq -r "$1"; }
model() { staff "$1" "$2" "$4" "/api/v1/models/matter/$3"; }

question='{"title":"河边黑咕隆咚","body":"到了夜里黑咕隆咚，深一脚浅一脚"}'
staff dispatcher d-1 "$question" /api/v1/suggest
same "the words alone know nothing of it" "200 rulebook 0 false" \
    "$status $(get '.matter | "\(.source) \(.choices | length) \(.sure)"')"
said='{"text":"河边到了夜里黑咕隆咚，深一脚浅一脚","place":"990101002001"}'
staff operator o-1 "$said" /api/v1/desk
same "nor does the desk" "200 " "$status $(get .suggestion.matter)"
run -d city model use matter 2026.1 --as system_admin::a-1
says "while a server runs it is done there" 3 "/api/v1/models/matter/use"
model officer o-1 approve '{"fields":{"version":"2026.1","because":"看过分组指标"}}'
same "somebody else approves" "200 approved" "$status $(get '.versions[0].state')"
model dispatcher d-1 use '{"fields":{"version":"2026.1"}}'
same "not everybody puts it to use" 403 $status
model system_admin a-1 use '{"fields":{"version":"2026.1"}}'
same "it is used without a new start" "200 2026.1 true" \
    "$status $(get '"\(.in_use) \(.versions[0].loaded)"')"
staff dispatcher d-1 "$question" /api/v1/suggest
same "now it is suggested, by the model" "model 2026.1 M0301" \
    "$(get '.matter | "\(.source) \(.version) \(.choices[0].code)"')"
same "with its name" true "$(get '.matter.choices[0].name | length > 2')"
same "and the words that decided" true "$(get '.matter.because | contains("黑咕隆咚")')"
same "probabilities are some" true \
    "$(get '[.matter.choices[].probability] | (add <= 1.001) and (.[0] >= .[1])')"
same "the unit follows from the catalogue" true "$(get '.unit.choices | length > 0')"
staff dispatcher d-1 '{"title":"您好","body":"谢谢"}' /api/v1/suggest
same "what is unknown is not sure" false "$(get '.matter.sure')"
staff operator o-1 "$said" /api/v1/desk
same "the desk foresees with what the model is sure of" "M0301 true true" \
    "$(get '.suggestion | "\(.matter) \(.because | contains("黑咕隆咚")) \(.confidence > 500)"')"
check "and what follows from it" jq -e '
    .suggestion | .level != "" and .unit != "" and .due_at != null' body
staff operator o-1 '{"text":"您好，谢谢"}' /api/v1/desk
same "not with what it is not" "" "$(get .suggestion.matter)"
staff operator o-1 "$(printf '%s' "$said" | jq -c '.matter = "M0401"')" /api/v1/desk
same "and what was given goes before" "M0401 1000" \
    "$(get '.suggestion | "\(.matter) \(.confidence)"')"
staff dispatcher d-1 '{}' /api/v1/suggest
same "a text is needed" "422 required" "$status $(get .rule)"
staff dispatcher d-1 '{"body":"a","more":1}' /api/v1/suggest
same "and nothing else" "422 unknown_field more" "$status $(get .rule) $(get .field)"
ask -H "$json" -d "$question" "$at/api/v1/suggest"
same "nobody else is told" 403 $status

# Two cases wait for a person: one confirms, the other changes.
receive() {
    printf '{"channel":"web","contact":"13911112222","title":"%s","body":"%s","place":"990101002001"}' \
        "$1" "$2" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    id=$(get .id)
}
place() {
    staff dispatcher d-1 "{\"fields\":{\"matter\":\"$1\",\"urgency\":\"0\",\"risk\":\"0\",\"clarity\":\"0\",\"difficulty\":\"0\"}}" \
        "/api/v1/appeals/$id/place"
}
receive 巷子黑咕隆咚 到了夜里黑咕隆咚，深一脚浅一脚
same "it waits" queued "$(get .stage)"
staff dispatcher d-1 "{\"case\":\"$id\"}" /api/v1/suggest
same "what a waiting case may be" "200 M0301" "$status $(get '.matter.choices[0].code')"
unit=U_WATER
staff handler h-1 "{\"case\":\"$id\"}" /api/v1/suggest
unit=
same "not for those who may not read it" 404 $status
place M0301
same "a person confirms" "200 true" "$status $(get '.events | index("appeal_suggested") != null')"
receive 后街黑咕隆咚 到了夜里黑咕隆咚
place M0203
same "another one changes" 200 $status
run -d city show $id
says "it stands in the record" 0 "系统建议"
ask "$at/api/v1/models"
week='.models[] | select(.of == "matter") | .weeks[0]'
same "the override rate of the week" "2 1 0.5000" \
    "$(get "$week | \"\(.answers) \(.changed) \(.override_rate)\"" | sed 's/0\.5$/0.5000/')"
same "the word lists stand there too" "words.csv true" \
    "$(get '.word_lists[0] | "\(.list) \(.rows > 100)"')"
same "with the digest of the file" "$(sha256sum "$book/words.csv" | cut -d' ' -f1)" \
    "$(get '.word_lists[0].sha256')"
ask "$at/metrics"
check "and in the figures" grep -q \
    '^gongzhi_suggestion_changed_total{of="matter",version="2026.1"} 1$' body
check "the model is loaded" grep -q '^gongzhi_model_loaded{of="matter",version="2026.1"} 1$' body
same "all lines of a figure stand together" "" \
    "$(grep '^gongzhi_\(model\|suggestion\)' body | sed 's/[{ ].*//' | uniq | sort | uniq -d)"

# A second version, and back.
head -n 73 cases.csv >fewer.csv
run train --labelled fewer.csv --out next.model --owner 数据科 --version 2026.2 --risk 100
run -d city model enter matter next.model --as system_admin::a-1
says "the files are put where the server finds them" 3 "models/matter/enter"
next=$(sha256sum next.model | cut -d' ' -f1)
model system_admin a-1 enter "{\"fields\":{\"sha256\":\"$next\"}}"
same "it is entered there" "200 2026.2" "$status $(get '.versions[0].version')"
model officer o-1 approve '{"fields":{"version":"2026.2","because":"看过"}}'
model system_admin a-1 use '{"fields":{"version":"2026.2"}}'
same "the second is used" 2026.2 "$(get .in_use)"
model system_admin a-1 retire '{"fields":{"version":"2026.2","because":"试"}}'
same "what is in use is not retired" "409 model_is_in_use" "$status $(get .rule)"
model system_admin a-1 rollback '{"fields":{"because":"改类太多"}}'
same "it is rolled back" "200 2026.1" "$status $(get .in_use)"
staff dispatcher d-1 "$question" /api/v1/suggest
same "and the first answers again" 2026.1 "$(get .matter.version)"
model system_admin a-1 retire '{"fields":{"version":"2026.2","because":"不再用"}}'
same "now it is retired" retired "$(get '.versions[0].state')"
model system_admin a-1 use '{"fields":{"version":"2026.2"}}'
same "and never used again" "409 model_state" "$status $(get .rule)"
model system_admin a-1 enter "{\"fields\":{\"sha256\":\"$(printf '%064d' 0)\"}}"
same "what is not there is not entered" "422 model_does_not_load" "$status $(get .rule)"
model system_admin a-1 enter '{"fields":{"sha256":"../../../../../../../../../../../../../../../../../../../etc/passwd12"}}'
same "nor is any other file" "422 model_does_not_load" "$status $(get .rule)"
stop

# One byte of the file is another.
printf 'x' | dd of=city/models/$sha.model bs=1 seek=200 conv=notrunc 2>/dev/null
: >log.txt
serve city
check "a file that was tampered with is refused, and the log says so" \
    grep -q 'not what was entered' log.txt
staff dispatcher d-1 "$question" /api/v1/suggest
same "the words answer alone" "200 rulebook" "$status $(get .matter.source)"
ask "$at/api/v1/models"
same "and the registry shows that it is not loaded" false \
    "$(get '.models[] | select(.of == "matter") | .versions[] | select(.state == "in_use") | .loaded')"
stop
cp city.model city/models/$sha.model
sed 's/数据科/别的人/' city.model.card.json >city/models/$sha.model.card.json
: >log.txt
serve city
check "so is another card" grep -q 'card of model 2026.1 is not what was entered' log.txt
stop
cp city.model.card.json city/models/$sha.model.card.json
run -d city verify
says "the log is whole" 0
run -d city backup log.1
says "a backup is made" 0
run -d city backup --keys copies
cp city.keys again.keys
run -d again restore log.1 --keys copies/*.keys
says "and a folder of it" 0
same "it has the models and their cards" "$(cd city/models && sha256sum -- *)" \
    "$(cd again/models && sha256sum -- *)"
run -d city rebuild
serve city
ask "$at/api/v1/models"
same "the counts follow from the log" 2 "$(get "$week | .answers")"
stop
run train --folder city --label nonsense --out f.model
says "only what a case has is learned" 1 "want matter"
run train --folder city --label matter --out f.model
says "no case was answered yet" 1 "0 cases"

finish
