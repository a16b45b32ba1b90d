/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-preferences.h"

/* What the user may choose: each row is one key of the settings. */
struct _StrataPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *color_scheme;
  AdwComboRow *display_scaling;
  AdwComboRow *write_lock;
  GtkSwitch *true_scale;
  GtkAdjustment *log_lines;
  GtkAdjustment *access_log_length;
  GtkAdjustment *timeline_length;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (StrataPreferences, strata_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The choices of a row stand in the order of the values of its key. */
static const char *
get_key (StrataPreferences *self,
         AdwComboRow       *row)
{
  if (row == self->color_scheme)
    return "color-scheme";
  if (row == self->display_scaling)
    return "display-scaling";

  return "write-lock";
}

static void
chosen_cb (StrataPreferences *self,
           GParamSpec        *pspec,
           AdwComboRow       *row)
{
  const char *key = get_key (self, row);
  int value = (int) adw_combo_row_get_selected (row);

  if (self->settings != NULL && g_settings_get_enum (self->settings, key) != value)
    g_settings_set_enum (self->settings, key, value);
}

static void
show_choices (StrataPreferences *self)
{
  AdwComboRow *const rows[] = { self->color_scheme, self->display_scaling, self->write_lock };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_combo_row_set_selected (rows[i],
                                g_settings_get_enum (self->settings, get_key (self, rows[i])));
}

static void
strata_preferences_dispose (GObject *object)
{
  StrataPreferences *self = STRATA_PREFERENCES (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (strata_preferences_parent_class)->dispose (object);
}

static void
strata_preferences_class_init (StrataPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, display_scaling);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, write_lock);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, true_scale);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, log_lines);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, access_log_length);
  gtk_widget_class_bind_template_child (widget_class, StrataPreferences, timeline_length);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
strata_preferences_init (StrataPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_preferences_new:
 * @settings: the settings of the app
 *
 * Creates the window of the preferences. A change takes effect at once where it concerns the app,
 * and for boards that are opened from then on where it says how they begin.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_preferences_new (GSettings *settings)
{
  StrataPreferences *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (STRATA_TYPE_PREFERENCES, NULL);
  self->settings = g_object_ref (settings);
  show_choices (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (show_choices), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "true-scale", self->true_scale, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "log-lines", self->log_lines, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "access-log-length", self->access_log_length, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "timeline-length", self->timeline_length, "value",
                   G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
