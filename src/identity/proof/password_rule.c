/* See password_rule.h. */
#include "identity/proof/password_rule.h"

#include <ctype.h>

enum { ROOT_BYTES = 64, PERIOD_MOST = 5 };

/* What is left of common passwords when digits and signs at both ends are
 * taken away, in small letters. */
static const char *const roots[] = {
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "passwort",
    "admin",
    "administrator",
    "root",
    "guest",
    "welcome",
    "letmein",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "abc",
    "abcabc",
    "abcd",
    "abcdef",
    "iloveyou",
    "woaini",
    "woaiwojia",
    "wodemima",
    "mima",
    "test",
    "testtest",
    "changeme",
    "default",
    "secret",
    "monkey",
    "dragon",
    "football",
    "sunshine",
    "princess",
    "china",
    "zhongguo",
    "beijing",
    "shanghai",
    "gongzhi",
    "hotline",
    "user",
    "username",
    "login",
    "pass",
    "a",
    "aa",
    "aaa",
    "q",
    "qq",
    "z",
    "w",
    "s",
    "x",
    "as",
    "qwe",
    "asd",
    "zxc",
    "qweasd",
    "qweasdzxc",
    "asdasd",
    "woshishei",
};

static char
low(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
is_letter(char c)
{
    unsigned char u = (unsigned char)c;

    return isalpha(u) || u >= 0x80;
}

/* Without what is no letter at both ends. */
static struct str
root_of(struct str s)
{
    while (s.n > 0 && !is_letter(s.p[0]))
        s = (struct str){ s.p + 1, s.n - 1 };
    while (s.n > 0 && !is_letter(s.p[s.n - 1]))
        s.n--;
    return s;
}

static bool
same(struct str a, struct str b)
{
    bool same = a.n == b.n;

    for (size_t i = 0; i < a.n && same; i++)
        same = low(a.p[i]) == low(b.p[i]);
    return same;
}

static bool
is_known(struct str root)
{
    for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
        if (same(root, str_of(roots[i])))
            return true;
    return false;
}

/* 1234567890, 9876543210, abcdefghij: one step all the way; 90 may follow. */
static bool
is_row(struct str s)
{
    int step = s.n > 1 ? s.p[1] - s.p[0] : 0;
    bool row = step == 1 || step == -1 || step == 0;

    for (size_t i = 2; i < s.n && row; i++) {
        int d = s.p[i] - s.p[i - 1];

        row = d == step || d == -9 * step;
    }
    return row;
}

/* The same few bytes again and again. */
static bool
is_repetition(struct str s)
{
    for (size_t period = 1; period <= PERIOD_MOST && 2 * period <= s.n;
         period++) {
        size_t i = period;

        while (i < s.n && s.p[i] == s.p[i - period])
            i++;
        if (i == s.n)
            return true;
    }
    return false;
}

static bool
is_number(struct str s)
{
    size_t i = 0;

    while (i < s.n && isdigit((unsigned char)s.p[i]))
        i++;
    return i == s.n;
}

enum password_fault
password_fault(struct str account, struct str password)
{
    struct str root = root_of(password);
    size_t chars = str_chars(password);

    if (chars < PASSWORD_LEAST)
        return PASSWORD_SHORT;
    if (chars > PASSWORD_MOST)
        return PASSWORD_LONG;
    if (is_row(password) || is_repetition(password) || is_known(root) ||
        (is_number(password) && password.n <= 11)) /* a phone, a birthday */
        return PASSWORD_COMMON;
    if (same(password, account) ||
        (account.n > 2 && same(root, root_of(account))))
        return PASSWORD_OF_ACCOUNT;
    return PASSWORD_FINE;
}
