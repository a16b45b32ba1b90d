/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-dirty-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "strata-wrap-box.h"

#define INTERVAL 250 /* milliseconds between two looks at the pages */
#define CELL 11      /* pixels from cell to cell */

/**
 * StrataDirtyPanel:
 *
 * Which pages of a piece of memory are dirty for a client, as they become so. Looking changes
 * nothing; what is logged, set and reset here is so for all.
 */
struct _StrataDirtyPanel
{
  GtkWidget parent_instance;

  GtkDropDown *region;
  GtkDropDown *client;
  GtkToggleButton *log_button;
  GtkWidget *set_button;
  GtkWidget *reset_button;
  GtkWidget *snapshot_button;
  GtkDrawingArea *grid;
  GtkLabel *status;

  StrataBoard *board;
  GPtrArray *regions; /* of StrataRegion, as listed */
  StrataRegion *logged; /* what this panel logs; NULL if nothing */
  StrataDirtyClients logged_client;
  StrataDirtySnapshot *snapshot; /* the last one of what is shown */
  guint timeout;
};

/* How the pages are laid out as cells of one page or many. */
typedef struct
{
  StrataRegion *region;
  StrataDirtyClients client;
  guint64 size;  /* bytes */
  guint64 cell;  /* bytes in a cell */
  guint n_cells;
  guint n_columns;
} Layout;

G_DEFINE_FINAL_TYPE (StrataDirtyPanel, strata_dirty_panel, GTK_TYPE_WIDGET)

/* {{{ The grid */

static StrataRegion *
get_region (StrataDirtyPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->region);

  return selected < self->regions->len ? self->regions->pdata[selected] : NULL;
}

static StrataDirtyClients
get_client (StrataDirtyPanel *self)
{
  static const StrataDirtyClients clients[] = { STRATA_DIRTY_VGA, STRATA_DIRTY_CODE,
                                                STRATA_DIRTY_MIGRATION };

  return clients[MIN (gtk_drop_down_get_selected (self->client), 2)];
}

static gboolean
lay_out (StrataDirtyPanel *self,
         Layout           *layout)
{
  guint n_columns = MAX (gtk_widget_get_width (GTK_WIDGET (self->grid)) / CELL, 1);
  guint n_rows = MAX (gtk_widget_get_height (GTK_WIDGET (self->grid)) / CELL, 1);

  layout->region = get_region (self);
  if (layout->region == NULL)
    return FALSE;

  layout->client = get_client (self);
  layout->size = strata_region_get_size (layout->region);
  layout->n_columns = n_columns;
  layout->cell = STRATA_PAGE_SIZE;
  while ((layout->size - 1) / layout->cell >= (guint64) n_columns * n_rows)
    layout->cell *= 2;
  layout->n_cells = (guint) ((layout->size - 1) / layout->cell) + 1;

  return TRUE;
}

static guint64
get_cell_length (const Layout *layout,
                 guint         cell)
{
  return MIN (layout->cell, layout->size - cell * layout->cell);
}

static gboolean
is_dirty (const Layout *layout,
          guint         cell)
{
  return strata_region_get_dirty (layout->region, cell * layout->cell,
                                  get_cell_length (layout, cell), layout->client);
}

/* How much of the text's colour is in a cell */
typedef struct
{
  double clean;
  double dirty;
  double outline;
} Shades;

/* With high contrast a clean cell, too, stands out from the ground as 3 to 1. */
static const Shades *
get_shades (StrataDirtyPanel *self)
{
  static const Shades normal = { .12, .85, .6 };
  static const Shades high_contrast = { .5, 1, 1 };
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  return adw_style_manager_get_high_contrast (adw_style_manager_get_for_display (display))
           ? &high_contrast : &normal;
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  StrataDirtyPanel *self = user_data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  const Shades *shades = get_shades (self);
  GdkRGBA color;
  Layout layout;

  if (!lay_out (self, &layout))
    return;

  gtk_style_context_get_color (context, &color);
  for (guint i = 0; i < layout.n_cells; i++)
    {
      double x = i % layout.n_columns * CELL;
      double y = i / layout.n_columns * CELL;

      cairo_set_source_rgba (cr, color.red, color.green, color.blue,
                             color.alpha * (is_dirty (&layout, i) ? shades->dirty
                                                                  : shades->clean));
      cairo_rectangle (cr, x, y, CELL - 2, CELL - 2);
      cairo_fill (cr);
      if (self->snapshot == NULL ||
          !strata_dirty_snapshot_get_dirty (self->snapshot, i * layout.cell,
                                            get_cell_length (&layout, i)))
        continue;
      cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha * shades->outline);
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, x + .5, y + .5, CELL - 3, CELL - 3);
      cairo_stroke (cr);
    }
}

static gboolean
query_tooltip_cb (StrataDirtyPanel *self,
                  int               x,
                  int               y,
                  gboolean          by_keyboard,
                  GtkTooltip       *tooltip)
{
  g_autofree char *text = NULL;
  guint64 first;
  Layout layout;
  guint cell;

  if (by_keyboard || !lay_out (self, &layout) || x / CELL >= (int) layout.n_columns)
    return FALSE;
  cell = (guint) (y / CELL) * layout.n_columns + (guint) (x / CELL);
  if (cell >= layout.n_cells)
    return FALSE;

  first = cell * layout.cell;
  text = g_strdup_printf (is_dirty (&layout, cell)
                            ? _("0x%" PRIx64 "–0x%" PRIx64 ": dirty")
                            : _("0x%" PRIx64 "–0x%" PRIx64 ": clean"),
                          first, first + get_cell_length (&layout, cell) - 1);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static gboolean
update_cb (gpointer user_data)
{
  StrataDirtyPanel *self = user_data;
  g_autofree char *text = NULL;
  guint n_dirty = 0;
  Layout layout;

  if (!lay_out (self, &layout))
    {
      gtk_label_set_label (self->status, _("This board shows no memory."));
      return G_SOURCE_CONTINUE;
    }

  for (guint i = 0; i < layout.n_cells; i++)
    n_dirty += is_dirty (&layout, i);
  if ((strata_region_get_log_clients (layout.region) & layout.client) == 0)
    text = g_strdup (_("Nobody logs this memory for this client."));
  else if (layout.cell == STRATA_PAGE_SIZE)
    text = g_strdup_printf (ngettext ("%u of %u page dirty", "%u of %u pages dirty",
                                      layout.n_cells), n_dirty, layout.n_cells);
  else
    text = g_strdup_printf (_("Dirty pages in %u of %u blocks of %" PRIu64 " pages"),
                            n_dirty, layout.n_cells, layout.cell / STRATA_PAGE_SIZE);
  if (g_strcmp0 (gtk_label_get_label (self->status), text) != 0)
    {
      gtk_label_set_label (self->status, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->grid));

  return G_SOURCE_CONTINUE;
}

/* }}} */
/* {{{ What can be done */

/* Logging is a change of the map, and the timeline says of which kind. */
static gboolean
set_log (StrataRegion       *region,
         StrataDirtyClients  client,
         gboolean            on)
{
  StrataSystem *system = strata_region_get_system (region);
  g_autofree char *name = g_strdup_printf (_("Change the dirty clients of “%s”"),
                                           strata_region_get_name (region));
  gboolean done;

  strata_system_begin (system);
  strata_system_name_transaction (system, name);
  done = strata_region_set_log (region, client, on, NULL);
  strata_system_commit (system);

  return done;
}

static void
stop_log (StrataDirtyPanel *self)
{
  if (self->logged == NULL)
    return;

  set_log (self->logged, self->logged_client, FALSE);
  g_clear_pointer (&self->logged, strata_region_unref);
}

static void
log_cb (StrataDirtyPanel *self)
{
  StrataRegion *region = get_region (self);
  StrataDirtyClients client = get_client (self);

  stop_log (self);
  if (gtk_toggle_button_get_active (self->log_button) && region != NULL &&
      set_log (region, client, TRUE))
    {
      self->logged = strata_region_ref (region);
      self->logged_client = client;
    }
  update_cb (self);
}

static void
choose_cb (StrataDirtyPanel *self)
{
  gboolean has_region;

  if (self->regions == NULL)
    return;

  has_region = get_region (self) != NULL;
  g_clear_pointer (&self->snapshot, strata_dirty_snapshot_unref);
  gtk_toggle_button_set_active (self->log_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->log_button), has_region);
  gtk_widget_set_sensitive (self->set_button, has_region);
  gtk_widget_set_sensitive (self->reset_button, has_region);
  gtk_widget_set_sensitive (self->snapshot_button, has_region);
  update_cb (self);
}

static void
set_cb (StrataDirtyPanel *self)
{
  StrataRegion *region = get_region (self);

  strata_region_set_dirty (region, 0, strata_region_get_size (region));
  update_cb (self);
}

static void
reset_cb (StrataDirtyPanel *self)
{
  StrataRegion *region = get_region (self);

  strata_region_reset_dirty (region, 0, strata_region_get_size (region), get_client (self));
  update_cb (self);
}

static void
snapshot_cb (StrataDirtyPanel *self)
{
  StrataRegion *region = get_region (self);

  g_clear_pointer (&self->snapshot, strata_dirty_snapshot_unref);
  self->snapshot = strata_region_snapshot_and_clear_dirty (
    region, 0, strata_region_get_size (region), get_client (self));
  update_cb (self);
}

/* }}} */
/* {{{ The memory to choose from */

/* All memory that the address spaces of a board show. */
static GPtrArray *
find_memory (StrataBoard *board)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      g_autoptr (StrataFlatView) view =
        strata_address_space_ref_view (strata_board_get_address_space (board, i));

      for (guint j = 0; j < strata_flat_view_get_n_ranges (view); j++)
        {
          StrataRegion *region = strata_flat_view_get_range (view, j)->region;

          if (strata_region_get_ram_ptr (region) != NULL && g_hash_table_add (seen, region))
            g_ptr_array_add (regions, strata_region_ref (region));
        }
    }

  return regions;
}

static void
show_memory (StrataDirtyPanel *self,
             GPtrArray        *regions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_toggle_button_set_active (self->log_button, FALSE);
  gtk_drop_down_set_model (self->region, NULL);
  g_ptr_array_unref (self->regions);
  self->regions = g_ptr_array_ref (regions);
  for (guint i = 0; i < regions->len; i++)
    gtk_string_list_append (names, strata_region_get_name (regions->pdata[i]));
  gtk_drop_down_set_model (self->region, G_LIST_MODEL (names));
  choose_cb (self);
}

/* A device may have mapped memory since the panel was last looked at, or unmapped it. What is
 * logged stays where it is. */
static void
look_for_memory (StrataDirtyPanel *self)
{
  g_autoptr (GPtrArray) regions = NULL;
  gboolean is_same;

  if (self->board == NULL || self->logged != NULL)
    return;

  regions = find_memory (self->board);
  is_same = regions->len == self->regions->len;
  for (guint i = 0; is_same && i < regions->len; i++)
    is_same = regions->pdata[i] == self->regions->pdata[i];
  if (!is_same)
    {
      StrataRegion *region = get_region (self);
      guint position;

      if (!g_ptr_array_find (regions, region, &position))
        position = 0;
      show_memory (self, regions);
      gtk_drop_down_set_selected (self->region, position);
    }
}

/* }}} */

static void
strata_dirty_panel_map (GtkWidget *widget)
{
  StrataDirtyPanel *self = STRATA_DIRTY_PANEL (widget);

  GTK_WIDGET_CLASS (strata_dirty_panel_parent_class)->map (widget);
  look_for_memory (self);
  update_cb (self);
  self->timeout = g_timeout_add (INTERVAL, update_cb, self);
}

static void
strata_dirty_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_DIRTY_PANEL (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_dirty_panel_parent_class)->unmap (widget);
}

static void
strata_dirty_panel_dispose (GObject *object)
{
  StrataDirtyPanel *self = STRATA_DIRTY_PANEL (object);
  GtkWidget *child;

  stop_log (self);
  g_clear_pointer (&self->snapshot, strata_dirty_snapshot_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_object (&self->board);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_dirty_panel_parent_class)->dispose (object);
}

static void
strata_dirty_panel_class_init (StrataDirtyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_dirty_panel_dispose;
  widget_class->map = strata_dirty_panel_map;
  widget_class->unmap = strata_dirty_panel_unmap;

  g_type_ensure (STRATA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-dirty-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, region);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, client);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, log_button);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, set_button);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, reset_button);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, snapshot_button);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, grid);
  gtk_widget_class_bind_template_child (widget_class, StrataDirtyPanel, status);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, snapshot_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_set_css_name (widget_class, "dirtypanel");
}

static void
strata_dirty_panel_init (StrataDirtyPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  gtk_drawing_area_set_draw_func (self->grid, draw_cb, self, NULL);
  choose_cb (self);
}

/**
 * strata_dirty_panel_new:
 *
 * Creates a panel without a board.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_dirty_panel_new (void)
{
  return g_object_new (STRATA_TYPE_DIRTY_PANEL, NULL);
}

/**
 * strata_dirty_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 *
 * Shows the memory of another board.
 */
void
strata_dirty_panel_set_board (StrataDirtyPanel *self,
                              StrataBoard      *board)
{
  g_autoptr (GPtrArray) regions = NULL;

  g_return_if_fail (STRATA_IS_DIRTY_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  regions = board != NULL ? find_memory (board)
                          : g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  show_memory (self, regions);
  g_set_object (&self->board, board);
}
