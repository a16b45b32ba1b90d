/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-qtest-intercept-private.h"

/* Lines that change while nobody takes what is written down must not fill the memory. */
#define PENDING_MAX (16 * 1024 * 1024)

typedef struct
{
  StrataQtestIntercept *intercept;
  StrataLine *line;
  guint watch;
  guint number;
  gboolean is_high; /* as it was told: a line counts as low until it is seen to rise */
} Pin;

struct _StrataQtestIntercept
{
  StrataDevice *device;
  Pin *pins;
  guint n_pins;
  GString *pending; /* under the system lock */
  int has_pending;  /* likewise, but it may be looked at without */
};

static void
line_changed_cb (StrataLine *line G_GNUC_UNUSED, gboolean level, gpointer user_data)
{
  Pin *pin = user_data;
  StrataQtestIntercept *self = pin->intercept;

  if (level == pin->is_high)
    return;
  pin->is_high = level;
  if (self->pending->len >= PENDING_MAX)
    return;
  g_string_append_printf (self->pending, "IRQ %s %u\n", level ? "raise" : "lower", pin->number);
  g_atomic_int_set (&self->has_pending, TRUE);
}

/* Lines are numbered as they stand in the device, which is as they are numbered there if all have
 * the same name. */
StrataQtestIntercept *
strata_qtest_intercept_new (StrataDevice *device, gboolean outputs)
{
  StrataQtestIntercept *self = g_new0 (StrataQtestIntercept, 1);
  StrataSystem *system = strata_device_get_system (device);

  self->device = g_object_ref (device);
  self->pending = g_string_new (NULL);
  strata_system_lock (system);
  self->n_pins
    = outputs ? strata_device_get_n_outputs (device) : strata_device_get_n_inputs (device);
  self->pins = g_new0 (Pin, self->n_pins);
  for (guint i = 0; i < self->n_pins; i++)
    {
      Pin *pin = &self->pins[i];
      StrataLine *line
        = outputs ? strata_device_get_output (device, i) : strata_device_get_input (device, i);

      pin->intercept = self;
      pin->line = strata_line_ref (line);
      pin->number = i;
      pin->watch = strata_line_add_watch (line, line_changed_cb, pin, NULL);
    }
  strata_system_unlock (system);
  return self;
}

void
strata_qtest_intercept_free (StrataQtestIntercept *self)
{
  StrataSystem *system = strata_device_get_system (self->device);

  strata_system_lock (system);
  for (guint i = 0; i < self->n_pins; i++)
    {
      strata_line_remove_watch (self->pins[i].line, self->pins[i].watch);
      strata_line_unref (self->pins[i].line);
    }
  strata_system_unlock (system);
  g_string_free (self->pending, TRUE);
  g_free (self->pins);
  g_object_unref (self->device);
  g_free (self);
}

StrataDevice *
strata_qtest_intercept_get_device (StrataQtestIntercept *self)
{
  return self->device;
}

GString *
strata_qtest_intercept_take (StrataQtestIntercept *self)
{
  StrataSystem *system;
  GString *lines;

  if (!g_atomic_int_get (&self->has_pending))
    return NULL;
  system = strata_device_get_system (self->device);
  strata_system_lock (system);
  lines = self->pending;
  self->pending = g_string_new (NULL);
  g_atomic_int_set (&self->has_pending, FALSE);
  strata_system_unlock (system);
  return lines;
}
