/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "../strata-wait.h"
#include "board/strata-board.h"
#include "board/strata-board-edit.h"
#include "strata-selection.h"

G_BEGIN_DECLS

StrataBoard *widget_fixture_create_board (const char *text);
StrataSpaceModel *widget_fixture_load (const char *board, const char *space);
StrataSelection *widget_fixture_select_in (const char *board, const char *space);
StrataSpaceModel *widget_fixture_try (StrataBoard *board, StrataEdit *const *edits, guint n_edits);
guint widget_fixture_find (StrataSpaceModel *model, const char *title);

char *widget_fixture_write_rows (GListModel *rows, const char *property);
GtkWidget *widget_fixture_find_widget (GtkWidget *root, GType type);
GtkWidget *widget_fixture_find_label (GtkWidget *root, const char *text);
GtkWidget *widget_fixture_find_button (GtkWidget *root, const char *label);
void widget_fixture_click (GtkWidget *root, const char *label);
void widget_fixture_hide_column (GtkWidget *root, const char *title);
void widget_fixture_assert_numbers (GtkWidget *root, const char *title);

/* A test in a language that is written from right to left */
typedef struct
{
  GTestFixtureFunc set_up;
  GTestFixtureFunc tear_down;
} WidgetFixtureTurned;

/* What shows a selection */
typedef GtkWidget *(*WidgetFixtureCreateFunc) (StrataSelection *selection);

void widget_fixture_set_up_turned (gpointer fixture, gconstpointer turned);
void widget_fixture_tear_down_turned (gpointer fixture, gconstpointer turned);
void widget_fixture_assert_turned_numbers (WidgetFixtureCreateFunc create, const char *title);

/* As g_test_add() */
#define widget_fixture_add_turned(path, Fixture, set_up, test, tear_down)                        \
  G_STMT_START                                                                                   \
    {                                                                                            \
      static const WidgetFixtureTurned turned_ = { (GTestFixtureFunc) (set_up),                  \
                                                   (GTestFixtureFunc) (tear_down) };             \
      g_test_add_vtable (path, sizeof (Fixture), &turned_, widget_fixture_set_up_turned,         \
                         (GTestFixtureFunc) (test), widget_fixture_tear_down_turned);            \
    }                                                                                            \
  G_STMT_END

void widget_fixture_show (GtkWidget *widget, int width, int height);
void widget_fixture_assert_finalized (GtkWidget *widget);
void widget_fixture_assert_reachable (GtkWidget *root);

#define widget_fixture_assert_role(widget, role)                                                 \
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (widget), role))

#define widget_fixture_assert_property(widget, property, value)                                  \
  G_STMT_START                                                                                   \
    {                                                                                            \
      char *difference_ = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),           \
                                                              property, value);                  \
      g_assert_cmpstr (difference_, ==, NULL);                                                   \
    }                                                                                            \
  G_STMT_END

G_END_DECLS
