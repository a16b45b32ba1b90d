/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-panel-private.h"

/*
 * What can be chosen and done.
 */

static guint
read_number (GVariant *value)
{
  return (guint) g_ascii_strtoull (g_variant_get_string (value, NULL), NULL, 10);
}

static void
unit_action (GSimpleAction *action,
             GVariant      *value,
             gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  strata_hex_view_set_unit (self->view, read_number (value));
  g_simple_action_set_state (action, value);
}

static void
order_action (GSimpleAction *action,
              GVariant      *value,
              gpointer       user_data)
{
  g_simple_action_set_state (action, value);
  _strata_hex_panel_choose_order (user_data);
}

static void
columns_action (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  strata_hex_view_set_columns (self->view, read_number (value));
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

  strata_hex_policies_set (self->policies, region,
                           g_str_equal (name, "never") ? STRATA_HEX_POLICY_NEVER :
                           g_str_equal (name, "live") ? STRATA_HEX_POLICY_LIVE :
                           STRATA_HEX_POLICY_ON_DEMAND);
  _strata_hex_panel_show_policy (self);
}

static void
protect_reads_action (GSimpleAction *action,
                      GVariant      *value,
                      gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  strata_hex_policies_set_protected (self->policies, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
  _strata_hex_panel_show_policy (self);
}

static void
only_region_action (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  if (strata_hex_view_get_source (self->view) == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (g_variant_get_boolean (value))
    _strata_hex_panel_enter_region (self);
  else
    _strata_hex_panel_leave_region (self);
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

/* What comes next is a key for the bytes: Enter, say, for what was pasted. */
static void
view_focus_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (STRATA_HEX_PANEL (user_data)->view));
  view_action (action, parameter, user_data);
}

static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  StrataHexPanel *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  strata_hex_ask_bar_close (self->ask_bar);
  if (g_str_equal (name, "find") || !strata_hex_find_bar_get_revealed (self->find_bar))
    strata_hex_find_bar_set_revealed (self->find_bar, TRUE);
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (self->find_bar),
                                        g_str_equal (name, "find-next") ? "find.next"
                                                                        : "find.previous", NULL);
}

static void
ask_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  StrataHexPanel *self = user_data;

  strata_hex_find_bar_set_revealed (self->find_bar, FALSE);
  strata_hex_ask_bar_ask (self->ask_bar, g_str_equal (g_action_get_name (G_ACTION (action)),
                                                      "fill") ? STRATA_HEX_QUESTION_FILL
                                                              : STRATA_HEX_QUESTION_GO_TO);
}

void
_strata_hex_panel_closed_cb (StrataHexPanel *self)
{
  strata_hex_find_bar_set_revealed (self->find_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
go_to (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (GError) error = NULL;
  StrataPlace place;

  if (self->board == NULL || source == NULL)
    return;

  if (!strata_board_resolve (self->board, strata_hex_source_get_space (source),
                             strata_hex_ask_bar_get_answer (self->ask_bar), &place, &error))
    {
      strata_hex_ask_bar_refuse (self->ask_bar);
      strata_hex_foot_tell (self->foot, error->message);
      return;
    }
  strata_hex_ask_bar_close (self->ask_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  strata_hex_view_go_to (self->view, place.address, place.address);
}

static void
fill (StrataHexPanel *self)
{
  g_autoptr (GByteArray) bytes
    = strata_hex_text_parse (strata_hex_ask_bar_get_answer (self->ask_bar));

  if (bytes == NULL || bytes->len != 1)
    {
      strata_hex_ask_bar_refuse (self->ask_bar);
      return;
    }
  strata_hex_ask_bar_close (self->ask_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  strata_hex_view_fill (self->view, bytes->data[0]);
}

void
_strata_hex_panel_answered_cb (StrataHexPanel *self)
{
  if (strata_hex_ask_bar_get_question (self->ask_bar) == STRATA_HEX_QUESTION_FILL)
    fill (self);
  else
    go_to (self);
}

static const GActionEntry entries[] = {
  { .name = "unit", .parameter_type = "s", .state = "'1'", .change_state = unit_action },
  { .name = "order", .parameter_type = "s", .state = "'machine'", .change_state = order_action },
  { .name = "columns", .parameter_type = "s", .state = "'0'", .change_state = columns_action },
  { .name = "policy", .parameter_type = "s", .state = "'on-demand'",
    .change_state = policy_action },
  { .name = "protect-reads", .state = "false", .change_state = protect_reads_action },
  { .name = "only-region", .state = "false", .change_state = only_region_action },
  { .name = "copy", .parameter_type = "s", .activate = copy_action },
  { .name = "paste", .activate = view_focus_action },
  { .name = "read", .activate = view_action },
  { .name = "poke", .activate = view_focus_action },
  { .name = "fill", .activate = ask_action },
  { .name = "find", .activate = find_action },
  { .name = "find-next", .activate = find_action },
  { .name = "find-previous", .activate = find_action },
  { .name = "go-to", .activate = ask_action },
};

void
_strata_hex_panel_init_actions (StrataHexPanel *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
