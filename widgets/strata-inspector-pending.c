/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-inspector-private.h"

#include <glib/gi18n.h>

#include "strata-step-words.h"
#include "strata-what-if.h"

/*
 * What is typed in the inspector: tried while it is, then made so.
 */

/* What a step of the history is called */
static char *
dup_step_name (StrataInspector *self,
               GPtrArray       *edits)
{
  const char *name = strata_edit_field_get_text (self->form.fields[STRATA_FIELD_NAME]);
  StrataEdit *first = edits->pdata[0];

  if (edits->len > 1 && strata_edit_get_kind (first) != STRATA_EDIT_ADD)
    return g_strdup_printf (_("Edit “%s”"), name);

  return strata_step_words_dup_name (first, self->region, name);
}

static GPtrArray *
list_edits (StrataInspector *self)
{
  return self->is_adding ? _strata_inspector_form_list_new (&self->form)
                         : _strata_inspector_form_list_edits (&self->form);
}

static gboolean
has_parent (GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    if (strata_edit_get_kind (edits->pdata[i]) == STRATA_EDIT_PARENT)
      return TRUE;

  return FALSE;
}

/* Finds out which of several edits it is that cannot be, and says so there. */
static void
blame (StrataInspector *self,
       GPtrArray       *edits)
{
  StrataBoard *board = strata_history_get_board (self->history);

  for (guint n = 1; n <= edits->len; n++)
    {
      g_autoptr (StrataEdit) group
        = strata_edit_new_group ((StrataEdit *const *) edits->pdata, n);
      g_autoptr (StrataDryCommit) commit = NULL;
      g_autoptr (GError) error = NULL;

      commit = strata_board_try (board, group, &error);
      if (commit != NULL)
        continue;
      _strata_inspector_form_blame (&self->form, strata_edit_get_kind (edits->pdata[n - 1]),
                                    error);
      return;
    }
}

/* Tries what the fields say. */
void
_strata_inspector_update (StrataInspector *self)
{
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (StrataDryCommit) commit = NULL;
  g_autoptr (GHashTable) names = NULL;
  StrataBoard *board;
  gboolean is_changed;

  if (self->is_filling || self->history == NULL)
    return;

  board = strata_history_get_board (self->history);
  g_clear_pointer (&self->pending, strata_edit_unref);
  edits = list_edits (self);
  is_changed = edits == NULL || edits->len > 0;
  if (edits != NULL && edits->len > 0)
    {
      g_autoptr (StrataEdit) group
        = strata_edit_new_group ((StrataEdit *const *) edits->pdata, edits->len);

      commit = strata_board_try (board, group, NULL);
      names = strata_board_list_new_names (board, group);
      if (commit != NULL)
        self->pending = g_steal_pointer (&group);
      else
        blame (self, edits);
    }
  strata_what_if_set_commit (STRATA_WHAT_IF (self->what_if), commit, names);
  gtk_widget_set_visible (self->bar, is_changed);
  gtk_widget_set_sensitive (self->apply, self->pending != NULL);
  g_signal_emit_by_name (self, "pending", commit);
}

/**
 * strata_inspector_get_region:
 * @self: an inspector
 *
 * Gets what is edited.
 *
 * Returns: (transfer none) (nullable): the region; %NULL for none, and for one that is added
 */
StrataRegion *
strata_inspector_get_region (StrataInspector *self)
{
  g_return_val_if_fail (STRATA_IS_INSPECTOR (self), NULL);

  return self->is_adding ? NULL : self->region;
}

/**
 * strata_inspector_place:
 * @self: an inspector
 * @address: an offset in the container of the region, in bytes
 * @size: a size in bytes; %G_MAXUINT64 for 2^64, and 0 for what it is
 *
 * Fills in where the region should be, as if somebody had typed that.
 */
void
strata_inspector_place (StrataInspector *self,
                        guint64          address,
                        guint64          size)
{
  g_autofree char *address_text = strata_value_format_address (address);
  g_autofree char *size_text = strata_value_format_size (size);

  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  if (self->region == NULL)
    return;

  self->is_filling = TRUE;
  strata_edit_field_set_text (self->form.fields[STRATA_FIELD_ADDRESS], address_text);
  if (size > 0)
    strata_edit_field_set_text (self->form.fields[STRATA_FIELD_SIZE], size_text);
  self->is_filling = FALSE;
  _strata_inspector_update (self);
}

/**
 * strata_inspector_get_place:
 * @self: an inspector
 * @address: (out): an offset in the container of the region, in bytes
 * @size: (out): a size in bytes; %STRATA_SIZE_MAX for 2^64
 *
 * Gets where the region is as far as is known here: as it is typed, or as it is.
 *
 * Returns: %FALSE if there is no region that is in a container, or what is typed is no place
 */
gboolean
strata_inspector_get_place (StrataInspector *self,
                            guint64         *address,
                            guint64         *size)
{
  StrataEditField *const *fields;

  g_return_val_if_fail (STRATA_IS_INSPECTOR (self), FALSE);
  g_return_val_if_fail (address != NULL && size != NULL, FALSE);

  fields = self->form.fields;

  return self->history != NULL && strata_inspector_get_region (self) != NULL &&
         strata_region_get_container (self->region) != NULL &&
         strata_value_parse_address (strata_edit_field_get_text (fields[STRATA_FIELD_ADDRESS]),
                                     address, NULL) &&
         strata_value_parse_size (strata_edit_field_get_text (fields[STRATA_FIELD_SIZE]), size,
                                  NULL);
}

/**
 * strata_inspector_get_pending:
 * @self: an inspector
 *
 * Gets whether something is typed that is not so yet.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_inspector_get_pending (StrataInspector *self)
{
  g_return_val_if_fail (STRATA_IS_INSPECTOR (self), FALSE);

  return gtk_widget_get_visible (self->bar);
}

/**
 * strata_inspector_get_edit:
 * @self: an inspector
 *
 * Gets what is typed, as an edit.
 *
 * Returns: (transfer none) (nullable): the edit; %NULL if nothing is pending, or it cannot be
 */
StrataEdit *
strata_inspector_get_edit (StrataInspector *self)
{
  g_return_val_if_fail (STRATA_IS_INSPECTOR (self), NULL);

  return self->pending;
}

/**
 * strata_inspector_dup_step_name:
 * @self: an inspector
 *
 * Gets what the step of the history would be called that Apply would make.
 *
 * Returns: (transfer full) (nullable): the name; %NULL if nothing is pending, or it cannot be
 */
char *
strata_inspector_dup_step_name (StrataInspector *self)
{
  g_autoptr (GPtrArray) edits = NULL;

  g_return_val_if_fail (STRATA_IS_INSPECTOR (self), NULL);

  if (self->pending == NULL)
    return NULL;

  edits = list_edits (self);

  return dup_step_name (self, edits);
}

/**
 * strata_inspector_apply:
 * @self: an inspector
 *
 * Makes so what is typed, if that can be.
 */
void
strata_inspector_apply (StrataInspector *self)
{
  g_autoptr (StrataEdit) edit = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_adding;

  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  if (self->pending == NULL)
    return;

  name = strata_inspector_dup_step_name (self);
  edit = g_steal_pointer (&self->pending);
  edits = list_edits (self);
  is_adding = self->is_adding;
  self->is_adding = FALSE;
  if (strata_history_edit (self->history, edit, name, &error))
    {
      if (is_adding || has_parent (edits))
        g_signal_emit_by_name (self, "placed", strata_edit_get_id (edits->pdata[0]));
      return;
    }

  self->is_adding = is_adding;
  g_signal_emit_by_name (self, "message", error->message);
}
