/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-register-route.h"

#include <glib/gi18n.h>

#include "strata-hex-stretches.h"
#include "strata-hex-text.h"

#define WIDEST 4 /* in bytes: the widest access, where a device does not say */

struct _StrataRegisterRoute
{
  StrataInitiator *initiator;
  StrataByteOrder order;
  guint size;
  guint64 address; /* of the register, once the index is written */
  guint window;    /* bytes of it that are there at once; of the next ones with the next index */

  gboolean has_index;
  guint64 index_address;
  guint index_size;
  guint64 index;
  guint64 present_index;
  gboolean has_before;
  guint64 before_address;
};

/* {{{ Finding it */

static gboolean
find_in_space (StrataRegisterRoute      *self,
               StrataAddressSpace       *space,
               const StrataRegisterPath *path)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (space);

  self->has_index = path->index != NULL;
  self->has_before = path->before != NULL;
  self->index_size = path->index_size;
  self->index = path->index_value;
  self->present_index = path->present_index;

  return strata_hex_stretches_find (view, path->data, path->data_offset, &self->address) &&
         (!self->has_index ||
          strata_hex_stretches_find (view, path->index, path->index_offset,
                                     &self->index_address)) &&
         (!self->has_before ||
          strata_hex_stretches_find (view, path->before, path->before_offset,
                                     &self->before_address));
}

static StrataAddressSpace *
find_space (StrataRegisterRoute      *self,
            StrataBoard              *board,
            StrataAddressSpace       *preferred,
            const StrataRegisterPath *path)
{
  if (preferred != NULL && find_in_space (self, preferred, path))
    return preferred;
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (board, i);

      if (find_in_space (self, space, path))
        return space;
    }

  return NULL;
}

/* A register that is wider than what one access can have stands behind more than one index. */
static guint
get_window (const StrataRegisterPath *path,
            guint                     size)
{
  const StrataRegionOps *ops = strata_region_get_ops (path->data);
  guint widest = ops != NULL && ops->valid.max != 0 ? ops->valid.max : WIDEST;

  return path->index != NULL ? MIN (size, widest) : size;
}

/* Values are those of the device; what lies behind an index is little-endian. */
static StrataByteOrder
get_order (const StrataRegisterPath *path)
{
  const StrataRegionOps *ops = strata_region_get_ops (path->data);

  if (path->index != NULL)
    return STRATA_LITTLE_ENDIAN;

  return ops != NULL ? ops->endianness : STRATA_NATIVE_ENDIAN;
}

/**
 * strata_register_route_new:
 * @board: the board
 * @preferred: (nullable): where to look first
 * @device: a device of the board
 * @bank: a bank of it
 * @info: a register of that
 * @reason: (out) (transfer none) (optional): why there is no way, in words
 *
 * Finds how a register is reached now.
 *
 * Returns: (transfer full) (nullable): the way; %NULL if there is none
 */
StrataRegisterRoute *
strata_register_route_new (StrataBoard              *board,
                           StrataAddressSpace       *preferred,
                           StrataDevice             *device,
                           const StrataRegisterBank *bank,
                           const StrataRegister     *info,
                           const char              **reason)
{
  const StrataAttrs attrs = { .debug = TRUE };
  g_autoptr (StrataRegisterRoute) self = NULL;
  StrataAddressSpace *space;
  StrataRegisterPath path;

  if (!strata_device_find_register (device, bank, info, &path))
    {
      if (reason != NULL)
        *reason = _("the bus does not lead to it as the device is set up now");
      return NULL;
    }
  self = g_new0 (StrataRegisterRoute, 1);
  space = find_space (self, board, preferred, &path);
  if (space == NULL)
    {
      if (reason != NULL)
        *reason = _("it is not mapped anywhere");
      return NULL;
    }

  self->size = info->size;
  self->window = get_window (&path, info->size);
  self->order = get_order (&path);
  self->initiator = strata_initiator_new (space, "registers");
  strata_initiator_set_attrs (self->initiator, &attrs);

  return g_steal_pointer (&self);
}

/**
 * strata_register_route_free:
 * @self: a way
 *
 * Frees it.
 */
void
strata_register_route_free (StrataRegisterRoute *self)
{
  g_clear_pointer (&self->initiator, strata_initiator_unref);
  g_free (self);
}

/* }}} */

/**
 * strata_register_route_is_indexed:
 * @self: a way
 *
 * Returns: whether an index has to be written before the register can be reached
 */
gboolean
strata_register_route_is_indexed (StrataRegisterRoute *self)
{
  return self->has_index;
}

/**
 * strata_register_route_read:
 * @self: a way without an index
 * @value: (out): what the register gave
 *
 * Reads the register, with whatever side effects that has.
 *
 * Returns: how that ended
 */
StrataResult
strata_register_route_read (StrataRegisterRoute *self,
                            guint64             *value)
{
  StrataResult result;

  g_return_val_if_fail (!self->has_index, STRATA_ACCESS_ERROR);

  result = strata_initiator_load (self->initiator, self->address, self->size, self->order, value);
  strata_initiator_park (self->initiator);

  return result;
}

static char *
write_index (guint64 index)
{
  return g_strdup_printf ("%02" G_GINT64_MODIFIER "x", index);
}

/* What is there already is there afterwards, too, unless it was gone on from. */
static gboolean
has_to_put_back (StrataRegisterRoute *self)
{
  return self->present_index != self->index || self->has_before || self->window < self->size;
}

/**
 * strata_register_route_forecast:
 * @self: a way
 *
 * Says what a write will do, and what has to be done for it.
 *
 * Returns: (transfer full): the words
 */
char *
strata_register_route_forecast (StrataRegisterRoute *self)
{
  g_autofree char *words = NULL;
  g_autofree char *index = NULL;
  g_autofree char *next = NULL;
  g_autofree char *place = NULL;
  g_autofree char *present = NULL;
  g_autofree char *before = NULL;

  strata_initiator_forecast_store (self->initiator, self->address, self->window, &words);
  strata_initiator_park (self->initiator);
  if (!self->has_index)
    return g_steal_pointer (&words);

  index = write_index (self->index);
  place = strata_hex_text_address (self->index_address);
  if (!has_to_put_back (self))
    /* What a write does, the index or command, its address */
    return g_strdup_printf (_("%s, after index %s to %s"), words, index, place);

  present = write_index (self->present_index);
  if (self->window < self->size)
    {
      next = write_index (self->index + 1);
      /* What a write does, two indexes, their address, the index that is there now */
      return g_strdup_printf (_("%s, for each half, after index %s and %s to %s, where %s is put "
                                "back"), words, index, next, place, present);
    }
  if (!self->has_before)
    /* What a write does, the index, its address, the index that is there now */
    return g_strdup_printf (_("%s, after index %s to %s, where %s is put back"), words, index,
                            place, present);

  before = strata_hex_text_address (self->before_address);

  return g_strdup_printf (_("%s, after a read of %s and index %s to %s, where %s is put back"),
                          words, before, index, place, present);
}

static gboolean
poke (StrataRegisterRoute  *self,
      StrataPokeJournal    *journal,
      guint64               address,
      guint                 size,
      guint64               value,
      StrataResult         *result,
      GError              **error)
{
  g_autoptr (StrataPoke) made = strata_poke_journal_poke (journal, self->initiator, address, size,
                                                          self->order, value, error);

  if (made == NULL)
    return FALSE;
  *result |= strata_poke_get_result (made);

  return TRUE;
}

static void
read_before (StrataRegisterRoute *self)
{
  guint64 value;

  if (self->has_before)
    strata_initiator_load (self->initiator, self->before_address, 1, self->order, &value);
}

static gboolean
poke_parts (StrataRegisterRoute  *self,
            StrataPokeJournal    *journal,
            guint64               value,
            StrataResult         *result,
            GError              **error)
{
  for (guint done = 0; done < self->size; done += self->window)
    {
      guint64 part = self->window < 8 ? (value >> (8 * done)) &
                                          ((G_GUINT64_CONSTANT (1) << (8 * self->window)) - 1)
                                      : value;

      if (!poke (self, journal, self->index_address, self->index_size,
                 self->index + done / self->window, result, error) ||
          !poke (self, journal, self->address, self->window, part, result, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * strata_register_route_write:
 * @self: a way
 * @journal: where all writes are noted
 * @value: what to write
 * @result: (out): how the writes ended, or-ed together
 * @error: where to put an error of %STRATA_POKE_ERROR
 *
 * Writes the register. An index that has to be written for that is put back afterwards, so that
 * whoever uses the device finds it as it was.
 *
 * Returns: %TRUE, or %FALSE with an error and without a write
 */
gboolean
strata_register_route_write (StrataRegisterRoute  *self,
                             StrataPokeJournal    *journal,
                             guint64               value,
                             StrataResult         *result,
                             GError              **error)
{
  gboolean is_made;

  *result = STRATA_OK;
  if (!self->has_index || strata_poke_journal_get_locked (journal))
    return poke (self, journal, self->address, self->size, value, result, error);

  read_before (self);
  is_made = poke_parts (self, journal, value, result, error) &&
            (!has_to_put_back (self) ||
             poke (self, journal, self->index_address, self->index_size, self->present_index,
                   result, error));
  read_before (self);
  strata_initiator_park (self->initiator);

  return is_made;
}
