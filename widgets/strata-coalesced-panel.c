/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-coalesced-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "strata-text-row.h"
#include "strata-words.h"

#define INTERVAL 100 /* milliseconds between two looks at the queue */

/**
 * StrataCoalescedPanel:
 *
 * The coalesced writes that wait, and what has delivered others.
 */
struct _StrataCoalescedPanel
{
  GtkWidget parent_instance;

  GtkLabel *status;
  GtkWidget *flush_button;
  GtkStack *waiting_stack;
  AdwStatusPage *waiting_page;
  GtkColumnView *waiting_view;
  GtkStack *flushes_stack;
  GtkColumnView *flushes_view;

  GListStore *waiting;
  GListStore *flushes; /* the last one first */
  StrataBoard *board;
  guint64 next_flush; /* the first that is not listed */
  guint timeout;
  gboolean records;
};

G_DEFINE_FINAL_TYPE (StrataCoalescedPanel, strata_coalesced_panel, GTK_TYPE_WIDGET)

static const StrataTextColumn waiting_columns[] = {
  { N_("Number"), STRATA_CELL_NUMBER, FALSE },
  { N_("Initiator"), STRATA_CELL_TEXT, FALSE },
  { N_("Region"), STRATA_CELL_TEXT, TRUE },
  { N_("Offset"), STRATA_CELL_ADDRESS, FALSE },
  { N_("Bytes"), STRATA_CELL_NUMBER, FALSE },
  { N_("Value"), STRATA_CELL_ADDRESS, FALSE },
};

static const StrataTextColumn flush_columns[] = {
  { N_("Time"), STRATA_CELL_NUMBER, FALSE },
  { N_("Writes"), STRATA_CELL_NUMBER, FALSE },
  { N_("Flushed By"), STRATA_CELL_TEXT, TRUE },
};

/* {{{ What waits */

static StrataTextRow *
new_waiting_row (const StrataQueuedWrite *write)
{
  char **texts = g_new0 (char *, G_N_ELEMENTS (waiting_columns) + 1);

  texts[0] = g_strdup_printf ("%" G_GUINT64_FORMAT, write->number);
  texts[1] = g_strdup (write->initiator);
  texts[2] = g_strdup (strata_region_get_name (write->region));
  texts[3] = strata_words_address (write->offset);
  texts[4] = g_strdup_printf ("%u", write->size);
  texts[5] = g_strdup_printf ("0x%0*" G_GINT64_MODIFIER "x", (int) write->size * 2, write->value);

  return strata_text_row_new (write->number, texts);
}

static guint64
get_number (GListModel *rows,
            guint       position)
{
  g_autoptr (StrataTextRow) row = g_list_model_get_item (rows, position);

  return strata_text_row_get_number (row);
}

/* Writes come at the end and go at the start: what is there twice stays. */
static void
list_waiting (StrataCoalescedPanel *self,
              GArray               *writes)
{
  guint64 first = writes->len > 0 ? g_array_index (writes, StrataQueuedWrite, 0).number
                                  : G_MAXUINT64;
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));
  guint n_gone = 0;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  while (n_gone < n_listed && get_number (G_LIST_MODEL (self->waiting), n_gone) < first)
    n_gone++;
  if (n_gone > 0)
    g_list_store_splice (self->waiting, 0, n_gone, NULL, 0);

  n_listed -= n_gone;
  for (guint i = n_listed; i < writes->len; i++)
    g_ptr_array_add (rows, new_waiting_row (&g_array_index (writes, StrataQueuedWrite, i)));
  if (rows->len > 0)
    g_list_store_splice (self->waiting, n_listed, 0, rows->pdata, rows->len);
}

/* Whether writes can come to wait at all */
static gboolean
has_coalescing (StrataBoard *board)
{
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      g_autoptr (StrataFlatView) view =
        strata_address_space_ref_view (strata_board_get_address_space (board, i));

      for (guint j = 0; j < strata_flat_view_get_n_ranges (view); j++)
        {
          const StrataFlatRange *range = strata_flat_view_get_range (view, j);
          g_autoptr (GArray) parts = strata_region_list_coalescing (range->region);

          if (parts->len > 0)
            return TRUE;
        }
    }

  return FALSE;
}

/* }}} */
/* {{{ What flushed it */

static char *
describe_cause (const StrataFlush *flush)
{
  const char *who = flush->who != NULL && *flush->who != '\0' ? flush->who : _("somebody");

  switch (flush->reason)
    {
    case STRATA_FLUSH_ACCESS:
      /* Translators: an initiator, as “cpu”, and a region */
      return g_strdup_printf (_("%s, with an access to %s"), who, flush->region);
    case STRATA_FLUSH_FULL:
      /* Translators: an initiator, as “cpu”, and a region */
      return g_strdup_printf (_("%s, with one write more than there was room for, to %s"), who,
                              flush->region);
    case STRATA_FLUSH_MAPPED:
      /* Translators: an initiator, as “cpu”, and a region */
      return g_strdup_printf (_("%s, with a direct pointer to %s"), who, flush->region);
    case STRATA_FLUSH_CHANGE:
      return flush->region != NULL ? g_strdup_printf (_("a change of the map by %s"), flush->region)
                                   : g_strdup (_("a change of the map"));
    case STRATA_FLUSH_REQUEST:
    default:
      if (flush->who != NULL)
        return g_strdup_printf (_("%s, which asked for it"), flush->who);
      return flush->region != NULL ? g_strdup_printf (_("%s, which asked for it"), flush->region)
                                   : g_strdup (_("somebody who asked for it"));
    }
}

static StrataTextRow *
new_flush_row (const StrataFlush *flush)
{
  char **texts = g_new0 (char *, G_N_ELEMENTS (flush_columns) + 1);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (flush->time / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%H:%M:%S");

  texts[0] = g_strdup_printf ("%s.%03d", seconds, (int) (flush->time % G_USEC_PER_SEC / 1000));
  texts[1] = g_strdup_printf ("%u", flush->n_writes);
  texts[2] = describe_cause (flush);

  return strata_text_row_new (flush->number, texts);
}

static void
list_flushes (StrataCoalescedPanel *self,
              GArray               *flushes)
{
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->flushes));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (flushes->len == 0)
    return;

  for (guint i = flushes->len; i > 0; i--)
    g_ptr_array_add (rows, new_flush_row (&g_array_index (flushes, StrataFlush, i - 1)));
  g_list_store_splice (self->flushes, 0, 0, rows->pdata, rows->len);
  self->next_flush = g_array_index (flushes, StrataFlush, flushes->len - 1).number + 1;
  n_listed += rows->len;
  if (n_listed > STRATA_FLUSH_LOG_LENGTH)
    g_list_store_splice (self->flushes, STRATA_FLUSH_LOG_LENGTH, n_listed - STRATA_FLUSH_LOG_LENGTH,
                         NULL, 0);
}

/* }}} */

static void
show_status (StrataCoalescedPanel *self,
             guint                 n_waiting)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u write waits", "%u writes wait",
                                                     n_waiting), n_waiting);

  gtk_label_set_label (self->status, text);
  gtk_widget_set_sensitive (self->flush_button, n_waiting > 0);
  gtk_stack_set_visible_child_name (self->waiting_stack, n_waiting > 0 ? "list" : "empty");
  gtk_stack_set_visible_child_name (self->flushes_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->flushes)) > 0
                                      ? "list" : "empty");
}

static gboolean
update_cb (gpointer user_data)
{
  StrataCoalescedPanel *self = user_data;
  g_autoptr (GArray) writes = NULL;
  g_autoptr (GArray) flushes = NULL;
  StrataSystem *system;

  if (self->board == NULL)
    {
      show_status (self, 0);
      return G_SOURCE_CONTINUE;
    }

  system = strata_board_get_system (self->board);
  writes = strata_system_list_coalesced (system);
  flushes = strata_system_list_flushes (system, self->next_flush);
  list_waiting (self, writes);
  list_flushes (self, flushes);
  show_status (self, writes->len);

  return G_SOURCE_CONTINUE;
}

static void
flush_cb (StrataCoalescedPanel *self)
{
  if (self->board == NULL)
    return;

  strata_system_flush_coalesced_for (strata_board_get_system (self->board), _("this window"));
  update_cb (self);
}

static void
show_reason (StrataCoalescedPanel *self)
{
  adw_status_page_set_description (
    self->waiting_page,
    self->board != NULL && has_coalescing (self->board)
      ? _("Writes to regions that coalesce them are listed here until they are delivered.")
      : _("No region of this board coalesces writes."));
}

static void
strata_coalesced_panel_map (GtkWidget *widget)
{
  StrataCoalescedPanel *self = STRATA_COALESCED_PANEL (widget);

  GTK_WIDGET_CLASS (strata_coalesced_panel_parent_class)->map (widget);
  show_reason (self);
  update_cb (self);
  self->timeout = g_timeout_add (INTERVAL, update_cb, self);
}

static void
strata_coalesced_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_COALESCED_PANEL (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_coalesced_panel_parent_class)->unmap (widget);
}

static void
strata_coalesced_panel_dispose (GObject *object)
{
  StrataCoalescedPanel *self = STRATA_COALESCED_PANEL (object);
  GtkWidget *child;

  if (self->board != NULL)
    strata_system_set_flush_log (strata_board_get_system (self->board), FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->waiting);
  g_clear_object (&self->flushes);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (strata_coalesced_panel_parent_class)->dispose (object);
}

static void
strata_coalesced_panel_class_init (StrataCoalescedPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_coalesced_panel_dispose;
  widget_class->map = strata_coalesced_panel_map;
  widget_class->unmap = strata_coalesced_panel_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-coalesced-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, status);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, flush_button);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, waiting_stack);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, waiting_view);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, flushes_stack);
  gtk_widget_class_bind_template_child (widget_class, StrataCoalescedPanel, flushes_view);
  gtk_widget_class_bind_template_callback (widget_class, flush_cb);
  gtk_widget_class_set_css_name (widget_class, "coalescedpanel");
}

static GListStore *
show_store (GtkColumnView          *view,
            const StrataTextColumn *columns,
            guint                   n_columns)
{
  GListStore *store = g_list_store_new (STRATA_TYPE_TEXT_ROW);
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (store)));

  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  strata_text_row_add_columns (view, columns, n_columns);

  return store;
}

static void
strata_coalesced_panel_init (StrataCoalescedPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = show_store (self->waiting_view, waiting_columns, G_N_ELEMENTS (waiting_columns));
  self->flushes = show_store (self->flushes_view, flush_columns, G_N_ELEMENTS (flush_columns));
  show_status (self, 0);
}

/**
 * strata_coalesced_panel_new:
 *
 * Creates a panel without a board.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_coalesced_panel_new (void)
{
  return g_object_new (STRATA_TYPE_COALESCED_PANEL, NULL);
}

static void
forget (StrataCoalescedPanel *self)
{
  g_list_store_remove_all (self->waiting);
  g_list_store_remove_all (self->flushes);
  self->next_flush = 0;
}

/**
 * strata_coalesced_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 *
 * Shows what waits on another board.
 */
void
strata_coalesced_panel_set_board (StrataCoalescedPanel *self,
                                  StrataBoard          *board)
{
  gboolean records;

  g_return_if_fail (STRATA_IS_COALESCED_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  if (self->board == board)
    return;

  records = self->records;
  strata_coalesced_panel_set_record (self, FALSE);
  g_set_object (&self->board, board);
  strata_coalesced_panel_set_record (self, records);
  show_reason (self);
}

/**
 * strata_coalesced_panel_set_record:
 * @self: a panel
 * @record: whether to note flushes
 *
 * Notes what delivers writes, from now on, or notes it no longer and forgets it.
 */
void
strata_coalesced_panel_set_record (StrataCoalescedPanel *self,
                                   gboolean              record)
{
  g_return_if_fail (STRATA_IS_COALESCED_PANEL (self));

  if (!record)
    forget (self);
  if (self->board != NULL && record != self->records)
    strata_system_set_flush_log (strata_board_get_system (self->board), record);
  self->records = record;
  update_cb (self);
}
