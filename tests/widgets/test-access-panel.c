/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "strata-access-panel.h"
#include "widget-fixture.h"

static StrataBoard *
create_board (void)
{
  static const char text[] = "[strata]\nversion=1\n"
                             "[region top]\nkind=container\nsize=64KiB\n"
                             "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
                             "[address-space memory]\nroot=top\n";
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return board;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (end + 1, '\n'))
    n++;

  return n;
}

/* What is saved is what is listed: all that is remembered, however long that is set to be. */
static void
test_saved (void)
{
  g_autoptr (StrataBoard) board = create_board ();
  g_autoptr (StrataInitiator) cpu
    = strata_initiator_new (strata_board_get_default_address_space (board), "cpu");
  GtkWidget *panel = strata_access_panel_new ();
  StrataAccessPanel *accesses = STRATA_ACCESS_PANEL (panel);

  widget_fixture_show (panel, 700, 300);
  strata_access_panel_set_board (accesses, board);
  strata_access_panel_set_record (accesses, TRUE);
  for (guint i = 0; i < 20; i++)
    strata_initiator_store (cpu, 0x1000 + 4 * i, 4, STRATA_LITTLE_ENDIAN, 0x100 + i);
  strata_access_panel_set_length (accesses, 5);

  {
    g_autofree char *csv = strata_access_panel_to_csv (accesses);
    g_autofree char *qtest = strata_access_panel_to_qtest (accesses);

    g_assert_cmpuint (count_lines (csv), ==, 1 + 5);
    g_assert_nonnull (strstr (csv, "0x10f"));
    g_assert_null (strstr (csv, "0x10e"));
    g_assert_cmpuint (count_lines (qtest), ==, 5);
    g_assert_nonnull (strstr (qtest, "writel 0x103c 0x10f\n"));
    g_assert_nonnull (strstr (qtest, "writel 0x104c 0x113\n"));
  }
  g_assert_nonnull (widget_fixture_find_label (panel, "5 shown of the last 5, 20 in all"));

  strata_access_panel_set_length (accesses, 50);
  strata_initiator_store (cpu, 0x1000, 1, STRATA_LITTLE_ENDIAN, 7);
  widget_fixture_wait_for (widget_fixture_find_label (panel, "6 shown of the last 6, 21 in all"));
  strata_access_panel_set_board (accesses, NULL);
  widget_fixture_assert_finalized (panel);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/access-panel/saved", test_saved);

  return g_test_run ();
}
