/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-picture-private.h"

/* The cursor, and what blinks, at one time */
typedef struct
{
  gboolean is_cursor_shown;
  guint32 cursor;     /* the address of its cell, in bytes */
  guint cursor_first; /* its lines within the cell */
  guint cursor_last;
  gboolean is_blink_hidden; /* characters that blink show their background only */
} StrataVgaBlink;

/* What a text mode looked like when it was drawn last. */
typedef struct _StrataVgaText StrataVgaText;

StrataVgaText *strata_vga_text_new (void);
void strata_vga_text_free (StrataVgaText *self);
/* Draws the cells that differ. */
void strata_vga_text_draw (StrataVgaText *self, const StrataVgaPicture *picture,
                           const StrataVgaBlink *blink);
