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
  [STRATA_FIELD_PARENT] = { STRATA_EDIT_PARENT, N_("Container"), FALSE },
  [STRATA_FIELD_TARGET] = { STRATA_EDIT_TARGET, N_("Target"), FALSE },
  [STRATA_FIELD_OFFSET] = { STRATA_EDIT_OFFSET, N_("Offset"), TRUE },
  [STRATA_FIELD_TITLE] = { STRATA_EDIT_TITLE, N_("Board title"), FALSE },
};

static const struct
{
  StrataEditKind kind;
  const char *title;
} switch_infos[STRATA_N_SWITCHES] = {
  [STRATA_SWITCH_ENABLED] = { STRATA_EDIT_ENABLED, N_("Enabled") },
  [STRATA_SWITCH_READONLY] = { STRATA_EDIT_READONLY, N_("Read-only") },
  [STRATA_SWITCH_NONVOLATILE] = { STRATA_EDIT_NONVOLATILE, N_("Non-volatile") },
  [STRATA_SWITCH_ROM_MODE] = { STRATA_EDIT_ROM_MODE, N_("Reads like ROM") },
};

static const char *const client_names[STRATA_N_DIRTY_CLIENTS] = {
  N_("VGA"),
  N_("Code"),
  N_("Migration"),
};

/* What can be added */
static const StrataRegionKind new_kinds[] = {
  STRATA_REGION_RAM,   STRATA_REGION_ROM,        STRATA_REGION_MMIO,       STRATA_REGION_CONTAINER,
  STRATA_REGION_ALIAS, STRATA_REGION_ROM_DEVICE, STRATA_REGION_RAM_DEVICE, STRATA_REGION_IOMMU,
  STRATA_REGION_RESERVED,
};

/* {{{ Which regions may be meant */

/* Whether a region begins with what is written (2), contains it (1), or neither (0). */
static guint
get_fit (const char *id,
         const char *name,
         const char *needle)
{
  g_autofree char *lower_id = g_utf8_casefold (id, -1);
  g_autofree char *lower_name = g_utf8_casefold (name, -1);

  if (g_str_has_prefix (lower_id, needle) || g_str_has_prefix (lower_name, needle))
    return 2;

  return strstr (lower_id, needle) != NULL || strstr (lower_name, needle) != NULL;
}

static gboolean
is_meant (StrataInspectorForm *form,
          StrataRegion        *region,
          gboolean             as_container)
{
  return region != form->region &&
         (!as_container || strata_region_get_kind (region) != STRATA_REGION_ALIAS);
}

static void
complete (StrataInspectorForm *form,
          StrataCompletion    *completion,
          const char          *text,
          gboolean             as_container)
{
  g_autoptr (GPtrArray) regions = NULL;
  g_autofree char *needle = g_utf8_casefold (text, -1);

  if (form->board == NULL)
    return;

  regions = strata_board_list_regions (form->board);
  for (guint fit = 2; fit > 0; fit--)
    for (guint i = 0; i < regions->len; i++)
      {
        StrataRegion *region = regions->pdata[i];
        const char *id = strata_board_get_region_id (form->board, region);
        const char *name = strata_region_get_name (region);

        if (get_fit (id, name, g_strstrip (needle)) == fit &&
            is_meant (form, region, as_container) &&
            !strata_completion_add (completion, id,
                                    g_str_equal (id, name)
                                      ? strata_words_region_kind (strata_region_get_kind (region),
                                                                  FALSE)
                                      : name))
          return;
      }
}

static void
complete_container (StrataCompletion *completion,
                    const char       *text,
                    gpointer          form)
{
  complete (form, completion, text, TRUE);
}

static void
complete_target (StrataCompletion *completion,
                 const char       *text,
                 gpointer          form)
{
  complete (form, completion, text, FALSE);
}

/* }}} */
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

static void
add_reason (StrataInspectorForm *form)
{
  form->reason = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (form->reason), 0);
  gtk_label_set_wrap (GTK_LABEL (form->reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (form->reason), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (form->reason, "error");
  gtk_box_append (GTK_BOX (form->box), form->reason);
}

static void
add_field (StrataInspectorForm *form,
           GtkWidget           *list,
           StrataFormField      field,
           GCallback            changed,
           GCallback            apply,
           gpointer             user_data)
{
  form->fields[field] = strata_edit_field_new (_(field_infos[field].title),
                                               field_infos[field].is_number);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->fields[field]));
  g_signal_connect_swapped (form->fields[field], "changed", changed, user_data);
  g_signal_connect_swapped (form->fields[field], "apply", apply, user_data);
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
  form->region_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (form->box), form->region_box);
  list = add_list (form->region_box);
  add_kinds (form, list);
  g_signal_connect_swapped (form->kind, "notify::selected", changed, user_data);
  for (guint i = 0; i < STRATA_FIELD_TITLE; i++)
    add_field (form, list, i, changed, apply, user_data);
  strata_edit_field_set_placeholder (form->fields[STRATA_FIELD_PARENT],
                                     C_("container", "In none"));
  strata_edit_field_set_placeholder (form->fields[STRATA_FIELD_TARGET], _("Id or name"));
  strata_edit_field_set_completion (form->fields[STRATA_FIELD_PARENT], complete_container, form);
  strata_edit_field_set_completion (form->fields[STRATA_FIELD_TARGET], complete_target, form);
  list = add_list (form->region_box);
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      form->switches[i] = add_switch (list, _(switch_infos[i].title));
      g_signal_connect_swapped (form->switches[i], "notify::active", changed, user_data);
    }
  add_clients (form, list);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    g_signal_connect_swapped (form->clients[i], "toggled", changed, user_data);
  form->coalesced = STRATA_COALESCE_LIST (strata_coalesce_list_new ());
  gtk_box_append (GTK_BOX (form->region_box), GTK_WIDGET (form->coalesced));
  g_signal_connect_swapped (form->coalesced, "changed", changed, user_data);
  g_signal_connect_swapped (form->coalesced, "apply", apply, user_data);
  form->title_list = add_list (form->box);
  add_field (form, form->title_list, STRATA_FIELD_TITLE, changed, apply, user_data);
  strata_edit_field_set_placeholder (form->fields[STRATA_FIELD_TITLE],
                                     C_("board title", "None"));
  add_reason (form);
}

void
_strata_inspector_form_clear (StrataInspectorForm *form)
{
  g_clear_object (&form->board);
  g_clear_pointer (&form->region, strata_region_unref);
}

/* }}} */
/* {{{ Showing a region */

static char *
dup_id (StrataBoard  *board,
        StrataRegion *region)
{
  const char *id = region != NULL ? strata_board_get_region_id (board, region) : NULL;

  return g_strdup (id != NULL ? id : "");
}

StrataEditKind
_strata_inspector_form_get_edit_kind (StrataFormField field)
{
  return field_infos[field].kind;
}

/* What is so now; @region is NULL for none. */
char *
_strata_inspector_form_dup_value (StrataBoard    *board,
                                  StrataRegion   *region,
                                  StrataFormField field)
{
  const char *title = strata_board_get_title (board);

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
    case STRATA_FIELD_PARENT:
      return dup_id (board, strata_region_get_container (region));
    case STRATA_FIELD_TARGET:
      return dup_id (board, strata_region_get_alias_target (region));
    case STRATA_FIELD_TITLE:
    default:
      return g_strdup (title != NULL ? title : "");
    }
}

gboolean
_strata_inspector_form_get_value (StrataRegion    *region,
                                  StrataFormSwitch which)
{
  switch (which)
    {
    case STRATA_SWITCH_ENABLED:
      return strata_region_get_enabled (region);
    case STRATA_SWITCH_READONLY:
      return strata_region_get_readonly (region);
    case STRATA_SWITCH_NONVOLATILE:
      return strata_region_get_nonvolatile (region);
    case STRATA_SWITCH_ROM_MODE:
    default:
      return strata_region_get_rom_mode (region);
    }
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

static GtkWidget *
get_row (GtkSwitch *toggle)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (toggle), GTK_TYPE_LIST_BOX_ROW);
}

static gboolean
has_memory (StrataRegionKind kind)
{
  return kind == STRATA_REGION_RAM || kind == STRATA_REGION_RAM_DEVICE ||
         kind == STRATA_REGION_ROM || kind == STRATA_REGION_ROM_DEVICE;
}

/* What goes away must not have the keyboard. */
static void
set_field_visible (StrataInspectorForm *form,
                   StrataFormField      field,
                   gboolean             visible)
{
  GtkWidget *widget = GTK_WIDGET (form->fields[field]);

  if (!visible && gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (form->fields[STRATA_FIELD_NAME]));
  gtk_widget_set_visible (widget, visible);
}

/* Shows the rows that a region of a kind can have. */
static void
show_rows (StrataInspectorForm *form,
           StrataRegionKind     kind)
{
  gboolean is_alias = kind == STRATA_REGION_ALIAS;

  gtk_widget_set_visible (form->region_box, TRUE);
  set_field_visible (form, STRATA_FIELD_TARGET, is_alias);
  set_field_visible (form, STRATA_FIELD_OFFSET, is_alias);
  gtk_widget_set_visible (get_row (form->switches[STRATA_SWITCH_ROM_MODE]),
                          kind == STRATA_REGION_ROM_DEVICE);
  gtk_widget_set_visible (form->clients_row, has_memory (kind));
  gtk_widget_set_visible (GTK_WIDGET (form->coalesced), kind == STRATA_REGION_MMIO ||
                                                          kind == STRATA_REGION_ROM_DEVICE);
}

static void
hold (StrataInspectorForm *form,
      StrataBoard         *board,
      StrataRegion        *region)
{
  g_autoptr (StrataRegion) held = region != NULL ? strata_region_ref (region) : NULL;

  g_set_object (&form->board, board);
  g_clear_pointer (&form->region, strata_region_unref);
  form->region = g_steal_pointer (&held);
}

static void
show_field (StrataInspectorForm *form,
            StrataFormField      field)
{
  g_autofree char *value = _strata_inspector_form_dup_value (form->board, form->region, field);

  strata_edit_field_set_text (form->fields[field], value);
  strata_edit_field_set_reason (form->fields[field], NULL);
}

/* Fills the rows with what is so now. */
void
_strata_inspector_form_show (StrataInspectorForm *form,
                             StrataBoard         *board,
                             StrataRegion        *region)
{
  StrataRegionKind kind = strata_region_get_kind (region);
  StrataDirtyClients clients = strata_region_get_log_clients (region);
  g_autoptr (GArray) ranges = strata_region_list_coalescing (region);

  hold (form, board, region);
  show_rows (form, kind);
  gtk_widget_set_visible (GTK_WIDGET (form->kind), FALSE);
  gtk_widget_set_visible (form->title_list, strata_region_get_container (region) == NULL);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      show_field (form, i);
      if (i != STRATA_FIELD_TITLE)
        allow (GTK_WIDGET (form->fields[i]), GTK_WIDGET (form->fields[i]), board, region,
               field_infos[i].kind);
    }
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      gtk_switch_set_active (form->switches[i], _strata_inspector_form_get_value (region, i));
      allow (GTK_WIDGET (form->switches[i]), get_row (form->switches[i]), board, region,
             switch_infos[i].kind);
    }
  if (kind == STRATA_REGION_ROM)
    gtk_widget_set_sensitive (GTK_WIDGET (form->switches[STRATA_SWITCH_READONLY]), FALSE);
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    gtk_check_button_set_active (form->clients[i], (clients & (1u << i)) != 0);
  allow (form->clients_row, form->clients_row, board, region, STRATA_EDIT_LOG);
  strata_coalesce_list_set_ranges (form->coalesced, ranges);
  allow (GTK_WIDGET (form->coalesced), GTK_WIDGET (form->coalesced), board, region,
         STRATA_EDIT_COALESCE);
}

/* Fills the rows with a proposal for a region that is to be added. */
void
_strata_inspector_form_show_new (StrataInspectorForm *form,
                                 StrataBoard         *board,
                                 const char          *parent,
                                 guint64              address)
{
  g_autofree char *text = strata_value_format_address (address);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (StrataRange));

  hold (form, board, NULL);
  gtk_widget_set_visible (GTK_WIDGET (form->kind), TRUE);
  adw_combo_row_set_selected (form->kind, 0);
  gtk_widget_set_visible (form->title_list, FALSE);
  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      strata_edit_field_set_text (form->fields[i], "");
      strata_edit_field_set_reason (form->fields[i], NULL);
      gtk_widget_set_sensitive (GTK_WIDGET (form->fields[i]), TRUE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (form->fields[i]), NULL);
    }
  strata_edit_field_set_text (form->fields[STRATA_FIELD_NAME], C_("region name", "new"));
  strata_edit_field_set_text (form->fields[STRATA_FIELD_ADDRESS], text);
  strata_edit_field_set_text (form->fields[STRATA_FIELD_SIZE], "4 KiB");
  strata_edit_field_set_text (form->fields[STRATA_FIELD_PRIORITY], "0");
  strata_edit_field_set_text (form->fields[STRATA_FIELD_PARENT], parent);
  strata_edit_field_set_text (form->fields[STRATA_FIELD_OFFSET], "0x0");
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    {
      gtk_switch_set_active (form->switches[i],
                             i == STRATA_SWITCH_ENABLED || i == STRATA_SWITCH_ROM_MODE);
      gtk_widget_set_sensitive (GTK_WIDGET (form->switches[i]), TRUE);
      gtk_widget_set_tooltip_text (get_row (form->switches[i]), NULL);
    }
  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    gtk_check_button_set_active (form->clients[i], FALSE);
  gtk_widget_set_sensitive (form->clients_row, TRUE);
  gtk_widget_set_tooltip_text (form->clients_row, NULL);
  strata_coalesce_list_set_ranges (form->coalesced, ranges);
  gtk_widget_set_sensitive (GTK_WIDGET (form->coalesced), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (form->coalesced), NULL);
  _strata_inspector_form_update_kind (form);
}

/* Nothing is selected: the board itself can be edited. */
void
_strata_inspector_form_show_board (StrataInspectorForm *form,
                                   StrataBoard         *board)
{
  hold (form, board, NULL);
  gtk_widget_set_visible (form->region_box, FALSE);
  gtk_widget_set_visible (form->title_list, TRUE);
  show_field (form, STRATA_FIELD_TITLE);
}

/* The kind that is chosen for a region that is added */
StrataRegionKind
_strata_inspector_form_get_kind (StrataInspectorForm *form)
{
  return new_kinds[adw_combo_row_get_selected (form->kind)];
}

/* Shows the rows that this kind can have. */
void
_strata_inspector_form_update_kind (StrataInspectorForm *form)
{
  StrataRegionKind kind = _strata_inspector_form_get_kind (form);
  GtkSwitch *readonly = form->switches[STRATA_SWITCH_READONLY];

  show_rows (form, kind);
  /* ROM is always so */
  if (gtk_widget_get_sensitive (GTK_WIDGET (readonly)) == (kind == STRATA_REGION_ROM))
    gtk_switch_set_active (readonly, kind == STRATA_REGION_ROM);
  gtk_widget_set_sensitive (GTK_WIDGET (readonly), kind != STRATA_REGION_ROM);
}

/* }}} */
