/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-view-private.h"
#include "strata-map-walk.h"

/* What a press of a key does */
#define KEY_FACTOR 2.0

static void
walk_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  StrataSpaceModel *model = _strata_map_view_get_model (self);
  StrataMapPlace place;

  if (model == NULL)
    return;

  place.instance = strata_selection_get_instance (self->selection);
  place.address = strata_selection_get_address (self->selection);
  if (g_str_equal (name, "map.next"))
    strata_map_walk_along (model, &place, 1);
  else if (g_str_equal (name, "map.previous"))
    strata_map_walk_along (model, &place, -1);
  else if (g_str_equal (name, "map.beneath"))
    strata_map_walk_across (model, &place, 1);
  else if (g_str_equal (name, "map.above"))
    strata_map_walk_across (model, &place, -1);
  else
    strata_map_walk_to_end (model, &place, g_str_equal (name, "map.last"));
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
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);

  if (self->selection != NULL && strata_selection_has_address (self->selection))
    g_signal_emit_by_name (self, "activated");
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

/* What is selected stays where it is, if it is seen; else the middle does. */
static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  double page, y;

  if (!_strata_map_view_prepare (self))
    return;

  page = _strata_map_view_get_page_height (self);
  y = page / 2;
  if (strata_selection_get_instance (self->selection) != STRATA_NO_INSTANCE)
    {
      guint64 address = strata_selection_get_address (self->selection);
      double selected_y = strata_map_layout_get_top (self->layout, address) -
                          _strata_map_view_get_top (self);

      if (selected_y >= 0 && selected_y < page)
        y = selected_y;
    }
  _strata_map_view_zoom (self, g_str_equal (name, "map.zoom-in") ? KEY_FACTOR : 1 / KEY_FACTOR, y);
}

static void
zoom_normal_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);

  if (!_strata_map_view_prepare (self))
    return;

  _strata_map_view_zoom (self, 1 / strata_map_viewport_get_zoom (self->viewport),
                         _strata_map_view_get_page_height (self) / 2.0);
}

static void
fit_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);

  if (_strata_map_view_prepare (self))
    _strata_map_view_fit (self, NULL);
}

static void
fit_selection_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  StrataMapView *self = STRATA_MAP_VIEW (widget);
  const StrataInstance *instance;
  guint selected;

  if (!_strata_map_view_prepare (self))
    return;

  selected = strata_selection_get_instance (self->selection);
  if (selected == STRATA_NO_INSTANCE)
    return;

  instance = strata_space_model_get_instance (_strata_map_view_get_model (self), selected);
  _strata_map_view_fit (self, &(StrataRange) { instance->first, instance->last });
}

static void
nudge_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gboolean up, by_pages;

  g_variant_get (parameter, "(bb)", &up, &by_pages);
  _strata_map_view_nudge (STRATA_MAP_VIEW (widget), up,
                          by_pages ? STRATA_MAP_SNAP_PAGE : STRATA_MAP_SNAP_NATURAL);
}

/* Adds the actions of the map to its class, and the keys for them. */
void
_strata_map_view_install_keys (GtkWidgetClass *widget_class)
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
    { GDK_KEY_Return, "map.activate" },   { GDK_KEY_KP_Enter, "map.activate" },
    { GDK_KEY_ISO_Enter, "map.activate" },
    { GDK_KEY_plus, "map.zoom-in" },      { GDK_KEY_KP_Add, "map.zoom-in" },
    { GDK_KEY_equal, "map.zoom-in" },     { GDK_KEY_minus, "map.zoom-out" },
    { GDK_KEY_KP_Subtract, "map.zoom-out" },
    { GDK_KEY_0, "map.fit" },             { GDK_KEY_KP_0, "map.fit" },
    { GDK_KEY_1, "map.zoom-normal" },     { GDK_KEY_KP_1, "map.zoom-normal" },
    { GDK_KEY_f, "map.fit-selection" },
  };

  gtk_widget_class_install_action (widget_class, "map.next", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.previous", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.beneath", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.above", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.first", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.last", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "map.page-down", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "map.page-up", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "map.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "map.activate", NULL, activate_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-normal", NULL, zoom_normal_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.fit-selection", NULL, fit_selection_action);
  gtk_widget_class_install_action (widget_class, "map.nudge", "(bb)", nudge_action);
  for (guint up = 0; up < 2; up++)
    for (guint by_pages = 0; by_pages < 2; by_pages++)
      gtk_widget_class_add_binding_action (widget_class, up ? GDK_KEY_Up : GDK_KEY_Down,
                                           GDK_ALT_MASK | (by_pages ? GDK_SHIFT_MASK : 0),
                                           "map.nudge", "(bb)", up, by_pages);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, 0, keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_SHIFT_MASK,
                                       "map.fit-selection", NULL);
}
