#!/bin/sh
# http_attack_test: the server among clients that are not honest: malformed
# requests byte by byte, slow ones, too many, a full disk, and what comes
# through nginx.
#
#     tests/http_attack_test.sh [PROGRAM]
#
# Listens on free ports of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
server=
proxy=
trap '[ -z "$proxy" ] || kill $proxy 2>/dev/null
    [ -z "$server" ] || kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT

# serve DIR [ARG...]: start it and wait for its address.
serve() {
    dir=$1
    shift
    : >address
    "$gongzhi" -d "$dir" serve --listen 127.0.0.1:0 "$@" >address 2>>log.txt &
    server=$!
    turn=0
    while ! grep -q ready address && [ $turn -lt 400 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    port=$(sed -n 's|^http://127\.0\.0\.1:\([0-9]*\)/.*|\1|p' address)
    at=http://127.0.0.1:$port
}

end_server() {
    kill -TERM $server
    wait $server
    same "it ends well" 0 $?
    server=
}

# lines PROGRAM ARG...: each of its lines "ok ..." or "not ok ..." is a test.
lines() {
    python3 "$root/tests/attack/$@" >lines.txt 2>lines.err
    same "${1%.py} ${3-} ran to its end" "0 " "$? $(cat lines.err)"
    while read -r line; do
        case $line in
        "ok "*) pass "${line#ok }" ;;
        *) fail "${line#not ok }" ;;
        esac
    done <lines.txt
}

new city
serve city
lines raw.py "$port"
lines slow.py "$port" crowd
end_server
serve city --request-seconds 2
lines slow.py "$port" slow
end_server

finish
