/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-step-words.h"
#include "strata-window-private.h"

/*
 * What can be done with the selected region.
 */

/* What is selected; NULL for nothing. */
const StrataInstance *
_strata_window_get_instance (StrataWindow *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = model ? strata_selection_get_instance (self->selection) : STRATA_NO_INSTANCE;

  if (instance == STRATA_NO_INSTANCE)
    return NULL;

  /* What an alias shows is one with it: it is the alias that stands here. */
  return strata_space_model_get_instance (model, strata_space_model_get_sibling (model, instance));
}

/* Makes an edit as a step of the history; says so if that cannot be. */
static gboolean
make (StrataWindow *self,
      StrataEdit   *edit,
      const char   *name)
{
  g_autoptr (GError) error = NULL;

  if (strata_history_edit (strata_document_get_history (self->document), edit, name, &error))
    return TRUE;

  _strata_window_tell (self, error->message);

  return FALSE;
}

/* {{{ What is to be selected as soon as it is shown */

static gboolean
select_wanted_cb (gpointer user_data)
{
  StrataWindow *self = user_data;
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint n_instances = 0;

  self->wanted_idle = 0;
  if (model != NULL)
    n_instances = strata_rendering_get_n_instances (strata_space_model_get_rendering (model));
  for (guint i = 0; i < n_instances; i++)
    if (strata_space_model_get_instance (model, i)->region == self->wanted)
      {
        strata_selection_select (self->selection, strata_space_model_get_shown (model, i));
        break;
      }
  g_clear_pointer (&self->wanted, strata_region_unref);

  return G_SOURCE_REMOVE;
}

static void
notify_model_cb (StrataWindow *self)
{
  if (self->wanted != NULL && self->wanted_idle == 0)
    self->wanted_idle = g_idle_add (select_wanted_cb, self);
}

/* The views show it a moment after it is there. */
static void
want (StrataWindow *self,
      const char   *id)
{
  g_clear_pointer (&self->wanted, strata_region_unref);
  self->wanted = strata_region_ref (strata_board_get_region (self->board, id));
}

/* }}} */

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

  if (_strata_window_get_instance (self) != NULL)
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

static void
duplicate_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataRegion *region = _strata_window_get_instance (self)->region;
  g_autofree char *text = g_strdup_printf (_("Duplicate “%s”"), strata_region_get_name (region));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataEdit) edit = strata_board_make_duplicate (self->board, region, &id, &error);

  if (edit == NULL)
    _strata_window_tell (self, error->message);
  else if (make (self, edit, text))
    want (self, id);
}

/* What was there can come back. */
static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataRegion *region = _strata_window_get_instance (self)->region;
  g_autofree char *text = g_strdup_printf (_("Remove “%s”"), strata_region_get_name (region));
  g_autofree char *told = g_strdup_printf (_("“%s” removed"), strata_region_get_name (region));
  g_autoptr (StrataEdit) edit
    = strata_edit_new_remove (strata_board_get_region_id (self->board, region));

  if (make (self, edit, text))
    _strata_window_tell_with_action (self, told, _("_Undo"), "win.undo");
}

static void
toggle (StrataWindow *self,
        StrataEdit *(*new_edit) (const char *id, gboolean on),
        gboolean      on)
{
  StrataRegion *region = _strata_window_get_instance (self)->region;
  g_autoptr (StrataEdit) edit = new_edit (strata_board_get_region_id (self->board, region), on);
  g_autofree char *name = strata_step_words_dup_name (edit, region,
                                                      strata_region_get_name (region));

  make (self, edit, name);
}

static void
toggle_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  toggle (self, strata_edit_new_enabled,
          !strata_region_get_enabled (_strata_window_get_instance (self)->region));
}

static void
toggle_readonly_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  toggle (self, strata_edit_new_readonly,
          !strata_region_get_readonly (_strata_window_get_instance (self)->region));
}

static void
edit_target_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  show_inspector (self);
  strata_inspector_edit_target (self->inspector, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->inspector));
}

static void
copy_address_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  g_autofree char *text
    = strata_value_format_address (strata_selection_get_address (self->selection));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static gboolean
is_root (StrataWindow *self,
         StrataRegion *region)
{
  for (guint i = 0; i < strata_board_get_n_address_spaces (self->board); i++)
    if (strata_address_space_get_root (strata_board_get_address_space (self->board, i)) == region)
      return TRUE;

  return FALSE;
}

/* What can be done depends on the region. */
void
_strata_window_update_regions (StrataWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const StrataInstance *instance =
    self->document != NULL ? _strata_window_get_instance (self) : NULL;
  StrataRegion *region = instance != NULL ? instance->region : NULL;
  gboolean editable = region != NULL &&
                      strata_board_check_edit (self->board, region, STRATA_EDIT_ENABLED, NULL);
  gboolean is_made = editable &&
                     strata_board_check_edit (self->board, region, STRATA_EDIT_SIZE, NULL);
  StrataRegionKind kind = region != NULL ? strata_region_get_kind (region)
                                         : STRATA_REGION_CONTAINER;
  guint64 address;

  gtk_widget_action_set_enabled (widget, "win.edit-region", region != NULL);
  gtk_widget_action_set_enabled (widget, "win.add-region",
                                 region != NULL && find_container (self, &address) != NULL);
  gtk_widget_action_set_enabled (widget, "win.duplicate-region", is_made);
  gtk_widget_action_set_enabled (widget, "win.remove-region", editable && !is_root (self, region));
  gtk_widget_action_set_enabled (widget, "win.toggle-region", editable);
  gtk_widget_action_set_enabled (widget, "win.toggle-readonly",
                                 editable && kind != STRATA_REGION_ROM);
  gtk_widget_action_set_enabled (widget, "win.edit-target", kind == STRATA_REGION_ALIAS);
  gtk_widget_action_set_enabled (widget, "win.copy-address", region != NULL);
}

static void
add_key (GtkEventController *keys,
         guint               key,
         const char         *action)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action)));
}

/* Elsewhere these keys mean something else. */
static void
add_keys (GtkWidget *pane)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_key (keys, GDK_KEY_Delete, "win.remove-region");
  add_key (keys, GDK_KEY_F2, "win.edit-region");
  gtk_widget_add_controller (pane, keys);
}

void
_strata_window_init_regions (StrataWindow *self)
{
  add_keys (self->hierarchy_pane);
  add_keys (self->map_pane);
  add_keys (strata_lower_pane_get_table (self->lower));
  g_signal_connect_object (self->inspector, "placed", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::model", G_CALLBACK (notify_model_cb), self,
                           G_CONNECT_SWAPPED);
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
  gtk_widget_class_install_action (widget_class, "win.toggle-readonly", NULL,
                                   toggle_readonly_action);
  gtk_widget_class_install_action (widget_class, "win.edit-target", NULL, edit_target_action);
  gtk_widget_class_install_action (widget_class, "win.copy-address", NULL, copy_address_action);
}
