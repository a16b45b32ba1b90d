/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board.h"

G_BEGIN_DECLS

/* What kind of name it is. Where one text is several, the first of these counts. */
typedef enum
{
  STRATA_NAME_ID,       /* of a region */
  STRATA_NAME_REGISTER, /* DEVICE.REGISTER, or DEVICE.BANK.REGISTER */
  STRATA_NAME_PART,     /* DEVICE.PART: a region that a device offers */
  STRATA_NAME_REGION,   /* of a region; need not be unique */
  STRATA_NAME_DEVICE,   /* the id of a device that offers one region */
} StrataNameKind;

/* A name, and what it stands for. All is borrowed. */
typedef struct
{
  StrataNameKind kind;
  const char *text;   /* of a register or part only what stands behind the dot */
  const char *device; /* the id of the device; NULL for a region by its id or name */
  const char *bank;   /* that a register is in */
  const char *id;     /* of the region; NULL if it has none */
  StrataRegion *region;
  const StrataRegister *info; /* NULL if it is no register */
} StrataName;

typedef void (*StrataNameFunc) (const StrataName *name, gpointer user_data);

void strata_board_foreach_name (StrataBoard *self, StrataNameFunc func, gpointer user_data);
char *strata_name_dup_text (const StrataName *self, gboolean with_bank);

G_END_DECLS
