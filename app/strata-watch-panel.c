/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-watch-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "board/strata-board-resolve.h"
#include "memory/strata-watch.h"
#include "strata-numbers.h"
#include "strata-words.h"

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

  AdwComboRow *space;
  GtkStringList *space_names;
  GtkEditable *place;
  AdwComboRow *kinds;
  GtkSwitch *pauses;
  GtkLabel *reason;
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
                            ? ngettext ("%s wrote 0x%" PRIx64 " (%" PRIu64 " byte) at 0x%" PRIx64,
                                        "%s wrote 0x%" PRIx64 " (%" PRIu64 " bytes) at 0x%" PRIx64,
                                        access->size)
                            : ngettext ("%s read 0x%" PRIx64 " (%" PRIu64 " byte) at 0x%" PRIx64,
                                        "%s read 0x%" PRIx64 " (%" PRIu64 " bytes) at 0x%" PRIx64,
                                        access->size),
                          strata_words_initiator (access->initiator), access->value, access->size,
                          access->address);
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

/* What the entry says: a region, or addresses in an address space. */
typedef struct
{
  StrataRegion *region; /* NULL if it is addresses */
  StrataAddressSpace *space; /* NULL if it is a region */
  guint64 first;
  guint64 last;
} Place;

static StrataAddressSpace *
get_space (StrataWatchPanel *self)
{
  guint selected = adw_combo_row_get_selected (self->space);

  return selected < strata_board_get_n_address_spaces (self->board)
           ? strata_board_get_address_space (self->board, selected) : NULL;
}

static gboolean
resolve (StrataWatchPanel  *self,
         const char        *text,
         guint64           *first,
         guint64           *last,
         GError           **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  StrataPlace place;

  if (!strata_board_resolve (self->board, get_space (self), stripped, &place, error))
    return FALSE;

  *first = place.address;
  *last = place.address + (MAX (place.size, 1) - 1);

  return TRUE;
}

/* First and last address, on both sides of a separator */
static gboolean
resolve_both (StrataWatchPanel  *self,
              const char        *text,
              const char        *separator,
              gsize              length,
              Place             *place,
              GError           **error)
{
  g_autofree char *before = g_strndup (text, (gsize) (separator - text));
  guint64 unused;

  return resolve (self, before, &place->first, &unused, error) &&
         resolve (self, separator + length, &unused, &place->last, error);
}

/* A hyphen can be a minus, or part of a name: then it does not separate. */
static gboolean
resolve_range (StrataWatchPanel  *self,
               const char        *text,
               Place             *place,
               GError           **error)
{
  const char *dash = strstr (text, "–");

  if (dash != NULL)
    return resolve_both (self, text, dash, strlen ("–"), place, error);
  if (resolve (self, text, &place->first, &place->last, error))
    return TRUE;

  for (dash = strchr (text, '-'); dash != NULL; dash = strchr (dash + 1, '-'))
    if (resolve_both (self, text, dash, 1, place, NULL))
      {
        g_clear_error (error);
        return TRUE;
      }

  return FALSE;
}

/* A region that a device maps by itself, and holds, for which the board has no name; the last one
 * that is called so */
static StrataRegion *
find_mapped (StrataBoard *board,
             const char  *name)
{
  StrataRegion *found = NULL;

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      g_autoptr (StrataFlatView) view =
        strata_address_space_ref_view (strata_board_get_address_space (board, i));

      for (guint j = 0; j < strata_flat_view_get_n_ranges (view); j++)
        {
          StrataRegion *region = strata_flat_view_get_range (view, j)->region;

          if (strata_board_get_region_id (board, region) == NULL &&
              g_str_equal (strata_region_get_name (region), name))
            found = region;
        }
    }

  return found;
}

static gboolean
parse_place (StrataWatchPanel  *self,
             Place             *place,
             GError           **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->place)));

  *place = (Place) { NULL, NULL, 0, G_MAXUINT64 };
  if (self->board == NULL || *text == '\0')
    return FALSE;

  place->region = strata_board_find_region (self->board, text, NULL);
  if (place->region == NULL)
    place->region = find_mapped (self->board, text);
  if (place->region != NULL)
    return TRUE;

  place->space = get_space (self);
  if (place->space == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("The board has no address space."));
      return FALSE;
    }
  if (!resolve_range (self, text, place, error))
    return FALSE;
  if (place->last < place->first)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The last address comes before the first one."));
      return FALSE;
    }

  return TRUE;
}

static char *
describe_place (const Place *place)
{
  const char *space;

  if (place->region != NULL)
    return g_strdup (strata_region_get_name (place->region));

  space = strata_address_space_get_name (place->space);
  if (place->first == place->last)
    return g_strdup_printf ("%s 0x%" G_GINT64_MODIFIER "x", space, place->first);

  return g_strdup_printf ("%s 0x%" G_GINT64_MODIFIER "x–0x%" G_GINT64_MODIFIER "x", space,
                          place->first, place->last);
}

static void
show_reason (StrataWatchPanel *self,
             const char       *text,
             gboolean          is_error)
{
  gtk_label_set_label (self->reason, text);
  if (is_error)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->place), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->reason), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->place), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->reason), "dim-label");
    }
}

/* What is written may be an expression: the line below says what it means, or why it means
 * nothing. */
static void
check_cb (StrataWatchPanel *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean is_good;
  Place place;

  is_good = parse_place (self, &place, &error);
  gtk_widget_set_sensitive (self->add_button, is_good);
  if (is_good)
    text = describe_place (&place);
  else
    text = g_strdup (error != NULL ? error->message
                                   : _("Accesses that hit it are marked in the log."));
  show_reason (self, text, error != NULL);
}

static void
add_row (StrataWatchPanel *self,
         Watch            *watch,
         const Place      *place)
{
  g_autofree char *title = describe_place (place);
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
    watch->id = strata_address_space_add_watch (place.space, place.first, place.last, kinds[kind],
                                                hit_cb, watch, watch_unref, &error);
  if (watch->id == 0)
    {
      show_reason (self, error->message, TRUE);
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
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, space);
  gtk_widget_class_bind_template_child (widget_class, StrataWatchPanel, space_names);
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
  strata_numbers_set_entry (self->place);
}

static void
list_spaces (StrataWatchPanel *self)
{
  guint n = self->board != NULL ? strata_board_get_n_address_spaces (self->board) : 0;

  gtk_string_list_splice (self->space_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->space_names)), NULL);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (self->space_names,
                            strata_address_space_get_name (
                              strata_board_get_address_space (self->board, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->space), n > 1);
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
  if (self->group == NULL)
    return;
  list_spaces (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pauses), runner != NULL);
  check_cb (self);
}
