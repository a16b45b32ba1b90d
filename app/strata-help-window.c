/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-help-window.h"

#include <glib/gi18n.h>

#include "strata-help-book.h"

#define FIRST_PAGE "index"

/*
 * The help, in the app: it needs no help browser and no network, neither of which there is in a
 * sandbox. The same pages are installed for those who have a help browser.
 */
struct _StrataHelpWindow
{
  AdwWindow parent_instance;

  AdwLeaflet *leaflet;
  GtkListBox *list;
  GtkWidget *page_box;
  AdwWindowTitle *page_title;
  GtkScrolledWindow *scroller;
  GtkBox *text;

  GPtrArray *pages; /* of StrataHelpPage, in the order of the list */
  StrataHelpPage *shown;
  GPtrArray *past; /* of ids: where one came from */
};

G_DEFINE_FINAL_TYPE (StrataHelpWindow, strata_help_window, ADW_TYPE_WINDOW)

static gboolean
activate_link_cb (StrataHelpWindow *self,
                  const char       *uri)
{
  if (!g_str_has_prefix (uri, "page:"))
    return FALSE;

  strata_help_window_show (self, uri + strlen ("page:"));

  return TRUE;
}

/* A text that begins with a key or a name has the direction of the language all the same. */
static char *
direct_text (StrataHelpBlockKind  kind,
             const char          *markup)
{
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  return g_strconcat (is_rtl && kind != STRATA_HELP_SCREEN ? "\u200f" : "", markup, NULL);
}

static GtkWidget *
make_label (StrataHelpWindow    *self,
            StrataHelpBlockKind  kind,
            const char          *markup)
{
  g_autofree char *text = direct_text (kind, markup);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "use-markup", TRUE,
                                   "wrap", TRUE,
                                   "xalign", 0.0f,
                                   "hexpand", TRUE,
                                   "selectable", kind == STRATA_HELP_SCREEN,
                                   "accessible-role", kind == STRATA_HELP_TITLE
                                                        ? GTK_ACCESSIBLE_ROLE_HEADING
                                                        : GTK_ACCESSIBLE_ROLE_LABEL,
                                   NULL);

  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), self,
                           G_CONNECT_SWAPPED);

  return label;
}

/* Sets a block off from the one before. */
static GtkWidget *
make_paragraph (StrataHelpWindow      *self,
                const StrataHelpBlock *block)
{
  GtkWidget *label = make_label (self, block->kind, block->markup);

  gtk_widget_set_margin_top (label, 12);

  return label;
}

/* In a grid, which asks how wide a text is before it asks how high: a box asks for the width that a
 * height needs, which with keys and code between the words can be more than there is. */
static GtkWidget *
make_item (StrataHelpWindow      *self,
           const StrataHelpBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *number = g_strdup_printf ("%u.", block->number);
  GtkWidget *mark = gtk_label_new (block->number > 0 ? number : "•");
  GtkWidget *label = make_label (self, block->kind, block->markup);

  gtk_widget_set_margin_top (grid, 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_label_set_xalign (GTK_LABEL (mark), 1);
  gtk_widget_set_valign (mark, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), mark, 0, 0, 1, 1);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_grid_attach (GTK_GRID (grid), label, 1, 0, 1, 1);

  return grid;
}

static GtkWidget *
make_block (StrataHelpWindow      *self,
            const StrataHelpBlock *block)
{
  GtkWidget *widget;

  switch (block->kind)
    {
    case STRATA_HELP_TITLE:
      widget = make_label (self, block->kind, block->markup);
      gtk_widget_add_css_class (widget, block->level == 1 ? "title-1" : "title-4");
      gtk_widget_set_margin_top (widget, block->level == 1 ? 0 : 24);
      return widget;

    case STRATA_HELP_ITEM:
      return make_item (self, block);

    case STRATA_HELP_NOTE:
      widget = make_paragraph (self, block);
      gtk_widget_add_css_class (widget, "card");
      gtk_widget_add_css_class (widget, "strata-help-note");
      return widget;

    case STRATA_HELP_SCREEN:
      widget = make_paragraph (self, block);
      gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
      gtk_widget_add_css_class (widget, "monospace");
      gtk_widget_add_css_class (widget, "card");
      gtk_widget_add_css_class (widget, "strata-help-note");
      return widget;

    case STRATA_HELP_PARAGRAPH:
    default:
      return make_paragraph (self, block);
    }
}

/* The list of the other pages ends the first one, as it does in a help browser. */
static void
append_contents (StrataHelpWindow *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      StrataHelpPage *page = self->pages->pdata[i];
      StrataHelpBlock block = { .kind = STRATA_HELP_ITEM };

      if (g_str_equal (strata_help_page_get_id (page), FIRST_PAGE))
        continue;
      block.markup = g_strdup_printf ("<a href=\"page:%s\">%s</a>\n%s",
                                      strata_help_page_get_id (page),
                                      strata_help_page_get_title (page),
                                      strata_help_page_get_description (page));
      gtk_box_append (self->text, make_item (self, &block));
      g_free (block.markup);
    }
}

/* The leaflet gives the page the focus as well; beside the list one goes on in the list. */
static void
turn_to_page (StrataHelpWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->page_box);
}

static void
show_page (StrataHelpWindow *self,
           guint             index)
{
  StrataHelpPage *page = self->pages->pdata[index];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->text))) != NULL)
    gtk_box_remove (self->text, child);
  for (guint i = 0; i < strata_help_page_get_n_blocks (page); i++)
    gtk_box_append (self->text, make_block (self, strata_help_page_get_block (page, i)));
  if (g_str_equal (strata_help_page_get_id (page), FIRST_PAGE))
    append_contents (self);

  self->shown = page;
  adw_window_title_set_title (self->page_title, strata_help_page_get_title (page));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  turn_to_page (self);
}

static gboolean
find_page (StrataHelpWindow *self,
           const char       *id,
           guint            *index)
{
  for (*index = 0; *index < self->pages->len; (*index)++)
    if (g_str_equal (strata_help_page_get_id (self->pages->pdata[*index]), id))
      return TRUE;

  return FALSE;
}

static void
update_back (StrataHelpWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back",
                                 self->past->len > 0 ||
                                 adw_leaflet_get_folded (self->leaflet));
}

static void
folded_cb (StrataHelpWindow *self)
{
  turn_to_page (self);
  update_back (self);
}

/* Back to the page before; without one, in a narrow window, to the list. */
static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataHelpWindow *self = STRATA_HELP_WINDOW (widget);
  guint index;

  if (self->past->len > 0)
    {
      g_autofree char *id = g_ptr_array_steal_index (self->past, self->past->len - 1);

      if (find_page (self, id, &index))
        show_page (self, index);
    }
  else
    {
      adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
    }
  update_back (self);
}

static void
row_activated_cb (StrataHelpWindow *self,
                  GtkListBoxRow    *row)
{
  StrataHelpPage *page = self->pages->pdata[gtk_list_box_row_get_index (row)];

  strata_help_window_show (self, strata_help_page_get_id (page));
}

static void
strata_help_window_finalize (GObject *object)
{
  StrataHelpWindow *self = STRATA_HELP_WINDOW (object);

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->past);

  G_OBJECT_CLASS (strata_help_window_parent_class)->finalize (object);
}

static void
strata_help_window_class_init (StrataHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = strata_help_window_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, page_box);
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataHelpWindow, text);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
}

static void
strata_help_window_init (StrataHelpWindow *self)
{
  self->pages = strata_help_book_open (g_get_language_names ());
  self->past = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < self->pages->len; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_markup (GTK_LABEL (label), strata_help_page_get_title (self->pages->pdata[i]));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      gtk_list_box_append (self->list, label);
    }
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  strata_help_window_show (self, FIRST_PAGE);
}

/**
 * strata_help_window_new:
 *
 * Creates a window that shows the first page of the help.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_help_window_new (void)
{
  return g_object_new (STRATA_TYPE_HELP_WINDOW, NULL);
}

/**
 * strata_help_window_show:
 * @self: a window
 * @id: the id of a page
 *
 * Shows a page, if there is one of that id. The way back leads to the one that was shown before.
 */
void
strata_help_window_show (StrataHelpWindow *self,
                         const char       *id)
{
  StrataHelpPage *before;
  guint index;

  g_return_if_fail (STRATA_IS_HELP_WINDOW (self));
  g_return_if_fail (id != NULL);

  if (!find_page (self, id, &index))
    return;

  before = self->shown;
  show_page (self, index);
  if (before != NULL && before != self->shown)
    g_ptr_array_add (self->past, g_strdup (strata_help_page_get_id (before)));
  update_back (self);
}
