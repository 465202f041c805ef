# page_kit: pages asked for with curl, as a browser without scripts would.
# Source it behind test_kit.sh. Cookies are kept in jar, the last answer in body
# and its head in head; $token is what forms of the session carry.
token=

# ask STATUS PATH [ARG...]: a form of -d has the token of the session.
ask() {
    want=$1 path=$2
    shift 2
    case " $* " in *" -d "* | *" --data"*) set -- "$@" -d "csrf=$token" ;; esac
    got=$(curl -s -m 60 -D head -o body -w '%{http_code}' -b jar -c jar "$@" \
        "$at$path")
    same "$path answers $want" "$want" "$got"
}
shows() { check "$1" grep -qF -e "$2" body; }
hides() { check "$1" sh -c '! grep -qF -e "$0" body' "$2"; }
location() { tr -d '\r' <head | sed -n 's/^Location: //p'; }
value_of() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" body | head -n 1; }

# The session's token, read from the page that was asked for last.
read_token() { token=$(value_of csrf); }
