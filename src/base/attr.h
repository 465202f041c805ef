/*
 * attr: the three compiler attributes the program uses, and nothing else.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define MUST_USE                __attribute__((warn_unused_result))
#define NO_RETURN               _Noreturn

/* Memory at p will be read soon: a hint that changes no result. */
#define PREFETCH(p) __builtin_prefetch(p)

#endif
