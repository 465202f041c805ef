/*
 * mask: what in a Chinese text tells who somebody is, found and covered before
 * others may read the text.
 *
 * Simplified, traditional and mixed; digits also full-width, in Chinese and
 * with blanks or hyphens between. Numbers are found by their form and their
 * check characters, names and places by words around them. So numbers are
 * nearly always found, names mostly: a person looks at the result before it is
 * published (docs/privacy.md tells how often it errs).
 *
 * What stays: a surname, as courts publish judgments
 * (最高人民法院关于人民法院在 互联网公布裁判文书的规定, 2016, art. 8 and 10),
 * also with a title (张先生); divisions, villages, communities and roads; lines
 * of the public such as 12345 and 400 numbers. Of a number nothing stays.
 */
#ifndef MASK_MASK_H
#define MASK_MASK_H

#include "base/buf.h"

enum mask_kind {
    MASK_NAME,        /* 姓名 */
    MASK_IDENTITY,    /* 身份证号 of 18 or 15, also with a slip in it */
    MASK_MOBILE,      /* 手机号 */
    MASK_PHONE,       /* 固定电话, with area code or after a word for it */
    MASK_BANK,        /* 银行卡号; any number after 卡号 or 账号 */
    MASK_CREDIT_CODE, /* 统一社会信用代码 */
    MASK_PLATE,       /* 车牌号 */
    MASK_PERMIT,      /* 护照, 港澳台通行证 */
    MASK_MAIL,        /* 邮箱 */
    MASK_ACCOUNT,     /* 微信号, QQ号 */
    MASK_COMPOUND,    /* 小区名 */
    MASK_DOOR,        /* 门牌, 楼栋, 单元, 房号 */
    MASK_KINDS
};

/* MASK_BYTES_MOST: no longer text is looked at. */
enum { MASK_BYTES_MOST = 1 << 20 };

struct mask_span {
    size_t at, n; /* bytes of the text, whole characters */
    size_t keep;  /* bytes at its front that may stay: the surname */
    enum mask_kind kind;
};

struct mask_spans {
    const struct mask_span *at; /* in order, none overlapping */
    size_t n;
    bool hant; /* the text is in traditional characters */
};

struct masker;

/*
 * Make what mask_find works with; may be shared by threads. known are n words
 * in zh-Hans that are never part of a person's name, such as those of places
 * and units of a rulebook.
 *
 * Owns: in a.
 */
const struct masker *masker_new(struct arena *a, const struct str *known,
                                size_t n);

/*
 * Find everything in text. Linear in its length. Bytes that are not UTF-8 are
 * no part of anything.
 *
 * Owns:  the spans in a, and work space of some 60 bytes a character.
 * Fails: false when the text is longer than MASK_BYTES_MOST: show none of it.
 */
bool mask_find(const struct masker *m, struct arena *a, struct str text,
               struct mask_spans *ret_spans);

/* What stands for a span: 【手机号】, or 某某 behind the surname kept. */
struct str mask_cover(const struct mask_spans *spans, enum mask_kind kind);

/* Append the text of these spans with every span covered. */
void mask_put(struct buf *b, struct str text, const struct mask_spans *spans);

/* The kind in one word for programs: "name", "credit_code". */
struct str mask_kind_word(enum mask_kind kind);

#endif
