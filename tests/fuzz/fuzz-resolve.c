/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include "board/strata-board-resolve.h"

#include <string.h>

static StrataBoard *
make_board (const char *text)
{
  return strata_board_new_from_text (text, -1, "f", NULL, NULL, NULL);
}

static void
check (StrataBoard *board, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = strata_board_complete (board, text, 5);
  StrataPlace place;

  g_assert_cmpuint (g_strv_length (names), <=, 5);
  if (strata_board_resolve (board, NULL, text, &place, &error))
    {
      StrataPlace again;
      g_autofree char *number = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", place.address);

      g_assert_no_error (error);
      g_assert_true (strata_board_resolve (board, place.space, number, &again, NULL));
      g_assert_cmphex (again.address, ==, place.address);
    }
  else
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) reason = NULL;

      strata_board_resolve (board, NULL, names[i], &place, &reason);
      g_assert_false (g_error_matches (reason, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN));
    }
}

/* Any bytes as what a person writes to go somewhere: the first line is taken for the name of
 * a region, the rest is looked up. A place is told, or an error. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  char *rest = strchr (text, '\n');
  g_autoptr (StrataBoard) board = NULL;
  g_autofree char *file = NULL;

  if (rest != NULL)
    *rest++ = '\0';
  file = g_strdup_printf ("[strata]\nversion=1\n[address-space memory]\nroot=system\n"
                          "[region system]\nkind=container\nsize=2^64\n"
                          "[device d]\nmodel=registers\nsize=32\nregister.R=0x10 4 RW\n"
                          "[region d]\ndevice=d\nparent=system\naddress=0x1000\n"
                          "[region r]\nname=%s\nkind=ram\nsize=0x1000\nparent=system\n"
                          "address=0xfffffffffffff000\n",
                          rest != NULL ? text : "r");
  board = make_board (file);
  if (board != NULL)
    check (board, rest != NULL ? rest : text);
  return 0;
}
