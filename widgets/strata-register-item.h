/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_REGISTER_ITEM (strata_register_item_get_type ())

G_DECLARE_FINAL_TYPE (StrataRegisterItem, strata_register_item, STRATA, REGISTER_ITEM, GObject)

StrataRegisterItem *strata_register_item_new (StrataDevice *device,
                                              const StrataRegisterBank *bank,
                                              const StrataRegister *info);
StrataRegisterItem *strata_register_item_new_field (StrataRegisterItem *whole,
                                                    const StrataField *field);

StrataDevice *strata_register_item_get_device (StrataRegisterItem *self);
const StrataRegisterBank *strata_register_item_get_bank (StrataRegisterItem *self);
const StrataRegister *strata_register_item_get_info (StrataRegisterItem *self);
const StrataField *strata_register_item_get_field (StrataRegisterItem *self);
StrataRegisterAccess strata_register_item_get_access (StrataRegisterItem *self);
guint64 strata_register_item_get_reset (StrataRegisterItem *self);
gboolean strata_register_item_get_value (StrataRegisterItem *self, guint64 *value);

void strata_register_item_look (StrataRegisterItem *self);
void strata_register_item_note_read (StrataRegisterItem *self, StrataResult result, guint64 value);
gboolean strata_register_item_parse (StrataRegisterItem *self, const char *text, guint64 *value);

G_END_DECLS
