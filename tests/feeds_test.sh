#!/bin/sh
# feeds_test: data for other programs, read by other programs: the table by
# Python's csv, the calendar by python3-icalendar, Atom by xmllint, GeoJSON by a
# check of its own; and what must never be published.
#
#     tests/feeds_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
python=/usr/bin/python3 # Debian's, which has Debian's modules
[ -x "$python" ] || python=python3

# get PATH [ARG...]: $status, the head in the file head, the body in body.
get() {
    path=$1
    shift
    : >body
    status=$(curl -s -m 20 -D head.raw -o body -w '%{http_code}' \
        -H "@$work/token" -H 'X-Gongzhi-Role: supervisor' -H 'X-Gongzhi-User: s1' "$@" "$at$path")
    tr -d '\r' <head.raw >head
    out=$(tr '\0' ' ' <body)
}
header() { sed -n "s/^$1: //p" head; }

# judge WHAT SCRIPT: Python looks at the body; it says what is wrong.
judge() {
    printf '%s\n' "$2" >judge.py
    if why=$("$python" judge.py 2>&1); then pass "$1"; else fail "$1" "$why"; fi
}

# A city. What is to be published lies in Yunxiu (…002), what is not in Beidu
# (…003); the week is that of Monday 2025-03-03.
at_time='"at":"2025-03-05T10:11:12+08:00"'
receive() { # TITLE PLACE [MORE_FIELDS [ROLE]]
    printf '{"command":"receive","as":{"role":"%s"},%s,"fields":{
        "channel":"web","title":"%s","place":"%s","caller":"欧阳小满",
        "body":"三单元的老人摔了","contact":"13712345678","told":"other",
        "notice":"2025-1","notice_lang":"zh-Hans","agreed_publish":1%s}}' \
        "${4-citizen}" "$at_time" "$1" "$2" "${3-}"
}
{
    echo '['
    for i in 1 2 3 4; do receive "${i}号楼路灯不亮" 990101002001; echo ,; done
    receive "门口井盖响" 990101002002; echo ,                          # 5
    receive "路灯不亮" 990101003001 ',"privacy":"confidential"'; echo , # 6
    receive "路灯不亮" 990101003001 ',"privacy":"anonymous"'; echo ,    # 7
    receive "路灯不亮" 990101003001 ',"kind":"report"'; echo ,          # 8
    receive "路灯不亮" 990101003001 ',"regime":"petition"'; echo ,      # 9
    for i in 10 11 12 13; do receive "路灯不亮" 990101003001; echo ,; done
    receive "隔壁正在着火，路灯也不亮" 990101003001; echo ,             # 14
    for i in 15 16 17; do
        receive "科长推诿，工作作风差" 990101003001; echo ,
    done
    receive "路灯不亮" ~=cmd ',"source":"=1+1","outside_id":"1"' importer
    n=1
    for cell in +1 -1 @SUM '\t=1' '\r=1' '\n=1' 'a\"b,c' 'x\ny'; do
        n=$((n + 1))
        echo ,
        receive "路灯不亮" ~elsewhere \
            ",\"source\":\"$cell\",\"outside_id\":\"$n\"" importer
    done
    echo ']'
} >come.json
new city
"$gongzhi" -d city do come.json >answers
code_of() { sed -n "$1s/.*\"code\":\"\([^\"]*\)\".*/\1/p" answers; }
id_of() { sed -n "$1s/.*\"id\":\"\([^\"]*\)\".*/\1/p" answers; }
lead=$(query city "SELECT lead FROM appeal WHERE code = '$(code_of 1)'")
step() { # CASE COMMAND ROLE UNIT FIELDS
    printf '{"command":"%s","case":"%s","as":{"role":"%s","id":"x","unit":"%s"},
        "at":"2025-03-06T09:10:11+08:00","fields":{%s}}' "$2" "$(code_of "$1")" \
        "$3" "$4" "$5"
}
{
    echo '['
    step 1 sign_in handler "$lead" ''; echo ,
    step 1 contact handler "$lead" '"reached":1'; echo ,
    step 1 reply handler "$lead" '"outcome":"supported","text":"灯泡已换新"'
    echo ,
    step 1 rate citizen '' '"solved":"yes","satisfied":"yes","words":"谢谢师傅"'
    echo ,
    step 11 withdraw citizen '' ''; echo ,
    step 12 merge operator '' "\"into\":\"$(id_of 2)\",\"basis\":\"同一事实\""
    echo ,
    for i in 15 16 17; do
        step $i place operator '' '"matter":"M1302"'; echo ,
    done
    step 10 erase officer '' '"basis":"本人申请"'
    echo ']'
} >go.json
"$gongzhi" -d city do go.json >gone
"$gongzhi" -d city erase "$(code_of 13)" >/dev/null
same "eighteen messages and eight hostile rows come in" 26 \
    "$(grep -c '"code"' answers)"
same "what was to happen happened" "closed withdrawn merged diverted" \
    "$(for i in 1 11 12 14; do query city "SELECT stage FROM appeal
        WHERE code = '$(code_of $i)'"; done | tr '\n' ' ' | sed 's/ $//')"
same "three on officials' conduct" 3 \
    "$(query city "SELECT count(*) FROM appeal WHERE matter = 'M1302'")"
query city "SELECT code FROM appeal AS a JOIN appeal_withheld AS w
    ON w.number = a.number ORDER BY 1" >withheld.live
for i in 6 7 8 9 10 11 12 13 14; do code_of $i; done | sort >withheld.want
same "withheld are these" "$(cat withheld.want)" "$(cat withheld.live)"
"$gongzhi" -d city rebuild >/dev/null
same "also when all is made anew from the log" "$(cat withheld.live)" \
    "$(query city "SELECT code FROM appeal AS a JOIN appeal_withheld AS w
        ON w.number = a.number ORDER BY 1")"
serve city
check "the server runs" test -n "$at"

# GeoJSON
get /open/cases.geojson
cp body geo
same "GeoJSON" "200 application/geo+json public, max-age=300" \
    "$status $(header Content-Type) $(header Cache-Control)"
geo_check='
import json, re
j = json.load(open("body"))
assert set(j) <= {"type", "features", "next"}, set(j)
assert j["type"] == "FeatureCollection"
ids = set()
for f in j["features"]:
    assert set(f) == {"type", "id", "geometry", "properties"}, set(f)
    assert f["type"] == "Feature"
    assert re.fullmatch("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]"
        "[0-9a-f]{3}-[0-9a-f]{12}", f["id"]), f["id"]
    ids.add(f["id"])
    g = f["geometry"]
    if g is not None:
        assert set(g) == {"type", "coordinates"} and g["type"] == "Point", g
        lon, lat = g["coordinates"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90, g
    p = f["properties"]
    assert set(p) == {"street", "matter", "stage", "received", "answered",
        "solved"}, set(p)
    for name in ("street", "matter", "stage", "solved"):
        assert p[name] is None or set(p[name]) == {"code", "name"}, p
    for name in ("received", "answered"):
        assert p[name] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", p[name]), p
assert len(ids) == len(j["features"])
F = [f["properties"] for f in j["features"]]
def count(**want):
    return sum(all((p[k] and p[k]["code"] if isinstance(p[k], dict) else p[k])
        == v for k, v in want.items()) for p in F)
'
judge "is what RFC 7946 says" "$geo_check"
judge "holds the five public cases, the lonely one without its matter" \
    "$geo_check
assert len(F) == 5, len(F)
assert count(street='990101002', matter='M0302') == 4
assert count(street='990101002', matter=None) == 1
assert count(received='2025-03-05') == 5
assert count(stage='closed', answered='2025-03-06', solved='yes') == 1"
judge "at the point of the street" "$geo_check
import csv
row = [r for r in csv.DictReader(open('$book/places.csv', encoding='utf-8-sig'))
    if r['code'] == '990101002'][0]
for f in j['features']:
    assert f['geometry']['coordinates'] == [float(row['lon']),
        float(row['lat'])], f"
get '/open/cases.geojson?matter=M0303'
judge "who asks for its matter does not see it" "$geo_check
assert not F"
get '/open/cases.geojson?matter=M03&street=990101002&since=2025-03-05'
judge "filters by street, matter above and day" "$geo_check
assert len(F) == 4"
get '/open/cases.geojson?since=2025-03-06'
judge "a later day has none" "$geo_check
assert not F"
get '/open/cases.geojson?street=990101003'
judge "nothing of the withheld and hidden ones" "$geo_check
assert not F"
for wrong in street=1 street=990101002001 matter=M99 since=soon page=1 page=-1 \
    colour=red; do
    get "/open/cases.geojson?$wrong"
    says "refused: $wrong" 422 "\"field\":\"${wrong%%=*}\""
done

# Atom
atom() { # XPATH of the body
    xmllint --xpath "$(printf '%s' "$1" |
        sed "s/\([a-z]*\):/*[local-name()='\1']/g")" body 2>/dev/null
}
count_of() { xmllint --xpath "count($1)" body 2>/dev/null; }
e() { printf "*[local-name()='%s' and namespace-uri()='http://www.w3.org/2005/Atom']" "$1"; }
atom_is_whole() {
    check "$1: well-formed" xmllint --noout body
    for one in id title updated author; do
        same "$1: one $one" 1 "$(count_of "/$(e feed)/$(e $one)")"
    done
    same "$1: one link to itself" 1 \
        "$(count_of "/$(e feed)/$(e link)[@rel='self']")"
    for one in id title updated content; do
        same "$1: every entry has one $one" "$(count_of "//$(e entry)")" \
            "$(count_of "//$(e entry)[count($(e $one)) = 1]")"
    done
    same "$1: no id twice" "$(count_of "//$(e id)")" \
        "$(grep -o '<id>[^<]*' body | sort -u | wc -l)"
    same "$1: only days" 0 \
        "$(grep '<updated>' body | grep -vc 'T00:00:00+08:00</updated>')"
}
get /feeds/street/990101002
cp body street
tag=$(header ETag)
same "Atom" "200 application/atom+xml" "$status $(header Content-Type)"
atom_is_whole "street"
same "its five receipts, an answer, an end" "7 5 1 1" "$(
    count_of "//$(e entry)") $(
    for what in received answered closed; do
        count_of "//$(e category)[@term='$what']"
    done | tr '\n' ' ' | sed 's/ $//')"
says "names what may be named" 200 "公开诉求动态 · 云岫街道" \
    "已受理 · 路灯与照明 · 云岫街道" "已受理 · 一件诉求 · 云岫街道" "安澜市"
get /feeds/street/990101002 -H 'Accept-Language: en'
says "in English" 200 'xml:lang="en"' "Received · Street lighting · Yunxiu" \
    "One case"
get /feeds/street/990101002 -H 'Accept-Language: zh-Hant'
says "in traditional characters" 200 "已受理 · 路燈與照明 · 雲岫街道"
get /feeds/street/990101002 -H "If-None-Match: $tag"
same "nothing new" "304 0" "$status $(wc -c <body)"
get /feeds/street/990101002 -H "If-None-Match: $tag" -H 'Accept-Language: en'
same "another language is another answer" 200 "$status"
get /feeds/matter/M0302
cp body matter
atom_is_whole "matter"
same "on the matter" 6 "$(count_of "//$(e entry)")"
get /feeds/matter/M03
same "and on the one above it" 6 "$(count_of "//$(e entry)")"
get /feeds/matter/M0303
same "the lonely one is not there" 0 "$(count_of "//$(e entry)")"
atom_is_whole "empty"
get /feeds/street/990101003
same "a street with nothing public" 0 "$(count_of "//$(e entry)")"
for path in street/990101 street/990101002001 street/1 matter/M1302 matter/x; do
    get "/feeds/$path"
    says "no such feed: $path" 404 '"rule":"unknown_'
    same "is a problem" application/problem+json "$(header Content-Type)"
done

# What anyone can get says nothing of anybody
cat geo street matter >public
said=
for text in 欧阳 13712345678 三单元 号楼 灯泡 师傅 井盖 着火 作风 M1302 M1002 \
    990101002001 云岫社区 北渡 "$lead" $(for i in $(seq 26); do
        code_of "$i"
        id_of "$i"
        sed -n "${i}s/.*\"query_code\":\"\([^\"]*\)\".*/\1/p" answers
    done); do
    ! grep -qF -e "$text" public || said="$said $text"
done
same "no text, name, code, unit, community or hidden matter is published" "" \
    "$said"
same "nor a time of day" 0 "$(grep -cE '10:11|09:10|[0-9]T(0[1-9]|1|2)' public)"

# The table
get /api/v1/appeals.csv
same "the table" "200 text/csv; charset=utf-8; header=present" \
    "$status $(header Content-Type)"
judge "is read by Python, hostile cells and all" '
import csv
raw = open("body", "rb").read()
assert raw.endswith(b"\r\n") and not raw.startswith(b"\xef\xbb\xbf")
rows = list(csv.DictReader(open("body", encoding="utf-8", newline=""),
    strict=True))
assert len(rows) == 26, len(rows)
numbers = [int(r["number"]) for r in rows]
assert numbers != sorted(numbers)
assert all(abs(n - s) <= 1 for n, s in zip(numbers, sorted(numbers)))
rows.sort(key=lambda r: int(r["number"]))
assert len({r["export"] for r in rows}) == 26
assert all(None not in r and None not in r.values() for r in rows)
sources = [r["source"] for r in rows[17:]]
want = ["'"'"'=1+1", "'"'"'+1", "'"'"'-1", "'"'"'@SUM", "'"'"'\t=1",
    "'"'"'\r=1", "'"'"'\n=1", "a\"b,c", "x\ny"]
assert sources == want, sources
assert not any(c[:1] in "=+-@\t\r\n" and c for r in rows for c in r.values())
'
judge "as the command line writes it, but for mark and order" '
import csv, subprocess
rows = sorted(csv.reader(open("body", encoding="utf-8", newline="")))
plain = subprocess.run(["'"$gongzhi"'", "-d", "city", "export", "--csv"],
    capture_output=True, check=True).stdout
open("plain", "wb").write(plain)
assert [r[:-1] for r in rows] == sorted(
    csv.reader(open("plain", encoding="utf-8", newline="")))
'
tag=$(header ETag)
get /api/v1/appeals.csv -H "If-None-Match: $tag"
same "nothing new in it" "304 0" "$status $(wc -c <body)"
get '/api/v1/appeals.csv?bom=1'
same "with a mark for old spreadsheets" "efbbbf" \
    "$(head -c 3 body | od -An -tx1 | tr -d ' \n')"
get "/api/v1/appeals.csv?stage=withdrawn&unit=$lead"
same "narrowed as the list" "$(code_of 11)" \
    "$(sed -n '2,$s/^[0-9]*,"\([^"]*\)".*/\1/p' body)"
get '/api/v1/appeals.csv?limit=10'
same "a page says where it goes on" \
    '</api/v1/appeals.csv?after=10&limit=10>; rel="next"' "$(header Link)"
for wrong in stage=lost limit=0 limit=10001 after=x bom=2 colour=red; do
    get "/api/v1/appeals.csv?$wrong"
    says "refused: $wrong" 422 "\"field\":\"${wrong%%=*}\""
done
get /api/v1/appeals.csv -H 'X-Forwarded-For: 192.0.2.1'
says "only for staff" 403 '"rule":"local_only"'

# Who did not agree is not published
get /open/cases.geojson
cp body before.json
curl -s -H 'Content-Type: application/json' --data-binary '{"channel":"web",
    "title":"路口路灯不亮","place":"990101002001"}' "$at/api/v1/appeals" >receipt
get /open/cases.geojson
judge "a case without consent is not on the map" '
import json
features = [json.load(open(f))["features"] for f in ("before.json", "body")]
assert len(features[0]) == len(features[1]) > 0'

# The calendar
curl -s -H 'Content-Type: application/json' --data-binary '{"channel":"web",
    "title":"路口路灯不亮","place":"990101002001","caller":"司马大海",
    "told":"other","notice":"2026-1","notice_lang":"zh-Hans","agreed_publish":1}' \
    "$at/api/v1/appeals" >receipt
fresh=$(sed -n 's/.*"code":"\([^"]*\)".*/\1/p' receipt)
unit=$(sed -n 's/.*"lead":"\([^"]*\)".*/\1/p' receipt)
get "/api/v1/units/$unit/deadlines.ics"
same "the calendar" "200 text/calendar; charset=utf-8" \
    "$status $(header Content-Type)"
cp body before.ics
get "/api/v1/appeals/$fresh"
cp body case.json
if "$python" -c 'import icalendar' 2>/dev/null; then
    judge "has the times of the case" '
import icalendar, json
raw = open("before.ics", "rb").read()
assert raw.count(b"\n") == raw.count(b"\r\n")
assert all(len(l) <= 75 for l in raw.split(b"\r\n"))
c = icalendar.Calendar.from_ical(raw)
assert c["VERSION"] == "2.0" and c["PRODID"]
events = c.walk("VEVENT")
uids = [str(e["UID"]) for e in events]
assert len(set(uids)) == len(uids) > 0
for e in events:
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE"):
        assert name in e, name
mine = {str(e["CATEGORIES"].cats[0]): e for e in events
    if "'"$fresh"'" in str(e["SUMMARY"])}
clocks = json.load(open("case.json"))["clocks"]
words = {"sign_in": "签收", "contact": "首次联系", "close": "办结"}
import datetime
for clock, word in words.items():
    due = datetime.datetime.fromisoformat(clocks[clock])
    got = mine[word].decoded("DTSTART")
    assert abs((due - got).total_seconds()) < 1, (clock, due, got)
assert set(mine) == set(words.values()), set(mine)
alarm = mine["办结"].walk("VALARM")
assert len(alarm) == 1 and alarm[0]["ACTION"] == "DISPLAY"
assert alarm[0].decoded("TRIGGER") < mine["办结"].decoded("DTSTART")
assert not mine["签收"].walk("VALARM")
'
    curl -s -H 'Content-Type: application/json' -H "@$work/token" -H 'X-Gongzhi-Role: handler' \
        -H 'X-Gongzhi-User: h1' -H "X-Gongzhi-Unit: $unit" \
        --data-binary '{}' "$at/api/v1/appeals/$fresh/sign_in" >/dev/null
    get "/api/v1/units/$unit/deadlines.ics"
    judge "what is done is gone, the rest is the same entry, changed" '
import icalendar
def mine(name):
    c = icalendar.Calendar.from_ical(open(name, "rb").read())
    return {str(e["CATEGORIES"].cats[0]): e for e in c.walk("VEVENT")
        if "'"$fresh"'" in str(e["SUMMARY"])}
old, new = mine("before.ics"), mine("body")
assert set(old) - set(new) == {"签收"}, (set(old), set(new))
assert old["办结"]["UID"] == new["办结"]["UID"]
assert old["办结"]["SEQUENCE"] < new["办结"]["SEQUENCE"]
'
else
    skip "no python3-icalendar: the calendar was not read"
fi
same "the calendar names nobody" 0 "$(grep -cE '欧阳|司马|1371|路口' body)"
get "/api/v1/units/$unit/deadlines.ics" -H 'Accept-Language: en'
says "the calendar in English" 200 "Deadlines" "Street lighting"
get /api/v1/units/U_NOBODY/deadlines.ics
says "no such unit" 404 '"rule":"unknown_unit"'
get "/api/v1/units/$unit/deadlines.ics" -H 'Via: 1.1 proxy'
says "the calendar is for staff" 403 '"rule":"local_only"'

# Who only assists
curl -s -H 'Content-Type: application/json' --data-binary '{"channel":"web",
    "kind":"report","title":"楼顶违法建设","body":"楼顶有人违法建设，搭了违章建筑。",
    "place":"990101002","contact":"19900000001"}' "$at/api/v1/appeals" >receipt
joint=$(sed -n 's/.*"code":"\([^"]*\)".*/\1/p' receipt)
lead=$(sed -n 's/.*"lead":"\([^"]*\)".*/\1/p' receipt)
# unfolded: the calendar's lines as they were before they were cut.
unfolded() { tr -d '\r' <body | sed -e ':a' -e 'N;$!ba' -e 's/\n //g'; }
get /api/v1/units/S_990101002/deadlines.ics
same "an assisting unit has its own time" 1 \
    "$(unfolded | grep -c "^SUMMARY:协办 · .*$joint")"
get "/api/v1/units/$lead/deadlines.ics"
same "not among those of the lead" "0 1" "$(unfolded |
    grep -c "^SUMMARY:协办 · .*$joint") $(unfolded |
    grep -c "^SUMMARY:办结 · .*$joint")"
# does UNIT COMMAND FIELDS: to the joint case.
does() {
    curl -s -H 'Content-Type: application/json' -H "@$work/token" -H 'X-Gongzhi-Role: handler' \
        -H 'X-Gongzhi-User: h1' -H "X-Gongzhi-Unit: $1" \
        --data-binary "{\"fields\":{$3}}" "$at/api/v1/appeals/$joint/$2"
}
does "$lead" sign_in "" >done.json
does S_990101002 assist_done '"note":"已核查"' >done.json
check "it says that it is done" grep -q appeal_assist_done done.json
get /api/v1/units/S_990101002/deadlines.ics
same "then it has nothing to do any more" 0 "$(unfolded | grep -c "$joint")"

# The description
get /api/v1/openapi.json
for type in text/csv text/calendar application/geo+json application/atom+xml; do
    check "the description names $type" grep -qF "\"$type\"" body
done
stop

# Many: rows put straight into the readings, spread over two blocks.
copy city many
sqlite3 many/log.db "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL
        SELECT i + 1 FROM k WHERE i < 2100)
    INSERT INTO appeal SELECT 1000 + i * 10, id, version, stage, channel, kind,
        privacy, place, matter, level, lead, first_unit, hops, received_at,
        due_at, replied_at, closed_at, late, solved, satisfied, merged_into,
        source, code FROM appeal, k WHERE number = 2"
serve many
next='/open/cases.geojson?street=990101002&matter=M0302'
: >ids
turns=0
most=0
while [ -n "$next" ] && [ $turns -lt 40 ]; do
    get "$next"
    jq -r '.features[].id' body >page
    cat page >>ids
    [ "$(wc -l <page)" -le $most ] || most=$(wc -l <page)
    next=$(jq -r '.next // empty' body)
    turns=$((turns + 1))
done
same "GeoJSON pages hold every case once" \
    "$((2100 + 4)) $((2100 + 4))" \
    "$(sort ids | uniq | wc -l) $(wc -l <ids)"
check "and a thousand at most ($most)" test "$most" -le 1000
get /feeds/matter/M0302
same "a feed has fifty entries" 50 "$(count_of "//$(e entry)")"
next='/api/v1/appeals.csv?limit=700'
: >numbers
turns=0
while [ -n "$next" ] && [ $turns -lt 40 ]; do
    get "$next"
    sed -n '2,$s/^\([0-9][0-9]*\),"99.*/\1/p' body >>numbers
    next=$(header Link | sed -n 's/^<\(.*\)>; rel="next"$/\1/p')
    turns=$((turns + 1))
done
same "the table's pages hold every case once" \
    "$(query many 'SELECT count(*) FROM appeal')" "$(wc -l <numbers)"
same "none twice" "" "$(sort numbers | uniq -d)"
stop
sqlite3 many/log.db "UPDATE appeal SET number = 130000, level = 'L2'
    WHERE number = 22000"
serve many
after=0
turns=0
while [ -n "$after" ] && [ $turns -lt 9 ]; do
    get "/api/v1/appeals?level=L2&after=$after"
    ! grep -q '"number":130000' body || break
    after=$(jq -r '.next // empty' body)
    turns=$((turns + 1))
done
same "what is rare is found in strides of 50000" 2 $turns
stop

# A folder from before there was a list of what is withheld.
copy city older
{
    for file in "$root"/sql/sqlite/*.sql; do
        [ "$(basename "$file" | cut -c1-4)" -le 0006 ] ||
            sed -n 's/^CREATE \(TABLE\|VIEW\|TRIGGER\|INDEX\) \([a-z_]*\).*/DROP \1 IF EXISTS \2;/p' \
                "$file"
    done
    # a column that came later to what there was
    echo 'ALTER TABLE appeal_listed DROP COLUMN level;'
    echo 'CREATE VIEW appeal_leads (lead) AS SELECT 1;' # a later one drops it
    echo 'PRAGMA user_version = 6;'
} | sqlite3 older/log.db
serve older
get /open/cases.geojson
judge "an older folder publishes nothing" "$geo_check
assert not F"
stop
"$gongzhi" -d older rebuild >/dev/null
serve older
get /open/cases.geojson
judge "before it was rebuilt" "$geo_check
assert len(F) == 6"
check "the log of the server holds nothing personal" sh -c \
    "! grep -qE '欧阳|1371[0-9]{4}|$(code_of 1)' log.txt"
finish
