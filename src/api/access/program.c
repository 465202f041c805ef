/* See program.h. */
#include "api/access/program.h"

#include <openssl/crypto.h>

#include "api/answer.h"
#include "base/id.h"
#include "sys/file.h"
#include "sys/random.h"

enum { TOKEN_BYTES = 32, TOKEN_DIGITS = 2 * TOKEN_BYTES, FILE_MODE = 0600 };

#define FILE_NAME "/programs.token"
#define SCHEME    "Bearer "

static bool
make(struct arena *a, const char *path, struct str *ret_token, struct err *err)
{
    unsigned char bytes[TOKEN_BYTES];
    struct buf b = { .a = a };

    random_bytes(bytes, sizeof(bytes));
    buf_add_hex(&b, bytes, sizeof(bytes));
    OPENSSL_cleanse(bytes, sizeof(bytes));
    buf_add_char(&b, '\n');
    *ret_token = (struct str){ b.p, TOKEN_DIGITS };
    return file_write_new(path, buf_str(&b), FILE_MODE, err);
}

static bool
is_token(struct str s)
{
    unsigned char bytes[TOKEN_BYTES];

    return hex_parse(s, bytes, sizeof(bytes));
}

bool
program_token(struct arena *a, const char *dir, struct str *ret_token,
              struct err *err)
{
    struct buf name = { .a = a };
    const char *path;
    int mode;

    buf_add(&name, str_of(dir));
    buf_add(&name, STR(FILE_NAME));
    path = buf_cstr(&name);
    mode = file_mode(path);
    if (mode < 0)
        return make(a, path, ret_token, err);
    if ((mode & 077) != 0)
        return fail(err, ERR_KEY,
                    "others may read or write %s (mode %04o); remove it and "
                    "start again, and give programs the new one",
                    path, (unsigned)mode);
    if (!file_read(a, path, (size_t)2 * TOKEN_DIGITS, ret_token, err))
        return false;
    *ret_token = str_trim(*ret_token);
    return is_token(*ret_token) ||
           fail(err, ERR_KEY,
                "%s is not as it was written; remove it and start again", path);
}

bool
program_asks(const struct http_request *rq)
{
    struct str said = http_header(rq, "Authorization");
    struct str token = api_of(rq)->program_token;
    const size_t scheme = sizeof(SCHEME) - 1;

    return rq->local && token.n == TOKEN_DIGITS && said.n == scheme + token.n &&
           str_starts(said, STR(SCHEME)) &&
           CRYPTO_memcmp(said.p + scheme, token.p, token.n) == 0;
}

static bool
says_role(const struct http_request *rq)
{
    return http_header(rq, "X-Gongzhi-Role").n > 0;
}

bool
program_speaks(const struct http_request *rq)
{
    return says_role(rq) && program_asks(rq);
}

bool
program_unknown(const struct http_request *rq, struct http_response *rs)
{
    const struct http_problem p = {
        401, "token_required", "Authorization",
        STR("须持数据目录中 programs.token 的内容 bring the token of "
            "programs.token in the data folder")
    };

    if (!rq->local || !says_role(rq) || program_asks(rq))
        return false;
    http_put_problem(rs, &p);
    http_add_header(rs, "WWW-Authenticate", STR("Bearer"));
    return true;
}
