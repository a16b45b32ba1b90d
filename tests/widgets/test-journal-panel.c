/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "compat/strata-compat-scroll.h"
#include "poke-fixture.h"
#include "strata-journal-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
set_up (PokeFixture   *self,
        gconstpointer  unused)
{
  poke_fixture_set_up (self, strata_journal_panel_new ());
  strata_journal_panel_set_journal (STRATA_JOURNAL_PANEL (self->panel), self->journal, self->board);
  widget_fixture_show (self->panel, 800, 600);
}

static void
poke (PokeFixture *self,
      guint64      address,
      guint64      value)
{
  g_autoptr (StrataPoke) made = strata_poke_journal_poke (self->journal, self->initiator, address,
                                                          4, STRATA_LITTLE_ENDIAN, value, NULL);

  g_assert_nonnull (made);
}

static void
test_journal (PokeFixture   *self,
              gconstpointer  unused)
{
  g_assert_nonnull (widget_fixture_find_label (self->panel, "Nothing was written yet"));
  poke (self, 0x100, 0x11);
  poke (self, 0x100, 0x22);
  strata_wait_for (widget_fixture_find_label (self->panel, "00000022 LE") != NULL);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "2 writes"));

  /* The newest is selected. */
  poke_fixture_act (self, "journal.undo");
  g_assert_cmphex (poke_fixture_load (self, 0x100), ==, 0x11);
  /* Then the one before. */
  poke_fixture_act (self, "journal.undo");
  g_assert_cmphex (poke_fixture_load (self, 0x100), ==, 0);
  g_assert_cmpuint (poke_fixture_count_pokes (self), ==, 4);
  poke_fixture_act (self, "journal.repeat-all");
  g_assert_cmpuint (poke_fixture_count_pokes (self), ==, 8);
  g_assert_cmphex (poke_fixture_load (self, 0x100), ==, 0);

  /* Locked, it is only looked at. */
  strata_poke_journal_set_locked (self->journal, TRUE);
  poke_fixture_act (self, "journal.undo");
  poke_fixture_act (self, "journal.repeat");
  g_assert_cmpuint (poke_fixture_count_pokes (self), ==, 8);
  poke_fixture_act (self, "journal.clear");
  strata_wait_for (widget_fixture_find_label (self->panel, "Nothing was written") != NULL);
}

/* The newest is in sight and has the keyboard, though it came while another page was shown. */
static void
test_newest (PokeFixture   *self,
             gconstpointer  unused)
{
  GtkWidget *view = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *rows = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkWidget *focus;

  gtk_widget_set_visible (self->panel, FALSE);
  for (guint i = 0; i < 100; i++)
    poke (self, 0x100 + 4 * i, i);
  gtk_widget_set_visible (self->panel, TRUE);
  strata_wait_for (gtk_adjustment_get_value (rows) > 0);
  g_assert_true (gtk_widget_grab_focus (self->panel));
  focus = gtk_root_get_focus (gtk_widget_get_root (self->panel));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);

  poke (self, 0x100, 0);
  strata_wait_for (gtk_adjustment_get_value (rows) + gtk_adjustment_get_page_size (rows) ==
                   gtk_adjustment_get_upper (rows));
  strata_wait_for (
    strata_compat_column_view_find_selected (GTK_COLUMN_VIEW (view)) != NULL);
}

/* Where an access ends well, is refused and finds nobody */
static void
make_pokes (PokeFixture *self)
{
  poke (self, 0x100, 0x11);
  poke (self, 0x10000000, 1);
  poke (self, 0x20000000, 0x12345678);
  strata_wait_for (widget_fixture_find_label (self->panel, "12345678 LE") != NULL);
}

static void
test_accessible (PokeFixture   *self,
                 gconstpointer  unused)
{
  GtkWidget *table;

  make_pokes (self);
  table = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);
  widget_fixture_assert_property (table, GTK_ACCESSIBLE_PROPERTY_LABEL, "Journal");
  g_assert_nonnull (widget_fixture_find_label (self->panel, "nobody answered"));
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture_of_none (PokeFixture   *self,
                      gconstpointer  unused)
{
  widget_picture_compare (self->panel, "journal-panel-empty");
}

static void
test_picture (PokeFixture   *self,
              gconstpointer  unused)
{
  make_pokes (self);
  widget_fixture_hide_column (self->panel, "Time");
  widget_picture_compare (self->panel, "journal-panel");
}

/* In a language that is written from right to left, too */
static void
test_numbers (PokeFixture   *self,
              gconstpointer  unused)
{
  make_pokes (self);
  widget_fixture_assert_numbers (self->panel, "Address");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/journal-panel/" name, PokeFixture, NULL, set_up, function,             \
              poke_fixture_tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("journal", test_journal);
  ADD ("newest", test_newest);
  ADD ("accessible", test_accessible);
  widget_fixture_add_turned ("/strata/journal-panel/numbers", PokeFixture, set_up, test_numbers,
                             poke_fixture_tear_down);
  if (widget_picture_has_style ())
    {
      ADD ("picture", test_picture);
      ADD ("picture-of-none", test_picture_of_none);
    }

  return g_test_run ();
}
