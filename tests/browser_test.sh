#!/bin/sh
# browser_test: the pages in a real browser: every step of a case, and signing
# in; each page checked for accessibility, valid HTML, weight and overflow.
#
#     tests/browser_test.sh [PROGRAM]
#
# The walks are tests/browser/walk.mjs, files.mjs, knowledge.mjs, desk.mjs
# and sign.mjs. Skipped without Node.js, Chromium
# ($CHROMIUM, default /usr/bin/chromium) or the parts of package-lock.json.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
other=
trap '[ -z "$server" ] || kill $server 2>/dev/null
    [ -z "$other" ] || kill $other 2>/dev/null
    rm -rf "$work"' EXIT
missing=$(missing_for_browser)
if [ -n "$missing" ]; then
    skip "the walk needs $missing (tools/setup.sh test)"
    finish
fi

"$gongzhi" -d city demo --days 5 --rulebook "$book" >demo.txt 2>&1
check "the demo city is there" test -f city/demo.done
serve city
check "the server says where it listens" test -n "$at"

walk walk.mjs "$at" "$(cat city/programs.token)"
walk files.mjs "$at"
walk knowledge.mjs "$at"
walk desk.mjs "$at"

new own
city=$at
other=$server
server= # both run
serve own
walk sign.mjs "$city" "$setup"
check "nothing of it is in the server's log" sh -c \
    "! grep -qE '路灯|1380000123|槐里' log.txt"
check "the log of the city is whole" "$gongzhi" -d city verify
finish
