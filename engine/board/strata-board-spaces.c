/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The address spaces of a board. */

#include "strata-board-private.h"

#include <string.h>

StrataBoardSpace *
strata_board_add_space (StrataBoard *self, const char *id, StrataAddressSpace *space)
{
  StrataBoardSpace *added = g_new0 (StrataBoardSpace, 1);

  added->id = g_strdup (id);
  added->space = strata_address_space_ref (space);
  g_ptr_array_add (self->spaces, added);
  g_hash_table_insert (self->spaces_by_id, added->id, added);
  return added;
}

/**
 * strata_board_add_address_space:
 * @self: a board
 * @space: an address space of the board's system; the board holds it, and closes it in the end
 *
 * Makes an address space part of the board. Several may have one name.
 */
void
strata_board_add_address_space (StrataBoard *self, StrataAddressSpace *space)
{
  g_autofree char *id = NULL;

  g_return_if_fail (STRATA_IS_BOARD (self));
  g_return_if_fail (space != NULL && strata_address_space_get_system (space) == self->system);

  id = strata_board_make_unique_id (self->spaces_by_id, self->space_suffixes,
                                    strata_address_space_get_name (space));
  strata_board_add_space (self, id, space);
}

/**
 * strata_board_get_n_address_spaces:
 * @self: a board
 *
 * Counts the address spaces of a board.
 *
 * Returns: how many address spaces it has
 */
guint
strata_board_get_n_address_spaces (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), 0);

  return self->spaces->len;
}

/**
 * strata_board_get_address_space:
 * @self: a board
 * @index: which, from 0 on, in the order in which they became part of it
 *
 * Gets an address space by its number.
 *
 * Returns: (transfer none): the address space
 */
StrataAddressSpace *
strata_board_get_address_space (StrataBoard *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (index < self->spaces->len, NULL);

  return ((StrataBoardSpace *) g_ptr_array_index (self->spaces, index))->space;
}

/* Number @number, from 1 on, of the address spaces of a name; NULL if there are not as many. */
static StrataAddressSpace *
find_nth (StrataBoard *self, const char *name, guint64 number)
{
  for (guint i = 0; i < self->spaces->len; i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (self, i);

      if (strcmp (strata_address_space_get_name (space), name) == 0 && --number == 0)
        return space;
    }
  return NULL;
}

/**
 * strata_board_find_address_space:
 * @self: a board
 * @name: a name; `NAME#2` is the second of that name
 *
 * Finds an address space by its name.
 *
 * Returns: (transfer none) (nullable): the address space; %NULL if there is none
 */
StrataAddressSpace *
strata_board_find_address_space (StrataBoard *self, const char *name)
{
  StrataAddressSpace *space;
  const char *hash;
  g_autofree char *stem = NULL;
  guint64 number;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  space = find_nth (self, name, 1);
  hash = strrchr (name, '#');
  if (space != NULL || hash == NULL
      || !g_ascii_string_to_unsigned (hash + 1, 10, 1, G_MAXUINT, &number, NULL))
    return space;
  stem = g_strndup (name, hash - name);
  return find_nth (self, stem, number);
}

/**
 * strata_board_get_default_address_space:
 * @self: a board
 *
 * Gets the address space that people mean if they name none.
 *
 * Returns: (transfer none) (nullable): the address space to show if none is named: `memory`, else
 *   the first; %NULL if there is none at all
 */
StrataAddressSpace *
strata_board_get_default_address_space (StrataBoard *self)
{
  StrataAddressSpace *space;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  space = find_nth (self, "memory", 1);
  if (space == NULL && self->spaces->len > 0)
    space = strata_board_get_address_space (self, 0);
  return space;
}
