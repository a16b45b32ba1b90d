/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-completion.h"
#include "widget-fixture.h"

/* An entry that offers names, in a window with another place for the keyboard */
typedef struct
{
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *button;
  StrataCompletion *completion;
  const char *const *names;
  guint n_refused;
} World;

static const char *const NAMES[] = { "ram", "rom", "rtc", "vga", NULL };

static void
offer (StrataCompletion *completion,
       const char       *text,
       gpointer          user_data)
{
  World *world = user_data;

  for (guint i = 0; world->names[i] != NULL; i++)
    if (g_str_has_prefix (world->names[i], text))
      world->n_refused += !strata_completion_add (completion, world->names[i], "in memory");
}

static void
world_init (World             *world,
            const char *const *names)
{
  *world = (World) { .names = names };
  world->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  world->entry = gtk_entry_new ();
  world->button = gtk_button_new_with_label ("Elsewhere");
  world->completion = strata_completion_new (world->entry, offer, world);
  gtk_box_append (GTK_BOX (world->box), world->entry);
  gtk_box_append (GTK_BOX (world->box), world->button);
  widget_fixture_show (world->box, 300, 300);
  gtk_widget_grab_focus (world->entry);
  strata_wait_for (gtk_widget_has_focus (GTK_WIDGET (
    gtk_editable_get_delegate (GTK_EDITABLE (world->entry)))));
}

static void
world_end (World *world)
{
  gtk_widget_unparent (GTK_WIDGET (world->completion));
  widget_fixture_assert_finalized (world->box);
}

static GtkListBox *
get_list (World *world)
{
  return GTK_LIST_BOX (widget_fixture_find_widget (GTK_WIDGET (world->completion),
                                                   GTK_TYPE_LIST_BOX));
}

/* All that is offered, what is chosen in brackets; NULL if nothing is shown */
static char *
write_offer (World *world)
{
  GtkListBox *list = get_list (world);
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (world->completion)))
    return g_string_free (text, TRUE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkWidget *label = widget_fixture_find_widget (GTK_WIDGET (row), GTK_TYPE_LABEL);

      g_string_append_printf (text, gtk_list_box_row_is_selected (row) ? "%s[%s]" : "%s%s",
                              i > 0 ? " " : "", gtk_label_get_label (GTK_LABEL (label)));
    }

  return g_string_free (text, FALSE);
}

#define assert_offer(world, expected)                                                            \
  G_STMT_START                                                                                   \
    {                                                                                            \
      g_autofree char *offer_ = write_offer (world);                                             \
      g_assert_cmpstr (offer_, ==, expected);                                                    \
    }                                                                                            \
  G_STMT_END

/* Presses a key as the entry gets it; whether it was for the list */
static gboolean
press (World          *world,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (world->entry);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_taken);
    }

  return is_taken;
}

static void
type (World      *world,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (world->entry), text);
}

/* What is offered follows what is typed. */
static void
test_typing (void)
{
  World world;

  world_init (&world, NAMES);
  assert_offer (&world, NULL);
  type (&world, "r");
  assert_offer (&world, "ram rom rtc");
  type (&world, "ro");
  assert_offer (&world, "rom");
  type (&world, "x");
  assert_offer (&world, NULL);
  type (&world, "v");
  assert_offer (&world, "vga");

  /* What is typed elsewhere, or by a program, is no question. */
  gtk_widget_grab_focus (world.button);
  strata_wait_for (!gtk_widget_get_visible (GTK_WIDGET (world.completion)));
  type (&world, "r");
  assert_offer (&world, NULL);
  world_end (&world);
}

/* The keyboard stays in the entry, and keys that mean nothing here go on. */
static void
test_keys (void)
{
  World world;

  world_init (&world, NAMES);
  g_assert_false (press (&world, GDK_KEY_Up, 0));
  g_assert_false (press (&world, GDK_KEY_Return, 0));
  g_assert_true (press (&world, GDK_KEY_Down, 0));
  assert_offer (&world, "ram rom rtc vga");
  g_assert_true (press (&world, GDK_KEY_Down, 0));
  assert_offer (&world, "[ram] rom rtc vga");
  widget_fixture_assert_property (world.entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "ram");
  g_assert_true (press (&world, GDK_KEY_Up, 0));
  assert_offer (&world, "ram rom rtc vga");
  for (guint i = 0; i < 6; i++)
    g_assert_true (press (&world, GDK_KEY_KP_Down, 0));
  assert_offer (&world, "ram rom rtc [vga]");
  g_assert_true (press (&world, GDK_KEY_KP_Up, 0));
  assert_offer (&world, "ram rom [rtc] vga");
  g_assert_false (press (&world, GDK_KEY_Down, GDK_ALT_MASK));
  assert_offer (&world, "ram rom [rtc] vga");
  g_assert_true (press (&world, GDK_KEY_Return, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (world.entry)), ==, "rtc");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (world.entry)), ==, 3);
  assert_offer (&world, NULL);

  /* Tab takes it, and goes on; Enter without a choice is for the entry. */
  type (&world, "r");
  press (&world, GDK_KEY_Down, 0);
  g_assert_false (press (&world, GDK_KEY_Tab, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (world.entry)), ==, "ram");
  assert_offer (&world, NULL);
  type (&world, "v");
  assert_offer (&world, "vga");
  g_assert_false (press (&world, GDK_KEY_Return, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (world.entry)), ==, "v");
  assert_offer (&world, NULL);

  /* The first Escape closes the list, the second is for others. */
  type (&world, "r");
  g_assert_true (press (&world, GDK_KEY_Escape, 0));
  assert_offer (&world, NULL);
  g_assert_false (press (&world, GDK_KEY_Escape, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (world.entry)), ==, "r");
  world_end (&world);
}

/* A click takes a row. */
static void
test_click (void)
{
  World world;

  world_init (&world, NAMES);
  type (&world, "r");
  g_signal_emit_by_name (get_list (&world), "row-activated",
                         gtk_list_box_get_row_at_index (get_list (&world), 1));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (world.entry)), ==, "rom");
  assert_offer (&world, NULL);
  world_end (&world);
}

/* Of very many only the first are offered, and whoever finds them hears that it is enough. */
static void
test_many (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  World world;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("ram%u", i);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  world_init (&world, (const char *const *) names);
  type (&world, "ram");
  g_assert_nonnull (gtk_list_box_get_row_at_index (get_list (&world), 39));
  g_assert_cmpuint (world.n_refused, ==, 1);
  world_end (&world);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/completion/typing", test_typing);
  g_test_add_func ("/strata/completion/keys", test_keys);
  g_test_add_func ("/strata/completion/click", test_click);
  g_test_add_func ("/strata/completion/many", test_many);

  return g_test_run ();
}
