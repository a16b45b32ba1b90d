/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-lower-pane.h"

#include "compat/strata-compat-focus.h"
#include "strata-flat-table.h"
#include "strata-hex-panel.h"
#include "strata-journal-panel.h"
#include "strata-register-panel.h"
#include "strata-settings.h"

/*
 * The pane below the map: the flat view, the memory itself, and what was written to it.
 */
struct _StrataLowerPane
{
  GtkWidget parent_instance;

  GtkStack *stack;
  StrataFlatTable *table;
  StrataHexPanel *memory;
  StrataRegisterPanel *registers;
  StrataJournalPanel *pokes;
  StrataPokeJournal *journal; /* of this board */
  GSettings *settings;        /* NULL if there are none */
};

/* What can be chosen for the memory and holds for the next window, too */
static const struct
{
  const char *action;
  const char *key;
} choices[] = {
  { "unit", "memory-unit" },
  { "order", "memory-order" },
  { "columns", "memory-columns" },
  { "protect-reads", "memory-protect-reads" },
};

G_DEFINE_FINAL_TYPE (StrataLowerPane, strata_lower_pane, GTK_TYPE_WIDGET)

static void
choice_changed_cb (StrataLowerPane *self,
                   const char      *action,
                   GVariant        *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].action, action))
      g_settings_set_value (self->settings, choices[i].key, state);
}

static void
load_choices (StrataLowerPane *self)
{
  GActionGroup *actions = strata_hex_panel_get_choices (self->memory);

  self->settings = strata_settings_new ();
  if (self->settings == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GVariant) state = g_settings_get_value (self->settings, choices[i].key);

      g_action_group_change_action_state (actions, choices[i].action, state);
    }
  g_signal_connect_object (actions, "action-state-changed", G_CALLBACK (choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
strata_lower_pane_grab_focus (GtkWidget *widget)
{
  GtkWidget *page = gtk_stack_get_visible_child (STRATA_LOWER_PANE (widget)->stack);

  return gtk_widget_grab_focus (page) || gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
strata_lower_pane_dispose (GObject *object)
{
  StrataLowerPane *self = STRATA_LOWER_PANE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->journal);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (strata_lower_pane_parent_class)->dispose (object);
}

static void
strata_lower_pane_class_init (StrataLowerPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_lower_pane_dispose;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_lower_pane_grab_focus;

  g_type_ensure (STRATA_TYPE_FLAT_TABLE);
  g_type_ensure (STRATA_TYPE_HEX_PANEL);
  g_type_ensure (STRATA_TYPE_JOURNAL_PANEL);
  g_type_ensure (STRATA_TYPE_REGISTER_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-lower-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataLowerPane, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataLowerPane, table);
  gtk_widget_class_bind_template_child (widget_class, StrataLowerPane, memory);
  gtk_widget_class_bind_template_child (widget_class, StrataLowerPane, registers);
  gtk_widget_class_bind_template_child (widget_class, StrataLowerPane, pokes);
}

static void
strata_lower_pane_init (StrataLowerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  load_choices (self);
}

/**
 * strata_lower_pane_set_selection:
 * @self: a pane
 * @selection: (nullable): what is shown and selected
 *
 * Sets the selection that all pages follow.
 */
void
strata_lower_pane_set_selection (StrataLowerPane *self,
                                 StrataSelection *selection)
{
  g_return_if_fail (STRATA_IS_LOWER_PANE (self));

  strata_flat_table_set_selection (self->table, selection);
  strata_hex_panel_set_selection (self->memory, selection);
  strata_register_panel_set_selection (self->registers, selection);
}

/**
 * strata_lower_pane_set_heat:
 * @self: a pane
 * @heat: (nullable): what knows about accesses
 *
 * Sets what marks bytes that were accessed lately.
 */
void
strata_lower_pane_set_heat (StrataLowerPane   *self,
                            StrataHeatMonitor *heat)
{
  g_return_if_fail (STRATA_IS_LOWER_PANE (self));

  strata_hex_view_set_heat (strata_hex_panel_get_view (self->memory), heat);
}

/* Where nothing is modelled the board describes a real machine, such as one whose map was
 * dumped. */
static gboolean
is_locked_at_first (StrataBoard *board)
{
  g_autoptr (GSettings) settings = strata_settings_new ();
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);

  switch (settings != NULL ? g_settings_get_enum (settings, "write-lock")
                           : STRATA_WRITE_LOCK_MACHINES)
    {
    case STRATA_WRITE_LOCK_ALWAYS:
      return TRUE;
    case STRATA_WRITE_LOCK_NEVER:
      return FALSE;
    default:
      return devices->len == 0;
    }
}

/**
 * strata_lower_pane_set_board:
 * @self: a pane
 * @board: a board
 *
 * Begins a journal for another board. What is written is locked at first where the settings say so:
 * normally on boards without devices.
 */
void
strata_lower_pane_set_board (StrataLowerPane *self,
                             StrataBoard     *board)
{
  g_return_if_fail (STRATA_IS_LOWER_PANE (self));
  g_return_if_fail (STRATA_IS_BOARD (board));

  g_clear_object (&self->journal);
  self->journal = strata_poke_journal_new ();
  strata_poke_journal_set_locked (self->journal, is_locked_at_first (board));
  strata_hex_panel_set_journal (self->memory, self->journal);
  strata_hex_panel_set_board (self->memory, board);
  strata_register_panel_set_board (self->registers, board, self->journal);
  strata_journal_panel_set_journal (self->pokes, self->journal, board);
}

/**
 * strata_lower_pane_get_table:
 * @self: a pane
 *
 * Returns: (transfer none): the table of the flat view
 */
GtkWidget *
strata_lower_pane_get_table (StrataLowerPane *self)
{
  g_return_val_if_fail (STRATA_IS_LOWER_PANE (self), NULL);

  return GTK_WIDGET (self->table);
}

/**
 * strata_lower_pane_get_page:
 * @self: a pane
 *
 * Returns: the name of the page that is shown
 */
const char *
strata_lower_pane_get_page (StrataLowerPane *self)
{
  g_return_val_if_fail (STRATA_IS_LOWER_PANE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * strata_lower_pane_has_page:
 * @self: a pane
 * @page: a name
 *
 * Returns: whether there is a page of that name
 */
gboolean
strata_lower_pane_has_page (StrataLowerPane *self,
                            const char      *page)
{
  g_return_val_if_fail (STRATA_IS_LOWER_PANE (self), FALSE);

  return gtk_stack_get_child_by_name (self->stack, page) != NULL;
}

/**
 * strata_lower_pane_set_page:
 * @self: a pane
 * @page: the name of a page; of others nothing is shown
 *
 * Shows a page.
 */
void
strata_lower_pane_set_page (StrataLowerPane *self,
                            const char      *page)
{
  g_return_if_fail (STRATA_IS_LOWER_PANE (self));

  if (strata_lower_pane_has_page (self, page))
    gtk_stack_set_visible_child_name (self->stack, page);
}

/**
 * strata_lower_pane_show_memory:
 * @self: a pane
 * @address: an address
 * @message: what there is to do
 *
 * Shows the memory at an address, with a message until the cursor moves.
 */
void
strata_lower_pane_show_memory (StrataLowerPane *self,
                               guint64          address,
                               const char      *message)
{
  g_return_if_fail (STRATA_IS_LOWER_PANE (self));

  strata_lower_pane_set_page (self, "memory");
  strata_hex_view_go_to (strata_hex_panel_get_view (self->memory), address, address);
  strata_hex_panel_tell (self->memory, message);
}
