/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-flush-log-private.h"

/* A ring: the flush of a number is at that number modulo the length. */
struct _StrataFlushLog
{
  guint64 end; /* the number of the next one */
  StrataFlush flushes[STRATA_FLUSH_LOG_LENGTH]; /* the names are their own */
};

static void
clear_flush (gpointer data)
{
  StrataFlush *flush = data;

  g_free ((char *) flush->who);
  g_free ((char *) flush->region);
}

StrataFlushLog *
strata_flush_log_new (void)
{
  return g_new0 (StrataFlushLog, 1);
}

void
strata_flush_log_free (StrataFlushLog *self)
{
  for (guint i = 0; i < STRATA_FLUSH_LOG_LENGTH; i++)
    clear_flush (&self->flushes[i]);
  g_free (self);
}

void
strata_flush_log_add (StrataFlushLog *self, const StrataFlushCause *cause, guint64 first_write,
                      guint n_writes)
{
  StrataFlush *flush = &self->flushes[self->end % STRATA_FLUSH_LOG_LENGTH];

  clear_flush (flush);
  *flush = (StrataFlush){
    .number = self->end++,
    .time = g_get_real_time (),
    .reason = cause->reason,
    .who = g_strdup (cause->who),
    .region = g_strdup (cause->region),
    .first_write = first_write,
    .n_writes = n_writes,
  };
}

GArray *
strata_flush_log_list_none (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (StrataFlush));

  g_array_set_clear_func (list, clear_flush);
  return list;
}

GArray *
strata_flush_log_list (const StrataFlushLog *self, guint64 first)
{
  GArray *list = strata_flush_log_list_none ();

  if (self->end > STRATA_FLUSH_LOG_LENGTH)
    first = MAX (first, self->end - STRATA_FLUSH_LOG_LENGTH);
  for (; first < self->end; first++)
    {
      StrataFlush flush = self->flushes[first % STRATA_FLUSH_LOG_LENGTH];

      flush.who = g_strdup (flush.who);
      flush.region = g_strdup (flush.region);
      g_array_append_val (list, flush);
    }
  return list;
}
