/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What to write to a register so that one field of it changes and nothing else does. */

#include "strata-register-edit.h"

#include <gio/gio.h>

#include "memory/strata-i18n-private.h"

/**
 * strata_register_error_quark:
 *
 * The error domain of registers.
 *
 * Returns: its quark
 */
G_DEFINE_QUARK (strata-register-error-quark, strata_register_error)

static guint64
mask_of (guint width)
{
  return width >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << width) - 1;
}

/**
 * strata_field_get_mask:
 * @field: a field
 *
 * Gets the bits of a field.
 *
 * Returns: the bits of its register that it has
 */
guint64
strata_field_get_mask (const StrataField *field)
{
  g_return_val_if_fail (field != NULL && field->shift < 64, 0);

  return mask_of (field->width) << field->shift;
}

/**
 * strata_field_extract:
 * @field: a field
 * @value: what stands in its register
 *
 * Takes a field's value out of its register's.
 *
 * Returns: what stands in the field
 */
guint64
strata_field_extract (const StrataField *field, guint64 value)
{
  g_return_val_if_fail (field != NULL && field->shift < 64, 0);

  return value >> field->shift & mask_of (field->width);
}

/**
 * strata_field_get_value_name:
 * @field: a field
 * @value: what stands in it
 *
 * Names a value of a field.
 *
 * Returns: (nullable): what that means, if it has a name
 */
const char *
strata_field_get_value_name (const StrataField *field, guint64 value)
{
  g_return_val_if_fail (field != NULL, NULL);

  for (guint i = 0; i < field->n_values; i++)
    if (field->values[i].value == value)
      return field->values[i].name;
  return NULL;
}

static gboolean
is_read_only (StrataRegisterAccess access)
{
  return access == STRATA_REGISTER_RO || access == STRATA_REGISTER_RC;
}

/* The bits that must be written as they are: a 0 would change them. Where ones clear, or where
 * writing is an order, a 0 does nothing. */
static guint64
find_kept (const StrataRegister *info, const StrataField *field)
{
  guint64 described = 0, kept = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      guint64 mask = strata_field_get_mask (&info->fields[i]);

      described |= mask;
      if (info->fields[i].access == STRATA_REGISTER_RW)
        kept |= mask;
    }
  if (info->access == STRATA_REGISTER_RW)
    kept |= ~described;
  return kept & mask_of (8 * info->size) & ~strata_field_get_mask (field);
}

static gboolean
check (const char *name, StrataRegisterAccess access, guint width, guint64 value, GError **error)
{
  if (is_read_only (access))
    {
      g_set_error (error, STRATA_REGISTER_ERROR, STRATA_REGISTER_ERROR_ACCESS,
                   _ ("%s cannot be written"), name);
      return FALSE;
    }
  if (value > mask_of (width))
    {
      g_set_error (error, STRATA_REGISTER_ERROR, STRATA_REGISTER_ERROR_RANGE,
                   ngettext ("%s has only %u bit", "%s has only %u bits", width), name, width);
      return FALSE;
    }
  return TRUE;
}

/* A register whose fields can be written can be, too, whatever is said of its other bits. */
static StrataRegisterAccess
get_access (const StrataRegister *info)
{
  for (guint i = 0; is_read_only (info->access) && i < info->n_fields; i++)
    if (!is_read_only (info->fields[i].access))
      return info->fields[i].access;
  return info->access;
}

/**
 * strata_register_compose:
 * @info: a register
 * @field: (nullable): the field to change; %NULL for the register as a whole
 * @value: what is to stand in it
 * @present: (nullable): what stands in the register now, if that is known
 * @written: (out): what to write to the register
 * @error: where to put an error of %STRATA_REGISTER_ERROR
 *
 * Finds what to write so that one field changes. Fields that keep what is written to them are
 * written back, for which they must be known. Others are written as 0: bits that are cleared by
 * writing 1 stay, what is write-only is not told anything. A register as a whole is written as it
 * is given.
 *
 * Returns: %FALSE with an error if it cannot be done
 */
gboolean
strata_register_compose (const StrataRegister *info, const StrataField *field, guint64 value,
                         const guint64 *present, guint64 *written, GError **error)
{
  guint64 kept;

  g_return_val_if_fail (info != NULL && written != NULL, FALSE);

  if (field == NULL)
    {
      *written = value;
      return check (info->name, get_access (info), 8 * info->size, value, error);
    }
  if (!check (field->name, field->access, field->width, value, error))
    return FALSE;
  kept = find_kept (info, field);
  if (kept != 0 && present == NULL)
    {
      g_set_error (error, STRATA_REGISTER_ERROR, STRATA_REGISTER_ERROR_UNKNOWN,
                   _ ("%s has to be read first: its other bits would be lost"), info->name);
      return FALSE;
    }
  *written = (present != NULL ? *present & kept : 0) | value << field->shift;
  return TRUE;
}
