/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "poke-fixture.h"
#include "strata-register-item.h"
#include "strata-register-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
set_up (PokeFixture   *self,
        gconstpointer  unused)
{
  poke_fixture_set_up (self, strata_register_panel_new ());
  strata_register_panel_set_board (STRATA_REGISTER_PANEL (self->panel), self->board,
                                   self->journal);
  widget_fixture_show (self->panel, 800, 600);
}

static GtkSingleSelection *
get_rows (PokeFixture *self)
{
  GtkWidget *view = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
}

/* Selects a row by the name of a register, or of a field of it. */
static StrataRegisterItem *
select_row (PokeFixture *self,
            const char  *name)
{
  GtkSingleSelection *rows = get_rows (self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (StrataRegisterItem) item = g_list_model_get_item (G_LIST_MODEL (rows), i);
      const StrataField *field = strata_register_item_get_field (item);

      if (!g_str_equal (field != NULL ? field->name : strata_register_item_get_info (item)->name,
                        name))
        continue;
      gtk_single_selection_set_selected (rows, i);
      return item;
    }
  g_assert_not_reached ();
}

static void
enter (PokeFixture *self,
       const char  *text,
       const char  *forecast)
{
  GtkWidget *entry = widget_fixture_find_widget (self->panel, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  if (widget_fixture_find_label (self->panel, forecast) == NULL)
    g_error ("it is not said: “%s”", forecast);
  g_signal_emit_by_name (entry, "activate");
}

static void
check_row (StrataRegisterItem *item,
           const char         *text,
           const char         *meaning)
{
  g_autofree char *found_text = NULL;
  g_autofree char *found_meaning = NULL;

  g_object_get (item, "text", &found_text, "meaning", &found_meaning, NULL);
  g_assert_cmpstr (found_text, ==, text);
  g_assert_cmpstr (found_meaning, ==, meaning);
}

static void
test_registers (PokeFixture   *self,
                gconstpointer  unused)
{
  g_autoptr (StrataPoke) made = NULL;

  check_row (select_row (self, "ID"), "0d3a0102", "part number and revision");
  check_row (select_row (self, "PART"), "0d3a", "dma");
  check_row (select_row (self, "START"), "write-only", "");
  check_row (select_row (self, "MODE"), "1", "normal");
  enter (self, "burst", "Enter writes 00000020 to CTRL: 4-byte write becomes 1 x 4 LE at +0x4");
  check_row (select_row (self, "MODE"), "2", "burst");
  g_assert_cmphex (poke_fixture_load (self, 0x10000004), ==, 0x20);
  select_row (self, "ENABLE");
  enter (self, "1", "Enter writes 00000022 to CTRL");
  g_assert_cmphex (poke_fixture_load (self, 0x10000004), ==, 0x22);
  made = g_list_model_get_item (G_LIST_MODEL (self->journal), 1);
  g_assert_cmpstr (strata_poke_get_initiator_name (made), ==, "registers");
  g_assert_cmphex (strata_poke_get_value (made), ==, 0x22);
}

static void
test_refused (PokeFixture   *self,
              gconstpointer  unused)
{
  select_row (self, "ID");
  enter (self, "1", "ID cannot be written");
  select_row (self, "MODE");
  enter (self, "4", "MODE has only 2 bits");
  enter (self, "fast", "A hexadecimal number, or the name of a value");
  select_row (self, "KEY");
  poke_fixture_act (self, "registers.read");
  g_assert_nonnull (widget_fixture_find_label (self->panel, "It is write-only"));
  g_assert_cmpuint (poke_fixture_count_pokes (self), ==, 0);
  strata_poke_journal_set_locked (self->journal, TRUE);
  select_row (self, "MODE");
  enter (self, "2", "Enter writes 00000020");
  g_assert_nonnull (widget_fixture_find_label (self->panel, "the write lock is on"));
  g_assert_cmphex (poke_fixture_load (self, 0x10000004), ==, 0x10);
}

/* Writing one of the bits that ones clear leaves the others. */
static void
test_cleared (PokeFixture   *self,
              gconstpointer  unused)
{
  g_autoptr (StrataPoke) made = NULL;

  select_row (self, "ERROR");
  enter (self, "1", "Enter writes 00000004 to STATUS");
  made = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmphex (strata_poke_get_value (made), ==, 4);
}

static void
test_accessible (PokeFixture   *self,
                 gconstpointer  unused)
{
  GtkWidget *table = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);

  widget_fixture_assert_property (table, GTK_ACCESSIBLE_PROPERTY_LABEL, "Registers");
  select_row (self, "MODE");
  widget_fixture_assert_property (widget_fixture_find_widget (self->panel, GTK_TYPE_ENTRY),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "New Value");
  widget_fixture_assert_reachable (self->panel);
}

/* However little room there is, registers have their whole names: the table scrolls. */
static void
test_narrow (PokeFixture   *self,
             gconstpointer  unused)
{
  GtkWidget *label;

  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (self->panel)), 340, 600);
  strata_wait_for (gtk_widget_get_width (self->panel) <= 340);
  label = widget_fixture_find_label (self->panel, "REVISION");
  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

static void
test_picture (PokeFixture   *self,
              gconstpointer  unused)
{
  widget_picture_compare (self->panel, "register-panel");
}

/* In a language that is written from right to left, too */
static void
test_numbers (PokeFixture   *self,
              gconstpointer  unused)
{
  widget_fixture_assert_numbers (self->panel, "Reset");
}

/* A table that has not enough room shows its first columns, which are on the right. */
static void
test_begins_on_the_right (PokeFixture   *self,
                          gconstpointer  unused)
{
  GtkWidget *table = widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (table));

  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (self->panel)), 200, 400);
  strata_wait_for (gtk_adjustment_get_upper (adjustment) >
                   gtk_adjustment_get_page_size (adjustment) + 20);
  strata_wait_for (gtk_adjustment_get_value (adjustment) +
                     gtk_adjustment_get_page_size (adjustment) >=
                   gtk_adjustment_get_upper (adjustment) - 1);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/register-panel/" name, PokeFixture, NULL, set_up, function,             \
              poke_fixture_tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("registers", test_registers);
  ADD ("refused", test_refused);
  ADD ("cleared", test_cleared);
  ADD ("accessible", test_accessible);
  ADD ("narrow", test_narrow);
  widget_fixture_add_turned ("/strata/register-panel/numbers", PokeFixture, set_up, test_numbers,
                             poke_fixture_tear_down);
  widget_fixture_add_turned ("/strata/register-panel/begins-on-the-right", PokeFixture, set_up,
                             test_begins_on_the_right, poke_fixture_tear_down);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
