/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-file-dialog.h"
#include "paint/strata-map-export.h"
#include "strata-file-filters.h"
#include "strata-flat-text.h"
#include "strata-map-walk.h"
#include "strata-window-private.h"

/*
 * What leaves the window: pictures, paper and the clipboard.
 */

/* A picture that is being written */
typedef struct
{
  StrataMapModel *model;
  char *title;
  char *seen;
  char *path;
  StrataMapExportOptions options;
} Export;

static void
export_free (Export *export)
{
  strata_map_model_unref (export->model);
  g_free (export->title);
  g_free (export->seen);
  g_free (export->path);
  g_free (export);
}

static StrataSpaceModel *
get_model (StrataWindow *self)
{
  return self->selection != NULL ? strata_selection_get_model (self->selection) : NULL;
}

/* What the map shows now; it never changes, so that another thread may draw it. */
static Export *
export_new (StrataWindow *self)
{
  StrataSpaceModel *model = get_model (self);
  const char *name = strata_address_space_get_name (strata_space_model_get_space (model));
  Export *export = g_new0 (Export, 1);

  export->model = strata_map_model_ref (strata_space_model_get_map (model));
  export->title = strata_document_dup_title (self->document);
  export->seen = g_strdup (g_str_equal (name, "memory") ? _("seen by the CPU") : name);
  export->options.mode = self->true_scale ? STRATA_MAP_MODE_TRUE : STRATA_MAP_MODE_FOLDED;

  return export;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GError) error = NULL;

  if (strata_map_export_model (export->model, export->title, export->seen, export->path,
                               &export->options, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
end_export (StrataWindow *self)
{
  g_clear_object (&self->exporting);
  strata_progress_strip_end (self->export_strip);
  _strata_window_update_actions (self);
}

static void
cancel_export_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  g_cancellable_cancel (self->exporting);
  end_export (self);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  StrataWindow *self = STRATA_WINDOW (object);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *text = NULL;

  /* One that was cancelled is over for the user already. */
  if (g_task_get_cancellable (G_TASK (result)) != self->exporting)
    return;

  end_export (self);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      text = g_strdup_printf (_("Exported “%s”"), name);
      _strata_window_tell (self, text);
    }
  else
    {
      text = g_strdup_printf (_("Could not export: %s"), error->message);
      _strata_window_warn (self, text, NULL, NULL);
    }
}

static void
place_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  StrataWindow *self = STRATA_WINDOW (object);
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  Export *export;

  if (file == NULL || get_model (self) == NULL || self->exporting != NULL)
    return;

  name = g_file_get_basename (file);
  title = g_strdup_printf (_("Exporting “%s”"), name);
  strata_progress_strip_begin (self->export_strip, title);
  export = export_new (self);
  export->path = g_file_get_path (file);
  self->exporting = g_cancellable_new ();
  _strata_window_update_actions (self);
  task = g_task_new (self, self->exporting, written_cb, NULL);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  if (export->path != NULL)
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _("Pictures can only be written to local files"));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    const char *suffix;
  } formats[] = {
    { N_("SVG Pictures"), "svg" }, { N_("PNG Pictures"), "png" }, { N_("PDF Documents"), "pdf" },
  };
  StrataWindow *self = STRATA_WINDOW (widget);
  g_autoptr (GListStore) filters = strata_file_filters_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autofree char *title = NULL;
  g_autofree char *file_name = NULL;

  if (get_model (self) == NULL)
    return;

  gtk_file_filter_set_name (all, _("SVG, PNG or PDF, by the name’s ending"));
  g_list_store_append (filters, all);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      strata_file_filters_add (filters, _(formats[i].name), formats[i].suffix);
      gtk_file_filter_add_suffix (all, formats[i].suffix);
    }
  title = strata_document_dup_title (self->document);
  file_name = g_strdelimit (g_strdup_printf ("%s.svg", title), "/", '-');
  strata_compat_file_dialog_save (GTK_WINDOW (self), _("Export the Map"), file_name,
                                  G_LIST_MODEL (filters), NULL, place_chosen_cb, NULL);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Export            *export)
{
  StrataMapPrint *print = strata_map_print_new (export->model, export->title, export->seen,
                                                &export->options,
                                                gtk_print_context_get_width (context),
                                                gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, strata_map_print_get_n_pages (print));
  g_object_set_data_full (G_OBJECT (operation), "print", print,
                          (GDestroyNotify) strata_map_print_free);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Export            *export)
{
  strata_map_print_draw_page (g_object_get_data (G_OBJECT (operation), "print"),
                              gtk_print_context_get_cairo_context (context), page);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Export *export;

  if (get_model (self) == NULL)
    return;

  operation = gtk_print_operation_new ();
  export = export_new (self);
  gtk_print_operation_set_job_name (operation, export->title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "export", export, (GDestroyNotify) export_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), export);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), export);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error) != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  text = g_strdup_printf (_("Could not print: %s"), error->message);
  _strata_window_warn (self, text, NULL, NULL);
}

static void
copy_flat_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  const char *format = g_variant_get_string (parameter, NULL);
  g_autofree char *text = NULL;

  if (get_model (self) == NULL)
    return;

  text = strata_flat_text_write (get_model (self),
                                 g_str_equal (format, "markdown") ? STRATA_FLAT_TEXT_MARKDOWN
                                 : g_str_equal (format, "mtree") ? STRATA_FLAT_TEXT_MTREE
                                                                 : STRATA_FLAT_TEXT_PLAIN);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  _strata_window_tell (self, _("Copied the flat view"));
}

/* What is selected, in a line: for the hierarchy and the map, which have nothing else to copy. */
static void
copy_selection_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  guint instance = strata_selection_get_instance (self->selection);
  g_autofree char *text = NULL;

  if (get_model (self) == NULL || instance == STRATA_NO_INSTANCE)
    return;

  text = strata_map_walk_describe (get_model (self), instance,
                                   strata_selection_get_address (self->selection));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  _strata_window_tell (self, _("Copied the selected region"));
}

void
_strata_window_class_init_export (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-export", NULL, cancel_export_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.copy-flat", "s", copy_flat_action);
  gtk_widget_class_install_action (widget_class, "win.copy-selection", NULL,
                                   copy_selection_action);

  /* Not an accelerator of the window: entries and views copy what they have themselves. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "win.copy-selection", NULL);
}
