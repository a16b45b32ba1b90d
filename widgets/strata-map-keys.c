/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-view-private.h"
#include "strata-map-walk.h"

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
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, 0, keys[i].action, NULL);
}
