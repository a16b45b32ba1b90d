/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-timeline-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataTimeline *timeline;
  GtkWidget *panel;
  gboolean is_past; /* what was asked for last */
  guint64 number;
} Fixture;

static guint64
get_time (gpointer user_data)
{
  return 1500000000;
}

static void
show_cb (GtkWidget *panel,
         gboolean   is_past,
         guint64    number,
         Fixture   *self)
{
  self->is_past = is_past;
  self->number = number;
  strata_timeline_panel_set_shown (STRATA_TIMELINE_PANEL (panel), is_past, number);
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->board = widget_fixture_create_board (
    "[strata]\nversion=1\n"
    "[region top]\nkind=container\nsize=64KiB\n"
    "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
    "[address-space memory]\nroot=top\n");
  self->timeline = strata_timeline_new (strata_board_get_system (self->board), 8, get_time, NULL,
                                        NULL);
  self->panel = strata_timeline_panel_new ();
  strata_timeline_panel_set_timeline (STRATA_TIMELINE_PANEL (self->panel), self->timeline);
  g_signal_connect (self->panel, "show-moment", G_CALLBACK (show_cb), self);
  widget_fixture_show (self->panel, 600, 360);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  strata_timeline_unref (self->timeline);
  g_assert_finalize_object (self->board);
}

static void
edit (Fixture    *self,
      StrataEdit *made)
{
  g_autoptr (StrataEdit) own = made;
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;

  inverse = strata_board_edit (self->board, own, &error);
  g_assert_no_error (error);
}

static void
make_commits (Fixture *self)
{
  edit (self, strata_edit_new_address ("ram", 0x3000));
  edit (self, strata_edit_new_enabled ("ram", FALSE));
  strata_wait_for (widget_fixture_find_label (self->panel, "2 commits") != NULL);
}

static gboolean
act (Fixture    *self,
     const char *action)
{
  return gtk_widget_activate_action (self->panel, action, NULL);
}

/* From commit to commit, to what was before the first, and to now */
static void
test_steps (Fixture       *self,
            gconstpointer  unused)
{
  g_assert_nonnull (widget_fixture_find_label (self->panel, "No Commits"));
  make_commits (self);
  act (self, "timeline.back");
  g_assert_true (self->is_past);
  g_assert_cmpuint (self->number, ==, 1);
  strata_wait_for (widget_fixture_find_label (self->panel, "2 events") != NULL);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "3000"));
  act (self, "timeline.back");
  g_assert_cmpuint (self->number, ==, 0);
  act (self, "timeline.back");
  g_assert_cmpuint (self->number, ==, 0);
  act (self, "timeline.forward");
  g_assert_true (self->is_past);
  g_assert_cmpuint (self->number, ==, 1);
  act (self, "timeline.forward");
  g_assert_false (self->is_past);
  act (self, "timeline.back");
  act (self, "timeline.now");
  g_assert_false (self->is_past);
  g_assert_nonnull (widget_fixture_find_label (self->panel, "2 commits"));
}

/* Enter on a row shows the map after it. */
static void
test_activate (Fixture       *self,
               gconstpointer  unused)
{
  make_commits (self);
  g_signal_emit_by_name (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW),
                         "activate", 1);
  g_assert_true (self->is_past);
  g_assert_cmpuint (self->number, ==, 1);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  make_commits (self);
  widget_fixture_assert_property (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Commits");
  act (self, "timeline.back");
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  make_commits (self);
  act (self, "timeline.back");
  widget_fixture_hide_column (self->panel, "Time");
  widget_picture_compare (self->panel, "timeline-panel");
}

/* A table that is narrow scrolls, rather than to leave out what happened. */
static void
test_narrow (Fixture       *self,
             gconstpointer  unused)
{
  const char *text = "What a device does on its own, and says in so many words";
  StrataSystem *system = strata_board_get_system (self->board);
  GtkWidget *change = NULL;

  strata_system_begin (system);
  edit (self, strata_edit_new_enabled ("ram", FALSE));
  strata_system_name_transaction (system, text);
  strata_system_commit (system);
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (self->panel)), 340, 360);
  strata_wait_for ((change = widget_fixture_find_label (self->panel, text)) != NULL &&
                   gtk_widget_get_width (self->panel) <= 360 &&
                   gtk_widget_get_width (change) > 0);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (change))));
}

/* In a language that is written from right to left, too */
static void
test_numbers (Fixture       *self,
              gconstpointer  unused)
{
  for (guint i = 0; i < 6; i++)
    {
      edit (self, strata_edit_new_address ("ram", 0x3000));
      edit (self, strata_edit_new_address ("ram", 0x4000));
    }
  strata_wait_for (widget_fixture_find_label (self->panel, "8 commits") != NULL);
  widget_fixture_assert_numbers (self->panel, "Number");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/timeline-panel/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("steps", test_steps);
  ADD ("activate", test_activate);
  ADD ("accessible", test_accessible);
  ADD ("narrow", test_narrow);
  widget_fixture_add_turned ("/strata/timeline-panel/numbers", Fixture, set_up, test_numbers,
                             tear_down);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
