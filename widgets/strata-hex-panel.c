/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-panel.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the entry is for */
typedef enum
{
  ASKED_FIND,
  ASKED_FILL,
  ASKED_GO_TO,
} Asked;

/**
 * StrataHexPanel:
 *
 * A hex view with what there is to know and to choose below: what the cursor is on, what Enter
 * would write, what came of it, the access size, the write lock.
 *
 * It follows the selection that it shares with other views, and moves it to where its cursor goes.
 */
struct _StrataHexPanel
{
  GtkWidget parent_instance;

  StrataHexView *view;
  GtkRevealer *ask;
  GtkEntry *entry;
  GtkLabel *status;
  GtkWidget *poke_button;
  GtkMenuButton *access;
  GtkToggleButton *lock;

  StrataSelection *selection;
  StrataPokeJournal *journal;
  StrataBoard *board; /* whose names lead to addresses; NULL for numbers only */
  GBinding *lock_binding;
  GSimpleActionGroup *actions;
  char *message; /* until the cursor moves */
  guint64 message_cursor;
  Asked asked;
  gboolean is_following;
};

enum
{
  PROP_0,
  PROP_SELECTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataHexPanel, strata_hex_panel, GTK_TYPE_WIDGET)

static void
set_state (StrataHexPanel *self,
           const char     *name,
           GVariant       *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* {{{ What is said */

static void
show_status (StrataHexPanel *self)
{
  g_autofree char *forecast = strata_hex_view_dup_forecast (self->view);
  g_autofree char *status = NULL;
  const char *text = forecast;

  if (text == NULL)
    {
      status = strata_hex_view_dup_status (self->view);
      text = self->message != NULL ? self->message : status;
    }
  gtk_label_set_label (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text);
  gtk_widget_set_visible (self->poke_button, forecast != NULL);
  if (forecast != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "accent");
}

static void
message_cb (StrataHexPanel *self,
            const char     *text)
{
  g_free (self->message);
  self->message = g_strdup (text);
  self->message_cursor = strata_hex_view_get_cursor (self->view);
  show_status (self);
}

static void
show_policy (StrataHexPanel *self)
{
  static const char *const names[] = { "never", "on-demand", "live" };
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (StrataRegion) region = NULL;
  StrataHexPolicy policy = STRATA_HEX_POLICY_ON_DEMAND;

  if (source != NULL)
    region = strata_hex_source_ref_region_at (source, strata_hex_view_get_cursor (self->view));
  if (region != NULL)
    policy = strata_hex_source_get_policy (source, region);
  set_state (self, "policy", g_variant_new_string (names[policy]));
}

/* The other views go to where the cursor is. */
static void
share_place (StrataHexPanel *self)
{
  StrataSpaceModel *model;
  guint64 cursor = strata_hex_view_get_cursor (self->view);
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  guint winner;

  if (self->selection == NULL || self->is_following || source == NULL ||
      strata_hex_source_get_region (source) != NULL ||
      !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return;
  model = strata_selection_get_model (self->selection);
  if (model == NULL || cursor == strata_selection_get_address (self->selection))
    return;

  winner = strata_rendering_find_winner (strata_space_model_get_rendering (model), cursor);
  if (winner == STRATA_NO_INSTANCE)
    return;
  self->is_following = TRUE;
  strata_selection_select_at (self->selection, winner, cursor);
  self->is_following = FALSE;
}

static void
changed_cb (StrataHexPanel *self)
{
  if (self->message != NULL && (strata_hex_view_has_pending (self->view) ||
                                strata_hex_view_get_cursor (self->view) != self->message_cursor))
    g_clear_pointer (&self->message, g_free);
  show_status (self);
  show_policy (self);
  share_place (self);
}

static void
notify_access_cb (StrataHexPanel *self)
{
  guint unit = strata_hex_view_get_unit (self->view);
  gboolean big = strata_hex_view_get_big_endian (self->view);
  g_autofree char *number = g_strdup_printf ("%u", unit);
  g_autofree char *size = g_strdup_printf (ngettext ("%u byte", "%u bytes", unit), unit);
  g_autofree char *label = NULL;

  /* Short for what the field calls so: little- and big-endian */
  label = unit == 1 ? g_strdup (size)
                    : g_strdup_printf ("%s %s", size, big ? _("BE") : _("LE"));
  gtk_menu_button_set_label (self->access, label);
  if (self->actions == NULL)
    return;
  set_state (self, "unit", g_variant_new_string (number));
  set_state (self, "order", g_variant_new_string (big ? "big" : "little"));
}

static void
notify_locked_cb (StrataHexPanel *self)
{
  gboolean locked = self->journal == NULL || strata_poke_journal_get_locked (self->journal);

  gtk_button_set_icon_name (GTK_BUTTON (self->lock), locked ? "changes-prevent-symbolic"
                                                            : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock),
                               locked ? _("Write Lock: nothing can be written")
                                      : _("Write Lock: off"));
}

/* }}} */
/* {{{ Following the selection */

static void
show_selected (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address = strata_selection_get_address (self->selection);
  const StrataInstance *place;
  guint64 first, last;

  if (self->is_following || source == NULL || model == NULL || instance == STRATA_NO_INSTANCE ||
      strata_hex_source_get_region (source) != NULL ||
      strata_selection_is_updating (self->selection))
    return;

  /* A place within keeps its address; where a region is taken as a whole, all of it is. */
  place = strata_space_model_get_instance (model, instance);
  first = last = address;
  if (address == strata_space_model_get_first_visible (model, instance) &&
      strata_region_get_kind (place->region) != STRATA_REGION_CONTAINER)
    last = place->last;
  self->is_following = TRUE;
  strata_hex_view_go_to (self->view, first, last);
  self->is_following = FALSE;
}

static void
show_source (StrataHexPanel *self,
             StrataRegion   *region)
{
  StrataSpaceModel *model = NULL;
  g_autoptr (StrataHexSource) source = NULL;

  if (self->selection != NULL)
    model = strata_selection_get_model (self->selection);
  if (region != NULL)
    source = strata_hex_source_new_for_region (region);
  else if (model != NULL)
    source = strata_hex_source_new (strata_space_model_get_space (model));
  set_state (self, "only-region", g_variant_new_boolean (region != NULL));
  strata_hex_view_set_source (self->view, source);
}

static void
show_model (StrataHexPanel *self)
{
  if (self->selection != NULL && strata_selection_is_updating (self->selection))
    return;

  show_source (self, NULL);
}

/* }}} */
/* {{{ Actions */

static void
unit_action (GSimpleAction *action,
             GVariant      *value,
             gpointer       user_data)
{
  const char *number = g_variant_get_string (value, NULL);

  strata_hex_view_set_unit (STRATA_HEX_PANEL (user_data)->view,
                            (guint) g_ascii_strtoull (number, NULL, 10));
}

static void
order_action (GSimpleAction *action,
              GVariant      *value,
              gpointer       user_data)
{
  strata_hex_view_set_big_endian (STRATA_HEX_PANEL (user_data)->view,
                                  g_str_equal (g_variant_get_string (value, NULL), "big"));
}

static void
columns_action (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  strata_hex_view_set_columns (self->view, (guint) g_ascii_strtoull (
                                 g_variant_get_string (value, NULL), NULL, 10));
  g_simple_action_set_state (action, value);
}

static void
policy_action (GSimpleAction *action,
               GVariant      *value,
               gpointer       user_data)
{
  StrataHexPanel *self = user_data;
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  const char *name = g_variant_get_string (value, NULL);
  g_autoptr (StrataRegion) region = NULL;

  if (source != NULL)
    region = strata_hex_source_ref_region_at (source, strata_hex_view_get_cursor (self->view));
  if (region == NULL)
    return;

  strata_hex_source_set_policy (source, region,
                                g_str_equal (name, "never") ? STRATA_HEX_POLICY_NEVER :
                                g_str_equal (name, "live") ? STRATA_HEX_POLICY_LIVE :
                                STRATA_HEX_POLICY_ON_DEMAND);
  show_policy (self);
}

static void
only_region_action (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  StrataHexPanel *self = user_data;
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (StrataRegion) region = NULL;

  if (source == NULL)
    return;
  if (!g_variant_get_boolean (value))
    {
      show_source (self, NULL);
      if (self->selection != NULL)
        show_selected (self);
      return;
    }
  region = strata_hex_source_ref_region_at (source, strata_hex_view_get_cursor (self->view));
  if (region != NULL)
    show_source (self, region);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  strata_hex_view_copy (STRATA_HEX_PANEL (user_data)->view,
                        g_str_equal (name, "c") ? STRATA_HEX_FORMAT_C :
                        g_str_equal (name, "qtest") ? STRATA_HEX_FORMAT_QTEST :
                        STRATA_HEX_FORMAT_HEX);
}

static void
view_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  StrataHexPanel *self = user_data;
  g_autofree char *name = g_strconcat ("hex.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (self->view), name, NULL);
}

static void
ask_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  const struct
  {
    const char *action;
    const char *label;
    const char *example;
  } words[] = {
    [ASKED_FIND] = { "find", _("Find"), _("Find bytes such as 0a ff, or \"text\"") },
    [ASKED_FILL] = { "fill", _("Fill"), _("Fill with a byte such as ff") },
    [ASKED_GO_TO] = { "go-to", _("Go to"), _("Go to an address such as 0xb8000 or vga.vram+0x10") },
  };
  StrataHexPanel *self = user_data;

  self->asked = ASKED_FIND;
  while (!g_str_equal (g_action_get_name (G_ACTION (action)), words[self->asked].action))
    self->asked++;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_entry_set_placeholder_text (self->entry, words[self->asked].example);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words[self->asked].label, -1);
  gtk_revealer_set_reveal_child (self->ask, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
done_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  gtk_revealer_set_reveal_child (self->ask, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* What was asked for: digits, or a text in quotes */
static GByteArray *
parse_entry (StrataHexPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GByteArray *bytes;
  gsize length = strlen (text);

  if (*text != '"')
    return strata_hex_text_parse (text);
  length -= length > 1 && text[length - 1] == '"';
  if (length <= 1)
    return NULL;
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) text + 1, (guint) length - 1);

  return bytes;
}

static void
go_to (StrataHexPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (GError) error = NULL;
  StrataPlace place;

  if (self->board == NULL || source == NULL)
    return;

  if (!strata_board_resolve (self->board, strata_hex_source_get_space (source), text, &place,
                             &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      message_cb (self, error->message);
      return;
    }
  done_action (NULL, NULL, self);
  strata_hex_view_go_to (self->view, place.address, place.address);
}

static void
entry_changed_cb (StrataHexPanel *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
entry_activate_cb (StrataHexPanel *self)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (self->asked == ASKED_GO_TO)
    {
      go_to (self);
      return;
    }
  bytes = parse_entry (self);
  if (bytes == NULL || (self->asked == ASKED_FILL && bytes->len != 1))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  if (self->asked == ASKED_FILL)
    {
      done_action (NULL, NULL, self);
      strata_hex_view_fill (self->view, bytes->data[0]);
    }
  else if (!strata_hex_view_find (self->view, bytes->data, bytes->len))
    {
      message_cb (self, _("Not found in what can be seen without side effects"));
    }
}

static const GActionEntry entries[] = {
  { .name = "unit", .parameter_type = "s", .state = "'1'", .change_state = unit_action },
  { .name = "order", .parameter_type = "s", .state = "'little'", .change_state = order_action },
  { .name = "columns", .parameter_type = "s", .state = "'0'", .change_state = columns_action },
  { .name = "policy", .parameter_type = "s", .state = "'on-demand'",
    .change_state = policy_action },
  { .name = "only-region", .state = "false", .change_state = only_region_action },
  { .name = "copy", .parameter_type = "s", .activate = copy_action },
  { .name = "paste", .activate = view_action },
  { .name = "read", .activate = view_action },
  { .name = "poke", .activate = view_action },
  { .name = "fill", .activate = ask_action },
  { .name = "find", .activate = ask_action },
  { .name = "go-to", .activate = ask_action },
  { .name = "done", .activate = done_action },
};

/* }}} */

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

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_pointer (&self->lock_binding, g_binding_unbind);
  g_clear_object (&self->selection);
  g_clear_object (&self->journal);
  g_clear_object (&self->board);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (strata_hex_panel_parent_class)->dispose (object);
}

static void
strata_hex_panel_finalize (GObject *object)
{
  g_free (STRATA_HEX_PANEL (object)->message);

  G_OBJECT_CLASS (strata_hex_panel_parent_class)->finalize (object);
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
  object_class->finalize = strata_hex_panel_finalize;
  object_class->get_property = strata_hex_panel_get_property;
  object_class->set_property = strata_hex_panel_set_property;
  widget_class->grab_focus = strata_hex_panel_grab_focus;

  properties[PROP_SELECTION]
    = g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (STRATA_TYPE_HEX_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hex-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, ask);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, entry);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, status);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, poke_button);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, access);
  gtk_widget_class_bind_template_child (widget_class, StrataHexPanel, lock);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_access_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "memory.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "memory.go-to",
                                       NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_hex_panel_init (StrataHexPanel *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "memory", G_ACTION_GROUP (self->actions));
  notify_access_cb (self);
  notify_locked_cb (self);
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

  if (self->selection == selection)
    return;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (show_model), self);
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
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

  if (self->journal == journal)
    return;
  g_clear_pointer (&self->lock_binding, g_binding_unbind);
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_set_object (&self->journal, journal);
  strata_hex_view_set_journal (self->view, journal);
  if (journal != NULL)
    {
      self->lock_binding = g_object_bind_property (journal, "locked", self->lock, "active",
                                                   G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
      g_signal_connect_swapped (journal, "notify::locked", G_CALLBACK (notify_locked_cb), self);
    }
  notify_locked_cb (self);
}

/**
 * strata_hex_panel_set_board:
 * @self: a panel
 * @board: (nullable): a board
 *
 * Sets the board whose names lead to addresses.
 */
void
strata_hex_panel_set_board (StrataHexPanel *self,
                            StrataBoard    *board)
{
  g_return_if_fail (STRATA_IS_HEX_PANEL (self));
  g_return_if_fail (board == NULL || STRATA_IS_BOARD (board));

  g_set_object (&self->board, board);
}
