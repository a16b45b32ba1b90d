/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-types.h"

/**
 * strata_memory_error_quark:
 *
 * The error domain of the memory API.
 *
 * Returns: its quark
 */
G_DEFINE_QUARK (strata-memory-error-quark, strata_memory_error)

/**
 * strata_region_kind_get_nick:
 * @kind: a region kind
 *
 * The word that board files use for a kind, such as `rom-device`.
 *
 * Returns: a static string
 */
const char *
strata_region_kind_get_nick (StrataRegionKind kind)
{
  static const char *const nicks[] = {
    [STRATA_REGION_CONTAINER] = "container",
    [STRATA_REGION_MMIO] = "mmio",
    [STRATA_REGION_RAM] = "ram",
    [STRATA_REGION_RAM_DEVICE] = "ram-device",
    [STRATA_REGION_ROM] = "rom",
    [STRATA_REGION_ROM_DEVICE] = "rom-device",
    [STRATA_REGION_ALIAS] = "alias",
    [STRATA_REGION_IOMMU] = "iommu",
    [STRATA_REGION_RESERVED] = "reserved",
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

/**
 * strata_result_to_string:
 * @result: a result
 *
 * Names the flags of a result: `ok`, or for example `decode-error` or `device-error, read-only`.
 *
 * Returns: (transfer full): the text
 */
char *
strata_result_to_string (StrataResult result)
{
  static const struct
  {
    StrataResult flag;
    const char *name;
  } names[] = {
    { STRATA_DEVICE_ERROR, "device-error" },
    { STRATA_DECODE_ERROR, "decode-error" },
    { STRATA_ACCESS_ERROR, "access-error" },
    { STRATA_READ_ONLY, "read-only" },
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (result & names[i].flag)
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", names[i].name);
  if (text->len == 0)
    g_string_append (text, "ok");
  return g_string_free (text, FALSE);
}
