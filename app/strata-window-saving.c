/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-file-dialog.h"
#include "strata-file-filters.h"
#include "strata-window-private.h"

/*
 * How a board gets into a file, and what asks before one is lost.
 */

/* What is to be done when the board is saved. */
typedef struct
{
  StrataWindowFunc func; /* NULL: nothing */
  gpointer user_data;
  GDestroyNotify destroy;
} Then;

static void
then_free (Then *then)
{
  if (then->destroy != NULL)
    then->destroy (then->user_data);
  g_free (then);
}

static void
then_go (Then         *then,
         StrataWindow *self)
{
  if (then->func != NULL)
    then->func (self, then->user_data);
}

static void
save_to (StrataWindow *self,
         GFile        *file,
         Then         *then)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!strata_document_save (self->document, file, &error))
    {
      text = g_strdup_printf (_("Could not save: %s"), error->message);
      _strata_window_warn (self, text, NULL, NULL);
      return;
    }

  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
  text = g_strdup_printf (_("Saved “%s”"), strata_document_get_name (self->document));
  _strata_window_tell (self, text);
  strata_compat_banner_set_revealed (self->banner, FALSE);
  then_go (then, self);
}

static void
place_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  StrataWindow *self = STRATA_WINDOW (object);
  Then *then = user_data;
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);

  if (file != NULL && self->document != NULL)
    save_to (self, file, then);
  then_free (then);
}

/* Takes @then. */
static void
choose_place (StrataWindow *self,
              Then         *then)
{
  g_autoptr (GListStore) filters = strata_file_filters_new ();
  g_autofree char *name = strata_document_dup_file_name (self->document);

  strata_file_filters_add (filters, _("Boards"), "strata");
  strata_compat_file_dialog_save (GTK_WINDOW (self), _("Save the Board"), name,
                                  G_LIST_MODEL (filters), NULL, place_chosen_cb, then);
}

/* Takes @then. */
static void
save (StrataWindow *self,
      Then         *then)
{
  if (!strata_document_can_save (self->document))
    {
      choose_place (self, then);
      return;
    }

  save_to (self, NULL, then);
  then_free (then);
}

/* What the user has answered */
typedef struct
{
  StrataWindow *window;
  Then *then;
  gboolean saves;
} Answer;

static gboolean
answer_cb (gpointer user_data)
{
  Answer *answer = user_data;

  if (!answer->saves)
    then_go (answer->then, answer->window);
  else if (answer->window->document != NULL)
    save (answer->window, g_steal_pointer (&answer->then));
  g_clear_pointer (&answer->then, then_free);
  g_object_unref (answer->window);
  g_free (answer);

  return G_SOURCE_REMOVE;
}

/* The dialog has to be gone before what may end the window that it belongs to. */
static void
response_cb (StrataWindow *self,
             const char   *response,
             GtkWidget    *dialog)
{
  Then *then = g_object_steal_data (G_OBJECT (dialog), "then");
  Answer *answer;

  if (g_str_equal (response, "cancel"))
    {
      then_free (then);
      return;
    }

  answer = g_new0 (Answer, 1);
  answer->window = g_object_ref (self);
  answer->then = then;
  answer->saves = g_str_equal (response, "save");
  g_idle_add (answer_cb, answer);
}

/*
 * Does something that loses the board: at once if it is saved, else once it is, or once the user
 * says that it does not matter.
 */
void
_strata_window_if_saved (StrataWindow     *self,
                         StrataWindowFunc  func,
                         gpointer          user_data,
                         GDestroyNotify    destroy)
{
  Then *then = g_new0 (Then, 1);
  g_autofree char *title = NULL;
  GtkWidget *dialog;

  *then = (Then) { func, user_data, destroy };
  if (self->document == NULL || !strata_document_get_modified (self->document))
    {
      then_go (then, self);
      then_free (then);
      return;
    }

  title = strata_document_dup_title (self->document);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Save Changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. "
                                    "They will be lost if you discard them."), title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "discard", _("_Discard"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "then", then, (GDestroyNotify) then_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  save (STRATA_WINDOW (widget), g_new0 (Then, 1));
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  choose_place (STRATA_WINDOW (widget), g_new0 (Then, 1));
}

void
_strata_window_class_init_saving (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, save_as_action);
}
