/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-theme.h"
#include "strata-tie.h"

#define MIN_ROWS 3
#define NATURAL_ROWS 12
#define MIN_WIDTH 240
#define REFRESH_INTERVAL 100 /* milliseconds */
#define TELL_EVERY 10        /* refreshes: what is said of ages */
#define STRIP_ROWS 2

/**
 * StrataHexView:
 *
 * The bytes of an address space or of a region: addresses, bytes in units of the access size, their
 * text, and who answers. Only what is on the screen is looked at, again and again; what can be read
 * only with side effects is not, until one asks. What is typed waits until Enter writes it; Escape
 * drops it. Tab goes from bytes to text.
 *
 * It scrolls exactly over all 2^64 addresses. It has one CSS node named `hex`. Its accessible role
 * is %GTK_ACCESSIBLE_ROLE_GRID; the description is the row of the cursor.
 *
 * # Actions
 *
 * - `hex.read`: reads what is selected
 * - `hex.poke`: writes what was typed
 * - `hex.copy`, `hex.copy-c`, `hex.copy-qtest`, `hex.paste`, `hex.select-all`
 * - `hex.move`: a way to move, and whether the selection is extended
 */

enum
{
  PROP_0,
  PROP_SOURCE,
  PROP_JOURNAL,
  PROP_UNIT,
  PROP_BIG_ENDIAN,
  PROP_COLUMNS,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  CHANGED,
  MESSAGE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataHexView, strata_hex_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
forget_font (StrataHexView *self)
{
  g_clear_pointer (&self->font, strata_hex_font_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static StrataHexFont *
get_font (StrataHexView *self)
{
  if (self->font == NULL)
    self->font = strata_hex_font_new (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL);

  return self->font;
}

/* {{{ Layout */

static void
lay_out (StrataHexView *self,
         int            width)
{
  guint64 address = self->scroll.row * self->layout.n_columns;
  guint n_digits = _strata_hex_view_count_digits (self);
  guint before = self->layout.n_columns;
  guint columns = self->columns;

  if (columns == 0)
    columns = strata_hex_layout_choose_columns (get_font (self), self->unit, n_digits, width);
  strata_hex_layout_init (&self->layout, get_font (self), columns, self->unit, self->big_endian,
                          n_digits);
  if (columns != before)
    self->scroll.row = address / columns;
}

static void
show_adjustments (StrataHexView *self,
                  int            width)
{
  double content = ceil (self->layout.margin_x - self->layout.char_width);
  double value;

  if (self->hadjustment != NULL)
    {
      value = CLAMP (gtk_adjustment_get_value (self->hadjustment), 0, MAX (0, content - width));
      gtk_adjustment_configure (self->hadjustment, value, 0, MAX (content, width),
                                self->layout.char_width, width * 0.9, width);
    }
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, self->scroll.value, 0,
                              strata_hex_scroll_get_upper (&self->scroll),
                              self->layout.row_height,
                              MAX (self->layout.row_height,
                                   self->scroll.page - self->layout.row_height),
                              self->scroll.page);
}

static void
strata_hex_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);

  lay_out (self, width);
  strata_hex_scroll_set_extent (&self->scroll,
                                _strata_hex_view_get_last (self) / self->layout.n_columns,
                                self->layout.row_height, MAX (height, 1));
  if (self->wants_reveal)
    strata_hex_scroll_show (&self->scroll, self->cursor / self->layout.n_columns);
  self->wants_reveal = FALSE;
  show_adjustments (self, width);
  _strata_hex_view_update_page (self);
  _strata_hex_view_describe (self);
  gtk_widget_queue_draw (widget);
}

static void
strata_hex_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  int row = strata_hex_font_get_row_height (get_font (STRATA_HEX_VIEW (widget)));

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_ROWS * row;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NATURAL_ROWS * row;
}

/* }}} */

/* In strips: what GTK draws each into then fits into the processor's caches. */
static void
snapshot_strip (StrataHexView       *self,
                GtkSnapshot         *snapshot,
                const StrataHexPage *page,
                int                  top,
                int                  bottom)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int left = self->hadjustment != NULL ? (int) gtk_adjustment_get_value (self->hadjustment) : 0;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, top, width, bottom - top));

  cairo_rectangle (cr, 0, top, width, bottom - top);
  cairo_clip (cr);
  cairo_translate (cr, -left, 0);
  strata_hex_painter_paint (page, &self->layout, self->font, &self->style, cr, width + left);
  cairo_destroy (cr);
}

static void
strata_hex_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);
  int height = gtk_widget_get_height (widget);
  int strip = STRIP_ROWS * self->layout.row_height;
  StrataHexPage page = { 0 };

  if (self->source == NULL || self->cells->len == 0 || self->stretches == NULL)
    return;

  page.first = self->first;
  page.n_rows = self->cells->len / self->layout.n_columns;
  page.cells = (const StrataHexCell *) self->cells->data;
  page.stretches = self->stretches;
  page.shift = floor (self->scroll.shift);
  page.has_selection = self->cursor != self->anchor;
  strata_hex_view_get_selection (self, &page.selection_first, &page.selection_last);
  page.cursor = self->cursor;
  if (!strata_hex_edit_is_empty (&self->edit))
    page.cursor = MIN (strata_hex_edit_get_next (&self->edit), _strata_hex_view_get_last (self));
  page.in_text = self->in_text;
  page.has_focus = gtk_widget_has_focus (widget);

  for (int y = -(int) page.shift; y < height; y += strip)
    snapshot_strip (self, snapshot, &page, MAX (y, 0), MIN (y + strip, height));
}

static gboolean
refresh_cb (gpointer user_data)
{
  StrataHexView *self = user_data;

  _strata_hex_view_update_page (self);
  if (++self->n_refreshes % TELL_EVERY == 0)
    {
      _strata_hex_view_describe (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }

  return G_SOURCE_CONTINUE;
}

static void
strata_hex_view_map (GtkWidget *widget)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);

  GTK_WIDGET_CLASS (strata_hex_view_parent_class)->map (widget);

  if (self->wants_reveal)
    _strata_hex_view_reveal (self, self->cursor);
  self->n_refreshes = TELL_EVERY - 1; /* what is said comes with the first one */
  self->refresh = g_timeout_add (REFRESH_INTERVAL, refresh_cb, self);
}

static void
strata_hex_view_unmap (GtkWidget *widget)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);

  g_clear_handle_id (&self->refresh, g_source_remove);

  GTK_WIDGET_CLASS (strata_hex_view_parent_class)->unmap (widget);
}

static void
strata_hex_view_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (strata_hex_view_parent_class)->system_setting_changed (widget, setting);

  if (strata_map_theme_is_font_setting (setting))
    forget_font (STRATA_HEX_VIEW (widget));
}

static void
strata_hex_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (strata_hex_view_parent_class)->root (widget);

  forget_font (STRATA_HEX_VIEW (widget));
}

static void
scrolled_cb (StrataHexView *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);

  if (self->font == NULL || value == self->scroll.value)
    return;

  strata_hex_scroll_set_value (&self->scroll, value);
  _strata_hex_view_update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
strata_hex_view_dispose (GObject *object)
{
  StrataHexView *self = STRATA_HEX_VIEW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  strata_tie_set (&self->hadjustment, NULL, self);
  strata_tie_set (&self->vadjustment, NULL, self);
  g_clear_object (&self->source);
  g_clear_object (&self->journal);
  g_clear_object (&self->heat);
  g_clear_pointer (&self->font, strata_hex_font_unref);
  g_clear_pointer (&self->stretches, g_array_unref);

  G_OBJECT_CLASS (strata_hex_view_parent_class)->dispose (object);
}

static void
strata_hex_view_finalize (GObject *object)
{
  StrataHexView *self = STRATA_HEX_VIEW (object);

  strata_hex_edit_clear (&self->edit);
  g_array_unref (self->cells);
  g_array_unref (self->spare);

  G_OBJECT_CLASS (strata_hex_view_parent_class)->finalize (object);
}

static void
strata_hex_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  StrataHexView *self = STRATA_HEX_VIEW (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_UNIT:
      g_value_set_uint (value, self->unit);
      break;
    case PROP_BIG_ENDIAN:
      g_value_set_boolean (value, self->big_endian);
      break;
    case PROP_COLUMNS:
      g_value_set_uint (value, self->columns);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_hex_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  StrataHexView *self = STRATA_HEX_VIEW (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      strata_hex_view_set_source (self, g_value_get_object (value));
      break;
    case PROP_JOURNAL:
      strata_hex_view_set_journal (self, g_value_get_object (value));
      break;
    case PROP_UNIT:
      strata_hex_view_set_unit (self, g_value_get_uint (value));
      break;
    case PROP_BIG_ENDIAN:
      strata_hex_view_set_big_endian (self, g_value_get_boolean (value));
      break;
    case PROP_COLUMNS:
      strata_hex_view_set_columns (self, g_value_get_uint (value));
      break;
    case PROP_HADJUSTMENT:
      strata_tie_set_adjustment (GTK_WIDGET (self), &self->hadjustment, g_value_get_object (value),
                                 G_CALLBACK (gtk_widget_queue_draw));
      break;
    case PROP_VADJUSTMENT:
      strata_tie_set_adjustment (GTK_WIDGET (self), &self->vadjustment, g_value_get_object (value),
                                 G_CALLBACK (scrolled_cb));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_hex_view_class_init (StrataHexViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_hex_view_dispose;
  object_class->finalize = strata_hex_view_finalize;
  object_class->get_property = strata_hex_view_get_property;
  object_class->set_property = strata_hex_view_set_property;
  widget_class->measure = strata_hex_view_measure;
  widget_class->size_allocate = strata_hex_view_size_allocate;
  widget_class->snapshot = strata_hex_view_snapshot;
  widget_class->map = strata_hex_view_map;
  widget_class->unmap = strata_hex_view_unmap;
  widget_class->root = strata_hex_view_root;
  widget_class->system_setting_changed = strata_hex_view_system_setting_changed;

  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, STRATA_TYPE_HEX_SOURCE,
                                                 flags);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, STRATA_TYPE_POKE_JOURNAL,
                                                  flags);
  properties[PROP_UNIT] = g_param_spec_uint ("unit", NULL, NULL, 1, 8, 1, flags);
  properties[PROP_BIG_ENDIAN] = g_param_spec_boolean ("big-endian", NULL, NULL, FALSE, flags);
  properties[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, 32, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * StrataHexView::changed:
   * @self: the view
   *
   * The cursor, the selection, what waits or what is said of them is another.
   */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_HEX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * StrataHexView::message:
   * @self: the view
   * @text: what happened
   *
   * What an action came to, for a person to read.
   */
  signals[MESSAGE] = g_signal_new ("message", STRATA_TYPE_HEX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  _strata_hex_view_class_init_input (widget_class);
  gtk_widget_class_set_css_name (widget_class, "hex");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
strata_hex_view_init (StrataHexView *self)
{
  self->unit = 1;
  self->cells = g_array_new (FALSE, TRUE, sizeof (StrataHexCell));
  self->spare = g_array_new (FALSE, TRUE, sizeof (StrataHexCell));
  strata_hex_scroll_init (&self->scroll);
  strata_hex_edit_init (&self->edit);
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR); /* as the digits of a number */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Memory"), -1);
  strata_map_theme_follow (GTK_WIDGET (self), &self->style);
  _strata_hex_view_init_input (self);
}

/**
 * strata_hex_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing
 */
GtkWidget *
strata_hex_view_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_VIEW, NULL);
}

/**
 * strata_hex_view_go_to:
 * @self: a view
 * @first: an address
 * @last: an address not below it
 *
 * Puts the cursor to @first, selects up to @last, and shows it.
 */
void
strata_hex_view_go_to (StrataHexView *self,
                       guint64        first,
                       guint64        last)
{
  guint64 end;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (first <= last);

  end = _strata_hex_view_get_last (self);
  strata_hex_edit_drop (&self->edit);
  self->cursor = MIN (first, end);
  self->anchor = MIN (last, end);
  if (self->layout.n_columns > 0)
    strata_hex_scroll_show (&self->scroll, self->cursor / self->layout.n_columns);
  _strata_hex_view_reveal (self, self->cursor);
  _strata_hex_view_moved (self);
}
