#!/bin/sh
# attachments_keep: what becomes of files when their time is over, when a legal
# hold stands, and of their keys everywhere else: in answers, exports, webhooks.
# And how many files may be on their way to us at once.
#
#     tests/attachments_keep_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"
peer=
trap '[ -z "$server$peer" ] || kill -9 $server $peer 2>/dev/null
    rm -rf "$work"' EXIT

files() { find "$1/attachments" -type f 2>/dev/null | wc -l; }

# within WHAT COMMAND...: it becomes true, in ten seconds.
within() {
    what=$1
    shift
    turn=0
    until "$@" 2>/dev/null || [ $turn -ge 100 ]; do
        turn=$((turn + 1))
        sleep 0.1
    done
    check "$what" "$@"
}

# story DAY TITLE: a case of that day; $code opens it.
story() {
    printf '[{"command":"receive","at":"%s","as":{"role":"citizen"},"fields":{
        "channel":"web","title":"%s","contact":"13900001111"}}]' "$1" "$2" \
        >one.json
    "$gongzhi" -d city do one.json >answer
    code=$(sed -n 's/.*"query_code":"\([^"]*\)".*/\1/p' answer)
}
# leave DAY CODE: its citizen takes it back on that day
leave() {
    printf '[{"command":"withdraw","at":"%s","as":{"role":"citizen"},
        "case":"%s","fields":{"reason":"solved"}}]' "$1" "$2" >one.json
    "$gongzhi" -d city do one.json >answer
}
ago() { date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ; }

python3 - <<'END'
import struct
d = bytes(range(256)) * 40
b = b'WAVEfmt ' + struct.pack('<IHHIIHH', 16, 1, 1, 8000, 16000, 2, 16) + \
    b'data' + struct.pack('<I', len(d)) + d
open('voice.wav', 'wb').write(b'RIFF' + struct.pack('<I', len(b)) + b)
END
vips black photo.v 600 400 --bands 3 && vips jpegsave photo.v photo.jpg

# --- fewer than the page thinks
mkdir book && cp -R "$book/." book/
sed -i 's/^attachments_most,20,/attachments_most,2,/' book/settings.csv
"$gongzhi" -d few init --rulebook book --from 2007-01-01 >/dev/null
serve few
ask 200 /report
ask 303 /report/send -F what=路灯不亮 -F via=code -F "once=$(printf %032d 1)" \
    -F photos=@photo.jpg -F voice=@voice.wav
check "a report with all its files says no more" sh -c \
    'case $1 in */receipt) ;; *) false ;; esac' - "$(location)"
ask 200 "$(location)"
check "nor does its receipt" sh -c '! grep -qF "附件没有加上" body'
ask 303 /report/send -F what=井盖响 -F via=code -F "once=$(printf %032d 2)" \
    -F photos=@photo.jpg -F voice=@voice.wav -F photos=@photo.jpg
receipt=$(location)
ask 200 "$receipt"
shows "a receipt says that not every file was added" 附件没有加上
shows "and where to add it again" "href=\"${receipt%/receipt*}/add\""
ask 200 "${receipt%/receipt*}"
check "what fits is there" grep -qF "/file/2" body
check "and not more" sh -c '! grep -qF "/file/3" body'
ask 422 "${receipt%/receipt*}/add" -F text= -F photos=@photo.jpg
shows "adding says why" 附件已达上限
ask 422 "${receipt%/receipt*}/add" -F text=灯杆号十二 -F photos=@photo.jpg
shows "also when something was written" 附件已达上限
check "which is not asked for again" sh -c '! grep -qF 灯杆号十二 body'
ask 200 "${receipt%/receipt*}"
same "but is in the case" 1 "$(grep -cF 灯杆号十二 body)"
stop

new city
story "$(ago '11 years ago')" 井盖响得睡不着
old=$code
story "$(ago '14 months ago')" 楼道路灯不亮
middle=$code

# --- the keys are nobody's to read, and no program brings a file by command
printf '{"command":"attach","case":"%s","as":{"role":"citizen"},"fields":{
    "kind":"jpeg","bytes":1,"thumb":0,"file_id":"%032d","hash":"%064d",
    "file_key":"%064d","shows":"x"}}' "$old" 1 1 1 >attach.json
run -d city do attach.json
says "a file is not attached by a command" 1 unknown_command
python=/usr/bin/python3
mkdir peer.d && touch peer.d/hook.got peer.port
printf 'whsec_%s\n' "$(head -c 32 /dev/urandom | base64)" >peer.d/secret
chmod 600 peer.d/secret
$python "$root/tests/peer/http_peer.py" peer.d >peer.port 2>peer.log &
peer=$!
within "a receiver of webhooks listens" test -s peer.port
cat >city.conf <<END
[webhook hook]
url = http://127.0.0.1:$(cat peer.port)/hook
secret_file = peer.d/secret
END
serve city --config city.conf
for one in "$old" "$middle"; do
    ask 200 /report/check -F what=井盖 -F via=code -F photos=@photo.jpg
    got=$(curl -s -o body -w '%{http_code}' -F voice=@voice.wav \
        --form-string "file1=$(value_of file1)" -F shows1=坏了的井盖 "$at/api/v1/c/$one/files")
    same "a photo and a recording are added" 200 "$got"
done
same "four files lie there" 4 "$(files city)"
id=$(query city "SELECT lower(hex(id)) FROM appeal WHERE number = 1")
staff() {
    curl -s -o body -w '%{http_code}' -H "@$work/token" \
        -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-User: op-1' \
        -H "X-Gongzhi-Purpose: $1" "$at/api/v1/appeals/$id"
}
same "staff with the right to its texts read it" 200 "$(staff intake)"
shows "what it shows is there" '"type":"appeal_attached"'
shows "its texts are" 井盖响得睡不着
check "its key is not" sh -c '! grep -q file_key body'
within "the receiver is told of it" grep -q appeal_attached peer.d/hook.got
check "without key or words" sh -c \
    '! grep -qE "file_key|shows|坏了的井盖" peer.d/hook.got'
stop
run -d city show "$old" --text
says "the command shows its texts" 0 坏了的井盖
same "and no key" 0 "$(printf '%s\n' "$out" | grep -c file_key)"
"$gongzhi" -d city export --json >leaves
check "an export has the event" grep -q '"type":"appeal_attached"' leaves
check "and nothing that opens the file" sh -c \
    '! grep -qE "坏了的井盖|\"file_key\":\"[0-9a-f]{64}\"[^}]*\"salt\"" leaves'

# --- held: nothing goes
leave "$(ago '10 years ago - 1 month')" "$old"
check "one was closed long ago" grep -q appeal_withdrawn answer
leave "$(ago '13 months ago')" "$middle"
printf '{"command":"hold","as":{"role":"legal_officer","id":"fa",
    "unit":"U_HOTLINE"},"case":"%s","fields":{"basis":"民事诉讼法 第八十四条",
    "days":30}}' "$old" >hold.json
run -d city do hold.json
says "a hold" 0 appeal_held
names() {
    query city "SELECT lower(hex(file_id)) FROM appeal_attachment
        WHERE number = $1"
}
there() {
    n=0
    for name in $(names "$1"); do
        [ ! -e "city/attachments/$name" ] || n=$((n + 1))
    done
    echo $n
}
run -d city retention --run
says "a night erases nothing that is held" 0 "erased: 0"
same "the contact of the other is gone" 0 "$(query city \
    "SELECT contact FROM appeal_keep WHERE number = 2")"
same "the files of a held case stay" 2 "$(there 1)"
same "those of a case without its contact too" 2 "$(there 2)"
run -d city erase "$old"
says "a held case is not erased" 1 legal_hold
same "its files stay" 2 "$(there 1)"
run -d city verify
says "all is as it was" 0 "附件 4 个：4 个与日志相符"
serve city
for one in "$old" "$middle"; do
    ask 200 "/c/$one/file/1"
    check "its photo still opens" cmp -n 3 body photo.jpg
done
stop
"$gongzhi" -d city backup saved >/dev/null
same "a backup has them" 4 "$(files saved)"

# --- the hold is lifted, the time is over
printf '{"command":"lift_hold","as":{"role":"officer","id":"gu",
    "unit":"U_HOTLINE"},"case":"%s","fields":{"basis":"已结"}}' "$old" >lift.json
run -d city do lift.json
says "it is lifted" 0 appeal_hold_ended
run -d city retention --run
says "then it is erased" 0 "erased: 1"
same "and its files are gone" 0 "$(there 1)"
same "those of the other are not" 2 "$(there 2)"
run -d city verify
says "which verify knows" 0 "2 个与日志相符，2 个已随诉求人删除，0 个有误"
run -d city rebuild
says "the readings are made anew" 0
run -d city verify
says "and know it too" 0 "2 个已随诉求人删除"
"$gongzhi" -d city backup later >/dev/null
"$gongzhi" -d city backup --keys keys >/dev/null
same "a later backup does not have them" 2 "$(files later)"
cp -p city.keys back.keys
run -d back restore saved --keys keys/subjects-*.keys
says "an older backup, with the keys of today" 0 已恢复
serve back
ask 404 "/c/$old/file/1"
stop
serve city
ask 404 "/c/$old/file/1"
ask 200 "/c/$middle/file/1"

# --- many slow senders: a bound for all of them, and others are served
python3 "$root/tests/attack/large.py" "$port" "/c/$middle/add" >lines.txt 2>lines.err
same "the slow senders ran to their end" "0 " "$? $(cat lines.err)"
while read -r line; do
    case $line in
    "ok "*) pass "${line#ok }" ;;
    *) fail "${line#not ok }" ;;
    esac
done <lines.txt
ask 200 "/c/$middle"
stop
finish
