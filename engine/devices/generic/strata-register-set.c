/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-register-set-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-register-text-private.h"

#define MAX_REGISTERS 4096
#define MAX_OUTPUTS 64

static void
output_clear (gpointer data)
{
  g_free (((StrataRegisterOutput *) data)->name);
}

StrataRegisterSet *
strata_register_set_new (void)
{
  StrataRegisterSet *self = g_new0 (StrataRegisterSet, 1);

  self->cells_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                               (GDestroyNotify) strata_register_cell_free);
  self->cells = g_ptr_array_new ();
  self->outputs = g_array_new (FALSE, FALSE, sizeof (StrataRegisterOutput));
  g_array_set_clear_func (self->outputs, output_clear);
  return self;
}

void
strata_register_set_free (StrataRegisterSet *self)
{
  g_array_unref (self->outputs);
  g_ptr_array_unref (self->cells);
  g_hash_table_unref (self->cells_by_name);
  g_free (self);
}

/* {{{ Finding registers */

/* The index of the first register that ends at or behind an offset */
static guint
find_index (StrataRegisterSet *self, guint64 offset)
{
  guint low = 0, high = self->cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_register_cell_get_last (g_ptr_array_index (self->cells, middle)) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The register that holds a byte */
StrataRegisterCell *
strata_register_set_find_cell (StrataRegisterSet *self, guint64 offset)
{
  guint index = find_index (self, offset);
  StrataRegisterCell *cell;

  if (index == self->cells->len)
    return NULL;
  cell = g_ptr_array_index (self->cells, index);
  return cell->info.offset <= offset ? cell : NULL;
}

/* `REGISTER` or `REGISTER.FIELD` */
gboolean
strata_register_set_find_target (StrataRegisterSet *self, const char *name,
                                 StrataRegisterTarget *target, GError **error)
{
  g_auto (GStrv) names = g_strsplit (name, ".", 2);
  const StrataField *field = NULL;
  StrataRegisterCell *cell;

  cell = names[0] != NULL ? g_hash_table_lookup (self->cells_by_name, names[0]) : NULL;
  if (cell == NULL)
    return strata_register_text_fail (error, _ ("there is no register “%.80s”"),
                                      names[0] != NULL ? names[0] : "");
  if (names[1] != NULL)
    {
      field = strata_register_cell_find_field (cell, names[1]);
      if (field == NULL)
        return strata_register_text_fail (error, _ ("the register %s has no field “%.80s”"),
                                          cell->info.name, names[1]);
      *target = (StrataRegisterTarget){ cell, strata_field_get_bits (field), field->shift,
                                        field->access };
    }
  else
    *target = (StrataRegisterTarget){ cell, strata_register_cell_get_bits (cell), 0,
                                      cell->info.access };
  return TRUE;
}

/* }}} */
/* {{{ Keys of a board file */

static gboolean
read_register (StrataRegisterSet *self, const char *name, const char *text, GError **error)
{
  g_autoptr (StrataRegisterCell) cell = strata_register_cell_parse (name, text, error);
  StrataRegisterCell *next;
  guint index;

  if (cell == NULL)
    return FALSE;
  if (g_hash_table_contains (self->cells_by_name, name))
    return strata_register_text_fail (error, _ ("there is such a register already"));
  if (self->cells->len == MAX_REGISTERS)
    return strata_register_text_fail (error, _ ("a device has at most %d registers"),
                                      MAX_REGISTERS);
  index = find_index (self, cell->info.offset);
  next = index < self->cells->len ? g_ptr_array_index (self->cells, index) : NULL;
  if (next != NULL && next->info.offset <= strata_register_cell_get_last (cell))
    return strata_register_text_fail (error, _ ("it overlaps the register %s"), next->info.name);
  g_ptr_array_insert (self->cells, index, cell);
  g_hash_table_insert (self->cells_by_name, (char *) cell->info.name, cell);
  g_steal_pointer (&cell);
  return TRUE;
}

static gboolean
read_field (StrataRegisterSet *self, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (name, ".", 2);
  StrataRegisterCell *cell;

  if (names[0] == NULL || names[1] == NULL)
    return strata_register_text_fail (error, _ ("the key of a field is field.REGISTER.FIELD"));
  cell = g_hash_table_lookup (self->cells_by_name, names[0]);
  if (cell == NULL)
    return strata_register_text_fail (error, _ ("there is no register %.80s above this line"),
                                      names[0]);
  return strata_register_cell_add_field (cell, names[1], text, error);
}

static gboolean
read_input (StrataRegisterSet *self, const char *number_text, const char *text, GError **error)
{
  guint64 number;

  if (!strata_register_text_parse_number (number_text, &number, error))
    return FALSE;
  if (number >= STRATA_REGISTER_SET_MAX_INPUTS)
    return strata_register_text_fail (error, _ ("a device has at most %d inputs, from 0 on"),
                                      STRATA_REGISTER_SET_MAX_INPUTS);
  if (self->targets[number].cell != NULL)
    return strata_register_text_fail (error, _ ("there is such an input already"));
  if (!strata_register_set_find_target (self, text, &self->targets[number], error))
    return FALSE;
  self->n_inputs = MAX (self->n_inputs, (guint) number + 1);
  return TRUE;
}

static gboolean
read_output (StrataRegisterSet *self, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, "&", 2);
  StrataRegisterOutput output = { .mask = G_MAXUINT64 };

  if (!strata_register_text_is_name (name))
    return strata_register_text_fail (error, _ ("“%.80s” is no name of a line"), name);
  if (self->outputs->len == MAX_OUTPUTS)
    return strata_register_text_fail (error, _ ("a device has at most %d outputs"), MAX_OUTPUTS);
  for (guint i = 0; i < self->outputs->len; i++)
    if (strcmp (g_array_index (self->outputs, StrataRegisterOutput, i).name, name) == 0)
      return strata_register_text_fail (error, _ ("there is such an output already"));
  for (guint i = 0; words[i] != NULL; i++)
    {
      StrataRegisterCell *cell = g_hash_table_lookup (self->cells_by_name, g_strstrip (words[i]));

      if (i == 0)
        output.cell = cell;
      else
        output.mask_cell = cell;
      if (cell != NULL || (i > 0 && g_ascii_isdigit (*words[i])))
        continue;
      return strata_register_text_fail (error, _ ("there is no register “%.80s” above this line"),
                                        words[i]);
    }
  if (output.cell == NULL)
    return strata_register_text_fail (error, _ ("write REGISTER or REGISTER & MASK"));
  if (words[1] != NULL && output.mask_cell == NULL &&
      !strata_register_text_parse_number (words[1], &output.mask, error))
    return FALSE;
  output.name = g_strdup (name);
  g_array_append_val (self->outputs, output);
  return TRUE;
}

gboolean
strata_register_set_read_key (StrataRegisterSet *self, const char *key, const char *text,
                              GError **error)
{
  static const struct
  {
    const char *prefix;
    gboolean (*read) (StrataRegisterSet *self, const char *name, const char *text, GError **error);
  } keys[] = {
    { "register.", read_register },
    { "field.", read_field },
    { "input.", read_input },
    { "output.", read_output },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_has_prefix (key, keys[i].prefix))
      return keys[i].read (self, key + strlen (keys[i].prefix), text, error);
  return FALSE;
}

/* }}} */
/* {{{ Lines */

void
strata_register_set_update_outputs (StrataRegisterSet *self)
{
  for (guint i = 0; i < self->outputs->len; i++)
    {
      const StrataRegisterOutput *output = &g_array_index (self->outputs, StrataRegisterOutput, i);
      guint64 mask = output->mask_cell != NULL ? output->mask_cell->value : output->mask;

      strata_line_set_level (output->line, (output->cell->value & mask) != 0);
    }
}

/* }}} */
