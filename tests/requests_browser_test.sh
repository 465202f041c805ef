#!/bin/sh
# requests_browser_test: requests about one's own data in a real browser, with
# the keyboard alone, on a phone and at a desk, in three languages.
#
#     tests/requests_browser_test.sh [PROGRAM]
#
# The walk is tests/browser/requests.mjs. Skipped without Node.js, Chromium
# ($CHROMIUM, default /usr/bin/chromium) or the parts of package-lock.json.
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
missing=$(missing_for_browser)
if [ -n "$missing" ]; then
    skip "the walk needs $missing (tools/setup.sh test)"
    finish
fi

new city
: >city/demo.begun
serve city
walk requests.mjs "$at" "$(cat city/programs.token)"
check "nothing of it is in the server's log" sh -c \
    "! grep -qE '孙某某|三号楼|1390000' log.txt"
stop
check "the log of the city is whole" "$gongzhi" -d city verify
finish
