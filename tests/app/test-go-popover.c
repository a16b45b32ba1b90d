/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-go-popover.h"
#include "widget-fixture.h"
#include "widget-picture.h"

#define BOARD "[strata]\nversion=1\n"                                                             \
              "[region top]\nkind=container\nsize=64KiB\n"                                        \
              "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"                   \
              "[region rack]\nkind=ram\nparent=top\naddress=0x3000\nsize=4KiB\n"                  \
              "[address-space memory]\nroot=top\n"

typedef struct
{
  StrataBoard *board;
  GtkWidget *window;
  GtkWidget *popover;
  GtkWidget *entry;
  StrataPlace chosen;
  guint n_chosen;
} Fixture;

static void
chosen_cb (GtkWidget   *popover,
           StrataPlace *place,
           Fixture     *self)
{
  self->chosen = *place;
  self->n_chosen++;
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  GtkWidget *button;

  widget_picture_prepare ();
  button = gtk_menu_button_new ();
  self->board = widget_fixture_create_board (BOARD);
  self->popover = g_object_new (STRATA_TYPE_GO_POPOVER, NULL);
  strata_go_popover_set_place (STRATA_GO_POPOVER (self->popover), self->board,
                               strata_board_get_default_address_space (self->board));
  g_signal_connect (self->popover, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), button);
  gtk_window_present (GTK_WINDOW (self->window));
  strata_wait_for (gtk_widget_get_mapped (button));
  gtk_popover_popup (GTK_POPOVER (self->popover));
  self->entry = widget_fixture_find_widget (self->popover, GTK_TYPE_ENTRY);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  gpointer board = self->board;

  g_object_add_weak_pointer (board, &board);
  g_object_unref (self->board);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_window_destroy (GTK_WINDOW (self->window));
  strata_wait_for (board == NULL);
}

static void
type (Fixture    *self,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
press_with (Fixture         *self,
            guint            keyval,
            GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->entry);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
}

static void
press (Fixture *self,
       guint    keyval)
{
  press_with (self, keyval, 0);
}

static void
enter (Fixture *self)
{
  g_signal_emit_by_name (self->entry, "activate");
}

static void
check_description (Fixture    *self,
                   const char *text)
{
  widget_fixture_assert_property (self->entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
}

/* What is written is understood as it is written, and Enter goes there. */
static void
test_address (Fixture       *self,
              gconstpointer  unused)
{
  type (self, "ram + 0x1_0");
  check_description (self, "0x1010 in memory");
  enter (self);
  g_assert_cmpuint (self->n_chosen, ==, 1);
  g_assert_cmphex (self->chosen.address, ==, 0x1010);
  g_assert_cmpstr (strata_address_space_get_name (self->chosen.space), ==, "memory");
}

/* What means nothing stays, and it is said why. */
static void
test_wrong (Fixture       *self,
            gconstpointer  unused)
{
  type (self, "nowhere");
  g_assert_false (gtk_widget_has_css_class (self->entry, "error"));
  enter (self);
  g_assert_cmpuint (self->n_chosen, ==, 0);
  g_assert_true (gtk_widget_has_css_class (self->entry, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ==, "nowhere");
  type (self, "0x3000");
  g_assert_false (gtk_widget_has_css_class (self->entry, "error"));
  type (self, "");
  enter (self);
  g_assert_cmpuint (self->n_chosen, ==, 0);
}

/* Names are offered; the arrows choose one, Tab takes it over. */
static void
test_names (Fixture       *self,
            gconstpointer  unused)
{
  GtkListBox *list = GTK_LIST_BOX (widget_fixture_find_widget (self->popover, GTK_TYPE_LIST_BOX));

  type (self, "ra");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Down);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 1));
  press (self, GDK_KEY_Up);
  press (self, GDK_KEY_Up);
  g_assert_null (gtk_list_box_get_selected_row (list));

  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Tab);
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (self->entry))), >, 2);
  type (self, "rac");
  press (self, GDK_KEY_Down);
  check_description (self, "rack");
  enter (self);
  g_assert_cmphex (self->chosen.address, ==, 0x3000);
}

/* Ctrl+L once more begins anew. */
static void
test_again (Fixture       *self,
            gconstpointer  unused)
{
  int first, last;

  type (self, "nowhere");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  press_with (self, GDK_KEY_l, GDK_CONTROL_MASK);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (self->entry), &first, &last));
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 7);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  widget_fixture_assert_property (self->entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Go to");
  type (self, "nowhere");
  enter (self);
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (self->entry),
                                                GTK_ACCESSIBLE_STATE_INVALID));
}

/* What it says, and which names it offers */
static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  GtkWidget *content = gtk_popover_get_child (GTK_POPOVER (self->popover));

  strata_wait_for (gtk_widget_get_mapped (content));
  type (self, "ra");
  press (self, GDK_KEY_Down);
  widget_picture_compare (content, "go-popover");
  type (self, "ram+");
  enter (self);
  widget_picture_compare (content, "go-popover-wrong");
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/go-popover/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("address", test_address);
  ADD ("wrong", test_wrong);
  ADD ("names", test_names);
  ADD ("again", test_again);
  ADD ("accessible", test_accessible);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
