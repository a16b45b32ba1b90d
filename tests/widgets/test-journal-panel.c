/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "formats/strata-formats.h"
#include "strata-journal-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataPokeJournal *journal;
  StrataInitiator *initiator;
  GtkWidget *panel;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  self->board = strata_formats_load ("doc-registers", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  self->journal = strata_poke_journal_new ();
  self->initiator = strata_initiator_new (strata_board_get_default_address_space (self->board),
                                          "test");
  self->panel = strata_journal_panel_new ();
  strata_journal_panel_set_journal (STRATA_JOURNAL_PANEL (self->panel), self->journal, self->board);
  widget_fixture_show (self->panel, 800, 600);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  strata_initiator_unref (self->initiator);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->board);
}

static guint64
load (Fixture *self,
      guint64  address)
{
  guint64 value = 0;

  g_assert_cmpuint (strata_initiator_load (self->initiator, address, 4, STRATA_LITTLE_ENDIAN,
                                           &value), ==, STRATA_OK);
  strata_initiator_park (self->initiator);

  return value;
}

static void
poke (Fixture *self,
      guint64  address,
      guint64  value)
{
  g_autoptr (StrataPoke) made = strata_poke_journal_poke (self->journal, self->initiator, address,
                                                          4, STRATA_LITTLE_ENDIAN, value, NULL);

  g_assert_nonnull (made);
}

static gboolean
act (Fixture    *self,
     const char *action)
{
  return gtk_widget_activate_action (self->panel, action, NULL);
}

static void
test_journal (Fixture       *self,
              gconstpointer  unused)
{
  g_assert_nonnull (widget_fixture_find_label (self->panel, "Nothing was written yet"));
  poke (self, 0x100, 0x11);
  poke (self, 0x100, 0x22);
  widget_fixture_wait_for (widget_fixture_find_label (self->panel, "00000022 LE") != NULL);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "2 writes"));

  /* The newest is selected. */
  act (self, "journal.undo");
  g_assert_cmphex (load (self, 0x100), ==, 0x11);
  act (self, "journal.repeat-all");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 6);
  g_assert_cmphex (load (self, 0x100), ==, 0x11);

  /* Locked, it is only looked at. */
  strata_poke_journal_set_locked (self->journal, TRUE);
  act (self, "journal.undo");
  act (self, "journal.repeat");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 6);
  act (self, "journal.clear");
  widget_fixture_wait_for (widget_fixture_find_label (self->panel, "Nothing was written") != NULL);
}

/* Where an access ends well, is refused and finds nobody */
static void
make_pokes (Fixture *self)
{
  poke (self, 0x100, 0x11);
  poke (self, 0x10000000, 1);
  poke (self, 0x20000000, 0x12345678);
  widget_fixture_wait_for (widget_fixture_find_label (self->panel, "12345678 LE") != NULL);
}

static void
test_accessible (Fixture       *self,
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
test_picture_of_none (Fixture       *self,
                      gconstpointer  unused)
{
  widget_picture_compare (self->panel, "journal-panel-empty");
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  make_pokes (self);
  widget_fixture_hide_column (self->panel, "Time");
  widget_picture_compare (self->panel, "journal-panel");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/journal-panel/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("journal", test_journal);
  ADD ("accessible", test_accessible);
  if (widget_picture_has_style ())
    {
      ADD ("picture", test_picture);
      ADD ("picture-of-none", test_picture_of_none);
    }

  return g_test_run ();
}
