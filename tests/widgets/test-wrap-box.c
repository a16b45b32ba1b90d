/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-wrap-box.h"
#include "widget-fixture.h"

#define GAP 6
#define N_CHILDREN 4

/* A box of children of the given widths in a window that is so wide. An odd width expands. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *children[N_CHILDREN];
} Fixture;

static const int widths[N_CHILDREN] = { 60, 81, 81, 100 };

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->box = g_object_new (STRATA_TYPE_WRAP_BOX, NULL);
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      self->children[i] = g_object_new (GTK_TYPE_DRAWING_AREA, "focusable", TRUE,
                                        "width-request", widths[i], "height-request", 20,
                                        "hexpand", widths[i] % 2 == 1, NULL);
      gtk_widget_set_parent (self->children[i], self->box);
    }
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (self->box)));
}

static void
assert_place (Fixture *self,
              guint    child,
              int      x,
              int      y,
              int      width)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (self->children[child], self->box, &place));
  g_assert_cmpfloat (place.origin.x, ==, x);
  g_assert_cmpfloat (place.origin.y, ==, y);
  g_assert_cmpfloat (place.size.width, ==, width);
  g_assert_cmpfloat (place.size.height, ==, 20);
}

/* As wide as all together, or as the widest; and the narrower the higher */
static void
test_sizes (Fixture       *self,
            gconstpointer  unused)
{
  static const struct
  {
    int width;
    int height;
  } cases[] = {
    { 340, 20 }, { 339, 46 }, { 234, 46 }, { 233, 46 }, { 153, 46 + 26 }, { 152, 46 + 26 },
    { 100, 46 + 52 }, { -1, 20 },
  };
  int minimum, natural;

  widget_fixture_show (self->box, 400, 200);
  g_assert_cmpint (gtk_widget_get_request_mode (self->box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 60 + 81 + 81 + 100 + 3 * GAP);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, cases[i].width, &minimum, &natural,
                          NULL, NULL);
      g_assert_cmpint (minimum, ==, cases[i].height);
      g_assert_cmpint (natural, ==, cases[i].height);
    }
}

/* What is left of a line goes to those that expand, and each line is as wide as the box. */
static void
test_lines (Fixture       *self,
            gconstpointer  unused)
{
  widget_fixture_show (self->box, 250, 200);
  g_assert_cmpint (gtk_widget_get_width (self->box), ==, 250);
  assert_place (self, 0, 0, 0, 60);
  assert_place (self, 1, 66, 0, 89);
  assert_place (self, 2, 161, 0, 89);
  assert_place (self, 3, 0, 26, 100);
}

static void
test_mirrored (Fixture       *self,
               gconstpointer  unused)
{
  gtk_widget_set_direction (self->box, GTK_TEXT_DIR_RTL);
  widget_fixture_show (self->box, 250, 200);
  assert_place (self, 0, 190, 0, 60);
  assert_place (self, 1, 95, 0, 89);
  assert_place (self, 2, 0, 0, 89);
  assert_place (self, 3, 150, 26, 100);
}

/* What is hidden takes no room, and the keyboard gets to all others in order. */
static void
test_hidden (Fixture       *self,
             gconstpointer  unused)
{
  GtkWidget *window;

  gtk_widget_set_visible (self->children[0], FALSE);
  gtk_widget_set_visible (self->children[2], FALSE);
  widget_fixture_show (self->box, 250, 200);
  assert_place (self, 1, 0, 0, 144);
  assert_place (self, 3, 150, 0, 100);
  window = GTK_WIDGET (gtk_widget_get_root (self->box));
  gtk_widget_grab_focus (self->children[1]);
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == self->children[3]);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/wrap-box/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("sizes", test_sizes);
  ADD ("lines", test_lines);
  ADD ("mirrored", test_mirrored);
  ADD ("hidden", test_hidden);

  return g_test_run ();
}
