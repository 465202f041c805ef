/*
 * outbox: what leaves the city by itself while a server runs: mail and SMS to
 * citizens and units, and webhooks to other programs. Threads of their own, so
 * that a slow peer delays neither timers nor requests.
 *
 * At least once: a message counts as sent when the peer accepted it and that
 * is on disk. Whoever crashes in between sends it again under the same key.
 * A rebuild sends nothing; imported history neither.
 */
#ifndef OUTBOX_OUTBOX_H
#define OUTBOX_OUTBOX_H

#include "app/engine.h"
#include "sys/config.h"

struct outbox;

/*
 * What config.h cannot know: that the events of webhooks are ones, and that
 * secrets are as Standard Webhooks wants them ("whsec_" and the base64 of 24
 * to 64 bytes). Fails: ERR_INPUT, ERR_KEY.
 */
bool outbox_check(const struct config *c, struct err *err);

/* c must live as long as the outbox. Fails: also ERR_IO. */
bool outbox_start(struct engine *e, const struct config *c,
                  struct outbox **ret_outbox, struct err *err);

/* Ends soon: an attempt that runs is given up. NULL is fine. */
void outbox_stop(struct outbox *o);

struct outbox_hook_state {
    const char *name;
    uint64_t position; /* the next leaf */
    int64_t failures;  /* in a row */
    bool disabled;
};

/* Counts since the start. */
struct outbox_state {
    bool mail, sms; /* is there a sender? */
    uint64_t sent, failed, dropped, retries;
    struct outbox_hook_state hooks[CONFIG_HOOKS];
    size_t hooks_n;
};
struct outbox_state outbox_look(struct outbox *o);

/*
 * Try a message again whatever became of it, unless it was sent (ERR_TAKEN);
 * a sender that runs finds it in its next round.
 * Fails: also ERR_NOT_FOUND.
 */
bool outbox_retry(struct engine *e, int64_t id, struct err *err);

/*
 * Let a disabled webhook go on where it stood, or one that waits for its next
 * attempt try at once. o is the outbox that runs on e, whose webhook then
 * looks again in its next round; NULL for a command line that holds the folder.
 * Fails: also ERR_NOT_FOUND.
 */
bool outbox_resume(struct engine *e, struct outbox *o, struct str hook,
                   struct err *err);

#endif
