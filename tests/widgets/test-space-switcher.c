/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "formats/strata-formats.h"
#include "strata-space-switcher.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
chosen_cb (StrataSpaceSwitcher *switcher,
           guint                index,
           guint               *chosen)
{
  *chosen = index;
}

static void
test_choose (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load ("x86_64-pc+std-boot10s", NULL, NULL, NULL,
                                                       NULL, NULL);
  GtkWidget *switcher = strata_space_switcher_new ();
  GtkWidget *button;
  GtkWidget *row;
  guint n_spaces = strata_board_get_n_address_spaces (board);
  guint chosen = G_MAXUINT;

  g_signal_connect (switcher, "chosen", G_CALLBACK (chosen_cb), &chosen);
  strata_space_switcher_set_board (STRATA_SPACE_SWITCHER (switcher), board, "A PC");
  strata_space_switcher_set_space (STRATA_SPACE_SWITCHER (switcher),
                                   strata_board_find_address_space (board, "memory"));
  widget_fixture_show (switcher, 400, 400);
  g_assert_nonnull (widget_fixture_find_label (switcher, "A PC"));
  g_assert_nonnull (widget_fixture_find_label (switcher, "memory — 16 EiB"));

  strata_space_switcher_set_narrow (STRATA_SPACE_SWITCHER (switcher), TRUE);
  g_assert_nonnull (widget_fixture_find_label (switcher, "memory"));
  strata_space_switcher_set_narrow (STRATA_SPACE_SWITCHER (switcher), FALSE);
  g_assert_nonnull (widget_fixture_find_label (switcher, "memory — 16 EiB"));

  button = widget_fixture_find_widget (switcher, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  strata_wait_for (widget_fixture_find_label (switcher, "root io · 64 KiB") != NULL);
  row = gtk_widget_get_ancestor (widget_fixture_find_label (switcher, "root io · 64 KiB"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  g_assert_cmpuint (chosen, <, n_spaces);
  g_assert_cmpstr (strata_address_space_get_name (strata_board_get_address_space (board, chosen)),
                   ==, "I/O");
  widget_fixture_assert_finalized (switcher);
}

static void
test_picture (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load ("x86_64-pc+std-boot10s", NULL, NULL, NULL,
                                                       NULL, NULL);
  GtkWidget *switcher = strata_space_switcher_new ();

  strata_space_switcher_set_board (STRATA_SPACE_SWITCHER (switcher), board, "A PC");
  strata_space_switcher_set_space (STRATA_SPACE_SWITCHER (switcher),
                                   strata_board_find_address_space (board, "memory"));
  widget_fixture_show (switcher, 300, 120);
  widget_picture_compare (switcher, "space-switcher");
  widget_fixture_assert_finalized (switcher);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/space-switcher/choose", test_choose);
  widget_picture_add_func ("/strata/space-switcher/picture", test_picture);

  return g_test_run ();
}
