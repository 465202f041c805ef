#!/bin/sh
# config_test: what serve says of a configuration with a fault: file, line, and
# what it wants. Nothing is served.
#
#     tests/config_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

mkdir peer
echo token-of-the-gateway >peer/token
printf 'whsec_%s\n' "$(head -c 32 /dev/urandom | base64)" >peer/secret
echo pass-word-of-the-city >peer/password
chmod 600 peer/token peer/secret peer/password

new city
config() {
    run -d city serve --config city.conf --check-config
}
run -d city serve -n
says "no file is in order" 0 "no file"
printf '[mail]\nurl = smtp://mail.example\nfrom = a@b.example\ncolour = red\n' >city.conf
config
says "an unknown key" 1 "city.conf:4: section [mail] has no key colour"
printf '[fax]\n' >city.conf
config
says "an unknown section" 1 "city.conf:1: unknown section"
printf '[serve]\nworkers = many\n' >city.conf
config
says "a number that is none" 1 "city.conf:2: workers: want a number from 1 to"
printf '[serve]\nworkers = 2\nworkers = 3\n' >city.conf
config
says "a key that stands twice" 1 "city.conf:3: workers stands twice"
printf '[serve]\nworkers = 2\n[serve]\n' >city.conf
config
says "a section that stands twice" 1 "city.conf:3: section [serve] stands twice"
printf '[sms]\nurl = https://sms.example/%0200d\n' 1 >city.conf
config
says "a line that is too long" 1 "city.conf:2: the line is longer than"
printf '[serve]\nworkers = 2 ; two\n' >city.conf
config
says "a comment behind a value" 1 "city.conf:2: a comment needs a line"
printf '[serve]\n  workers = 2\n' >city.conf
config
says "a line that begins with a blank" 1 "city.conf:2: the line begins with"
printf '[mail]\nurl = smtp://mail.example\n' >city.conf
config
says "a key that is missing" 1 "city.conf:1: from is missing"
printf '[sms]\nurl = http://sms.example/\ntoken_file = peer/token\n' >city.conf
config
says "an open connection to another machine" 1 "city.conf:2: url: want https://"
printf '[mail]\nurl = smtp://m.example\nfrom = a@b.example\nstarttls = no\nuser = u\npassword_file = peer/password\n' >city.conf
config
says "a password over an open connection" 1 "a password needs TLS"
printf '[sms]\nurl = https://sms.example/\ntoken_file = peer/none\n' >city.conf
config
says "a secret that is not there" 3 "city.conf:1: the secret file peer/none is not"
chmod 640 peer/token
printf '[sms]\nurl = https://sms.example/\ntoken_file = peer/token\n' >city.conf
config
says "a secret that others may read" 3 "city.conf:1: others may read" "chmod 600"
chmod 600 peer/token
printf '[webhook a]\nurl = https://a.example/\nsecret_file = peer/token\n' >city.conf
config
says "a secret of a webhook that is none" 3 "must hold whsec_"
printf '[webhook a]\nurl = https://a.example/\nsecret_file = peer/secret\nevents = appeal_closed, appeal_lost\n' >city.conf
config
says "an event that is none" 1 'city.conf:4: events: there is no event "appeal_lost"'
cp "$root/examples/gongzhi.conf" city.conf
run -d city serve --config city.conf -n
says "the example misses only its secrets" 3 "the secret file"
printf '[serve]\nworkers = none\n' >city.conf
run -d city serve -n
says "DIR.conf is read by itself" 1 "city.conf:2"

finish
