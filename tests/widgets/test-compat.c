/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "compat/strata-compat-banner.h"
#include "compat/strata-compat-breakpoint-bin.h"
#include "widget-fixture.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_breakpoint (void)
{
  GtkWidget *bin = strata_compat_breakpoint_bin_new ();
  GtkWidget *child = gtk_label_new ("wide");
  guint notified = 0;

  gtk_widget_set_size_request (child, 900, 10);
  strata_compat_breakpoint_bin_set_child (STRATA_COMPAT_BREAKPOINT_BIN (bin), child);
  g_signal_connect_swapped (bin, "notify::narrow", G_CALLBACK (count_cb), &notified);
  g_object_set (bin, "threshold", 500, NULL);
  g_assert_cmpint (strata_compat_breakpoint_bin_get_threshold (STRATA_COMPAT_BREAKPOINT_BIN (bin)),
                   ==, 500);

  /* It may be smaller than its child. */
  widget_fixture_show (bin, 300, 200);
  strata_wait_for (
    strata_compat_breakpoint_bin_get_narrow (STRATA_COMPAT_BREAKPOINT_BIN (bin)));
  g_assert_cmpint (gtk_widget_get_width (bin), <, 500);
  g_assert_cmpint (gtk_widget_get_width (child), >=, 900);
  g_assert_cmpuint (notified, ==, 1);

  strata_compat_breakpoint_bin_set_threshold (STRATA_COMPAT_BREAKPOINT_BIN (bin), 100);
  strata_wait_for (
    !strata_compat_breakpoint_bin_get_narrow (STRATA_COMPAT_BREAKPOINT_BIN (bin)));
  g_assert_cmpuint (notified, ==, 2);
  widget_fixture_assert_finalized (bin);
}

static void
test_banner (void)
{
  GtkWidget *banner = strata_compat_banner_new ();
  GtkWidget *label;

  widget_fixture_show (banner, 400, 200);
  g_assert_null (widget_fixture_find_label (banner, "trouble"));
  strata_compat_banner_set_title (STRATA_COMPAT_BANNER (banner), "trouble <here>");
  strata_compat_banner_set_revealed (STRATA_COMPAT_BANNER (banner), TRUE);
  strata_wait_for (widget_fixture_find_label (banner, "trouble <here>") != NULL);
  widget_fixture_assert_role (banner, GTK_ACCESSIBLE_ROLE_ALERT);
  widget_fixture_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "trouble <here>");

  /* What there is to do about it comes before what dismisses it. */
  g_assert_null (widget_fixture_find_label (banner, "Mend"));
  strata_compat_banner_set_action (STRATA_COMPAT_BANNER (banner), "Mend", "win.mend");
  strata_wait_for (widget_fixture_find_label (banner, "Mend") != NULL);
  strata_compat_banner_set_action (STRATA_COMPAT_BANNER (banner), NULL, NULL);
  g_assert_null (widget_fixture_find_label (banner, "Mend"));

  label = widget_fixture_find_label (banner, "trouble <here>");
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent (label)), "clicked");
  g_assert_false (strata_compat_banner_get_revealed (STRATA_COMPAT_BANNER (banner)));
  widget_fixture_assert_finalized (banner);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/compat/breakpoint", test_breakpoint);
  g_test_add_func ("/strata/compat/banner", test_banner);

  return g_test_run ();
}
