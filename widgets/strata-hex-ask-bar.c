/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-ask-bar.h"

#include <glib/gi18n.h>

#include "strata-numbers.h"

#define CLOSING 250 /* milliseconds */

/**
 * StrataHexAskBar:
 *
 * Asks for what an action on memory needs to know: an address, or a byte.
 *
 * # Actions
 *
 * - `ask.close`: answers nothing
 */
struct _StrataHexAskBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkEntry *entry;

  StrataHexQuestion question;
};

enum
{
  ANSWERED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataHexAskBar, strata_hex_ask_bar, GTK_TYPE_WIDGET)

static void
activate_cb (StrataHexAskBar *self)
{
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
changed_cb (StrataHexAskBar *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  strata_hex_ask_bar_close (STRATA_HEX_ASK_BAR (widget));
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
strata_hex_ask_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_hex_ask_bar_parent_class)->dispose (object);
}

static void
strata_hex_ask_bar_class_init (StrataHexAskBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_hex_ask_bar_dispose;

  /**
   * StrataHexAskBar::answered:
   * @self: the bar
   *
   * There is an answer. The bar stays open until it is closed.
   */
  signals[ANSWERED] = g_signal_new ("answered", STRATA_TYPE_HEX_ASK_BAR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * StrataHexAskBar::closed:
   * @self: the bar
   *
   * A person has closed the bar, without an answer.
   */
  signals[CLOSED] = g_signal_new ("closed", STRATA_TYPE_HEX_ASK_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "ask.close", NULL, close_action);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hex-ask-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHexAskBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, StrataHexAskBar, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_hex_ask_bar_init (StrataHexAskBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_numbers_set_entry (GTK_EDITABLE (self->entry));
}

/**
 * strata_hex_ask_bar_new:
 *
 * Returns: (transfer floating): a bar that asks nothing
 */
GtkWidget *
strata_hex_ask_bar_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_ASK_BAR, NULL);
}

/**
 * strata_hex_ask_bar_ask:
 * @self: a bar
 * @question: what to ask for
 *
 * Opens the bar with an empty entry.
 */
void
strata_hex_ask_bar_ask (StrataHexAskBar   *self,
                        StrataHexQuestion  question)
{
  const char *label = question == STRATA_HEX_QUESTION_FILL ? _("Fill") : _("Go to");
  const char *example = question == STRATA_HEX_QUESTION_FILL
    ? _("Fill with a byte such as ff")
    : _("Such as 0xb8000 or vga.vram+0x10");

  g_return_if_fail (STRATA_IS_HEX_ASK_BAR (self));

  self->question = question;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_entry_set_placeholder_text (self->entry, example);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  /* Keys are lost on what is not there yet: it opens at once. */
  gtk_revealer_set_transition_duration (self->revealer, 0);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * strata_hex_ask_bar_get_question:
 * @self: a bar
 *
 * Returns: what it asks for
 */
StrataHexQuestion
strata_hex_ask_bar_get_question (StrataHexAskBar *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_ASK_BAR (self), STRATA_HEX_QUESTION_FILL);

  return self->question;
}

/**
 * strata_hex_ask_bar_get_answer:
 * @self: a bar
 *
 * Returns: what was typed
 */
const char *
strata_hex_ask_bar_get_answer (StrataHexAskBar *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_ASK_BAR (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * strata_hex_ask_bar_refuse:
 * @self: a bar
 *
 * Marks the answer as one that cannot be right.
 */
void
strata_hex_ask_bar_refuse (StrataHexAskBar *self)
{
  g_return_if_fail (STRATA_IS_HEX_ASK_BAR (self));

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

/**
 * strata_hex_ask_bar_close:
 * @self: a bar
 *
 * Closes the bar.
 */
void
strata_hex_ask_bar_close (StrataHexAskBar *self)
{
  g_return_if_fail (STRATA_IS_HEX_ASK_BAR (self));

  gtk_revealer_set_transition_duration (self->revealer, CLOSING);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
