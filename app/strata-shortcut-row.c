/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-shortcut-row.h"

/* What stands beside each other at most; a narrow window has to leave room for the title */
#define MAX_CAPS 3

/* What some keys do. They are given as GtkShortcutLabel takes them, or are those of an action. */
struct _StrataShortcutRow
{
  AdwActionRow parent_instance;

  GtkWidget *box;
  char *keys;
};

enum
{
  PROP_KEYS = 1,
  PROP_KEYS_OF,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataShortcutRow, strata_shortcut_row, ADW_TYPE_ACTION_ROW)

static guint
count_caps (const char *keys)
{
  guint n_caps = 0;

  for (const char *c = keys; *c != '\0'; c++)
    if (*c == '<' || *c == ' ')
      n_caps++;

  return n_caps + 1;
}

static void
append_label (StrataShortcutRow *self,
              const char        *keys)
{
  gtk_box_append (GTK_BOX (self->box), g_object_new (GTK_TYPE_SHORTCUT_LABEL,
                                                     "accelerator", keys,
                                                     "halign", GTK_ALIGN_END,
                                                     NULL));
}

static void
set_keys (StrataShortcutRow *self,
          const char        *keys)
{
  g_auto (GStrv) each = NULL;

  if (keys == NULL)
    return;

  self->keys = g_strdup (keys);
  if (count_caps (keys) <= MAX_CAPS)
    {
      append_label (self, keys);
      return;
    }
  each = g_strsplit (keys, " ", -1);
  for (guint i = 0; each[i] != NULL; i++)
    append_label (self, each[i]);
}

static void
set_action (StrataShortcutRow *self,
            const char        *action)
{
  GApplication *application = g_application_get_default ();
  g_auto (GStrv) accels = NULL;

  if (action == NULL || !GTK_IS_APPLICATION (application))
    return;

  accels = gtk_application_get_accels_for_action (GTK_APPLICATION (application), action);
  set_keys (self, accels[0]);
}

static void
strata_shortcut_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_string (value, STRATA_SHORTCUT_ROW (object)->keys);
}

static void
strata_shortcut_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  StrataShortcutRow *self = STRATA_SHORTCUT_ROW (object);

  if (prop_id == PROP_KEYS)
    set_keys (self, g_value_get_string (value));
  else
    set_action (self, g_value_get_string (value));
}

static void
strata_shortcut_row_finalize (GObject *object)
{
  g_free (STRATA_SHORTCUT_ROW (object)->keys);

  G_OBJECT_CLASS (strata_shortcut_row_parent_class)->finalize (object);
}

static void
strata_shortcut_row_class_init (StrataShortcutRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = strata_shortcut_row_get_property;
  object_class->set_property = strata_shortcut_row_set_property;
  object_class->finalize = strata_shortcut_row_finalize;

  /* Accelerators with spaces between: any of them, or what they do in that order */
  props[PROP_KEYS] =
    g_param_spec_string ("keys", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /* The name of an action that the app has an accelerator for */
  props[PROP_KEYS_OF] =
    g_param_spec_string ("keys-of", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
strata_shortcut_row_init (StrataShortcutRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->box, 6);
  gtk_widget_set_margin_bottom (self->box, 6);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->box);
}

/**
 * strata_shortcut_row_get_keys:
 * @self: a row
 *
 * Gets the keys that the row shows.
 *
 * Returns: (transfer none) (nullable): accelerators with spaces between; %NULL if there is none
 */
const char *
strata_shortcut_row_get_keys (StrataShortcutRow *self)
{
  g_return_val_if_fail (STRATA_IS_SHORTCUT_ROW (self), NULL);

  return self->keys;
}

/* As a keyboard names them, or as they are put here where that is no accelerator */
static char *
name_keys (const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      GdkModifierType held;
      guint key;

      if (gtk_accelerator_parse (each[i], &key, &held))
        name = gtk_accelerator_get_label (key, held);
      g_string_append_printf (names, "%s ", name != NULL ? name : each[i]);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
has_folded (const char *text,
            const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

/**
 * strata_shortcut_row_matches:
 * @self: a row
 * @text: what is looked for
 *
 * Says whether the title of the row or the name of its keys, such as `Ctrl+F`, has the text in it;
 * whether letters are large does not matter.
 *
 * Returns: whether it is found
 */
gboolean
strata_shortcut_row_matches (StrataShortcutRow *self,
                             const char        *text)
{
  g_autofree char *needle = NULL;
  g_autofree char *keys = NULL;

  g_return_val_if_fail (STRATA_IS_SHORTCUT_ROW (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  needle = g_utf8_casefold (text, -1);
  if (has_folded (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), needle))
    return TRUE;

  keys = name_keys (self->keys != NULL ? self->keys : "");
  return has_folded (keys, needle);
}
