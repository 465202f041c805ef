/* See upload.h. */
#include "api/rulebook/upload.h"

#include "sys/clock.h"

static struct verdict
check_names(const struct upload *u, const struct form *f)
{
    static const char *const fields[] = { "from", "dry_run" };
    static const char *const files[] = { "tables", "letters" };

    for (size_t i = 0; i < f->fields.n; i++) {
        struct str name = f->fields.at[i].name;

        if (!str_eq(name, str_of(fields[0])) &&
            !str_eq(name, str_of(fields[1])))
            return refuse(REFUSED_VALUE, "unknown_field",
                          arena_cstr(u->a, name));
    }
    for (size_t i = 0; i < f->files.n; i++) {
        struct str name = f->files.at[i].name;

        if (!str_eq(name, str_of(files[0])) && !str_eq(name, str_of(files[1])))
            return refuse(REFUSED_VALUE, "unknown_field",
                          arena_cstr(u->a, name));
    }
    return f->files.n > 0 ? accept()
                          : refuse(REFUSED_VALUE, "required", files[0]);
}

static struct verdict
read_fields(struct upload *u, const struct form *f)
{
    struct str from = str_trim(form_value(f, "from"));
    struct str dry_run = form_value(f, "dry_run");

    if (from.n == 0)
        return refuse(REFUSED_VALUE, "required", "from");
    if (!day_parse(from, &u->from))
        return refuse(REFUSED_VALUE, "not_a_time", "from");
    if (dry_run.n > 0 && !str_eq(dry_run, STR("0")) &&
        !str_eq(dry_run, STR("1")))
        return refuse(REFUSED_VALUE, "out_of_range", "dry_run");
    u->dry_run = str_eq(dry_run, STR("1"));
    return accept();
}

static void
add_fault(struct upload *u, struct str file, struct str text)
{
    struct fault_list *l = &u->faults;

    l->at = arena_grow(u->a, l->at, l->n, &l->room, sizeof(*l->at));
    l->at[l->n++] = (struct fault){ .file = file, .text = text };
}

static bool
is_there(const struct rulebook_files *files, struct str path)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_eq(files->at[i].path, path))
            return true;
    return false;
}

/* The files under the names they have in a folder. */
static void
read_files(struct upload *u, const struct form *f)
{
    struct rulebook_files *files = &u->files;

    for (size_t i = 0; i < f->files.n; i++) {
        const struct form_file *file = &f->files.at[i];
        struct buf path = { .a = u->a };

        if (str_eq(file->name, STR("letters")))
            buf_add(&path, STR("letters/"));
        buf_add(&path, file->label);
        if (!rulebook_wants(file->label))
            add_fault(u, buf_str(&path),
                      STR("规则库里没有这种文件：只收 .csv 和 .md not a file "
                          "of a rulebook"));
        else if (is_there(files, buf_str(&path)))
            add_fault(u, buf_str(&path),
                      STR("这个文件来了两次 this file is there twice"));
        files->at = arena_grow(u->a, files->at, files->n, &files->room,
                               sizeof(*files->at));
        files->at[files->n++] =
            (struct rulebook_file){ buf_str(&path), file->bytes };
    }
}

enum upload_end
upload_enact(struct engine *e, const struct form *form, struct upload *u)
{
    struct enactment n = { .files = &u->files,
                           .by = u->by,
                           .now = clock_now() };

    u->faults.a = u->a;
    u->verdict = check_names(u, form);
    if (u->verdict.reason == ACCEPTED)
        u->verdict = read_fields(u, form);
    if (u->verdict.reason != ACCEPTED)
        return UPLOAD_REFUSED;
    read_files(u, form);
    if (u->faults.n > 0)
        return UPLOAD_FAULTY;
    n.from_day = u->from;
    n.dry_run = u->dry_run;
    if (engine_enact(e, &n, &u->faults, &u->hash, &u->err))
        return UPLOAD_DONE;
    if (u->faults.n > 0)
        return UPLOAD_FAULTY;
    return u->err.kind == ERR_TAKEN ? UPLOAD_TAKEN : UPLOAD_FAILED;
}

struct str
upload_standing(struct rulebooks *rb, size_t nth, int32_t today)
{
    const struct rulebook_enacted it = rulebooks_at(rb, nth);

    if (rulebooks_on(rb, today).book == it.book)
        return STR("in_force");
    return it.from > today && rulebooks_on(rb, it.from).book == it.book
               ? STR("coming")
               : STR("replaced");
}
