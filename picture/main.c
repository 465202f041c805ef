/*
 * gongzhi-picture: make a photo harmless. The server starts it for each photo
 * that somebody sends, gives the bytes to its standard input and gets new ones
 * from its standard output:
 *
 *     "GZP1", then, high byte first, 4 bytes each: length of the photo, length
 *     of its thumbnail, width and height of the photo; photo; thumbnail
 *
 * Both are JPEGs drawn anew from the pixels: turned upright, in sRGB, without
 * a byte of what came beside them (place, time, camera, comments, hidden
 * further pictures). What is not a photo, too large or damaged is refused by
 * the exit status (picture.h).
 *
 * Decoders of pictures are the likeliest place for a fault that a stranger can
 * reach. So they are in no other process than this one, which lives for one
 * picture, has no files, no network and no more memory and time than a picture
 * needs (sandbox.c).
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include <vips/vector.h>

#include "picture.h"

enum { LONG_SIDE = 2560, THUMB_SIDE = 320, QUALITY = 82, THUMB_QUALITY = 70 };

/* How a kind is known by its first bytes, and who reads it. */
static const struct kind {
    size_t at;
    const char *bytes;
    size_t n;
    const char *loader, *class;
} kinds[] = {
    { 0, "\xff\xd8\xff", 3, "jpegload_buffer", "VipsForeignLoadJpeg" },
    { 0, "\x89PNG\r\n\x1a\n", 8, "pngload_buffer", "VipsForeignLoadPng" },
    { 8, "WEBP", 4, "webpload_buffer", "VipsForeignLoadWebp" },
    { 4, "ftypheic", 8, "heifload_buffer", "VipsForeignLoadHeif" },
    { 4, "ftypheix", 8, "heifload_buffer", "VipsForeignLoadHeif" },
    { 4, "ftypmif1", 8, "heifload_buffer", "VipsForeignLoadHeif" },
};

static _Noreturn void
end(enum picture_end why)
{
    _exit((int)why); /* handlers of libraries have nothing to tidy */
}

static size_t
read_all(unsigned char *bytes, size_t most)
{
    size_t n = 0;
    ssize_t got;

    do {
        got = read(STDIN_FILENO, bytes + n, most - n);
        if (got > 0)
            n += (size_t)got;
    } while ((got > 0 && n < most) || (got < 0 && errno == EINTR));
    if (got < 0)
        end(PICTURE_BROKEN);
    return n;
}

static void
write_all(const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    while (n > 0) {
        ssize_t put = write(STDOUT_FILENO, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            end(PICTURE_BROKEN);
        p += put;
        n -= (size_t)put;
    }
}

static const struct kind *
kind_of(const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (n >= kinds[i].at + kinds[i].n &&
            memcmp(bytes + kinds[i].at, kinds[i].bytes, kinds[i].n) == 0)
            return &kinds[i];
    end(PICTURE_UNKNOWN);
}

/* Nobody reads pictures but who reads this kind. */
static void
allow_only(const struct kind *k)
{
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set(k->class, FALSE);
    vips_concurrency_set(1);
    /* it would write code into memory, which a service may not run */
    vips_vector_set_enabled(FALSE);
    vips_cache_set_max(0);
}

/* Its head alone: how large it would be, before a pixel is read. */
static VipsImage *
open_picture(const struct kind *k, unsigned char *bytes, size_t n)
{
    VipsBlob *blob = vips_blob_new(NULL, bytes, n);
    VipsImage *image = NULL;

    if (vips_call(k->loader, blob, &image, "access", VIPS_ACCESS_SEQUENTIAL,
                  "fail_on", VIPS_FAIL_ON_ERROR, NULL) != 0)
        end(PICTURE_DAMAGED);
    if ((int64_t)vips_image_get_width(image) * vips_image_get_height(image) >
        PICTURE_PIXELS)
        end(PICTURE_TOO_LARGE);
    return image;
}

/* Upright, in sRGB, no longer than side, without what shines through. */
static VipsImage *
draw(VipsImage *from, int side)
{
    VipsImage *small = NULL, *flat = NULL, *held;
    double white[] = { 255, 255, 255 };
    VipsArrayDouble *background = vips_array_double_new(white, 3);

    if (vips_thumbnail_image(from, &small, side, "height", side, "size",
                             VIPS_SIZE_DOWN, "export_profile", "srgb",
                             NULL) != 0)
        end(PICTURE_DAMAGED);
    if (vips_image_hasalpha(small)) {
        if (vips_flatten(small, &flat, "background", background, NULL) != 0)
            end(PICTURE_DAMAGED);
        small = flat;
    }
    held = vips_image_copy_memory(small);
    if (held == NULL)
        end(PICTURE_DAMAGED);
    return held;
}

static void *
encode(VipsImage *image, int quality, size_t *ret_n)
{
    void *bytes = NULL;

    if (vips_jpegsave_buffer(image, &bytes, ret_n, "Q", quality, "strip", TRUE,
                             "optimize_coding", TRUE, NULL) != 0)
        end(PICTURE_BROKEN);
    return bytes;
}

static void
put_u32(unsigned char *at, size_t v)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(v >> (24 - 8 * i) & 0xff);
}

static void
answer(VipsImage *photo, VipsImage *thumb)
{
    unsigned char head[PICTURE_HEAD] = PICTURE_MARK;
    size_t photo_n, thumb_n;
    void *photo_bytes = encode(photo, QUALITY, &photo_n);
    void *thumb_bytes = encode(thumb, THUMB_QUALITY, &thumb_n);

    put_u32(head + 4, photo_n);
    put_u32(head + 8, thumb_n);
    put_u32(head + 12, (size_t)vips_image_get_width(photo));
    put_u32(head + 16, (size_t)vips_image_get_height(photo));
    write_all(head, sizeof(head));
    write_all(photo_bytes, photo_n);
    write_all(thumb_bytes, thumb_n);
}

int
main(int argc, char **argv)
{
    unsigned char *bytes = malloc(PICTURE_BYTES + 1);
    const struct kind *k;
    VipsImage *photo;
    size_t n;

    (void)argc; /* it has none */
    if (bytes == NULL || !sandbox_limit())
        end(PICTURE_BROKEN);
    n = read_all(bytes, PICTURE_BYTES + 1);
    if (n > PICTURE_BYTES)
        end(PICTURE_TOO_LARGE);
    k = kind_of(bytes, n);
    if (VIPS_INIT(argv[0]) != 0)
        end(PICTURE_BROKEN);
    allow_only(k);
    if (!sandbox_close())
        end(PICTURE_BROKEN);
    photo = draw(open_picture(k, bytes, n), LONG_SIDE);
    answer(photo, draw(photo, THUMB_SIDE));
    end(PICTURE_GOOD);
}
