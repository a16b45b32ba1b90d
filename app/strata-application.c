/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-application.h"

#include <glib/gi18n.h>

#include "strata-dialog.h"
#include "strata-help-window.h"
#include "strata-popover-keys.h"
#include "strata-preferences.h"
#include "strata-settings.h"
#include "strata-window.h"

struct _StrataApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* NULL if the schema is nowhere */
  GtkWindow *preferences; /* while they are shown */
  GtkWindow *help; /* while it is shown */
  GPtrArray *left; /* of StrataRecovery: what crashes have left, until the user is asked */
};

G_DEFINE_FINAL_TYPE (StrataApplication, strata_application, ADW_TYPE_APPLICATION)

/* A window that shows nothing yet, or a new one */
static StrataWindow *
get_free_window (StrataApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self));
       item != NULL;
       item = item->next)
    if (STRATA_IS_WINDOW (item->data) && strata_window_is_unused (item->data))
      return item->data;

  return strata_window_new (ADW_APPLICATION (self));
}

static void
open_file (StrataApplication *self,
           GFile             *file)
{
  StrataWindow *window = get_free_window (self);

  strata_window_open (window, file);
  gtk_window_present (GTK_WINDOW (window));
}

static void
recover_cb (StrataApplication *self,
            const char        *response)
{
  g_autoptr (GPtrArray) left = g_steal_pointer (&self->left);

  for (guint i = 0; left != NULL && i < left->len; i++)
    if (g_str_equal (response, "restore"))
      {
        StrataWindow *window = get_free_window (self);

        strata_window_recover (window, left->pdata[i]);
        gtk_window_present (GTK_WINDOW (window));
      }
    else if (g_str_equal (response, "discard"))
      {
        strata_recovery_remove (left->pdata[i]);
      }
}

/* Asks what to do with what a crash has left, once there is a window. */
static void
offer_recovery (StrataApplication *self)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GPtrArray) left = strata_recovery_list_left ();
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *dialog;

  if (left->len == 0 || parent == NULL || self->left != NULL)
    return;

  for (guint i = 0; i < left->len; i++)
    {
      g_string_append_c (names, '\n');
      g_string_append_printf (names, C_("name in a list", "“%s”"),
                              strata_recovery_get_name (left->pdata[i]));
    }
  self->left = g_steal_pointer (&left);
  dialog = adw_message_dialog_new (parent, _("Restore Unsaved Changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("Strata ended unexpectedly and had changes that were not "
                                    "saved:\n%s"), names->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _("_Later"), "discard",
                                    _("_Discard"), "restore", _("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "restore");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (recover_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (strata_window_new (ADW_APPLICATION (user_data))));
}

static void
open_uri_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  StrataWindow *window = strata_window_new (ADW_APPLICATION (user_data));

  strata_window_open (window, file);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_builtin_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  StrataWindow *window = strata_window_new (ADW_APPLICATION (user_data));

  strata_window_open_builtin (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  StrataApplication *self = user_data;

  if (self->preferences != NULL)
    {
      gtk_window_present (self->preferences);
      return;
    }
  g_set_weak_pointer (&self->preferences, GTK_WINDOW (strata_preferences_new (self->settings)));
  strata_dialog_present (GTK_WIDGET (self->preferences),
                         gtk_application_get_active_window (user_data));
}

/* Beside the windows of boards, and in front of none; it ends with the last of them. */
static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  StrataApplication *self = user_data;

  if (self->help == NULL)
    {
      g_set_weak_pointer (&self->help, GTK_WINDOW (strata_help_window_new ()));
      gtk_widget_insert_action_group (GTK_WIDGET (self->help), "app", user_data);
    }
  gtk_window_present (self->help);
}

static void
apply_color_scheme (StrataApplication *self)
{
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  switch (g_settings_get_enum (self->settings, "color-scheme"))
    {
    case STRATA_COLOR_SCHEME_LIGHT:
      scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
      break;
    case STRATA_COLOR_SCHEME_DARK:
      scheme = ADW_COLOR_SCHEME_FORCE_DARK;
      break;
    default:
      break;
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  /* Each window remembers how it stood; what is in front of it goes with it. */
  for (GList *item = gtk_application_get_windows (user_data); item != NULL; item = item->next)
    if (STRATA_IS_WINDOW (item->data))
      g_ptr_array_add (windows, g_object_ref (item->data));
  for (guint i = 0; i < windows->len; i++)
    gtk_window_close (windows->pdata[i]);

  return G_SOURCE_REMOVE;
}

/* Not while a window still handles the key that asked for it: it may go, too. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, quit_cb, g_object_ref (user_data), g_object_unref);
}

static char *
make_debug_info (StrataApplication *self)
{
  GString *text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();

  g_string_append_printf (text,
                          "Strata %s\nGTK %u.%u.%u (built with %u.%u.%u)\n"
                          "libadwaita %u.%u.%u (built with %s)\n"
                          "GLib %u.%u.%u (built with %u.%u.%u)\n",
                          PACKAGE_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          GTK_MAJOR_VERSION, GTK_MINOR_VERSION, GTK_MICRO_VERSION,
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (), ADW_VERSION_S,
                          glib_major_version, glib_minor_version, glib_micro_version,
                          GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_string_append_printf (text, "Display: %s\n", G_OBJECT_TYPE_NAME (display));
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL;
       item = item->next)
    {
      g_autofree char *line = STRATA_IS_WINDOW (item->data) ? strata_window_describe (item->data)
                                                            : NULL;

      if (line != NULL)
        g_string_append_printf (text, "Board: %s\n", line);
    }

  return g_string_free (text, FALSE);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  static const char *const developers[] = { N_("The Strata developers"), NULL };
  const char *translated[] = { _(developers[0]), NULL };
  g_autofree char *debug_info = make_debug_info (user_data);
  GtkWidget *window;

  window = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                         "modal", TRUE,
                         "application-name", "Strata",
                         "application-icon", APP_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The Strata developers"),
                         "developers", translated,
                         "comments", _("See what a memory map shows and what it hides."),
                         "license-type", GTK_LICENSE_GPL_2_0,
                         "website", "https://github.com/stratabench/strata",
                         "issue-url", "https://github.com/stratabench/strata/issues",
                         /* Translators: put your names here, one on each line */
                         "translator-credits", _("translator-credits"),
                         "debug-info", debug_info,
                         "debug-info-filename", "strata-debug-info.txt",
                         NULL);
  strata_dialog_present (window, gtk_application_get_active_window (user_data));
}

static void
strata_application_startup (GApplication *application)
{
  StrataApplication *self = STRATA_APPLICATION (application);
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = new_window_action },
    /* In a window of its own */
    { .name = "open-uri", .activate = open_uri_action, .parameter_type = "s" },
    { .name = "open-builtin", .activate = open_builtin_action, .parameter_type = "s" },
    { .name = "preferences", .activate = preferences_action },
    { .name = "help", .activate = help_action },
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accels[] = {
    { "app.new-window", { "<Control>n" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.help", { "F1" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.edit-region", { "<Control>e" } },
    { "win.open-in-new-window", { "<Control><Shift>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.show-hierarchy", { "F9" } },
    { "win.show-explanation", { "<Shift>F9" } },
    { "win.show-table", { "<Control>F9" } },
    { "win.show-display", { "F8" } },
    { "win.show-heat", { "<Control>h" } },
    { "win.watch", { "F7" } },
    { "win.timeline-back", { "<Alt>Page_Up" } },
    { "win.timeline-forward", { "<Alt>Page_Down" } },
    { "win.timeline-now", { "<Alt>End" } },
    { "win.print", { "<Control>p" } },
    { "win.export", { "<Control><Shift>e" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.fit", { "<Control>0" } },
    { "win.focus('hierarchy')", { "<Alt>1" } },
    { "win.focus('map')", { "<Alt>2" } },
    { "win.focus('table')", { "<Alt>3" } },
    { "win.focus('explanation')", { "<Alt>4" } },
    { "win.focus('display')", { "<Alt>5" } },
    { "win.focus('memory')", { "<Alt>6" } },
    { "win.focus('registers')", { "<Alt>7" } },
    { "win.focus('journal')", { "<Alt>8" } },
    { "win.go", { "<Control>l" } },
    { "win.look-for", { "<Control>f" } },
    { "win.back", { "<Alt>Left" } },
    { "win.forward", { "<Alt>Right" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  G_APPLICATION_CLASS (strata_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  self->settings = strata_settings_new ();
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (application), "preferences")),
    self->settings != NULL);
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::color-scheme",
                               G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
      apply_color_scheme (self);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *const *) accels[i].keys);
}

static void
strata_application_shutdown (GApplication *application)
{
  StrataApplication *self = STRATA_APPLICATION (application);

  if (self->help != NULL)
    gtk_window_destroy (self->help);

  G_APPLICATION_CLASS (strata_application_parent_class)->shutdown (application);
}

static void
strata_application_window_added (GtkApplication *application,
                                 GtkWindow      *window)
{
  GTK_APPLICATION_CLASS (strata_application_parent_class)->window_added (application, window);

  strata_popover_keys_attach (window);
}

static void
strata_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (strata_window_new (ADW_APPLICATION (application)));
  gtk_window_present (window);
  offer_recovery (STRATA_APPLICATION (application));
}

static void
strata_application_open (GApplication  *application,
                         GFile        **files,
                         gint           n_files,
                         const gchar   *hint)
{
  for (gint i = 0; i < n_files; i++)
    open_file (STRATA_APPLICATION (application), files[i]);
  offer_recovery (STRATA_APPLICATION (application));
}

/* An argument is a file if there is one, or if it looks like a path; else a built-in board. */
static int
strata_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  StrataApplication *self = STRATA_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GVariant) arguments = NULL;
  g_autofree const char **names = NULL;

  arguments = g_variant_dict_lookup_value (options, G_OPTION_REMAINING,
                                           G_VARIANT_TYPE_BYTESTRING_ARRAY);
  if (arguments != NULL)
    names = g_variant_get_bytestring_array (arguments, NULL);
  if (names == NULL || names[0] == NULL)
    {
      if (g_variant_dict_contains (options, "new-window"))
        g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
      else
        g_application_activate (application);
      return EXIT_SUCCESS;
    }

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line,
                                                                               names[i]);

      if (strchr (names[i], '/') != NULL || g_file_query_exists (file, NULL))
        {
          open_file (self, file);
        }
      else
        {
          StrataWindow *window = get_free_window (self);

          strata_window_open_builtin (window, names[i]);
          gtk_window_present (GTK_WINDOW (window));
        }
    }
  offer_recovery (self);

  return EXIT_SUCCESS;
}

static int
strata_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("strata %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }

  return -1;
}

static void
strata_application_finalize (GObject *object)
{
  StrataApplication *self = STRATA_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->help);
  g_clear_pointer (&self->left, g_ptr_array_unref);

  G_OBJECT_CLASS (strata_application_parent_class)->finalize (object);
}

static void
strata_application_class_init (StrataApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = strata_application_finalize;

  application_class->startup = strata_application_startup;
  application_class->shutdown = strata_application_shutdown;
  application_class->activate = strata_application_activate;
  application_class->open = strata_application_open;
  application_class->command_line = strata_application_command_line;
  application_class->handle_local_options = strata_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_added = strata_application_window_added;
}

static void
strata_application_init (StrataApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[BOARD…]") },
    { 0 },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
    G_APPLICATION (self),
    _("A board is a .strata file, the text of “info mtree”, or the name of a built-in board."));
}

/**
 * strata_application_new:
 *
 * Creates the app.
 *
 * Returns: (transfer full): the app
 */
StrataApplication *
strata_application_new (void)
{
  return g_object_new (STRATA_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "resource-base-path", "/io/github/stratabench/Strata",
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
