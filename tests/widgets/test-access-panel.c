/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "strata-access-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

#define BOARD "[strata]\nversion=1\n"                                                             \
              "[region top]\nkind=container\nsize=64KiB\n"                                        \
              "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"                   \
              "[region rom]\nkind=rom\nparent=top\naddress=0x2000\nsize=4KiB\n"                   \
              "[address-space memory]\nroot=top\n"

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (end + 1, '\n'))
    n++;

  return n;
}

/* {{{ Saving */

typedef struct
{
  GFile *file;
  guint64 n_done; /* as was told last */
  guint n_times;
  gboolean is_over;
  GError *error;
} Saving;

static void
progress_cb (goffset  n_done,
             goffset  n_accesses,
             gpointer user_data)
{
  Saving *saving = user_data;

  g_assert_false (saving->is_over);
  g_assert_cmpuint ((guint64) n_done, >, saving->n_done);
  g_assert_cmpint (n_done, <=, n_accesses);
  saving->n_done = (guint64) n_done;
  saving->n_times++;
}

static void
saved_cb (GObject      *panel,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saving *saving = user_data;

  strata_access_panel_save_finish (STRATA_ACCESS_PANEL (panel), result, &saving->error);
  saving->is_over = TRUE;
}

static void
run_saving (Saving             *saving,
            StrataAccessPanel  *panel,
            StrataAccessFormat  format,
            GCancellable       *cancellable)
{
  saving->n_done = saving->n_times = 0;
  saving->is_over = FALSE;
  g_clear_error (&saving->error);
  strata_access_panel_save_async (panel, saving->file, format, progress_cb, saving, cancellable,
                                  saved_cb, saving);
  strata_wait_for (saving->is_over);
}

static char *
save (StrataAccessPanel  *panel,
      StrataAccessFormat  format)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp (NULL, &stream, NULL);
  Saving saving = { .file = file };
  char *text = NULL;

  run_saving (&saving, panel, format, NULL);
  g_assert_no_error (saving.error);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_file_delete (file, NULL, NULL));

  return text;
}

/* What is saved is what is listed: all that is remembered, however long that is set to be. */
static void
test_saved (void)
{
  g_autoptr (StrataBoard) board = widget_fixture_create_board (BOARD);
  g_autoptr (StrataInitiator) cpu
    = strata_initiator_new (strata_board_get_default_address_space (board), "cpu");
  GtkWidget *panel = strata_access_panel_new ();
  StrataAccessPanel *accesses = STRATA_ACCESS_PANEL (panel);

  widget_fixture_show (panel, 700, 300);
  strata_access_panel_set_board (accesses, board);
  strata_access_panel_set_record (accesses, TRUE);
  for (guint i = 0; i < 20; i++)
    strata_initiator_store (cpu, 0x1000 + 4 * i, 4, STRATA_LITTLE_ENDIAN, 0x100 + i);
  strata_access_panel_set_length (accesses, 5);

  {
    g_autofree char *csv = save (accesses, STRATA_ACCESS_CSV);
    g_autofree char *qtest = save (accesses, STRATA_ACCESS_QTEST);

    g_assert_cmpuint (count_lines (csv), ==, 1 + 5);
    g_assert_nonnull (strstr (csv, "0x10f"));
    g_assert_null (strstr (csv, "0x10e"));
    g_assert_cmpuint (count_lines (qtest), ==, 5);
    g_assert_nonnull (strstr (qtest, "writel 0x103c 0x10f\n"));
    g_assert_nonnull (strstr (qtest, "writel 0x104c 0x113\n"));
  }
  g_assert_nonnull (widget_fixture_find_label (panel, "5 shown of the last 5, 20 in all"));

  strata_access_panel_set_length (accesses, 50);
  strata_initiator_store (cpu, 0x1000, 1, STRATA_LITTLE_ENDIAN, 7);
  strata_wait_for (widget_fixture_find_label (panel, "6 shown of the last 6, 21 in all"));
  strata_access_panel_set_board (accesses, NULL);
  widget_fixture_assert_finalized (panel);
}

static goffset
get_size (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return g_file_info_get_size (info);
}

/* It is told how far it is; what is cancelled leaves no half of a file, nor takes one away. */
static void
test_cancelled (void)
{
  g_autoptr (StrataBoard) board = widget_fixture_create_board (BOARD);
  g_autoptr (StrataInitiator) cpu
    = strata_initiator_new (strata_board_get_default_address_space (board), "cpu");
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "accesses.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  GtkWidget *panel = strata_access_panel_new ();
  StrataAccessPanel *accesses = STRATA_ACCESS_PANEL (panel);
  Saving saving = { .file = file };
  goffset size;

  widget_fixture_show (panel, 700, 300);
  run_saving (&saving, accesses, STRATA_ACCESS_CSV, NULL);
  g_assert_no_error (saving.error);
  g_assert_cmpuint (saving.n_times, ==, 0);
  g_assert_true (g_file_delete (file, NULL, NULL));

  strata_access_panel_set_board (accesses, board);
  strata_access_panel_set_record (accesses, TRUE);
  for (guint i = 0; i < 50000; i++)
    strata_initiator_store (cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, i);
  strata_wait_for (widget_fixture_find_label (panel, "50000 shown"));

  g_cancellable_cancel (cancelled);
  run_saving (&saving, accesses, STRATA_ACCESS_CSV, cancelled);
  g_assert_error (saving.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_query_exists (file, NULL));

  run_saving (&saving, accesses, STRATA_ACCESS_CSV, NULL);
  g_assert_no_error (saving.error);
  g_assert_cmpuint (saving.n_times, ==, 6);
  g_assert_cmpuint (saving.n_done, ==, 6 * 8192);
  size = get_size (file);
  run_saving (&saving, accesses, STRATA_ACCESS_QTEST, cancelled);
  g_assert_error (saving.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (get_size (file), ==, size);

  g_clear_error (&saving.error);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  strata_access_panel_set_board (accesses, NULL);
  widget_fixture_assert_finalized (panel);
}

/* }}} */
/* {{{ A few accesses */

typedef struct
{
  StrataBoard *board;
  StrataInitiator *cpu;
  GtkWidget *panel;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  guint64 value;

  self->board = widget_fixture_create_board (BOARD);
  self->cpu = strata_initiator_new (strata_board_get_default_address_space (self->board), "cpu");
  self->panel = strata_access_panel_new ();
  widget_fixture_show (self->panel, 800, 260);
  strata_access_panel_set_board (STRATA_ACCESS_PANEL (self->panel), self->board);
  strata_access_panel_set_record (STRATA_ACCESS_PANEL (self->panel), TRUE);
  strata_initiator_store (self->cpu, 0x1010, 4, STRATA_LITTLE_ENDIAN, 0x12345678);
  strata_initiator_load (self->cpu, 0x1010, 2, STRATA_LITTLE_ENDIAN, &value);
  strata_initiator_store (self->cpu, 0x2000, 1, STRATA_LITTLE_ENDIAN, 0xff);
  strata_initiator_load (self->cpu, 0x9000, 4, STRATA_LITTLE_ENDIAN, &value);
  strata_wait_for (widget_fixture_find_label (self->panel, "4 shown") != NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  strata_initiator_unref (self->cpu);
  g_assert_finalize_object (self->board);
}

static GtkColumnView *
get_table (Fixture *self)
{
  return GTK_COLUMN_VIEW (widget_fixture_find_widget (self->panel, GTK_TYPE_COLUMN_VIEW));
}

/* A label that has this text and no other */
static GtkWidget *
find_exact (GtkWidget  *root,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root))
    return g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_exact (child, text);

  return found;
}

static gboolean
has_in_sight (Fixture    *self,
              const char *number)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (get_table (self)),
                                                 GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *label = find_exact (scroller, number);
  graphene_rect_t place;

  return label != NULL && gtk_widget_compute_bounds (label, scroller, &place) &&
         place.origin.y > 0 &&
         place.origin.y + place.size.height <= (float) gtk_widget_get_height (scroller);
}

static void
store_some (Fixture *self)
{
  for (guint i = 0; i < 500; i++)
    strata_initiator_store (self->cpu, 0x1000 + i, 1, STRATA_LITTLE_ENDIAN, 0);
}

/* The last rows stay in sight as they come, but not for somebody who has gone up to read. */
static void
test_end (Fixture       *self,
          gconstpointer  unused)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (get_table (self)),
                                                 GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);
  gboolean is_done;

  store_some (self);
  strata_wait_for (has_in_sight (self, "503"));
  store_some (self);
  strata_wait_for (has_in_sight (self, "1003"));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        g_signal_emit_by_name (controller, "scroll", 0., -1., &is_done);
    }
  gtk_adjustment_set_value (adjustment, 0);
  strata_wait_for (has_in_sight (self, "0"));
  store_some (self);
  strata_wait_for (widget_fixture_find_label (self->panel, "1504 shown") != NULL);
  strata_wait_for (has_in_sight (self, "0"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

/* What a row says, and that no value is shown for what nobody answered */
static void
test_rows (Fixture       *self,
           gconstpointer  unused)
{
  static const char *const texts[] = { "cpu", "Write 4", "ram+0x10", "0x12345678", "Read 2",
                                       "0x5678", "rom+0x0", "read-only", "nobody", "–",
                                       "decode error" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    strata_wait_for (widget_fixture_find_label (self->panel, texts[i]) != NULL);
}

static void
activated_cb (GtkWidget  *panel,
              const char *space,
              guint64     address,
              guint64    *found)
{
  g_assert_cmpstr (space, ==, "memory");
  *found = address;
}

/* Enter on a row leads to its address; filters leave fewer rows. */
static void
test_keyboard (Fixture       *self,
               gconstpointer  unused)
{
  guint64 found = 0;

  g_signal_connect (self->panel, "activated", G_CALLBACK (activated_cb), &found);
  g_signal_emit_by_name (get_table (self), "activate", 3);
  g_assert_cmphex (found, ==, 0x9000);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_next_sibling (
                                         widget_fixture_find_widget (self->panel,
                                                                     GTK_TYPE_SEARCH_ENTRY))),
                         "rom");
  strata_wait_for (widget_fixture_find_label (self->panel, "1 shown of the last 4"));
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  unused)
{
  widget_fixture_assert_property (get_table (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "Accesses");
  widget_fixture_assert_property (widget_fixture_find_widget (self->panel, GTK_TYPE_SEARCH_ENTRY),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter by Initiator");
  widget_fixture_assert_reachable (self->panel);
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  widget_fixture_hide_column (self->panel, "Time");
  widget_picture_compare (self->panel, "access-panel");
}

/* In a language that is written from right to left, too */
static void
test_numbers (Fixture       *self,
              gconstpointer  unused)
{
  widget_fixture_assert_numbers (self->panel, "Value");
}

/* }}} */

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/access-panel/saved", test_saved);
  g_test_add_func ("/strata/access-panel/cancelled", test_cancelled);
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/access-panel/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("rows", test_rows);
  ADD ("keyboard", test_keyboard);
  ADD ("accessible", test_accessible);
  ADD ("end", test_end);
  widget_fixture_add_turned ("/strata/access-panel/numbers", Fixture, set_up, test_numbers,
                             tear_down);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
