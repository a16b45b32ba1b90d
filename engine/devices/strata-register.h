/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"

G_BEGIN_DECLS

/**
 * StrataRegisterAccess:
 * @STRATA_REGISTER_RO: can be read; writes change nothing
 * @STRATA_REGISTER_RW: reads back what was written
 * @STRATA_REGISTER_WO: can be written; reading it tells nothing
 * @STRATA_REGISTER_W1C: a bit that is written as 1 is cleared
 * @STRATA_REGISTER_RC: cleared by being read
 *
 * What accesses do to a register, or to a field of it.
 */
typedef enum
{
  STRATA_REGISTER_RO,
  STRATA_REGISTER_RW,
  STRATA_REGISTER_WO,
  STRATA_REGISTER_W1C,
  STRATA_REGISTER_RC,
} StrataRegisterAccess;

/**
 * StrataFieldValue:
 * @value: what stands in the field
 * @name: what that means
 *
 * A value of a field that has a name.
 */
typedef struct
{
  guint64 value;
  const char *name;
} StrataFieldValue;

/**
 * StrataField:
 * @name: what the data sheet calls it
 * @shift: the number of its lowest bit
 * @width: its width in bits, 1 to 64
 * @access: what accesses do to it
 * @values: (nullable) (array length=n_values): values that have names
 * @n_values: how many these are
 *
 * A part of a register.
 */
typedef struct
{
  const char *name;
  guint shift;
  guint width;
  StrataRegisterAccess access;
  const StrataFieldValue *values;
  guint n_values;
} StrataField;

/**
 * StrataRegister:
 * @name: what the data sheet calls it
 * @offset: its offset in the region, in bytes; in a bank without a region its index
 * @size: its size in bytes: 1, 2, 4 or 8
 * @access: what accesses do to it; that of its fields goes before
 * @reset: its value after a reset
 * @summary: (nullable): what it is for, in a few words of English
 * @fields: (nullable) (array length=n_fields): its fields
 * @n_fields: how many these are
 *
 * A register, as the data sheet of its device describes it.
 */
typedef struct
{
  const char *name;
  guint64 offset;
  guint size;
  StrataRegisterAccess access;
  guint64 reset;
  const char *summary;
  const StrataField *fields;
  guint n_fields;
} StrataRegister;

/**
 * StrataRegisterBank:
 * @name: what to call the registers together
 * @region: (nullable): the region they lie in; %NULL if they are reached through an index register
 * @registers: (array length=n_registers): the registers
 * @n_registers: how many these are
 *
 * Registers of a device that belong together.
 */
typedef struct
{
  const char *name;
  StrataRegion *region;
  const StrataRegister *registers;
  guint n_registers;
} StrataRegisterBank;

/**
 * StrataRegisterPath:
 * @before: (nullable): a region that has to be read first, so that the index is what is expected
 *   next; and once more when all is done
 * @before_offset: where, a byte
 * @index: (nullable): where the index is written; %NULL if the register lies open
 * @index_offset: where in that
 * @index_size: the size of the index in bytes
 * @index_value: the index of the register
 * @present_index: the index that is there now, to be put back
 * @data: (transfer none): where the register is then
 * @data_offset: where in that
 *
 * How a register is reached on the bus. Values are little-endian where there is an index.
 */
typedef struct
{
  StrataRegion *before;
  guint64 before_offset;
  StrataRegion *index;
  guint64 index_offset;
  guint index_size;
  guint64 index_value;
  guint64 present_index;
  StrataRegion *data;
  guint64 data_offset;
} StrataRegisterPath;

STRATA_PUBLIC
const char *strata_register_access_get_nick (StrataRegisterAccess access);

G_END_DECLS
