#!/bin/sh
# proof_test: the log proves itself to outsiders. A real server gives
# checkpoints, proofs, tiles and receipts; gongzhi-verify, which shares no code
# with it, believes them and nothing that was forged.
#
#     tests/proof_test.sh [PROGRAM]
#
# The forgeries are made by the strongest adversary there is: the city itself,
# with its own signing key.
. "$(dirname "$0")/test_kit.sh"
verify=$(dirname "$gongzhi")/gongzhi-verify

get() { curl -s -m 20 -o "$2" "$at$1"; }
hash_of() { [ "$1" = sm ] && echo sm3 || echo sha256; } # as Python names it

# report WORDS: a case; gives its query code.
report() {
    curl -s -m 20 -H 'Content-Type: application/json' \
        -d "{\"channel\":\"web\",\"title\":\"$1\",\"contact\":\"13911112222\"}" \
        "$at/api/v1/appeals" | sed 's/.*"query_code":"\([^"]*\)".*/\1/'
}

# verifies WHAT STATUS TEXT ARG...
verifies() {
    what=$1
    want=$2
    text=$3
    shift 3
    out=$("$verify" -K key "$@" 2>&1)
    status=$?
    says "$what" "$want" "$text"
}

# It stands alone.
check "there is a verifier" test -x "$verify"
mkdir alone
cp "$root"/verifier/*.[ch] alone/ && rm -f alone/*_test.c
same "it includes its own headers only" "" "$(cd alone &&
    sed -n 's/^#include "\(.*\)"/\1/p' ./*.[ch] | sort -u |
    while read -r header; do [ -f "$header" ] || echo "$header"; done)"
check "it is built where there is nothing else" sh -c "cd alone &&
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -o gongzhi-verify *.c -lcrypto -ljansson"

# What holds for one suite of algorithms holds for the other one.
for suite in intl sm; do
mkdir $suite
cd $suite || exit 2

# A city of some hundred leaves, and one that branches off from it.
new city --suite $suite
receives 80 >many.json
"$gongzhi" -d city do many.json >answers
copy city fork
serve city
get /log/key key
get /log/checkpoint first.note
code=$(report '第1号路灯不亮')
other=$(report '第2号井盖不见了')
get "/c/$code/proof.json" receipt.json
get "/c/$other/proof.json" other.json
get /log/checkpoint second.note
size() { "$verify" -K key size "$1"; }
from=$(size first.note)
to=$(size second.note)
get "/log/consistency?from=$from&to=$to" proof.json

# What is true is believed.
verifies "a checkpoint is signed" 0 "good: gongzhi/990100" checkpoint first.note
verifies "a receipt holds" 0 "appeal_received  案件 case 9901" \
    receipt receipt.json
says "with all its records" 0 "4 条记录" appeal_dispatched
verifies "word for word when asked" 0 '"version":1,"type":"appeal_received"' \
    -v receipt receipt.json
out=$(../alone/gongzhi-verify -K key receipt receipt.json)
status=$?
says "also for the one that was built alone" 0 "good: 4"
verifies "the log only grew" 0 "good: $from" \
    consistency first.note second.note proof.json
get "/log/consistency?from=$(size receipt.json)" later.json
verifies "a receipt is older than a checkpoint" 0 good \
    consistency receipt.json second.note later.json
"$gongzhi" -d city export --json >leaves
verifies "the whole log has the signed roots" 0 "$to 片叶与 2 个签名相符" \
    log leaves second.note first.note
verifies "leaves behind the checkpoint are told" 0 "后面还有 $((to - from))" \
    log leaves first.note
"$gongzhi" -d city checkpoint --receipt "$code" >cli.json
same "the program prints the same receipt" "$(cat receipt.json |
    jq -r '.leaves[].leaf')" "$(jq -r '.leaves[].leaf' cli.json)"
verifies "which holds" 0 "good: 4" receipt cli.json
"$gongzhi" -d city checkpoint >cli.note
same "the program prints the same checkpoint" "$(cat second.note)" \
    "$(cat cli.note)"

# With what the citizen wrote.
get "/c/$code/proof.json?texts=1" texts.json
check "a receipt has no text unless it is asked for" sh -c \
    "! grep -q 第1号路灯 receipt.json && grep -q 第1号路灯 texts.json"
verifies "what the citizen wrote is what the record promises" 0 \
    "title 文字相符" receipt texts.json
verifies "and is shown when asked" 0 "第1号路灯不亮" -v receipt texts.json
sed 's/第1号路灯/第7号路灯/' texts.json >forged
verifies "another text is found" 1 "不是记录承诺的那一段" receipt forged
jq -c '.leaves[0].texts[0].field = "body"' texts.json >forged
verifies "in another field too" 1 "不是记录承诺的那一段" receipt forged
jq -c '.leaves[0].texts[0].salt |=
    ((if .[0:1] == "0" then "1" else "0" end) + .[1:])' texts.json >forged
verifies "and another salt" 1 "不是记录承诺的那一段" receipt forged

# By other means: tiles and single proofs, in Python.
cat >tiles.py <<'EOF'
import base64, hashlib, json, sys, urllib.error, urllib.request
at, name = sys.argv[1:]
def get(path):
    with urllib.request.urlopen(at + path, timeout=20) as answer:
        return answer.read(), answer.headers
def node(left, right):
    return hashlib.new(name, b"\1" + left + right).digest()
def root(hashes):
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return node(root(hashes[:k]), root(hashes[k:]))
_, size, signed = get("/log/checkpoint")[0].decode().split("\n")[:3]
size, leaves = int(size), []
for tile in range((size + 255) // 256):
    width = min(256, size - 256 * tile)
    part = "" if width == 256 else f".p/{width}"
    body, head = get(f"/log/tile/0/{tile:03d}{part}")
    assert len(body) == 32 * width and "immutable" in head["Cache-Control"]
    leaves += [body[i:i + 32] for i in range(0, len(body), 32)]
assert base64.b64encode(root(leaves)).decode() == signed, "root"
full = size // 256
up = get(f"/log/tile/1/000.p/{full}")[0]
assert up == b"".join(root(leaves[256 * i:256 * i + 256]) for i in range(full))
for leaf in (0, 1, 255, 256, size - 1):
    p = json.loads(get(f"/log/proof?leaf={leaf}&size={size}")[0])
    assert p["leaf_hash"] == leaves[leaf].hex() and p["position"] == leaf
for path in (f"/log/tile/0/{full:03d}", f"/log/tile/0/{full:03d}.p/255",
             "/log/tile/0/0", "/log/tile/64/000", "/log/tile/0/x001/000",
             f"/log/proof?leaf={size}&size={size}", "/log/proof",
             f"/log/proof?leaf=0&size={size + 1}", "/log/proof?leaf=-1",
             f"/log/consistency?from=9&to=8", "/log/consistency?from=x",
             f"/log/proof?leaf=0&colour=red"):
    try:
        get(path)
        sys.exit(path + " was answered")
    except urllib.error.HTTPError as e:
        assert e.code in (404, 422), path
        assert e.headers["Content-Type"] == "application/problem+json", path
        assert json.load(e)["rule"], path
print("good", size)
EOF
out=$(python3 tiles.py "$at" "$(hash_of $suite)" 2>&1)
status=$?
says "tiles give the signed root; what is not there is refused" 0 "good $to"
tag=$(curl -s -D - -o /dev/null "$at/log/tile/0/000" | tr -d '\r' |
    sed -n 's/^ETag: //p')
same "what one has is not sent again" 304 "$(curl -s -o /dev/null \
    -w '%{http_code}' -H "If-None-Match: $tag" "$at/log/tile/0/000")"
check "nothing public says what is in a leaf" sh -c \
    "! cat first.note second.note proof.json key | grep -qE 'appeal|citizen'"
get "/log/proof?leaf=5" one.json
check "nor does a proof" sh -c "! grep -qE 'appeal|citizen|stream' one.json"

# Forged receipts.
sed 's/"channel\\":\\"web/"channel\\":\\"app/' receipt.json >forged
verifies "a rewritten record" 1 "在签名的日志里" receipt forged
jq -c --slurpfile o other.json '.leaves[1] = $o[0].leaves[1]' receipt.json >forged
verifies "a leaf of another case in its place" 1 "BAD" receipt forged
jq -c --slurpfile o other.json '.leaves = $o[0].leaves[0:1] + .leaves[1:] |
    .checkpoint = $o[0].checkpoint' receipt.json >forged
verifies "and under the checkpoint of that one" 1 "BAD" receipt forged
jq -c '.leaves |= [.[0], .[2], .[3]]' receipt.json >forged
verifies "a record left out" 1 "缺少同一案件的记录" receipt forged
jq -c '.leaves |= [.[1], .[2]]' receipt.json >forged
verifies "the first record left out" 1 "缺少同一案件的记录" receipt forged
jq -c '.leaves[0].position += 1' receipt.json >forged
verifies "another position" 1 "BAD" receipt forged
jq -c '.leaves[2].hashes |= .[1:]' receipt.json >forged
verifies "a shorter path" 1 "BAD" receipt forged
jq -c '.leaves[2].hashes[0] |= (.[0:63] + (if .[63:] == "0" then "1" else "0" end))' \
    receipt.json >forged
verifies "a changed path" 1 "BAD" receipt forged
jq -c '.checkpoint |= sub("\n[0-9]+\n"; "\n9999\n")' receipt.json >forged
verifies "a changed checkpoint" 1 "签名无效" receipt forged
jq -c 'del(.checkpoint)' receipt.json >forged
verifies "what is no receipt" 3 "不是回执" receipt forged
head -c 500 receipt.json >forged
verifies "half a receipt" 3 "不是回执" receipt forged

# Keys and notes.
new stranger --suite $suite
serve stranger
get /log/key stranger.key
serve city
out=$("$verify" -K stranger.key checkpoint first.note)
status=$?
says "another key of the same name" 1 "不是这把公钥签的"
sed 's/^gongzhi.990100$/gongzhi\/990101/' first.note >forged
verifies "another log" 1 "另一份日志" checkpoint forged
sed "s/^$from\$/$((from + 1))/" first.note >forged
verifies "another size" 1 "签名无效" checkpoint forged
sed '/^$/,$d' first.note >forged
verifies "no signature" 3 "不是签名的检查点" checkpoint forged
out=$("$verify" -k "$(sed 's/+\(A\|\/\)/+B/' key)" checkpoint first.note 2>&1)
status=$?
says "a damaged key" 3 "no verifier key"
out=$("$verify" -K key receipt 2>&1)
status=$?
says "wrong usage" 2 "usage"

# The city branches off: same key, same sizes, other records.
serve fork
report '第1号路灯不亮了' >/dev/null
report '第2号井盖还在' >/dev/null
get /log/checkpoint fork.note
same "the branch has the same size" "$to" "$(size fork.note)"
verifies "and is signed by the city" 0 good checkpoint fork.note
echo '{"from":1,"to":2,"hashes":[]}' >none.json
verifies "two signatures for one size are found" 1 "Keep both notes" \
    consistency second.note fork.note none.json
report '第3号垃圾桶满了' >/dev/null
get /log/checkpoint fork2.note
get "/log/consistency?from=$to" fork.json
verifies "a log that was rewritten is found by an old checkpoint" 1 \
    "the proof does not hold" consistency second.note fork2.note fork.json
get "/log/consistency?from=$(size receipt.json)" fork1.json
verifies "and by an old receipt" 1 "the proof does not hold" \
    consistency receipt.json fork2.note fork1.json
verifies "while it agrees with itself" 0 good \
    consistency fork.note fork2.note fork.json
"$gongzhi" -d fork export --json >fork.leaves
verifies "a whole log that was rewritten is found" 1 "BAD: second.note" \
    log fork.leaves fork2.note second.note
verifies "and since when, by the checkpoint before" 1 "($from 片符合" \
    log fork.leaves second.note first.note
head -n $((to - 1)) leaves >cut
verifies "a log that was cut is found" 1 "shorter" log cut second.note
sed '7s/"version":1/"version":2/; 7s/"actor":"c/"actor":"d/' leaves >changed
check "a leaf is changed" sh -c "! cmp -s leaves changed"
verifies "a changed leaf is found" 1 BAD log changed second.note first.note
sed '5{h;d};6{G}' leaves >changed
verifies "two leaves in each other's place are found" 1 BAD \
    log changed second.note
printf '\n' | cat - leaves >changed
verifies "an empty line is a leaf too" 1 BAD log changed second.note

# A witness remembers.
export GONGZHI_VERIFY="$verify"
witness() {
    out=$(sh "$root/examples/witness.sh" "$at" key seen 2>&1)
    status=$?
}
serve city
witness
says "a witness remembers" 0 "第一次记住"
report '第4号路灯不亮' >/dev/null
report '第5号路灯不亮' >/dev/null
witness
says "and compares" 0 "$to → $((to + 8)) 片叶"
check "it keeps what it saw" test -f "seen/$to.note"
stop
serve fork
witness
says "a shorter log is found" 1 "the log is shorter"
report '第6号路灯不亮' >/dev/null
witness
says "a branch of the same size is found" 1 "Keep both notes"
check "and the evidence is kept" cmp seen/newest.against fork2.note
report '第7号路灯不亮' >/dev/null
witness
says "a longer branch too" 1 "the proof does not hold"
serve stranger
witness
says "and another key" 1 "不是这把公钥签的"
serve city
witness
says "the true log still fits" 0 good
stop
cd ..
done

# A key names its algorithms; those of another suite prove nothing.
out=$("$verify" -K intl/key checkpoint sm/first.note)
status=$?
says "a log of one suite has no key of the other" 1 "不是这把公钥签的"
out=$("$verify" -K sm/key log intl/leaves sm/second.note)
status=$?
says "nor the leaves" 1 BAD
finish
