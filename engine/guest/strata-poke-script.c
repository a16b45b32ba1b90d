/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The journal as a script of the qtest protocol. */

#include "strata-poke-journal.h"

/* What a poke was made to, and where a script can reach that */
typedef struct
{
  StrataPoke *poke;
  StrataByteOrder order; /* of the system */
  guint64 address;
  gboolean is_port;
  StrataRegion *region; /* NULL if the poke's own address will do */
  guint64 offset;
  const char *reason; /* why no script can say it; NULL if one can */
} Target;

static gboolean
is_big_endian (const Target *target)
{
  StrataByteOrder order = strata_poke_get_byte_order (target->poke);

  return (order == STRATA_NATIVE_ENDIAN ? target->order : order) == STRATA_BIG_ENDIAN;
}

/* {{{ Where it can be reached */

/* Looks for another place of a region that takes a poke as the first one did. */
static gboolean
find_place (StrataAddressSpace *space, const StrataFlatRange *from, guint size, Target *target)
{
  g_autoptr (StrataFlatView) view = NULL;

  if (space == NULL)
    return FALSE;
  view = strata_address_space_ref_view (space);
  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);
      guint64 inside = target->offset - range->offset;

      if (range->region != from->region || target->offset < range->offset
          || inside > range->last - range->first || size - 1 > range->last - range->first - inside)
        continue;
      if ((range->flags & STRATA_RANGE_READONLY) != (from->flags & STRATA_RANGE_READONLY))
        {
          target->reason = "where it is mapped, writes to it end differently";
          continue;
        }
      target->address = range->first + inside;
      target->reason = NULL;
      return TRUE;
    }
  return FALSE;
}

/* A poke to a space that the protocol does not know, such as that of one region by itself */
static void
find_elsewhere (Target *target, StrataBoard *board)
{
  g_autoptr (StrataFlatView) view
    = strata_address_space_ref_view (strata_poke_get_address_space (target->poke));
  guint64 address = strata_poke_get_address (target->poke);
  guint size = strata_poke_get_size (target->poke);
  const StrataFlatRange *range = strata_flat_view_find (view, address);

  if (range == NULL || size - 1 > range->last - address)
    {
      target->reason = "no single region answers there now";
      return;
    }
  target->region = range->region;
  target->offset = range->offset + (address - range->first);
  target->reason = "neither memory nor I/O shows it now";
  if (!find_place (strata_board_find_address_space (board, "memory"), range, size, target))
    target->is_port
      = find_place (strata_board_find_address_space (board, "I/O"), range, size, target);
}

/* Ports are little-endian, and have 1, 2 or 4 bytes. */
static void
check_port (Target *target)
{
  guint size = strata_poke_get_size (target->poke);

  if ((size != 1 && size != 2 && size != 4) || (size > 1 && is_big_endian (target))
      || target->address > 0xffff)
    target->reason = "the protocol has no such access to a port";
}

static void
find_target (Target *target, StrataPoke *poke, StrataBoard *board)
{
  StrataAddressSpace *space = strata_poke_get_address_space (poke);

  *target = (Target) {
    .poke = poke,
    .order = strata_system_get_byte_order (strata_board_get_system (board)),
    .address = strata_poke_get_address (poke),
    .is_port = space == strata_board_find_address_space (board, "I/O"),
  };
  if (!target->is_port && space != strata_board_find_address_space (board, "memory"))
    find_elsewhere (target, board);
  if (target->is_port && target->reason == NULL)
    check_port (target);
  /* A transfer would find another way round what refused a store. */
  if ((strata_poke_get_result (poke) & STRATA_ACCESS_ERROR) != 0)
    target->reason = "it was refused";
}

/* }}} */
/* {{{ Lines */

/* The protocol has values of 1, 2, 4 and 8 bytes in the byte order of the board; what does not fit
 * is written as bytes in the order in which they lie. */
static void
append_memory (GString *text, const Target *target)
{
  guint size = strata_poke_get_size (target->poke);
  guint64 value = strata_poke_get_value (target->poke);
  gboolean big = is_big_endian (target);

  if ((size & (size - 1)) == 0 && (size == 1 || big == (target->order == STRATA_BIG_ENDIAN)))
    {
      g_string_append_printf (text, "write%c 0x%" G_GINT64_MODIFIER "x 0x%" G_GINT64_MODIFIER "x\n",
                              " bw l   q"[size], target->address, value);
      return;
    }
  g_string_append_printf (text, "write 0x%" G_GINT64_MODIFIER "x 0x%x 0x", target->address, size);
  for (guint i = 0; i < size; i++)
    g_string_append_printf (text, "%02x",
                            (guint) (value >> 8 * (big ? size - 1 - i : i)) & 0xff);
  g_string_append_c (text, '\n');
}

static void
append_port (GString *text, const Target *target)
{
  g_string_append_printf (text, "out%c 0x%" G_GINT64_MODIFIER "x 0x%" G_GINT64_MODIFIER "x\n",
                          " bw l"[strata_poke_get_size (target->poke)], target->address,
                          strata_poke_get_value (target->poke));
}

/* Who, when, what came of it; and where, if the line does not say so. */
static void
append_comment (GString *text, const Target *target)
{
  StrataPoke *poke = target->poke;
  g_autofree char *words = strata_result_to_string (strata_poke_get_result (poke));
  g_autoptr (GDateTime) time
    = g_date_time_new_from_unix_utc (strata_poke_get_time (poke) / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%FT%TZ");

  g_string_append_printf (text, "# %s, %s, %s", stamp, strata_poke_get_initiator_name (poke),
                          words);
  if (target->region != NULL)
    g_string_append_printf (text, ", %s+0x%" G_GINT64_MODIFIER "x",
                            strata_region_get_name (target->region), target->offset);
  g_string_append_c (text, '\n');
  if (target->reason != NULL)
    g_string_append_printf (text,
                            "# not replayed: %u bytes at 0x%" G_GINT64_MODIFIER
                            "x of %s = 0x%" G_GINT64_MODIFIER "x: %s\n",
                            strata_poke_get_size (poke), strata_poke_get_address (poke),
                            strata_address_space_get_name (strata_poke_get_address_space (poke)),
                            strata_poke_get_value (poke), target->reason);
}

/* }}} */

/**
 * strata_poke_journal_to_qtest:
 * @self: a journal
 * @board: the board it was written to
 *
 * Writes the journal as a script of the qtest protocol that does the same again. What was written
 * to a region by itself, or in an address space that the protocol does not know, is written where
 * `memory` or `I/O` show the same bytes now. What was refused, or cannot be reached, is a comment
 * that says why.
 *
 * Returns: (transfer full): the script
 */
char *
strata_poke_journal_to_qtest (StrataPokeJournal *self, StrataBoard *board)
{
  GString *text;

  g_return_val_if_fail (STRATA_IS_POKE_JOURNAL (self), NULL);
  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (StrataPoke) poke = g_list_model_get_item (G_LIST_MODEL (self), i);
      Target target;

      find_target (&target, poke, board);
      append_comment (text, &target);
      if (target.reason == NULL && target.is_port)
        append_port (text, &target);
      else if (target.reason == NULL)
        append_memory (text, &target);
    }
  return g_string_free (text, FALSE);
}
