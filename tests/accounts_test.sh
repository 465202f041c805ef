#!/bin/sh
# accounts_test: three administrators look after the accounts on the pages: who
# opens does not grant, who watches does neither, nobody acts on his own; links
# shown once and in no log; a phone, a name and a reason where they belong.
#
#     tests/accounts_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"
. "$root/tests/sign_kit.sh"
word='a quiet river bends'

new city
for who in s-1:system_admin g-1:security_admin u-1:audit_admin h-1:handler; do
    run -d city account open "${who%:*}" --name 甲某
    eval "link_$(printf '%s' "${who%-1:*}")=/setup/$(printf '%s\n' "$out" |
        grep -o '[0-9a-f]\{64\}')"
    unit=
    [ "${who#*:}" != handler ] || unit=U_MUNICIPAL
    run -d city account grant "${who%:*}" --role "${who#*:}" --unit "$unit"
    same "there is ${who%:*}" 0 $status
done
run -d city account grant g-1 --role system_admin
says "two powers are not one person's, not even at the command line" 1 三权分立
serve city

# enter CODE LINK: each has a jar of his own.
enter() {
    jar=jar-$1
    set_up "$2" "$word"
    token=
    sign_in "$1" "$word" "$secret" 1
    ask /w/rulebook
}
# as CODE
as() { jar=jar-$1; ask /w/rulebook; }
operate() { where=$1; shift; form "/w/accounts/$where/operate" "$@"; }
authorise() { where=$1; shift; form "/w/accounts/$where/authorise" "$@"; }

enter s-1 "$link_s"
says "who runs the program has a way to the accounts" 200 'href="/w/accounts"'
ask /w
goes "and is led there from his desk" /w/accounts
ask '/w/accounts?begins=h-'
says "he finds them by how they begin" 200 'href="/w/accounts/h-1"' 承办
lacks "and no others" 'href="/w/accounts/g-1"'
ask '/w/accounts?role=security_admin'
says "and by role" 200 'href="/w/accounts/g-1"'
lacks "alone" 'href="/w/accounts/h-1"'
ask '/w/accounts?begins=%25'
says "a wildcard is a letter" 200 "$(phrase accounts.nothing)"
form /w/accounts account=n-1 name=乙某
goes "he opens one" /w/accounts/n-1
ask /w/accounts/n-1
says "its page says the name and what happened" 200 乙某 "$(phrase accounts.no_role)" 开设账号 s-1
lacks "and offers no role" "$(phrase accounts.grant)</button>"
form /w/accounts account=n-1
says "there is one already" 422 已经有这个账户
form /w/accounts 'account=a b'
says "a code that is none" 422 'role="alert"'
authorise n-1 act=grant role=handler unit=U_MUNICIPAL
same "who opens does not grant" 403 $status
operate n-1 act=grant role=handler unit=U_MUNICIPAL
same "not by another door either" 422 $status
operate s-1 act=lock
says "nor does he act on his own" 403 自己的账号
operate n-1 act=link purpose=setup
says "the link is shown" 200 "$at/setup/" "$(phrase accounts.link)"
given=$(printf '%s' "$out" | grep -o '/setup/[0-9a-f]\{64\}')
ask /w/accounts/n-1
lacks "once" "$given"
says "that it was given is on record" 200 给出设置链接
operate n-1 act=rename name=丙某
goes "a new name" '/w/accounts/n-1?done=1'
ask /w/accounts/n-1
says "is shown" 200 丙某
i=10
while [ $i -lt 63 ]; do
    form /w/accounts account=p-$i
    i=$((i + 1))
done
goes "he opens 53 more" /w/accounts/p-62
ask '/w/accounts?begins=p-'
same "a page has fifty" 50 "$(grep -c 'href="/w/accounts/p-' body)"
ask "$(sed -n 's|.*href="\(/w/accounts?after=[^"]*\)".*|\1|p' body |
    sed 's/&amp;/\&/g')"
same "the next one the rest" 'p-60 p-61 p-62 ' \
    "$(sed -n 's|.*href="/w/accounts/\(p-[0-9]*\)".*|\1|p' body | tr '\n' ' ')"
lacks "and leads no further" '/w/accounts?after='
ask /w/accounts/zz-9
says "no such account" 404 "$(phrase accounts.none)"
ask /w/accounts/n-1
curl -s -o body -b $jar --data 'act=lock' -w '%{http_code}' \
    "$at/w/accounts/n-1/operate" >code
same "a form without its token is refused" 403 "$(cat code)"

enter g-1 "$link_g"
ask /w
goes "who authorises is led to the accounts, too" /w/accounts
ask /w/accounts/n-1
says "who authorises is offered roles" 200 'name="role"'
lacks "and no link" "$(phrase accounts.link_go)"
operate n-1 act=lock
same "he operates nothing" 403 $status
authorise n-1 act=grant role=handler unit=U_MUNICIPAL
goes "he grants" '/w/accounts/n-1?done=1'
authorise n-1 act=grant role=handler unit=U_MUNICIPAL
says "once" 422 已经授予
authorise n-1 act=grant role=citizen
says "a role that nobody takes" 422 没有这个角色
authorise g-1 act=grant role=handler unit=U_MUNICIPAL
says "not to himself" 403 自己的账号
authorise u-1 act=grant role=security_admin
says "nor two powers to one" 422 三权分立
authorise h-1 act=revoke role=handler unit=U_MUNICIPAL
goes "he takes back" '/w/accounts/h-1?done=1'

enter u-1 "$link_u"
ask /w/accounts/n-1
says "who watches sees who granted what" 200 授予角色 g-1 给出设置链接 s-1
lacks "and has no button" '/operate'
lacks "of either kind" '/authorise'
operate n-1 act=lock
same "he does nothing" 403 $status
authorise n-1 act=revoke role=handler unit=U_MUNICIPAL
same "of neither" 403 $status

enter n-1 "$given"
says "the new one is in, in his role" 200 n-1
ask /w/accounts -H 'Accept: text/html'
says "and refused at the accounts, helpfully" 403 'class="panel"' 'href="/w"'
as s-1
operate n-1 act=sign_out
says "what cannot be taken back is asked about" 200 "$(phrase accounts.sure)" 'name="sure"'
as n-1
same "asking alone ends nothing" 200 $status
as s-1
operate n-1 act=sign_out sure=1
goes "then it is done" '/w/accounts/n-1?done=1'
as n-1
goes "he is out" "/in?back=%2Fw%2Frulebook"
token=
form /in account=n-1 "password=$word"
ask "$to"
form /in/totp "code=$(printf '%s\n' "$codes" | head -n 1)"
as n-1
same "and gets in again" 200 $status
as s-1
operate n-1 act=lock reason=调查
as n-1
goes "a locked account is out" "/in?back=%2Fw%2Frulebook"
as s-1
operate n-1 act=link
says "and gets no link" 422 已经锁定
operate n-1 act=unlock
operate n-1 act=reset
says "taking away is asked about" 200 "$(phrase accounts.reset_ask)"
operate n-1 act=reset sure=1
jar=jar-n-1
token=
form /in account=n-1 "password=$word"
says "what he signed in with is gone" 422 "$(phrase sign.wrong)"
as s-1
operate n-1 act=close reason=离职
says "closing is asked about" 200 "$(phrase accounts.close_ask)" 离职
operate n-1 act=close sure=1 reason=离职
ask /w/accounts/n-1
says "closed, with why" 200 "$(phrase accounts.closed)" 离职
operate n-1 act=unlock
says "for good" 422 已经关闭

# What is kept
stop
run -d city account reset h-1
says "the command line gives a link" 0 /setup/
same "and notes it, as it did when it opened him" 2 "$(query city \
    "SELECT leaves FROM batch" | grep 'account_link_given' | grep -c 'account/h-1')"
check "no link is in the server's log" sh -c "! grep -qE '[0-9a-f]{64}|甲某|乙某|丙某' log.txt"
query city "SELECT leaves FROM batch" >leaves
check "no name is in the leaves" sh -c "! grep -qE '甲某|乙某|丙某' leaves"
check "whoever did it is" grep -q 'account_granted.*g-1' leaves
run -d city rebuild
run -d city verify
says "and the log is whole" 0
finish
