/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Understanding a line of the qtest protocol; nothing is done here. */

#include "strata-qtest-command-private.h"

#include <string.h>

#define LAST_PORT 0xffff
#define QUOTED_MAX 40

/* What follows the name of a command. */
typedef enum
{
  NO_ARGUMENT,
  ADDRESS,
  PORT,
  LENGTH,          /* of what is read: at least 1 */
  LENGTH_OR_NONE,  /* of what is written */
  LENGTH_TO_FILL,
  VALUE,
  HEX,
  BASE64,
  TIME,
  OPTIONAL_TIME,
  DEVICE,
  NAME,
  NUMBER,
  LEVEL,
} Argument;

typedef struct
{
  const char *name;
  StrataQtestVerb verb;
  guint size;
  Argument arguments[4];
} Syntax;

/* Those that scripts are full of come first. */
static const Syntax syntaxes[] = {
  { "writeb", STRATA_QTEST_WRITE_VALUE, 1, { ADDRESS, VALUE } },
  { "outb", STRATA_QTEST_WRITE_PORT, 1, { PORT, VALUE } },
  { "readb", STRATA_QTEST_READ_VALUE, 1, { ADDRESS } },
  { "inb", STRATA_QTEST_READ_PORT, 1, { PORT } },
  { "outw", STRATA_QTEST_WRITE_PORT, 2, { PORT, VALUE } },
  { "inw", STRATA_QTEST_READ_PORT, 2, { PORT } },
  { "outl", STRATA_QTEST_WRITE_PORT, 4, { PORT, VALUE } },
  { "inl", STRATA_QTEST_READ_PORT, 4, { PORT } },
  { "writew", STRATA_QTEST_WRITE_VALUE, 2, { ADDRESS, VALUE } },
  { "writel", STRATA_QTEST_WRITE_VALUE, 4, { ADDRESS, VALUE } },
  { "writeq", STRATA_QTEST_WRITE_VALUE, 8, { ADDRESS, VALUE } },
  { "readw", STRATA_QTEST_READ_VALUE, 2, { ADDRESS } },
  { "readl", STRATA_QTEST_READ_VALUE, 4, { ADDRESS } },
  { "readq", STRATA_QTEST_READ_VALUE, 8, { ADDRESS } },
  { "write", STRATA_QTEST_WRITE, 0, { ADDRESS, LENGTH_OR_NONE, HEX } },
  { "read", STRATA_QTEST_READ, 0, { ADDRESS, LENGTH } },
  { "b64write", STRATA_QTEST_WRITE_BASE64, 0, { ADDRESS, LENGTH_OR_NONE, BASE64 } },
  { "b64read", STRATA_QTEST_READ_BASE64, 0, { ADDRESS, LENGTH } },
  { "memset", STRATA_QTEST_MEMSET, 0, { ADDRESS, LENGTH_TO_FILL, VALUE } },
  { "clock_step", STRATA_QTEST_CLOCK_STEP, 0, { OPTIONAL_TIME } },
  { "clock_set", STRATA_QTEST_CLOCK_SET, 0, { TIME } },
  { "set_irq_in", STRATA_QTEST_SET_INPUT, 0, { DEVICE, NAME, NUMBER, LEVEL } },
  { "irq_intercept_in", STRATA_QTEST_WATCH_INPUTS, 0, { DEVICE } },
  { "irq_intercept_out", STRATA_QTEST_WATCH_OUTPUTS, 0, { DEVICE } },
  { "endianness", STRATA_QTEST_ENDIANNESS, 0, { NO_ARGUMENT } },
};

static const char *const argument_names[] = {
  [ADDRESS] = "ADDR",     [PORT] = "PORT",
  [LENGTH] = "SIZE",      [LENGTH_OR_NONE] = "SIZE",
  [LENGTH_TO_FILL] = "SIZE", [VALUE] = "VALUE",
  [HEX] = "DATA",         [BASE64] = "DATA",
  [TIME] = "NS",          [OPTIONAL_TIME] = "NS",
  [DEVICE] = "DEVICE",    [NAME] = "NAME",
  [NUMBER] = "N",         [LEVEL] = "LEVEL",
};

/* What is still to be read of a line. */
typedef struct
{
  const char *line;
  const char *next;
  const char *end;
} Rest;

/* {{{ Words and numbers */

/* A carriage return is one so that lines may end in the manner of DOS. */
static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next word; FALSE if there is none before the comment or the end. */
static inline gboolean
take_word (Rest *rest, StrataQtestWord *word)
{
  const char *start = rest->next;
  const char *end;

  while (start < rest->end && is_space (*start))
    start++;
  rest->next = start;
  if (start == rest->end || *start == '#')
    return FALSE;
  for (end = start; end < rest->end && !is_space (*end);)
    end++;
  *word = (StrataQtestWord) { start, (gsize) (end - start) };
  rest->next = end;
  return TRUE;
}

StrataQtestWord
strata_qtest_first_word (StrataQtestWord text)
{
  Rest rest = { text.text, text.text, text.text + text.length };
  StrataQtestWord word = { NULL, 0 };

  take_word (&rest, &word);
  return word;
}

char *
strata_qtest_quote (StrataQtestWord word)
{
  GString *text = g_string_new ("'");

  for (gsize i = 0; i < MIN (word.length, QUOTED_MAX); i++)
    g_string_append_c (text, g_ascii_isprint (word.text[i]) ? word.text[i] : '?');
  g_string_append (text, word.length > QUOTED_MAX ? "...'" : "'");
  return g_string_free (text, FALSE);
}

static inline guint
get_digit (char c)
{
  if (c >= '0' && c <= '9')
    return (guint) (c - '0');
  if (c >= 'a' && c <= 'f')
    return (guint) (c - 'a') + 10;
  if (c >= 'A' && c <= 'F')
    return (guint) (c - 'A') + 10;
  return G_MAXUINT;
}

/* The sign and the absolute value of a number. */
static inline gboolean
parse_parts (StrataQtestWord word, gboolean *is_negative, guint64 *value)
{
  const char *c = word.text;
  const char *end = c + word.length;
  guint64 base = 10;

  *is_negative = FALSE;
  *value = 0;
  if (c < end && (*c == '-' || *c == '+'))
    *is_negative = *c++ == '-';
  if (c == end)
    return FALSE;
  if (*c == '0')
    {
      base = 8;
      if (end - c > 2 && (c[1] == 'x' || c[1] == 'X'))
        {
          base = 16;
          c += 2;
        }
    }
  for (; c < end; c++)
    {
      guint digit = get_digit (*c);

      if (digit >= base || __builtin_mul_overflow (*value, base, value)
          || __builtin_add_overflow (*value, (guint64) digit, value))
        return FALSE;
    }
  return TRUE;
}

gboolean
strata_qtest_parse_number (StrataQtestWord word, guint64 *value)
{
  gboolean is_negative;

  if (!parse_parts (word, &is_negative, value))
    return FALSE;
  if (is_negative)
    *value = -*value;
  return TRUE;
}

static gboolean
parse_signed (StrataQtestWord word, gint64 min, gint64 max, gint64 *value)
{
  gboolean is_negative;
  guint64 absolute;

  if (!parse_parts (word, &is_negative, &absolute)
      || absolute > (is_negative ? (guint64) 1 << 63 : (guint64) G_MAXINT64))
    return FALSE;
  *value = (gint64) (is_negative ? -absolute : absolute);
  return *value >= min && *value <= max;
}

/* }}} */
/* {{{ Arguments */

static void G_GNUC_PRINTF (2, 3)
refuse (StrataQtestCommand *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  self->verb = STRATA_QTEST_BAD;
  self->reason = g_strdup_vprintf (format, args);
  va_end (args);
}

static void
refuse_word (StrataQtestCommand *self, const Syntax *syntax, Argument argument,
             StrataQtestWord word, const char *reason)
{
  g_autofree char *quoted = strata_qtest_quote (word);

  refuse (self, "%s: %s %s: %s", syntax->name, argument_names[argument], quoted, reason);
}

static const char *
parse_length (StrataQtestCommand *self, StrataQtestWord word, gboolean may_be_none, guint64 max)
{
  if (!strata_qtest_parse_number (word, &self->length))
    return "not a number";
  if (self->length == 0 && !may_be_none)
    return "there is nothing to read";
  if (self->length > max)
    return max == STRATA_QTEST_DATA_MAX ? "more than 64 MiB at once" : "more than 1 GiB at once";
  return NULL;
}

static const char *
parse_hex (StrataQtestCommand *self, StrataQtestWord word)
{
  if (word.length < 3 || word.text[0] != '0' || (word.text[1] != 'x' && word.text[1] != 'X'))
    return "not digits after 0x";
  self->data = (StrataQtestWord) { word.text + 2, word.length - 2 };
  for (gsize i = 0; i < self->data.length; i++)
    if (get_digit (self->data.text[i]) == G_MAXUINT)
      return "not digits after 0x";
  return NULL;
}

static const char *
parse_int (StrataQtestWord word, gint *value)
{
  gint64 number;

  if (!parse_signed (word, G_MININT, G_MAXINT, &number))
    return "not a number";
  *value = (gint) number;
  return NULL;
}

/* What is wrong with a word; NULL for nothing. */
static inline const char *
parse_argument (StrataQtestCommand *self, Argument argument, StrataQtestWord word)
{
  switch (argument)
    {
    case ADDRESS:
      return strata_qtest_parse_number (word, &self->address) ? NULL : "not a number";

    case PORT:
      if (!strata_qtest_parse_number (word, &self->address))
        return "not a number";
      return self->address <= LAST_PORT ? NULL : "past the last port, 0xffff";

    case LENGTH:
      return parse_length (self, word, FALSE, STRATA_QTEST_DATA_MAX);

    case LENGTH_OR_NONE:
      return parse_length (self, word, TRUE, STRATA_QTEST_DATA_MAX);

    case LENGTH_TO_FILL:
      return parse_length (self, word, TRUE, STRATA_QTEST_MEMSET_MAX);

    case VALUE:
      return strata_qtest_parse_number (word, &self->value) ? NULL : "not a number";

    case HEX:
      return parse_hex (self, word);

    case BASE64:
      self->data = word;
      return NULL;

    case TIME:
    case OPTIONAL_TIME:
      self->has_time = TRUE;
      return parse_signed (word, G_MININT64, G_MAXINT64, &self->time) ? NULL : "not a number";

    case DEVICE:
      self->device = word;
      return NULL;

    case NAME:
      self->name = word;
      return NULL;

    case NUMBER:
      return parse_int (word, &self->number);

    case LEVEL:
      return parse_int (word, &self->level);

    case NO_ARGUMENT:
    default:
      g_assert_not_reached ();
    }
}

/* Words behind the last argument mean nothing, as in QEMU. */
static inline void
parse_arguments (StrataQtestCommand *self, const Syntax *syntax, Rest *rest)
{
  for (guint i = 0; i < G_N_ELEMENTS (syntax->arguments); i++)
    {
      Argument argument = syntax->arguments[i];
      StrataQtestWord word;
      const char *wrong;

      if (argument == NO_ARGUMENT)
        return;
      if (!take_word (rest, &word))
        {
          if (argument != OPTIONAL_TIME)
            refuse (self, "%s: %s is missing", syntax->name, argument_names[argument]);
          return;
        }
      wrong = parse_argument (self, argument, word);
      if (G_UNLIKELY (wrong != NULL))
        {
          refuse_word (self, syntax, argument, word, wrong);
          return;
        }
    }
}

/* }}} */
/* {{{ Lines */

static inline const Syntax *
find_syntax (StrataQtestWord word)
{
  for (guint i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    if (strlen (syntaxes[i].name) == word.length
        && memcmp (syntaxes[i].name, word.text, word.length) == 0)
      return &syntaxes[i];
  return NULL;
}

/* Goes past what is left up to the comment, and takes that. */
static void
take_comment (StrataQtestCommand *self, Rest *rest)
{
  StrataQtestWord word;
  const char *start;
  const char *end = rest->end;

  while (take_word (rest, &word))
    ;
  for (start = rest->next; start > rest->line && is_space (start[-1]);)
    start--;
  self->text_length = (gsize) (start - rest->line);
  for (start = rest->next; start < end && (*start == '#' || is_space (*start));)
    start++;
  while (end > start && is_space (end[-1]))
    end--;
  self->comment = (StrataQtestWord) { start, (gsize) (end - start) };
}

/* Understands a line, without its end. Clear it, also if it is bad. */
void
strata_qtest_command_parse (StrataQtestCommand *self, const char *line, gsize length)
{
  Rest rest = { line, line, line + length };
  StrataQtestWord word;
  const Syntax *syntax;

  memset (self, 0, sizeof *self);
  if (take_word (&rest, &word))
    {
      syntax = find_syntax (word);
      if (syntax != NULL)
        {
          self->verb = syntax->verb;
          self->size = syntax->size;
          parse_arguments (self, syntax, &rest);
        }
      else
        {
          g_autofree char *quoted = strata_qtest_quote (word);

          refuse (self, "Unknown command %s", quoted);
        }
    }
  take_comment (self, &rest);
}

void
strata_qtest_command_clear (StrataQtestCommand *self)
{
  g_clear_pointer (&self->reason, g_free);
}

gboolean
strata_qtest_command_is_read (const StrataQtestCommand *self)
{
  return self->verb == STRATA_QTEST_READ_VALUE || self->verb == STRATA_QTEST_READ_PORT
         || self->verb == STRATA_QTEST_READ;
}

/* }}} */
