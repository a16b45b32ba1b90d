/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-view-private.h"

#include <glib/gi18n.h>

#include "paint/strata-map-legend.h"
#include "paint/strata-map-painter.h"
#include "strata-map-theme.h"
#include "strata-map-walk.h"
#include "strata-tie.h"

#define MIN_WIDTH 240
#define MIN_HEIGHT 120
/* GTK draws what is recorded into a surface of its own first: one that fits into the processor's
 * caches takes half the time. */
#define STRIP_HEIGHT 48

/**
 * StrataMapView:
 *
 * The map of an address space, drawn as a core sample. Up and Down go from flat range to flat
 * range, Right to what lies beneath at that address, Left back to what is seen, Escape selects
 * nothing, Enter opens what is selected. Plus and minus zoom, as do the wheel with Ctrl and two
 * fingers; 0 shows all of it, F what is selected, 1 all that it can be read. The middle button
 * drags, or the first with Space. The first button drags what is selected to elsewhere, or one of
 * its ends: by its own size, with Shift by pages, with Ctrl by bytes; Alt with Up and Down does it
 * with the keyboard.
 *
 * It has one CSS node named `map`. Its accessible role is %GTK_ACCESSIBLE_ROLE_IMG; the description
 * says what is selected.
 */
enum
{
  PROP_0,
  PROP_SELECTION,
  PROP_TRUE_SCALE,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataMapView, strata_map_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
strata_map_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : STRATA_MAP_VIEW_NATURAL_HEIGHT;
}

static cairo_t *
begin_strip (StrataMapView *self,
             GtkSnapshot   *snapshot,
             int            top,
             int            height,
             double         origin_y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, top, width, height));

  cairo_rectangle (cr, 0, top, width, height);
  cairo_clip (cr);
  cairo_translate (cr, -_strata_map_view_get_left (self), origin_y);

  return cr;
}

static void
snapshot_map (StrataMapView           *self,
              GtkSnapshot             *snapshot,
              const StrataMapEmphasis *emphasis)
{
  int headings = _strata_map_view_get_headings_height (self);
  int page = _strata_map_view_get_page_height (self);

  self->style.resolution = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (self->picture == NULL ||
      !strata_map_picture_is_of (self->picture, self->layout, emphasis->view_top,
                                 emphasis->view_bottom))
    {
      g_clear_pointer (&self->picture, strata_map_picture_free);
      self->picture = strata_map_picture_new (self->layout, emphasis->view_top,
                                              emphasis->view_bottom, emphasis->view_top,
                                              emphasis->view_bottom);
    }
  for (int y = 0; y < page; y += STRIP_HEIGHT)
    {
      cairo_t *cr = begin_strip (self, snapshot, headings + y, MIN (STRIP_HEIGHT, page - y),
                                 headings - emphasis->view_top);

      strata_map_painter_paint_picture (self->picture, &self->style, cr, emphasis);
      cairo_destroy (cr);
    }
}

static void
strata_map_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataMapEmphasis emphasis;
  StrataAddressSpace *space;
  const char *name;
  double scroll;
  int headings, legend, height;
  cairo_t *cr;

  if (self->layout == NULL)
    return;

  scroll = _strata_map_view_get_top (self);
  height = gtk_widget_get_height (widget);
  headings = _strata_map_view_get_headings_height (self);
  legend = _strata_map_view_get_legend_height (self);
  space = strata_space_model_get_space (_strata_map_view_get_model (self));
  name = strata_address_space_get_name (space);
  emphasis.selected = self->drag.is_active ? self->drag.selected
                                           : strata_selection_get_instance (self->selection);
  emphasis.hovered = self->is_hovered ? &self->hovered : NULL;
  emphasis.marks = strata_map_model_get_marks (
    strata_space_model_get_map (_strata_map_view_get_model (self)));
  emphasis.view_top = scroll;
  emphasis.view_bottom = scroll + _strata_map_view_get_page_height (self);

  snapshot_map (self, snapshot, &emphasis);

  if (_strata_map_view_shows_heat (self))
    {
      cr = begin_strip (self, snapshot, headings, _strata_map_view_get_page_height (self),
                        headings - scroll);
      _strata_map_view_paint_heat (self, cr);
      cairo_destroy (cr);
    }

  cr = begin_strip (self, snapshot, 0, headings, 0);
  strata_map_painter_paint_headings (self->layout, &self->style, cr,
                                     g_str_equal (name, "memory") ? _("seen by the CPU") : name);
  cairo_destroy (cr);

  cr = begin_strip (self, snapshot, height - legend, legend,
                    height - legend + STRATA_MAP_VIEW_LEGEND_GAP);
  strata_map_legend_paint (self->layout, &self->style, cr);
  cairo_destroy (cr);
  _strata_map_view_snapshot_drag (self, snapshot);
}

static void
strata_map_view_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (strata_map_view_parent_class)->system_setting_changed (widget, setting);

  if (strata_map_theme_is_font_setting (setting))
    _strata_map_view_forget_fonts (STRATA_MAP_VIEW (widget));
}

static void
strata_map_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (strata_map_view_parent_class)->root (widget);

  _strata_map_view_forget_fonts (STRATA_MAP_VIEW (widget));
}

static void
describe (StrataMapView *self)
{
  StrataSpaceModel *model = _strata_map_view_get_model (self);
  guint instance = STRATA_NO_INSTANCE;
  g_autofree char *text = NULL;

  if (model != NULL)
    instance = strata_selection_get_instance (self->selection);
  if (instance != STRATA_NO_INSTANCE)
    text = strata_map_walk_describe (model, instance,
                                     strata_selection_get_address (self->selection));
  else
    text = g_strdup (_("Nothing selected"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static void
show_selected (StrataMapView *self)
{
  gboolean selected = strata_selection_get_instance (self->selection) != STRATA_NO_INSTANCE;

  describe (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.fit-selection", selected);
  if (strata_selection_is_updating (self->selection))
    return;

  if (self->layout != NULL)
    _strata_map_view_scroll_to_selected (self);
  else
    self->scroll_to_selected = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "moved");
}

static void
show_model (StrataMapView *self)
{
  /* A region is held over the picture. */
  if (self->drag.is_active)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  if (self->selection != NULL && strata_selection_is_updating (self->selection))
    {
      _strata_map_view_forget_layout (self);
      return;
    }

  self->unfolded = FALSE;
  _strata_map_view_forget_viewport (self);
  if (self->hadjustment != NULL)
    gtk_adjustment_set_value (self->hadjustment, 0);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "moved");
}

static void
strata_map_view_dispose (GObject *object)
{
  StrataMapView *self = STRATA_MAP_VIEW (object);

  strata_tie_set (&self->selection, NULL, self);
  g_clear_object (&self->heat);
  g_clear_pointer (&self->known.region, strata_region_unref);
  _strata_map_view_set_hadjustment (self, NULL);
  _strata_map_view_set_vadjustment (self, NULL);
  g_clear_pointer (&self->viewport, strata_map_viewport_free);
  g_clear_pointer (&self->picture, strata_map_picture_free);
  g_clear_pointer (&self->layout, strata_map_layout_unref);
  g_clear_pointer (&self->fonts, strata_map_fonts_unref);

  G_OBJECT_CLASS (strata_map_view_parent_class)->dispose (object);
}

static void
strata_map_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  StrataMapView *self = STRATA_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_TRUE_SCALE:
      g_value_set_boolean (value, self->true_scale);
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
strata_map_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  StrataMapView *self = STRATA_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      strata_map_view_set_selection (self, g_value_get_object (value));
      break;
    case PROP_TRUE_SCALE:
      strata_map_view_set_true_scale (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      _strata_map_view_set_hadjustment (self, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      _strata_map_view_set_vadjustment (self, g_value_get_object (value));
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
strata_map_view_class_init (StrataMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_map_view_dispose;
  object_class->get_property = strata_map_view_get_property;
  object_class->set_property = strata_map_view_set_property;

  widget_class->measure = strata_map_view_measure;
  widget_class->size_allocate = _strata_map_view_allocate;
  widget_class->snapshot = strata_map_view_snapshot;
  widget_class->query_tooltip = _strata_map_view_query_tooltip;
  widget_class->root = strata_map_view_root;
  widget_class->system_setting_changed = strata_map_view_system_setting_changed;

  properties[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                                                    flags);
  properties[PROP_TRUE_SCALE] = g_param_spec_boolean ("true-scale", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * StrataMapView::moved:
   *
   * Emitted when another part of the map is seen, at another zoom, or with another selection.
   */
  g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  /**
   * StrataMapView::activated:
   *
   * What is selected is to be opened: by Enter, or a double click.
   */
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  /**
   * StrataMapView::query-movable:
   * @self: the map
   * @instance: an instance that is no root
   * @resize: whether its ends are to be moved apart
   *
   * Asks whether a region may be dragged to elsewhere in its container, or may have another size.
   *
   * Returns: %TRUE if so
   */
  g_signal_new ("query-movable", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_UINT,
                G_TYPE_BOOLEAN);

  /**
   * StrataMapView::placed:
   * @self: the map
   * @address: an offset in the container of what is selected
   * @size: a size; %G_MAXUINT64 for 2^64, and 0 for what it is
   *
   * What is selected is held there, or was moved there with the keyboard.
   */
  g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);

  /**
   * StrataMapView::dropped:
   * @self: the map
   *
   * What was placed is let go there.
   */
  g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  _strata_map_view_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
strata_map_view_init (StrataMapView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  /* Addresses and columns keep their direction. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);

  _strata_map_view_add_pointer (self);

  strata_map_theme_follow (GTK_WIDGET (self), &self->style);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Memory map"), -1);
  describe (self);
}

/**
 * strata_map_view_new:
 *
 * Creates an empty map.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_map_view_new (void)
{
  return g_object_new (STRATA_TYPE_MAP_VIEW, NULL);
}

/**
 * strata_map_view_get_selection:
 * @self: a map
 *
 * Gets what the map shows and selects.
 *
 * Returns: (transfer none) (nullable): the selection
 */
StrataSelection *
strata_map_view_get_selection (StrataMapView *self)
{
  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), NULL);

  return self->selection;
}

/**
 * strata_map_view_set_selection:
 * @self: a map
 * @selection: (nullable): what to show and to select in
 *
 * Ties the map to a selection.
 */
void
strata_map_view_set_selection (StrataMapView   *self,
                               StrataSelection *selection)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));
  g_return_if_fail (selection == NULL || STRATA_IS_SELECTION (selection));

  if (!strata_tie_set (&self->selection, selection, self))
    return;

  show_model (self);
  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (show_model), self);
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
      show_selected (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * strata_map_view_get_true_scale:
 * @self: a map
 *
 * Gets whether heights are proportional to sizes.
 *
 * Returns: %TRUE if they are, %FALSE if the map is folded
 */
gboolean
strata_map_view_get_true_scale (StrataMapView *self)
{
  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), FALSE);

  return self->true_scale;
}

/**
 * strata_map_view_set_true_scale:
 * @self: a map
 * @true_scale: whether heights are to be proportional to sizes
 *
 * Draws the map true to scale, or folded.
 */
void
strata_map_view_set_true_scale (StrataMapView *self,
                                gboolean       true_scale)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));

  if (self->true_scale == true_scale)
    return;

  self->true_scale = true_scale;
  _strata_map_view_forget_viewport (self);
  self->scroll_to_selected = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRUE_SCALE]);
}

/**
 * strata_map_view_get_visible:
 * @self: a map
 * @range: (out): the addresses that are seen
 *
 * Finds what is seen of the map.
 *
 * Returns: whether there is anything
 */
gboolean
strata_map_view_get_visible (StrataMapView *self,
                             StrataRange   *range)
{
  g_return_val_if_fail (STRATA_IS_MAP_VIEW (self), FALSE);
  g_return_val_if_fail (range != NULL, FALSE);

  if (self->layout == NULL)
    return FALSE;

  strata_map_viewport_get_visible (self->viewport, range);

  return TRUE;
}

/**
 * strata_map_view_go_to:
 * @self: a map
 * @address: an address
 *
 * Brings an address into the middle, as far as the ends allow. The zoom stays.
 */
void
strata_map_view_go_to (StrataMapView *self,
                       guint64        address)
{
  g_return_if_fail (STRATA_IS_MAP_VIEW (self));

  if (_strata_map_view_prepare (self))
    _strata_map_view_show_address (self, address, _strata_map_view_get_page_height (self) / 2.0);
}
