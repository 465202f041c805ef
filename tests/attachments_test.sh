#!/bin/sh
# attachments: photos and recordings, from the form to the sealed file and
# back: what is left out of them, what is refused, who sees them, and that they
# go with their citizen.
#
#     tests/attachments_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"

new city
: >city/demo.begun # as one of the demo: anybody may be anybody
serve city

files() { find city/attachments -type f 2>/dev/null | wc -l; }

# a photo that says where it was taken, by which camera and which way is up
vips gaussnoise noise.v 1200 800 && vips cast noise.v grey.v uchar &&
    vips bandjoin "grey.v grey.v grey.v" bands.v &&
    vips copy bands.v photo.v --interpretation srgb &&
    vips jpegsave photo.v photo.jpg && vips pngsave photo.v photo.png &&
    vips webpsave photo.v photo.webp
exiftool -q -overwrite_original -GPSLatitude=31.2304 -GPSLatitudeRef=N \
    -GPSLongitude=121.4737 -GPSLongitudeRef=E -Orientation#=6 \
    -Make=Secretcam -Comment=whose-phone -XMP:Creator=LiXiaoming photo.jpg
check "the photo says where it was taken" sh -c \
    'exiftool photo.jpg | grep -q "GPS Position"'
printf '%s' 'not a photo at all' >words.jpg
printf '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>' >a.svg
head -c 60000 photo.jpg >cut.jpg
{ printf 'GIF89a'; cat photo.jpg; } >other.gif
{ cat photo.jpg; printf '<html><script>alert(1)</script></html>'; } >both.jpg
head -c 13000000 /dev/zero >zeros && cat photo.jpg zeros >long.jpg
python3 - <<'END'
import struct, zlib
def chunk(t, d):
    return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
def png(name, w, h, rows):
    c = zlib.compressobj(9)
    d = b''.join(c.compress(bytes(w * 3 + 1)) for _ in range(rows)) + c.flush()
    open(name, 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR',
        struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 0)) + chunk(b'IDAT', d) +
        chunk(b'IEND', b''))
png('bomb.png', 9000, 9000, 9000)     # 243 MB of pixels in 240 kB
png('claims.png', 60000, 60000, 10)   # says more than it has
def riff(*chunks):
    body = b'WAVE' + b''.join(n + struct.pack('<I', len(d)) + d + bytes(len(d) % 2)
                              for n, d in chunks)
    return b'RIFF' + struct.pack('<I', len(body)) + body
open('voice.wav', 'wb').write(riff(
    (b'LIST', b'INFOIART\x0a\0\0\0LiXiaoming'),
    (b'fmt ', struct.pack('<HHIIHH', 1, 1, 8000, 16000, 2, 16)),
    (b'data', bytes(range(256)) * 40), (b'bext', b'taken at home')))
def box(name, d):
    return struct.pack('>I', len(d) + 8) + name + d
def full(name, d):
    return box(name, bytes(4) + d)
def track(kind):
    return box(b'trak', full(b'tkhd', bytes([1] * 80)) + box(b'mdia',
        full(b'mdhd', bytes([2] * 20)) + full(b'hdlr', bytes(4) + kind + bytes(13))
        + box(b'minf', bytes(16))))
def m4a(name, kind):
    open(name, 'wb').write(box(b'ftyp', b'M4A \0\0\0\0M4A isom') +
        box(b'moov', full(b'mvhd', bytes([9] * 96)) + track(kind) +
            box(b'udta', box(b'\xa9xyz', b'\0\x12\x15\xc7+31.2304+121.4737/'))) +
        box(b'mdat', bytes(range(256)) * 20))
m4a('voice.m4a', b'soun')
m4a('film.m4a', b'vide')
END

# --- the report: kept over a fault, then sent
ask 200 /report
shows "the form takes photos without a script" 'type="file" id="photos"'
ask 422 /report/check -F what= -F via=code -F photos=@photo.jpg
shows "a report without words keeps its photo" 'name="file1"'
shows "and shows it" 'src="data:image/jpeg;base64,'
ticket=$(value_of file1)
ask 200 /report/check -F 'what=路灯不亮，晚上看不清路' -F via=code \
    --form-string "file1=$ticket" -F 'shows1=坏了的路灯' -F photos=@photo.png \
    -F 'voice=@voice.wav'
shows "the next page has all three" 'name="file3"'
shows "and the words for the first" 'value="坏了的路灯"'
t2=$(value_of file2) t3=$(value_of file3) once=$(value_of once)
ask 200 /report/check -F what=再看一下 -F via=code --form-string "file1=$ticket" \
    -F drop1=yes
check "what is not wanted is left out" sh -c '! grep -q "name=\"file1\"" body'
ask 303 /report/send -F 'what=路灯不亮，晚上看不清路' -F via=code \
    --form-string "file1=$ticket" -F 'shows1=坏了的路灯' \
    --form-string "file2=$t2" --form-string "file3=$t3" -F "once=$once"
case=$(location)
case=${case%/receipt}
code=${case#/c/}
ask 303 /report/send -F 'what=路灯不亮，晚上看不清路' -F via=code \
    --form-string "file1=$ticket" -F 'shows1=坏了的路灯' \
    --form-string "file2=$t2" --form-string "file3=$t3" -F "once=$once"
same "sent twice it is one case" "$case/receipt" "$(location)"
ask 200 "$case"
same "with three files" 3 "$(grep -c "$case/file/[0-9]\">\|preload" body)"
shows "and their words" 'alt="坏了的路灯"'

# --- what is given out
ask 200 "$case/file/1"
cp body out.jpg
check "a photo is a photo" grep -qi '^content-type: image/jpeg' head
check "that nothing may run in" grep -qi "^content-security-policy:.*sandbox" head
check "nor be guessed at" grep -qi '^x-content-type-options: nosniff' head
check "nor kept by anyone" grep -qi '^cache-control: private, no-store' head
check "with a name of ours" grep -qi 'filename="attachment-1.jpg"' head
exiftool out.jpg >said
check "it does not say where it was taken" sh -c '! grep -qi gps said'
check "nor anything else of before" sh -c \
    '! grep -qaiE "Secretcam|whose-phone|Xiaoming" said out.jpg'
same "it stands upright" 800x1200 "$(sed -n 's/^Image Size *: //p' said)"
ask 200 "$case/file/1/small"
same "its thumbnail is small" 213x320 \
    "$(exiftool body | sed -n 's/^Image Size *: //p')"
ask 200 "$case/file/3"
check "a recording is one" grep -qi '^content-type: audio/wav' head
check "without what stood beside the sound" sh -c \
    '! grep -qaE "Xiaoming|home|LIST" body && grep -qa data body'
ask 404 "$case/file/4"
ask 404 "$case/file/0"
ask 404 "$case/file/x"
ask 404 "/c/AL26000000000000/file/1"

# --- how they lie
same "three files lie there, and a draft less is not swept yet" 3 "$(files)"
check "none of them in clear" sh -c '! grep -rqa JFIF city/attachments'
check "only their owner reads them" sh -c \
    '[ "$(stat -c %a city/attachments/* | sort -u)" = 600 ]'
same "nor do their names say anything" 0 \
    "$(find city/attachments -type f ! -name '????????????????????????????????' | wc -l)"

# --- adding more
ask 303 "$case/add" -F text= -F photos=@photo.webp -F "once=$(printf %032d 7)"
same "photos alone may be added" "$case?done=add" "$(location)"
ask 303 "$case/add" -F text= -F photos=@photo.webp -F "once=$(printf %032d 7)"
ask 200 "$case"
same "the same form twice adds one" 1 "$(grep -c "$case/file/4\">" body)"
check "and no fifth" sh -c "! grep -q '$case/file/5\"' body"
ask 303 "$case/add" -F text=还有一段 -F voice=@voice.m4a
ask 200 "$case/file/5"
check "no place is left in it" sh -c '! grep -qa "31.2304" body'
check "nor a time" sh -c \
    '! od -An -v -tx1 body | tr -d " \n" | grep -q 6d7668640000000009'

# --- what is refused, at its field
refused() {
    what=$1 words=$2
    shift 2
    ask 422 "$case/add" -F text=又一张 "$@"
    shows "$what is refused" "$words"
}
before=$(files)
refused "a text" 只接受照片 -F photos=@words.jpg
refused "a drawing with a script" 只接受照片 -F 'photos=@a.svg;type=image/png'
refused "a GIF" 只接受照片 -F 'photos=@other.gif;type=image/jpeg'
refused "a photo that was cut off" 不完整 -F photos=@cut.jpg
refused "a bomb" 文件太大 -F photos=@bomb.png
refused "a picture that claims to be huge" 文件太大 -F photos=@claims.png
refused "a long file" 文件太大 -F photos=@long.jpg
refused "an empty file" 不完整 -F 'photos=@/dev/null;filename=x.jpg'
refused "a film" 不完整 -F voice=@film.m4a
refused "more than may be at once" 附件已达上限 $(for i in 1 2 3 4 5 6 7 8 9 10; do
    echo "-F photos=@voice.wav"; done)
same "nothing of it was kept but drafts" 9 "$(($(files) - before))"
ask 303 "$case/add" -F text=又一张 -F photos=@both.jpg
ask 200 "$case/file/6"
check "a page behind a photo is gone" sh -c '! grep -qa script body'
head -c 42000000 /dev/zero >huge
ask 413 "$case/add" -F photos=@huge -H 'Expect:'
ask 413 /c/x/nudge -F photos=@zeros -H 'Expect:'
ask 422 "$case/add" -F text=x --form-string "file1=$(printf %0400d 1)"
shows "a ticket that is none" 放得太久
check "the server is well" curl -sf -o /dev/null "$at/healthz"

# --- by programs
api="$at/api/v1"
got=$(curl -s -o body -w '%{http_code}' -F photos=@photo.jpg "$api/c/$code/files")
same "a program adds one" 200 "$got"
shows "and is told which there are" '"n":7,"kind":"jpeg"'
got=$(curl -s -o body -w '%{http_code}' -F photos=@words.jpg "$api/c/$code/files")
same "or why not" 422 "$got"
shows "by rule and field" '"rule":"attachment_kind","field":"photos"'
id=$("$gongzhi" -d city list --json 2>/dev/null | sed -n 's/.*"id":"\([0-9a-f]*\)".*/\1/p' | head -n 1)
[ -n "$id" ] || id=$(query city "SELECT lower(hex(id)) FROM appeal")
got=$(curl -s -o body -w '%{http_code}' -H "@$work/token" -H 'X-Gongzhi-Role: operator' \
    -H 'X-Gongzhi-User: op-1' "$api/appeals/$id/files/1")
same "staff without a purpose get none" 404 "$got"
got=$(curl -s -o body -w '%{http_code}' -H "@$work/token" -H 'X-Gongzhi-Role: operator' \
    -H 'X-Gongzhi-User: op-1' -H 'X-Gongzhi-Purpose: intake' \
    "$api/appeals/$id/files/1")
same "with one they do" 200 "$got"
turn=0
until curl -s "$at$case/access" >body && grep -qF '<ol class="leaves">' body ||
    [ $turn -eq 100 ]; do
    turn=$((turn + 1))
    sleep 0.1
done
shows "and the citizen reads that they looked" '<ol class="leaves">'
got=$(curl -s -o body -w '%{http_code}' -F photos=@photo.jpg \
    -H "@$work/token" -H 'X-Gongzhi-Role: auditor' -H 'X-Gongzhi-User: au-1' \
    "$api/appeals/$id/files")
same "who has no right adds nothing" 403 "$got"
got=$(curl -s -o body -w '%{http_code}' -X POST -H 'Content-Type: application/json' \
    -d '{"fields":{}}' "$api/c/$code/attach")
same "there is no such command for programs" 404 "$got"
curl -s -o body "$at/c/$code/proof.json"
check "a receipt does not carry the keys of files" sh -c \
    '! grep -q "\"field\":\"file_key\"" body'

# --- verified, copied, restored
# --- a draft goes with one case
count_attached() {
    query city "SELECT leaves FROM batch" | grep -c '"type":"appeal_attached"'
}
attached=$(count_attached)
ask 303 /report/send -F what=同一张照片再报一件 -F via=code \
    --form-string "file1=$ticket"
other=$(location)
ask 200 "$other"
shows "a second report is told that its photo was not added" 您的诉求已经收到
same "and the file is of the first alone" "$attached" "$(count_attached)"

stop
run -d city verify
says "verify looks at the files" 0 "附件 7 个：7 个与日志相符"
"$gongzhi" -d city backup saved >/dev/null && "$gongzhi" -d city backup --keys keys >/dev/null
same "a backup has them" "$(files)" "$(find saved/attachments -type f | wc -l)"
cp -p city.keys back.keys
run -d back restore saved --keys keys/subjects-*.keys
says "and a restored folder too" 0 "已恢复"
run -d back verify
says "as they were" 0 "7 个与日志相符"
name=$(query city "SELECT lower(hex(file_id)) FROM appeal_attachment LIMIT 1")
printf x >>"back/attachments/$name"
run -d back verify
says "a changed one is named" 1 "attachments/$name" "与日志不符"
rm "back/attachments/$name"
run -d back verify
says "a missing one too" 1 "attachments/$name" "缺失"

# --- a crash between file and event; drafts; the erased
attached() { query city "SELECT count(*) FROM appeal_attachment"; }
serve city
find city/attachments -type f | sort >known
ask 200 /report/check -F what=还没有交 -F via=code -F photos=@photo.jpg
kill -9 $server
{ wait $server; } 2>/dev/null
server=
left=$(find city/attachments -type f | sort | comm -13 known -)
same "a crash before the event leaves one file" 1 "$(echo "$left" | grep -c .)"
touch -d '3 days ago' "$left" "city/attachments/$name"
: >city/attachments/00000000000000000000000000000002
run -d city verify
says "which harms nothing" 0 "7 个与日志相符"
serve city
turn=0
while [ -e "$left" ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.1
done
check "what a crash left is swept away" \
    [ ! -e "$left" ]
check "a fresh draft is not" [ -e city/attachments/00000000000000000000000000000002 ]
check "nor what belongs to a case" [ -e "city/attachments/$name" ]
stop
run -d city erase "$code"
says "the citizen is erased" 0 "1 件"
left=0
for file in $(query city "SELECT lower(hex(file_id)) FROM appeal_attachment"); do
    [ ! -e "city/attachments/$file" ] || left=$((left + 1))
done
same "his files are gone" 0 "$left"
same "the log still knows that they were" 7 "$(attached)"
run -d city verify
says "and verify says why" 0 "7 个已随诉求人删除"
serve city
ask 404 "$case/file/1"
ask 422 "$case/add" -F text= -F photos=@photo.jpg
stop
together=$gongzhi
cp "$gongzhi" alone
gongzhi=$work/alone
serve city
ask 500 /report/check -F what=x -F via=code -F photos=@photo.jpg
stop
printf '#!/bin/sh\ncat >/dev/null\nexit 10\n' >gongzhi-picture
chmod +x gongzhi-picture
serve city
ask 422 /report/check -F what=x -F via=code -F photos=@photo.jpg
check "when it breaks, nothing is said against the photo" \
    grep -q '不是您的照片有问题' body
stop
gongzhi=$together
check "without its program for pictures it is the city's fault" \
    grep -q 'cannot start .*gongzhi-picture' log.txt
check "the start says so too" grep -q 'gongzhi-picture is not beside' log.txt
check "nothing that was sent stands in the log of the server" sh -c \
    '! grep -qE "photo.jpg|Secretcam|file_key" log.txt'
finish
