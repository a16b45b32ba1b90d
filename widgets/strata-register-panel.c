/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-register-panel.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-titles.h"
#include "strata-hex-text.h"
#include "strata-register-item.h"

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

/* {{{ Columns */

static void
set_label (GtkListItem *item,
           const char  *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  const StrataField *field = strata_register_item_get_field (row);
  GtkWidget *label = gtk_list_item_get_child (item);

  set_label (item, field != NULL ? field->name : strata_register_item_get_info (row)->name);
  gtk_widget_set_margin_start (label, field != NULL ? 18 : 0);
}

static void
bind_place_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  const StrataField *field = strata_register_item_get_field (row);
  g_autofree char *text = NULL;

  if (field == NULL)
    text = g_strdup_printf ("+%" G_GINT64_MODIFIER "x",
                            strata_register_item_get_info (row)->offset);
  else if (field->width == 1)
    text = g_strdup_printf ("[%u]", field->shift);
  else
    text = g_strdup_printf ("[%u:%u]", field->shift + field->width - 1, field->shift);
  set_label (item, text);
}

static void
bind_access_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  StrataRegisterAccess access = strata_register_item_get_access (row);

  set_label (item, strata_register_access_get_nick (access));
}

static void
bind_reset_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_MODIFIER "x",
                                           strata_register_item_get_reset (row));

  set_label (item, text);
}

static void
follow (GtkListItem *item,
        const char  *property)
{
  GBinding *binding = g_object_bind_property (gtk_list_item_get_item (item), property,
                                              gtk_list_item_get_child (item), "label",
                                              G_BINDING_SYNC_CREATE);

  g_object_set_data_full (G_OBJECT (item), "binding", g_object_ref (binding), g_object_unref);
}

static void
bind_value_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  follow (item, "text");
}

static void
bind_meaning_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  follow (item, "meaning");
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  GBinding *binding = g_object_get_data (G_OBJECT (item), "binding");

  if (binding != NULL)
    g_binding_unbind (binding);
  g_object_set_data (G_OBJECT (item), "binding", NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  is_number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number != NULL ? 1 : 0);
  if (is_number != NULL)
    gtk_widget_add_css_class (label, "address");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
add_columns (StrataRegisterPanel *self)
{
  const struct
  {
    const char *title;
    GCallback bind;
    gboolean is_number;
    gboolean expands;
  } columns[] = {
    { _("Name"), G_CALLBACK (bind_name_cb), FALSE, FALSE },
    { _("Place"), G_CALLBACK (bind_place_cb), TRUE, FALSE },
    { _("Access"), G_CALLBACK (bind_access_cb), FALSE, FALSE },
    { _("Reset"), G_CALLBACK (bind_reset_cb), TRUE, FALSE },
    { _("Value"), G_CALLBACK (bind_value_cb), TRUE, FALSE },
    { _("Meaning"), G_CALLBACK (bind_meaning_cb), FALSE, TRUE },
  };
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (columns[i].title, factory);

      aligns[i] = columns[i].is_number ? GTK_ALIGN_END : GTK_ALIGN_START;
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb),
                        GINT_TO_POINTER (columns[i].is_number));
      g_signal_connect (factory, "bind", columns[i].bind, NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
      gtk_column_view_column_set_expand (column, columns[i].expands);
      gtk_column_view_append_column (self->view, column);
      g_object_unref (column);
    }
  strata_compat_column_view_align_titles (self->view, aligns);
}

/* }}} */
/* {{{ Where a register is */

static gboolean
find_in_space (StrataAddressSpace       *space,
               const StrataRegisterBank *bank,
               const StrataRegister     *info,
               guint64                  *address)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);

  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->region != bank->region || info->offset < range->offset ||
          info->offset - range->offset > range->last - range->first)
        continue;
      *address = range->first + (info->offset - range->offset);
      return TRUE;
    }

  return FALSE;
}

/* In the address space that is shown, or in another one of the board. */
static StrataAddressSpace *
find_space (StrataRegisterPanel      *self,
            const StrataRegisterBank *bank,
            const StrataRegister     *info,
            guint64                  *address)
{
  StrataSpaceModel *model = self->selection != NULL ?
                            strata_selection_get_model (self->selection) : NULL;
  StrataAddressSpace *space = model != NULL ? strata_space_model_get_space (model) : NULL;

  if (bank->region == NULL)
    return NULL;
  if (space != NULL && find_in_space (space, bank, info, address))
    return space;
  for (guint i = 0; i < strata_board_get_n_address_spaces (self->board); i++)
    {
      space = strata_board_get_address_space (self->board, i);
      if (find_in_space (space, bank, info, address))
        return space;
    }

  return NULL;
}

static StrataInitiator *
create_initiator (StrataAddressSpace *space)
{
  StrataInitiator *initiator = strata_initiator_new (space, "registers");
  const StrataAttrs attrs = { .debug = TRUE };

  strata_initiator_set_attrs (initiator, &attrs);

  return initiator;
}

/* Values are those of the device. */
static StrataByteOrder
get_order (const StrataRegisterBank *bank)
{
  const StrataRegionOps *ops = strata_region_get_ops (bank->region);

  return ops != NULL ? ops->endianness : STRATA_NATIVE_ENDIAN;
}

/* }}} */
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
  g_autoptr (StrataInitiator) initiator = NULL;
  const StrataRegisterBank *bank;
  const StrataRegister *info;
  StrataAddressSpace *space;
  StrataResult result;
  guint64 address, value;

  if (row == NULL)
    return;

  bank = strata_register_item_get_bank (row);
  info = strata_register_item_get_info (row);
  if (info->access == STRATA_REGISTER_WO)
    {
      tell (self, _("It is write-only: reading it would tell nothing"));
      return;
    }
  space = find_space (self, bank, info, &address);
  if (space == NULL)
    {
      tell (self, bank->region == NULL ? _("It is reached through an index register")
                                       : _("It is not mapped anywhere"));
      return;
    }
  initiator = create_initiator (space);
  result = strata_initiator_load (initiator, address, info->size, get_order (bank), &value);
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
  g_autofree char *words = NULL;
  StrataAddressSpace *space;
  guint64 written, address;

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
  space = find_space (self, strata_register_item_get_bank (row), info, &address);
  if (space != NULL)
    {
      g_autoptr (StrataInitiator) initiator = create_initiator (space);

      strata_initiator_forecast_store (initiator, address, info->size, &words);
    }
  text = g_strdup_printf (_("Enter writes %0*" G_GINT64_MODIFIER "x to %s: %s"),
                          (int) (2 * info->size), written, info->name,
                          words != NULL ? words : _("it cannot be reached"));
  tell (self, text);
}

static void
entry_activate_cb (StrataRegisterPanel *self)
{
  StrataRegisterItem *row = gtk_single_selection_get_selected_item (self->rows);
  const StrataRegisterBank *bank;
  const StrataRegister *info;
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;
  g_autoptr (StrataInitiator) initiator = NULL;
  g_autoptr (StrataPoke) poke = NULL;
  g_autoptr (GError) error = NULL;
  StrataAddressSpace *space;
  guint64 written, address;

  if (row == NULL || self->journal == NULL || !compose (self, row, &written, &text))
    return;

  bank = strata_register_item_get_bank (row);
  info = strata_register_item_get_info (row);
  space = find_space (self, bank, info, &address);
  if (space == NULL)
    return;
  initiator = create_initiator (space);
  poke = strata_poke_journal_poke (self->journal, initiator, address, info->size,
                                   get_order (bank), written, &error);
  if (poke == NULL)
    {
      tell (self, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  result = strata_hex_text_result (strata_poke_get_result (poke));
  text = g_strdup_printf (_("Write to %s: %s"), info->name, result);
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

/* The rows: the last of a column view's children */
static gboolean
strata_register_panel_grab_focus (GtkWidget *widget)
{
  StrataRegisterPanel *self = STRATA_REGISTER_PANEL (widget);

  return gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->view)));
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
  self->items = g_list_store_new (STRATA_TYPE_REGISTER_ITEM);
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  add_columns (self);
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

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
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
