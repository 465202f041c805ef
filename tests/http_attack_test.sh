#!/bin/sh
# http_attack_test: the server among clients that are not honest: malformed
# requests byte by byte, slow ones, too many, and what comes through nginx.
#
#     tests/http_attack_test.sh [PROGRAM]
#
# Listens on free ports of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
server=
proxy=
trap '[ -z "$proxy" ] || kill $proxy 2>/dev/null
    [ -z "$server" ] || kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT

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

json='Content-Type: application/json'
printf '{"channel":"web","title":"路灯不亮","contact":"13911112222"}' >one.json

# nginx in front, as in examples/nginx.conf: what comes through it is never
# taken for this machine.
if ! command -v nginx >/dev/null 2>&1; then
    skip "no nginx here"
    finish
fi
free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}
tls=$(free_port)
plain=$(free_port)
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=city.example \
    -addext subjectAltName=DNS:city.example -keyout key.pem -out cert.pem \
    2>/dev/null
serve city
{
    [ "$(id -u)" -ne 0 ] || echo "user root;"
    echo "daemon off; pid $work/nginx.pid; error_log $work/nginx.log;"
    echo "events { worker_connections 256; } http {"
    for part in client_body proxy fastcgi uwsgi scgi; do
        echo "${part}_temp_path $work/nginx.$part;"
    done
    sed "/listen \[::\]/d
        s|listen 443 |listen 127.0.0.1:$tls |
        s|listen 80;|listen 127.0.0.1:$plain;|
        s|server 127.0.0.1:8080;|server 127.0.0.1:$port;|
        s|/etc/ssl/city.example/fullchain.pem|$work/cert.pem|
        s|/etc/ssl/city.example/key.pem|$work/key.pem|" \
        "$root/examples/nginx.conf"
    echo "}"
} >nginx.conf
check "nginx takes the example" nginx -t -c "$work/nginx.conf" -p "$work" \
    -e "$work/nginx.log"
nginx -c "$work/nginx.conf" -p "$work" -e "$work/nginx.log" &
proxy=$!
turn=0
while [ ! -s nginx.pid ] && [ $turn -lt 200 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
# through ARG... PATH: by way of nginx.
through() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' \
        --cacert cert.pem --connect-to "city.example:443:127.0.0.1:$tls" \
        --connect-to "localhost:443:127.0.0.1:$tls" "$@")
    out=$(tr -d '\r' <head; cat body)
}
city=https://city.example
through "$city/healthz"
says "a request through TLS" 200 '"status":"ok"' 'strict-transport-security: max'
through -H "$json" --data-binary @one.json "$city/api/v1/appeals"
says "a message through it" 201 '"query_code"'
id=$(sed -n 's/^{"id":"\([0-9a-f]*\)".*/\1/p' body)
head -c 12000000 /dev/zero >large
through -F what=路灯 -F via=code -F photos=@large -F voice=@large \
    "$city/report/check"
says "a form with large files through it" 422 'id="photos"'
for way in "X-A: b" "Host: localhost" "Host: 127.0.0.1" "X-Forwarded-For:" \
    "X-Forwarded-For;" "X-Forwarded-For: 127.0.0.1" \
    "Connection: X-Forwarded-For" "Connection: close, X-Forwarded-Proto"; do
    through -H "$way" "$city/api/v1/appeals"
    says "no list for staff, with $way" 403 '"rule":"local_only"'
    through -H "$way" "$city/api/v1/appeals/$id"
    says "nor a case" 403 '"rule":"local_only"'
    through -H "$way" -H "$json" -H "X-Gongzhi-Role: operator" \
        -H "X-Gongzhi-User: t1" -d '{}' "$city/api/v1/appeals/$id/nudge"
    says "nor a command" 403 '"rule":"local_only"'
done
through -k "https://localhost/api/v1/appeals"
says "nor by another name" 403 '"rule":"local_only"'
through --http1.1 --request-target http://localhost/api/v1/appeals "$city/"
says "nor by an absolute address" 403 '"rule":"local_only"'
through "$city/metrics"
says "no figures" 404
head -c 1100000 /dev/zero | tr '\0' ' ' >large
through -H "$json" --data-binary @large "$city/api/v1/c/x/nudge"
says "no large body" 413
through --http1.1 -H "Transfer-Encoding: xchunked" -d x "$city/api/v1/c/x/nudge"
check "no strange coding ($status)" test "$status" = 501 -o "$status" = 400
status=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' \
    -H 'Host: city.example' "http://127.0.0.1:$plain/healthz")
same "without TLS it sends to TLS" "301 $city/healthz" "$status"
kill $proxy
wait $proxy 2>/dev/null
proxy=
end_server

finish
