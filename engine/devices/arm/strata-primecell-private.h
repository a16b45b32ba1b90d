/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"

G_BEGIN_DECLS

/* All PrimeCells have 4 KiB, and at the end four bytes of a peripheral number and four of a class,
 * each in a word of its own. */
#define STRATA_PRIMECELL_SIZE 0x1000
#define STRATA_PRIMECELL_ID 0xfe0
#define STRATA_PRIMECELL_N_IDS 8

guint8 strata_primecell_get_id (const guint8 ids[4], guint64 offset);

/* The last rows of a table of registers; the part number's four bytes are given. */
#define STRATA_PRIMECELL_REGISTERS(id0, id1, id2, id3)                                           \
  { "PeriphID0", 0xfe0, 4, STRATA_REGISTER_RO, id0, N_ ("part number"), NULL, 0 },               \
      { "PeriphID1", 0xfe4, 4, STRATA_REGISTER_RO, id1, N_ ("part number, designer"), NULL, 0 }, \
      { "PeriphID2", 0xfe8, 4, STRATA_REGISTER_RO, id2, N_ ("designer, revision"), NULL, 0 },    \
      { "PeriphID3", 0xfec, 4, STRATA_REGISTER_RO, id3, N_ ("configuration"), NULL, 0 },         \
      { "PCellID0", 0xff0, 4, STRATA_REGISTER_RO, 0x0d, N_ ("class: PrimeCell"), NULL, 0 },      \
      { "PCellID1", 0xff4, 4, STRATA_REGISTER_RO, 0xf0, NULL, NULL, 0 },                         \
      { "PCellID2", 0xff8, 4, STRATA_REGISTER_RO, 0x05, NULL, NULL, 0 },                         \
  {                                                                                              \
    "PCellID3", 0xffc, 4, STRATA_REGISTER_RO, 0xb1, NULL, NULL, 0                                \
  }

G_END_DECLS
