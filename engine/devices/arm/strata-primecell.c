/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What all PrimeCell peripherals of Arm have in common. */

#include "strata-primecell-private.h"

/* The byte at an offset from STRATA_PRIMECELL_ID on */
guint8
strata_primecell_get_id (const guint8 ids[4], guint64 offset)
{
  static const guint8 class_ids[] = { 0x0d, 0xf0, 0x05, 0xb1 };
  guint index = (offset - STRATA_PRIMECELL_ID) / 4;

  return index < 4 ? ids[index] : class_ids[index % 4];
}
