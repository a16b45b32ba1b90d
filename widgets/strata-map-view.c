/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "paint/strata-map-legend.h"
#include "paint/strata-map-painter.h"
#include "strata-map-walk.h"
#include "strata-words.h"

#define MIN_WIDTH 240
#define MIN_HEIGHT 120
#define NATURAL_HEIGHT 560
#define LEGEND_GAP 6

/**
 * StrataMapView:
 *
 * The map of an address space, drawn as a core sample. Up and Down go from flat range to flat
 * range, Right to what lies beneath at that address, Left back to what is seen, Escape selects
 * nothing.
 *
 * It has one CSS node named `map`. Its accessible role is %GTK_ACCESSIBLE_ROLE_IMG; the description
 * says what is selected.
 */
struct _StrataMapView
{
  GtkWidget parent_instance;

  StrataSelection *selection;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;

  StrataMapFonts *fonts;
  StrataMapLayout *layout;
  StrataMapStyle style;
  StrataMapBox hovered;
  int layout_width;
  int layout_height;
  gboolean is_hovered;
  gboolean true_scale;
  gboolean unfolded;
  gboolean scroll_to_selected;
};

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

static StrataSpaceModel *
get_model (StrataMapView *self)
{
  return self->selection != NULL ? strata_selection_get_model (self->selection) : NULL;
}

/* Scroll bars may come or go with another layout, so all around has to be allocated anew. */
static void
forget_layout (StrataMapView *self)
{
  g_clear_pointer (&self->layout, strata_map_layout_unref);
  self->is_hovered = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
forget_fonts (StrataMapView *self)
{
  g_clear_pointer (&self->fonts, strata_map_fonts_unref);
  forget_layout (self);
}

static StrataMapFonts *
get_fonts (StrataMapView *self)
{
  if (self->fonts == NULL)
    self->fonts = strata_map_fonts_new (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL);

  return self->fonts;
}

static void
update_style (StrataMapView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    strata_map_style_init (&self->style, dark ? STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK
                                              : STRATA_MAP_SCHEME_HIGH_CONTRAST);
  else
    strata_map_style_init (&self->style, dark ? STRATA_MAP_SCHEME_DARK : STRATA_MAP_SCHEME_LIGHT);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
get_headings_height (StrataMapView *self)
{
  return strata_map_painter_get_headings_height (self->layout);
}

static int
get_legend_height (StrataMapView *self)
{
  return strata_map_legend_get_height (self->layout) + LEGEND_GAP;
}

/* The height of what can be scrolled */
static int
get_page_height (StrataMapView *self)
{
  return MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - get_headings_height (self) -
              get_legend_height (self));
}

static double
get_scroll (GtkAdjustment *adjustment)
{
  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

static StrataMapLayout *
create_layout (StrataMapView *self,
               int            width,
               int            height)
{
  StrataMapModel *map = strata_space_model_get_map (get_model (self));
  StrataMapScaleOptions options = {
    self->true_scale ? STRATA_MAP_MODE_TRUE : STRATA_MAP_MODE_FOLDED,
    1,
    strata_map_fonts_get_row_height (get_fonts (self)),
    MAX (height, NATURAL_HEIGHT),
  };
  gsize n_stretches;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (map, &n_stretches);
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n_stretches, NULL, &options);

  return strata_map_layout_new (map, scale, get_fonts (self), width, self->unfolded);
}

static void
configure (GtkAdjustment *adjustment,
           double         upper,
           double         page,
           double         step)
{
  double value;

  if (adjustment == NULL)
    return;

  value = CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (0, upper - page));
  gtk_adjustment_configure (adjustment, value, 0, MAX (upper, page), step, page * 0.9, page);
}

/* Where the selected instance is drawn: what must be seen of it. */
static gboolean
find_selected (StrataMapView *self,
               StrataMapBox  *box,
               double        *top,
               double        *bottom)
{
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address = strata_selection_get_address (self->selection);

  if (instance == STRATA_NO_INSTANCE ||
      !strata_map_layout_find_box (self->layout, instance, box))
    return FALSE;

  *top = CLAMP (strata_map_layout_get_top (self->layout, address), box->y, box->y + box->height);
  *bottom = MIN (*top + strata_map_fonts_get_row_height (self->fonts), box->y + box->height);

  return TRUE;
}

static void
scroll_to_selected (StrataMapView *self)
{
  StrataMapBox box;
  double top, bottom;
  double value, page;

  self->scroll_to_selected = FALSE;
  if (!find_selected (self, &box, &top, &bottom))
    return;

  if (self->vadjustment != NULL)
    {
      value = gtk_adjustment_get_value (self->vadjustment);
      page = gtk_adjustment_get_page_size (self->vadjustment);
      if (top < value || bottom > value + page)
        gtk_adjustment_set_value (self->vadjustment, top - page / 3);
    }
  if (self->hadjustment != NULL)
    gtk_adjustment_clamp_page (self->hadjustment, box.x, box.x + box.width);
}

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
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NATURAL_HEIGHT;
}

static void
strata_map_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  double middle = 0;
  guint64 anchor = 0;
  gboolean anchored = FALSE;
  double row;

  if (get_model (self) == NULL ||
      strata_space_model_get_root (get_model (self)) == STRATA_NO_INSTANCE)
    {
      configure (self->hadjustment, 0, width, 1);
      configure (self->vadjustment, 0, height, 1);
      return;
    }

  /* What is in the middle stays there when the rows move. */
  if (self->layout != NULL && self->vadjustment != NULL && self->layout_width != width &&
      gtk_adjustment_get_value (self->vadjustment) > 0)
    {
      middle = gtk_adjustment_get_page_size (self->vadjustment) / 2;
      anchor = strata_map_layout_get_address (
        self->layout, gtk_adjustment_get_value (self->vadjustment) + middle);
      anchored = TRUE;
    }

  if (self->layout == NULL || self->layout_width != width ||
      (self->true_scale && self->layout_height != height))
    {
      g_clear_pointer (&self->layout, strata_map_layout_unref);
      self->layout = create_layout (self, width, height);
      self->layout_width = width;
      self->layout_height = height;
      self->is_hovered = FALSE;
    }

  row = strata_map_fonts_get_row_height (self->fonts);
  configure (self->hadjustment, strata_map_layout_get_width (self->layout), width, row);
  configure (self->vadjustment, strata_map_layout_get_height (self->layout),
             get_page_height (self), row);
  if (anchored)
    gtk_adjustment_set_value (self->vadjustment,
                              strata_map_layout_get_top (self->layout, anchor) - middle);
  if (self->scroll_to_selected)
    scroll_to_selected (self);
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
  cairo_translate (cr, -get_scroll (self->hadjustment), origin_y);

  return cr;
}

static void
strata_map_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataMapEmphasis emphasis;
  const char *name;
  double scroll = get_scroll (self->vadjustment);
  int headings, legend, height;
  cairo_t *cr;

  if (self->layout == NULL)
    return;

  height = gtk_widget_get_height (widget);
  headings = get_headings_height (self);
  legend = get_legend_height (self);
  name = strata_address_space_get_name (strata_space_model_get_space (get_model (self)));
  emphasis.selected = strata_selection_get_instance (self->selection);
  emphasis.hovered = self->is_hovered ? &self->hovered : NULL;
  emphasis.view_top = scroll;
  emphasis.view_bottom = scroll + get_page_height (self);

  cr = begin_strip (self, snapshot, headings, get_page_height (self), headings - scroll);
  strata_map_painter_paint (self->layout, &self->style, cr, &emphasis);
  cairo_destroy (cr);

  cr = begin_strip (self, snapshot, 0, headings, 0);
  strata_map_painter_paint_headings (self->layout, &self->style, cr,
                                     g_str_equal (name, "memory") ? _("seen by the CPU") : name);
  cairo_destroy (cr);

  cr = begin_strip (self, snapshot, height - legend, legend, height - legend + LEGEND_GAP);
  strata_map_legend_paint (self->layout, &self->style, cr);
  cairo_destroy (cr);
}

static void
strata_map_view_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (strata_map_view_parent_class)->system_setting_changed (widget, setting);

  if (setting == GTK_SYSTEM_SETTING_DPI || setting == GTK_SYSTEM_SETTING_FONT_NAME ||
      setting == GTK_SYSTEM_SETTING_FONT_CONFIG)
    forget_fonts (STRATA_MAP_VIEW (widget));
}

static void
strata_map_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (strata_map_view_parent_class)->root (widget);

  forget_fonts (STRATA_MAP_VIEW (widget));
}

static gboolean
pick (StrataMapView *self,
      double         x,
      double         y,
      StrataMapBox  *box,
      guint64       *address)
{
  int headings;

  if (self->layout == NULL)
    return FALSE;

  headings = get_headings_height (self);
  if (y < headings || y >= headings + get_page_height (self))
    return FALSE;

  x += get_scroll (self->hadjustment);
  y += get_scroll (self->vadjustment) - headings;
  if (!strata_map_layout_pick (self->layout, x, y, box))
    return FALSE;

  *address = CLAMP (strata_map_layout_get_address (self->layout, y), box->first, box->last);

  return TRUE;
}

static void
describe (StrataMapView *self)
{
  StrataSpaceModel *model = get_model (self);
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
  describe (self);
  if (strata_selection_is_updating (self->selection))
    return;

  if (self->layout != NULL)
    scroll_to_selected (self);
  else
    self->scroll_to_selected = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_model (StrataMapView *self)
{
  forget_layout (self);
  if (self->selection != NULL && strata_selection_is_updating (self->selection))
    return;

  self->unfolded = FALSE;
  if (self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment, 0);
  if (self->hadjustment != NULL)
    gtk_adjustment_set_value (self->hadjustment, 0);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (StrataMapView *self,
            int            n_press,
            double         x,
            double         y)
{
  StrataMapBox box;
  guint64 address;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (get_model (self) == NULL)
    return;

  if (!pick (self, x, y, &box, &address) || box.type == STRATA_MAP_BOX_GAP)
    {
      strata_selection_select (self->selection, STRATA_NO_INSTANCE);
    }
  else if (box.type == STRATA_MAP_BOX_FOLD)
    {
      self->unfolded = TRUE;
      forget_layout (self);
    }
  else
    {
      guint instance = box.instance;

      if (box.type == STRATA_MAP_BOX_FLAT)
        instance = strata_rendering_find_winner (
          strata_space_model_get_rendering (get_model (self)), address);
      if (instance != STRATA_NO_INSTANCE)
        strata_selection_select_at (self->selection, instance, address);
    }
}

static void
motion_cb (StrataMapView *self,
           double         x,
           double         y)
{
  StrataMapBox box;
  guint64 address;
  gboolean is_hovered = pick (self, x, y, &box, &address);

  if (is_hovered == self->is_hovered &&
      (!is_hovered || (box.x == self->hovered.x && box.y == self->hovered.y)))
    return;

  self->is_hovered = is_hovered;
  if (is_hovered)
    self->hovered = box;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   is_hovered && box.type == STRATA_MAP_BOX_FOLD ? "pointer"
                                                                                 : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (StrataMapView *self)
{
  if (!self->is_hovered)
    return;

  self->is_hovered = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
strata_map_view_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  g_autofree char *text = NULL;
  StrataMapBox box;
  guint64 address;

  if (keyboard || !pick (self, x, y, &box, &address) || box.type == STRATA_MAP_BOX_GAP)
    return FALSE;

  if (box.type == STRATA_MAP_BOX_FOLD)
    text = g_strdup_printf (ngettext ("%u region more lies beneath: click to see it",
                                      "%u regions more lie beneath: click to see them", box.count),
                            box.count);
  else if (box.type == STRATA_MAP_BOX_FLAT)
    text = strata_map_walk_describe (get_model (self), strata_rendering_find_winner (
                                       strata_space_model_get_rendering (get_model (self)),
                                       address), address);
  else
    text = strata_map_walk_describe (get_model (self), box.instance, address);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
walk_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataMapPlace place;

  if (get_model (self) == NULL)
    return;

  place.instance = strata_selection_get_instance (self->selection);
  place.address = strata_selection_get_address (self->selection);
  if (g_str_equal (name, "map.next"))
    strata_map_walk_along (get_model (self), &place, 1);
  else if (g_str_equal (name, "map.previous"))
    strata_map_walk_along (get_model (self), &place, -1);
  else if (g_str_equal (name, "map.beneath"))
    strata_map_walk_across (get_model (self), &place, 1);
  else if (g_str_equal (name, "map.above"))
    strata_map_walk_across (get_model (self), &place, -1);
  else
    strata_map_walk_to_end (get_model (self), &place, g_str_equal (name, "map.last"));
  strata_selection_select_at (self->selection, place.instance, place.address);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);

  if (self->selection != NULL)
    strata_selection_select (self->selection, STRATA_NO_INSTANCE);
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  double page;

  if (self->vadjustment == NULL)
    return;

  page = gtk_adjustment_get_page_increment (self->vadjustment);
  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) +
                            (g_str_equal (name, "map.page-down") ? page : -page));
}

static void
set_adjustment (StrataMapView  *self,
                GtkAdjustment **place,
                GtkAdjustment  *adjustment)
{
  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_data (*place, self);
      g_clear_object (place);
    }
  if (adjustment != NULL)
    {
      *place = g_object_ref_sink (adjustment);
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                                self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
strata_map_view_dispose (GObject *object)
{
  StrataMapView *self = STRATA_MAP_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
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
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
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
  static const struct
  {
    guint keyval;
    const char *action;
  } keys[] = {
    { GDK_KEY_Down, "map.next" },         { GDK_KEY_KP_Down, "map.next" },
    { GDK_KEY_Up, "map.previous" },       { GDK_KEY_KP_Up, "map.previous" },
    { GDK_KEY_Right, "map.beneath" },     { GDK_KEY_KP_Right, "map.beneath" },
    { GDK_KEY_Left, "map.above" },        { GDK_KEY_KP_Left, "map.above" },
    { GDK_KEY_Home, "map.first" },        { GDK_KEY_KP_Home, "map.first" },
    { GDK_KEY_End, "map.last" },          { GDK_KEY_KP_End, "map.last" },
    { GDK_KEY_Page_Down, "map.page-down" }, { GDK_KEY_KP_Page_Down, "map.page-down" },
    { GDK_KEY_Page_Up, "map.page-up" },   { GDK_KEY_KP_Page_Up, "map.page-up" },
    { GDK_KEY_Escape, "map.clear" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_map_view_dispose;
  object_class->get_property = strata_map_view_get_property;
  object_class->set_property = strata_map_view_set_property;

  widget_class->measure = strata_map_view_measure;
  widget_class->size_allocate = strata_map_view_size_allocate;
  widget_class->snapshot = strata_map_view_snapshot;
  widget_class->query_tooltip = strata_map_view_query_tooltip;
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

  gtk_widget_class_install_action (widget_class, "map.next", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.previous", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.beneath", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.above", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.first", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.last", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.page-down", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "map.page-up", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "map.clear", NULL, clear_action);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, 0, keys[i].action, NULL);

  gtk_widget_class_set_css_name (widget_class, "map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
strata_map_view_init (StrataMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  update_style (self);

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

  if (self->selection == selection)
    return;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
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
  forget_layout (self);
  self->scroll_to_selected = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRUE_SCALE]);
}
