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
