#!/bin/sh
# check_test: `gongzhi check` names every fault of a rulebook, with file, line
# and column.
#
#     tests/check_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

# fault WHAT FILE SED_OR_+LINE WHERE WORD: a copy of the default rulebook, FILE
# changed by sed (or with a line more), has a fault at FILE:WHERE of that word.
fault() {
    rm -rf book
    cp -R "$book" book
    case $3 in
    +*) printf '%s\n' "${3#+}" >>"book/$2" ;;
    *) sed -i "$3" "book/$2" ;;
    esac
    run check book
    last=$(wc -l <"book/$2")
    where=$(printf '%s\n' "$4" | sed "s/LAST/$((last))/")
    says "$1" 1 "book/$2:${where:+$where:}" "$5"
}
design='设计默认值,design,,'

run check "$book"
says "the default rulebook has no fault" 0 "没有问题 no faults" "2007-2027"
fault "unknown unit" dispatch.csv '3s/U_HOUSING/U_NOBODY/' 3:9 "U_NOBODY"
fault "unknown matter" dispatch.csv '3s/^M0102/M9999/' 3:1 "M9999"
fault "overlap of two rows" levels.csv "+L4,1,1,1,1,$design" LAST:1 "重叠"
fault "the same row twice" deadlines.csv \
    "+$(sed -n 2p "$book/deadlines.csv")" LAST:1 "重"
fault "gap in the levels" levels.csv '$d' 0:0 "没有分级"
fault "a row that never applies" matters.csv '2s/^M01,,/M01,M0101,/' 2:5 "环"
says "and what follows from it" 1 "book/dispatch.csv:2:1: " "永远用不到"
fault "unreachable row" dispatch.csv \
    "+$(sed -n 2p "$book/dispatch.csv" | sed 's/^M0101,\*/M01,*/')" LAST ""
fault "cycle of units" units.csv '2s/platform,,/platform,U_DUTY,/' 2:16 "环"
fault "missing basis" units.csv '3s/设计默认值,design/,design/' 3 "basis"
fault "a quote inside a cell" units.csv '3s/市政府/市"政府/' 3 "引号"
fault "a quote that never ends" units.csv '3s/市政府/"市政府/' "" "引号"
fault "too few cells" units.csv '3s/,设计默认值.*//' 3 ""
fault "a header that is unknown" units.csv '1s/leader/boss/' 1 "leader"
fault "a number that is none" deadlines.csv '2s/,5,minute/,five,minute/' \
    2 "five"
fault "a unit of time that is none" deadlines.csv '2s/minute/fortnight/' \
    2 "fortnight"
fault "a day that is none" deadlines.csv '2s/design,,/design,2026-02-30,/' \
    2 "2026-02-30"
fault "a day of the calendar twice" calendar.csv \
    "+$(sed -n 3p "$book/calendar.csv")" LAST ""
rm -rf book
cp -R "$book" book
rm book/units.csv
run check book
says "a file that is missing" 1 "book/units.csv" "缺少"
sed -i 's/^M0102/M9999/;s/U_URBAN[A-Z_]*/U_NOBODY/' book/dispatch.csv
cp "$book/units.csv" book/
sed -i '2s/设计默认值,design/,design/' book/units.csv
run check book
says "several faults are all named" 1 "book/units.csv:2:" \
    "book/dispatch.csv:" "处问题 faults"
run -d city init --rulebook book
says "init refuses it" 1 "book/units.csv:2:" "gongzhi check book"
check "and makes no folder" test ! -e city
new city
run -d city enact book --from 2027-01-01
says "enact refuses it and names them all, too" 1 "book/units.csv:2:" \
    "book/dispatch.csv:" "处问题 faults"
cp -R "$book" better
sed -i '2s/,5,minute/,6,minute/' better/deadlines.csv
run -d city enact better --from 2027-01-01
says "enact takes a good one" 0 "已施行 enacted"
run -d city enact better --from 2027-02-01
says "but not twice" 1 "enacted already"
run check nowhere
says "a folder that is not there" 1 "nowhere"
finish
