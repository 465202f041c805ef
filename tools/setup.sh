#!/bin/sh
# setup: install what a target of the Makefile needs: Debian packages, and the
# front-end parts that package-lock.json names (into node_modules/).
#
#     tools/setup.sh run|test|check...
#
# When all are there it does nothing and needs no network. Otherwise it calls
# apt-get as root, or through sudo, and npm.
set -eu

run="gcc libc6-dev meson ninja-build pkgconf libsqlite3-dev libssl-dev
libjansson-dev libcsv-dev
libmicrohttpd-dev libqrencode-dev libical-dev libcurl4-openssl-dev libinih-dev
libargon2-dev libcjose-dev libvips-dev libseccomp-dev libutf8proc-dev
liblinear-dev"
test="libcmocka-dev sqlite3 openssl curl jq libxml2-utils python3-icalendar
python3 python3-aiosmtpd nginx-light glewlwyd
libvips-tools libimage-exiftool-perl
chromium fonts-noto-cjk"
check="clang clang-format clang-tidy libclang-rt-14-dev mandoc opencc"

wanted=
for group in "$@"; do
    case $group in
    run) wanted="$wanted $run" ;;
    test) wanted="$wanted $run $test" ;;
    check) wanted="$wanted $run $test $check" ;;
    *) echo "setup: no such group: $group" >&2; exit 2 ;;
    esac
done

# Node.js of the machine will do, else Debian's.
node=
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
    node="nodejs npm"

# parts GROUPS: the packages of package-lock.json; run needs no test tools.
parts() {
    case $1 in
    *test* | *check*) level=all omit= ;;
    *) level=run omit=--omit=dev ;;
    esac
    mark=node_modules/.gongzhi
    for have in $level all; do
        if [ -f $mark ] && grep -qx "$have" $mark &&
            [ ! package-lock.json -nt $mark ]; then
            return 0
        fi
    done
    echo "setup: installing front-end parts ($level)"
    npm ci --ignore-scripts --no-progress --loglevel=error $omit
    echo "$level" >$mark
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "setup: this is not Debian; please install by hand what these" \
        "packages hold:" $wanted nodejs npm >&2
    parts "$*"
    exit 0
fi

missing=
for package in $wanted $node; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || {
    parts "$*"
    exit 0
}

if [ "$(id -u)" -eq 0 ]; then
    root=
elif command -v sudo >/dev/null 2>&1; then
    root=sudo
else
    echo "setup: please install as root: apt-get install$missing" >&2
    exit 1
fi

echo "setup: installing$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    $root env DEBIAN_FRONTEND=noninteractive apt-get -q \
        -o Acquire::Retries=3 "$@" >"$log" 2>&1 && return
    tail -n 20 "$log" >&2
    echo "setup: apt-get $1 failed; needed are:$missing" >&2
    exit 1
}
apt update
apt install -y --no-install-recommends $missing
parts "$*"
