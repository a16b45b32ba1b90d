/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-space-switcher.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "strata-words.h"

/**
 * StrataSpaceSwitcher:
 *
 * The title of a window: which board and which of its address spaces is shown. It opens a list of
 * all of them.
 */
struct _StrataSpaceSwitcher
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkListBox *list;
  AdwWindowTitle *title;
  StrataBoard *board;
  StrataAddressSpace *space;
  gboolean narrow;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataSpaceSwitcher, strata_space_switcher, GTK_TYPE_WIDGET)

static void
row_activated_cb (StrataSpaceSwitcher *self,
                  GtkListBoxRow       *row)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

/* Names may repeat: then they are numbered, as the tools do. */
static char *
dup_label (StrataSpaceSwitcher *self,
           guint                index)
{
  const char *name = strata_address_space_get_name (
    strata_board_get_address_space (self->board, index));
  guint n_before = 0;

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (strata_address_space_get_name (strata_board_get_address_space (self->board, i)),
                   name) == 0)
      n_before++;

  return n_before == 0 ? g_strdup (name) : g_strdup_printf ("%s#%u", name, n_before + 1);
}

static char *
dup_size (StrataAddressSpace *space)
{
  guint64 size = strata_region_get_size (strata_address_space_get_root (space));

  if (size == 0)
    return g_strdup (_("empty"));

  return strata_words_size (0, size == STRATA_SIZE_MAX ? G_MAXUINT64 : size - 1);
}

static void
add_row (StrataSpaceSwitcher *self,
         guint                index)
{
  StrataAddressSpace *space = strata_board_get_address_space (self->board, index);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *name = dup_label (self, index);
  g_autofree char *size = dup_size (space);
  g_autofree char *about = NULL;
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *detail;

  /* Translators: the name of the root region, and its size */
  about = g_strdup_printf (_("root %s · %s"),
                           strata_region_get_name (strata_address_space_get_root (space)), size);
  detail = gtk_label_new (about);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_widget_add_css_class (row, "space-row");
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_list_box_append (self->list, row);
}

static void
show_space (StrataSpaceSwitcher *self)
{
  guint n_spaces = self->board != NULL ? strata_board_get_n_address_spaces (self->board) : 0;
  g_autofree char *subtitle = NULL;

  gtk_list_box_unselect_all (self->list);
  for (guint i = 0; i < n_spaces; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      gboolean shown = strata_board_get_address_space (self->board, i) == self->space;

      gtk_widget_set_opacity (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)),
                              shown ? 1 : 0);
      if (shown)
        {
          g_autofree char *name = dup_label (self, i);
          g_autofree char *size = dup_size (self->space);

          subtitle = g_strdup_printf ("%s — %s", name, size);
          adw_window_title_set_subtitle (self->title, self->narrow ? name : subtitle);
          gtk_list_box_select_row (self->list, row);
        }
    }
  if (subtitle == NULL)
    adw_window_title_set_subtitle (self->title, "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Address Space"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "", -1);
}

static void
strata_space_switcher_dispose (GObject *object)
{
  StrataSpaceSwitcher *self = STRATA_SPACE_SWITCHER (object);
  GtkWidget *child;

  g_clear_object (&self->board);
  g_clear_pointer (&self->space, strata_address_space_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_space_switcher_parent_class)->dispose (object);
}

static void
strata_space_switcher_class_init (StrataSpaceSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_space_switcher_dispose;

  /**
   * StrataSpaceSwitcher::chosen:
   * @index: the index of an address space of the board
   *
   * The user wants to see another address space.
   */
  signals[CHOSEN] = g_signal_new ("chosen", STRATA_TYPE_SPACE_SWITCHER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (ADW_TYPE_WINDOW_TITLE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-space-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataSpaceSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, StrataSpaceSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, StrataSpaceSwitcher, list);
  gtk_widget_class_bind_template_child (widget_class, StrataSpaceSwitcher, title);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_set_css_name (widget_class, "spaceswitcher");
}

static void
strata_space_switcher_init (StrataSpaceSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_space_switcher_new:
 *
 * Creates a switcher without a board.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_space_switcher_new (void)
{
  return g_object_new (STRATA_TYPE_SPACE_SWITCHER, NULL);
}

/**
 * strata_space_switcher_get_board:
 * @self: a switcher
 *
 * Gets the board whose address spaces are listed.
 *
 * Returns: (transfer none) (nullable): the board
 */
StrataBoard *
strata_space_switcher_get_board (StrataSpaceSwitcher *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_SWITCHER (self), NULL);

  return self->board;
}

/**
 * strata_space_switcher_set_board:
 * @self: a switcher
 * @board: (nullable): a board
 * @title: what to call it
 *
 * Lists the address spaces of a board. None of them is shown yet.
 */
void
strata_space_switcher_set_board (StrataSpaceSwitcher *self,
                                 StrataBoard         *board,
                                 const char          *title)
{
  GtkWidget *row;
  guint n_spaces;

  g_return_if_fail (STRATA_IS_SPACE_SWITCHER (self));
  g_return_if_fail (title != NULL);

  g_set_object (&self->board, board);
  g_clear_pointer (&self->space, strata_address_space_unref);
  adw_window_title_set_title (self->title, title);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  n_spaces = board != NULL ? strata_board_get_n_address_spaces (board) : 0;
  for (guint i = 0; i < n_spaces; i++)
    add_row (self, i);
  show_space (self);
}

/**
 * strata_space_switcher_set_title:
 * @self: a switcher
 * @title: what to call the board
 *
 * Changes what the board is called.
 */
void
strata_space_switcher_set_title (StrataSpaceSwitcher *self,
                                 const char          *title)
{
  g_return_if_fail (STRATA_IS_SPACE_SWITCHER (self));
  g_return_if_fail (title != NULL);

  adw_window_title_set_title (self->title, title);
}

/**
 * strata_space_switcher_get_space:
 * @self: a switcher
 *
 * Gets the address space that is shown.
 *
 * Returns: (transfer none) (nullable): the address space
 */
StrataAddressSpace *
strata_space_switcher_get_space (StrataSpaceSwitcher *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_SWITCHER (self), NULL);

  return self->space;
}

/**
 * strata_space_switcher_set_space:
 * @self: a switcher
 * @space: (nullable): an address space of the board
 *
 * Says which address space is shown.
 */
void
strata_space_switcher_set_space (StrataSpaceSwitcher *self,
                                 StrataAddressSpace  *space)
{
  g_return_if_fail (STRATA_IS_SPACE_SWITCHER (self));

  if (space != NULL)
    strata_address_space_ref (space);
  g_clear_pointer (&self->space, strata_address_space_unref);
  self->space = space;
  show_space (self);
}

/**
 * strata_space_switcher_set_narrow:
 * @self: a switcher
 * @narrow: whether there is room for few words
 *
 * Leaves out of the title what the list tells as well.
 */
void
strata_space_switcher_set_narrow (StrataSpaceSwitcher *self,
                                  gboolean             narrow)
{
  g_return_if_fail (STRATA_IS_SPACE_SWITCHER (self));

  if (self->narrow == !!narrow)
    return;

  self->narrow = !!narrow;
  show_space (self);
}
