/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-panel-private.h"

#include "compat/strata-compat-focus.h"
#include "strata-tie.h"

/**
 * StrataHexPanel:
 *
 * A hex view with what there is to know and to choose below.
 *
 * It follows the selection that it shares with other views, and moves it to where its cursor goes.
 * What can be chosen are actions, whose states can be kept for the next time.
 *
 * # Actions
 *
 * - `memory.unit`, `memory.order`, `memory.columns`: how bytes are read, written and shown
 * - `memory.policy`: when the region at the cursor is read; `memory.protect-reads`: whether the
 *   others never are
 * - `memory.only-region`: shows the region at the cursor by itself
 * - `memory.copy`, `memory.paste`, `memory.read`, `memory.poke`, `memory.fill`, `memory.go-to`,
 *   `memory.find`, `memory.find-next`, `memory.find-previous`
 */

enum
{
  PROP_0,
  PROP_SELECTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataHexPanel, strata_hex_panel, GTK_TYPE_WIDGET)

static void
changed_cb (StrataHexPanel *self)
{
  _strata_hex_panel_show_policy (self);
  _strata_hex_panel_share_place (self);
}

static void
show_model (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  StrataSpaceModel *model = self->selection != NULL ? strata_selection_get_model (self->selection)
                                                    : NULL;

  if (self->selection != NULL && strata_selection_is_updating (self->selection))
    return;
  /* What was read, and where one is, outlives another picture of the same addresses. */
  if (source != NULL && model != NULL &&
      strata_hex_source_get_space (source) == strata_space_model_get_space (model))
    return;

  _strata_hex_panel_show_source (self, NULL);
}

static gboolean
strata_hex_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (STRATA_HEX_PANEL (widget)->view));
}

static void
strata_hex_panel_dispose (GObject *object)
{
  StrataHexPanel *self = STRATA_HEX_PANEL (object);
  GtkWidget *child;

  strata_tie_set (&self->selection, NULL, self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_object (&self->board);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
  g_clear_object (&self->actions);
  g_clear_object (&self->policies);

  G_OBJECT_CLASS (strata_hex_panel_parent_class)->dispose (object);
}

static void
strata_hex_panel_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, STRATA_HEX_PANEL (object)->selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_hex_panel_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTION:
      strata_hex_panel_set_selection (STRATA_HEX_PANEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_hex_panel_class_init (StrataHexPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_hex_panel_dispose;
  object_class->get_property = strata_hex_panel_get_property;
  object_class->set_property = strata_hex_panel_set_property;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_hex_panel_grab_focus;

  properties[PROP_SELECTION]
    = g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (STRATA_TYPE_HEX_ASK_BAR);
  g_type_ensure (STRATA_TYPE_HEX_FIND_BAR);
  g_type_ensure (STRATA_TYPE_HEX_FOOT);
  g_type_ensure (STRATA_TYPE_HEX_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hex-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, find_bar);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, ask_bar);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, foot);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, strata_hex_panel_tell);
  gtk_widget_class_bind_template_callback (widget_class, _strata_hex_panel_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, _strata_hex_panel_answered_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "memory.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "memory.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, GDK_SHIFT_MASK,
                                       "memory.find-previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "memory.go-to",
                                       NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_hex_panel_init (StrataHexPanel *self)
{
  self->policies = strata_hex_policies_new ();
  _strata_hex_panel_init_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "memory", G_ACTION_GROUP (self->actions));
  strata_hex_find_bar_set_view (self->find_bar, self->view);
  strata_hex_foot_set_view (self->foot, self->view);
}

/**
 * strata_hex_panel_new:
 *
 * Returns: (transfer floating): a panel that shows nothing
 */
GtkWidget *
strata_hex_panel_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_PANEL, NULL);
}

/**
 * strata_hex_panel_get_view:
 * @self: a panel
 *
 * Returns: (transfer none): the view in it
 */
StrataHexView *
strata_hex_panel_get_view (StrataHexPanel *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_PANEL (self), NULL);

  return self->view;
}

/**
 * strata_hex_panel_get_selection:
 * @self: a panel
 *
 * Returns: (transfer none) (nullable): the selection that it follows
 */
StrataSelection *
strata_hex_panel_get_selection (StrataHexPanel *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_PANEL (self), NULL);

  return self->selection;
}

/**
 * strata_hex_panel_set_selection:
 * @self: a panel
 * @selection: (nullable): what is shown and selected
 *
 * Shows the bytes of another selection's address space.
 */
void
strata_hex_panel_set_selection (StrataHexPanel  *self,
                                StrataSelection *selection)
{
  g_return_if_fail (STRATA_IS_HEX_PANEL (self));
  g_return_if_fail (selection == NULL || STRATA_IS_SELECTION (selection));

  if (!strata_tie_set (&self->selection, selection, self))
    return;

  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (show_model), self);
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (_strata_hex_panel_show_selected),
                                self);
    }
  show_model (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * strata_hex_panel_set_journal:
 * @self: a panel
 * @journal: (nullable): where to note writes; it also holds the write lock
 *
 * Sets the journal.
 */
void
strata_hex_panel_set_journal (StrataHexPanel    *self,
                              StrataPokeJournal *journal)
{
  g_return_if_fail (STRATA_IS_HEX_PANEL (self));
  g_return_if_fail (journal == NULL || STRATA_IS_POKE_JOURNAL (journal));

  strata_hex_view_set_journal (self->view, journal);
  strata_hex_foot_set_journal (self->foot, journal);
}

/**
 * strata_hex_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 *
 * Sets the board whose names lead to addresses. What was chosen for regions of another is
 * forgotten.
 */
void
strata_hex_panel_set_board (StrataHexPanel *self,
                            StrataBoard    *board)
{
  g_return_if_fail (STRATA_IS_HEX_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  if (g_set_object (&self->board, board))
    strata_hex_policies_clear (self->policies);
}

/**
 * strata_hex_panel_tell:
 * @self: a panel
 * @message: what there is to know
 *
 * Shows a message below the bytes until the cursor moves.
 */
void
strata_hex_panel_tell (StrataHexPanel *self,
                       const char     *message)
{
  g_return_if_fail (STRATA_IS_HEX_PANEL (self));

  strata_hex_foot_tell (self->foot, message);
}

/**
 * strata_hex_panel_get_choices:
 * @self: a panel
 *
 * Returns: (transfer none): the actions `unit`, `order`, `columns` and `protect-reads`, which can
 *   be kept for the next time; and others
 */
GActionGroup *
strata_hex_panel_get_choices (StrataHexPanel *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_PANEL (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
