/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-tie.h"

static void
count_cb (guint *n)
{
  ++*n;
}

/* Handlers go with the tie, and nobody else's do. */
static void
test_set (void)
{
  g_autoptr (GtkAdjustment) first = g_object_ref_sink (gtk_adjustment_new (0, 0, 9, 1, 1, 1));
  g_autoptr (GtkAdjustment) second = g_object_ref_sink (gtk_adjustment_new (0, 0, 9, 1, 1, 1));
  GtkAdjustment *held = NULL;
  guint n_own = 0;
  guint n_others = 0;

  g_assert_false (strata_tie_set (&held, NULL, &n_own));
  g_assert_true (strata_tie_set (&held, first, &n_own));
  g_assert_true (held == first);
  g_signal_connect_swapped (first, "value-changed", G_CALLBACK (count_cb), &n_own);
  g_signal_connect_swapped (first, "value-changed", G_CALLBACK (count_cb), &n_others);
  g_assert_false (strata_tie_set (&held, first, &n_own));
  gtk_adjustment_set_value (first, 1);
  g_assert_cmpuint (n_own, ==, 1);

  g_assert_true (strata_tie_set (&held, second, &n_own));
  g_assert_true (held == second);
  gtk_adjustment_set_value (first, 2);
  g_assert_cmpuint (n_own, ==, 1);
  g_assert_cmpuint (n_others, ==, 2);

  g_assert_true (strata_tie_set (&held, NULL, &n_own));
  g_assert_null (held);
  g_assert_finalize_object (g_steal_pointer (&first));
  g_assert_finalize_object (g_steal_pointer (&second));
}

/* What is not held goes, and is not known any more. */
static void
test_set_weak (void)
{
  GtkAdjustment *first = g_object_ref_sink (gtk_adjustment_new (0, 0, 9, 1, 1, 1));
  GtkAdjustment *second = g_object_ref_sink (gtk_adjustment_new (0, 0, 9, 1, 1, 1));
  GtkAdjustment *known = NULL;
  guint n_own = 0;

  g_assert_true (strata_tie_set_weak (&known, first, &n_own));
  g_signal_connect_swapped (first, "value-changed", G_CALLBACK (count_cb), &n_own);
  g_assert_false (strata_tie_set_weak (&known, first, &n_own));
  gtk_adjustment_set_value (first, 1);
  g_assert_cmpuint (n_own, ==, 1);

  g_assert_true (strata_tie_set_weak (&known, second, &n_own));
  gtk_adjustment_set_value (first, 2);
  g_assert_cmpuint (n_own, ==, 1);
  g_assert_finalize_object (first);
  g_assert_true (known == second);
  g_assert_finalize_object (second);
  g_assert_null (known);
  g_assert_false (strata_tie_set_weak (&known, NULL, &n_own));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/tie/set", test_set);
  g_test_add_func ("/strata/tie/set-weak", test_set_weak);

  return g_test_run ();
}
