#!/bin/sh
# similar_cli_test: gongzhi similar as its users see it.
#
#     tests/similar_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cat >first.csv <<'END'
id,title,detail,place,matter,time
a1,路灯不亮,幸福路的路灯坏了三天晚上看不见路,330106,lamp,2026-09-01T10:00+08:00
a2,井盖丢失,"学校门口的井盖没了,很危险",330106,road,2026-09-02
a3,夜间施工,工地夜里还在打桩吵得睡不着,330108,noise,
a4,路灯太暗,公园里的路灯太暗,330108,lamp,2026-09-03
END
run similar --index ix --add first.csv
says "an index is built" 0 "added 4, " "wrong 0" "in all 4"
same "its key is for its owner only" 600 "$(stat -c %a ix.key)"
run similar --index ix --add first.csv
says "a second time adds nothing double" 0 "added 0, " "known 4" "in all 4"

run similar --index typo --query 路灯坏了
says "an index that is not there is told" 1 "there is no index in typo"
check "and not made" sh -c '! ls -d typo* 2>/dev/null'
run similar --index ix --query 路灯坏了
says "the nearest text is first" 0 "query,rank,id,score,share,place,matter,time,shared" \
    '1,1,"a1",' ',"330106","lamp",2026-09-01T10:00:00+08:00,"路灯坏了"' '1,2,"a4",'
out=$(printf '井盖没了\n\n夜里打桩\n' | "$gongzhi" similar --index ix --most 1 |
    cut -d, -f1-3 | tr '\n' ' ')
same "lines of standard input are queries" 'query,rank,id 1,1,"a2" 3,1,"a3" ' "$out"
out=$(printf '井盖没了\n没有这种事儿\n' | "$gongzhi" similar --index ix --json)
check "JSON is a line for each query" sh -c 'printf "%s\n" "$1" | jq -se "
    length == 2 and .[0].query == 1 and .[0].found[0].id == \"a2\" and
    .[0].found[0].shared[0] == \"井盖没了\" and .[0].found[0].share > 0"' - "$out"
run similar --index ix --repeats --query "学校门口的井盖没了，很危险！ 井盖丢失"
same "a repeat is found, and nothing else" 1 "$(echo "$out" | grep -c '^1,')"
says "by its name" 0 '1,1,"a2"'
run similar --index ix --repeats --query "井盖没了"
same "a part is no repeat" 0 "$(echo "$out" | grep -c '^1,')"

cat >second.csv <<'END'
detail,id,title,time
水管漏水,b1,漏水,2026-09-05
没有编号,,无,
,b2,,
时间不对,b3,错,2026-99-01
水管漏水,b1,漏水,
电梯停了,b4,电梯,
END
run similar --index ix --add second.csv
says "rows that are wrong are told by line, the others taken" 1 \
    "second.csv:3: " "second.csv:4: " "second.csv:5: " \
    "added 2, " "known 1, " "wrong 3, " "in all 6"
run similar --index ix --query 电梯
says "they are found beside the older ones" 0 '1,1,"b4"'
printf 'id,title\n1,2\n' >narrow.csv
run similar --index ix --add narrow.csv
says "a column that is missing is named" 1 "no column detail"
printf 'id,title,detail\n1,甲,乙\n2,"丙\n' >broken.csv
run similar --index ix --add broken.csv
says "a file that breaks off is told" 1 "broken.csv:" "added 1, "
: >empty.csv
run similar --index ix --add empty.csv
says "an empty file has no columns" 1 "no column id" "the file is empty"
run similar --index ix --add nowhere.csv
says "a file that is not there" 1 "nowhere.csv"

run similar --query 路灯
says "without an index" 2 "--index"
run similar --index ix --most 101 --query 路灯
says "too many" 2 "--most"
check "words do not stand in the files" sh -c '! grep -rq 路灯 ix'
printf x >>"$(ls ix/*.seg | head -n 1)"
run similar --index ix --add first.csv
says "a damaged index begins anew" 0 "added 4, " "in all 4"
chmod 644 ix.key
run similar --index ix --query 路灯
says "a key that is open to others" 3 "ix.key"
check "a full disk is told" sh -c '
    chmod 600 ix.key; ! "$1" similar --index ix --query 路灯 >/dev/full 2>/dev/null' - "$gongzhi"

finish
