/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers on their way to a stream. */
typedef struct
{
  GOutputStream *stream;
  GPollableOutputStream *pollable; /* NULL if the stream cannot be waited for */
  GString *pending;
  gsize done;          /* how much of @pending is written */
  gboolean is_broken;  /* nobody reads any more: what comes is thrown away */
} StrataQtestOutput;

void strata_qtest_output_init (StrataQtestOutput *self, GOutputStream *stream);
void strata_qtest_output_clear (StrataQtestOutput *self);

static inline gsize
strata_qtest_output_get_left (const StrataQtestOutput *self)
{
  return self->pending->len - self->done;
}

/* Writes what there is: all, or as much as goes without waiting. */
gboolean strata_qtest_output_flush (StrataQtestOutput *self, gboolean wait,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
