/*
 * sound: is it a recording, and which bytes of it are the recording?
 *
 * A recording is not decoded and not encoded anew. Its container is read
 * strictly, from the first byte to the last, and what is said beside the sound
 * is left out: place, names, times, titles, pictures. What cannot be read that
 * way is refused, so that nothing that is something else too (a page, an
 * archive) passes for one.
 *
 *     WAV   RIFF: the chunks fmt and data alone are kept
 *     MP3   ISO 11172-3 layer III: whole frames one behind the other are kept;
 *           ID3, APE and what stands behind the last frame is not
 *     M4A   ISO 14496-12: tracks of sound alone; udta, meta, uuid and free
 *           boxes become free boxes of zeros, times of making become 0
 *     OGG   RFC 3533: Opus (RFC 7845) or Vorbis; the list of comments becomes
 *           empty
 *
 * Cannot see: what is said in the sound itself, or hidden in it.
 */
#ifndef APP_ATTACHMENT_SOUND_H
#define APP_ATTACHMENT_SOUND_H

#include "base/buf.h"
#include "event/gen/appeal_events.h"

/* Which kind the first bytes look like; APPEAL_ATTACHMENT_KIND_... or -1. */
int sound_kind(struct str bytes);

/* The recording alone. False: it is none of that kind, or damaged. Owns: a. */
bool sound_clean(struct arena *a, enum appeal_attachment_kind kind,
                 struct str bytes, struct str *ret_clean);

/* One a kind, for sound_clean. */
bool sound_wav(struct arena *a, struct str bytes, struct str *ret_clean);
bool sound_mp3(struct arena *a, struct str bytes, struct str *ret_clean);
bool sound_m4a(struct arena *a, struct str bytes, struct str *ret_clean);
bool sound_ogg(struct arena *a, struct str bytes, struct str *ret_clean);

#endif
