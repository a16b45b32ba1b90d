/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-overview.h"

#include <glib/gi18n.h>

#include "paint/strata-map-overview-painter.h"
#include "paint/strata-map-viewport.h"
#include "strata-map-theme.h"
#include "strata-tie.h"
#include "strata-words.h"

#define WIDTH 28
#define MARGIN 6

/**
 * StrataMapOverview:
 *
 * All of an address space in a narrow strip beside its map. A frame shows what of it is seen; a
 * click goes to a place, and the frame can be dragged.
 *
 * It has one CSS node named `overview`. Its accessible role is %GTK_ACCESSIBLE_ROLE_IMG; the
 * description says what is seen. What it does can be done with the keys of the map.
 */
struct _StrataMapOverview
{
  GtkWidget parent_instance;

  StrataMapView *map;
  StrataMapModel *model; /* that @viewport was made for */
  StrataMapViewport *viewport;
  StrataMapStyle style;
  gboolean true_scale; /* of @viewport */
  double grab;         /* from the middle of the frame to where it was caught */
  double start;
};

enum
{
  PROP_0,
  PROP_MAP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataMapOverview, strata_map_overview, GTK_TYPE_WIDGET)

static StrataSpaceModel *
get_space_model (StrataMapOverview *self)
{
  StrataSelection *selection = self->map != NULL ? strata_map_view_get_selection (self->map) : NULL;
  StrataSpaceModel *model = selection != NULL ? strata_selection_get_model (selection) : NULL;

  if (model == NULL || strata_space_model_get_root (model) == STRATA_NO_INSTANCE)
    return NULL;

  return model;
}

static void
forget_viewport (StrataMapOverview *self)
{
  g_clear_pointer (&self->viewport, strata_map_viewport_free);
  g_clear_pointer (&self->model, strata_map_model_unref);
}

/* All of the map in the height that there is; %NULL if there is nothing. */
static StrataMapScale *
get_scale (StrataMapOverview *self)
{
  StrataSpaceModel *space_model = get_space_model (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  gboolean true_scale;
  StrataMapModel *model;

  if (space_model == NULL || height < 1)
    return NULL;

  model = strata_space_model_get_map (space_model);
  true_scale = strata_map_view_get_true_scale (self->map);
  if (self->model != model || self->true_scale != true_scale)
    {
      forget_viewport (self);
      self->model = strata_map_model_ref (model);
      self->true_scale = true_scale;
      self->viewport = strata_map_viewport_new (
        model, true_scale ? STRATA_MAP_MODE_TRUE : STRATA_MAP_MODE_FOLDED, MARGIN, 0);
      strata_map_viewport_fit_all (self->viewport);
    }
  strata_map_viewport_set_page (self->viewport, height);

  return strata_map_viewport_get_scale (self->viewport);
}

static void
strata_map_overview_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 2 * MARGIN;
}

static void
strata_map_overview_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  StrataMapOverview *self = STRATA_MAP_OVERVIEW (widget);
  StrataMapScale *scale = get_scale (self);
  StrataMapOverviewMarks marks = { { 0, 0 }, 0, FALSE };
  StrataSelection *selection;
  int width = gtk_widget_get_width (widget);
  cairo_t *cr;

  if (scale == NULL || !strata_map_view_get_visible (self->map, &marks.visible))
    return;

  selection = strata_map_view_get_selection (self->map);
  marks.has_selected = strata_selection_has_address (selection);
  marks.selected = strata_selection_get_address (selection);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, width, gtk_widget_get_height (widget)));
  cairo_translate (cr, 0, MARGIN);
  strata_map_overview_painter_paint (self->model, scale, &self->style, cr, width, &marks);
  cairo_destroy (cr);
}

static void
go_to (StrataMapOverview *self,
       double             y)
{
  StrataMapScale *scale = get_scale (self);

  if (scale != NULL)
    strata_map_view_go_to (self->map, strata_map_scale_get_address (scale, y - MARGIN));
}

static void
drag_begin_cb (StrataMapOverview *self,
               double             x,
               double             y,
               GtkGestureDrag    *gesture)
{
  StrataMapScale *scale = get_scale (self);
  StrataRange visible;
  double top, bottom;

  if (scale == NULL || !strata_map_view_get_visible (self->map, &visible))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  strata_map_overview_painter_get_frame (scale, &visible, &top, &bottom);
  self->start = y;
  self->grab = 0;
  /* Within the frame it is caught where it is; elsewhere it comes to the pointer. */
  if (y - MARGIN >= top && y - MARGIN < bottom)
    self->grab = (top + bottom) / 2 - (y - MARGIN);
  else
    go_to (self, y);
}

static void
drag_update_cb (StrataMapOverview *self,
                double             x,
                double             y)
{
  if (y != 0)
    go_to (self, self->start + y + self->grab);
}

static void
describe (StrataMapOverview *self)
{
  g_autofree char *range = NULL;
  g_autofree char *text = NULL;
  StrataRange visible;

  if (get_space_model (self) != NULL && strata_map_view_get_visible (self->map, &visible))
    {
      range = strata_words_range (visible.first, visible.last);
      /* Translators: %s are addresses, such as fec00000–fec00fff */
      text = g_strdup_printf (_("Seen: %s"), range);
    }
  else
    {
      text = g_strdup (_("Nothing to see"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
moved_cb (StrataMapOverview *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
strata_map_overview_dispose (GObject *object)
{
  StrataMapOverview *self = STRATA_MAP_OVERVIEW (object);

  strata_tie_set (&self->map, NULL, self);
  forget_viewport (self);

  G_OBJECT_CLASS (strata_map_overview_parent_class)->dispose (object);
}

static void
strata_map_overview_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_MAP)
    g_value_set_object (value, STRATA_MAP_OVERVIEW (object)->map);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_map_overview_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (prop_id == PROP_MAP)
    strata_map_overview_set_map (STRATA_MAP_OVERVIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
strata_map_overview_class_init (StrataMapOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_map_overview_dispose;
  object_class->get_property = strata_map_overview_get_property;
  object_class->set_property = strata_map_overview_set_property;

  widget_class->measure = strata_map_overview_measure;
  widget_class->snapshot = strata_map_overview_snapshot;

  properties[PROP_MAP] = g_param_spec_object ("map", NULL, NULL, STRATA_TYPE_MAP_VIEW,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                              G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
strata_map_overview_init (StrataMapOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  strata_map_theme_follow (GTK_WIDGET (self), &self->style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview of the map"), -1);
  describe (self);
}

/**
 * strata_map_overview_new:
 *
 * Creates an overview of nothing.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_map_overview_new (void)
{
  return g_object_new (STRATA_TYPE_MAP_OVERVIEW, NULL);
}

/**
 * strata_map_overview_get_map:
 * @self: an overview
 *
 * Gets the map that it is an overview of.
 *
 * Returns: (transfer none) (nullable): the map
 */
StrataMapView *
strata_map_overview_get_map (StrataMapOverview *self)
{
  g_return_val_if_fail (STRATA_IS_MAP_OVERVIEW (self), NULL);

  return self->map;
}

/**
 * strata_map_overview_set_map:
 * @self: an overview
 * @map: (nullable): a map
 *
 * Makes it an overview of a map.
 */
void
strata_map_overview_set_map (StrataMapOverview *self,
                             StrataMapView     *map)
{
  g_return_if_fail (STRATA_IS_MAP_OVERVIEW (self));
  g_return_if_fail (map == NULL || STRATA_IS_MAP_VIEW (map));

  if (!strata_tie_set (&self->map, map, self))
    return;

  if (map != NULL)
    g_signal_connect_swapped (map, "moved", G_CALLBACK (moved_cb), self);
  forget_viewport (self);
  moved_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAP]);
}
