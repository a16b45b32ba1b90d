/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-window-private.h"

/*
 * What can be done with the selected region.
 */

static const StrataInstance *
get_instance (StrataWindow *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = model ? strata_selection_get_instance (self->selection) : STRATA_NO_INSTANCE;

  if (instance == STRATA_NO_INSTANCE)
    return NULL;

  /* What an alias shows is one with it: it is the alias that stands here. */
  return strata_space_model_get_instance (model, strata_space_model_get_sibling (model, instance));
}

/* Makes an edit as a step of the history; says so if that cannot be. */
static void
make (StrataWindow *self,
      StrataEdit   *edit,
      const char   *name)
{
  g_autoptr (GError) error = NULL;

  if (!strata_history_edit (strata_document_get_history (self->document), edit, name, &error))
    _strata_window_tell (self, error->message);
}

static void
show_inspector (StrataWindow *self)
{
  if (strata_compat_breakpoint_bin_get_narrow (self->bin))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "explanation");
  else if (!self->show_explanation)
    g_object_set (self, "show-explanation", TRUE, NULL);
  gtk_stack_set_visible_child_name (self->aside_stack, "edit");
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  show_inspector (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->inspector));
}

/* The innermost container that the selected address lies in, and where in it. */
static const char *
find_container (StrataWindow *self,
                guint64      *address)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint64 selected = strata_selection_get_address (self->selection);
  const StrataInstance *instance = NULL;

  if (get_instance (self) != NULL)
    instance = strata_space_model_get_instance (model,
                                                strata_selection_get_instance (self->selection));
  while (instance != NULL)
    {
      const char *id = strata_board_get_region_id (self->board, instance->region);

      if (strata_region_get_kind (instance->region) == STRATA_REGION_CONTAINER && id != NULL)
        {
          gboolean inside = selected >= instance->first && selected <= instance->last;

          *address = instance->offset + (inside ? selected - instance->first : 0);
          return id;
        }
      instance = instance->parent != STRATA_NO_INSTANCE
                   ? strata_space_model_get_instance (model, instance->parent)
                   : NULL;
    }

  return NULL;
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  guint64 address;
  const char *parent = find_container (self, &address);

  if (parent == NULL)
    return;

  show_inspector (self);
  strata_inspector_begin_adding (self->inspector, parent, address);
}

static StrataEdit *
make_copy (StrataWindow *self,
           StrataRegion *region,
           const char   *id)
{
  StrataRegion *container = strata_region_get_container (region);
  StrataRegion *target = strata_region_get_alias_target (region);
  const char *parent = container ? strata_board_get_region_id (self->board, container) : NULL;
  const char *name = strata_region_get_name (region);
  guint64 size = strata_region_get_size (region);
  guint64 address = strata_region_get_address (region);

  if (target == NULL)
    return strata_edit_new_add (id, name, strata_region_get_kind (region), size, parent, address);

  return strata_edit_new_add_alias (id, name, strata_board_get_region_id (self->board, target),
                                    strata_region_get_alias_offset (region), size, parent,
                                    address);
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataRegion *region = get_instance (self)->region;
  g_autofree char *id = strata_board_make_id (self->board, strata_region_get_name (region));
  g_autofree char *text = g_strdup_printf (_("Duplicate “%s”"), strata_region_get_name (region));
  gint priority = strata_region_get_priority (region);
  gboolean is_rom = strata_region_get_kind (region) == STRATA_REGION_ROM;
  g_autoptr (GPtrArray) edits
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  g_autoptr (StrataEdit) group = NULL;

  g_ptr_array_add (edits, make_copy (self, region, id));
  if (priority != 0)
    g_ptr_array_add (edits, strata_edit_new_priority (id, priority));
  if (!strata_region_get_enabled (region))
    g_ptr_array_add (edits, strata_edit_new_enabled (id, FALSE));
  if (strata_region_get_readonly (region) && !is_rom)
    g_ptr_array_add (edits, strata_edit_new_readonly (id, TRUE));
  if (strata_region_get_nonvolatile (region))
    g_ptr_array_add (edits, strata_edit_new_nonvolatile (id, TRUE));
  group = strata_edit_new_group ((StrataEdit *const *) edits->pdata, edits->len);
  make (self, group, text);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataRegion *region = get_instance (self)->region;
  g_autofree char *text = g_strdup_printf (_("Remove “%s”"), strata_region_get_name (region));
  g_autoptr (StrataEdit) edit
    = strata_edit_new_remove (strata_board_get_region_id (self->board, region));

  make (self, edit, text);
}

static void
toggle_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataRegion *region = get_instance (self)->region;
  gboolean enabled = strata_region_get_enabled (region);
  g_autofree char *text = g_strdup_printf (enabled ? _("Disable “%s”") : _("Enable “%s”"),
                                           strata_region_get_name (region));
  g_autoptr (StrataEdit) edit
    = strata_edit_new_enabled (strata_board_get_region_id (self->board, region), !enabled);

  make (self, edit, text);
}

/* What can be done depends on the region. */
void
_strata_window_update_regions (StrataWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const StrataInstance *instance = self->document != NULL ? get_instance (self) : NULL;
  StrataRegion *region = instance != NULL ? instance->region : NULL;
  gboolean editable = region != NULL &&
                      strata_board_check_edit (self->board, region, STRATA_EDIT_ENABLED, NULL);
  gboolean is_made = editable &&
                     strata_board_check_edit (self->board, region, STRATA_EDIT_SIZE, NULL);
  guint64 address;

  gtk_widget_action_set_enabled (widget, "win.edit-region", region != NULL);
  gtk_widget_action_set_enabled (widget, "win.add-region",
                                 region != NULL && find_container (self, &address) != NULL);
  gtk_widget_action_set_enabled (widget, "win.duplicate-region", is_made);
  gtk_widget_action_set_enabled (widget, "win.remove-region", editable);
  gtk_widget_action_set_enabled (widget, "win.toggle-region", editable);
}

/* {{{ The context menu */

static GMenuModel *
make_menu (StrataWindow *self,
           GtkWidget    *pane)
{
  const StrataInstance *instance = get_instance (self);
  gboolean enabled = instance == NULL || strata_region_get_enabled (instance->region);
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (first, _("_Edit…"), "win.edit-region");
  g_menu_append (first, enabled ? _("Dis_able") : _("En_able"), "win.toggle-region");
  g_menu_append (first, _("_Duplicate"), "win.duplicate-region");
  g_menu_append (first, _("_Remove"), "win.remove-region");
  g_menu_append (second, _("Add a Region _Here…"), "win.add-region");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  if (pane == GTK_WIDGET (self->map))
    {
      g_autoptr (GMenu) third = g_menu_new ();

      g_menu_append (third, _("_True Scale"), "win.true-scale");
      g_menu_append (third, _("_Heat"), "win.show-heat");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (third));
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

static void
pop_up (StrataWindow *self,
        GtkWidget    *pane,
        int           x,
        int           y)
{
  g_autoptr (GMenuModel) menu = make_menu (self, pane);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GdkRectangle place = { x, y, 1, 1 };

  gtk_widget_set_parent (popover, pane);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
hierarchy_pressed_cb (StrataWindow *self,
                      int           n_press,
                      double        x,
                      double        y)
{
  double view_x, view_y;

  if (!gtk_widget_translate_coordinates (self->hierarchy_pane, GTK_WIDGET (self->hierarchy), x, y,
                                         &view_x, &view_y) ||
      !strata_hierarchy_view_select_at (self->hierarchy, view_x, view_y))
    return;

  pop_up (self, self->hierarchy_pane, (int) x, (int) y);
}

static void
map_pressed_cb (StrataWindow *self,
                int           n_press,
                double        x,
                double        y)
{
  double view_x, view_y;

  if (!gtk_widget_translate_coordinates (self->map_pane, GTK_WIDGET (self->map), x, y, &view_x,
                                         &view_y))
    return;

  strata_map_view_select_at (self->map, view_x, view_y);
  if (get_instance (self) != NULL)
    pop_up (self, self->map_pane, (int) x, (int) y);
}

static void
add_gesture (StrataWindow *self,
             GtkWidget    *pane,
             GCallback     callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "pressed", callback, self);
  gtk_widget_add_controller (pane, GTK_EVENT_CONTROLLER (gesture));
}

/* Elsewhere the key means something else. */
static void
add_delete_key (GtkWidget *pane)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                      gtk_named_action_new ("win.remove-region")));
  gtk_widget_add_controller (pane, keys);
}

/* The menu key pops up the menu beside what has the focus. */
static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean at_map = focus != NULL && gtk_widget_is_ancestor (focus, self->map_pane);
  GtkWidget *pane = at_map ? self->map_pane : self->hierarchy_pane;

  if (get_instance (self) != NULL && gtk_widget_get_mapped (pane))
    pop_up (self, pane, gtk_widget_get_width (pane) / 4, gtk_widget_get_height (pane) / 4);
}

/* }}} */

void
_strata_window_init_regions (StrataWindow *self)
{
  add_gesture (self, self->hierarchy_pane, G_CALLBACK (hierarchy_pressed_cb));
  add_gesture (self, self->map_pane, G_CALLBACK (map_pressed_cb));
  add_delete_key (self->hierarchy_pane);
  add_delete_key (self->map_pane);
  g_signal_connect_object (self->selection, "changed",
                           G_CALLBACK (_strata_window_update_regions), self, G_CONNECT_SWAPPED);
}

void
_strata_window_class_init_regions (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.edit-region", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "win.add-region", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.duplicate-region", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "win.remove-region", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-region", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "win.region-menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK,
                                       "win.region-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "win.region-menu", NULL);
}
