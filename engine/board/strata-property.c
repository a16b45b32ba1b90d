/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The properties of devices, as board files write them. */

#include "strata-property-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-board.h"
#include "strata-value.h"

/* The property that a key of a board file sets; NULL for none. */
GParamSpec *
strata_property_find (StrataDevice *device, const char *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (device), name);

  return pspec != NULL && (pspec->flags & G_PARAM_WRITABLE)
           && !(pspec->flags & G_PARAM_CONSTRUCT_ONLY)
           ? pspec
           : NULL;
}

StrataPropertyKind
strata_property_get_kind (GParamSpec *pspec)
{
  if (pspec->value_type == STRATA_TYPE_REGION)
    return STRATA_PROPERTY_REGION;
  if (g_type_is_a (pspec->value_type, STRATA_TYPE_DEVICE))
    return STRATA_PROPERTY_DEVICE;
  return STRATA_PROPERTY_TEXT;
}

static gboolean
refuse_range (GError **error, const char *text, GParamSpec *pspec)
{
  g_autofree char *quoted = strata_value_quote (text);
  g_auto (GValue) low = G_VALUE_INIT;
  g_auto (GValue) high = G_VALUE_INIT;
  g_autofree char *low_text = NULL;
  g_autofree char *high_text = NULL;

  g_value_init (&low, pspec->value_type);
  g_value_init (&high, pspec->value_type);
  if (G_IS_PARAM_SPEC_UINT (pspec))
    {
      g_value_set_uint (&low, G_PARAM_SPEC_UINT (pspec)->minimum);
      g_value_set_uint (&high, G_PARAM_SPEC_UINT (pspec)->maximum);
    }
  else if (G_IS_PARAM_SPEC_INT (pspec))
    {
      g_value_set_int (&low, G_PARAM_SPEC_INT (pspec)->minimum);
      g_value_set_int (&high, G_PARAM_SPEC_INT (pspec)->maximum);
    }
  else
    {
      g_value_set_uint64 (&low, G_PARAM_SPEC_UINT64 (pspec)->minimum);
      g_value_set_uint64 (&high, G_PARAM_SPEC_UINT64 (pspec)->maximum);
    }
  low_text = strata_property_format (pspec, &low);
  high_text = strata_property_format (pspec, &high);
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
               _ ("%s is out of range: from %s to %s"), quoted, low_text, high_text);
  return FALSE;
}

static gboolean
parse_enum (GParamSpec *pspec, const char *text, GValue *value, GError **error)
{
  GEnumClass *klass = G_PARAM_SPEC_ENUM (pspec)->enum_class;
  GEnumValue *found = g_enum_get_value_by_nick (klass, text);
  g_autofree char *quoted = NULL;
  g_autoptr (GString) nicks = NULL;

  if (found != NULL)
    {
      g_value_set_enum (value, found->value);
      return TRUE;
    }
  quoted = strata_value_quote (text);
  nicks = g_string_new (NULL);
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (nicks, "%s%s", i > 0 ? ", " : "", klass->values[i].value_nick);
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
               _ ("%s is none of the values there are: %s"), quoted, nicks->str);
  return FALSE;
}

static gboolean
parse_integer (GParamSpec *pspec, const char *text, GValue *value, GError **error)
{
  guint64 number;
  gint priority;

  if (G_IS_PARAM_SPEC_INT (pspec))
    {
      if (!strata_value_parse_priority (text, &priority, error))
        return FALSE;
      g_value_set_int (value, priority);
    }
  else
    {
      if (!strata_value_parse_address (text, &number, error))
        return FALSE;
      if (G_IS_PARAM_SPEC_UINT64 (pspec))
        g_value_set_uint64 (value, number);
      else if (number <= G_MAXUINT)
        g_value_set_uint (value, number);
      else
        return refuse_range (error, text, pspec);
    }
  return !g_param_value_validate (pspec, value) || refuse_range (error, text, pspec);
}

/* Reads the text of a property that is neither a region nor a device. */
gboolean
strata_property_parse (GParamSpec *pspec, const char *text, GValue *value, GError **error)
{
  gboolean boolean;
  char *string;

  g_value_init (value, pspec->value_type);
  if (G_IS_PARAM_SPEC_INT (pspec) || G_IS_PARAM_SPEC_UINT (pspec)
      || G_IS_PARAM_SPEC_UINT64 (pspec))
    return parse_integer (pspec, text, value, error);
  if (G_IS_PARAM_SPEC_ENUM (pspec))
    return parse_enum (pspec, text, value, error);
  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    {
      if (!strata_value_parse_boolean (text, &boolean, error))
        return FALSE;
      g_value_set_boolean (value, boolean);
      return TRUE;
    }
  if (G_IS_PARAM_SPEC_STRING (pspec))
    {
      string = strata_value_parse_string (text, error);
      g_value_take_string (value, string);
      return string != NULL;
    }
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
               _ ("a board file cannot set a property of this type"));
  return FALSE;
}

/* The text of such a property's value; NULL if there is none. */
char *
strata_property_format (GParamSpec *pspec, const GValue *value)
{
  const char *string;

  if (G_IS_PARAM_SPEC_INT (pspec))
    return g_strdup_printf ("%d", g_value_get_int (value));
  if (G_IS_PARAM_SPEC_UINT (pspec))
    return g_strdup_printf ("%u", g_value_get_uint (value));
  if (G_IS_PARAM_SPEC_UINT64 (pspec))
    return strata_value_format_address (g_value_get_uint64 (value));
  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");
  if (G_IS_PARAM_SPEC_ENUM (pspec))
    {
      GEnumValue *found = g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class,
                                            g_value_get_enum (value));

      return found != NULL ? g_strdup (found->value_nick) : NULL;
    }
  string = G_IS_PARAM_SPEC_STRING (pspec) ? g_value_get_string (value) : NULL;
  return string != NULL ? strata_value_format_string (string) : NULL;
}
