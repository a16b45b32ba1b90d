/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-style.h"

G_BEGIN_DECLS

/**
 * StrataHexState:
 * @STRATA_HEX_NOT_READ: only a read, which may have side effects, could tell
 * @STRATA_HEX_LIVE: the byte is as it is now
 * @STRATA_HEX_READ: the byte is as it was when it was read
 * @STRATA_HEX_UNMAPPED: nobody answers
 * @STRATA_HEX_REFUSED: the read was refused before the device saw it
 * @STRATA_HEX_FAILED: the device said no
 * @STRATA_HEX_OUTSIDE: past the end
 *
 * What is known of a byte.
 */
typedef enum
{
  STRATA_HEX_NOT_READ,
  STRATA_HEX_LIVE,
  STRATA_HEX_READ,
  STRATA_HEX_UNMAPPED,
  STRATA_HEX_REFUSED,
  STRATA_HEX_FAILED,
  STRATA_HEX_OUTSIDE,
} StrataHexState;

/**
 * StrataHexCell:
 * @byte: the byte, if it is known
 * @state: a #StrataHexState
 * @freshness: how lately it has changed: 255 just now, 0 long ago or never
 * @is_pending: whether @pending waits to be written
 * @pending: the byte that waits
 * @read_level: how hot it is of reads: 255 at most, 0 if they are long ago or not shown
 * @write_level: how hot it is of writes, likewise
 * @time: when it was read or changed, in microseconds of the monotonic clock; 0 if never
 *
 * A byte on the screen.
 */
typedef struct
{
  guint8 byte;
  guint8 state;
  guint8 freshness;
  guint8 is_pending;
  guint8 pending;
  guint8 read_level;
  guint8 write_level;
  gint64 time;
} StrataHexCell;

/**
 * StrataHexStretch:
 * @first: the first address
 * @last: the last address, inclusive
 * @name: (nullable): the region that answers; %NULL if nobody does
 * @kind: what it is drawn as
 *
 * A stretch that one region answers.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  char *name;
  StrataMapKind kind;
} StrataHexStretch;

/**
 * StrataHexPage:
 * @first: the address of the first cell
 * @n_rows: how many rows there are cells for
 * @cells: the cells, row by row
 * @stretches: (element-type StrataHexStretch): who answers, in the order of addresses
 * @shift: how far the first row is above the top, in pixels
 * @has_selection: whether something is selected
 * @selection_first: the first selected address
 * @selection_last: the last
 * @cursor: where the next key goes
 * @in_text: whether that is the text column
 * @has_focus: whether keys come here
 *
 * What is on the screen.
 */
typedef struct
{
  guint64 first;
  guint n_rows;
  const StrataHexCell *cells;
  GArray *stretches;
  double shift;
  gboolean has_selection;
  guint64 selection_first;
  guint64 selection_last;
  guint64 cursor;
  gboolean in_text;
  gboolean has_focus;
} StrataHexPage;

G_END_DECLS
