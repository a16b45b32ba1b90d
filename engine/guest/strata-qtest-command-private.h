/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most bytes that one command reads or writes; `memset`, which carries none, may fill more. */
#define STRATA_QTEST_DATA_MAX (64 * 1024 * 1024)
#define STRATA_QTEST_MEMSET_MAX (1024 * 1024 * 1024)

typedef enum
{
  STRATA_QTEST_NOTHING, /* an empty line, or only a comment */
  STRATA_QTEST_BAD,     /* see the reason */
  STRATA_QTEST_READ_VALUE,
  STRATA_QTEST_WRITE_VALUE,
  STRATA_QTEST_READ_PORT,
  STRATA_QTEST_WRITE_PORT,
  STRATA_QTEST_READ,
  STRATA_QTEST_WRITE,
  STRATA_QTEST_READ_BASE64,
  STRATA_QTEST_WRITE_BASE64,
  STRATA_QTEST_MEMSET,
  STRATA_QTEST_ENDIANNESS,
  STRATA_QTEST_CLOCK_STEP,
  STRATA_QTEST_CLOCK_SET,
  STRATA_QTEST_SET_INPUT,
  STRATA_QTEST_WATCH_INPUTS,
  STRATA_QTEST_WATCH_OUTPUTS,
} StrataQtestVerb;

/* A stretch of a line; not terminated. */
typedef struct
{
  const char *text;
  gsize length;
} StrataQtestWord;

/* A line of the protocol, understood. The words point into the line. */
typedef struct
{
  StrataQtestVerb verb;
  guint size;              /* of a value, in bytes: 1, 2, 4 or 8 */
  guint64 address;         /* or port */
  guint64 length;          /* of what is read or written, in bytes */
  guint64 value;           /* to write or fill with */
  gint64 time;             /* in nanoseconds */
  gboolean has_time;
  gint number;             /* of a line */
  gint level;
  StrataQtestWord data;    /* hexadecimal digits, without the prefix, or base64 */
  StrataQtestWord device;
  StrataQtestWord name;    /* of the inputs */
  gsize text_length;       /* of the line without its comment, and without spaces before that */
  StrataQtestWord comment; /* without the # and spaces after it; of length 0 if there is none */
  char *reason;            /* what is wrong with it */
} StrataQtestCommand;

void strata_qtest_command_parse (StrataQtestCommand *self, const char *line, gsize length);
void strata_qtest_command_clear (StrataQtestCommand *self);

/* Whether it gives bytes or a value that a comment can foretell. */
gboolean strata_qtest_command_is_read (const StrataQtestCommand *self);

/* A number as C writes it: decimal, octal or hexadecimal, modulo 2^64 if it is negative. */
gboolean strata_qtest_parse_number (StrataQtestWord word, guint64 *value);
/* The first word of a text; of length 0 if there is none. */
StrataQtestWord strata_qtest_first_word (StrataQtestWord text);
/* For a message: what can be printed of a word, and not too much of it. */
char *strata_qtest_quote (StrataQtestWord word);

G_END_DECLS
