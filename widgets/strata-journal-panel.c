/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-journal-panel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/strata-compat-file-dialog.h"
#include "compat/strata-compat-focus.h"
#include "compat/strata-compat-scroll.h"
#include "compat/strata-compat-titles.h"
#include "strata-cell-factory.h"
#include "strata-file-filters.h"
#include "strata-hex-text.h"
#include "strata-tie.h"
#include "strata-words.h"

/**
 * StrataJournalPanel:
 *
 * What was written to a board by hand, the oldest first: when, by whom, where, what, and what came
 * of it.
 *
 * # Actions
 *
 * - `journal.undo`: writes back what was there before the selected write
 * - `journal.repeat`, `journal.repeat-all`: writes again
 * - `journal.copy`, `journal.export`: gives all as a script of the qtest protocol
 * - `journal.clear`: forgets all
 */
struct _StrataJournalPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *status;

  GtkSingleSelection *rows;
  StrataPokeJournal *journal;
  StrataBoard *board;
  guint tick; /* until the selected row is in sight */
  gboolean is_laid_out;
};

G_DEFINE_FINAL_TYPE (StrataJournalPanel, strata_journal_panel, GTK_TYPE_WIDGET)

/* {{{ Columns */

static char *
write_time (StrataPoke *poke)
{
  gint64 time = strata_poke_get_time (poke);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *text = g_date_time_format (local, "%T");

  return g_strdup_printf ("%s.%03u", text, (guint) (time % G_USEC_PER_SEC / 1000));
}

static char *
write_initiator (StrataPoke *poke)
{
  return g_strdup (strata_words_initiator (strata_poke_get_initiator_name (poke)));
}

static char *
write_space (StrataPoke *poke)
{
  return g_strdup (strata_address_space_get_name (strata_poke_get_address_space (poke)));
}

static char *
write_address (StrataPoke *poke)
{
  return strata_hex_text_address (strata_poke_get_address (poke));
}

static char *
write_value (StrataPoke *poke)
{
  guint size = strata_poke_get_size (poke);
  const char *order = strata_poke_get_byte_order (poke) == STRATA_BIG_ENDIAN ? " BE" : " LE";

  return g_strdup_printf ("%0*" G_GINT64_MODIFIER "x%s", (int) (2 * size),
                          strata_poke_get_value (poke), size > 1 ? order : "");
}

static char *
write_result (StrataPoke *poke)
{
  return strata_hex_text_result (strata_poke_get_result (poke));
}

typedef struct
{
  const char *title;
  char *(*write) (StrataPoke *poke);
  StrataCellKind kind;
  gboolean expands;
} Column;

static const Column columns[] = {
  { N_("Time"), write_time, STRATA_CELL_ADDRESS, FALSE },
  { N_("Initiator"), write_initiator, STRATA_CELL_TEXT, FALSE },
  { N_("Space"), write_space, STRATA_CELL_TEXT, FALSE },
  { N_("Address"), write_address, STRATA_CELL_ADDRESS, FALSE },
  { N_("Value"), write_value, STRATA_CELL_ADDRESS, FALSE },
  { N_("Result"), write_result, STRATA_CELL_TEXT, TRUE },
};

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         const Column             *column)
{
  g_autofree char *text = column->write (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_columns (StrataJournalPanel *self)
{
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = strata_cell_factory_new (columns[i].kind, 0);
      GtkColumnViewColumn *column = gtk_column_view_column_new (_(columns[i].title), factory);

      aligns[i] = strata_cell_factory_get_title_align (columns[i].kind);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      gtk_column_view_column_set_expand (column, columns[i].expands);
      gtk_column_view_append_column (self->view, column);
      g_object_unref (column);
    }
  strata_compat_column_view_align_titles (self->view, aligns);
}

/* }}} */

static void
tell (StrataJournalPanel *self,
      const char         *text)
{
  gtk_label_set_label (self->status, text);
}

static void
update_actions (StrataJournalPanel *self)
{
  StrataPoke *poke = gtk_single_selection_get_selected_item (self->rows);
  gboolean has_any = self->journal != NULL &&
                     g_list_model_get_n_items (G_LIST_MODEL (self->journal)) > 0;
  gboolean locked = self->journal == NULL || strata_poke_journal_get_locked (self->journal);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "journal.undo", poke != NULL && !locked &&
                                 strata_poke_get_old_value (poke, NULL));
  gtk_widget_action_set_enabled (widget, "journal.repeat", poke != NULL && !locked);
  gtk_widget_action_set_enabled (widget, "journal.repeat-all", has_any && !locked);
  gtk_widget_action_set_enabled (widget, "journal.copy", has_any);
  gtk_widget_action_set_enabled (widget, "journal.export", has_any);
  gtk_widget_action_set_enabled (widget, "journal.clear", has_any);
}

/* A list scrolls to a row only when it has been laid out with it, a frame later. */
static gboolean
show_selected_cb (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       unused)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);
  GtkAdjustment *rows = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  guint selected = gtk_single_selection_get_selected (self->rows);

  if (selected != GTK_INVALID_LIST_POSITION &&
      (!self->is_laid_out || gtk_adjustment_get_upper (rows) == 0))
    {
      self->is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (selected != GTK_INVALID_LIST_POSITION)
    strata_compat_column_view_scroll_to (self->view, selected);
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
show_selected (StrataJournalPanel *self)
{
  self->is_laid_out = FALSE;
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_selected_cb, NULL, NULL);
}

/* The newest is selected, so that it can be taken back at once. */
static void
items_changed_cb (StrataJournalPanel *self,
                  guint               position,
                  guint               removed,
                  guint               added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->journal));
  g_autofree char *text = g_strdup_printf (ngettext ("%u write", "%u writes", n), n);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "pokes" : "empty");
  if (added > 0)
    {
      gtk_single_selection_set_selected (self->rows, n - 1);
      show_selected (self);
    }
  tell (self, text);
  update_actions (self);
}

/* {{{ Actions */

static void
tell_poke (StrataJournalPanel *self,
           StrataPoke         *poke,
           const GError       *error)
{
  g_autofree char *address = NULL;
  g_autofree char *result = NULL;
  g_autofree char *text = NULL;

  if (poke == NULL)
    {
      tell (self, error->message);
      return;
    }
  address = strata_hex_text_address (strata_poke_get_address (poke));
  result = strata_hex_text_result (strata_poke_get_result (poke));
  text = g_strdup_printf (_("Write to %s: %s"), address, result);
  tell (self, text);
}

/* What was written before is selected then: undone again, it goes on back. */
static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);
  guint position = gtk_single_selection_get_selected (self->rows);
  StrataPoke *poke = gtk_single_selection_get_selected_item (self->rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataPoke) made = strata_poke_journal_undo (self->journal, poke, &error);

  if (made != NULL)
    gtk_single_selection_set_selected (self->rows, position - MIN (position, 1));
  tell_poke (self, made, error);
}

static void
repeat_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);
  StrataPoke *poke = gtk_single_selection_get_selected_item (self->rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataPoke) made = strata_poke_journal_repeat (self->journal, poke, &error);

  tell_poke (self, made, error);
}

static void
repeat_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->journal));
  g_autoptr (GPtrArray) pokes = g_ptr_array_new_with_free_func (g_object_unref);

  /* What is made now is not made again. */
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (pokes, g_list_model_get_item (G_LIST_MODEL (self->journal), i));
  for (guint i = 0; i < pokes->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StrataPoke) made
        = strata_poke_journal_repeat (self->journal, pokes->pdata[i], &error);

      tell_poke (self, made, error);
    }
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);
  g_autofree char *script = strata_poke_journal_to_qtest (self->journal, self->board);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), script);
  tell (self, _("Script copied"));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  strata_poke_journal_clear (STRATA_JOURNAL_PANEL (widget)->journal);
}

static void
export_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StrataJournalPanel) self = user_data;
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);
  g_autofree char *script = NULL;
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->journal == NULL)
    return;

  script = strata_poke_journal_to_qtest (self->journal, self->board);
  name = g_file_get_basename (file);
  if (g_file_replace_contents (file, script, strlen (script), NULL, FALSE, G_FILE_CREATE_NONE,
                               NULL, NULL, &error))
    message = g_strdup_printf (_("Journal exported as “%s”"), name);
  else
    message = g_strdup_printf (_("Could not save “%s”: %s"), name, error->message);
  tell (self, message);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (GListStore) filters = strata_file_filters_new ();

  strata_file_filters_add (filters, _("qtest Scripts"), "qtest");
  strata_compat_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)),
                                  _("Export the Journal"), _("journal.qtest"),
                                  G_LIST_MODEL (filters), NULL, export_cb, g_object_ref (widget));
}

/* }}} */

static gboolean
strata_journal_panel_grab_focus (GtkWidget *widget)
{
  return strata_compat_column_view_grab_focus (STRATA_JOURNAL_PANEL (widget)->view);
}

/* What was selected while nobody looked comes into sight. */
static void
strata_journal_panel_map (GtkWidget *widget)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);

  GTK_WIDGET_CLASS (strata_journal_panel_parent_class)->map (widget);

  show_selected (self);
}

static void
strata_journal_panel_unmap (GtkWidget *widget)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (widget);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;

  GTK_WIDGET_CLASS (strata_journal_panel_parent_class)->unmap (widget);
}

static void
strata_journal_panel_dispose (GObject *object)
{
  StrataJournalPanel *self = STRATA_JOURNAL_PANEL (object);
  GtkWidget *child;

  strata_tie_set (&self->journal, NULL, self);
  g_clear_object (&self->board);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (strata_journal_panel_parent_class)->dispose (object);
}

static void
strata_journal_panel_class_init (StrataJournalPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_journal_panel_dispose;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_journal_panel_grab_focus;
  widget_class->map = strata_journal_panel_map;
  widget_class->unmap = strata_journal_panel_unmap;

  gtk_widget_class_install_action (widget_class, "journal.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "journal.repeat", NULL, repeat_action);
  gtk_widget_class_install_action (widget_class, "journal.repeat-all", NULL, repeat_all_action);
  gtk_widget_class_install_action (widget_class, "journal.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "journal.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "journal.clear", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "journal.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "journal.copy",
                                       NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-journal-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataJournalPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataJournalPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataJournalPanel, status);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_journal_panel_init (StrataJournalPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_swapped (self->rows, "notify::selected", G_CALLBACK (update_actions), self);
  update_actions (self);
}

/**
 * strata_journal_panel_new:
 *
 * Returns: (transfer floating): a panel that shows nothing
 */
GtkWidget *
strata_journal_panel_new (void)
{
  return g_object_new (STRATA_TYPE_JOURNAL_PANEL, NULL);
}

/**
 * strata_journal_panel_set_journal:
 * @self: a panel
 * @journal: (nullable): a journal
 * @board: (nullable): the board it is of
 *
 * Shows another journal.
 */
void
strata_journal_panel_set_journal (StrataJournalPanel *self,
                                  StrataPokeJournal  *journal,
                                  StrataBoard        *board)
{
  g_return_if_fail (STRATA_IS_JOURNAL_PANEL (self));
  g_return_if_fail ((journal == NULL) == (board == NULL));

  g_set_object (&self->board, board);
  if (!strata_tie_set (&self->journal, journal, self))
    return;

  gtk_single_selection_set_model (self->rows, G_LIST_MODEL (journal));
  if (journal != NULL)
    {
      /* After the selection has heard of it */
      g_signal_connect_data (journal, "items-changed", G_CALLBACK (items_changed_cb), self, NULL,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_signal_connect_swapped (journal, "notify::locked", G_CALLBACK (update_actions), self);
      items_changed_cb (self, 0, 0, 0);
    }
  update_actions (self);
}
