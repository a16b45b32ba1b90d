/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-scroll.h"
#include "strata-window-private.h"

/*
 * The context menu of a region: the same one on the map, in the hierarchy, in the flat view and for
 * what an explanation names, at the pointer or, by the keyboard, at what is selected.
 */

/* So much of what is selected a menu lies beside, in pixels */
#define MAX_ROW 24

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_menu (StrataRegion *region,
           gboolean      at_map)
{
  gboolean is_alias = strata_region_get_kind (region) == STRATA_REGION_ALIAS;
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) add = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (edit, _("_Edit…"), "win.edit-region");
  if (is_alias)
    g_menu_append (edit, _("Edit What It _Shows…"), "win.edit-target");
  g_menu_append (change, strata_region_get_enabled (region) ? _("Dis_able") : _("En_able"),
                 "win.toggle-region");
  g_menu_append (change,
                 strata_region_get_readonly (region) ? _("Make _Writable") : _("Make Read-_Only"),
                 "win.toggle-readonly");
  g_menu_append (change, _("_Duplicate"), "win.duplicate-region");
  g_menu_append (change, _("_Remove"), "win.remove-region");
  g_menu_append (add, _("Add a Re_gion Here…"), "win.add-region");
  g_menu_append (show, _("_Fit to the Map"), "win.fit-selection");
  g_menu_append (show, _("Show in _Memory"), "win.focus('memory')");
  g_menu_append (show, _("_Copy Address"), "win.copy-address");
  append_section (menu, edit);
  append_section (menu, change);
  append_section (menu, add);
  append_section (menu, show);
  if (at_map)
    {
      g_autoptr (GMenu) map = g_menu_new ();

      g_menu_append (map, _("_True Scale"), "win.true-scale");
      g_menu_append (map, _("_Heat"), "win.show-heat");
      append_section (menu, map);
    }

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

/* The menu is gone when it has done what was chosen. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* The keyboard goes back to where it was, before what was chosen may move it on. */
static void
give_focus_back (GtkWidget *focus)
{
  if (gtk_widget_get_mapped (focus) && !gtk_widget_grab_focus (focus))
    gtk_widget_child_focus (focus, GTK_DIR_TAB_FORWARD);
}

static void
pop_up (StrataWindow       *self,
        GtkWidget          *pane,
        const GdkRectangle *place)
{
  const StrataInstance *instance = _strata_window_get_instance (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  if (instance == NULL)
    return;

  menu = make_menu (instance->region, pane == self->map_pane);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, pane);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_object (popover, "closed", G_CALLBACK (give_focus_back),
                           focus != NULL ? focus : pane, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* {{{ At the pointer */

/* Selects the row of a list that is at a place, as a click does. */
static gboolean
select_row_at (GtkWidget *pane,
               double     x,
               double     y)
{
  GtkWidget *widget = gtk_widget_pick (pane, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != pane && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (widget)))
    widget = gtk_widget_get_parent (widget);

  return widget != NULL && widget != pane &&
         gtk_widget_activate_action (widget, "listitem.select", "(bb)", FALSE, FALSE);
}

static void
row_pressed_cb (GtkGesture *gesture,
                int         n_press,
                double      x,
                double      y,
                gpointer    user_data)
{
  GtkWidget *pane = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (select_row_at (pane, x, y))
    pop_up (user_data, pane, &place);
}

static void
map_pressed_cb (GtkGesture *gesture,
                int         n_press,
                double      x,
                double      y,
                gpointer    user_data)
{
  StrataWindow *self = user_data;
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };
  double view_x, view_y;

  if (!gtk_widget_translate_coordinates (self->map_pane, GTK_WIDGET (self->map), x, y, &view_x,
                                         &view_y))
    return;

  strata_map_view_select_at (self->map, view_x, view_y);
  pop_up (self, self->map_pane, &place);
}

/* What an explanation names is selected, and so explained itself. What is explained already stays
 * so at the address that was asked for. */
static void
select_named (StrataWindow *self,
              guint         instance)
{
  if (instance != STRATA_NO_INSTANCE &&
      instance != strata_selection_get_instance (self->selection))
    strata_selection_select (self->selection, instance);
}

static void
explanation_pressed_cb (GtkGesture *gesture,
                        int         n_press,
                        double      x,
                        double      y,
                        gpointer    user_data)
{
  StrataWindow *self = user_data;
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };
  guint instance;

  if (!strata_explain_panel_find_at (self->explanation, x, y, &instance))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  select_named (self, instance);
  pop_up (self, GTK_WIDGET (self->explanation), &place);
}

static GtkGesture *
add_gesture (StrataWindow *self,
             GtkWidget    *pane,
             GCallback     callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", callback, self);
  gtk_widget_add_controller (pane, GTK_EVENT_CONTROLLER (gesture));

  return gesture;
}

/* }}} */
/* {{{ By the keyboard */

static GtkWidget *
find_table (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_table (child);

  return found;
}

/* Where the selected row of a table in a pane is; the pane's corner if it is not on the screen. */
static void
find_row (GtkWidget    *pane,
          GdkRectangle *place)
{
  GtkWidget *table = find_table (pane);
  GtkWidget *row = table != NULL ? strata_compat_column_view_find_selected (GTK_COLUMN_VIEW (table))
                                 : NULL;
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (row, pane, &bounds) && bounds.origin.y >= 0 &&
      bounds.origin.y < gtk_widget_get_height (pane))
    *place = (GdkRectangle) { (int) bounds.origin.x + 12, (int) bounds.origin.y, 1,
                              (int) bounds.size.height };
}

/* Where the selected box begins on the map: below one that fills the window there is no room. */
static void
find_box (StrataWindow *self,
          GdkRectangle *place)
{
  GdkRectangle box;
  double x, y;

  if (!strata_map_view_get_selected_place (self->map, &box) ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self->map), self->map_pane, box.x, box.y, &x,
                                         &y))
    return;

  *place = (GdkRectangle) { (int) x, (int) y, box.width, MIN (box.height, MAX_ROW) };
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  GtkWidget *const panes[] = { self->map_pane, GTK_WIDGET (self->explanation),
                               self->hierarchy_pane, strata_lower_pane_get_table (self->lower) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      {
        GdkRectangle place = { 12, 12, 1, 1 };

        if (i == 0)
          find_box (self, &place);
        else if (i == 1)
          select_named (self, strata_explain_panel_find_focused (self->explanation, &place));
        else
          find_row (panes[i], &place);
        pop_up (self, panes[i], &place);
        return;
      }
}

/* }}} */

void
_strata_window_init_menu (StrataWindow *self)
{
  add_gesture (self, self->hierarchy_pane, G_CALLBACK (row_pressed_cb));
  add_gesture (self, strata_lower_pane_get_table (self->lower), G_CALLBACK (row_pressed_cb));
  add_gesture (self, self->map_pane, G_CALLBACK (map_pressed_cb));
  /* A link has a menu of GTK's own, which would come first. */
  gtk_event_controller_set_propagation_phase (
    GTK_EVENT_CONTROLLER (add_gesture (self, GTK_WIDGET (self->explanation),
                                       G_CALLBACK (explanation_pressed_cb))),
    GTK_PHASE_CAPTURE);
}

void
_strata_window_class_init_menu (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.region-menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK,
                                       "win.region-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "win.region-menu", NULL);
}
