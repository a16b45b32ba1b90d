/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-explain-panel.h"
#include "widget-fixture.h"

static void
test_text (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  g_assert_nonnull (widget_fixture_find_label (panel, "Nothing Selected"));

  strata_selection_select (selection, widget_fixture_find (model, "isa-bios → pc.bios"));
  widget_fixture_wait_for (widget_fixture_find_label (panel, "Hidden everywhere") != NULL);
  g_assert_nonnull (widget_fixture_find_label (panel, "isa-bios → pc.bios"));
  g_assert_nonnull (widget_fixture_find_label (panel, "Priorities meet in system:"));
  g_assert_nonnull (widget_fixture_find_label (panel, "pci (holds isa-bios)"));
  g_assert_nonnull (widget_fixture_find_label (panel, "1 beats −1."));
  g_assert_nonnull (widget_fixture_find_label (panel, "by pam-rom → pc.ram"));
  /* who is tried at its first address, and why the others come later */
  g_assert_nonnull (widget_fixture_find_label (panel, "Tried at e0000"));
  g_assert_nonnull (widget_fixture_find_label (panel, "answers"));

  strata_selection_select (selection, STRATA_NO_INSTANCE);
  widget_fixture_wait_for (widget_fixture_find_label (panel, "Nothing Selected") != NULL);
  widget_fixture_assert_finalized (panel);
}

/* Every name that is told leads to what it names. */
static void
test_links (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();
  GtkWidget *label;
  GtkWidget *row;
  g_autofree char *uri = g_strdup_printf ("instance:%u", widget_fixture_find (model, "B"));
  gboolean handled = FALSE;

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  strata_selection_select (selection, widget_fixture_find (model, "C"));
  widget_fixture_wait_for (widget_fixture_find_label (panel, "by D") != NULL);

  row = gtk_widget_get_ancestor (widget_fixture_find_label (panel, "by D"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (model, "D"));

  strata_selection_select (selection, widget_fixture_find (model, "C"));
  widget_fixture_wait_for (widget_fixture_find_label (panel, "Priorities meet in A:") != NULL);
  label = widget_fixture_find_label (panel, "Priorities meet in A:");
  g_object_ref (label);
  g_signal_emit_by_name (label, "activate-link", uri, &handled);
  g_object_unref (label);
  g_assert_true (handled);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (model, "B"));
  widget_fixture_assert_finalized (panel);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/explain-panel/text", test_text);
  g_test_add_func ("/strata/explain-panel/links", test_links);

  return g_test_run ();
}
