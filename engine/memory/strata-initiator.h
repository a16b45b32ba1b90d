/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"

G_BEGIN_DECLS

#define STRATA_TYPE_INITIATOR (strata_initiator_get_type ())

/**
 * StrataPeekState:
 * @STRATA_PEEK_OK: the byte is known
 * @STRATA_PEEK_NOT_READ: only a read, which may have side effects, could tell
 * @STRATA_PEEK_UNMAPPED: nobody answers there
 *
 * What a peek could tell about one byte.
 */
typedef enum
{
  STRATA_PEEK_OK,
  STRATA_PEEK_NOT_READ,
  STRATA_PEEK_UNMAPPED,
} StrataPeekState;

STRATA_PUBLIC
GType strata_initiator_get_type (void);
STRATA_PUBLIC
StrataInitiator *strata_initiator_new (StrataAddressSpace *space, const char *name);
STRATA_PUBLIC
StrataInitiator *strata_initiator_ref (StrataInitiator *self);
STRATA_PUBLIC
void strata_initiator_unref (StrataInitiator *self);
STRATA_PUBLIC
const char *strata_initiator_get_name (StrataInitiator *self);
STRATA_PUBLIC
StrataAddressSpace *strata_initiator_get_address_space (StrataInitiator *self);
STRATA_PUBLIC
void strata_initiator_set_attrs (StrataInitiator *self, const StrataAttrs *attrs);
STRATA_PUBLIC
void strata_initiator_park (StrataInitiator *self);

/* Dispatch: one load or store of 1 to 8 bytes */
STRATA_PUBLIC
StrataResult strata_initiator_load (StrataInitiator *self, guint64 address, guint size,
                                    StrataByteOrder byte_order, guint64 *value);
STRATA_PUBLIC
StrataResult strata_initiator_store (StrataInitiator *self, guint64 address, guint size,
                                     StrataByteOrder byte_order, guint64 value);

/* Transfer: buffers of any length */
STRATA_PUBLIC
StrataResult strata_initiator_read (StrataInitiator *self, guint64 address, gpointer buffer,
                                    gsize length);
STRATA_PUBLIC
GBytes *strata_initiator_read_bytes (StrataInitiator *self, guint64 address, gsize length,
                                     StrataResult *result);
STRATA_PUBLIC
StrataResult strata_initiator_write (StrataInitiator *self, guint64 address, gconstpointer buffer,
                                     gsize length);
STRATA_PUBLIC
StrataResult strata_initiator_memset (StrataInitiator *self, guint64 address, guint8 byte,
                                      guint64 length);
STRATA_PUBLIC
StrataResult strata_initiator_write_rom (StrataInitiator *self, guint64 address,
                                         gconstpointer buffer, gsize length);

/* Direct pointers */
STRATA_PUBLIC
gpointer strata_initiator_map (StrataInitiator *self, guint64 address, guint64 *length,
                               gboolean is_write, StrataResult *result);
STRATA_PUBLIC
StrataResult strata_initiator_unmap (StrataInitiator *self, gpointer pointer, guint64 length,
                                     gboolean is_write, guint64 access_length);

/* Looking without touching */
STRATA_PUBLIC
void strata_initiator_peek (StrataInitiator *self, guint64 address, guint8 *bytes,
                            StrataPeekState *states, gsize length);
STRATA_PUBLIC
GBytes *strata_initiator_peek_bytes (StrataInitiator *self, guint64 address, gsize length,
                                     GBytes **states);
STRATA_PUBLIC
gboolean strata_initiator_find (StrataInitiator *self, guint64 address, StrataFlatRange *range);
STRATA_PUBLIC
gboolean strata_initiator_present (StrataInitiator *self, guint64 address);
STRATA_PUBLIC
gboolean strata_initiator_access_valid (StrataInitiator *self, guint64 address, guint64 length,
                                        gboolean is_write);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataInitiator, strata_initiator_unref)

G_END_DECLS
