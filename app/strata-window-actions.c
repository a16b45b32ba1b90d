/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-file-dialog.h"
#include "strata-dialog.h"
#include "strata-file-filters.h"
#include "strata-framebuffer-window.h"
#include "strata-shortcuts.h"
#include "strata-window-private.h"

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  StrataWindow *self = STRATA_WINDOW (object);
  g_autoptr (GFile) file = strata_compat_file_dialog_open_finish (result, NULL);

  if (file != NULL)
    strata_window_open (self, file);
}

static void
opened_in_new_window_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GFile) file = strata_compat_file_dialog_open_finish (result, NULL);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (object), "app.open-uri", "s", uri);
}

static void
choose_file (GtkWidget           *widget,
             GAsyncReadyCallback  callback)
{
  g_autoptr (GListStore) filters = strata_file_filters_new ();
  GtkFileFilter *maps
    = strata_file_filters_add (filters, _("Boards and Memory Trees"), "strata");

  gtk_file_filter_add_mime_type (maps, "application/x-strata-board");
  gtk_file_filter_add_mime_type (maps, "text/plain");
  gtk_file_filter_add_suffix (maps, "mtree");
  strata_file_filters_add_all (filters);

  strata_compat_file_dialog_open (GTK_WINDOW (widget), _("Open a Board"), G_LIST_MODEL (filters),
                                  NULL, callback, NULL);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  choose_file (widget, opened_cb);
}

static void
open_in_new_window_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  choose_file (widget, opened_in_new_window_cb);
}

static void
open_builtin_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  strata_window_open_builtin (STRATA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_uri_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  strata_window_open (STRATA_WINDOW (widget), file);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  strata_loader_cancel (STRATA_WINDOW (widget)->loader);
}

/* From what could not be opened back to the first page */
static void
welcome_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  _strata_window_show_rest (STRATA_WINDOW (widget));
}

static void
notes_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  _strata_window_show_notes (STRATA_WINDOW (widget));
}

static void
watch_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  _strata_window_show_watch (STRATA_WINDOW (widget));
}

static void
framebuffer_chosen_cb (StrataWindow  *self,
                       StrataDisplay *framebuffer)
{
  _strata_window_show_display (self, framebuffer);
}

static void
framebuffer_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  GtkWidget *window = strata_framebuffer_window_new (self->board);

  g_signal_connect_object (window, "chosen", G_CALLBACK (framebuffer_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  strata_dialog_present (window, GTK_WINDOW (self));
}

static void
own_display_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _strata_window_show_display (STRATA_WINDOW (widget), NULL);
}

static GtkWidget *
show_lower (StrataWindow *self,
            const char   *page)
{
  strata_lower_pane_set_page (self->lower, page);
  if (!self->show_table)
    g_object_set (self, "show-table", TRUE, NULL);

  return GTK_WIDGET (self->lower);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  strata_dialog_present (strata_shortcuts_new (), GTK_WINDOW (widget));
}

/* From pane to pane, for those who do not know GTK's F6 */
static void
focus_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  const char *page = g_variant_get_string (parameter, NULL);
  GtkWidget *pane = GTK_WIDGET (self->map);

  if (g_str_equal (page, "display") && !self->has_guest)
    return;
  if (strata_compat_breakpoint_bin_get_narrow (self->bin))
    gtk_widget_activate_action (widget, "win.page", "s", page);

  if (g_str_equal (page, "hierarchy"))
    pane = GTK_WIDGET (self->hierarchy);
  else if (strata_lower_pane_has_page (self->lower, page))
    pane = show_lower (self, page);
  else if (g_str_equal (page, "explanation"))
    {
      gtk_stack_set_visible_child_name (self->aside_stack, "why");
      pane = self->aside;
    }
  else if (g_str_equal (page, "display"))
    pane = GTK_WIDGET (self->display);
  if (gtk_widget_get_mapped (pane) && !gtk_widget_grab_focus (pane))
    gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

/* The map's own, for menus and accelerators */
static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autofree char *map_action = g_strconcat ("map.", name + strlen ("win."), NULL);

  gtk_widget_activate_action (GTK_WIDGET (STRATA_WINDOW (widget)->map), map_action, NULL);
}

void
_strata_window_class_init_actions (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.open-in-new-window", NULL,
                                   open_in_new_window_action);
  gtk_widget_class_install_action (widget_class, "win.open-builtin", "s", open_builtin_action);
  gtk_widget_class_install_action (widget_class, "win.open-uri", "s", open_uri_action);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.welcome", NULL, welcome_action);
  gtk_widget_class_install_action (widget_class, "win.notes", NULL, notes_action);
  gtk_widget_class_install_action (widget_class, "win.watch", NULL, watch_action);
  gtk_widget_class_install_action (widget_class, "win.framebuffer", NULL, framebuffer_action);
  gtk_widget_class_install_action (widget_class, "win.own-display", NULL, own_display_action);
  gtk_widget_class_install_action (widget_class, "win.focus", "s", focus_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-normal", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "win.fit-selection", NULL, zoom_action);
  gtk_widget_class_install_property_action (widget_class, "win.true-scale", "true-scale");
  gtk_widget_class_install_property_action (widget_class, "win.show-hierarchy", "show-hierarchy");
  gtk_widget_class_install_property_action (widget_class, "win.show-explanation",
                                            "show-explanation");
  gtk_widget_class_install_property_action (widget_class, "win.show-table", "show-table");
  gtk_widget_class_install_property_action (widget_class, "win.show-display", "show-display");
  gtk_widget_class_install_property_action (widget_class, "win.show-heat", "show-heat");
  gtk_widget_class_install_property_action (widget_class, "win.page", "page");

  /* A letter without modifiers is no accelerator of the window: it must reach entries first.
   * Menus show the one that is added last. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Decimal, 0, "win.true-scale", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_period, 0, "win.true-scale", NULL);
}
