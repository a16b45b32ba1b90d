/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-window-private.h"

/* A PC in text mode shows here what is at its top left. */
#define DEMONSTRATION_ADDRESS 0xb8000

/*
 * How a board gets into a window.
 */

static void
show_failure (StrataWindow *self,
              const GError *error)
{
  g_autofree char *title = g_strdup_printf (_("Could Not Open “%s”"), self->loading_name);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  g_autofree char *line = NULL;

  if (self->board != NULL)
    {
      line = g_strdup_printf (_("Could not open “%s”: %s"), self->loading_name, error->message);
      _strata_window_warn (self, line, NULL, NULL);
      _strata_window_show_rest (self);
      return;
    }

  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* The first letter of the screen is under the cursor: a key and Enter, and it is another one. */
static void
show_demonstration (StrataWindow *self)
{
  self->demonstrates = FALSE;
  g_object_set (self, "show-display", TRUE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus", "s", "memory");
  strata_lower_pane_show_memory (self->lower, DEMONSTRATION_ADDRESS,
                                 _("Type a byte such as 41, then Enter: the display changes"));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StrataWindow) self = user_data;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_loader_load_finish (STRATA_LOADER (object), result, &model,
                                                             &error);
  g_autoptr (StrataRecovery) recovered = g_steal_pointer (&self->recovering);
  g_autoptr (StrataDocument) document = NULL;
  g_autofree char *title = NULL;

  if (!_strata_window_end_loading (self))
    return;

  if (board == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        _strata_window_show_rest (self);
      else
        show_failure (self, error);
      _strata_window_update_actions (self);
      return;
    }

  if (self->loading_file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (self->loading_file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
  g_set_object (&self->board, board);
  _strata_window_make_board_page (self);
  _strata_window_show_board (self);
  document = strata_document_new (board, self->loading_file, self->loading_name);
  if (recovered != NULL)
    {
      strata_history_set_unsaved (strata_document_get_history (document));
      strata_recovery_remove (recovered);
    }
  title = strata_document_dup_title (document);
  strata_space_switcher_set_board (self->switcher, board, title);
  _strata_window_take_document (self, document);
  _strata_window_show_space (self, model);
  _strata_window_show_rest (self);
  if (self->demonstrates)
    show_demonstration (self);
}

static void
open_file (StrataWindow *self,
           gpointer      user_data)
{
  GFile *file = user_data;
  g_autofree char *name = g_file_get_basename (file);

  strata_loader_load (self->loader, file, NULL, loaded_cb, g_object_ref (self));
  _strata_window_begin_loading (self, file, name);
}

static void
open_builtin (StrataWindow *self,
              gpointer      user_data)
{
  strata_loader_load (self->loader, NULL, user_data, loaded_cb, g_object_ref (self));
  _strata_window_begin_loading (self, NULL, user_data);
}

static void
open_demonstration (StrataWindow *self,
                    gpointer      user_data)
{
  open_builtin (self, (gpointer) "pc");
  self->demonstrates = TRUE;
}

/**
 * strata_window_open:
 * @self: a window
 * @file: a file
 *
 * Loads a board from a file and shows it in place of what is shown, if that is saved or the user
 * lets go of it. If that fails the window says why, and what it showed stays.
 */
void
strata_window_open (StrataWindow *self,
                    GFile        *file)
{
  g_return_if_fail (STRATA_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  _strata_window_if_saved (self, open_file, g_object_ref (file), g_object_unref);
}

/**
 * strata_window_open_builtin:
 * @self: a window
 * @name: the name of a built-in board
 *
 * Loads a built-in board, as strata_window_open() does with a file.
 */
void
strata_window_open_builtin (StrataWindow *self,
                            const char   *name)
{
  g_return_if_fail (STRATA_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  _strata_window_if_saved (self, open_builtin, g_strdup (name), g_free);
}

/**
 * strata_window_recover:
 * @self: a window
 * @recovery: a copy that is left from a program that has crashed
 *
 * Loads a board from a copy of what was not saved. The copy goes once that has succeeded.
 */
void
strata_window_recover (StrataWindow   *self,
                       StrataRecovery *recovery)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (STRATA_IS_WINDOW (self));
  g_return_if_fail (STRATA_IS_RECOVERY (recovery));

  text = strata_recovery_read (recovery, &error);
  if (text == NULL)
    {
      g_message ("%s", error->message);
      return;
    }

  strata_loader_load_text (self->loader, text, strata_recovery_get_name (recovery),
                           strata_recovery_get_file (recovery), loaded_cb, g_object_ref (self));
  g_set_object (&self->recovering, recovery);
  _strata_window_begin_loading (self, strata_recovery_get_file (recovery),
                                strata_recovery_get_name (recovery));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  g_autoptr (GFile) file = g_object_ref (strata_document_get_file (self->document));

  open_file (self, file);
}

static void
demonstrate_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _strata_window_if_saved (STRATA_WINDOW (widget), open_demonstration, NULL, NULL);
}

void
_strata_window_class_init_loading (StrataWindowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.demonstrate", NULL,
                                   demonstrate_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.reload", NULL, reload_action);
}
