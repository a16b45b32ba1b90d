/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-visibility-bar.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_properties (void)
{
  GtkWidget *bar = g_object_ref_sink (strata_visibility_bar_new ());
  guint visibility = 0;
  guint fraction = 0;

  g_signal_connect_swapped (bar, "notify::visibility", G_CALLBACK (count_cb), &visibility);
  g_signal_connect_swapped (bar, "notify::fraction", G_CALLBACK (count_cb), &fraction);
  g_object_set (bar, "visibility", STRATA_VISIBILITY_PARTLY, "fraction", 0.5, NULL);
  g_object_set (bar, "visibility", STRATA_VISIBILITY_PARTLY, "fraction", 0.5, NULL);
  g_assert_cmpuint (visibility, ==, 1);
  g_assert_cmpuint (fraction, ==, 1);
  g_assert_cmpint (strata_visibility_bar_get_visibility (STRATA_VISIBILITY_BAR (bar)), ==,
                   STRATA_VISIBILITY_PARTLY);
  g_assert_cmpfloat (strata_visibility_bar_get_fraction (STRATA_VISIBILITY_BAR (bar)), ==, 0.5);
  g_assert_true (gtk_widget_has_css_class (bar, "partly"));
  g_assert_finalize_object (bar);
}

static void
test_accessible (void)
{
  GtkWidget *bar = strata_visibility_bar_new ();

  widget_fixture_show (bar, 100, 40);
  widget_fixture_assert_role (bar, GTK_ACCESSIBLE_ROLE_METER);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0);

  g_object_set (bar, "visibility", STRATA_VISIBILITY_PARTLY, "fraction", 0.25, NULL);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 25.0);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "25% visible");

  /* Nearly all is not all, nearly nothing is not nothing. */
  g_object_set (bar, "fraction", 0.99999, NULL);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "99% visible");
  g_object_set (bar, "fraction", 0.00001, NULL);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "1% visible");

  g_object_set (bar, "visibility", STRATA_VISIBILITY_HIDDEN, "fraction", 0.0, NULL);
  widget_fixture_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "hidden everywhere");
  strata_wait_for (widget_fixture_find_label (bar, "hidden") != NULL);
  widget_fixture_assert_finalized (bar);
}

static void
test_picture (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  static const struct
  {
    StrataVisibility visibility;
    double fraction;
  } bars[] = {
    { STRATA_VISIBILITY_NONE, 0 },
    { STRATA_VISIBILITY_DISABLED, 0 },
    { STRATA_VISIBILITY_HIDDEN, 0 },
    { STRATA_VISIBILITY_PARTLY, 0.01 },
    { STRATA_VISIBILITY_PARTLY, 0.6 },
    { STRATA_VISIBILITY_WHOLLY, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      GtkWidget *bar = strata_visibility_bar_new ();

      g_object_set (bar, "visibility", bars[i].visibility, "fraction", bars[i].fraction,
                    "height-request", 24, NULL);
      gtk_box_append (GTK_BOX (box), bar);
    }
  widget_fixture_show (box, 160, 240);
  widget_picture_compare (box, "visibility-bar");
  widget_fixture_assert_finalized (box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/visibility-bar/properties", test_properties);
  g_test_add_func ("/strata/visibility-bar/accessible", test_accessible);
  widget_picture_add_func ("/strata/visibility-bar/picture", test_picture);

  return g_test_run ();
}
