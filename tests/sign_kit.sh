# sign_kit: what tests share that sign in. Source it after test_kit.sh.

# ask PATH [ARG...]: with the cookies of $jar; $status, $to, $out, $token.
jar=jar
ask() {
    path=$1
    shift
    case $path in http*) ;; *) path=$at$path ;; esac
    status=$(curl -s -m 60 -D head -o body -w '%{http_code}' -b $jar -c $jar \
        "$@" "$path")
    out=$(cat body)
    to=$(tr -d '\r' <head | sed -n 's/^[Ll]ocation: //p')
    new=$(sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' body | head -1)
    token=${new:-${token-}}
}

# form PATH NAME=VALUE...: send a form of ours.
form() {
    where=$1
    shift
    set -- "csrf=${token-}" "$@"
    for pair in "$@"; do
        shift
        set -- "$@" --data-urlencode "$pair"
    done
    ask "$where" "$@"
}

# goes WHAT ADDRESS: 303 to it.
goes() { same "$1" "303 $2" "$status $to"; }

# lacks WHAT TEXT...: the answer is 200 and says none of it.
lacks() {
    what=$1
    shift
    [ "$status" = 200 ] || {
        fail "$what" "status $status: $out"
        return
    }
    for text in "$@"; do
        if printf '%s' "$out" | grep -qF -e "$text"; then
            fail "$what" "says $text"
            return
        fi
    done
    pass "$what"
}

# receive CONTACT TITLE [FIELDS]: a case of a citizen; $query_code, $id, $code,
# $lead.
receive() {
    printf '{"channel":"web","title":"%s","contact":"%s"%s}' "$2" "$1" \
        "${3-}" >sent
    curl -s -H 'Content-Type: application/json' --data-binary @sent \
        "$at/api/v1/appeals" >got
    query_code=$(sed 's/.*"query_code":"\([^"]*\)".*/\1/' got)
    id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' got)
    code=$(sed 's/.*"code":"\([^"]*\)".*/\1/' got)
    lead=$(sed 's/.*"lead":"\([^"]*\)".*/\1/' got)
}

# prove PHONE: sign on as its holder, in the demo, which shows the code.
prove() {
    token=
    form /in/phone "number=$1"
    ask /in/phone/code
    form /in/phone/code \
        "code=$(sed -n 's/.*验证码是 \([0-9]\{6\}\).*/\1/p' body)"
}

totp() { python3 "$root/tests/peer/totp.py" "$@"; }

# set_up LINK PASSWORD: use a set-up link; $secret and $codes of staff.
set_up() {
    ask "$1"
    secret=$(sed -n 's|.*手工输入： <code>\([^<]*\)</code>.*|\1|p' body)
    form "$1" "password=$2" ${secret:+"code=$(totp "$secret")"}
    codes=$(sed -n 's|^<li><code>\([^<]*\)</code></li>|\1|p' body)
}

# sign_in ACCOUNT PASSWORD SECRET [STEPS]: both steps.
sign_in() {
    token=
    form /in "account=$1" "password=$2"
    [ "$to" != "/in/totp?back=%2F" ] || {
        ask "$to"
        form /in/totp "code=$(totp "$3" ${4-})"
    }
}

phrase() { sed -n "s/^$1  *\([^{]*\).*/\1/p" "$root/locale/zh-Hans"; }

# A sign-on elsewhere. The address to come back to is fixed, so the port is
# ours before we serve.
secret_there=client-secret-for-tests
provider=

# own_port: $port and $origin; serve listens there.
own_port() {
    port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
    origin=http://127.0.0.1:$port
    LISTEN=127.0.0.1:$port
}

# provides ISSUER [LINE]: the configuration of the city.
provides() {
    (umask 077 && printf '%s\n' $secret_there >client-secret)
    cat >city.conf <<END
[sign_in]
origin = $origin
[oidc]
issuer = $1
client_id = gongzhi
client_secret_file = client-secret
name = 统一身份认证
staff_claim = staff
${2-}
END
}

peer() { python3 "$root/tests/peer/glewlwyd.py" "$@"; }

# starts_glewlwyd: a provider in the folder g, for the city at $origin: $site is
# its address, $provider the process.
starts_glewlwyd() {
    site=$(peer make g)
    glewlwyd --config-file=g/glewlwyd.conf >glewlwyd.txt 2>&1 &
    provider=$!
    turn=0
    while ! curl -s -o /dev/null "$site/config" && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    check "glewlwyd is configured" peer configure g $origin/in/sso/back
    provides "$site/api/oidc"
}

# A real browser.
chromium=${CHROMIUM:-/usr/bin/chromium}

# missing_for_browser: what a walk needs and is not here, in words.
missing_for_browser() {
    command -v node >/dev/null 2>&1 || printf ' Node.js'
    [ -x "$chromium" ] || printf ' Chromium'
    for part in playwright-core axe-core html-validate; do
        [ -d "$root/node_modules/$part" ] || printf ' %s' "$part"
    done
}

# walk SCRIPT ARG...: run it in $chromium; its lines are results.
walk() {
    script=$1
    shift
    timeout -k 5 600 node "$root/tests/browser/$script" "$@" "$chromium" \
        >walk.txt 2>&1
    while IFS= read -r line; do
        case $line in
        "ok "*) pass "${line#ok }" ;;
        "not "*)
            what=${line#not }
            fail "${what%% | *}" "${what#* | }"
            ;;
        *) echo "# $line" ;;
        esac
    done <walk.txt
    check "$script comes to its end" grep -qx end walk.txt
}
