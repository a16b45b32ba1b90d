/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "board/strata-board.h"
#include "formats/strata-formats.h"
#include "strata-hex-find-bar.h"
#include "strata-hex-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

typedef struct
{
  StrataBoard *board;
  StrataSelection *selection;
  StrataPokeJournal *journal;
  StrataHexPanel *panel;
  StrataHexView *view;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  board)
{
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (GError) error = NULL;

  self->board = strata_formats_load (board, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  model = strata_space_model_new (strata_board_get_default_address_space (self->board));
  self->selection = strata_selection_new ();
  strata_selection_set_model (self->selection, model);
  self->journal = strata_poke_journal_new ();
  self->panel = STRATA_HEX_PANEL (strata_hex_panel_new ());
  strata_hex_panel_set_selection (self->panel, self->selection);
  strata_hex_panel_set_journal (self->panel, self->journal);
  self->view = strata_hex_panel_get_view (self->panel);
  widget_fixture_show (GTK_WIDGET (self->panel), 900, 300);
  widget_fixture_wait_for (gtk_widget_get_width (GTK_WIDGET (self->view)) > 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  board)
{
  widget_fixture_assert_finalized (GTK_WIDGET (self->panel));
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->selection);
  g_assert_finalize_object (self->board);
}

/* A key as the view gets it: a letter that is typed, or a name. */
static void
press (Fixture         *self,
       guint            keyval,
       GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &handled);
    }
}

static void
type (Fixture    *self,
      const char *text)
{
  for (; *text != 0; text++)
    press (self, gdk_unicode_to_keyval ((guint32) *text), 0);
}

static void
move (Fixture    *self,
      const char *way,
      gboolean    extend)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->view), "hex.move", "(sb)", way,
                                             extend));
}

static const char *
get_status (Fixture *self)
{
  GtkWidget *label = widget_fixture_find_label (GTK_WIDGET (self->panel), "");

  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->panel)); child != NULL;
       child = gtk_widget_get_first_child (child))
    if (GTK_IS_LABEL (child))
      label = child;

  return gtk_label_get_label (GTK_LABEL (label));
}

static void
check_status (Fixture    *self,
              const char *part)
{
  if (strstr (get_status (self), part) == NULL)
    g_error ("“%s” does not say “%s”", get_status (self), part);
}

static void
check_selection (Fixture *self,
                 guint64  first,
                 guint64  last)
{
  guint64 found_first, found_last;

  strata_hex_view_get_selection (self->view, &found_first, &found_last);
  g_assert_cmphex (found_first, ==, first);
  g_assert_cmphex (found_last, ==, last);
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  board)
{
  widget_fixture_assert_role (self->view, GTK_ACCESSIBLE_ROLE_GRID);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Memory");
  strata_hex_view_set_columns (self->view, 8);
  widget_fixture_wait_for (gtk_test_accessible_check_property (
                             GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                             "0: 00 00 00 00 00 00 00 00; ram") == NULL);
  strata_hex_view_go_to (self->view, 0x10000000, 0x10000000);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "10000000: 02 01 3a 0d 10 00 00 00; dma");
  strata_hex_view_go_to (self->view, 0x20000000, 0x20000000);
  widget_fixture_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "20000000: unmapped × 8");
}

static void
test_keyboard (Fixture       *self,
               gconstpointer  board)
{
  strata_hex_view_set_columns (self->view, 16);
  strata_hex_view_set_unit (self->view, 4);
  widget_fixture_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->view)));
  move (self, "right", FALSE);
  check_selection (self, 4, 7);
  move (self, "down", TRUE);
  check_selection (self, 4, 0x17);
  move (self, "row-end", FALSE);
  check_selection (self, 0x1c, 0x1f);
  move (self, "last", FALSE);
  check_selection (self, 0xfffffffc, 0xffffffff);
  move (self, "down", FALSE);
  check_selection (self, 0xfffffffc, 0xffffffff);
  move (self, "first", TRUE);
  check_selection (self, 0, 0xffffffff);
  move (self, "first", FALSE);
  move (self, "page-down", FALSE);
  g_assert_cmphex (strata_hex_view_get_cursor (self->view), >, 0);
  g_assert_cmphex (strata_hex_view_get_cursor (self->view) % 16, ==, 0);
  move (self, "page-up", FALSE);
  check_selection (self, 0, 3);

  /* Tab goes to the text, where the steps are bytes. */
  press (self, GDK_KEY_Tab, 0);
  check_selection (self, 0, 0);
  move (self, "right", FALSE);
  check_selection (self, 1, 1);
  press (self, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  check_selection (self, 0, 3);
}

static void
test_poke (Fixture       *self,
           gconstpointer  board)
{
  g_autoptr (StrataPoke) poke = NULL;

  strata_hex_view_set_unit (self->view, 4);
  strata_hex_view_go_to (self->view, 0x100, 0x100);
  type (self, "12ab");
  g_assert_true (strata_hex_view_has_pending (self->view));
  check_status (self, "Enter writes to 100: 4 bytes of ram");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 0);
  press (self, GDK_KEY_Escape, 0);
  g_assert_false (strata_hex_view_has_pending (self->view));

  type (self, "12abc");
  press (self, GDK_KEY_BackSpace, 0);
  press (self, GDK_KEY_Return, 0);
  g_assert_false (strata_hex_view_has_pending (self->view));
  check_status (self, "Write to 100: done, reads back 000012ab");
  poke = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmphex (strata_poke_get_address (poke), ==, 0x100);
  g_assert_cmpuint (strata_poke_get_size (poke), ==, 4);
  g_assert_cmphex (strata_poke_get_value (poke), ==, 0x12ab);
  g_assert_cmpstr (strata_poke_get_initiator_name (poke), ==, "hex editor");

  /* The next step of the cursor says again where it is. */
  move (self, "right", FALSE);
  check_status (self, "104");
  check_status (self, "live");
}

static void
test_refused (Fixture       *self,
              gconstpointer  board)
{
  g_autoptr (StrataPoke) poke = NULL;

  strata_hex_view_go_to (self->view, 0x20000000, 0x20000000);
  type (self, "41");
  check_status (self, "decode error: nobody is there");
  press (self, GDK_KEY_Return, 0);
  check_status (self, "nobody answered");
  poke = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmpuint (strata_poke_get_result (poke), ==, STRATA_DECODE_ERROR);

  strata_poke_journal_set_locked (self->journal, TRUE);
  strata_hex_view_go_to (self->view, 0x100, 0x100);
  type (self, "41");
  g_assert_false (strata_hex_view_has_pending (self->view));
  check_status (self, "The write lock is on");
}

static void
test_text (Fixture       *self,
           gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x200, 0x200);
  press (self, GDK_KEY_Tab, 0);
  type (self, "Hi.");
  check_status (self, "Enter makes 3 writes from 200");
  press (self, GDK_KEY_Return, 0);
  check_status (self, "3 writes from 200");
}

static void
test_fill (Fixture       *self,
           gconstpointer  board)
{
  g_autoptr (StrataPoke) first = NULL;

  strata_hex_view_set_unit (self->view, 2);
  strata_hex_view_go_to (self->view, 0x301, 0x305);
  strata_hex_view_fill (self->view, 0xee);
  check_status (self, "Enter makes 3 writes from 300");
  strata_hex_view_poke (self->view);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (self->journal), 0);
  g_assert_cmphex (strata_poke_get_value (first), ==, 0xeeee);
}

/* What is selected elsewhere is selected here. */
static void
test_selection (Fixture       *self,
                gconstpointer  board)
{
  guint dma = widget_fixture_find (strata_selection_get_model (self->selection), "dma");

  strata_selection_select (self->selection, dma);
  check_selection (self, 0x10000000, 0x100000ff);
  strata_selection_select_at (self->selection, dma, 0x10000010);
  check_selection (self, 0x10000010, 0x10000010);
}

static void
act (Fixture    *self,
     const char *action,
     GVariant   *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->panel), action, parameter));
}

/* Searches for a text and waits for what came of it. */
static void
find (Fixture    *self,
      const char *text,
      const char *action)
{
  GtkWidget *bar = widget_fixture_find_widget (GTK_WIDGET (self->panel),
                                               STRATA_TYPE_HEX_FIND_BAR);
  GtkWidget *entry = widget_fixture_find_widget (bar, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  act (self, action, NULL);
  widget_fixture_wait_for (gtk_entry_get_progress_fraction (GTK_ENTRY (entry)) == 0 &&
                           !strata_hex_find_bar_is_searching (STRATA_HEX_FIND_BAR (bar)));
}

static void
choose_manner (Fixture *self,
               guint    manner)
{
  GtkWidget *bar = widget_fixture_find_widget (GTK_WIDGET (self->panel),
                                               STRATA_TYPE_HEX_FIND_BAR);

  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (widget_fixture_find_widget (bar, GTK_TYPE_DROP_DOWN)), manner);
}

static void
test_find (Fixture       *self,
           gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x200, 0x200);
  press (self, GDK_KEY_Tab, 0);
  type (self, "Hi, Hi.");
  press (self, GDK_KEY_Return, 0);
  press (self, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  act (self, "memory.find", NULL);

  strata_hex_view_go_to (self->view, 0, 0);
  find (self, "48 69", "memory.find-next");
  check_selection (self, 0x200, 0x201);
  find (self, "48 69", "memory.find-next");
  check_selection (self, 0x204, 0x205);
  find (self, "48 69", "memory.find-next");
  check_selection (self, 0x200, 0x201);
  check_status (self, "went on at the other end");
  find (self, "48 69", "memory.find-previous");
  check_selection (self, 0x204, 0x205);
  find (self, "zz", "memory.find-next");
  check_status (self, "This cannot be searched for");

  choose_manner (self, 1);
  find (self, "i.", "memory.find-next");
  check_selection (self, 0x205, 0x206);
  find (self, "i.", "memory.find-next");
  check_selection (self, 0x205, 0x206);
  check_status (self, "There is no other place");
  find (self, "none", "memory.find-next");
  check_status (self, "Not found");

  choose_manner (self, 3);
  find (self, "0x202c6948", "memory.find-next");
  check_selection (self, 0x200, 0x203);
  strata_hex_view_set_big_endian (self->view, TRUE);
  find (self, "4869 2e", "memory.find-next");
  check_status (self, "This cannot be searched for");
  find (self, "6948692e", "memory.find-next");
  check_status (self, "Not found");
  find (self, "2048692e", "memory.find-next");
  check_selection (self, 0x203, 0x206);
}

/* A region by itself, and back */
static void
test_region (Fixture       *self,
             gconstpointer  board)
{
  strata_hex_view_go_to (self->view, 0x10000004, 0x10000004);
  act (self, "memory.only-region", NULL);
  g_assert_cmpstr (strata_region_get_name (strata_hex_source_get_region (
                     strata_hex_view_get_source (self->view))), ==, "dma");
  move (self, "last", FALSE);
  check_selection (self, 0xff, 0xff);
  act (self, "memory.only-region", NULL);
  g_assert_null (strata_hex_source_get_region (strata_hex_view_get_source (self->view)));
}

static void
test_choices (Fixture       *self,
              gconstpointer  board)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  StrataHexPolicies *policies = strata_hex_source_get_policies (source);
  g_autoptr (StrataRegion) dma = strata_hex_source_ref_region_at (source, 0x10000000);

  act (self, "memory.unit", g_variant_new_string ("8"));
  g_assert_cmpuint (strata_hex_view_get_unit (self->view), ==, 8);
  act (self, "memory.order", g_variant_new_string ("big"));
  g_assert_true (strata_hex_view_get_big_endian (self->view));
  act (self, "memory.columns", g_variant_new_string ("8"));
  g_assert_cmpuint (strata_hex_view_get_columns (self->view), ==, 8);
  strata_hex_view_go_to (self->view, 0x10000000, 0x10000000);
  act (self, "memory.policy", g_variant_new_string ("never"));
  g_assert_cmpint (strata_hex_policies_get (policies, dma), ==, STRATA_HEX_POLICY_NEVER);

  /* It holds for the region by itself, too. */
  act (self, "memory.only-region", NULL);
  g_assert_true (strata_hex_source_get_policies (strata_hex_view_get_source (self->view)) ==
                 policies);
  act (self, "memory.protect-reads", NULL);
  g_assert_true (strata_hex_policies_get_protected (policies));
}

static guint64
read_cb (gpointer user_data,
         guint64  offset,
         guint    size)
{
  return 0x40 + offset;
}

static void
add_device (StrataRegion          *root,
            const char            *name,
            guint64                address,
            guint64                size,
            const StrataRegionOps *ops)
{
  g_autoptr (StrataRegion) device = strata_region_new_mmio (strata_region_get_system (root), NULL,
                                                            name, size, ops, NULL, NULL);

  g_assert_true (strata_region_add_subregion (root, address, device, NULL));
}

/* All states of bytes in one picture: known, read, not read, failed, pending, selected, unmapped;
 * boundaries in a row. */
static void
test_picture (void)
{
  static const StrataRegionOps silent = { .read = read_cb, .endianness = STRATA_LITTLE_ENDIAN };
  static const StrataRegionOps broken = { 0 };
  Fixture self = { 0 };
  StrataRegion *root;
  StrataHexSource *source;
  StrataResult result;
  guint8 bytes[64];

  set_up (&self, "doc-registers");
  root = strata_address_space_get_root (strata_board_get_default_address_space (self.board));
  add_device (root, "silent", 0x100004, 0x18, &silent);
  add_device (root, "broken", 0x100020, 8, &broken);
  source = strata_hex_view_get_source (self.view);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i + 0x18);
  strata_initiator_write (strata_hex_source_get_initiator (source), 0x100000 - sizeof bytes, bytes,
                          sizeof bytes);
  strata_initiator_park (strata_hex_source_get_initiator (source));
  strata_hex_source_read (source, 0x100008, 0x10000b, g_get_monotonic_time (), &result);
  strata_hex_source_read (source, 0x100020, 0x100023, g_get_monotonic_time (), &result);
  strata_hex_view_set_columns (self.view, 16);
  strata_hex_view_go_to (self.view, 0xfffe4, 0xfffe4);
  type (&self, "5aa5");
  widget_picture_compare (GTK_WIDGET (self.view), "hex-view");
  strata_hex_view_drop (self.view);

  strata_hex_view_set_unit (self.view, 4);
  strata_hex_view_go_to (self.view, 0xfffe4, 0xffff3);
  widget_picture_compare (GTK_WIDGET (self.view), "hex-view-words");

  act (&self, "memory.find", NULL);
  widget_picture_compare (GTK_WIDGET (self.panel), "hex-panel");
  tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/hex-view/" name, Fixture, "doc-registers", set_up, function, tear_down)

  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("accessible", test_accessible);
  ADD ("keyboard", test_keyboard);
  ADD ("poke", test_poke);
  ADD ("refused", test_refused);
  ADD ("text", test_text);
  ADD ("fill", test_fill);
  ADD ("find", test_find);
  ADD ("selection", test_selection);
  ADD ("region", test_region);
  ADD ("choices", test_choices);
  widget_picture_add_func ("/strata/hex-view/picture", test_picture);

  return g_test_run ();
}
