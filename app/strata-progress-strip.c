/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-progress-strip.h"

/* What is faster than this needs no progress, in milliseconds. */
#define DELAY 300

/* How often the bar of what has no known end moves, in milliseconds */
#define PULSE_INTERVAL 100

/**
 * StrataProgressStrip:
 *
 * Says across the window that something takes its time, and lets go of it: the property
 * `action-name` is the action that does so. What is done soon is not mentioned.
 */
struct _StrataProgressStrip
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *title;
  GtkProgressBar *bar;
  GtkActionable *button;

  guint delay;
  guint pulse;
};

enum
{
  PROP_0,
  PROP_ACTION_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataProgressStrip, strata_progress_strip, GTK_TYPE_WIDGET)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (STRATA_PROGRESS_STRIP (user_data)->bar);

  return G_SOURCE_CONTINUE;
}

static gboolean
delay_cb (gpointer user_data)
{
  StrataProgressStrip *self = user_data;

  self->delay = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);

  return G_SOURCE_REMOVE;
}

static void
strata_progress_strip_dispose (GObject *object)
{
  StrataProgressStrip *self = STRATA_PROGRESS_STRIP (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (strata_progress_strip_parent_class)->dispose (object);
}

static void
strata_progress_strip_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  StrataProgressStrip *self = STRATA_PROGRESS_STRIP (object);

  switch (prop_id)
    {
    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (self->button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_progress_strip_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  StrataProgressStrip *self = STRATA_PROGRESS_STRIP (object);

  switch (prop_id)
    {
    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (self->button, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_progress_strip_class_init (StrataProgressStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_progress_strip_dispose;
  object_class->get_property = strata_progress_strip_get_property;
  object_class->set_property = strata_progress_strip_set_property;

  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-progress-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataProgressStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, StrataProgressStrip, title);
  gtk_widget_class_bind_template_child (widget_class, StrataProgressStrip, bar);
  gtk_widget_class_bind_template_child (widget_class, StrataProgressStrip, button);
}

static void
strata_progress_strip_init (StrataProgressStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_progress_strip_begin:
 * @self: a strip
 * @title: what is done
 *
 * Something begins. Until a fraction is known the bar only moves.
 */
void
strata_progress_strip_begin (StrataProgressStrip *self,
                             const char          *title)
{
  g_return_if_fail (STRATA_IS_PROGRESS_STRIP (self));
  g_return_if_fail (title != NULL);

  gtk_label_set_label (self->title, title);
  gtk_progress_bar_set_fraction (self->bar, 0);
  if (self->delay == 0 && !gtk_revealer_get_reveal_child (self->revealer))
    self->delay = g_timeout_add (DELAY, delay_cb, self);
  if (self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_INTERVAL, pulse_cb, self);
}

/**
 * strata_progress_strip_set_fraction:
 * @self: a strip
 * @fraction: how much is done, from 0 to 1
 *
 * Shows how far it is.
 */
void
strata_progress_strip_set_fraction (StrataProgressStrip *self,
                                    double               fraction)
{
  g_return_if_fail (STRATA_IS_PROGRESS_STRIP (self));

  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
}

/**
 * strata_progress_strip_end:
 * @self: a strip
 *
 * It is done, or cancelled.
 */
void
strata_progress_strip_end (StrataProgressStrip *self)
{
  g_return_if_fail (STRATA_IS_PROGRESS_STRIP (self));

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
