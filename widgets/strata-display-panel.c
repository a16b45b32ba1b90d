/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-display-panel.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-file-dialog.h"
#include "paint/strata-map-text.h"
#include "strata-display-view.h"

/**
 * StrataDisplayPanel:
 *
 * A display with what there is to know of it below: the mode, and what the last frame took.
 *
 * # Actions
 *
 * - `view.scaling`, `view.correct-aspect`, `view.show-dirty`: how it is shown
 * - `display.copy-picture`: puts the picture onto the clipboard
 * - `display.save-picture`: asks for a PNG file and writes the picture into it
 */
struct _StrataDisplayPanel
{
  GtkWidget parent_instance;

  StrataDisplayView *view;
  GtkLabel *mode;
  GtkLabel *frame;
};

enum
{
  PROP_0,
  PROP_DISPLAY,
  N_PROPS,
};

enum
{
  MESSAGE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataDisplayPanel, strata_display_panel, GTK_TYPE_WIDGET)

static void
show_mode (StrataDisplayPanel *self)
{
  StrataDisplay *display = strata_display_view_get_display (self->view);
  StrataSurface *surface = display != NULL ? strata_display_get_surface (display) : NULL;
  g_autofree char *mode = display != NULL ? strata_display_describe_mode (display) : NULL;
  g_autofree char *text = NULL;

  if (surface != NULL)
    {
      g_autofree char *size = strata_map_isolate (
        g_strdup_printf ("%u × %u", strata_surface_get_width (surface),
                         strata_surface_get_height (surface)));

      text = g_strdup_printf ("%s · %s", mode, size);
    }
  gtk_label_set_label (self->mode, text != NULL ? text : _("No display"));
}

static void
show_frame (StrataDisplayPanel *self)
{
  const StrataDisplayFrame *frame = strata_display_view_get_frame (self->view);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("%.0f fps"), strata_display_view_get_rate (self->view));
  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%u dirty page", "%u dirty pages",
                                          frame->n_dirty_pages), (guint) frame->n_dirty_pages);
  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%u row", "%u rows", frame->n_rows), frame->n_rows);
  g_string_append (text, " · ");
  g_string_append_printf (text, _("%u µs"), (guint) frame->microseconds);
  gtk_label_set_label (self->frame, text->str);
  g_string_free (text, TRUE);
}

static void
frame_cb (StrataDisplayPanel *self)
{
  if (strata_display_view_get_frame (self->view)->is_resized)
    show_mode (self);
  show_frame (self);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataDisplayPanel *self = STRATA_DISPLAY_PANEL (widget);
  g_autoptr (GdkTexture) texture = strata_display_view_get_texture (self->view);

  if (texture == NULL)
    return;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  g_signal_emit (self, signals[MESSAGE], 0, _("Picture copied"));
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (StrataDisplayPanel) self = user_data;
  g_autoptr (GFile) file = strata_compat_file_dialog_save_finish (result, NULL);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;

  if (file == NULL)
    return;

  texture = strata_display_view_get_texture (self->view);
  if (texture == NULL)
    return;
  png = gdk_texture_save_to_png_bytes (texture);
  name = g_file_get_basename (file);
  if (g_file_replace_contents (file, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL,
                               FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    message = g_strdup_printf (_("Picture saved as “%s”"), name);
  else
    message = g_strdup_printf (_("Could not save “%s”: %s"), name, error->message);
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("PNG Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  g_list_store_append (filters, pictures);
  strata_compat_file_dialog_save (GTK_WINDOW (root), _("Save the Picture"), _("display.png"),
                                  G_LIST_MODEL (filters), NULL, save_cb, g_object_ref (widget));
}

static void
update_actions (StrataDisplayPanel *self)
{
  gboolean has_display = strata_display_view_get_display (self->view) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "display.copy-picture", has_display);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "display.save-picture", has_display);
}

static void
strata_display_panel_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_display_panel_parent_class)->dispose (object);
}

static void
strata_display_panel_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DISPLAY:
      g_value_set_object (value, strata_display_panel_get_display (STRATA_DISPLAY_PANEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_display_panel_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DISPLAY:
      strata_display_panel_set_display (STRATA_DISPLAY_PANEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_display_panel_class_init (StrataDisplayPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_display_panel_dispose;
  object_class->get_property = strata_display_panel_get_property;
  object_class->set_property = strata_display_panel_set_property;

  properties[PROP_DISPLAY]
    = g_param_spec_object ("display", NULL, NULL, STRATA_TYPE_DISPLAY,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataDisplayPanel::message:
   * @self: the panel
   * @text: what happened
   *
   * What an action came to, for a person to read.
   */
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "display.copy-picture", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "display.save-picture", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "display.copy-picture", NULL);

  g_type_ensure (STRATA_TYPE_DISPLAY_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-display-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataDisplayPanel, view);
  gtk_widget_class_bind_template_child (widget_class, StrataDisplayPanel, mode);
  gtk_widget_class_bind_template_child (widget_class, StrataDisplayPanel, frame);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_display_panel_init (StrataDisplayPanel *self)
{
  static const char *const names[] = { "scaling", "correct-aspect", "show-dirty" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Actions of the panel: the menu stands beside the view, not in it. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (names[i], self->view, names[i]);

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", G_ACTION_GROUP (group));
  g_signal_connect_swapped (self->view, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (self->view, "notify::rate", G_CALLBACK (show_frame), self);
  g_signal_connect_swapped (self->view, "notify::mode", G_CALLBACK (show_mode), self);
  show_mode (self);
  update_actions (self);
}

/**
 * strata_display_panel_new:
 *
 * Returns: (transfer full): a panel that shows no display
 */
GtkWidget *
strata_display_panel_new (void)
{
  return g_object_new (STRATA_TYPE_DISPLAY_PANEL, NULL);
}

/**
 * strata_display_panel_get_display:
 * @self: a panel
 *
 * Returns: (transfer none) (nullable): the display that it shows
 */
StrataDisplay *
strata_display_panel_get_display (StrataDisplayPanel *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_PANEL (self), NULL);

  return self->view != NULL ? strata_display_view_get_display (self->view) : NULL;
}

/**
 * strata_display_panel_set_display:
 * @self: a panel
 * @display: (nullable): a display
 *
 * Sets the display to show.
 */
void
strata_display_panel_set_display (StrataDisplayPanel *self,
                                  StrataDisplay      *display)
{
  g_return_if_fail (STRATA_IS_DISPLAY_PANEL (self));
  g_return_if_fail (display == NULL || STRATA_IS_DISPLAY (display));

  if (display == strata_display_view_get_display (self->view))
    return;

  strata_display_view_set_display (self->view, display);
  show_mode (self);
  show_frame (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY]);
}
