/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compare-window.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-breakpoint-bin.h"
#include "compat/strata-compat-file-dialog.h"
#include "compat/strata-compat-scroll.h"
#include "compat/strata-compat-titles.h"
#include "strata-compare-list.h"
#include "strata-compare-row.h"
#include "strata-compare-side.h"
#include "strata-file-filters.h"
#include "strata-loader.h"
#include "strata-menu-label.h"
#include "strata-samples.h"

/*
 * An address space of a board, and another one beside it: of the same board, of another, or of the
 * file as it was saved. What differs is marked, as `stratactl diff` says it. Both sides are
 * followed while they change.
 */
struct _StrataCompareWindow
{
  AdwWindow parent_instance;

  StrataCompatBreakpointBin *bin;
  GMenu *menu;
  GtkColumnView *view;
  GtkColumnViewColumn *old_column;
  GtkColumnViewColumn *new_column;
  GtkListItemFactory *old_wide;
  GtkListItemFactory *new_wide;
  GtkListItemFactory *old_narrow;
  GtkListItemFactory *new_narrow;
  GtkStack *stack;
  GtkLabel *summary;
  AdwStatusPage *failed;

  StrataDocument *document;
  StrataAddressSpace *space;
  StrataCompareSide *old_side;
  StrataCompareSide *new_side;
  StrataLoader *loader;
  char *name;         /* of the other board */
  StrataBoard *other; /* if it is another one */
  GtkSingleSelection *rows;
  GMenu *open_boards;
  GPtrArray *documents; /* of StrataDocument: those that are open elsewhere */
  GtkScrolledWindow *scroller;
  guint tick; /* to scroll back; 0 for none */
  double scroll;
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCompareWindow, strata_compare_window, ADW_TYPE_WINDOW)

static void
update_steps (StrataCompareWindow *self)
{
  StrataCompareList *list = STRATA_COMPARE_LIST (gtk_single_selection_get_model (self->rows));
  guint selected = gtk_single_selection_get_selected (self->rows);
  gboolean back = list != NULL && selected != GTK_INVALID_LIST_POSITION &&
                  strata_compare_list_find_difference (list, selected, FALSE) !=
                  GTK_INVALID_LIST_POSITION;
  gboolean forward = list != NULL && strata_compare_list_find_difference (list, selected, TRUE) !=
                     GTK_INVALID_LIST_POSITION;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.previous", back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.next", forward);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.show",
                                 list != NULL && selected != GTK_INVALID_LIST_POSITION);
}

/* The row of the range that was selected, else of what is at its address by now */
static guint
find_row (StrataCompareList *list,
          StrataCompareRow  *row)
{
  return row != NULL ? strata_compare_list_find (list, strata_compare_row_get_address (row))
                     : GTK_INVALID_LIST_POSITION;
}

/* The list scrolls on its own when its rows change; what was seen is to be seen after that. */
static gboolean
scroll_back_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);

  self->tick = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->scroll);

  return G_SOURCE_REMOVE;
}

static void
show_rows (StrataCompareWindow *self)
{
  g_autoptr (StrataCompareList) list = strata_compare_list_new (
    strata_compare_side_get_view (self->old_side), strata_compare_side_get_view (self->new_side));
  StrataCompareRow *selected = gtk_single_selection_get_selected_item (self->rows);
  guint position = find_row (list, selected);
  guint n_differences = strata_compare_list_get_n_differences (list);
  g_autofree char *text = NULL;

  gtk_single_selection_set_model (self->rows, G_LIST_MODEL (list));
  gtk_single_selection_set_selected (self->rows, position);
  if (n_differences == 0)
    text = g_strdup (_("No differences"));
  else
    text = g_strdup_printf (ngettext ("%u difference", "%u differences", n_differences),
                            n_differences);
  gtk_label_set_label (self->summary, text);
  gtk_stack_set_visible_child_name (self->stack, "views");
  update_steps (self);
}

/* A side has changed while it is seen. */
static void
changed_cb (StrataCompareWindow *self)
{
  if (self->tick == 0)
    {
      self->scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (
                                                 self->scroller));
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_back_cb, NULL, NULL);
    }
  show_rows (self);
}

static void
show_spaces (StrataCompareWindow *self,
             StrataAddressSpace  *other,
             const char          *other_name)
{
  gtk_column_view_column_set_title (self->old_column, strata_address_space_get_name (self->space));
  gtk_column_view_column_set_title (self->new_column, other_name);
  gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);
  strata_compare_side_show (self->old_side, self->space);
  strata_compare_side_show (self->new_side, other);
  show_rows (self);
}

/* The address space of the same name, else the one that is shown first. */
static StrataAddressSpace *
find_like (StrataCompareWindow *self,
           StrataBoard         *board)
{
  StrataAddressSpace *like = strata_board_find_address_space (
    board, strata_address_space_get_name (self->space));

  return like != NULL ? like : strata_board_get_default_address_space (board);
}

static void
show_board (StrataCompareWindow *self,
            StrataBoard         *board)
{
  StrataAddressSpace *like = find_like (self, board);
  g_autofree char *name = NULL;

  g_set_object (&self->other, board);
  /* Translators: an address space, and the board that it is of */
  name = g_strdup_printf (_("%s of %s"), like != NULL ? strata_address_space_get_name (like) : "–",
                          self->name);
  show_spaces (self, like, name);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StrataCompareWindow) self = user_data;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_loader_load_finish (STRATA_LOADER (object), result, &model,
                                                             &error);
  g_autofree char *escaped = NULL;

  if (self->loader == NULL)
    return;

  if (board != NULL)
    {
      show_board (self, board);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failed, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (StrataCompareWindow *self,
      GFile               *file,
      const char          *builtin,
      const char          *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  strata_loader_load (self->loader, file, builtin, loaded_cb, g_object_ref (self));
}

static void
load_file (StrataCompareWindow *self,
           GFile               *file)
{
  g_autofree char *name = g_file_get_basename (file);

  load (self, file, NULL, name);
}

static void
space_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);
  StrataBoard *board = strata_document_get_board (self->document);
  guint index = g_variant_get_uint32 (parameter);
  StrataAddressSpace *space;

  if (index >= strata_board_get_n_address_spaces (board))
    return;

  space = strata_board_get_address_space (board, index);
  show_spaces (self, space, strata_address_space_get_name (space));
}

static void
board_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);
  guint index = g_variant_get_uint32 (parameter);
  StrataBoard *board;

  if (index >= self->documents->len)
    return;

  board = strata_document_get_board (g_ptr_array_index (self->documents, index));
  g_free (self->name);
  self->name = g_strdup (strata_board_get_title (board));
  show_board (self, board);
}

static void
show_row (StrataCompareWindow *self,
          guint                position)
{
  g_autoptr (StrataCompareRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  StrataAddressSpace *space = self->space;
  StrataAddressSpace *other = strata_compare_side_get_space (self->new_side);

  if (row == NULL)
    return;

  /* What is only in the other space of this board is shown there; of another board, where it would
   * be in this one. */
  if (!strata_compare_row_has_old (row) && other != NULL &&
      strata_address_space_get_system (other) == strata_address_space_get_system (space))
    space = other;
  g_signal_emit (self, signals[ACTIVATED], 0, space, strata_compare_row_get_address (row));
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);

  show_row (self, gtk_single_selection_get_selected (self->rows));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataCompareRow *row
    = gtk_single_selection_get_selected_item (STRATA_COMPARE_WINDOW (widget)->rows);
  g_autofree char *text = row != NULL ? strata_compare_row_dup_text (row) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
activate_cb (StrataCompareWindow *self,
             guint                position)
{
  show_row (self, position);
}

static void
builtin_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  const char *builtin = g_variant_get_string (parameter, NULL);

  load (STRATA_COMPARE_WINDOW (widget), NULL, builtin, strata_samples_get_title (builtin));
}

static void
saved_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);

  load_file (self, strata_document_get_file (self->document));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (object);
  g_autoptr (GFile) file = strata_compat_file_dialog_open_finish (result, NULL);

  if (file != NULL && self->loader != NULL)
    load_file (self, file);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autoptr (GListStore) filters = strata_file_filters_new ();

  strata_file_filters_add_all (filters);
  strata_compat_file_dialog_open (GTK_WINDOW (widget), _("Compare With"), G_LIST_MODEL (filters),
                                  NULL, opened_cb, NULL);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (widget);
  StrataCompareList *list = STRATA_COMPARE_LIST (gtk_single_selection_get_model (self->rows));
  guint selected = gtk_single_selection_get_selected (self->rows);
  guint position;

  if (list == NULL)
    return;

  position = strata_compare_list_find_difference (list, selected,
                                                  g_str_equal (name, "compare.next"));
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_single_selection_set_selected (self->rows, position);
  strata_compat_column_view_scroll_to (self->view, position);
}

static void
append_item (GMenu      *menu,
             const char *name,
             const char *action,
             GVariant   *target)
{
  g_autofree char *label = strata_menu_label_escape (name);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
fill_menu (StrataCompareWindow *self)
{
  StrataBoard *board = strata_document_get_board (self->document);
  g_autoptr (GMenu) spaces = g_menu_new ();
  g_autoptr (GMenu) builtins = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_auto (GStrv) names = strata_samples_list ();

  if (strata_document_get_file (self->document) != NULL)
    g_menu_append (files, _("The File as It Was Saved"), "compare.saved");
  g_menu_append (files, _("Open File…"), "compare.open");
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    append_item (spaces, strata_address_space_get_name (strata_board_get_address_space (board, i)),
                 "compare.space", g_variant_new_uint32 (i));
  for (guint i = 0; names[i] != NULL; i++)
    append_item (builtins, strata_samples_get_title (names[i]), "compare.builtin",
                 g_variant_new_string (names[i]));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (self->menu, _("Open Boards"), G_MENU_MODEL (self->open_boards));
  g_menu_append_section (self->menu, _("Address Spaces"), G_MENU_MODEL (spaces));
  g_menu_append_section (self->menu, _("Sample Boards"), G_MENU_MODEL (builtins));
}

/* Names are in no flat view: nobody else says that they are others. */
static void
follow_document (StrataCompareWindow *self,
                 StrataDocument      *document)
{
  g_signal_connect_object (document, "changed", G_CALLBACK (strata_compare_side_refresh),
                           self->old_side, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (strata_compare_side_refresh),
                           self->new_side, G_CONNECT_SWAPPED);
}

/* Cells that are there already would keep the factory that has made them; a column that comes back
 * has new ones. */
static void
change_cells (GtkColumnViewColumn *column,
              GtkListItemFactory  *factory)
{
  gtk_column_view_column_set_visible (column, FALSE);
  gtk_column_view_column_set_factory (column, factory);
  gtk_column_view_column_set_visible (column, TRUE);
}

/* There is no room for addresses beside names when both sides are as narrow as a phone. */
static void
notify_narrow_cb (StrataCompareWindow *self)
{
  gboolean narrow = strata_compat_breakpoint_bin_get_narrow (self->bin);

  change_cells (self->old_column, narrow ? self->old_narrow : self->old_wide);
  change_cells (self->new_column, narrow ? self->new_narrow : self->new_wide);
  strata_compat_column_view_shrink_titles (self->view);
}

static void
strata_compare_window_dispose (GObject *object)
{
  StrataCompareWindow *self = STRATA_COMPARE_WINDOW (object);

  if (self->loader != NULL)
    strata_loader_cancel (self->loader);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->loader);
  g_clear_object (&self->old_side);
  g_clear_object (&self->new_side);
  g_clear_object (&self->rows);
  g_clear_object (&self->open_boards);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->space, strata_address_space_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->other);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (strata_compare_window_parent_class)->dispose (object);
}

static void
strata_compare_window_class_init (StrataCompareWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_compare_window_dispose;

  /**
   * StrataCompareWindow::activated:
   * @space: an address space of the board
   * @address: an address in it
   *
   * Someone wants to see that place in the board.
   */
  signals[ACTIVATED] = g_signal_new ("activated", STRATA_TYPE_COMPARE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                                     G_TYPE_UINT64);

  g_type_ensure (STRATA_TYPE_COMPARE_ROW);
  g_type_ensure (STRATA_TYPE_COMPAT_BREAKPOINT_BIN);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, view);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, old_column);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, new_column);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, old_wide);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, new_wide);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, old_narrow);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, new_narrow);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, StrataCompareWindow, failed);

  gtk_widget_class_install_action (widget_class, "compare.space", "u", space_action);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_narrow_cb);

  gtk_widget_class_install_action (widget_class, "compare.board", "u", board_action);
  gtk_widget_class_install_action (widget_class, "compare.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "compare.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.builtin", "s", builtin_action);
  gtk_widget_class_install_action (widget_class, "compare.saved", NULL, saved_action);
  gtk_widget_class_install_action (widget_class, "compare.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "compare.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "compare.next", NULL, step_action);
}

static void
strata_compare_window_init (StrataCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_compat_column_view_shrink_titles (self->view);

  self->loader = strata_loader_new ();
  self->open_boards = g_menu_new ();
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->old_side = strata_compare_side_new ();
  self->new_side = strata_compare_side_new ();
  g_signal_connect_object (self->old_side, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_side, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "notify::selected", G_CALLBACK (update_steps), self,
                           G_CONNECT_SWAPPED);
  update_steps (self);
}

/**
 * strata_compare_window_new:
 * @document: a document
 * @space: the address space of its board to compare
 *
 * Creates a window to choose what to compare with, and to see how it differs.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_compare_window_new (StrataDocument     *document,
                           StrataAddressSpace *space)
{
  StrataCompareWindow *self;

  g_return_val_if_fail (STRATA_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (space != NULL, NULL);

  self = g_object_new (STRATA_TYPE_COMPARE_WINDOW, NULL);
  self->document = g_object_ref (document);
  self->space = strata_address_space_ref (space);
  follow_document (self, document);
  fill_menu (self);

  return GTK_WIDGET (self);
}

/**
 * strata_compare_window_add_document:
 * @self: a window
 * @document: another one that is open
 *
 * Lets its board be chosen to compare with.
 */
void
strata_compare_window_add_document (StrataCompareWindow *self,
                                    StrataDocument      *document)
{
  g_return_if_fail (STRATA_IS_COMPARE_WINDOW (self));
  g_return_if_fail (STRATA_IS_DOCUMENT (document));

  append_item (self->open_boards, strata_board_get_title (strata_document_get_board (document)),
               "compare.board", g_variant_new_uint32 (self->documents->len));
  g_ptr_array_add (self->documents, g_object_ref (document));
  follow_document (self, document);
}
