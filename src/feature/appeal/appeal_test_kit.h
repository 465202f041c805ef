/*
 * appeal_test_kit: a small town's rules and a tale to put commands to.
 * Included by the tests of this folder only.
 */
#ifndef APPEAL_TEST_KIT_H
#define APPEAL_TEST_KIT_H

#include <assert.h>
#include <stdio.h>

#include "feature/appeal/appeal.h"

/* The last columns of every row and of every header. */
#define B ",设计,design,,\n"
#define H ",basis,basis_kind,valid_from,valid_to\n"

/* An operator may do everything, a handler two things for the lead. */
static const char *const town[][2] = {
    { "settings.csv", "key,value" H "city_code,990100" B "hotline_unit,HOT" B
                      "classify_points_min,10" B "pause_levels,L3;L4" B
                      "feeling_risk_collective,3" B },
    { "places.csv", "code,parent,kind,hans,hant,en,aliases,unit" H
                    "990100,,city,安澜市,,,,HOT" B
                    "990101,990100,district,澜城区,,,,ROADS" B },
    { "units.csv",
      "code,kind,parent,hans,hant,en,leader" H "HOT,hotline,,热线中心,,,主任" B
      "LAMPS,bureau,HOT,路灯所,,,所长" B "ROADS,bureau,HOT,道路所,,,所长" B
      "PARKS,bureau,HOT,园林所,,,所长" B },
    { "matters.csv", "code,parent,hans,hant,en,urgency,risk,clarity,"
                     "difficulty,questions" H "M1,,路灯,,,1,1,0,0," B
                     "M2,,违建,,,1,1,0,0," B },
    { "words.csv",
      "word,kind,target,weight" H "路灯,matter,M1,60" B "违建,matter,M2,60" B
      "着火,exit,E1,60" B "触电,urgency,3," B },
    { "levels.csv", "level,urgency,risk,clarity,difficulty" H "L1,3,*,*,*" B
                    "L3,0|1|2,*,*,0|1|2" B "L4,0|1|2,*,*,3" B },
    { "dispatch.csv", "matter,place,lead,assisting,fallback" H "M1,*,LAMPS,," B
                      "M2,*,ROADS,PARKS," B },
    { "deadlines.csv",
      "regime,level,step,count,unit,roll,warn_percent" H
      "hotline,*,dispatch,1,workday,no,0" B "hotline,*,sign_in,2,hour,no,0" B
      "hotline,*,object,1,workday,no,0" B "hotline,*,rule,1,workday,no,0" B
      "hotline,*,contact,24,hour,no,0" B "hotline,*,feedback,3,workday,no,0" B
      "hotline,L1,close,2,hour,no,50" B "hotline,*,close,7,day,yes,80" B
      "hotline,*,second,7,day,yes,80" B "hotline,*,confer,3,workday,no,0" B
      "hotline,*,assist,5,day,yes,0" B "hotline,*,callback,3,day,yes,0" B
      "petition,*,close,60,day,yes,80" B "petition,*,second,30,day,yes,80" B
      "petition,*,object,5,workday,no,0" B
      "hotline,*,review,10,workday,no,0" B },
    { "escalation.csv",
      "level,step,count,unit,kind,to" H "L1,1,15,minute,remind,@leader" B
      "L3,1,1,day,remind,@leader" B "L3,2,3,day,supervise,HOT" B
      "L4,1,1,day,remind,@parent" B },
    { "exits.csv", "code,hans,hant,en,to,say_hans,say_hant,say_en" H
                   "E1,应急,,,119,请拨打119,," B },
    { "reasons.csv",
      "kind,code,hans,hant,en" H "return,not_ours,不归我管,," B
      "pause,wait,等材料,," B "extend,complex,复杂,," B "reopen,news,新情况,," B
      "explain,no_basis,无依据,," B "withdraw,solved,解决了,," B },
    { "rights.csv",
      "command,role,relation" H "receive,citizen,any" B "reply,handler,lead" B
      "sign_in,handler,lead" B "receive,operator,any" B "divert,operator,any" B
      "merge,operator,any" B "place,operator,any" B "dispatch,operator,any" B
      "sign_in,operator,any" B "object,operator,any" B "rule,operator,any" B
      "contact,operator,any" B "feedback,operator,any" B "pause,operator,any" B
      "resume,operator,any" B "extend,operator,any" B "confer,operator,any" B
      "conclude,operator,any" B "assist_done,operator,any" B
      "reply,operator,any" B "rate,operator,any" B "callback,operator,any" B
      "review,operator,any" B "add_material,operator,any" B
      "attach,operator,any" B "nudge,operator,any" B "withdraw,operator,any" B
      "remind,operator,any" B "supervise,operator,any" B
      "escalate,operator,any" B "whistle,operator,any" B
      "answer_whistle,operator,any" B "reopen,operator,any" B
      "archive,operator,any" B "inform,operator,any" B
      "close_history,operator,any" B "erase,operator,any" B
      "accuse,operator,any" B "ask_release,operator,any" B
      "grant_release,operator,any" B "refuse_release,operator,any" B
      "expire,operator,any" B "hold,operator,any" B "lift_hold,operator,any" B
      "provide,operator,any" B "withdraw_consent,operator,any" B
      "correct,operator,any" B "judge_feeling,operator,any" B
      "tick,system,any" B },
    { "retention.csv", "class,regime,trigger,count,unit,action" H
                       "contact,any,closing,1,day,deidentify" B
                       "texts,hotline,closing,1,month,erase" B
                       "texts,petition,closing,1,year,keep" B },
    { "sharing.csv",
      "receiver,way,fields,purpose" H
      "external,dispatch,texts;point;contact,handling" B
      "external,handover,texts,handling" B "lead,handover,texts,handling" B },
    { "feelings.csv", "word,kind,of,weight,note" H "绝望,emotion,,20," B
                      "出人命,life,,40," B "联名,collective,,40," B },
    { "notice.csv", "version,part,hans,hant,en" H "1,purpose,办理诉求,," B },
    { "forms.csv",
      "matter,field,need,purpose,kind,hans,hant,en,hint_hans,hint_hant,hint_en,"
      "choices,most,sensitive" H
      "M1,pole,optional,find,text,灯杆,,,,,,,9,yes" B },
    { "phrases.csv", "key,hans,hant,en\npurpose.find,找到,,\n" },
    { "calendar.csv", "date,kind,name,source\n"
                      "2026-01-01,year,2026,国办\n"
                      "2026-10-01,off,国庆,国办\n"
                      "2026-10-02,off,国庆,国办\n"
                      "2026-10-10,work,国庆,国办\n" },
};

#undef B
#undef H

enum { TOWN_FILES = sizeof(town) / sizeof(town[0]) };

/* One case, from its first event on. */
struct tale {
    struct arena *a;
    struct rulebook book;
    struct appeal now;
    int64_t at;            /* the moment of the next command */
    struct event_list out; /* of the newest command */
    struct verdict verdict;
};

static inline struct rules
tale_rules(const struct tale *t)
{
    return (struct rules){ &t->book, moment_day(t->at) };
}

/* The rules the case was promised its times under. */
static inline struct rules
tale_promised(const struct tale *t)
{
    return t->now.rules.n == 0 ? tale_rules(t)
                               : (struct rules){ &t->book, t->now.rules_day };
}

static inline int
tale_open(void **state)
{
    struct arena *a = arena_open();
    struct tale *t = arena_new(a, struct tale);
    struct fault_list faults = { .a = a };
    struct rulebook_file files[TOWN_FILES];

    for (size_t i = 0; i < TOWN_FILES; i++)
        files[i] =
            (struct rulebook_file){ str_of(town[i][0]), str_of(town[i][1]) };
    t->a = a;
    if (!rulebook_read(a, files, TOWN_FILES, &t->book, &faults)) {
        (void)fprintf(stderr, "%.*s:%zu: %.*s\n", STR_ARG(faults.at[0].file),
                      faults.at[0].line, STR_ARG(faults.at[0].text));
        arena_close(a);
        return 1;
    }
    t->book.hash = STR("the town's");
    t->at = day_start(date_to_day((struct date){ 2026, 9, 8 })) + 9 * HOUR_MS;
    *state = t;
    return 0;
}

static inline int
tale_close(void **state)
{
    arena_close(((struct tale *)*state)->a);
    return 0;
}

/* Put a command to the case; when it is accepted the case goes on. */
static inline bool
tale_put(struct tale *t, struct actor who, const struct payload_type *type,
         const void *data)
{
    const struct command cmd = { type, data, who, t->at };
    const struct appeal_rules rules = { tale_rules(t), tale_promised(t) };

    t->out = (struct event_list){ .a = t->a };
    t->verdict = appeal_decide(&t->now, &cmd, &rules, &t->out);
    for (size_t i = 0; i < t->out.n; i++)
        appeal_apply(&t->now, &t->out.at[i], t->at);
    return t->verdict.reason == ACCEPTED;
}

/* Event i of the newest answer, which must be there. */
static inline const struct event *
tale_event(const struct event_list *out, size_t i)
{
    assert(out->at != NULL && i < out->n);
    return &out->at[i];
}

static inline struct actor
who(const char *role, const char *id, const char *unit)
{
    return (struct actor){ str_of(role), str_of(id), str_of(unit) };
}

#endif
