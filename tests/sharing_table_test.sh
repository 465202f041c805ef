#!/bin/sh
# sharing_table_test: the table of the sharing register comes whole, in parts
# of 10,000 rows that say when more follow.
#
#     tests/sharing_table_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/page_kit.sh"

new city
: >city/demo.begun # as one of the demo: anybody may be anybody
sqlite3 city/log.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
    SELECT i + 1 FROM n WHERE i < 10003)
    INSERT INTO appeal_provided SELECT 1700000000000 + i, i, 1,
        printf('99010020240101WB%07d', i), 'court', 'letter', 'texts',
        'handling', 'law' FROM n"
serve city
ask 303 /in/demo -d 'role=officer&account=o1&unit=U_HOTLINE&back=/w'
ask 200 /w/sharing
shows "the page leads to both parts" 'href="/w/sharing.csv?page=1"'
shows "the second too" 'href="/w/sharing.csv?page=2"'
rows() { grep -c '^[0-9]' body; }
next() { tr -d '\r' <head | sed -n 's/^Link: //p'; }
ask 200 '/w/sharing.csv'
same "the first part" 10000 "$(rows)"
same "says that more follow" '</w/sharing.csv?page=2>; rel="next"' "$(next)"
cp body first
ask 200 '/w/sharing.csv?page=2'
got=$(rows)
# what was taken along a moment ago stands in it too
check "the second has the rest" test "$got" -ge 3
same "and nothing follows" "" "$(next)"
same "no row is lost" 10003 "$(cat first body | grep -o '99010020240101WB[0-9]*' |
    sort -u | wc -l)"
ask 200 '/w/sharing.csv?receiver=court&page=2'
same "one receiver alone" 3 "$(rows)"
ask 200 '/w/sharing.csv?receiver=court'
same "its second part keeps the receiver" \
    '</w/sharing.csv?page=2&receiver=court>; rel="next"' "$(next)"
stop
finish
