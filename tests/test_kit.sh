# test_kit: what the shell tests share. Source it first:
#
#     . "$(dirname "$0")/test_kit.sh"
#
# The program is the first word of the command line, else $GONGZHI, else
# build/gongzhi. Each test is one line of TAP (tests/run.sh reads it); the last
# line is `N passed, N failed`, with `, N skipped` when there are any.
set -u
LC_ALL=C.UTF-8
export LC_ALL
root=$(cd "$(dirname "$0")/.." && pwd)
gongzhi=${1:-${GONGZHI:-$root/build/gongzhi}}
case $gongzhi in /*) ;; *) gongzhi=$PWD/$gongzhi ;; esac
[ -x "$gongzhi" ] || { echo "Bail out! no program $gongzhi"; exit 1; }
book=$root/rulebook/default
work=$(mktemp -d "${TMPDIR:-/tmp}/gongzhi-sh.XXXXXX")
server=
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
passed=0
failed=0
skipped=0

pass() {
    passed=$((passed + 1))
    echo "ok $((passed + failed + skipped)) - $1"
}

# fail WHAT [WHY]
fail() {
    failed=$((failed + 1))
    echo "not ok $((passed + failed + skipped)) - $1"
    printf '%s\n' "${2-}" | sed 's/^/# /' | head -n 12
}

skip() {
    skipped=$((skipped + 1))
    echo "ok $((passed + failed + skipped)) # SKIP $1"
}

# check WHAT COMMAND...: the command succeeds.
check() {
    what=$1
    shift
    if why=$("$@" 2>&1); then pass "$what"; else fail "$what" "$* : $why"; fi
}

# same WHAT WANT GOT
same() {
    if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "want $2, got $3"; fi
}

# serve DIR [ARG...]: serve it on $LISTEN, else on a free port of this machine,
# and wait until it is ready: $server is the process, $at its address, $port the
# port, $setup the first set-up link, which it keeps, or nothing. $work/token is the
# header by which programs are believed. It writes to address
# and log.txt; the next one and the end of the test end it.
serve() {
    stop
    served=$1
    shift
    : >address
    "$gongzhi" -d "$served" serve --listen "${LISTEN:-127.0.0.1:0}" "$@" \
        >address 2>>log.txt &
    server=$!
    turn=0
    while ! grep -q ready address && [ $turn -lt 400 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    at=$(sed -n 's|^\(http://[^/]*\)/.*|\1|p' address)
    port=${at##*:}
    setup=$(cat "$served/first-setup.link" 2>/dev/null)
    believe "$served"
}

# believe DIR: $work/token is the header by which its server believes programs.
believe() {
    echo "Authorization: Bearer $(cat "$1/programs.token")" >"$work/token"
}

# stop: end it as an operator would.
stop() {
    [ -z "$server" ] || { kill -TERM $server && wait $server; } 2>/dev/null
    server=
}

# run ARG...: run the program; $out gets what it says, $status how it ended.
run() {
    out=$("$gongzhi" "$@" 2>&1 </dev/null)
    status=$?
}

# says WHAT STATUS [TEXT...]: so ended the last run, and said all of this.
says() {
    what=$1
    want=$2
    shift 2
    if [ "$status" -ne "$want" ]; then
        fail "$what" "want status $want, got $status: $out"
        return
    fi
    for text in "$@"; do
        if ! printf '%s\n' "$out" | grep -qF -e "$text"; then
            fail "$what" "nothing says \"$text\": $out"
            return
        fi
    done
    pass "$what"
}

# query DIR SQL
query() {
    sqlite3 -readonly "$1/log.db" "$2"
}

# keys_of DIR: the wrapped keys of the subjects that were not erased, in hex.
keys_of() {
    for slot in $(query "$1" "SELECT slot FROM subject_slot WHERE erased = 0"); do
        od -An -v -tx1 -j $((slot * 64)) -N 61 "$1/subjects.keys" | tr -d ' \n'
        echo
    done
}

# new DIR [OPTION...]: an empty city.
new() {
    dir=$1
    shift
    "$gongzhi" -d "$dir" init --rulebook "$book" --from 2007-01-01 "$@" \
        >/dev/null
}

# copy DIR TO: a data folder with its keys.
copy() {
    cp -R "$1" "$2" && cp -p "$1.keys" "$2.keys"
}

# receives N: commands that take in N messages, 4 leaves each.
receives() {
    awk -v n="$1" 'BEGIN {
        for (i = 1; i <= n; i++) {
            printf "%s", (i == 1 ? "[" : ",")
            printf "{\"command\":\"receive\",\"as\":{\"role\":\"citizen\"},"
            printf "\"fields\":{\"channel\":\"web\",\"contact\":\"139%08d\",", i
            printf "\"title\":\"第%d号路灯不亮\"}}\n", i
        }
        print "]"
    }'
}

# finish: the last words, and the exit status.
finish() {
    echo "1..$((passed + failed + skipped))"
    line="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
    echo "$line"
    [ "$failed" -eq 0 ]
    exit
}
