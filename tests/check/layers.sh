#!/bin/sh
# layers: do includes go one way only? (docs/ARCHITECTURE.md, "Layers")
#
#     base <- text <- rulebook          base <- event
#     base, text, codes <- mask, address;  base, text <- model, topic
#     base, text, sys, crypto, model <- learn <- app, api, pages, cli
#     all of these <- feature core <- feature shell <- app <- cli <- main
#     base <- sys, crypto;  base, event, sys, crypto <- store <- feature shell
#     store <- callers <- app;  base, event, sys <- http;  app <- jobs, outbox
#     app, http <- identity <- api
#     base <- web;  app, http, jobs, outbox, web <- api <- pages <- cli
#
# A feature may include another feature's core header, never its shell. A file
# of the core may include only those headers of the C library that compute.
#
# Two headers are meant to be filled in from below and may be included there:
# app/module.h (what a feature's shell offers) by a feature's shell, and
# store/store.h (struct keys) by sys/keyfile.h.
#
# Cannot see: a function declared by hand instead of included. Tests
# (*_test.c) may include anything.
set -u
status=0

fault() {
    echo "layers: $1"
    status=1
}

shell_file() {
    case $1 in
    *_rows.[ch] | *_api.[ch] | *_page*.[ch] | *_jobs.[ch] | *_module.[ch])
        return 0 ;;
    esac
    return 1
}

# The layer of a path inside src/.
layer() {
    case $1 in
    similar/disk/*) echo similar_disk ;;
    feature/*) if shell_file "$1"; then echo shell; else echo feature; fi ;;
    */*) echo "${1%%/*}" ;;
    *) echo main ;;
    esac
}

# What a layer may include.
allowed() {
    case $1 in
    base) echo base ;;
    text) echo base text ;;
    codes) echo base codes ;;
    stats) echo base stats ;;
    mask) echo base text codes mask ;;
    address) echo base text codes address ;;
    model) echo base text model ;;
    topic) echo base text topic ;;
    similar) echo base text similar ;;
    similar_disk) echo base text similar sys crypto similar_disk ;;
    rulebook) echo base text rulebook ;;
    event) echo base event ;;
    feature) echo base text codes stats rulebook event feature ;;
    sys) echo base sys ;;
    crypto) echo base sys crypto ;;
    store) echo base event sys crypto store ;;
    callers) echo base event store callers ;;
    learn) echo base text codes sys crypto address model learn ;;
    shell) echo base text codes stats rulebook event feature store shell ;;
    app) echo base text codes stats address model learn rulebook event feature shell sys crypto store \
        callers similar similar_disk mask topic app ;;
    http) echo base event sys http ;;
    outbox) echo base text codes stats rulebook event feature shell sys crypto store app \
        outbox ;;
    jobs) echo base text codes stats rulebook event feature shell sys crypto store app \
        jobs ;;
    web) echo base web ;;
    identity) echo base text codes stats rulebook event feature shell sys crypto store \
        app http outbox identity ;;
    api) echo base text codes stats mask address model learn rulebook event feature shell sys crypto store app \
        similar similar_disk topic http web jobs outbox identity api ;;
    pages) echo base text codes stats mask topic address model learn rulebook event feature shell sys crypto store \
        app http web jobs outbox identity api pages ;;
    cli) echo base text codes stats mask address model learn rulebook event feature shell sys crypto store app \
        http web jobs outbox identity api pages similar similar_disk topic cli ;;
    main) echo base sys app cli ;;
    esac
}

plain="assert ctype errno inttypes limits math stdalign stdarg stdbool stddef
stdint stdio stdlib string csv utf8proc"

for file in $(cd src && find . -name '*.[ch]' ! -name '*_test.c' | sort); do
    file=${file#./}
    from=$(layer "$file")
    for header in $(sed -n 's/^# *include "\([^"]*\)".*/\1/p' "src/$file"); do
        to=$(layer "$header")
        case $header in
        */*) ;;
        phrases.h | templates.h | assets_gen.h) continue ;; # made at build
        *) fault "$file includes \"$header\" without its folder"; continue ;;
        esac
        case "$from $file $header" in
        shell\ *\ app/module.h | sys\ sys/keyfile.h\ store/store.h) continue ;;
        esac
        case " $(allowed "$from") " in
        *" $to "*) ;;
        *) fault "$file ($from) includes $header ($to)" ;;
        esac
        if [ "$to" = shell ] && [ "$from" = shell ] &&
            [ "${header%/*}" != "${file%/*}" ]; then
            fault "$file includes the shell of another feature: $header"
        fi
    done
    case $from in
    base | text | codes | stats | mask | address | model | topic | rulebook | event | feature)
        for header in $(sed -n 's/^# *include <\([^>]*\)\.h>.*/\1/p' \
            "src/$file"); do
            case " $(echo $plain) " in
            *" $header "*) ;;
            *) fault "$file is core and includes <$header.h>" ;;
            esac
        done
        ;;
    esac
done
exit $status
