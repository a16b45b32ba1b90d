/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-script-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/strata-compat-file-dialog.h"
#include "strata-file-filters.h"

/*
 * Where scripts of qtest commands come from, and where recordings go.
 */

static GListModel *
create_filters (void)
{
  GListStore *filters = strata_file_filters_new ();
  GtkFileFilter *scripts
    = strata_file_filters_add (filters, _("Scripts of qtest Commands"), "qtest");

  gtk_file_filter_add_suffix (scripts, "qtest.gz");
  strata_file_filters_add_all (filters);

  return G_LIST_MODEL (filters);
}

/**
 * strata_script_files_open:
 * @parent: a window
 * @callback: called when the user has chosen
 * @user_data: for @callback
 *
 * Asks for a script.
 */
void
strata_script_files_open (GtkWindow           *parent,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GListModel) filters = create_filters ();

  strata_compat_file_dialog_open (parent, _("Open a Script"), filters, NULL, callback, user_data);
}

/**
 * strata_script_files_open_finish:
 * @result: what the callback got
 *
 * Gets the script that was chosen.
 *
 * Returns: (transfer full) (nullable): a file; %NULL if the user wants none
 */
GFile *
strata_script_files_open_finish (GAsyncResult *result)
{
  return strata_compat_file_dialog_open_finish (result, NULL);
}

static void
place_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *text = g_task_get_task_data (task);
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (file == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  name = g_file_get_basename (file);
  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               NULL, &error))
    g_task_return_pointer (task, g_strdup_printf (_("Recording saved as “%s”"), name), g_free);
  else
    g_task_return_pointer (task, g_strdup_printf (_("Could not save “%s”: %s"), name,
                                                  error->message), g_free);
}

/**
 * strata_script_files_save:
 * @parent: a window
 * @text: a script
 * @callback: called when it is saved or the user does not want that
 * @user_data: for @callback
 *
 * Asks where to save a recording, and saves it.
 */
void
strata_script_files_save (GtkWindow           *parent,
                          const char          *text,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GListModel) filters = create_filters ();
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_task_data (task, g_strdup (text), g_free);
  strata_compat_file_dialog_save (parent, _("Save the Recording"), _("recording.qtest"), filters,
                                  NULL, place_chosen_cb, task);
}

/**
 * strata_script_files_save_finish:
 * @result: what the callback got
 *
 * Gets what became of it.
 *
 * Returns: (transfer full) (nullable): what to tell the user; %NULL for nothing
 */
char *
strata_script_files_save_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
