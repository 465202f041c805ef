/*
 * rulebook: a city's policy as data, read from a folder of CSV files.
 *
 * Bytes in, tables out: no file is opened here. A loaded rulebook never
 * changes and lives until the process ends. Every row says on which law or
 * decision it rests and on which days it holds; a lookup names the day.
 *
 * The texts of every row live in the arena the rulebook was read into.
 */
#ifndef RULEBOOK_RULEBOOK_H
#define RULEBOOK_RULEBOOK_H

#include "base/arena.h"
#include "base/date.h"
#include "rulebook/calendar.h"
#include "text/matcher.h"

/* The last columns of every file: basis,basis_kind,valid_from,valid_to. */
enum basis_kind { BASIS_NONE, BASIS_LAW, BASIS_LOCAL, BASIS_DESIGN };

struct basis {
    struct str text;      /* "北京条例 11(2)"; never empty */
    enum basis_kind kind; /* law, local (a local rule), design (our default) */
    int32_t from, to;     /* days on which it holds, both included */
};

struct name {
    struct str hans, hant, en; /* zh-Hans, zh-Hant, en */
};

/* settings.csv: key,value,... */
struct setting {
    struct str key, value;
    struct basis basis;
};

/*
 * places.csv: code,parent,kind,hans,hant,en,aliases,unit,lon,lat,... The last
 * two came later: a file without them is right.
 *
 * Codes: six digits for city and district (GB/T 2260), nine for street and
 * town, twelve for community and village (the statistical division codes). A
 * grid (网格) has fifteen: the community's and three more. That is our choice;
 * CJ/T 349-2010 counts grids in the community as well, other cities differ.
 */
struct place {
    struct str code, parent; /* parent "" for the city */
    struct str kind;         /* city district street town community grid */
    struct name name;
    const struct str *aliases; /* other words for it in texts */
    size_t aliases_n;
    struct str unit;  /* the street office (or district platform) in charge */
    int32_t lon, lat; /* its middle, 1e-7 degrees CGCS2000; 0,0: not known */
    struct basis basis;
};

/* units.csv: code,kind,parent,hans,hant,en,leader[,email,phone],... */
struct unit {
    struct str code;
    struct str kind;   /* hotline bureau street community enterprise platform
                          supervision discipline personnel review */
    struct str parent; /* the unit that coordinates it; "" at the top */
    struct name name;
    struct str leader; /* the post that is told first (分管领导); no person */
    struct str email, phone; /* of the duty desk; "" when it has none */
    struct basis basis;
};

enum { QUESTIONS = 4 };

/* matters.csv: code,parent,hans,hant,en,urgency,risk,clarity,difficulty,
 * questions,... A matter without children can be dispatched. */
struct matter {
    struct str code, parent; /* parent "" at the top */
    struct name name;
    int urgency, risk, clarity, difficulty; /* 0..3; what it is by itself */
    const struct str *questions;            /* what to ask the citizen */
    size_t questions_n;
    struct basis basis;
};

/*
 * words.csv: word,kind,target,weight,... Words to look for in a text.
 *   matter   target is a matter, weight 1..100 (may be negative: it speaks
 *            against)
 *   urgency risk difficulty   target is the value 1..3 it raises to
 *   exit     target is E1..E6
 */
enum word_kind {
    WORD_NONE,
    WORD_MATTER,
    WORD_URGENCY,
    WORD_RISK,
    WORD_DIFFICULTY,
    WORD_EXIT
};

struct word {
    struct str word;
    enum word_kind kind;
    struct str target;
    int64_t weight;
    struct basis basis;
};

/* levels.csv: level,urgency,risk,clarity,difficulty,... A decision table with
 * exactly one row for every combination; a cell is * or values joined by |. */
struct level_rule {
    struct str level;    /* L1..L4 */
    unsigned allowed[4]; /* bit v is set when value v fits, by dimension */
    struct basis basis;
};

/* dispatch.csv: matter,place,lead,assisting,fallback,... place is a code or *;
 * a unit is a code or @street (the office in charge of the case's place) or
 * @district; fallback is who leads when @street is not known. The row with
 * the nearest matter, then the nearest place, wins. */
struct dispatch {
    struct str matter, place, lead, fallback;
    const struct str *assisting;
    size_t assisting_n;
    struct basis basis;
};

/* deadlines.csv: regime,level,step,count,unit,roll,warn_percent,... level may
 * be *. Steps: dispatch sign_in object rule contact feedback close second
 * confer assist callback review archive; of the regime request (about one's
 * own data) answer prolong fetch. */
struct deadline {
    struct str regime, level, step;
    struct term term;
    int64_t warn_percent; /* of the span: when the pre-warning of an answer
                             (close, second) fires; 0 for none */
    struct basis basis;
};

/* escalation.csv: level,step,count,unit,kind,to,... What happens count units
 * after the deadline passed. kind: remind supervise notify. */
struct escalation {
    struct str level;
    int64_t step; /* 1, 2, ... */
    struct term term;
    struct str kind;
    struct str to; /* a unit, or @leader @parent @street @supervision */
    struct basis basis;
};

/* exits.csv: code,hans,hant,en,to,say_hans,say_hant,say_en,... */
struct exit_rule {
    struct str code; /* E1..E6 */
    struct name name;
    struct str to; /* who takes it: a phone number, a unit, or words */
    struct name say;
    struct basis basis;
};

/* reasons.csv: kind,code,hans,hant,en,... A listed reason. Kinds: return pause
 * extend reopen withdraw explain deny. */
struct reason_rule {
    struct str kind, code;
    struct name name;
    struct basis basis;
};

/* rights.csv: command,role,relation,... Who may do what. relation: any, own
 * (the citizen of the case), lead, assisting, first, holder (lead or
 * assisting), street (office of the case's place), over (a unit that
 * coordinates the lead), reported (the unit that the case is against). */
struct right {
    struct str command, role, relation;
    struct basis basis;
};

/* access.csv: role,relation,action,purpose,fields,... Who may look at what and
 * for what; see rulebook/access/access.h. The file came later: under a rulebook
 * without it nobody looks at anything. */
struct access_rule {
    struct str role, relation, action, purpose;
    const struct str *fields;
    size_t fields_n;
    struct basis basis;
};

/* retention.csv: class,regime,trigger,count,unit,action,... How long data are
 * kept; see rulebook/keep/keep.h. Without the file nothing ends by itself. */
struct retention {
    struct str class;   /* contact texts access sharing */
    struct str regime;  /* hotline petition any */
    struct str trigger; /* closing creation */
    int64_t count;      /* of units */
    struct str unit;    /* day month year */
    struct str action;  /* deidentify erase keep */
    struct basis basis;
};

/* sharing.csv: receiver,way,fields,purpose,... To whom personal data may be
 * given; see rulebook/keep/keep.h. Without the file to nobody. */
struct sharing {
    struct str receiver, way, purpose;
    const struct str *fields; /* groups of access.csv */
    size_t fields_n;
    struct basis basis;
};

/* forms.csv: matter,field,need,purpose,kind,hans,hant,en,hint_hans,hint_hant,
 * hint_en,choices,most,sensitive,... What the form of a matter asks; see
 * rulebook/forms/forms.h. The file came later: without it nothing more is
 * asked. */
struct form_rule {
    struct str matter;  /* a code, or * */
    struct str field;   /* its name in answers */
    struct str need;    /* required optional never */
    struct str purpose; /* why it is asked: a word of phrases.csv (why.WORD) */
    struct str kind;    /* text number date choice plate uscc identity place */
    struct name name, hint;
    const struct str *choices; /* words of phrases.csv (choice.WORD) */
    size_t choices_n;
    int64_t most; /* characters of a value */
    bool sensitive; /* 个人信息保护法 第二十八条: needs separate consent */
    struct basis basis;
};

/* notice.csv: version,part,hans,hant,en,... What the citizen is told of the
 * handling of his data (个人信息保护法 第十七条), version by version; a version
 * is in effect on the days of its rows. The file came later: without it nobody
 * is told anything, and no consent is taken. */
struct notice_part {
    struct str version;
    struct str part; /* processor purpose method kinds retention rights */
    struct name name;
    struct basis basis;
};

/* wordlists.csv: list,purpose_hans,purpose_hant,purpose_en,data_hans,data_hant,
 * data_en,period,owner,tested_hans,tested_hant,tested_en,... What the registry
 * says of a word list, a file of this folder. The file came later: without it
 * the registry lists none. */
struct wordlist {
    struct str list; /* its file: "words.csv" */
    struct name purpose, data, tested;
    struct str period, owner;
    struct basis basis;
};

/* The bytes of the file of a word list. */
struct wordlist_file {
    struct str sha256; /* 64 hex digits; empty: there is no such file */
    size_t rows;       /* lines behind the first */
};

/* feelings.csv: word,kind,of,weight,note,... Words of strong emotion and risk;
 * see rulebook/feeling/feeling.h. The file came later: without it nothing is
 * found. */
struct feeling_row {
    struct str word;
    struct str kind;      /* emotion life collective vulnerable media, or deny
                             degree except */
    const struct str *of; /* of the last three: the kinds they bear on; none:
                             all */
    size_t of_n;
    int64_t weight; /* points; of deny the characters it reaches over; of degree
                       percent */
    struct str note;
    struct basis basis;
};

/* reply.csv: word,kind,instead,... What a reply should have and what is not
 * plain in it; see rulebook/reply/reply.h. The file came later: without it
 * nothing is advised. */
struct reply_row {
    struct str word;
    struct str kind;    /* basis result contact time jargon */
    struct str instead; /* of jargon: plainer words */
    struct basis basis;
};

/* phrases.csv: key,hans,hant,en  (no basis: words, not rules) */
struct phrase {
    struct str key;
    struct name name;
};

/* letters/NAME.md: the text of a letter, with {{field}} places. */
struct letter {
    struct str name, text;
};

struct rulebook {
    const struct setting *settings;
    size_t settings_n;
    const struct place *places;
    size_t places_n;
    const struct unit *units;
    size_t units_n;
    const struct matter *matters;
    size_t matters_n;
    const struct word *words;
    size_t words_n;
    const struct matcher *matcher;   /* finds words; value = index in words */
    const struct matcher *gazetteer; /* finds names and aliases of places;
                                        value = index in places */
    const struct level_rule *levels;
    size_t levels_n;
    const struct dispatch *dispatch;
    size_t dispatch_n;
    const struct deadline *deadlines;
    size_t deadlines_n;
    const struct escalation *escalations;
    size_t escalations_n;
    const struct exit_rule *exits;
    size_t exits_n;
    const struct reason_rule *reasons;
    size_t reasons_n;
    const struct right *rights;
    size_t rights_n;
    const struct access_rule *access;
    size_t access_n;
    const struct retention *retention;
    size_t retention_n;
    const struct sharing *sharing;
    size_t sharing_n;
    const struct form_rule *forms;
    size_t forms_n;
    const struct notice_part *notices;
    size_t notices_n;
    const struct wordlist *wordlists;
    size_t wordlists_n;
    const struct wordlist_file *wordlist_files; /* one each; set by whoever read
                                                   the files, else NULL */
    const struct feeling_row *feelings;
    size_t feelings_n;
    const struct feeling_finder *finder; /* of feelings; NULL without them */
    const struct reply_row *replies;
    size_t replies_n;
    const struct reply_reader *reply_reader; /* of replies; NULL without them */
    const struct phrase *phrases;
    size_t phrases_n;
    const struct letter *letters;
    size_t letters_n;
    struct calendar calendar; /* calendar.csv: date,kind,name,source */
    struct str hash;          /* 64 hex digits; set by whoever read the files */
};

/* The rules that hold on a day. Passed by value. */
struct rules {
    const struct rulebook *book;
    int32_t day;
};

/* One file of a rulebook folder, as read. */
struct rulebook_file {
    struct str path; /* inside the folder: "units.csv", "letters/reply.md" */
    struct str bytes;
};

/* One fault: where, what, what to do. */
struct fault {
    struct str file;
    size_t line, column; /* from 1; column counts characters; 0: whole file */
    struct str text;
};

struct fault_list {
    struct arena *a;
    struct fault *at;
    size_t n, room;
};

/*
 * Read all files into tables. Unknown files are ignored (README.md, import/).
 *
 * Owns:  everything lives in a; bytes are copied.
 * Fails: false when any fault of form was found (missing file or column,
 *        quoting, unknown word, bad number or day); all of them are in faults.
 */
bool rulebook_read(struct arena *a, const struct rulebook_file *files,
                   size_t files_n, struct rulebook *ret_book,
                   struct fault_list *faults);

/*
 * Report every fault of meaning: unknown unit, place, matter, reason kind or
 * role; overlap and gap of the decision table and of the validity of rows;
 * a row that can never be used; a cycle of parents; a missing basis; a step
 * without deadline; a year without calendar between the first and last one.
 * Faults point at the row's line and column. files must be the ones it was
 * read from.
 */
void rulebook_check(const struct rulebook *book,
                    const struct rulebook_file *files, size_t files_n,
                    struct fault_list *faults);

/* Lookups. Each returns NULL when no row holds on that day. */
const struct place *rules_place(struct rules r, struct str code);
const struct place *rules_place_named(struct rules r, struct str name);
const struct unit *rules_unit(struct rules r, struct str code);
const struct unit *rules_unit_named(struct rules r, struct str name);
const struct matter *rules_matter(struct rules r, struct str code);
bool rules_matter_is_leaf(struct rules r, struct str code);
const struct exit_rule *rules_exit(struct rules r, struct str code);
const struct reason_rule *rules_reason(struct rules r, struct str kind,
                                       struct str code);
const struct deadline *rules_deadline(struct rules r, struct str regime,
                                      struct str level, struct str step);
const struct escalation *rules_escalation(struct rules r, struct str level,
                                          int64_t step);
const struct dispatch *rules_dispatch(struct rules r, struct str matter,
                                      struct str place);
struct str rules_level(struct rules r, int urgency, int risk, int clarity,
                       int difficulty); /* "" when the table has a gap */

/* Words by key: prefix and key are one after another ("stage.", "closed").
 * NULL when there are none. */
const struct name *rules_phrase(struct rules r, struct str prefix,
                                struct str key);

/* The office in charge of a place or of the nearest place above it, or "". */
struct str rules_street_unit(struct rules r, struct str place);

/* The platform of the district that a place lies in or is, or "". */
struct str rules_district_unit(struct rules r, struct str place);

/* A unit of a catalogue row for a place: @street is the office in charge of it,
 * @district the platform of its district; "" when it has none. */
struct str rules_unit_at(struct rules r, struct str unit, struct str place);

/* Who leads by a row of the catalogue, or its fallback; "" when nobody. */
struct str rules_lead(struct rules r, const struct dispatch *d,
                      struct str place);

/* The zh-Hans names from the city down to the place, joined by "/": city,
 * district, street, community, grid. "" when the rulebook has no such place.
 * Owns: in a. */
struct str rules_place_path(struct arena *a, struct rules r, struct str place);

/* A setting as text or number; fallback when there is none. */
struct str rules_setting(struct rules r, struct str key, struct str fallback);
int64_t rules_number(struct rules r, struct str key, int64_t fallback);

/* Does a setting that lists words, parted by ;, have this one? One that is not
 * there lists none. */
bool rules_lists(struct rules r, struct str key, struct str word);

#endif
