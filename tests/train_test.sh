#!/bin/sh
# train_test: gongzhi train and gongzhi classify as their users see them.
#
#     tests/train_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

# Sixty invented cases of three matters.
cases() {
    echo 'row,time,title,detail,label'
    n=0
    for where in 东门口 西门外 老桥头 大广场 学校旁 菜场边 小河边 医院前 公园里 车站旁 \
        后街上 新村口 工厂外 北路上 南巷里 码头边 书店前 桥洞下 操场边 山脚下; do
        n=$((n + 1))
        day=$(printf '2026-03-%02d' $n)
        echo "a$n,$day,${where}路灯不亮,${where}的路灯坏了很久，晚上看不见路,市政/照明"
        echo "b$n,$day,${where}公交车晚点,在${where}等公交车总要等很久,交通/公交"
        echo "c$n,$day,${where}垃圾没人收,${where}的垃圾桶满了，气味很大,城管/垃圾"
    done
}
cases >cases.csv

run train --labelled cases.csv --out city.model --owner 数据科 --purpose 试用
says "a model is made" 0 "cases 60, labels 3" "macro-F1 1.0000" "nobody has approved"
check "it lies there" test -s city.model
check "with its card" test -s city.model.card.json
card() { node -e 'const c = JSON.parse(require("fs").readFileSync("city.model.card.json"));
    console.log(eval("c." + process.argv[1]))' "$1"; }
same "the card names the bytes" "$(sha256sum city.model | cut -d' ' -f1)" "$(card model_sha256)"
same "what was said" "数据科 试用" "$(card owner) $(card purpose)"
same "from when the cases are" "2026-03-01/2026-03-20" "$(card period)"
same "how good it is" "1 3" "$(card figures.accuracy) $(card labels.length)"
same "and that nobody approved it" "" "$(card approved_by)"
cp city.model first.model
run train --labelled cases.csv --out city.model
check "the same cases give the same model" cmp first.model city.model

cat >new.csv <<'END'
title,detail
巷子里的路燈壞了,晚上看不見路，路燈不亮
公交车又晚点,等了半个钟头
早
只有一格
您好,谢谢
END
"$gongzhi" classify --model city.model new.csv >answers 2>said
same "rows that are wrong are an error" 1 $?
same "the columns" "row,label,probability,second,third,words" "$(head -n 1 answers)"
same "traditional characters are understood" '"1","市政/照明"' "$(sed -n 2p answers | cut -d, -f1-2)"
check "with the words that decided" grep -q '^"1",.*路燈' answers
same "another matter" '"2","交通/公交"' "$(sed -n 3p answers | cut -d, -f1-2)"
same "what is unknown is not sure" '"5","not sure"' "$(sed -n 4p answers | cut -d, -f1-2)"
same "and shows its best guesses" 6 "$(sed -n 4p answers | tr -cd '"' | wc -c | awk '{ print $1 - 4 }')"
check "wrong rows are named by line" grep -q '^new.csv:4: .*left out' said
check "each of them" grep -q '^new.csv:5: .*left out' said
check "it says that nobody approved the model" grep -q 'nobody has approved' said
same "a pipe gives the same" "$(cat answers)" "$("$gongzhi" classify --model city.model <new.csv 2>/dev/null)"
sed 's/"approved_by": ""/"approved_by": "王某"/' city.model.card.json >signed
cp signed city.model.card.json
run classify --model city.model cases.csv
says "an approved model says nothing of it" 0 '"a1","市政/照明"' '"c20","城管/垃圾"'
case $out in *approved*) fail "nor of approval" "$out" ;; *) pass "nor of approval" ;; esac

printf x >>city.model
run classify --model city.model new.csv
says "a model that was changed does not load" 1 "the card is of another model"
cp first.model city.model
sed '/"threshold"/d' signed >city.model.card.json
run classify --model city.model new.csv
says "nor with a card that lacks something" 1 "threshold"
echo '{' >city.model.card.json
run classify --model city.model new.csv
says "nor with one that is no JSON" 1 "no JSON"
rm city.model.card.json
run classify --model city.model new.csv
says "nor without one" 1 "without its card does not load"
printf 'gongzhi-model 1\n' >cut.model
sed "s/$(sha256sum first.model | cut -d' ' -f1)/$(sha256sum cut.model | cut -d' ' -f1)/" signed \
    >cut.model.card.json
run classify --model cut.model new.csv
says "a model that is cut short" 1 "cut.model: the head is cut short"

awk -F, 'NR == 1 { print "row,fold" } NR > 1 { print $1 "," NR % 5 }' cases.csv >folds.csv
run train --labelled cases.csv --out folded.model --folds folds.csv
says "with folds" 0 "cases 60"
sed '/^b7,/d' folds.csv >lacks.csv
run train --labelled cases.csv --out other.model --folds lacks.csv
says "a row that is in no fold" 1 "cases.csv:21: row b7"
check "leaves no model" test ! -e other.model
sed 's/^b7,.*/b7,7/' folds.csv >wrong.csv
run train --labelled cases.csv --out other.model --folds wrong.csv
says "a fold that is none" 1 "wrong.csv:21:"
{ cases; echo '早,'; printf 'd,2026-03-01,题,文,\n'; } >some.csv
run train --labelled some.csv --out some.model
says "rows that cannot be used are told" 1 "some.csv:62:" "some.csv:63: no label" "cases 60"
head -n 6 cases.csv >few.csv
run train --labelled few.csv --out few.model
says "too few cases" 1 "want 10 cases"
run train --labelled cases.csv --out x --label matter
says "a column that is not there" 1 "no column matter"
run train --labelled cases.csv
says "no place for the model" 2 "--out"
run train --labelled cases.csv --out x --risk 0
says "a risk that is none" 2 "--risk"
run classify cases.csv
says "no model" 2 "--model"
run classify --model nowhere cases.csv
says "a model that is not there" 1 "nowhere"

# Fields instead of texts: which unit.
{
    echo 'date,street,type,unit'
    for i in $(seq 1 40); do
        echo "2026-01-$(printf %02d $((i % 28 + 1))),$([ $((i % 2)) = 0 ] && echo 东街 || echo 西街),路灯,$([ $((i % 2)) = 0 ] && echo 东所 || echo 西所)"
    done
} >units.csv
run train --labelled units.csv --out units.model --fields street,type --label unit --place street
says "fields alone" 0 "labels 2" "place 东街: 20 cases"
run classify --model units.model units.csv
says "answer by their values" 0 '"1","西所"' '"2","东所"' '"西街 '

# The answered cases of a data folder.
run -d city demo --days 20 --rulebook "$book"
says "a city with a history" 0
for label in matter matter_top kind level unit; do
    run train --folder city/ --label $label --out city.$label
    says "its answered cases teach $label" 0 "labels" "place " "channel "
done
check "the card names the folder" grep -q '"data": "[0-9]* confirmed cases of city"' city.unit.card.json
check "and the days of the cases" grep -q '"period": "20[0-9-]*/20[0-9-]*"' city.unit.card.json
same "kinds are learned as its answered cases have them" \
    "$(query city "SELECT DISTINCT kind FROM appeal WHERE matter <> '' AND kind <> ''
        AND stage IN ('replied', 'review', 'closed', 'archived') ORDER BY kind")" \
    "$(sed -n '/"labels"/,/\]/s/.*"name": "\([^"]*\)".*/\1/p' city.kind.card.json | sort)"
finish
