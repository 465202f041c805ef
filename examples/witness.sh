#!/bin/sh
# witness: look at the log of a city and remember what was seen, for whoever
# watches it from outside: a newspaper, a university, a neighbour city.
#
#     witness.sh https://city.example KEYFILE DIR
#
# DIR/newest is what is remembered, DIR/SIZE.note every checkpoint that was
# seen, to compare with other witnesses. Says one line; ends with 0 when the
# log only grew, with 1 when it contradicts what was seen (DIR/newest.against
# then holds the proof), with another status when it could not be checked.
# gongzhi-witness.timer runs it every hour.
set -eu
url=${1%/} key=$2 dir=$3
verify=${GONGZHI_VERIFY:-gongzhi-verify}
get() { curl -fsS --max-time 60 --max-filesize 65536 -o "$2" "$url$1"; }

mkdir -p "$dir"
get /log/checkpoint "$dir/new"
to=$("$verify" -K "$key" size "$dir/new") || { # it says why on its output
    status=$?
    echo "$to"
    exit $status
}
set -- "$dir/newest" "$dir/new"
if [ -f "$dir/newest" ]; then
    from=$("$verify" -K "$key" size "$dir/newest")
    if [ "$from" -lt "$to" ]; then
        get "/log/consistency?from=$from&to=$to" "$dir/proof"
        set -- "$@" "$dir/proof"
    fi
fi
"$verify" -K "$key" remember "$@"
mv "$dir/new" "$dir/$to.note"
