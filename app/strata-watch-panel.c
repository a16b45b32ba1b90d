/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-watch-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "board/strata-value.h"
#include "memory/strata-watch.h"

#define INTERVAL 100 /* milliseconds between two looks at what has been hit */

/* A watch and its row. What accesses tell of it stands under the lock. */
typedef struct
{
  gatomicrefcount ref_count;
  GWeakRef runner; /* what it pauses */
  gboolean pauses;

  GMutex mutex;
  guint n_hits;
  char *last; /* the last access that hit it */

  guint id; /* the rest is the main thread's */
  char *text; /* what it waits for */
  guint n_shown;
  AdwActionRow *row;
} Watch;

/**
 * StrataWatchPanel:
 *
 * Watches: which accesses to mark in the log, and which to pause the script at.
 */
struct _StrataWatchPanel
{
  GtkWidget parent_instance;

  GtkEditable *place;
  AdwComboRow *kinds;
  GtkSwitch *pauses;
  AdwActionRow *reason;
  GtkWidget *add_button;
  AdwPreferencesGroup *group;

  StrataBoard *board;
  StrataRunner *runner;
  GPtrArray *watches; /* of Watch */
  guint timeout;
};

enum
{
  HIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataWatchPanel, strata_watch_panel, GTK_TYPE_WIDGET)

/* {{{ Watches */

static void
watch_unref (gpointer data)
{
  Watch *watch = data;

  if (!g_atomic_ref_count_dec (&watch->ref_count))
    return;

  g_weak_ref_clear (&watch->runner);
  g_mutex_clear (&watch->mutex);
  g_free (watch->last);
  g_free (watch->text);
  g_free (watch);
}

static char *
describe_access (const StrataAccess *access)
{
  return g_strdup_printf (access->is_write
                            ? _("%s wrote 0x%" G_GINT64_MODIFIER "x (%" G_GUINT64_FORMAT
                                " bytes) at 0x%" G_GINT64_MODIFIER "x")
                            : _("%s read 0x%" G_GINT64_MODIFIER "x (%" G_GUINT64_FORMAT
                                " bytes) at 0x%" G_GINT64_MODIFIER "x"),
                          access->initiator, access->value, access->size, access->address);
}

/* In the thread of the access. The runner is not let go of here: if that were the last time, it
 * would wait for this very thread. */
static void
hit_cb (const StrataAccess *access,
        gpointer            user_data)
{
  Watch *watch = user_data;
  char *text = describe_access (access);

  g_mutex_lock (&watch->mutex);
  watch->n_hits++;
  g_free (watch->last);
  watch->last = text;
  g_mutex_unlock (&watch->mutex);
  if (watch->pauses)
    {
      StrataRunner *runner = g_weak_ref_get (&watch->runner);

      if (runner != NULL)
        {
          strata_runner_halt (runner);
          g_idle_add_once ((GSourceOnceFunc) g_object_unref, runner);
        }
    }
}

static void
show_watch (StrataWatchPanel *self,
            Watch            *watch)
{
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;
  guint n_hits;

  g_mutex_lock (&watch->mutex);
  n_hits = watch->n_hits;
  last = g_strdup (watch->last);
  g_mutex_unlock (&watch->mutex);
  if (n_hits == watch->n_shown)
    return;

  text = g_strdup_printf (ngettext ("%s. %u hit: %s", "%s. %u hits, the last: %s", n_hits),
                          watch->text, n_hits, last);
  adw_action_row_set_subtitle (watch->row, text);
  if (watch->pauses)
    g_signal_emit (self, signals[HIT], 0, last);
  watch->n_shown = n_hits;
}

static gboolean
update_cb (gpointer user_data)
{
  StrataWatchPanel *self = user_data;

  for (guint i = 0; i < self->watches->len; i++)
    show_watch (self, self->watches->pdata[i]);

  return G_SOURCE_CONTINUE;
}

static void
watches_changed (StrataWatchPanel *self)
{
  gboolean pauses = FALSE;

  for (guint i = 0; i < self->watches->len; i++)
    pauses |= ((Watch *) self->watches->pdata[i])->pauses;
  if (self->runner != NULL)
    strata_runner_set_careful (self->runner, pauses);
  if (self->watches->len == 0)
    g_clear_handle_id (&self->timeout, g_source_remove);
  else if (self->timeout == 0)
    self->timeout = g_timeout_add (INTERVAL, update_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->group), self->watches->len > 0);
}

static void
remove_cb (GtkButton        *button,
           StrataWatchPanel *self)
{
  Watch *watch = g_object_get_data (G_OBJECT (button), "watch");

  strata_system_remove_watch (strata_board_get_system (self->board), watch->id, NULL);
  adw_preferences_group_remove (self->group, GTK_WIDGET (watch->row));
  g_ptr_array_remove (self->watches, watch);
  watches_changed (self);
}

static void
remove_all (StrataWatchPanel *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = self->watches->pdata[i];

      strata_system_remove_watch (strata_board_get_system (self->board), watch->id, NULL);
      if (self->group != NULL)
        adw_preferences_group_remove (self->group, GTK_WIDGET (watch->row));
    }
  g_ptr_array_set_size (self->watches, 0);
}

/* }}} */
/* {{{ A new one */

/* What the entry says: a region, or addresses of the first address space. */
typedef struct
{
  StrataRegion *region; /* NULL if it is addresses */
  guint64 first;
  guint64 last;
} Place;

static StrataRegion *
find_region (StrataBoard *board,
             const char  *name)
{
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);
  StrataRegion *region = strata_board_get_region (board, name);

  for (guint i = 0; region == NULL && i < regions->len; i++)
    if (g_str_equal (strata_region_get_name (regions->pdata[i]), name))
      region = regions->pdata[i];

  return region;
}

static gboolean
parse_place (StrataWatchPanel  *self,
             Place             *place,
             GError           **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->place)));
  g_auto (GStrv) parts = NULL;

  *place = (Place) { NULL, 0, G_MAXUINT64 };
  if (self->board == NULL || *text == '\0')
    return FALSE;

  place->region = find_region (self->board, text);
  if (place->region != NULL)
    return TRUE;

  parts = g_strsplit (strstr (text, "–") != NULL ? text : g_strdelimit (text, "-", '\x01'),
                      strstr (text, "–") != NULL ? "–" : "\x01", 2);
  if (!strata_value_parse_address (g_strstrip (parts[0]), &place->first, error))
    return FALSE;
  place->last = place->first;
  if (parts[1] != NULL && !strata_value_parse_address (g_strstrip (parts[1]), &place->last, error))
    return FALSE;
  if (place->last < place->first)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The last address comes before the first one."));
      return FALSE;
    }
  if (strata_board_get_n_address_spaces (self->board) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("The board has no address space."));
      return FALSE;
    }

  return TRUE;
}

static void
check_cb (StrataWatchPanel *self)
{
  g_autoptr (GError) error = NULL;
  Place place;

  gtk_widget_set_sensitive (self->add_button, parse_place (self, &place, &error));
  adw_action_row_set_subtitle (self->reason,
                               error != NULL ? error->message
                                             : _("Accesses that hit it are marked in the log."));
}

static char *
describe_place (StrataWatchPanel *self,
                const Place      *place)
{
  const char *space;

  if (place->region != NULL)
    return g_strdup (strata_region_get_name (place->region));

  space = strata_address_space_get_name (strata_board_get_address_space (self->board, 0));
  if (place->first == place->last)
    return g_strdup_printf ("%s 0x%" G_GINT64_MODIFIER "x", space, place->first);

  return g_strdup_printf ("%s 0x%" G_GINT64_MODIFIER "x–0x%" G_GINT64_MODIFIER "x", space,
                          place->first, place->last);
}

static void
add_row (StrataWatchPanel *self,
         Watch            *watch,
         const Place      *place)
{
  g_autofree char *title = describe_place (self, place);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  watch->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (watch->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (watch->row), title);
  adw_action_row_set_subtitle (watch->row, watch->text);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove Watch"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "watch", watch);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (watch->row, button);
  adw_preferences_group_add (self->group, GTK_WIDGET (watch->row));
}

static void
add_cb (StrataWatchPanel *self)
{
  static const StrataWatchKinds kinds[] = { STRATA_WATCH_BOTH, STRATA_WATCH_READ,
                                            STRATA_WATCH_WRITE };
  static const char *const texts[] = { N_("Reads and writes"), N_("Reads"), N_("Writes") };
  guint kind = MIN (adw_combo_row_get_selected (self->kinds), 2);
  g_autoptr (GError) error = NULL;
  Watch *watch;
  Place place;

  if (!parse_place (self, &place, NULL))
    return;

  watch = g_new0 (Watch, 1);
  g_atomic_ref_count_init (&watch->ref_count);
  g_atomic_ref_count_inc (&watch->ref_count);
  g_mutex_init (&watch->mutex);
  g_weak_ref_init (&watch->runner, self->runner);
  watch->pauses = self->runner != NULL && gtk_switch_get_active (self->pauses);
  watch->text = g_strdup (_(texts[kind]));
  if (place.region != NULL)
    watch->id = strata_region_add_watch (place.region, place.first, place.last, kinds[kind],
                                         hit_cb, watch, watch_unref, &error);
  else
    watch->id = strata_address_space_add_watch (strata_board_get_address_space (self->board, 0),
                                                place.first, place.last, kinds[kind], hit_cb,
                                                watch, watch_unref, &error);
  if (watch->id == 0)
    {
      adw_action_row_set_subtitle (self->reason, error->message);
      watch_unref (watch);
      watch_unref (watch);
      return;
    }

  add_row (self, watch, &place);
  g_ptr_array_add (self->watches, watch);
  gtk_editable_set_text (self->place, "");
  watches_changed (self);
}

/* }}} */

static void
strata_watch_panel_dispose (GObject *object)
{
  StrataWatchPanel *self = STRATA_WATCH_PANEL (object);
  GtkWidget *child;

  strata_watch_panel_set_board (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->group = NULL;

  G_OBJECT_CLASS (strata_watch_panel_parent_class)->dispose (object);
}

static void
strata_watch_panel_finalize (GObject *object)
{
  g_ptr_array_unref (STRATA_WATCH_PANEL (object)->watches);

  G_OBJECT_CLASS (strata_watch_panel_parent_class)->finalize (object);
}

static void
strata_watch_panel_class_init (StrataWatchPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_watch_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = strata_watch_panel_finalize;

  /**
   * StrataWatchPanel::hit:
   * @self: the panel
   * @text: the access
   *
   * An access hit a watch that pauses the script.
   */
  signals[HIT] = g_signal_new ("hit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-watch-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, place);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, kinds);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, pauses);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, group);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
strata_watch_panel_init (StrataWatchPanel *self)
{
  self->watches = g_ptr_array_new_with_free_func (watch_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_watch_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 * @runner: (nullable): what plays scripts on it
 *
 * Watches another board. Watches of the one before end.
 */
void
strata_watch_panel_set_board (StrataWatchPanel *self,
                              StrataBoard      *board,
                              StrataRunner     *runner)
{
  g_return_if_fail (STRATA_IS_WATCH_PANEL (self));

  if (self->board != NULL)
    {
      remove_all (self);
      watches_changed (self);
    }
  g_set_object (&self->board, board);
  g_set_object (&self->runner, runner);
  if (board != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->pauses), runner != NULL);
}
