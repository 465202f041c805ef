#!/bin/sh
# Copies of the log hold no keys; copies of the keys live for some days and
# follow erasures; a folder put together from both verifies, and nobody who was
# erased comes back with it.
. "$(dirname "$0")/test_kit.sh"
new city
for i in 1 2 3; do
    cat <<EOF
{"command":"receive","as":{"role":"citizen"},"fields":{"channel":"web",
 "title":"第$i号路灯不亮","body":"巷口黑了三天","contact":"1371234567$i"}}
EOF
done | jq -s . >in.json
run -d city do in.json
says "three messages" 0
keys_of city >keys.before

# hex DIR: all its files, one a line, in hex.
hex() {
    for f in "$1"/*; do
        od -An -v -tx1 "$f" | tr -d ' \n'
        echo
    done
}

# What people are known by, as the program would have written it.
mark=00112233445566778899aabbccddeeff
sqlite3 city/log.db "INSERT INTO phone_code VALUES (x'01', x'$mark', 0, 1);
    INSERT INTO outside_identity VALUES (x'$mark', 'r-1');
    INSERT INTO sign_in_failure VALUES (x'$mark', 1, 1, 1);
    INSERT INTO setup_link VALUES (x'$mark', 'r-1', 'setup', 1);
    INSERT INTO session VALUES (x'$mark', 'r-1', '', '', 0, 'full', '', 1, 1,
        1, x'$mark')"
check "the folder has it" sh -c "cat city/log.db* | od -An -v -tx1 |
    tr -d ' \\n' | grep -q $mark"
run -d city backup log.1
says "a backup of the log" 0 "不含密钥"
run -d city backup log.1
says "is not written over" 1 "exists already"
run -d city backup --keys copies
says "a copy of the keys" 0 "1 份在册"
hex log.1 >log.hex
same "nothing by which somebody is known is in it" 0 \
    "$(grep -cF "$mark" log.hex)"
hex copies >copies.hex
found=0
for key in $(cat keys.before); do
    grep -qF "$key" log.hex && found=$((found + 1))
done
same "no key is in the backup of the log" 0 $found
found=0
for hash in $(query city "SELECT DISTINCT lower(hex(contact))
    FROM appeal_contact"); do
    grep -qF "$hash" log.hex && found=$((found + 1))
done
same "nor a keyed hash of a number" 0 $found
found=0
for key in $(cat keys.before); do
    grep -qF "$key" copies.hex && found=$((found + 1))
done
same "all six are in the copy of the keys" 6 $found
same "which others cannot read" 600 "$(stat -c %a copies/*)"
cp copies/* keys.old

run -d city erase --contact 13712345672 --basis "本人申请"
says "one of them is erased" 0 "1 件"
keys_of city >keys.after
same "four are left" 4 "$(wc -l <keys.after)"
gone=$(grep -vxFf keys.after keys.before)
sleep 1 # names of copies tell the second
cp copies/* copies/subjects-20200101T000000Z.keys
run -d city backup --keys copies
says "the next copy: one too old is destroyed" 0 "2 份在册" "1 份已销毁"
check "and no more there" test ! -e copies/subjects-20200101T000000Z.keys
hex copies >copies.hex
same "the erased key is in no copy any more" 0 "$(grep -cF "$gone" copies.hex)"
found=0
for key in $(cat keys.after); do
    found=$((found + $(grep -cF "$key" copies.hex)))
done
same "the others are in both" 8 $found
run -d city backup log.2
says "a backup behind the erasure" 0

# Everything of the day before is put back: the log of today knows better.
run -d again restore log.2 --keys keys.old
says "without the key file" 3 "again.keys"
cp -p city.keys again.keys
run -d again restore log.2
says "with or without keys must be said" 2 usage
run -d city backup
says "to where must be said" 2 "something is missing" "backup FOLDER | --keys FOLDER"
run -d city backup here there
says "and once" 2 "too much: there"
run -d again restore --without-keys
says "from where too" 2 "something is missing" "restore BACKUP --keys FILE"
run -d again restore log.2 --keys in.json
says "something that is no key file" 1 "no keys of this log"
check "makes nothing" test ! -e again
run -d again restore log.2 --keys keys.old
says "an older copy of the keys" 0 "已恢复" "完整无误"
run -d again restore log.2 --keys keys.old
says "a folder that is there is not written over" 1 "exists already"
same "the erased key is destroyed again" 0 "$(hex again | grep -cF "$gone")"
keys_of again >keys.again
same "the others are there" "$(cat keys.after)" "$(cat keys.again)"
codes=$(query city "SELECT code FROM appeal ORDER BY number")
set -- $codes
run -d again show "$2" --text
says "the erased one says so" 0 "已删除"
run -d again show "$3" --text
says "the next one can be read" 0 "第3号路灯不亮"
same "the lists are there" "$(query city "SELECT count(*) FROM appeal")" \
    "$(query again "SELECT count(*) FROM appeal")"
same "callers can be found again, but not the erased one" 2 \
    "$(query again "SELECT count(*) FROM appeal_contact")"
run -d again do in.json
says "the city goes on" 0
run -d again verify
says "and verifies" 0 "完整无误"

# The log of the day before, with the keys of today.
cp -p city.keys older.keys
run -d older restore log.1 --keys city/subjects.keys
says "an older backup of the log" 0 "完整无误" "2 份的密钥"
run -d older show "$2" --text
says "opens nothing that was erased since" 0 "已删除"

# No keys at all.
cp -p city.keys bare.keys
run -d bare restore log.2 --without-keys
says "without any keys" 0 "完整无误" "4 份的密钥"
run -d bare show "$3" --text
says "no text opens" 0 "已删除"
rm city/subjects.keys
run -d city tick
says "a folder that lost its keys is not written" 3 "subjects.keys is missing"
run -d city verify
says "but still verifies" 0 "完整无误"
finish
