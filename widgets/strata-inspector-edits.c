/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-inspector-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "board/strata-board-resolve.h"

static const char *
get_text (StrataInspectorForm *form,
          StrataFormField      field)
{
  return strata_edit_field_get_text (form->fields[field]);
}

/* The id of the region that a field means; NULL with an error if there is none. */
static const char *
find_id (StrataInspectorForm *form,
         StrataFormField      field,
         GError             **error)
{
  StrataRegion *region;

  if (*get_text (form, field) == '\0')
    {
      g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                           _("An alias shows another region: say which"));
      return NULL;
    }

  region = strata_board_find_region (form->board, get_text (form, field), error);

  return region != NULL ? strata_board_get_region_id (form->board, region) : NULL;
}

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

/* It takes the address along: that is one in the new container. */
static StrataEdit *
parse_parent (StrataInspectorForm *form,
              const char          *id,
              GError             **error)
{
  const char *parent = NULL;
  guint64 address;

  if (*get_text (form, STRATA_FIELD_PARENT) != '\0' &&
      (parent = find_id (form, STRATA_FIELD_PARENT, error)) == NULL)
    return NULL;
  /* if it is none, that is said beside the address */
  if (!strata_value_parse_address (get_text (form, STRATA_FIELD_ADDRESS), &address, NULL))
    address = 0;

  return strata_edit_new_parent (id, parent, address);
}

/* The edit that a field asks for; NULL with the reason in the field if that cannot be. */
static StrataEdit *
parse_field (StrataInspectorForm *form,
             StrataFormField      field,
             const char          *id)
{
  const char *text = get_text (form, field);
  const char *other;
  g_autoptr (GError) error = NULL;
  StrataEdit *edit = NULL;
  guint64 number = 0;
  gint priority = 0;

  switch (field)
    {
    case STRATA_FIELD_NAME:
      if (is_blank (text))
        g_set_error_literal (&error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                             _("A region needs a name"));
      else
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
    case STRATA_FIELD_PARENT:
      edit = parse_parent (form, id, &error);
      break;
    case STRATA_FIELD_TARGET:
      other = find_id (form, field, &error);
      if (other != NULL)
        edit = strata_edit_new_target (id, other);
      break;
    case STRATA_FIELD_TITLE:
      edit = strata_edit_new_title (*text != '\0' ? text : NULL);
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
             StrataFormSwitch     which,
             const char          *id)
{
  gboolean active = gtk_switch_get_active (form->switches[which]);

  switch (which)
    {
    case STRATA_SWITCH_ENABLED:
      return strata_edit_new_enabled (id, active);
    case STRATA_SWITCH_READONLY:
      return strata_edit_new_readonly (id, active);
    case STRATA_SWITCH_NONVOLATILE:
      return strata_edit_new_nonvolatile (id, active);
    case STRATA_SWITCH_ROM_MODE:
    default:
      return strata_edit_new_rom_mode (id, active);
    }
}

static StrataDirtyClients
get_clients (StrataInspectorForm *form)
{
  StrataDirtyClients clients = 0;

  for (guint i = 0; i < STRATA_N_DIRTY_CLIENTS; i++)
    clients |= gtk_check_button_get_active (form->clients[i]) ? 1u << i : 0;

  return clients;
}

static gboolean
can_use (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget) && gtk_widget_get_sensitive (widget);
}

static gboolean
is_changed (StrataInspectorForm *form,
            StrataFormField      field)
{
  g_autofree char *value = NULL;

  if (field == STRATA_FIELD_TITLE ? !gtk_widget_get_visible (form->title_list)
                                  : form->region == NULL ||
                                      !can_use (GTK_WIDGET (form->fields[field])))
    return FALSE;

  value = _strata_inspector_form_dup_value (form->board, form->region, field);

  return strcmp (value, get_text (form, field)) != 0;
}

/* The edits of what has a field; FALSE if some field says what cannot be. */
static gboolean
list_field_edits (StrataInspectorForm *form,
                  const char          *id,
                  GPtrArray           *edits)
{
  gboolean is_moved = is_changed (form, STRATA_FIELD_PARENT);
  gboolean is_valid = TRUE;

  for (guint i = 0; i < STRATA_N_FIELDS; i++)
    {
      StrataEdit *edit;

      strata_edit_field_set_reason (form->fields[i], NULL);
      if (!is_changed (form, i))
        continue;
      edit = parse_field (form, i, id);
      if (edit == NULL)
        is_valid = FALSE;
      else if (i == STRATA_FIELD_ADDRESS && is_moved)
        strata_edit_unref (edit); /* the container takes it along */
      else
        g_ptr_array_add (edits, edit);
    }

  return is_valid;
}

/* The edits of what has no field; FALSE if some range cannot be. */
static gboolean
list_other_edits (StrataInspectorForm *form,
                  const char          *id,
                  GPtrArray           *edits)
{
  g_autoptr (GArray) before = strata_region_list_coalescing (form->region);
  g_autoptr (GArray) ranges = NULL;

  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    if (can_use (GTK_WIDGET (form->switches[i])) &&
        gtk_switch_get_active (form->switches[i]) !=
          _strata_inspector_form_get_value (form->region, i))
      g_ptr_array_add (edits, make_switch (form, i, id));
  if (can_use (form->clients_row) &&
      get_clients (form) != strata_region_get_log_clients (form->region))
    g_ptr_array_add (edits, strata_edit_new_log (id, get_clients (form)));
  if (!can_use (GTK_WIDGET (form->coalesced)))
    return TRUE;

  ranges = strata_coalesce_list_parse (form->coalesced);
  if (ranges == NULL)
    return FALSE;
  if (ranges->len != before->len ||
      (ranges->len > 0 &&
       memcmp (ranges->data, before->data, ranges->len * sizeof (StrataRange)) != 0))
    g_ptr_array_add (edits, strata_edit_new_coalesce (id, (gpointer) ranges->data, ranges->len));

  return TRUE;
}

/* The edits that lead from what is so to what the rows say; NULL if some row says what cannot
 * be. */
GPtrArray *
_strata_inspector_form_list_edits (StrataInspectorForm *form)
{
  g_autoptr (GPtrArray) edits
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  const char *id = form->region != NULL ? strata_board_get_region_id (form->board, form->region)
                                        : NULL;
  gboolean is_valid;

  gtk_widget_set_visible (form->reason, FALSE);
  is_valid = list_field_edits (form, id, edits);
  if (id != NULL)
    is_valid &= list_other_edits (form, id, edits);

  return is_valid ? g_steal_pointer (&edits) : NULL;
}

/* The edit that adds the region itself; NULL if some field says what cannot be. */
static StrataEdit *
parse_new (StrataInspectorForm *form,
           const char          *id,
           StrataRegionKind     kind)
{
  const char *name = get_text (form, STRATA_FIELD_NAME);
  const char *parent = NULL;
  guint64 address = 0;
  guint64 size = 0;
  guint64 offset = 0;
  gboolean is_valid = TRUE;

  for (guint i = 0; i < STRATA_FIELD_TITLE; i++)
    {
      g_autoptr (StrataEdit) edit = NULL;

      if (gtk_widget_get_visible (GTK_WIDGET (form->fields[i])))
        is_valid &= (edit = parse_field (form, i, id)) != NULL;
      else
        strata_edit_field_set_reason (form->fields[i], NULL);
    }
  if (!is_valid)
    return NULL;

  strata_value_parse_address (get_text (form, STRATA_FIELD_ADDRESS), &address, NULL);
  strata_value_parse_size (get_text (form, STRATA_FIELD_SIZE), &size, NULL);
  if (*get_text (form, STRATA_FIELD_PARENT) != '\0')
    parent = find_id (form, STRATA_FIELD_PARENT, NULL);
  if (kind != STRATA_REGION_ALIAS)
    return strata_edit_new_add (id, name, kind, size, parent, address);

  strata_value_parse_address (get_text (form, STRATA_FIELD_OFFSET), &offset, NULL);

  return strata_edit_new_add_alias (id, name, find_id (form, STRATA_FIELD_TARGET, NULL), offset,
                                    size, parent, address);
}

/* The edits that add the region that the rows describe; NULL if some row says what cannot be. */
GPtrArray *
_strata_inspector_form_list_new (StrataInspectorForm *form)
{
  g_autoptr (GPtrArray) edits
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  StrataRegionKind kind = _strata_inspector_form_get_kind (form);
  g_autofree char *id = strata_board_make_id (form->board, get_text (form, STRATA_FIELD_NAME));
  g_autoptr (GArray) ranges = NULL;
  StrataEdit *add;
  gint priority;

  gtk_widget_set_visible (form->reason, FALSE);
  _strata_inspector_form_update_kind (form);
  add = parse_new (form, id, kind);
  if (add != NULL)
    g_ptr_array_add (edits, add);
  ranges = strata_coalesce_list_parse (form->coalesced);
  if (add == NULL || ranges == NULL)
    return NULL;

  if (strata_value_parse_priority (get_text (form, STRATA_FIELD_PRIORITY), &priority, NULL) &&
      priority != 0)
    g_ptr_array_add (edits, strata_edit_new_priority (id, priority));
  for (guint i = 0; i < STRATA_N_SWITCHES; i++)
    if (can_use (GTK_WIDGET (form->switches[i])) &&
        can_use (gtk_widget_get_ancestor (GTK_WIDGET (form->switches[i]),
                                          GTK_TYPE_LIST_BOX_ROW)) &&
        gtk_switch_get_active (form->switches[i]) !=
          (i == STRATA_SWITCH_ENABLED || i == STRATA_SWITCH_ROM_MODE))
      g_ptr_array_add (edits, make_switch (form, i, id));
  if (gtk_widget_get_visible (form->clients_row) && get_clients (form) != 0)
    g_ptr_array_add (edits, strata_edit_new_log (id, get_clients (form)));
  if (gtk_widget_get_visible (GTK_WIDGET (form->coalesced)) && ranges->len > 0)
    g_ptr_array_add (edits, strata_edit_new_coalesce (id, (gpointer) ranges->data, ranges->len));

  return g_steal_pointer (&edits);
}

/* The field that an edit which failed is of */
static StrataFormField
find_field (StrataInspectorForm *form,
            StrataEditKind       kind,
            const GError        *error)
{
  StrataFormField field = STRATA_FIELD_NAME;

  if (kind == STRATA_EDIT_ADD)
    {
      if (!g_error_matches (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY))
        return STRATA_FIELD_SIZE;
      return _strata_inspector_form_get_kind (form) == STRATA_REGION_ALIAS ? STRATA_FIELD_TARGET
                                                                           : STRATA_FIELD_PARENT;
    }
  while (field < STRATA_N_FIELDS && _strata_inspector_form_get_edit_kind (field) != kind)
    field++;

  return field;
}

/* Puts the reason why an edit failed beside what it is of. */
void
_strata_inspector_form_blame (StrataInspectorForm *form,
                              StrataEditKind       kind,
                              const GError        *error)
{
  StrataFormField field = find_field (form, kind, error);

  if (kind == STRATA_EDIT_COALESCE)
    {
      strata_coalesce_list_set_reason (form->coalesced, error->message);
    }
  else if (field < STRATA_N_FIELDS)
    {
      strata_edit_field_set_reason (form->fields[field], error->message);
    }
  else
    {
      gtk_label_set_label (GTK_LABEL (form->reason), error->message);
      gtk_widget_set_visible (form->reason, TRUE);
    }
}
