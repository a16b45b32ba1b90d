/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The Common Flash Interface: what a flash chip tells about itself. JEDEC standard 68.01 defines
 * the query, publication 137 the numbers of command sets; the table of command set 1 and typical
 * times are from Intel's data sheet of the StrataFlash J3. */

#include "strata-cfi-query-private.h"

/* What stands at a word of the query, counted in words of the chip's bus:
 *
 * 0x10  `QRY`
 * 0x13  the command set (Intel's extended one), and where its table is
 * 0x17  no other command set
 * 0x1b  2.7 to 3.6 V, and no supply for programming
 * 0x1f  2^n microseconds for a word and for a buffer, 2^n milliseconds for a sector, none for a
 *       chip
 * 0x23  2^n times these at most
 * 0x27  2^n bytes; its interface: x8, x8 and x16, or x32; 2^n bytes in the write buffer
 * 0x2c  one region of sectors that are all alike: how many less one, how many times 256 bytes
 * 0x31  `PRI11`, the table of the command set
 * 0x36  sectors can be locked, and all together unlocked; nothing can be done while suspended
 * 0x3b  sectors have a bit that says whether they are locked
 * 0x3d  3.3 V are best; there are no protection registers */
guint8
strata_cfi_query (const StrataCfiChip *chip, guint64 index)
{
  const guint8 bits = 63 - __builtin_clzll (chip->chip_size);
  const guint8 interface = chip->width == 1 ? 0 : chip->width == 2 ? 2 : 3;
  const guint n_sectors = (guint) (chip->chip_size / chip->sector_size) - 1;
  const guint sector = (guint) (chip->sector_size / 256);
  static const guint8 query[] = { 'Q', 'R', 'Y', 0x01, 0x00, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00 };
  static const guint8 times[] = { 0x27, 0x36, 0x00, 0x00, 0x08, 0x08,
                                  0x0a, 0x00, 0x01, 0x01, 0x02, 0x00 };
  static const guint8 table[] = { 'P',  'R',  'I',  '1',  '1',  0x08, 0x00, 0x00,
                                  0x00, 0x00, 0x01, 0x00, 0x33, 0x00, 0x00 };
  const guint8 geometry[] = {
    bits, interface,        0x00,           STRATA_CFI_BUFFER_BITS, 0x00,
    0x01, n_sectors & 0xff, n_sectors >> 8, sector & 0xff,          sector >> 8,
  };
  const struct
  {
    guint first;
    const guint8 *bytes;
    guint n_bytes;
  } parts[] = {
    { 0x10, query, G_N_ELEMENTS (query) },
    { 0x1b, times, G_N_ELEMENTS (times) },
    { 0x27, geometry, G_N_ELEMENTS (geometry) },
    { 0x31, table, G_N_ELEMENTS (table) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (index >= parts[i].first && index < parts[i].first + parts[i].n_bytes)
      return parts[i].bytes[index - parts[i].first];
  return 0;
}
