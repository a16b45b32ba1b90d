/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-file-dialog.h"

#if GTK_CHECK_VERSION (4, 10, 0)

static void
return_file (GTask  *task,
             GFile  *file,
             GError *error)
{
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", error->message);
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  return_file (user_data, file, error);
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  return_file (user_data, file, error);
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (task);
}

#endif

/* Asks for a file to open, or for one to save, for which it proposes a name. */
static void
ask (GtkWindow  *parent,
     const char *title,
     const char *name,
     GListModel *filters,
     GTask      *task)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) first = g_list_model_get_item (filters, 0);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_set_default_filter (dialog, first);
  if (name != NULL)
    {
      gtk_file_dialog_set_initial_name (dialog, name);
      gtk_file_dialog_save (dialog, parent, g_task_get_cancellable (task), save_cb, task);
    }
  else
    gtk_file_dialog_open (dialog, parent, g_task_get_cancellable (task), open_cb, task);
#else
  GtkFileChooserAction action = name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE
                                             : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      if (i == 0)
        gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (task), "dialog", dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
#endif
}

/**
 * strata_compat_file_dialog_open:
 * @parent: the window that asks
 * @title: the dialog's title
 * @filters: (element-type GtkFileFilter): the filters to choose from; the first is the default
 * @cancellable: (nullable): a cancellable
 * @callback: called when the user has chosen
 * @user_data: data for @callback
 *
 * Stands in for gtk_file_dialog_open() of GTK 4.10: asks for a file to open.
 */
void
strata_compat_file_dialog_open (GtkWindow           *parent,
                                const char          *title,
                                GListModel          *filters,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (filters));

  ask (parent, title, NULL, filters, g_task_new (parent, cancellable, callback, user_data));
}

/**
 * strata_compat_file_dialog_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Gets the user's choice. A dialog that was dismissed fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the file, or %NULL
 */
GFile *
strata_compat_file_dialog_open_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * strata_compat_file_dialog_save:
 * @parent: the window that asks
 * @title: the dialog's title
 * @name: the file name to propose
 * @filters: (element-type GtkFileFilter): the filters to choose from; the first is the default
 * @cancellable: (nullable): a cancellable
 * @callback: called when the user has chosen
 * @user_data: data for @callback
 *
 * Stands in for gtk_file_dialog_save() of GTK 4.10: asks for a file to save to.
 */
void
strata_compat_file_dialog_save (GtkWindow           *parent,
                                const char          *title,
                                const char          *name,
                                GListModel          *filters,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && name != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (filters));

  ask (parent, title, name, filters, g_task_new (parent, cancellable, callback, user_data));
}

/**
 * strata_compat_file_dialog_save_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Gets the user's choice. A dialog that was dismissed fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the file, or %NULL
 */
GFile *
strata_compat_file_dialog_save_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
