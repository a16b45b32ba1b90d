/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-initiator.h"
#include "strata-ctl-address.h"
#include "strata-ctl-json.h"

G_BEGIN_DECLS

/**
 * StrataCtlAccess:
 * @address: where
 * @size: how many bytes
 * @value: what was read or written, in the board's byte order
 * @result: how it ended
 * @unmodelled: the name of the device there, if that is why it failed: it is described, but nobody
 *   has modelled it; else %NULL
 * @is_store: whether it was a write
 *
 * One access, done.
 */
typedef struct
{
  guint64 address;
  guint64 value;
  guint size;
  StrataResult result;
  const char *unmodelled;
  gboolean is_store;
} StrataCtlAccess;

StrataInitiator *strata_ctl_access_begin (StrataBoard *board, const StrataCtlOptions *options,
                                          StrataCtlAddress *address, GError **error);
void strata_ctl_access_load (StrataCtlAccess *self, StrataInitiator *initiator, guint64 address,
                             guint size);
void strata_ctl_access_store (StrataCtlAccess *self, StrataInitiator *initiator, guint64 address,
                              guint size, guint64 value);
void strata_ctl_access_add_text (const StrataCtlAccess *self, GString *out);
void strata_ctl_access_add_json (const StrataCtlAccess *self, JsonBuilder *builder);

G_END_DECLS
