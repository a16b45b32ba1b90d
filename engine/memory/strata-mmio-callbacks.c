/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* MMIO for languages that cannot fill in a StrataRegionOps: each callback comes with data of its
 * own, and a callback that ends with an exception counts as a device that said no. */

#include "strata-mmio-callbacks.h"

typedef struct
{
  StrataRegionOps ops;
  StrataRegion *region; /* who owns this */
  StrataMmioReadFunc read;
  gpointer read_data;
  GDestroyNotify read_destroy;
  StrataMmioWriteFunc write;
  gpointer write_data;
  GDestroyNotify write_destroy;
  StrataMmioReadFunc peek;
  gpointer peek_data;
  GDestroyNotify peek_destroy;
} Callbacks;

static void
callbacks_free (gpointer data)
{
  Callbacks *self = data;

  if (self->read_destroy != NULL)
    self->read_destroy (self->read_data);
  if (self->write_destroy != NULL)
    self->write_destroy (self->write_data);
  if (self->peek_destroy != NULL)
    self->peek_destroy (self->peek_data);
  g_free (self);
}

static StrataResult
callbacks_read (gpointer user_data, guint64 offset, guint64 *value, guint size,
                const StrataAttrs *attrs G_GNUC_UNUSED)
{
  Callbacks *self = user_data;
  guint64 found = 0;

  if (self->read == NULL || !self->read (self->region, offset, size, &found, self->read_data))
    return STRATA_DEVICE_ERROR;
  *value = found;
  return STRATA_OK;
}

static StrataResult
callbacks_write (gpointer user_data, guint64 offset, guint64 value, guint size,
                 const StrataAttrs *attrs G_GNUC_UNUSED)
{
  Callbacks *self = user_data;

  if (self->write == NULL || !self->write (self->region, offset, size, value, self->write_data))
    return STRATA_DEVICE_ERROR;
  return STRATA_OK;
}

static gboolean
callbacks_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  Callbacks *self = user_data;

  return self->peek (self->region, offset, size, value, self->peek_data);
}

/**
 * strata_region_new_mmio_with_callbacks: (rename-to strata_region_new_mmio)
 * @system: the system it belongs to
 * @owner: (nullable): the owner
 * @name: its name
 * @size: its size in bytes, %STRATA_SIZE_MAX for 2^64
 * @endianness: the device's byte order
 * @valid: (nullable): what the guest may do; %NULL for any aligned access of 1 to 8 bytes
 * @impl: (nullable): what the callbacks take; %NULL for 1 to 4 bytes
 * @read: (nullable) (scope notified) (closure read_data) (destroy read_destroy): reads; %NULL if
 *   every read is a device error
 * @read_data: for @read
 * @read_destroy: (nullable): called with @read_data when nothing holds the region any more
 * @write: (nullable) (scope notified) (closure write_data) (destroy write_destroy): writes; %NULL
 *   if every write is a device error
 * @write_data: for @write
 * @write_destroy: (nullable): called with @write_data when nothing holds the region any more
 * @peek: (nullable) (scope notified) (closure peek_data) (destroy peek_destroy): looks without side
 *   effects; %NULL if that is not possible anywhere
 * @peek_data: for @peek
 * @peek_destroy: (nullable): called with @peek_data when nothing holds the region any more
 *
 * Makes a region that answers accesses through callbacks, for languages that cannot make a
 * [struct@RegionOps]. They are called with the system locked, on the thread that makes the access.
 *
 * Returns: (transfer full): a region
 */
StrataRegion *
strata_region_new_mmio_with_callbacks (
  StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
  StrataByteOrder endianness, const StrataValidAccess *valid, const StrataImplAccess *impl,
  StrataMmioReadFunc read, gpointer read_data, GDestroyNotify read_destroy,
  StrataMmioWriteFunc write, gpointer write_data, GDestroyNotify write_destroy,
  StrataMmioReadFunc peek, gpointer peek_data, GDestroyNotify peek_destroy)
{
  Callbacks *self;

  g_return_val_if_fail (system != NULL, NULL);

  self = g_new (Callbacks, 1);
  *self = (Callbacks) {
    .ops = {
      .read_with_attrs = callbacks_read,
      .write_with_attrs = callbacks_write,
      .peek = peek != NULL ? callbacks_peek : NULL,
      .endianness = endianness,
    },
    .read = read,
    .read_data = read_data,
    .read_destroy = read_destroy,
    .write = write,
    .write_data = write_data,
    .write_destroy = write_destroy,
    .peek = peek,
    .peek_data = peek_data,
    .peek_destroy = peek_destroy,
  };
  if (valid != NULL)
    self->ops.valid = *valid;
  if (impl != NULL)
    self->ops.impl = *impl;
  self->region = strata_region_new_mmio (system, owner, name, size, &self->ops, self,
                                         callbacks_free);
  return self->region;
}
