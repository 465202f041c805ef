#!/bin/sh
# app_attack_test: a city among people who are not honest: they browse where
# they may not, take others' cookies, forms and codes, guess, send script,
# formulas and bombs, and say that they are somebody else. tests/attack/app.py
# is the attacker; each of its attempts is a test.
#
#     tests/app_attack_test.sh [PROGRAM]
#
# GROUPS_OF_ATTACK names those to try, when not all. Listens on free ports of
# 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
# no bytecode beside the sources
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# loosens FOLDER: its limits for an address, which limits_test tries, would keep
# an attacker from getting as far as what is tried here.
loosens() {
    printf '%s = 1000000/hour\n' '[limits]' intake look_up acts sign_in |
        sed '1s/ =.*//' >"$1.conf"
}

# open_city FOLDER: a city whose accounts wait for their links, in accounts.
open_city() {
    new "$1"
    loosens "$1"
    for who in h-1:handler:U_MUNICIPAL h-2:handler:U_PERSONNEL \
        o-1:operator:U_HOTLINE d-1:dispatcher: a-1:auditor: g-1:officer: \
        s-1:system_admin: k-1:security_admin: u-1:audit_admin: \
        v-1:handler:U_WATER z-1:auditor: w-1:auditor:; do
        code=${who%%:*}
        unit=${who##*:}
        role=${who#*:}
        role=${role%:*}
        run -d "$1" account open "$code" --name 甲某
        printf '%s %s\n' "$code" \
            "$(printf '%s\n' "$out" | grep -o '/setup/[0-9a-f]*')" >>all
        run -d "$1" account grant "$code" --role "$role" \
            ${unit:+--unit "$unit"}
        [ $status -eq 0 ] || fail "there is $code" "$out"
    done
    # w-1 stays without a password
    grep -v '^w-1' all >accounts
    rm all
}

# attack GROUP FOLDER: each line "ok ..." or "not ok ..." is a test.
attack() {
    : >log.txt
    serve "$2"
    python3 "$root/tests/attack/app.py" "$1" "$root" "$port" "$work/$2" \
        "$work/log.txt" ${3-} >lines.txt 2>lines.err
    same "the attack on $1 ran to its end" "0 " "$? $(tail -n 5 lines.err)"
    while IFS= read -r line; do
        case $line in
        "ok "*) pass "${line#ok }" ;;
        "#"*) echo "$line" ;;
        *) fail "${line#not ok }" ;;
        esac
    done <lines.txt
    kill -TERM $server
    wait $server
    same "the server ends well" 0 $?
    server=
    run -d "$2" verify
    says "and the log is whole" 0
    sqlite3 "$2/log.db" "DELETE FROM sign_in_failure"
}

for group in ${GROUPS_OF_ATTACK:-rights sessions inputs markup}; do
    open_city "city-$group"
    attack $group "city-$group" "$work/accounts"
done
new city-phones
loosens city-phones
: >city-phones/demo.begun
attack phones city-phones
finish
