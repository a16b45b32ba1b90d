/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-banner.h"

#include <glib/gi18n.h>

/**
 * StrataCompatBanner:
 *
 * Stands in for `AdwBanner` of libadwaita 1.3: a message across the window, which the user can
 * close. It is announced as an alert.
 */
struct _StrataCompatBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *button;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_REVEALED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataCompatBanner, strata_compat_banner, GTK_TYPE_WIDGET)

static void
close_cb (StrataCompatBanner *self)
{
  strata_compat_banner_set_revealed (self, FALSE);
}

static void
strata_compat_banner_dispose (GObject *object)
{
  StrataCompatBanner *self = STRATA_COMPAT_BANNER (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  self->icon = self->label = self->button = NULL;

  G_OBJECT_CLASS (strata_compat_banner_parent_class)->dispose (object);
}

static void
strata_compat_banner_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  StrataCompatBanner *self = STRATA_COMPAT_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, strata_compat_banner_get_title (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, strata_compat_banner_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_compat_banner_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  StrataCompatBanner *self = STRATA_COMPAT_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      strata_compat_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      strata_compat_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_compat_banner_class_init (StrataCompatBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_compat_banner_dispose;
  object_class->get_property = strata_compat_banner_get_property;
  object_class->set_property = strata_compat_banner_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
strata_compat_banner_init (StrataCompatBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->revealer = gtk_revealer_new ();
  self->icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  self->label = gtk_label_new (NULL);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Dismiss"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Dismiss"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (close_cb), self);

  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), button);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

/**
 * strata_compat_banner_new:
 *
 * Creates a banner that is not revealed.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_compat_banner_new (void)
{
  return g_object_new (STRATA_TYPE_COMPAT_BANNER, NULL);
}

/**
 * strata_compat_banner_get_title:
 * @self: a banner
 *
 * Gets the message.
 *
 * Returns: (transfer none): the text
 */
const char *
strata_compat_banner_get_title (StrataCompatBanner *self)
{
  g_return_val_if_fail (STRATA_IS_COMPAT_BANNER (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * strata_compat_banner_set_title:
 * @self: a banner
 * @title: the text
 *
 * Sets the message.
 */
void
strata_compat_banner_set_title (StrataCompatBanner *self,
                                const char         *title)
{
  g_return_if_fail (STRATA_IS_COMPAT_BANNER (self));
  g_return_if_fail (title != NULL);

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), title) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (self->label), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * strata_compat_banner_set_action:
 * @self: a banner
 * @label: (nullable): what a button says; %NULL for no button
 * @action_name: (nullable): what it does
 *
 * Offers something to do about the message. Without that, the message is about a failure.
 */
void
strata_compat_banner_set_action (StrataCompatBanner *self,
                                 const char         *label,
                                 const char         *action_name)
{
  g_return_if_fail (STRATA_IS_COMPAT_BANNER (self));

  gtk_button_set_label (GTK_BUTTON (self->button), label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (self->button, label != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                label != NULL ? "dialog-information-symbolic"
                                              : "dialog-error-symbolic");
}

/**
 * strata_compat_banner_get_revealed:
 * @self: a banner
 *
 * Gets whether the message is shown.
 *
 * Returns: %TRUE if it is
 */
gboolean
strata_compat_banner_get_revealed (StrataCompatBanner *self)
{
  g_return_val_if_fail (STRATA_IS_COMPAT_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * strata_compat_banner_set_revealed:
 * @self: a banner
 * @revealed: whether to show the message
 *
 * Shows or hides the message.
 */
void
strata_compat_banner_set_revealed (StrataCompatBanner *self,
                                   gboolean            revealed)
{
  g_return_if_fail (STRATA_IS_COMPAT_BANNER (self));

  if (strata_compat_banner_get_revealed (self) == revealed)
    return;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}
