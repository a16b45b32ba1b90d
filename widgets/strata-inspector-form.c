/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-inspector-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "strata-words.h"

static const struct
{
  StrataEditKind kind;
  const char *title;
  gboolean is_number;
} field_infos[STRATA_N_FIELDS] = {
  [STRATA_FIELD_NAME] = { STRATA_EDIT_NAME, N_("Name"), FALSE },
  [STRATA_FIELD_ADDRESS] = { STRATA_EDIT_ADDRESS, N_("Address"), TRUE },
  [STRATA_FIELD_SIZE] = { STRATA_EDIT_SIZE, N_("Size"), TRUE },
  [STRATA_FIELD_PRIORITY] = { STRATA_EDIT_PRIORITY, N_("Priority"), TRUE },
  [STRATA_FIELD_TARGET] = { STRATA_EDIT_TARGET, N_("Target"), FALSE },
  [STRATA_FIELD_OFFSET] = { STRATA_EDIT_OFFSET, N_("Offset"), TRUE },
};

static const struct
{
  StrataEditKind kind;
  const char *title;
} switch_infos[STRATA_N_SWITCHES] = {
  [STRATA_SWITCH_ENABLED] = { STRATA_EDIT_ENABLED, N_("Enabled") },
  [STRATA_SWITCH_READONLY] = { STRATA_EDIT_READONLY, N_("Read-only") },
  [STRATA_SWITCH_NONVOLATILE] = { STRATA_EDIT_NONVOLATILE, N_("Non-volatile") },
};

static const char *const client_names[STRATA_N_DIRTY_CLIENTS] = {
  N_("VGA"),
  N_("Code"),
  N_("Migration"),
};

/* What can be added */
static const StrataRegionKind new_kinds[] = {
  STRATA_REGION_RAM,   STRATA_REGION_ROM,        STRATA_REGION_MMIO,       STRATA_REGION_CONTAINER,
  STRATA_REGION_ALIAS, STRATA_REGION_ROM_DEVICE, STRATA_REGION_RAM_DEVICE, STRATA_REGION_RESERVED,
};

/* {{{ Making the rows */

static GtkWidget *
add_list (GtkWidget *box)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (box), list);

  return list;
}

static GtkWidget *
new_action_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  return row;
}

static GtkSwitch *
add_switch (GtkWidget  *list,
            const char *title)
{
  GtkWidget *row = new_action_row (title);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return GTK_SWITCH (toggle);
}

static void
add_clients (StrataInspectorForm *form,
             GtkWidget           *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("Dirty clients"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_(client_names[i]));

      gtk_box_append (GTK_BOX (line), check);
      form->clients[i] = GTK_CHECK_BUTTON (check);
    }
  form->clients_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (form->clients_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (form->clients_row), FALSE);
  gtk_widget_set_focusable (form->clients_row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), form->clients_row);
}

static void
add_kinds (StrataInspectorForm *form,
           GtkWidget           *list)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (new_kinds); i++)
    gtk_string_list_append (names, strata_words_region_kind (new_kinds[i], FALSE));
  form->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->kind), _("Kind"));
  adw_combo_row_set_model (form->kind, G_LIST_MODEL (names));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->kind));
}

/* Makes the rows. Both callbacks get @user_data first. */
void
_strata_inspector_form_init (StrataInspectorForm *form,
                             GCallback            changed,
                             GCallback            apply,
                             gpointer             user_data)
{
  GtkWidget *list;

  form->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  list = add_list (form->box);
  add_kinds (form, list);
  g_signal_connect_swapped (form->kind, "notify::selected", changed, user_data);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      form->fields[i] = strata_edit_field_new (_(field_infos[i].title), field_infos[i].is_number);
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->fields[i]));
      g_signal_connect_swapped (form->fields[i], "changed", changed, user_data);
      g_signal_connect_swapped (form->fields[i], "apply", apply, user_data);
    }
  list = add_list (form->box);
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      form->switches[i] = add_switch (list, _(switch_infos[i].title));
      g_signal_connect_swapped (form->switches[i], "notify::active", changed, user_data);
    }
  add_clients (form, list);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    g_signal_connect_swapped (form->clients[i], "toggled", changed, user_data);
}

/* }}} */
/* {{{ Showing a region */

static char *
dup_value (StrataBoard  *board,
           StrataRegion *region,
           StrataFormField   field)
{
  StrataRegion *target = strata_region_get_alias_target (region);

  switch (field)
    {
    case STRATA_FIELD_NAME:
      return g_strdup (strata_region_get_name (region));
    case STRATA_FIELD_ADDRESS:
      return strata_value_format_address (strata_region_get_address (region));
    case STRATA_FIELD_SIZE:
      return strata_value_format_size (strata_region_get_size (region));
    case STRATA_FIELD_PRIORITY:
      return g_strdup_printf ("%d", strata_region_get_priority (region));
    case STRATA_FIELD_OFFSET:
      return strata_value_format_address (strata_region_get_alias_offset (region));
    case STRATA_FIELD_TARGET:
    default:
      return g_strdup (target != NULL ? strata_board_get_region_id (board, target) : "");
    }
}

static gboolean
get_switch (StrataRegion *region,
            StrataFormSwitch  which)
{
  if (which == STRATA_SWITCH_ENABLED)
    return strata_region_get_enabled (region);

  return which == STRATA_SWITCH_READONLY ? strata_region_get_readonly (region)
                                         : strata_region_get_nonvolatile (region);
}

/* A row that cannot be is not there; one that a device looks after is dimmed, and says so. */
static void
allow (GtkWidget    *widget,
       GtkWidget    *row,
       StrataBoard  *board,
       StrataRegion *region,
       StrataEditKind kind)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed = strata_board_check_edit (board, region, kind, &error);

  gtk_widget_set_sensitive (widget, allowed);
  gtk_widget_set_tooltip_text (row, error != NULL ? error->message : NULL);
}

/* Fills the rows with what is so now. */
void
_strata_inspector_form_show (StrataInspectorForm *form,
                             StrataBoard         *board,
                             StrataRegion        *region)
{
  gboolean is_alias = strata_region_get_kind (region) == STRATA_REGION_ALIAS;
  StrataDirtyClients clients = strata_region_get_log_clients (region);

  gtk_widget_set_visible (GTK_WIDGET (form->kind), FALSE);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      g_autofree char *value = dup_value (board, region, i);

      strata_edit_field_set_text (form->fields[i], value != NULL ? value : "");
      strata_edit_field_set_reason (form->fields[i], NULL);
      allow (GTK_WIDGET (form->fields[i]), GTK_WIDGET (form->fields[i]), board, region,
             field_infos[i].kind);
    }
  gtk_widget_set_visible (GTK_WIDGET (form->fields[STRATA_FIELD_TARGET]), is_alias);
  gtk_widget_set_visible (GTK_WIDGET (form->fields[STRATA_FIELD_OFFSET]), is_alias);
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      gtk_switch_set_active (form->switches[i], get_switch (region, i));
      allow (GTK_WIDGET (form->switches[i]), GTK_WIDGET (form->switches[i]), board, region,
             switch_infos[i].kind);
    }
  if (strata_region_get_kind (region) == STRATA_REGION_ROM)
    gtk_widget_set_sensitive (GTK_WIDGET (form->switches[STRATA_SWITCH_READONLY]), FALSE);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    gtk_check_button_set_active (form->clients[i], (clients & (1u << i)) != 0);
  gtk_widget_set_visible (form->clients_row,
                          strata_board_check_edit (board, region, STRATA_EDIT_LOG, NULL) &&
                            strata_region_get_ram_ptr (region) != NULL);
}

/* Fills the rows with a proposal for a region that is to be added. */
void
_strata_inspector_form_show_new (StrataInspectorForm *form,
                                 guint64              address)
{
  g_autofree char *text = strata_value_format_address (address);

  gtk_widget_set_visible (GTK_WIDGET (form->kind), TRUE);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      strata_edit_field_set_text (form->fields[i], "");
      strata_edit_field_set_reason (form->fields[i], NULL);
      gtk_widget_set_sensitive (GTK_WIDGET (form->fields[i]), TRUE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (form->fields[i]), NULL);
    }
  strata_edit_field_set_text (form->fields[STRATA_FIELD_NAME], _("new"));
  strata_edit_field_set_text (form->fields[STRATA_FIELD_ADDRESS], text);
  strata_edit_field_set_text (form->fields[STRATA_FIELD_SIZE], "4 KiB");
  strata_edit_field_set_text (form->fields[STRATA_FIELD_PRIORITY], "0");
  strata_edit_field_set_text (form->fields[STRATA_FIELD_OFFSET], "0x0");
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      gtk_switch_set_active (form->switches[i], i == STRATA_SWITCH_ENABLED);
      gtk_widget_set_sensitive (GTK_WIDGET (form->switches[i]), TRUE);
    }
  gtk_widget_set_visible (form->clients_row, FALSE);
}

/* }}} */
/* {{{ What the user wants */

/* The edit that a field asks for; NULL with the reason in the field if that cannot be. */
static StrataEdit *
parse_field (StrataInspectorForm *form,
             StrataFormField          field,
             const char          *id)
{
  const char *text = strata_edit_field_get_text (form->fields[field]);
  g_autoptr (GError) error = NULL;
  StrataEdit *edit = NULL;
  guint64 number = 0;
  gint priority = 0;

  switch (field)
    {
    case STRATA_FIELD_NAME:
      edit = strata_edit_new_name (id, text);
      break;
    case STRATA_FIELD_SIZE:
      if (strata_value_parse_size (text, &number, &error))
        edit = strata_edit_new_size (id, number);
      break;
    case STRATA_FIELD_PRIORITY:
      if (strata_value_parse_priority (text, &priority, &error))
        edit = strata_edit_new_priority (id, priority);
      break;
    case STRATA_FIELD_TARGET:
      edit = strata_edit_new_target (id, text);
      break;
    case STRATA_FIELD_ADDRESS:
    case STRATA_FIELD_OFFSET:
    default:
      if (strata_value_parse_address (text, &number, &error))
        edit = field == STRATA_FIELD_ADDRESS ? strata_edit_new_address (id, number)
                                             : strata_edit_new_offset (id, number);
      break;
    }
  strata_edit_field_set_reason (form->fields[field], error != NULL ? error->message : NULL);

  return edit;
}

static StrataEdit *
make_switch (StrataInspectorForm *form,
             StrataFormSwitch         which,
             const char          *id)
{
  gboolean active = gtk_switch_get_active (form->switches[which]);

  if (which == STRATA_SWITCH_ENABLED)
    return strata_edit_new_enabled (id, active);

  return which == STRATA_SWITCH_READONLY ? strata_edit_new_readonly (id, active)
                                         : strata_edit_new_nonvolatile (id, active);
}

static StrataDirtyClients
get_clients (StrataInspectorForm *form)
{
  StrataDirtyClients clients = 0;

  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    clients |= gtk_check_button_get_active (form->clients[i]) ? 1u << i : 0;

  return clients;
}

/* The edits that lead from a region as it is to what the rows say; NULL if some row says what
 * cannot be. */
GPtrArray *
_strata_inspector_form_list_edits (StrataInspectorForm *form,
                                   StrataBoard         *board,
                                   StrataRegion        *region)
{
  g_autoptr (GPtrArray) edits
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  const char *id = strata_board_get_region_id (board, region);
  gboolean is_valid = TRUE;

  if (id == NULL)
    return g_steal_pointer (&edits);

  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      g_autofree char *value = dup_value (board, region, i);
      StrataEdit *edit;

      strata_edit_field_set_reason (form->fields[i], NULL);
      if (!gtk_widget_get_sensitive (GTK_WIDGET (form->fields[i])) ||
          g_strcmp0 (value, strata_edit_field_get_text (form->fields[i])) == 0)
        continue;
      edit = parse_field (form, i, id);
      if (edit != NULL)
        g_ptr_array_add (edits, edit);
      else
        is_valid = FALSE;
    }
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    if (gtk_widget_get_sensitive (GTK_WIDGET (form->switches[i])) &&
        gtk_switch_get_active (form->switches[i]) != get_switch (region, i))
      g_ptr_array_add (edits, make_switch (form, i, id));
  if (gtk_widget_get_visible (form->clients_row) &&
      get_clients (form) != strata_region_get_log_clients (region))
    g_ptr_array_add (edits, strata_edit_new_log (id, get_clients (form)));

  return is_valid ? g_steal_pointer (&edits) : NULL;
}

/* The edits that add the region that the rows describe; NULL if some row says what cannot be. */
GPtrArray *
_strata_inspector_form_list_new (StrataInspectorForm *form,
                                 StrataBoard         *board,
                                 const char          *parent)
{
  g_autoptr (GPtrArray) edits
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  const char *name = strata_edit_field_get_text (form->fields[STRATA_FIELD_NAME]);
  const char *target = strata_edit_field_get_text (form->fields[STRATA_FIELD_TARGET]);
  StrataRegionKind kind = new_kinds[adw_combo_row_get_selected (form->kind)];
  gboolean is_alias = kind == STRATA_REGION_ALIAS;
  g_autofree char *id = strata_board_make_id (board, name);
  guint64 address, size;
  guint64 offset = 0;

  gtk_widget_set_visible (GTK_WIDGET (form->fields[STRATA_FIELD_TARGET]), is_alias);
  gtk_widget_set_visible (GTK_WIDGET (form->fields[STRATA_FIELD_OFFSET]), is_alias);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      g_autoptr (StrataEdit) edit = parse_field (form, i, id);

      if (edit == NULL)
        return NULL;
      if (i == STRATA_FIELD_PRIORITY &&
          strcmp (strata_edit_field_get_text (form->fields[i]), "0") != 0)
        g_ptr_array_add (edits, g_steal_pointer (&edit));
    }
  strata_value_parse_address (strata_edit_field_get_text (form->fields[STRATA_FIELD_ADDRESS]),
                              &address, NULL);
  strata_value_parse_size (strata_edit_field_get_text (form->fields[STRATA_FIELD_SIZE]), &size,
                           NULL);
  strata_value_parse_address (strata_edit_field_get_text (form->fields[STRATA_FIELD_OFFSET]),
                              &offset, NULL);
  g_ptr_array_insert (edits, 0,
                      is_alias
                        ? strata_edit_new_add_alias (id, name, target, offset, size, parent,
                                                     address)
                        : strata_edit_new_add (id, name, kind, size, parent, address));
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    if (gtk_switch_get_active (form->switches[i]) != (i == STRATA_SWITCH_ENABLED))
      g_ptr_array_add (edits, make_switch (form, i, id));

  return g_steal_pointer (&edits);
}

/* Puts the reason why an edit failed beside what it is of. */
void
_strata_inspector_form_blame (StrataInspectorForm *form,
                              StrataEditKind       kind,
                              const char          *reason)
{
  guint field = STRATA_FIELD_NAME;

  /* what has no field of its own is said of the size: there, most additions fail */
  while (field < STRATA_N_FIELDS && field_infos[field].kind != kind)
    field++;
  if (field == STRATA_N_FIELDS)
    field = gtk_widget_get_visible (GTK_WIDGET (form->fields[STRATA_FIELD_TARGET]))
              ? STRATA_FIELD_TARGET
              : STRATA_FIELD_SIZE;
  strata_edit_field_set_reason (form->fields[field], reason);
}

/* }}} */
