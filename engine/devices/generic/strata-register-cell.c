/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-register-cell-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-register-text-private.h"

#define MAX_VALUES 256

guint64
strata_field_get_bits (const StrataField *field)
{
  return (G_MAXUINT64 >> (64 - field->width)) << field->shift;
}

/* All bits that the register has */
guint64
strata_register_cell_get_bits (StrataRegisterCell *self)
{
  return G_MAXUINT64 >> (64 - 8 * self->info.size);
}

guint64
strata_register_cell_get_last (StrataRegisterCell *self)
{
  return self->info.offset + (self->info.size - 1);
}

static void
field_clear (gpointer data)
{
  StrataField *field = data;

  for (guint i = 0; i < field->n_values; i++)
    g_free ((char *) field->values[i].name);
  g_free ((StrataFieldValue *) field->values);
  g_free ((char *) field->name);
}

void
strata_register_cell_free (StrataRegisterCell *self)
{
  g_array_unref (self->fields);
  g_free ((char *) self->info.name);
  g_free ((char *) self->info.summary);
  g_free (self);
}

/* {{{ From text */

/* NAME=NUMBER, where the number must be within some bits */
static gboolean
parse_setting (const char *word, const char *name, guint64 bits, guint64 *number, gboolean *seen,
               GError **error)
{
  if (*seen)
    return strata_register_text_fail (error, _ ("%s= stands there twice"), name);
  *seen = TRUE;
  if (!strata_register_text_parse_number (word + strlen (name) + 1, number, error))
    return FALSE;
  if (*number & ~bits)
    return strata_register_text_fail (error, _ ("%s=%s does not fit into the register"), name,
                                      word + strlen (name) + 1);
  return TRUE;
}

static gboolean
parse_place (StrataRegisterCell *self, char *const *words, GError **error)
{
  guint64 size;

  if (g_strv_length ((char **) words) < 3)
    return strata_register_text_fail (error, _ ("write OFFSET SIZE ACCESS, such as “0x10 4 RW”"));
  if (!strata_register_text_parse_number (words[0], &self->info.offset, error) ||
      !strata_register_text_parse_number (words[1], &size, error) ||
      !strata_register_text_parse_access (words[2], &self->info.access, error))
    return FALSE;
  if (size != 1 && size != 2 && size != 4 && size != 8)
    return strata_register_text_fail (error, _ ("a register has 1, 2, 4 or 8 bytes"));
  self->info.size = size;
  if (self->info.offset % size != 0)
    return strata_register_text_fail (error, _ ("the offset must be a multiple of the size"));
  return TRUE;
}

/* `OFFSET SIZE ACCESS [reset=NUMBER] [mask=NUMBER] ["SUMMARY"]` */
StrataRegisterCell *
strata_register_cell_parse (const char *name, const char *text, GError **error)
{
  g_autoptr (StrataRegisterCell) self = g_new0 (StrataRegisterCell, 1);
  g_auto (GStrv) words = NULL;
  gboolean has_reset = FALSE, has_mask = FALSE;
  char *summary;

  self->fields = g_array_new (FALSE, FALSE, sizeof (StrataField));
  g_array_set_clear_func (self->fields, field_clear);
  if (!strata_register_text_is_name (name))
    {
      strata_register_text_fail (error,
                                 _ ("“%.80s” is no name of a register: it has letters, digits "
                                    "and “_”, and at most 64 of them"),
                                 name);
      return NULL;
    }
  self->info.name = g_strdup (name);
  if (!strata_register_text_split (text, &words, &summary, error))
    return NULL;
  self->info.summary = summary;
  if (!parse_place (self, words, error))
    return NULL;
  self->mask = strata_register_cell_get_bits (self);
  for (guint i = 3; words[i] != NULL; i++)
    {
      guint64 bits = strata_register_cell_get_bits (self);
      gboolean fits;

      if (g_str_has_prefix (words[i], "reset="))
        fits = parse_setting (words[i], "reset", bits, &self->info.reset, &has_reset, error);
      else if (g_str_has_prefix (words[i], "mask="))
        fits = parse_setting (words[i], "mask", bits, &self->mask, &has_mask, error);
      else
        fits = strata_register_text_fail (error,
                                          _ ("“%.40s” means nothing here: reset=NUMBER, "
                                             "mask=NUMBER and a text in quotes may follow"),
                                          words[i]);
      if (!fits)
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* `BIT` or `HIGH:LOW` */
static gboolean
parse_bits (StrataRegisterCell *self, const char *word, StrataField *field, GError **error)
{
  const char *colon = strchr (word, ':');
  g_autofree char *high_text = colon != NULL ? g_strndup (word, colon - word) : g_strdup (word);
  guint64 high, low;

  if (!strata_register_text_parse_number (high_text, &high, error) ||
      !strata_register_text_parse_number (colon != NULL ? colon + 1 : word, &low, error))
    return FALSE;
  if (high < low)
    return strata_register_text_fail (error, _ ("the higher bit stands first: HIGH:LOW"));
  if (high >= 8 * self->info.size)
    return strata_register_text_fail (error, _ ("the register's bits end with bit %u"),
                                      8 * self->info.size - 1);
  field->shift = low;
  field->width = high - low + 1;
  return TRUE;
}

/* `NAME=NUMBER` */
static gboolean
parse_value (const StrataField *field, const GArray *values, const char *word,
             StrataFieldValue *value, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : NULL;

  if (equals == NULL || equals == word)
    return strata_register_text_fail (error, _ ("“%.40s” is no value: write NAME=NUMBER"), word);
  if (!strata_register_text_parse_number (equals + 1, &value->value, error))
    return FALSE;
  if (value->value > G_MAXUINT64 >> (64 - field->width))
    return strata_register_text_fail (error, _ ("“%.40s” does not fit into %u bits"), word,
                                      field->width);
  if (values->len == MAX_VALUES)
    return strata_register_text_fail (error, _ ("a field has at most %d values with a name"),
                                      MAX_VALUES);
  for (guint i = 0; i < values->len; i++)
    {
      const StrataFieldValue *other = &g_array_index (values, StrataFieldValue, i);

      if (other->value == value->value || strcmp (other->name, name) == 0)
        return strata_register_text_fail (error, _ ("“%.40s”: that name or number stands twice"),
                                          word);
    }
  value->name = g_steal_pointer (&name);
  return TRUE;
}

static gboolean
parse_values (StrataField *field, char *const *words, GError **error)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (StrataFieldValue));
  gboolean fits = TRUE;

  for (guint i = 0; words[i] != NULL && fits; i++)
    {
      StrataFieldValue value;

      fits = parse_value (field, values, words[i], &value, error);
      if (fits)
        g_array_append_val (values, value);
    }
  field->n_values = values->len;
  field->values = (StrataFieldValue *) (gpointer) g_array_free (values, FALSE);
  return fits;
}

const StrataField *
strata_register_cell_find_field (StrataRegisterCell *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (strcmp (g_array_index (self->fields, StrataField, i).name, name) == 0)
      return &g_array_index (self->fields, StrataField, i);
  return NULL;
}

/* `BITS [ACCESS] [NAME=NUMBER ...]` */
gboolean
strata_register_cell_add_field (StrataRegisterCell *self, const char *name, const char *text,
                                GError **error)
{
  StrataField field = { .name = name, .access = self->info.access };
  g_auto (GStrv) words = NULL;
  g_autofree char *summary = NULL;
  guint i = 1;

  if (!strata_register_text_is_name (name))
    return strata_register_text_fail (error,
                                      _ ("“%.80s” is no name of a field: it has letters, "
                                         "digits and “_”, and at most 64 of them"),
                                      name);
  if (strata_register_cell_find_field (self, name) != NULL)
    return strata_register_text_fail (error, _ ("there is such a field already"));
  if (!strata_register_text_split (text, &words, &summary, error))
    return FALSE;
  if (summary != NULL || words[0] == NULL)
    return strata_register_text_fail (error, _ ("write BITS ACCESS and named values, such as "
                                                "“5:4 RW off=0 slow=1”"));
  if (!parse_bits (self, words[0], &field, error))
    return FALSE;
  for (guint j = 0; j < self->fields->len; j++)
    {
      const StrataField *other = &g_array_index (self->fields, StrataField, j);

      if (strata_field_get_bits (other) & strata_field_get_bits (&field))
        return strata_register_text_fail (error, _ ("it overlaps the field %s"), other->name);
    }
  if (words[i] != NULL && strchr (words[i], '=') == NULL &&
      !strata_register_text_parse_access (words[i++], &field.access, error))
    return FALSE;
  field.name = g_strdup (name);
  if (!parse_values (&field, words + i, error))
    {
      field_clear (&field);
      return FALSE;
    }
  g_array_append_val (self->fields, field);
  return TRUE;
}

/* }}} */
/* {{{ What accesses do */

static void
add_rules (StrataRegisterCell *self, StrataRegisterAccess access, guint64 bits)
{
  switch (access)
    {
    case STRATA_REGISTER_RW:
      self->written |= bits & self->mask;
      break;
    case STRATA_REGISTER_WO:
      self->written |= bits & self->mask;
      self->wo |= bits;
      break;
    case STRATA_REGISTER_W1C:
      self->w1c |= bits & self->mask;
      break;
    case STRATA_REGISTER_RC:
      self->rc |= bits;
      break;
    case STRATA_REGISTER_RO:
      break;
    }
}

/* All fields are there: works out the rules of each bit. */
void
strata_register_cell_close (StrataRegisterCell *self)
{
  guint64 rest = strata_register_cell_get_bits (self);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StrataField *field = &g_array_index (self->fields, StrataField, i);
      guint64 bits = strata_field_get_bits (field);

      add_rules (self, field->access, bits);
      rest &= ~bits;
    }
  add_rules (self, self->info.access, rest);
  self->info.fields = (const StrataField *) (gpointer) self->fields->data;
  self->info.n_fields = self->fields->len;
}

/* What a read would give */
guint64
strata_register_cell_look (StrataRegisterCell *self)
{
  return self->value & ~self->wo;
}

guint64
strata_register_cell_read (StrataRegisterCell *self)
{
  guint64 value = strata_register_cell_look (self);

  self->value &= ~self->rc;
  return value;
}

void
strata_register_cell_write (StrataRegisterCell *self, guint64 value)
{
  self->value = (self->value & ~self->written) | (value & self->written);
  self->value &= ~(value & self->w1c);
}

/* }}} */
