/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-property.h"

/**
 * strata_ctl_property_list:
 * @device: a device
 *
 * Returns: (transfer full) (element-type GParamSpec): the properties that its model brings
 */
GPtrArray *
strata_ctl_property_list (StrataDevice *device)
{
  GPtrArray *list = g_ptr_array_new ();
  guint n_all;
  g_autofree GParamSpec **all = g_object_class_list_properties (G_OBJECT_GET_CLASS (device),
                                                                &n_all);

  for (guint i = 0; i < n_all; i++)
    if (all[i]->owner_type != STRATA_TYPE_DEVICE)
      g_ptr_array_add (list, all[i]);
  return list;
}

/* The name of what it takes, in the words of a board file. */
const char *
strata_ctl_property_get_type (GParamSpec *pspec)
{
  if (pspec->value_type == G_TYPE_BOOLEAN)
    return "boolean";
  if (pspec->value_type == G_TYPE_STRING)
    return "string";
  if (pspec->value_type == STRATA_TYPE_REGION)
    return "region";
  if (g_type_is_a (pspec->value_type, STRATA_TYPE_DEVICE))
    return "device";
  if (G_TYPE_IS_ENUM (pspec->value_type))
    return "enum";
  return "number";
}

static char *
dup_number (const GValue *value)
{
  GValue wide = G_VALUE_INIT;
  char *text;

  if (G_VALUE_HOLDS_INT (value) || G_VALUE_HOLDS_INT64 (value))
    {
      g_value_init (&wide, G_TYPE_INT64);
      g_value_transform (value, &wide);
      text = g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (&wide));
    }
  else
    {
      g_value_init (&wide, G_TYPE_UINT64);
      g_value_transform (value, &wide);
      text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", g_value_get_uint64 (&wide));
    }
  g_value_unset (&wide);
  return text;
}

static char *
dup_nick (const GValue *value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
  const GEnumValue *found = g_enum_get_value (G_ENUM_CLASS (klass), g_value_get_enum (value));

  return g_strdup (found ? found->value_nick : NULL);
}

static char *
dup_text (const GValue *value, GParamSpec *pspec, StrataBoard *board)
{
  const char *type = strata_ctl_property_get_type (pspec);

  if (g_str_equal (type, "boolean"))
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");
  if (g_str_equal (type, "string"))
    return g_value_dup_string (value);
  if (g_str_equal (type, "region"))
    {
      StrataRegion *region = g_value_get_boxed (value);

      return g_strdup (region ? strata_board_get_region_id (board, region) : NULL);
    }
  if (g_str_equal (type, "device"))
    {
      StrataDevice *device = g_value_get_object (value);

      return g_strdup (device ? strata_device_get_id (device) : NULL);
    }
  if (g_str_equal (type, "enum"))
    return dup_nick (value);
  return dup_number (value);
}

/**
 * strata_ctl_property_dup_value:
 * @device: a device
 * @pspec: one of its properties
 * @board: the board it is on
 *
 * Returns: (transfer full) (nullable): the value as a board file would have it; %NULL if it has
 *   none, or does not tell
 */
char *
strata_ctl_property_dup_value (StrataDevice *device, GParamSpec *pspec, StrataBoard *board)
{
  GValue value = G_VALUE_INIT;
  char *text;

  if (!(pspec->flags & G_PARAM_READABLE))
    return NULL;
  g_object_get_property (G_OBJECT (device), pspec->name, &value);
  text = dup_text (&value, pspec, board);
  g_value_unset (&value);
  return text;
}
