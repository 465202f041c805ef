#!/bin/sh
# feeling_cli_test: gongzhi feeling as its users see it.
#
#     tests/feeling_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cat >lines <<'END'
我们不会集体上访，也没有人受伤。
我们要集体上*訪，老人都快绝望了，绝望啊
END
run feeling --rulebook "$book" lines
says "lines are read" 0
same "levels and words, each once" 'row,emotion,life,collective,vulnerable,media,words
"1",0,0,0,0,0,""
"2",3,0,3,0,0,"集体上访 40; 老人 8; 绝望 40"' "$out"
same "a pipe too" "$out" "$("$gongzhi" feeling --rulebook "$book" <lines)"
run feeling --rulebook "$book" --json lines
same "a denied word is shown with no points" 1 \
    "$(printf '%s\n' "$out" | head -1 | grep -c '"word":"集体上访","text":0,"at":12,"bytes":12,"points":0}')"
printf 'id,title,detail\n7,投诉,"请媒体曝光"\n8,x\n' >rows.csv
run feeling --rulebook "$book" --texts title,detail rows.csv
says "rows of another length are told" 1 "rows.csv:3: another number of cells"
same "a row has its id" '"7",0,0,0,0,3,"请媒体 40; 媒体曝光 40"' \
    "$(printf '%s\n' "$out" | grep '^"7"')"
run feeling --rulebook "$book" --texts title,words rows.csv
says "a column that is not there" 1 "no column words" "it has id, title, detail"
printf '您好\n\377\376路\n救命\n' >bad
run feeling --rulebook "$book" bad
says "what is no text is told, not taken for calm" 1 "bad:2: 不是 UTF-8" '"3",'
hasnt=$(printf '%s\n' "$out" | grep -c '^"2"')
same "and has no row" 0 "$hasnt"
run feeling --rulebook "$book" nowhere
says "a file that is not there" 1 "nowhere"
run feeling --rulebook "$book" --jsn lines
says "an unknown option" 2 "--jsn"
run feeling --rulebook nowhere lines
says "a rulebook that is not there" 1 "nowhere"

finish
