/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/strata-compat-focus.h"
#include "strata-hex-finder.h"
#include "strata-hex-text.h"
#include "strata-numbers.h"
#include "strata-tie.h"

#define PROGRESS_INTERVAL 100 /* milliseconds */
#define MAX_LENGTH 4096
#define CLOSING 250 /* milliseconds */

/* What the entry holds; in the order of the list */
typedef enum
{
  MANNER_BYTES,
  MANNER_TEXT,
  MANNER_VALUE_2,
  MANNER_VALUE_4,
  MANNER_VALUE_8,
} Manner;

/**
 * StrataHexFindBar:
 *
 * Searches the memory that a hex view shows, for bytes, a text or a value, in both directions. A
 * long search shows how far it is and can be stopped.
 *
 * # Actions
 *
 * - `find.next`, `find.previous`: goes to the next place
 * - `find.stop`: stops the search; closes the bar if there is none
 */
struct _StrataHexFindBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkEntry *entry;
  GtkDropDown *manner;
  GtkWidget *stop_button;

  StrataHexView *view; /* not held: both are children of one panel */
  StrataHexFinder *finder;
  guint64 from;
  gsize length;
  guint tick;
};

enum
{
  MESSAGE,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataHexFindBar, strata_hex_find_bar, GTK_TYPE_WIDGET)

static void
tell (StrataHexFindBar *self,
      const char       *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

static void
show_running (StrataHexFindBar *self)
{
  gboolean runs = strata_hex_finder_is_running (self->finder);
  const char *label = runs ? _("Stop the Search (Escape)") : _("Close (Escape)");

  gtk_entry_set_progress_fraction (self->entry, strata_hex_finder_get_progress (self->finder));
  gtk_button_set_icon_name (GTK_BUTTON (self->stop_button), runs ? "process-stop-symbolic"
                                                                 : "window-close-symbolic");
  gtk_widget_set_tooltip_text (self->stop_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, runs ? _("Stop") : _("Close"),
                                  -1);
}

static gboolean
tick_cb (gpointer user_data)
{
  StrataHexFindBar *self = user_data;

  show_running (self);
  if (strata_hex_finder_is_running (self->finder))
    return G_SOURCE_CONTINUE;

  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
stop (StrataHexFindBar *self)
{
  strata_hex_finder_stop (self->finder);
  g_clear_handle_id (&self->tick, g_source_remove);
  show_running (self);
}

static void
finished_cb (StrataHexFindBar *self,
             gboolean          is_found,
             guint64           address,
             gboolean          has_wrapped)
{
  stop (self);
  if (self->view == NULL)
    return;
  if (!is_found)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      tell (self, _("Not found in what can be seen without side effects"));
      return;
    }
  strata_hex_view_go_to (self->view, address, address + (self->length - 1));
  if (address == self->from && has_wrapped)
    tell (self, _("There is no other place"));
  else if (has_wrapped)
    tell (self, _("The search went on at the other end"));
}

/* {{{ What is searched for */

static Manner
get_manner (StrataHexFindBar *self)
{
  return (Manner) gtk_drop_down_get_selected (self->manner);
}

static GByteArray *
spell_value (const char *text,
             guint       size,
             gboolean    big_endian)
{
  GByteArray *bytes;
  guint64 value;

  if (g_ascii_strncasecmp (text, "0x", 2) == 0)
    text += 2;
  if (!g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT64 >> (64 - 8 * size), &value, NULL))
    return NULL;

  bytes = g_byte_array_sized_new (size);
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (value >> (8 * (big_endian ? size - 1 - i : i)));

      g_byte_array_append (bytes, &byte, 1);
    }

  return bytes;
}

static GByteArray *
spell (StrataHexFindBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean big_endian = strata_hex_view_get_big_endian (self->view);
  GByteArray *bytes;

  if (*text == 0)
    return NULL;
  switch (get_manner (self))
    {
    case MANNER_TEXT:
      bytes = g_byte_array_new ();
      return g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
    case MANNER_VALUE_2:
      return spell_value (text, 2, big_endian);
    case MANNER_VALUE_4:
      return spell_value (text, 4, big_endian);
    case MANNER_VALUE_8:
      return spell_value (text, 8, big_endian);
    case MANNER_BYTES:
    default:
      return strata_hex_text_parse (text);
    }
}

static void
show_example (StrataHexFindBar *self)
{
  const char *text;

  switch (get_manner (self))
    {
    case MANNER_BYTES:
      text = _("Bytes such as 0a ff");
      break;
    case MANNER_TEXT:
      text = _("Text");
      break;
    default:
      text = self->view != NULL && strata_hex_view_get_big_endian (self->view)
        ? _("Big-endian value such as 12ab") : _("Little-endian value such as 12ab");
    }
  gtk_entry_set_placeholder_text (self->entry, text);
}

/* }}} */

static void
find (StrataHexFindBar *self,
      gboolean          backward)
{
  StrataHexSource *source = self->view != NULL ? strata_hex_view_get_source (self->view) : NULL;
  g_autoptr (GByteArray) bytes = NULL;
  guint64 last;

  if (source == NULL)
    return;
  bytes = spell (self);
  if (bytes == NULL || bytes->len > MAX_LENGTH)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      tell (self, _("This cannot be searched for"));
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  strata_hex_view_get_selection (self->view, &self->from, &last);
  self->length = bytes->len;
  strata_hex_finder_start (self->finder, source, self->from, backward, bytes->data, bytes->len);
  if (self->tick == 0)
    self->tick = g_timeout_add (PROGRESS_INTERVAL, tick_cb, self);
}

static void
next_cb (StrataHexFindBar *self)
{
  find (self, FALSE);
}

static void
changed_cb (StrataHexFindBar *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  show_example (self);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  find (STRATA_HEX_FIND_BAR (widget), FALSE);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  find (STRATA_HEX_FIND_BAR (widget), TRUE);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataHexFindBar *self = STRATA_HEX_FIND_BAR (widget);

  if (!strata_hex_finder_is_running (self->finder))
    {
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }
  stop (self);
  tell (self, _("The search was stopped"));
}

static gboolean
strata_hex_find_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (STRATA_HEX_FIND_BAR (widget)->entry));
}

static void
strata_hex_find_bar_dispose (GObject *object)
{
  StrataHexFindBar *self = STRATA_HEX_FIND_BAR (object);
  GtkWidget *child;

  if (self->finder != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->finder, self);
      strata_hex_finder_stop (self->finder);
    }
  g_clear_object (&self->finder);
  g_clear_handle_id (&self->tick, g_source_remove);
  strata_hex_find_bar_set_view (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_hex_find_bar_parent_class)->dispose (object);
}

static void
strata_hex_find_bar_class_init (StrataHexFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_hex_find_bar_dispose;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_hex_find_bar_grab_focus;

  /**
   * StrataHexFindBar::message:
   * @self: the bar
   * @text: what came of a search
   */
  signals[MESSAGE] = g_signal_new ("message", STRATA_TYPE_HEX_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * StrataHexFindBar::closed:
   * @self: the bar
   *
   * Nobody wants to search any more.
   */
  signals[CLOSED] = g_signal_new ("closed", STRATA_TYPE_HEX_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "find.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "find.stop", NULL, stop_action);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hex-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHexFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFindBar, manner);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFindBar, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
strata_hex_find_bar_init (StrataHexFindBar *self)
{
  self->finder = strata_hex_finder_new ();
  g_signal_connect_swapped (self->finder, "finished", G_CALLBACK (finished_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_numbers_set_entry (GTK_EDITABLE (self->entry));
  show_example (self);
  show_running (self);
}

/**
 * strata_hex_find_bar_new:
 *
 * Returns: (transfer floating): a bar that is not revealed and searches nothing
 */
GtkWidget *
strata_hex_find_bar_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_FIND_BAR, NULL);
}

/**
 * strata_hex_find_bar_get_view:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the view that is searched
 */
StrataHexView *
strata_hex_find_bar_get_view (StrataHexFindBar *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_FIND_BAR (self), NULL);

  return self->view;
}

/**
 * strata_hex_find_bar_set_view:
 * @self: a bar
 * @view: (nullable): a view
 *
 * Sets the view that is searched, from its cursor on. When it shows something else, a search ends.
 */
void
strata_hex_find_bar_set_view (StrataHexFindBar *self,
                              StrataHexView    *view)
{
  g_return_if_fail (STRATA_IS_HEX_FIND_BAR (self));
  g_return_if_fail (view == NULL || STRATA_IS_HEX_VIEW (view));

  if (!strata_tie_set_weak (&self->view, view, self) || view == NULL)
    return;

  g_signal_connect_swapped (view, "notify::source", G_CALLBACK (stop), self);
  g_signal_connect_swapped (view, "notify::big-endian", G_CALLBACK (show_example), self);
}

/**
 * strata_hex_find_bar_get_revealed:
 * @self: a bar
 *
 * Returns: whether it can be seen
 */
gboolean
strata_hex_find_bar_get_revealed (StrataHexFindBar *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_FIND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * strata_hex_find_bar_set_revealed:
 * @self: a bar
 * @revealed: whether it can be seen
 *
 * Opens or closes the bar. Opened, it has the focus, and what was searched for last is selected.
 */
void
strata_hex_find_bar_set_revealed (StrataHexFindBar *self,
                                  gboolean          revealed)
{
  g_return_if_fail (STRATA_IS_HEX_FIND_BAR (self));

  /* Keys are lost on what is not there yet: it opens at once. */
  gtk_revealer_set_transition_duration (self->revealer, revealed ? 0 : CLOSING);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  if (revealed)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    stop (self);
}

/**
 * strata_hex_find_bar_is_searching:
 * @self: a bar
 *
 * Returns: whether a search goes on
 */
gboolean
strata_hex_find_bar_is_searching (StrataHexFindBar *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_FIND_BAR (self), FALSE);

  return strata_hex_finder_is_running (self->finder);
}
