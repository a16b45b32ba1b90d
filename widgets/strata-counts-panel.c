/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-counts-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "compat/strata-compat-titles.h"
#include "strata-counts-item.h"

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

/* {{{ Columns */

static char *
make_name (const StrataAccessCounts *counts,
           StrataCountsItem         *item)
{
  return g_strdup (strata_counts_item_get_name (item));
}

static char *
make_reads (const StrataAccessCounts *counts,
            StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->reads);
}

static char *
make_writes (const StrataAccessCounts *counts,
             StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->writes);
}

static char *
make_read_bytes (const StrataAccessCounts *counts,
                 StrataCountsItem         *item)
{
  return g_format_size_full (counts->read_bytes, G_FORMAT_SIZE_IEC_UNITS);
}

static char *
make_written_bytes (const StrataAccessCounts *counts,
                    StrataCountsItem         *item)
{
  return g_format_size_full (counts->written_bytes, G_FORMAT_SIZE_IEC_UNITS);
}

static char *
make_failures (const StrataAccessCounts *counts,
               StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->failures);
}

static char *
make_last (const StrataAccessCounts *counts,
           StrataCountsItem         *item)
{
  gboolean is_address = strata_counts_item_get_region (item) == NULL;
  g_autofree char *place = g_strdup_printf ("%s%" G_GINT64_MODIFIER "x", is_address ? "" : "+",
                                            counts->last_place);

  /* Translators: %s is an address, or an offset such as +1c */
  return g_strdup_printf (counts->last_is_write ? C_("last access", "write at %s")
                                                : C_("last access", "read at %s"), place);
}

static int
compare_numbers (guint64 a,
                 guint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_names (const StrataAccessCounts *a,
               const StrataAccessCounts *b,
               StrataCountsItem         *one,
               StrataCountsItem         *other)
{
  return g_utf8_collate (strata_counts_item_get_name (one), strata_counts_item_get_name (other));
}

static int
compare_reads (const StrataAccessCounts *a,
               const StrataAccessCounts *b,
               StrataCountsItem         *one,
               StrataCountsItem         *other)
{
  return compare_numbers (a->reads, b->reads);
}

static int
compare_writes (const StrataAccessCounts *a,
                const StrataAccessCounts *b,
                StrataCountsItem         *one,
                StrataCountsItem         *other)
{
  return compare_numbers (a->writes, b->writes);
}

static int
compare_read_bytes (const StrataAccessCounts *a,
                    const StrataAccessCounts *b,
                    StrataCountsItem         *one,
                    StrataCountsItem         *other)
{
  return compare_numbers (a->read_bytes, b->read_bytes);
}

static int
compare_written_bytes (const StrataAccessCounts *a,
                       const StrataAccessCounts *b,
                       StrataCountsItem         *one,
                       StrataCountsItem         *other)
{
  return compare_numbers (a->written_bytes, b->written_bytes);
}

static int
compare_failures (const StrataAccessCounts *a,
                  const StrataAccessCounts *b,
                  StrataCountsItem         *one,
                  StrataCountsItem         *other)
{
  return compare_numbers (a->failures, b->failures);
}

static int
compare_last (const StrataAccessCounts *a,
              const StrataAccessCounts *b,
              StrataCountsItem         *one,
              StrataCountsItem         *other)
{
  return compare_numbers ((guint64) a->last_time, (guint64) b->last_time);
}

typedef struct
{
  const char *title;
  char *(*make_text) (const StrataAccessCounts *counts, StrataCountsItem *item);
  int (*compare) (const StrataAccessCounts *a, const StrataAccessCounts *b,
                  StrataCountsItem *one, StrataCountsItem *other);
  const char *css_class;
} Column;

static const Column columns[] = {
  { N_("Region"), make_name, compare_names, NULL },
  { N_("Reads"), make_reads, compare_reads, "number" },
  { N_("Writes"), make_writes, compare_writes, "number" },
  { N_("Read"), make_read_bytes, compare_read_bytes, "number" },
  { N_("Written"), make_written_bytes, compare_written_bytes, "number" },
  { N_("Failed"), make_failures, compare_failures, "number" },
  { N_("Last Access"), make_last, compare_last, "address" },
};

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  const Column *column = user_data;
  StrataCountsItem *one = STRATA_COUNTS_ITEM ((gpointer) a);
  StrataCountsItem *other = STRATA_COUNTS_ITEM ((gpointer) b);
  int result = column->compare (strata_counts_item_get_counts (one),
                                strata_counts_item_get_counts (other), one, other);

  return result < 0 ? GTK_ORDERING_SMALLER : result > 0 ? GTK_ORDERING_LARGER
                                                        : GTK_ORDERING_EQUAL;
}

static void
show_text (GtkListItem *list_item)
{
  const Column *column = g_object_get_data (G_OBJECT (list_item), "column");
  StrataCountsItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = column->make_text (strata_counts_item_get_counts (item), item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), text);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          const Column       *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->css_class != NULL ? 1 : 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), column->css_class != NULL ? PANGO_ELLIPSIZE_NONE
                                                                        : PANGO_ELLIPSIZE_END);
  if (column->css_class != NULL)
    gtk_widget_add_css_class (label, column->css_class);
  gtk_list_item_set_child (list_item, label);
  g_object_set_data (G_OBJECT (list_item), "column", (gpointer) column);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         const Column       *column)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (show_text),
                           list_item, G_CONNECT_SWAPPED);
  show_text (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item,
           const Column       *column)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), list_item);
}

static void
add_columns (StrataCountsPanel *self)
{
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;
      g_autoptr (GtkSorter) sorter = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) &columns[i]);
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, (gpointer) &columns[i], NULL));
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_append_column (self->view, column);
      aligns[i] = columns[i].css_class != NULL ? GTK_ALIGN_END : GTK_ALIGN_START;
      /* The busiest first */
      if (columns[i].compare == compare_writes)
        gtk_column_view_sort_by_column (self->view, column, GTK_SORT_DESCENDING);
    }
  strata_compat_column_view_align_titles (self->view, aligns);
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  StrataCountsPanel *self = user_data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->filter), -1);
  g_autofree char *name = g_utf8_casefold (strata_counts_item_get_name (item), -1);

  return strstr (name, wanted) != NULL;
}

/* }}} */
/* {{{ What is counted */

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
  text = g_strdup_printf (_("%" G_GUINT64_FORMAT " reads, %" G_GUINT64_FORMAT " writes in all"),
                          reads, writes);
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
  gpointer key = region != NULL ? (gpointer) region : space;
  g_autoptr (StrataCountsItem) item = NULL;

  if (g_hash_table_contains (self->known, key))
    return;

  item = strata_counts_item_new (region, space);
  if (!strata_counts_item_update (item, heat))
    return;

  g_hash_table_add (self->known, key); /* held by the item */
  g_list_store_append (self->items, item);
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
    add_item (self, NULL, strata_board_get_address_space (board, i));
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
  add_columns (self);
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
