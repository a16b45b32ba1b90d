/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "board/strata-unmodelled.h"
#include "strata-ctl-access.h"
#include "strata-ctl-error.h"

static const struct
{
  StrataResult flag;
  const char *name;
} flags[] = {
  { STRATA_DEVICE_ERROR, "DEVICE_ERROR" },
  { STRATA_DECODE_ERROR, "DECODE_ERROR" },
  { STRATA_ACCESS_ERROR, "ACCESS_ERROR" },
  { STRATA_READ_ONLY, "READ_ONLY" },
};

/**
 * strata_ctl_access_begin:
 * @board: a board
 * @options: what the command line says
 * @address: where to put the first address
 * @error: return location for an error
 *
 * Makes who accesses, after a look that all the units lie within 0 to 2^64-1.
 *
 * Returns: (transfer full) (nullable): the initiator; %NULL if it cannot be
 */
StrataInitiator *
strata_ctl_access_begin (StrataBoard *board, const StrataCtlOptions *options,
                         StrataCtlAddress *address, GError **error)
{
  guint64 left;

  if (!strata_ctl_address_find_open (address, board, options, 1, error))
    return NULL;
  left = G_MAXUINT64 - address->address;
  if (left / address->size < options->count - 1 ||
      left - (options->count - 1) * address->size < address->size - 1)
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                   "%s: from %s on, %u units of %u bytes go past the last address, "
                   "0xffffffffffffffff",
                   options->arguments[0], options->arguments[1], (guint) options->count,
                   address->size);
      return NULL;
    }
  return strata_initiator_new (address->space, "stratactl");
}

/* Why a device said no, if it is none that could do otherwise. */
static void
explain (StrataCtlAccess *self, StrataInitiator *initiator)
{
  StrataFlatRange range;

  self->unmodelled = NULL;
  if ((self->result & STRATA_DEVICE_ERROR) &&
      strata_initiator_find (initiator, self->address, &range) &&
      strata_region_is_unmodelled (range.region))
    self->unmodelled = strata_region_get_name (range.region);
}

/* Reads one unit. */
void
strata_ctl_access_load (StrataCtlAccess *self, StrataInitiator *initiator, guint64 address,
                        guint size)
{
  self->address = address;
  self->size = size;
  self->value = 0;
  self->is_store = FALSE;
  self->result = strata_initiator_load (initiator, address, size, STRATA_NATIVE_ENDIAN,
                                        &self->value);
  explain (self, initiator);
}

/* Writes one unit. */
void
strata_ctl_access_store (StrataCtlAccess *self, StrataInitiator *initiator, guint64 address,
                         guint size, guint64 value)
{
  self->address = address;
  self->size = size;
  self->value = value;
  self->is_store = TRUE;
  self->result = strata_initiator_store (initiator, address, size, STRATA_NATIVE_ENDIAN, value);
  explain (self, initiator);
}

/* A line. What a failed read gave is no data and not shown. */
void
strata_ctl_access_add_text (const StrataCtlAccess *self, GString *out)
{
  g_string_append_printf (out, "%016" G_GINT64_MODIFIER "x%s", self->address,
                          self->is_store ? " <-" : ":");
  if (self->result == STRATA_OK || self->is_store)
    g_string_append_printf (out, " 0x%0*" G_GINT64_MODIFIER "x", (int) self->size * 2, self->value);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (self->result & flags[i].flag)
      g_string_append_printf (out, " %s", flags[i].name);
  if (self->unmodelled)
    g_string_append_printf (out, " (%s is described, but not modelled)", self->unmodelled);
  g_string_append_c (out, '\n');
}

/* The members of an object that the caller began. */
void
strata_ctl_access_add_json (const StrataCtlAccess *self, JsonBuilder *builder)
{
  strata_ctl_json_add_number (builder, "address", self->address);
  strata_ctl_json_add_int (builder, "size", self->size);
  if (self->result == STRATA_OK)
    strata_ctl_json_add_number (builder, "value", self->value);
  else
    strata_ctl_json_add_null (builder, "value");
  json_builder_set_member_name (builder, "result");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (self->result & flags[i].flag)
      json_builder_add_string_value (builder, flags[i].name);
  json_builder_end_array (builder);
  if (self->unmodelled)
    strata_ctl_json_add_string (builder, "unmodelled", self->unmodelled);
}
