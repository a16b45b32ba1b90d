/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-counts-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "strata-counts-columns.h"
#include "strata-counts-item.h"
#include "strata-wrap-box.h"

#define INTERVAL 250 /* milliseconds between two looks at the counts */

/**
 * StrataCountsPanel:
 *
 * How many accesses each region has answered, and how many nobody has.
 */
struct _StrataCountsPanel
{
  GtkWidget parent_instance;

  GtkWidget *count_button;
  GtkWidget *reset_button;
  GtkEditable *filter;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkColumnView *view;
  GtkLabel *status;

  StrataHeatMonitor *monitor;
  GBinding *binding;
  GListStore *items; /* of StrataCountsItem: those that were accessed */
  GHashTable *known; /* the regions and spaces that have one */
  GtkFilter *name_filter;
  GListModel *rows; /* those that are shown */
  guint64 n_accesses; /* as last seen */
  guint timeout;
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCountsPanel, strata_counts_panel, GTK_TYPE_WIDGET)

/* {{{ What is counted */

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  StrataCountsPanel *self = user_data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->filter), -1);
  g_autofree char *name = g_utf8_casefold (strata_counts_item_get_name (item), -1);

  return strstr (name, wanted) != NULL;
}

static void
show_status (StrataCountsPanel *self)
{
  guint n_shown = g_list_model_get_n_items (self->rows);
  gboolean counts = self->monitor != NULL && (strata_heat_monitor_get_counting (self->monitor) ||
                                              strata_heat_monitor_get_shown (self->monitor));
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;
  guint64 reads = 0, writes = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (StrataCountsItem) item = g_list_model_get_item (self->rows, i);
      const StrataAccessCounts *own = strata_counts_item_get_counts (item);

      reads += own->reads;
      writes += own->writes;
    }
  /* Translators: how many accesses all rows of a table stand for */
  text = g_strdup_printf (_("Reads: %" PRIu64 " · Writes: %" PRIu64), reads, writes);
  gtk_label_set_label (self->status, text);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list" : "empty");
  adw_status_page_set_description (self->empty_page,
                                   !is_empty ? _("None passes the filter.")
                                   : counts  ? _("They are counted as they are made.")
                                             : _("Nothing is counted."));
  gtk_widget_set_sensitive (self->reset_button, !is_empty);
}

static void
add_item (StrataCountsPanel  *self,
          StrataRegion       *region,
          StrataAddressSpace *space)
{
  StrataHeat *heat = strata_heat_monitor_get_heat (self->monitor);
  StrataBoard *board = strata_heat_monitor_get_board (self->monitor);
  gpointer key = region != NULL ? (gpointer) region : space;
  g_autoptr (StrataCountsItem) item = NULL;
  const char *id;

  if (g_hash_table_contains (self->known, key))
    return;

  id = region != NULL ? strata_board_get_region_id (board, region) : NULL;
  item = strata_counts_item_new (region, id, space);
  if (!strata_counts_item_update (item, heat))
    return;

  g_hash_table_add (self->known, key); /* held by the item */
  g_list_store_append (self->items, item);
}

/* A device maps and unmaps regions that the board has no name for. */
static void
add_mapped (StrataCountsPanel  *self,
            StrataAddressSpace *space)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);
  StrataRegion *region = NULL;

  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->region != region)
        add_item (self, range->region, NULL);
      region = range->region;
    }
}

/* Those that are there already first: it is not for them to be noticed as changed. */
static void
update_items (StrataCountsPanel *self)
{
  StrataHeat *heat = strata_heat_monitor_get_heat (self->monitor);
  StrataBoard *board = strata_heat_monitor_get_board (self->monitor);
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (StrataCountsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      strata_counts_item_update (item, heat);
    }
  for (guint i = 0; i < regions->len; i++)
    add_item (self, regions->pdata[i], NULL);
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (board, i);

      add_mapped (self, space);
      add_item (self, NULL, space);
    }
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
update (StrataCountsPanel *self)
{
  guint64 n_accesses = 0;

  if (self->monitor != NULL)
    n_accesses = strata_heat_get_n_accesses (strata_heat_monitor_get_heat (self->monitor));
  if (n_accesses != self->n_accesses)
    update_items (self);
  self->n_accesses = n_accesses;
  show_status (self);
}

static gboolean
update_cb (gpointer user_data)
{
  update (user_data);

  return G_SOURCE_CONTINUE;
}

static void
forget_items (StrataCountsPanel *self)
{
  g_hash_table_remove_all (self->known);
  g_list_store_remove_all (self->items);
}

static void
reset_cb (StrataCountsPanel *self)
{
  if (self->monitor == NULL)
    return;

  strata_heat_clear (strata_heat_monitor_get_heat (self->monitor));
  forget_items (self);
  update (self);
}

static void
filter_cb (StrataCountsPanel *self)
{
  gtk_filter_changed (self->name_filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_status (self);
}

/* Where a region shows an offset, or else anything of it. */
static gboolean
find_place (StrataBoard         *board,
            StrataRegion        *region,
            guint64              offset,
            StrataAddressSpace **space,
            guint64             *address)
{
  gboolean found = FALSE;

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      StrataAddressSpace *own = strata_board_get_address_space (board, i);
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (own);

      for (guint j = 0; j < strata_flat_view_get_n_ranges (view); j++)
        {
          const StrataFlatRange *range = strata_flat_view_get_range (view, j);

          if (range->region != region)
            continue;
          if (!found)
            {
              *space = own;
              *address = range->first;
              found = TRUE;
            }
          if (offset >= range->offset && offset - range->offset <= range->last - range->first)
            {
              *space = own;
              *address = range->first + (offset - range->offset);
              return TRUE;
            }
        }
    }

  return found;
}

static void
activate_cb (StrataCountsPanel *self,
             guint              position)
{
  g_autoptr (StrataCountsItem) item = g_list_model_get_item (self->rows, position);
  const StrataAccessCounts *counts;
  StrataAddressSpace *space;
  StrataRegion *region;
  guint64 address;

  if (item == NULL || self->monitor == NULL)
    return;

  counts = strata_counts_item_get_counts (item);
  region = strata_counts_item_get_region (item);
  space = strata_counts_item_get_space (item);
  address = counts->last_place;
  if (region == NULL || find_place (strata_heat_monitor_get_board (self->monitor), region,
                                    counts->last_place, &space, &address))
    g_signal_emit (self, signals[ACTIVATED], 0, strata_address_space_get_name (space), address);
}

/* }}} */

static void
strata_counts_panel_map (GtkWidget *widget)
{
  StrataCountsPanel *self = STRATA_COUNTS_PANEL (widget);

  GTK_WIDGET_CLASS (strata_counts_panel_parent_class)->map (widget);
  update (self);
  self->timeout = g_timeout_add (INTERVAL, update_cb, self);
}

static void
strata_counts_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_COUNTS_PANEL (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_counts_panel_parent_class)->unmap (widget);
}

static void
strata_counts_panel_dispose (GObject *object)
{
  StrataCountsPanel *self = STRATA_COUNTS_PANEL (object);
  GtkWidget *child;

  g_clear_pointer (&self->binding, g_binding_unbind);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->items);
  g_clear_object (&self->name_filter);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (strata_counts_panel_parent_class)->dispose (object);
}

static void
strata_counts_panel_finalize (GObject *object)
{
  g_hash_table_unref (STRATA_COUNTS_PANEL (object)->known);

  G_OBJECT_CLASS (strata_counts_panel_parent_class)->finalize (object);
}

static void
strata_counts_panel_class_init (StrataCountsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_counts_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = strata_counts_panel_finalize;
  widget_class->map = strata_counts_panel_map;
  widget_class->unmap = strata_counts_panel_unmap;

  /**
   * StrataCountsPanel::activated:
   * @self: the panel
   * @space: the name of an address space
   * @address: an address in it
   *
   * The user wants to see where the last access to a region went.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_UINT64);

  g_type_ensure (STRATA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-counts-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, count_button);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, reset_button);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, empty_page);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataCountsPanel, status);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_css_name (widget_class, "countspanel");
}

static void
strata_counts_panel_init (StrataCountsPanel *self)
{
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->known = g_hash_table_new (NULL, NULL);
  self->items = g_list_store_new (STRATA_TYPE_COUNTS_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_counts_columns_add (self->view);
  self->name_filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                        g_object_ref (self->name_filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->rows = g_object_ref (G_LIST_MODEL (sorted));
  selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  show_status (self);
}

/**
 * strata_counts_panel_new:
 *
 * Creates a panel that counts nothing.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_counts_panel_new (void)
{
  return g_object_new (STRATA_TYPE_COUNTS_PANEL, NULL);
}

/**
 * strata_counts_panel_set_monitor:
 * @self: a panel
 * @monitor: (nullable): what counts
 *
 * Shows what is counted by another.
 */
void
strata_counts_panel_set_monitor (StrataCountsPanel *self,
                                 StrataHeatMonitor *monitor)
{
  g_return_if_fail (STRATA_IS_COUNTS_PANEL (self));
  g_return_if_fail (monitor == NULL || STRATA_IS_HEAT_MONITOR (monitor));

  if (self->monitor == monitor)
    return;

  g_clear_pointer (&self->binding, g_binding_unbind);
  forget_items (self);
  self->n_accesses = 0;
  g_set_object (&self->monitor, monitor);
  if (monitor != NULL)
    self->binding = g_object_bind_property (monitor, "counting", self->count_button, "active",
                                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  update (self);
}
