/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where on a board a text leads that a person writes. */

#include "strata-board-resolve.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-region-private.h"
#include "memory/strata-rendering.h"
#include "strata-name-search-private.h"
#include "strata-value.h"

#define TEXT_MAX 1024   /* bytes of an expression: enough for any that is meant */
#define MAX_MEANINGS 4  /* that a message about an ambiguous name lists */

static gboolean
refuse (GError **error, StrataBoardError code, const char *text, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
refuse (GError **error, StrataBoardError code, const char *text, const char *format, ...)
{
  g_autofree char *quoted = strata_value_quote (text);
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, STRATA_BOARD_ERROR, code, C_ ("value", "%s %s"), quoted, reason);
  return FALSE;
}

/* {{{ Sums */

/* A number as in a board file; also 2^64, of which something may be subtracted. */
static gboolean
read_term (const char *text, StrataInt128 *value, GError **error)
{
  guint64 number;
  g_autoptr (GError) reason = NULL;

  if (strata_value_parse_address (text, &number, &reason))
    {
      *value = number;
      return TRUE;
    }
  if (strata_value_parse_size (text, &number, NULL) && number == STRATA_SIZE_MAX)
    {
      *value = STRATA_INT128_2_64;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static const char *
find_sign (const char *text)
{
  return text + strcspn (text, "+-");
}

/* Adds up `+TERM-TERM…`; blanks and nothing at all are 0. */
static gboolean
read_sum (const char *text, StrataInt128 *sum, GError **error)
{
  *sum = 0;
  while (*text == ' ' || *text == '\t')
    text++;
  while (*text != '\0')
    {
      const char *end = find_sign (text + 1);
      g_autofree char *word = g_strndup (text + 1, end - (text + 1));
      StrataInt128 value;

      if (!read_term (word, &value, error))
        return FALSE;
      *sum += *text == '-' ? -value : value;
      text = end;
    }
  return TRUE;
}

static gboolean
to_address (const char *text, StrataInt128 value, guint64 *address, GError **error)
{
  if (value < 0)
    return refuse (error, STRATA_BOARD_ERROR_VALUE, text, _ ("is below address 0"));
  if (value >= STRATA_INT128_2_64)
    return refuse (error, STRATA_BOARD_ERROR_VALUE, text, _ ("is past the last address, 2^64-1"));
  *address = (guint64) value;
  return TRUE;
}

/* }}} */

/* {{{ Places of regions */

/* Looks for an offset of a region in one address space, or for any if that is all the same. What
 * can be reached goes before what is hidden, then the lowest address. */
static gboolean
find_in_space (StrataAddressSpace *space, StrataRegion *region, guint64 offset, gboolean anywhere,
               StrataPlace *place)
{
  g_autoptr (StrataRendering) rendering = strata_rendering_new_for_region (
      strata_address_space_get_root (space), region);
  gboolean found = FALSE;

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);
      StrataPlace here = { .space = space, .region = region, .offset = offset };

      if (instance->region != region)
        continue;
      if (anywhere)
        here.offset = instance->offset;
      else if (offset < instance->offset ||
               offset - instance->offset > instance->last - instance->first)
        continue;
      here.address = instance->first + (here.offset - instance->offset);
      here.hidden = instance->content &&
                    strata_rendering_find_winner (rendering, here.address) != i;
      if (found && (here.hidden != place->hidden ? here.hidden : here.address >= place->address))
        continue;
      here.size = place->size;
      *place = here;
      found = TRUE;
    }
  return found;
}

/* The same in all address spaces, the default one first. */
static gboolean
find_in_board (StrataBoard *self, StrataRegion *region, guint64 offset, gboolean anywhere,
               StrataPlace *place)
{
  StrataAddressSpace *first = strata_board_get_default_address_space (self);
  gboolean found = first != NULL && find_in_space (first, region, offset, anywhere, place);

  for (guint i = 0; i < strata_board_get_n_address_spaces (self); i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (self, i);
      StrataPlace here = *place;

      if (found && !place->hidden)
        return TRUE;
      if (space != first && find_in_space (space, region, offset, anywhere, &here) &&
          (!found || !here.hidden))
        {
          *place = here;
          found = TRUE;
        }
    }
  return found;
}

static gboolean
find_region (StrataBoard *self, StrataAddressSpace *only, StrataRegion *region, guint64 offset,
             gboolean anywhere, StrataPlace *place)
{
  return only != NULL ? find_in_space (only, region, offset, anywhere, place)
                      : find_in_board (self, region, offset, anywhere, place);
}

/* A name alone is where its region begins, or where something of it can be found; a name and a
 * number is that offset of the region, or that far before or behind its beginning. */
static gboolean
find_name (StrataBoard *self, StrataAddressSpace *only, const StrataName *name, StrataInt128 sum,
           const char *text, StrataPlace *place, GError **error)
{
  StrataInt128 offset = (name->info ? name->info->offset : 0) + sum;
  StrataInt128 size = strata_size_to_int128 (strata_region_get_size (name->region));

  place->size = name->info && sum == 0 ? name->info->size : 0;
  if (offset >= 0 && offset < size)
    return find_region (self, only, name->region, (guint64) offset, FALSE, place) ||
           (offset == 0 && find_region (self, only, name->region, 0, TRUE, place));
  if (!find_region (self, only, name->region, 0, FALSE, place))
    return FALSE;
  return to_address (text, place->address + offset, &place->address, error);
}

/* }}} */

/* What to write to mean just this: its id, its whole name, or where it is. */
static char *
dup_meaning (StrataBoard *self, StrataAddressSpace *only, const StrataName *name)
{
  StrataPlace place = { 0 };

  if (name->kind != STRATA_NAME_REGION)
    return strata_name_dup_text (name, TRUE);
  if (name->id != NULL)
    return g_strdup (name->id);
  if (find_region (self, only, name->region, 0, TRUE, &place))
    return strata_value_format_address (place.address);
  return g_strdup (name->text);
}

static gboolean
refuse_ambiguous (StrataBoard *self, StrataAddressSpace *only, const StrataNameSearch *search,
                  const char *name, GError **error)
{
  g_autoptr (GString) meanings = g_string_new (NULL);

  for (guint i = 0; i < MIN (search->found->len, MAX_MEANINGS); i++)
    {
      const StrataName *meaning = &g_array_index (search->found, StrataName, i);
      g_autofree char *text = dup_meaning (self, only, meaning);

      g_string_append_printf (meanings, "%s%s", i > 0 ? ", " : "", text);
    }
  if (search->found->len > MAX_MEANINGS)
    return refuse (error, STRATA_BOARD_ERROR_REFERENCE, name, _ ("can be any of %s and %u more"),
                   meanings->str, search->found->len - MAX_MEANINGS);
  return refuse (error, STRATA_BOARD_ERROR_REFERENCE, name, _ ("can be any of %s"), meanings->str);
}

static gboolean
refuse_unmapped (StrataBoard *self, StrataAddressSpace *only, const StrataName *name,
                 StrataInt128 sum, const char *text, GError **error)
{
  StrataPlace elsewhere = { 0 };

  if (only != NULL && find_name (self, NULL, name, sum, text, &elsewhere, NULL))
    return refuse (error, STRATA_BOARD_ERROR_REFERENCE, text,
                   _ ("is not in the address space %s; it is in %s"),
                   strata_address_space_get_name (only),
                   strata_address_space_get_name (elsewhere.space));
  return refuse (error, STRATA_BOARD_ERROR_REFERENCE, text,
                 _ ("has no address: nothing leads there"));
}

/* Of several regions of one name that is meant which is in the address space. */
static void
drop_unmapped (StrataBoard *self, StrataAddressSpace *only, StrataNameSearch *search)
{
  for (guint i = search->found->len; i-- > 0 && search->found->len > 1;)
    {
      const StrataName *name = &g_array_index (search->found, StrataName, i);
      StrataPlace place = { 0 };

      if (name->region == NULL || !find_region (self, only, name->region, 0, TRUE, &place))
        g_array_remove_index (search->found, i);
    }
}

static gboolean
resolve_name (StrataBoard *self, StrataAddressSpace *only, StrataNameSearch *search,
              StrataPlace *place, GError **error)
{
  g_autofree char *written = g_strndup (search->text, search->length);
  const StrataName *name;
  StrataInt128 sum;
  GError *reason = NULL;

  if (!read_sum (search->text + search->length, &sum, error))
    return FALSE;
  drop_unmapped (self, only, search);
  if (search->found->len > 1)
    return refuse_ambiguous (self, only, search, written, error);
  name = &g_array_index (search->found, StrataName, 0);
  if (name->region == NULL)
    return refuse (error, STRATA_BOARD_ERROR_REFERENCE, written,
                   _ ("has no address: it is reached through an index register"));
  if (find_name (self, only, name, sum, search->text, place, &reason))
    return TRUE;
  if (reason == NULL)
    return refuse_unmapped (self, only, name, sum, search->text, error);
  g_propagate_error (error, reason);
  return FALSE;
}

static gboolean
resolve_number (StrataBoard *self, StrataAddressSpace *only, const char *text, StrataPlace *place,
                GError **error)
{
  g_autofree char *first = g_strndup (text, find_sign (text) - text);
  StrataInt128 start;
  StrataInt128 sum;

  place->space = only != NULL ? only : strata_board_get_default_address_space (self);
  return read_term (first, &start, error) && read_sum (find_sign (text), &sum, error) &&
         to_address (text, start + sum, &place->address, error);
}

static gboolean
resolve (StrataBoard *self, StrataAddressSpace *only, const char *written, StrataPlace *place,
         GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (written));
  g_auto (StrataNameSearch) search = { 0 };
  g_autofree char *like = NULL;
  gboolean is_number = g_ascii_isdigit (*text);
  GError *reason = NULL;

  if (is_number && resolve_number (self, only, text, place, &reason))
    return TRUE;
  strata_name_search_run (&search, self, text);
  if (search.found->len == 0 && !g_str_equal (text, written))
    {
      strata_name_search_clear (&search);
      strata_name_search_run (&search, self, written);
    }
  if (search.found->len > 0)
    {
      g_clear_error (&reason);
      return resolve_name (self, only, &search, place, error);
    }
  if (is_number || *text == '\0' || *text == '+' || *text == '-')
    {
      if (reason == NULL)
        read_term (text, &(StrataInt128) { 0 }, &reason);
      g_propagate_error (error, reason);
      return FALSE;
    }
  like = strata_name_search_dup_like (self, text);
  if (like != NULL)
    return refuse (error, STRATA_BOARD_ERROR_UNKNOWN, text,
                   _ ("is neither an address nor the name of a region or register; is it %s?"),
                   like);
  return refuse (error, STRATA_BOARD_ERROR_UNKNOWN, text,
                 _ ("is neither an address nor the name of a region or register"));
}

/**
 * strata_board_resolve:
 * @self: a board
 * @space: (nullable): the address space that is meant; %NULL for whichever has it, the default one
 *   first
 * @text: what a person wrote
 * @place: (out caller-allocates): where it leads
 * @error: where to put an error
 *
 * Finds the address that an expression means: a number as in board files (`0xfd00_0000`, `3 GiB`),
 * or the id or name of a region, the id of a device that offers one region, `DEVICE.PART`, or
 * `DEVICE.REGISTER`; and to all of them numbers may be added or subtracted (`vga.vram+0x1000`). In
 * a region that is an offset, wherever an alias may show it. What is hidden is found, too.
 *
 * The error is %STRATA_BOARD_ERROR_VALUE for a number that is wrong or out of range,
 * %STRATA_BOARD_ERROR_UNKNOWN for a name that nothing has, and %STRATA_BOARD_ERROR_REFERENCE for
 * one that is ambiguous or has no address.
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_BOARD_ERROR
 */
gboolean
strata_board_resolve (StrataBoard *self, StrataAddressSpace *space, const char *text,
                      StrataPlace *place, GError **error)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (text != NULL && place != NULL, FALSE);

  *place = (StrataPlace) { 0 };
  if (strlen (text) > TEXT_MAX)
    return refuse (error, STRATA_BOARD_ERROR_VALUE, text, _ ("is too long for an address"));
  return resolve (self, space, text, place, error);
}
