/* The columns of what a city has: places, units, matters, the words for them,
 * phrases and the calendar. See rulebook_sheet.h. */
#include "rulebook/sheet/columns.h"
#include "text/point.h"

static const struct column places[] = {
    NEED(place, code),
    TEXT(place, parent),
    WORD(place, kind, " city district street town community grid "),
    NAMES(place),
    LIST(place, aliases),
    TEXT(place, unit),
    DEGREE(place, lon, LON_MAX),
    DEGREE(place, lat, LAT_MAX),
};
const struct columns place_columns = COLUMNS(places);

static const struct column units[] = {
    NEED(unit, code),
    WORD(unit, kind,
         " hotline bureau street community enterprise platform supervision "
         "discipline personnel review "),
    TEXT(unit, parent),
    NAMES(unit),
    TEXT(unit, leader),
    LATER(unit, email),
    LATER(unit, phone),
};
const struct columns unit_columns = COLUMNS(units);

static const struct column matters[] = {
    NEED(matter, code),        TEXT(matter, parent),    NAMES(matter),
    GRADE(matter, urgency),    GRADE(matter, risk),     GRADE(matter, clarity),
    GRADE(matter, difficulty), LIST(matter, questions),
};
const struct columns matter_columns = COLUMNS(matters);

static const struct column words[] = {
    NEED(word, word),
    NAMED(word, "kind", kind, CELL_WORD_KIND),
    NEED(word, target),
    { .name = "weight",
      .kind = CELL_NUMBER,
      .at = offsetof(struct word, weight),
      .min = -100,
      .max = 100,
      .optional = true },
};
const struct columns word_columns = COLUMNS(words);

static const struct column phrases[] = { NEED(phrase, key), NAMES(phrase) };
const struct columns phrase_columns = COLUMNS(phrases);

static const struct column calendar[] = {
    NAMED(calendar_row, "date", day, CELL_DAY),
    WORD(calendar_row, kind, " off work year provisional "),
    TEXT(calendar_row, name),
    NEED(calendar_row, source),
};
const struct columns calendar_columns = COLUMNS(calendar);
