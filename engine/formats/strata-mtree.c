/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Imports what QEMU's monitor prints for `info mtree`. The steps, each a room of its own:
 *
 *   strata-mtree-text      what a terminal shows, character by character
 *   strata-mtree-scan      lines, headings, prompts
 *   strata-mtree-nodes     who is printed below whom
 *   strata-mtree-identity  which lines print one region
 *   strata-mtree-aliases   whom an alias shows
 *   strata-mtree-order     who wins among equals
 *   strata-mtree-hints     which flat view belongs to which root
 *   strata-mtree-witness   what a flat view says about the regions
 *   strata-mtree-infer     what the text leaves open
 *   strata-mtree-flat      a flat dump with no tree
 *   strata-mtree-build     the board
 *   strata-mtree-verify    where board and hints contradict each other */
#include "strata-mtree-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-mtree-build-private.h"
#include "strata-mtree-flat-private.h"
#include "strata-mtree-infer-private.h"
#include "strata-mtree-verify-private.h"

/* Which parts of the time the steps take, roughly. */
#define SCANNED 0.3
#define INFERRED 0.5
#define BUILT 0.9

static StrataMtreeScan *
scan_hints (const char *hints, gsize length, const char *file, StrataLoadMonitor *monitor,
            GError **error)
{
  g_autoptr (StrataMtreeScan) scan = NULL;

  scan = strata_mtree_scan_new (hints, length, file, monitor, error);
  if (scan == NULL)
    return NULL;
  if (scan->views->len == 0)
    {
      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                   _ ("%s: no hints: it has no flat view as “info mtree -f” prints it"), file);
      return NULL;
    }
  return g_steal_pointer (&scan);
}

static void
note_scan (StrataImportNotes *notes, const StrataMtreeScan *scan)
{
  if (scan->second_tree != 0)
    strata_import_notes_add (notes, scan->file, scan->second_tree,
                             _ ("a second tree begins here; it is not read"));
  if (scan->second_flat != 0)
    strata_import_notes_add (notes, scan->file, scan->second_flat,
                             _ ("a second flat dump begins here; it is not read"));
}

static void
note_byte_order (StrataImportNotes *notes, const StrataMtreeScan *scan)
{
  guint line = scan->blocks->len > 0 ? g_array_index (scan->blocks, StrataMtreeBlock, 0).line
                                     : g_array_index (scan->views, StrataMtreeView, 0).line;

  strata_import_notes_add (notes, scan->file, line,
                           _ ("the text does not tell the byte order: it is taken to be "
                              "little-endian"));
}

static gboolean
load_tree (StrataMtreeScan *scan, StrataMtreeScan *hints_scan, StrataImportNotes *notes,
           StrataBoard *board, StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (StrataMtreeMap) map = strata_mtree_map_new (scan, notes, monitor, error);
  g_autoptr (StrataMtreeOrder) order = NULL;
  g_autoptr (StrataMtreeHints) hints = NULL;

  if (map == NULL)
    return FALSE;
  order = strata_mtree_order_new (map);
  if (hints_scan != NULL)
    hints = strata_mtree_hints_new (map, order, hints_scan);
  if (!strata_mtree_infer (map, order, hints, monitor, error))
    return FALSE;
  strata_load_monitor_set_step (monitor, INFERRED, BUILT);
  if (!strata_mtree_build (map, order, board, monitor, error))
    return FALSE;
  if (hints != NULL)
    strata_mtree_verify (hints, board);
  return TRUE;
}

static gboolean
load_flat (StrataMtreeScan *scan, StrataImportNotes *notes, StrataBoard *board,
           StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (StrataMtreeMap) map = strata_mtree_map_new_from_flat (scan, notes);
  g_autoptr (StrataMtreeOrder) order = strata_mtree_order_new (map);

  strata_load_monitor_set_step (monitor, INFERRED, BUILT);
  return strata_mtree_build (map, order, board, monitor, error);
}

/* Makes a board of the text of `info mtree` in any of its variants. @hints is a flat dump of the
 * same state, NULL for none; a flat dump in the text itself serves, too. A flat dump with no tree
 * gives a board that is as flat. The board gets notes about what was inferred, if @with_notes. All
 * must be valid UTF-8. NULL with an error that names file and line. */
StrataBoard *
strata_mtree_load (const char *text, gsize length, const char *file, const char *hints,
                   gsize hints_length, const char *hints_file, gboolean with_notes,
                   StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (StrataMtreeScan) scan = NULL;
  g_autoptr (StrataMtreeScan) hints_scan = NULL;
  g_autoptr (StrataImportNotes) notes = strata_import_notes_new ();
  g_autoptr (StrataBoard) board = strata_board_new (STRATA_LITTLE_ENDIAN);
  gboolean done;

  strata_load_monitor_set_step (monitor, 0, SCANNED);
  scan = strata_mtree_scan_new (text, length, file, monitor, error);
  if (scan == NULL)
    return NULL;
  note_scan (notes, scan);
  if (hints != NULL)
    {
      hints_scan = scan_hints (hints, hints_length, hints_file, monitor, error);
      if (hints_scan == NULL)
        return NULL;
      note_scan (notes, hints_scan);
    }
  strata_load_monitor_set_step (monitor, SCANNED, INFERRED);
  note_byte_order (notes, scan);
  if (scan->blocks->len > 0)
    done = load_tree (scan, hints_scan == NULL && scan->views->len > 0 ? scan : hints_scan, notes,
                      board, monitor, error);
  else
    done = load_flat (scan, notes, board, monitor, error);
  if (!done)
    return NULL;
  if (with_notes)
    strata_import_notes_give (notes, scan->file, board);
  return g_steal_pointer (&board);
}
