/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-explain-panel.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static void
test_text (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  g_assert_nonnull (widget_fixture_find_label (panel, "Nothing Selected"));

  strata_selection_select (selection, widget_fixture_find (model, "isa-bios → pc.bios"));
  strata_wait_for (widget_fixture_find_label (panel, "Hidden everywhere") != NULL);
  g_assert_nonnull (widget_fixture_find_label (panel, "isa-bios → pc.bios"));
  g_assert_nonnull (widget_fixture_find_label (panel, "Priorities meet in system:"));
  g_assert_nonnull (widget_fixture_find_label (panel, "pci (holds isa-bios)"));
  g_assert_nonnull (widget_fixture_find_label (panel, "1 beats −1."));
  g_assert_nonnull (widget_fixture_find_label (panel, "by pam-rom → pc.ram"));
  /* who is tried at its first address, and why the others come later */
  g_assert_nonnull (widget_fixture_find_label (panel, "Tried at e0000"));
  g_assert_nonnull (widget_fixture_find_label (panel, "answers"));

  strata_selection_select (selection, STRATA_NO_INSTANCE);
  strata_wait_for (widget_fixture_find_label (panel, "Nothing Selected") != NULL);
  widget_fixture_assert_finalized (panel);
}

/* Every name that is told leads to what it names. */
static void
test_links (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();
  GtkWidget *label;
  GtkWidget *row;
  g_autofree char *uri = g_strdup_printf ("instance:%u", widget_fixture_find (model, "B"));
  gboolean handled = FALSE;

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  strata_selection_select (selection, widget_fixture_find (model, "C"));
  strata_wait_for (widget_fixture_find_label (panel, "by D") != NULL);

  row = gtk_widget_get_ancestor (widget_fixture_find_label (panel, "by D"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (model, "D"));

  strata_selection_select (selection, widget_fixture_find (model, "C"));
  strata_wait_for (widget_fixture_find_label (panel, "Priorities meet in A:") != NULL);
  label = widget_fixture_find_label (panel, "Priorities meet in A:");
  g_object_ref (label);
  g_signal_emit_by_name (label, "activate-link", uri, &handled);
  g_object_unref (label);
  g_assert_true (handled);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (model, "B"));
  widget_fixture_assert_finalized (panel);
}

/* What a menu is of at the middle of a widget */
static guint
find_at (GtkWidget *panel,
         GtkWidget *widget)
{
  graphene_rect_t bounds;
  guint instance = STRATA_NO_INSTANCE;

  g_assert_true (gtk_widget_compute_bounds (widget, panel, &bounds));
  if (!strata_explain_panel_find_at (STRATA_EXPLAIN_PANEL (panel),
                                     bounds.origin.x + bounds.size.width / 2,
                                     bounds.origin.y + bounds.size.height / 2, &instance))
    return STRATA_NO_INSTANCE;

  return instance;
}

/* The end of a line of text, where a name stands as a link */
static guint
find_at_end (GtkWidget *panel,
             GtkWidget *label)
{
  PangoRectangle text;
  double x, y;
  int left, top;
  guint instance = STRATA_NO_INSTANCE;

  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (label)), NULL, &text);
  gtk_label_get_layout_offsets (GTK_LABEL (label), &left, &top);
  g_assert_true (gtk_widget_translate_coordinates (label, panel, left + text.x + text.width - 3,
                                                   top + text.height / 2, &x, &y));
  g_assert_true (strata_explain_panel_find_at (STRATA_EXPLAIN_PANEL (panel), x, y, &instance));

  return instance;
}

/* Links and rows have a menu of what they name; the rest has one of what is explained, but for
 * text that can be selected. */
static void
test_menus (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();
  guint instance = STRATA_NO_INSTANCE;
  GdkRectangle place = { 0 };
  GtkWidget *row;

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  g_assert_false (strata_explain_panel_find_at (STRATA_EXPLAIN_PANEL (panel), 100, 100, &instance));

  strata_selection_select (selection, widget_fixture_find (model, "C"));
  strata_wait_for (widget_fixture_find_label (panel, "4 KiB · by D") != NULL &&
                   gtk_widget_get_height (
                     widget_fixture_find_label (panel, "4 KiB · by D")) > 0);
  g_assert_cmpuint (find_at_end (panel, widget_fixture_find_label (panel, "4 KiB · by D")), ==,
                    widget_fixture_find (model, "D"));
  g_assert_cmpuint (find_at (panel, widget_fixture_find_label (panel, "4000–4fff")), ==,
                    widget_fixture_find (model, "E"));
  g_assert_cmpuint (find_at (panel, widget_fixture_find_label (panel, "Hidden")), ==,
                    widget_fixture_find (model, "C"));
  g_assert_cmpuint (find_at (panel, widget_fixture_find_label (panel, "Partly hidden")), ==,
                    STRATA_NO_INSTANCE);

  /* by the keyboard */
  row = gtk_widget_get_ancestor (widget_fixture_find_label (panel, "4000–4fff"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_grab_focus (row);
  g_assert_cmpuint (strata_explain_panel_find_focused (STRATA_EXPLAIN_PANEL (panel), &place), ==,
                    widget_fixture_find (model, "E"));
  g_assert_cmpint (place.y, >, 100);
  g_assert_cmpint (place.height, >=, gtk_widget_get_height (row));
  widget_fixture_assert_finalized (panel);
}

/* A root of 64 KiB with a bus of 4 KiB in it, which cuts off a card and holds a device that is
 * switched off */
static StrataSelection *
select_in_holes (StrataRegion **card)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataRegion) bus = strata_region_new_container (system, NULL, "bus", 0x1000);
  g_autoptr (StrataRegion) off = strata_region_new_reserved (system, NULL, "off", 0x100);
  g_autoptr (StrataRegion) ram = NULL;
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataSpaceModel) model = NULL;
  StrataSelection *selection = strata_selection_new ();

  ram = strata_region_new_ram (system, NULL, "ram", 0x100, NULL);
  *card = strata_region_new_ram (system, NULL, "card", 0x800, NULL);
  strata_region_add_subregion (root, 0x2000, bus, NULL);
  strata_region_add_subregion (root, 0x1000, off, NULL);
  strata_region_add_subregion (bus, 0xc00, *card, NULL);
  strata_region_add_subregion (bus, 0x100, ram, NULL);
  strata_region_set_enabled (ram, FALSE, NULL);
  space = strata_address_space_new (system, "memory", root);
  model = strata_space_model_new (space);
  strata_selection_set_model (selection, model);

  return selection;
}

/* Where nobody answers: in which hole that is, who nearly answers, what would have to change */
static void
test_nobody (void)
{
  StrataRegion *card;
  g_autoptr (StrataSelection) selection = select_in_holes (&card);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *panel = strata_explain_panel_new ();
  GtkWidget *row;
  GtkWidget *label;
  gboolean handled = FALSE;

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);

  strata_selection_select_address (selection, 0x2110);
  strata_wait_for (widget_fixture_find_label (panel, "Nobody Answers at 2110") != NULL);
  g_assert_nonnull (widget_fixture_find_label (panel, "decode error"));
  g_assert_nonnull (widget_fixture_find_label (panel, "It lies in a hole of root › bus."));
  g_assert_nonnull (widget_fixture_find_label (
                      panel, "ram is switched off: it would have to be enabled"));
  /* what is reserved below does not answer */
  g_assert_null (widget_fixture_find_label (panel, "before"));
  g_assert_nonnull (widget_fixture_find_label (panel, "from 2c00, 2800 bytes after"));

  /* the row leads to who would answer, the name in it to who is in the way */
  label = widget_fixture_find_label (panel, "ram is switched off");
  row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  g_assert_cmpstr (strata_region_get_name (strata_space_model_get_instance (
                                             model, strata_selection_get_instance (
                                               selection))->region), ==, "ram");

  strata_selection_select_address (selection, 0x3010);
  strata_wait_for (widget_fixture_find_label (
                     panel, "bus ends at 2fff: it would have to reach 3010") != NULL);
  g_assert_nonnull (widget_fixture_find_label (panel, "It lies in a hole of root."));
  label = widget_fixture_find_label (panel, "bus ends at 2fff");
  g_object_ref (label);
  g_signal_emit_by_name (label, "activate-link", "instance:1", &handled);
  g_object_unref (label);
  g_assert_true (handled);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, 1);

  /* outside of everything: the address is what is explained */
  strata_selection_select_address (selection, 0x10000);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, STRATA_NO_INSTANCE);
  strata_wait_for (widget_fixture_find_label (
                     panel, "Outside of all that is in memory") != NULL);
  g_assert_nonnull (widget_fixture_find_label (panel, "Nobody Answers at 10000"));

  /* what keeps its place is tried and does not answer */
  strata_selection_select_address (selection, 0x1000);
  strata_wait_for (widget_fixture_find_label (panel, "is reserved") != NULL);

  widget_fixture_assert_finalized (panel);
  strata_region_unref (card);
}

/* How often a region was accessed, while that is counted: through whichever alias */
static void
test_counts (void)
{
  g_autoptr (StrataBoard) board = widget_fixture_create_board (
    "[strata]\nversion=1\n"
    "[region top]\nkind=container\nsize=64KiB\n"
    "[region ram]\nkind=ram\nparent=top\naddress=0x1000\nsize=4KiB\n"
    "[region again]\nkind=alias\nparent=top\naddress=0x3000\nsize=4KiB\ntarget=ram\n"
    "[address-space memory]\nroot=top\n");
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataHeatMonitor) heat = strata_heat_monitor_new (board);
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (space, "cpu");
  GtkWidget *panel = strata_explain_panel_new ();

  strata_selection_set_model (selection, model);
  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  strata_explain_panel_set_heat (STRATA_EXPLAIN_PANEL (panel), heat);
  widget_fixture_show (panel, 340, 600);
  strata_selection_select (selection, widget_fixture_find (model, "ram"));
  strata_wait_for (widget_fixture_find_label (panel, "Visible everywhere") != NULL);
  g_assert_null (widget_fixture_find_label (panel, "accesses are counted"));

  strata_heat_monitor_set_counting (heat, TRUE);
  strata_wait_for (widget_fixture_find_label (
                     panel, "Not accessed since accesses are counted.") != NULL);
  strata_initiator_store (cpu, 0x3010, 4, STRATA_LITTLE_ENDIAN, 1);
  strata_initiator_store (cpu, 0x1020, 2, STRATA_LITTLE_ENDIAN, 1);
  strata_wait_for (widget_fixture_find_label (
                     panel, "Reads: 0 (0 bytes). Writes: 2 (6 bytes). "
                            "The last was a write at +20.") != NULL);
  strata_selection_select (selection, widget_fixture_find (model, "again → ram"));
  strata_wait_for (widget_fixture_find_label (panel, "Writes: 2 (6 bytes)") != NULL);
  strata_selection_select (selection, widget_fixture_find (model, "top"));
  strata_wait_for (widget_fixture_find_label (panel, "Writes: 2") == NULL);
  strata_heat_monitor_stop (heat);
  widget_fixture_assert_finalized (panel);
}

static void
test_accessible (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *panel = strata_explain_panel_new ();
  GtkWidget *list;
  GtkWidget *row;

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 320, 900);
  widget_fixture_assert_role (panel, GTK_ACCESSIBLE_ROLE_REGION);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "C"));
  strata_wait_for (widget_fixture_find_label (panel, "by D") != NULL);
  row = gtk_widget_get_ancestor (widget_fixture_find_label (panel, "by D"), GTK_TYPE_LIST_BOX_ROW);
  list = gtk_widget_get_parent (row);
  widget_fixture_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hidden");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));

  /* the keyboard reaches every row */
  g_assert_true (gtk_widget_get_focusable (row));
  widget_fixture_assert_finalized (panel);
}

static void
test_picture (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  GtkWidget *panel = strata_explain_panel_new ();

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 340, 720);
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "isa-bios → pc.bios"));
  widget_picture_compare (panel, "explain-panel");
  widget_fixture_assert_finalized (panel);
}

static void
test_picture_of_nobody (void)
{
  StrataRegion *card;
  g_autoptr (StrataSelection) selection = select_in_holes (&card);
  GtkWidget *panel = strata_explain_panel_new ();

  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (panel), selection);
  widget_fixture_show (panel, 340, 600);
  strata_selection_select_address (selection, 0x2110);
  widget_picture_compare (panel, "explain-panel-nobody");
  widget_fixture_assert_finalized (panel);
  strata_region_unref (card);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/explain-panel/text", test_text);
  g_test_add_func ("/strata/explain-panel/links", test_links);
  g_test_add_func ("/strata/explain-panel/menus", test_menus);
  g_test_add_func ("/strata/explain-panel/nobody", test_nobody);
  g_test_add_func ("/strata/explain-panel/counts", test_counts);
  g_test_add_func ("/strata/explain-panel/accessible", test_accessible);
  widget_picture_add_func ("/strata/explain-panel/picture", test_picture);
  widget_picture_add_func ("/strata/explain-panel/picture-of-nobody", test_picture_of_nobody);

  return g_test_run ();
}
