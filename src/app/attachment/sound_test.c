/*
 * Recordings: what is kept of each kind and what is not, and that what is no
 * recording to its last byte is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/attachment/bytes.h"
#include "app/attachment/sound.h"

enum { FRAME = 417 }; /* 128 kbit/s at 44.1 kHz */

static struct arena *a;

static int
open_arena(void **state)
{
    (void)state;
    a = arena_open();
    return 0;
}

static int
close_arena(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static void
put_zeros(struct buf *b, size_t n)
{
    while (n-- > 0)
        buf_add_char(b, '\0');
}

static void
put_big(struct buf *b, size_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_char(b, (char)(v >> shift & 0xff));
}

static void
put_frames(struct buf *b, int n)
{
    while (n-- > 0) {
        buf_add(b, STR("\xff\xfb\x90\x64"));
        put_zeros(b, FRAME - 4);
    }
}

static bool
takes(int kind, const struct buf *b, struct str *ret_clean)
{
    return sound_kind(buf_str(b)) == kind &&
           sound_clean(a, (enum appeal_attachment_kind)kind, buf_str(b),
                       ret_clean);
}

static bool
says(struct str s, const char *word)
{
    return str_find(s, str_of(word)) != SIZE_MAX;
}

static void
of_mp3_the_frames_are_kept(void **state)
{
    struct buf b = { .a = a }, tagged = { .a = a };
    struct str clean = { NULL, 0 }, again = { NULL, 0 };

    (void)state;
    put_frames(&b, 3);
    assert_true(takes(APPEAL_ATTACHMENT_KIND_MP3, &b, &clean));
    assert_true(str_eq(clean, buf_str(&b)));
    buf_add(&tagged, STR("ID3\x03\0\0\0\0\0\x0aSecretName"));
    buf_add(&tagged, buf_str(&b));
    buf_add(&tagged, STR("TAGmore of a name"));
    put_zeros(&tagged, 128 - 17);
    assert_true(takes(APPEAL_ATTACHMENT_KIND_MP3, &tagged, &again));
    assert_true(str_eq(again, clean));
}

static void
what_only_begins_like_mp3_is_none(void **state)
{
    struct buf one = { .a = a }, page = { .a = a }, lies = { .a = a };
    struct str clean = { NULL, 0 };

    (void)state;
    put_frames(&one, 1);
    assert_false(takes(APPEAL_ATTACHMENT_KIND_MP3, &one, &clean));
    put_frames(&page, 2);
    for (int i = 0; i < 200; i++)
        buf_add(&page, STR("<script>alert(1)</script>"));
    assert_false(takes(APPEAL_ATTACHMENT_KIND_MP3, &page, &clean));
    buf_add(&lies, STR("ID3\x03\0\0\x7f\x7f\x7f\x7f"));
    put_frames(&lies, 2);
    assert_false(takes(APPEAL_ATTACHMENT_KIND_MP3, &lies, &clean));
}

static void
put_chunk(struct buf *b, const char *name, struct str body)
{
    buf_add(b, str_of(name));
    buf_add_char(b, (char)body.n);
    put_zeros(b, 3);
    buf_add(b, body);
    put_zeros(b, body.n % 2);
}

static void
of_wav_format_and_data_are_kept(void **state)
{
    const struct str format = STR("\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0");
    struct buf b = { .a = a }, plain = { .a = a };
    struct str clean = { NULL, 0 };

    (void)state;
    buf_add(&b, STR("RIFF\x60\0\0\0WAVE"));
    put_chunk(&b, "LIST", STR("SecretName!"));
    put_chunk(&b, "fmt ", format);
    put_chunk(&b, "data", STR("12345678"));
    put_chunk(&b, "bext", STR("SecretPlace"));
    assert_true(takes(APPEAL_ATTACHMENT_KIND_WAV, &b, &clean));
    buf_add(&plain, STR("RIFF\x2c\0\0\0WAVE"));
    put_chunk(&plain, "fmt ", format);
    put_chunk(&plain, "data", STR("12345678"));
    assert_true(str_eq(clean, buf_str(&plain)));
    b.n -= 14; /* the last chunk says more than there is */
    assert_false(takes(APPEAL_ATTACHMENT_KIND_WAV, &b, &clean));
}

static void
put_box(struct buf *b, const char *name, struct str body)
{
    put_big(b, body.n + 8);
    buf_add(b, str_of(name));
    buf_add(b, body);
}

static struct str
film(const char *handler)
{
    struct buf b = { .a = a }, moov = { .a = a }, mdia = { .a = a },
               hdlr = { .a = a }, trak = { .a = a };

    put_zeros(&hdlr, 8);
    buf_add(&hdlr, str_of(handler));
    put_zeros(&hdlr, 13);
    put_box(&mdia, "hdlr", buf_str(&hdlr));
    put_box(&trak, "mdia", buf_str(&mdia));
    put_box(&moov, "mvhd", STR("\0\0\0\0WHENWHEN\0\0\3\xe8\0\0\0\1"));
    put_box(&moov, "trak", buf_str(&trak));
    put_box(&moov, "udta", STR("SecretPlace"));
    put_box(&b, "ftyp", STR("M4A \0\0\0\0M4A "));
    put_box(&b, "moov", buf_str(&moov));
    put_box(&b, "mdat", STR("the sound itself"));
    put_box(&b, "uuid", STR("0123456789abcdefSecretName"));
    return buf_str(&b);
}

static void
of_m4a_nothing_moves_and_what_is_beside_is_zero(void **state)
{
    struct str was = film("soun"), clean;

    (void)state;
    assert_true(sound_m4a(a, was, &clean));
    assert_int_equal(clean.n, was.n);
    assert_false(says(clean, "Secret"));
    assert_false(says(clean, "WHEN"));
    assert_false(says(clean, "udta"));
    assert_true(says(clean, "the sound itself"));
    assert_int_equal(str_find(clean, STR("mdat")), str_find(was, STR("mdat")));
    assert_false(sound_m4a(a, film("vide"), &clean));
    assert_false(sound_m4a(a, film("meta"), &clean));
    assert_false(sound_m4a(a, (struct str){ was.p, was.n - 1 }, &clean));
}

/* As in sound_boxes.c, said in another way: bit by bit over the whole. */
static uint32_t
page_sum(struct str s)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < s.n * 8; i++) {
        uint32_t bit = (unsigned char)s.p[i / 8] >> (7 - i % 8) & 1;
        uint32_t top = sum >> 31;

        sum = sum << 1 ^ ((top ^ bit) != 0 ? 0x04c11db7U : 0);
    }
    return sum;
}

static void
put_page(struct buf *b, int number, struct str packet)
{
    struct buf page = { .a = a };
    uint32_t sum;

    buf_add(&page, STR("OggS\0\0"));
    put_zeros(&page, 8);
    buf_add(&page, STR("me!!"));
    buf_add_char(&page, (char)number);
    put_zeros(&page, 3 + 4);
    buf_add_char(&page, 1);
    buf_add_char(&page, (char)packet.n);
    buf_add(&page, packet);
    sum = page_sum(buf_str(&page));
    for (int i = 0; i < 4; i++)
        page.p[22 + i] = (char)(sum >> 8 * i & 0xff);
    buf_add(b, buf_str(&page));
}

static void
of_ogg_the_comments_are_emptied(void **state)
{
    struct buf b = { .a = a };
    struct str clean = { NULL, 0 }, again = { NULL, 0 };
    size_t at;

    (void)state;
    put_page(&b, 0, STR("OpusHead\1\1\0\0\x80\xbb\0\0\0\0\0"));
    put_page(&b, 1, STR("OpusTags\3\0\0\0abc\1\0\0\0\x0a\0\0\0SecretName"));
    put_page(&b, 2, STR("the sound"));
    assert_true(takes(APPEAL_ATTACHMENT_KIND_OGG, &b, &clean));
    assert_int_equal(clean.n, b.n);
    assert_false(says(clean, "Secret"));
    at = str_find(clean, STR("OpusTags"));
    assert_int_equal(bytes_little(clean, at + 15, 4), 0); /* no comment */
    assert_true(sound_ogg(a, clean, &again)); /* its sums are right */
    b.p[b.n - 1] ^= 1;
    assert_false(takes(APPEAL_ATTACHMENT_KIND_OGG, &b, &clean));
    b.p[b.n - 1] ^= 1;
    buf_add(&b, STR("<html>"));
    assert_false(takes(APPEAL_ATTACHMENT_KIND_OGG, &b, &clean));
}

static void
of_vorbis_the_last_bit_stays(void **state)
{
    struct buf b = { .a = a };
    struct str clean = STR("");
    size_t at;

    (void)state;
    put_page(&b, 0, STR("\x01vorbis\0\0\0\0\1"));
    put_page(&b, 1, STR("\x03vorbis\3\0\0\0abc\1\0\0\0\4\0\0\0Secr\1"));
    put_page(&b, 2, STR("the sound"));
    assert_true(takes(APPEAL_ATTACHMENT_KIND_OGG, &b, &clean));
    at = str_find(clean, STR("\x03vorbis"));
    assert_int_equal(bytes_little(clean, at + 14, 4), 0);
    assert_int_equal(clean.p[at + 18], 1);
    assert_false(says(clean, "Secr"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_mp3_the_frames_are_kept, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(what_only_begins_like_mp3_is_none,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(of_wav_format_and_data_are_kept,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(
            of_m4a_nothing_moves_and_what_is_beside_is_zero, open_arena,
            close_arena),
        cmocka_unit_test_setup_teardown(of_ogg_the_comments_are_emptied,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(of_vorbis_the_last_bit_stays,
                                        open_arena, close_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
