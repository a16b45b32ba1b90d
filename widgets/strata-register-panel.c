/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-register-panel.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-focus.h"
#include "compat/strata-compat-scroll.h"
#include "strata-hex-text.h"
#include "strata-numbers.h"
#include "strata-register-columns.h"
#include "strata-register-item.h"
#include "strata-register-route.h"
#include "strata-tie.h"

#define REFRESH_INTERVAL 250 /* milliseconds */

/**
 * StrataRegisterPanel:
 *
 * The registers of a device by name, with fields and what their values mean. What can be seen
 * without side effects is live; the rest is read when asked to. A field is written so that nothing
 * else of its register changes.
 *
 * # Actions
 *
 * - `registers.read`: reads the selected register
 * - `registers.edit`: goes to where a new value for it is typed
 */
struct _StrataRegisterPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkColumnView *view;
  GtkWidget *foot;
  GtkDropDown *banks;
  GtkLabel *status;
  GtkEntry *entry;

  GtkSingleSelection *rows;
  GListStore *items;
  GPtrArray *devices; /* with a bank for each: the same device may come again */
  GArray *numbers;    /* of the banks */
  StrataSelection *selection;
  StrataPokeJournal *journal;
  StrataBoard *board;
  guint refresh;
};

G_DEFINE_FINAL_TYPE (StrataRegisterPanel, strata_register_panel, GTK_TYPE_WIDGET)

/* In the address space that is shown, or in another one of the board. */
static StrataRegisterRoute *
find_route (StrataRegisterPanel *self,
            StrataRegisterItem  *row,
            const char         **reason)
{
  StrataSpaceModel *model = self->selection != NULL ?
                            strata_selection_get_model (self->selection) : NULL;

  return strata_register_route_new (self->board,
                                    model != NULL ? strata_space_model_get_space (model) : NULL,
                                    strata_register_item_get_device (row),
                                    strata_register_item_get_bank (row),
                                    strata_register_item_get_info (row), reason);
}

/* {{{ Reading and writing */

static void
tell (StrataRegisterPanel *self,
      const char          *text)
{
  gtk_label_set_label (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text);
}

/* The row of the register that a row belongs to. */
static StrataRegisterItem *
find_whole (StrataRegisterPanel *self,
            StrataRegisterItem  *row)
{
  StrataRegisterItem *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (StrataRegisterItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (strata_register_item_get_field (item) == NULL &&
          strata_register_item_get_info (item) == strata_register_item_get_info (row))
        found = item;
    }

  return found;
}

static void
read_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataRegisterPanel *self = STRATA_REGISTER_PANEL (widget);
  StrataRegisterItem *row = gtk_single_selection_get_selected_item (self->rows);
  g_autoptr (StrataRegisterRoute) route = NULL;
  const char *reason = NULL;
  StrataResult result;
  guint64 value;

  if (row == NULL)
    return;

  if (strata_register_item_get_info (row)->access == STRATA_REGISTER_WO)
    {
      tell (self, _("It is write-only: reading it would tell nothing"));
      return;
    }
  if (strata_register_item_get_bank (row)->region != NULL)
    route = find_route (self, row, &reason);
  if (route == NULL && reason != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("It cannot be read: %s"), reason);

      tell (self, text);
      return;
    }
  /* What lies behind an index is looked at without that being touched. */
  if (route == NULL || strata_register_route_is_indexed (route))
    {
      tell (self, _("It is always seen as it is now"));
      return;
    }
  result = strata_register_route_read (route, &value);
  strata_register_item_note_read (find_whole (self, row), result, value);
  strata_register_item_look (find_whole (self, row));
  if (result != STRATA_OK)
    {
      g_autofree char *words = strata_hex_text_result (result);

      tell (self, words);
    }
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (STRATA_REGISTER_PANEL (widget)->entry));
}

/* What was typed, made into what is to be written; or why not. */
static gboolean
compose (StrataRegisterPanel *self,
         StrataRegisterItem  *row,
         guint64             *written,
         char               **reason)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint64 value, present;
  g_autoptr (GError) error = NULL;
  gboolean is_known;

  if (!strata_register_item_parse (row, text, &value))
    {
      *reason = g_strdup (_("A hexadecimal number, or the name of a value"));
      return FALSE;
    }
  is_known = strata_register_item_get_value (find_whole (self, row), &present);
  if (!strata_register_compose (strata_register_item_get_info (row),
                                strata_register_item_get_field (row), value,
                                is_known ? &present : NULL, written, &error))
    {
      *reason = g_strdup (error->message);
      return FALSE;
    }

  return TRUE;
}

static void
entry_changed_cb (StrataRegisterPanel *self)
{
  StrataRegisterItem *row = gtk_single_selection_get_selected_item (self->rows);
  const StrataRegister *info;
  g_autofree char *text = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;
  g_autoptr (StrataRegisterRoute) route = NULL;
  const char *reason = NULL;
  guint64 written;

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (row == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == 0)
    {
      tell (self, "");
      return;
    }
  if (!compose (self, row, &written, &text))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      tell (self, text);
      return;
    }
  info = strata_register_item_get_info (row);
  route = find_route (self, row, &reason);
  if (route == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      text = g_strdup_printf (_("It cannot be written: %s"), reason);
      tell (self, text);
      return;
    }
  words = strata_register_route_forecast (route);
  value = g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) (2 * info->size), written);
  text = g_strdup_printf (_("Enter writes %s to %s: %s"), value, info->name, words);
  tell (self, text);
}

static void
entry_activate_cb (StrataRegisterPanel *self)
{
  StrataRegisterItem *row = gtk_single_selection_get_selected_item (self->rows);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (StrataRegisterRoute) route = NULL;
  g_autoptr (GError) error = NULL;
  const char *reason = NULL;
  StrataResult result;
  guint64 written;

  if (row == NULL || self->journal == NULL || !compose (self, row, &written, &text))
    return;

  route = find_route (self, row, &reason);
  if (route == NULL)
    {
      text = g_strdup_printf (_("It cannot be written: %s"), reason);
      tell (self, text);
      return;
    }
  if (!strata_register_route_write (route, self->journal, written, &result, &error))
    {
      tell (self, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  words = strata_hex_text_result (result);
  text = g_strdup_printf (_("Write to %s: %s"), strata_register_item_get_info (row)->name, words);
  tell (self, text);
  strata_register_item_look (find_whole (self, row));
}

/* }}} */
/* {{{ What is shown */

static void
show_bank (StrataRegisterPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->banks);
  const StrataRegisterBank *bank;
  StrataDevice *device;

  g_list_store_remove_all (self->items);
  if (selected >= self->devices->len)
    return;

  device = self->devices->pdata[selected];
  bank = strata_device_get_bank (device, g_array_index (self->numbers, guint, selected));
  for (guint i = 0; i < bank->n_registers; i++)
    {
      const StrataRegister *info = &bank->registers[i];
      g_autoptr (StrataRegisterItem) item = strata_register_item_new (device, bank, info);

      g_list_store_append (self->items, item);
      for (guint k = 0; k < info->n_fields; k++)
        {
          g_autoptr (StrataRegisterItem) part
            = strata_register_item_new_field (item, &info->fields[k]);

          g_list_store_append (self->items, part);
        }
    }
}

static void
notify_bank_cb (StrataRegisterPanel *self)
{
  if (self->items != NULL)
    show_bank (self);
}

static void
list_banks (StrataRegisterPanel *self)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (self->board);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < devices->len; i++)
    for (guint k = 0; k < strata_device_get_n_banks (devices->pdata[i]); k++)
      {
        const StrataRegisterBank *bank = strata_device_get_bank (devices->pdata[i], k);
        const char *id = strata_device_get_id (devices->pdata[i]);
        g_autofree char *name = g_str_equal (id, bank->name) ? g_strdup (id) :
                                g_strdup_printf ("%s · %s", id, bank->name);

        g_ptr_array_add (self->devices, g_object_ref (devices->pdata[i]));
        g_array_append_val (self->numbers, k);
        gtk_string_list_append (names, name);
      }
  gtk_drop_down_set_model (self->banks, G_LIST_MODEL (names));
}

/* Where a region is selected that has registers, these are shown. */
static void
show_selected (StrataRegisterPanel *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = strata_selection_get_instance (self->selection);
  StrataRegion *region;

  if (model == NULL || instance == STRATA_NO_INSTANCE)
    return;

  region = strata_space_model_get_instance (model, instance)->region;
  for (guint i = 0; i < self->devices->len; i++)
    if (strata_device_get_bank (self->devices->pdata[i],
                                g_array_index (self->numbers, guint, i))->region == region)
      {
        gtk_drop_down_set_selected (self->banks, i);
        return;
      }
}

static gboolean
refresh_cb (gpointer user_data)
{
  StrataRegisterPanel *self = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (StrataRegisterItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (strata_register_item_get_field (item) == NULL)
        strata_register_item_look (item);
    }

  return G_SOURCE_CONTINUE;
}

/* }}} */

static void
strata_register_panel_map (GtkWidget *widget)
{
  StrataRegisterPanel *self = STRATA_REGISTER_PANEL (widget);

  GTK_WIDGET_CLASS (strata_register_panel_parent_class)->map (widget);

  self->refresh = g_timeout_add (REFRESH_INTERVAL, refresh_cb, self);
}

static void
strata_register_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_REGISTER_PANEL (widget)->refresh, g_source_remove);

  GTK_WIDGET_CLASS (strata_register_panel_parent_class)->unmap (widget);
}

static void
activate_cb (StrataRegisterPanel *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
strata_register_panel_grab_focus (GtkWidget *widget)
{
  return strata_compat_column_view_grab_focus (STRATA_REGISTER_PANEL (widget)->view);
}

static void
strata_register_panel_dispose (GObject *object)
{
  StrataRegisterPanel *self = STRATA_REGISTER_PANEL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->refresh, g_source_remove);
  strata_register_panel_set_selection (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->items);
  g_clear_object (&self->journal);
  g_clear_object (&self->board);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);

  G_OBJECT_CLASS (strata_register_panel_parent_class)->dispose (object);
}

static void
strata_register_panel_class_init (StrataRegisterPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_register_panel_dispose;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_register_panel_grab_focus;
  widget_class->map = strata_register_panel_map;
  widget_class->unmap = strata_register_panel_unmap;

  gtk_widget_class_install_action (widget_class, "registers.read", NULL, read_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "registers.read", NULL);
  gtk_widget_class_install_action (widget_class, "registers.edit", NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "registers.edit", NULL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-register-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, foot);
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, banks);
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, status);
  gtk_widget_class_bind_template_child (widget_class, StrataRegisterPanel, entry);
  gtk_widget_class_bind_template_callback (widget_class, notify_bank_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_register_panel_init (StrataRegisterPanel *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_numbers_set_entry (GTK_EDITABLE (self->entry));
  self->items = g_list_store_new (STRATA_TYPE_REGISTER_ITEM);
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  strata_register_columns_add (self->view);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->rows, "notify::selected", G_CALLBACK (entry_changed_cb), self);
}

/**
 * strata_register_panel_new:
 *
 * Returns: (transfer floating): a panel that shows nothing
 */
GtkWidget *
strata_register_panel_new (void)
{
  return g_object_new (STRATA_TYPE_REGISTER_PANEL, NULL);
}

/**
 * strata_register_panel_set_selection:
 * @self: a panel
 * @selection: (nullable): what is shown and selected
 *
 * Sets the selection that the panel follows.
 */
void
strata_register_panel_set_selection (StrataRegisterPanel *self,
                                     StrataSelection     *selection)
{
  g_return_if_fail (STRATA_IS_REGISTER_PANEL (self));

  if (strata_tie_set (&self->selection, selection, self) && selection != NULL)
    g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
}

/**
 * strata_register_panel_set_board:
 * @self: a panel
 * @board: a board
 * @journal: where to note writes
 *
 * Shows the registers of another board.
 */
void
strata_register_panel_set_board (StrataRegisterPanel *self,
                                 StrataBoard         *board,
                                 StrataPokeJournal   *journal)
{
  g_return_if_fail (STRATA_IS_REGISTER_PANEL (self));
  g_return_if_fail (STRATA_IS_BOARD (board));
  g_return_if_fail (STRATA_IS_POKE_JOURNAL (journal));

  g_set_object (&self->board, board);
  g_set_object (&self->journal, journal);
  g_ptr_array_set_size (self->devices, 0);
  g_array_set_size (self->numbers, 0);
  list_banks (self);
  show_bank (self);
  gtk_stack_set_visible_child_name (self->stack, self->devices->len > 0 ? "registers" : "empty");
  gtk_widget_set_visible (self->foot, self->devices->len > 0);
}
