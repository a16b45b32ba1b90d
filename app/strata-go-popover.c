/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-go-popover.h"

#include <glib/gi18n.h>

#include "strata-numbers.h"

/* So many names are offered. */
#define MAX_NAMES 40

/*
 * Where to go: an entry for an address, a name or a sum, with what the names may be, and what has
 * been understood so far.
 */
struct _StrataGoPopover
{
  GtkPopover parent_instance;

  GtkEntry *entry;
  GtkLabel *message;
  GtkWidget *scroller;
  GtkListBox *list;

  StrataBoard *board;
  StrataAddressSpace *space;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataGoPopover, strata_go_popover, GTK_TYPE_POPOVER)

/* In the address space that is shown, else in any. */
static gboolean
resolve (StrataGoPopover *self,
         const char      *text,
         StrataPlace     *place,
         GError         **error)
{
  if (strata_board_resolve (self->board, self->space, text, place, error))
    return place->space != NULL;

  return strata_board_resolve (self->board, NULL, text, place, NULL) && place->space != NULL;
}

static void
show_message (StrataGoPopover *self,
              const char      *text,
              gboolean         is_error)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  if (is_error)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message), "dim-label");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static char *
describe (const StrataPlace *place)
{
  g_autofree char *address = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", place->address);
  const char *space = strata_address_space_get_name (place->space);

  if (place->hidden)
    /* Translators: an address, and an address space */
    return g_strdup_printf (_("%s in %s, hidden there"), address, space);

  /* Translators: an address, and an address space */
  return g_strdup_printf (_("%s in %s"), address, space);
}

static void
add_name (StrataGoPopover *self,
          const char      *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (name);
  g_autofree char *where = NULL;
  GtkWidget *address;
  GtkWidget *row = gtk_list_box_row_new ();
  StrataPlace place;

  if (resolve (self, name, &place, NULL))
    where = g_strdup_printf ("%" G_GINT64_MODIFIER "x", place.address);
  address = gtk_label_new (where != NULL ? where : "");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (address, "address");
  gtk_widget_add_css_class (address, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), address);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "strata-name", g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

static void
fill_list (StrataGoPopover *self,
           const char      *text)
{
  g_auto (GStrv) names = strata_board_complete (self->board, text, MAX_NAMES);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; names[i] != NULL; i++)
    add_name (self, names[i]);
  gtk_widget_set_visible (self->scroller, names[0] != NULL);
}

static void
changed_cb (StrataGoPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *message = NULL;
  StrataPlace place;

  if (self->board == NULL)
    return;

  fill_list (self, text);
  if (*text != '\0' && resolve (self, text, &place, NULL))
    message = describe (&place);
  show_message (self, message != NULL ? message : "", FALSE);
}

static void
go (StrataGoPopover *self,
    const char      *text)
{
  g_autoptr (GError) error = NULL;
  StrataPlace place;

  if (self->board == NULL || *text == '\0')
    return;

  if (!resolve (self, text, &place, &error))
    {
      show_message (self, error != NULL ? error->message : _("There is no address space"), TRUE);
      return;
    }

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, &place);
}

static void
row_activated_cb (StrataGoPopover *self,
                  GtkListBoxRow   *row)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "strata-name"));

  go (self, name);
}

/* What is chosen in the list, else what is written. */
static void
activate_cb (StrataGoPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
  else
    go (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
choose_row (StrataGoPopover *self,
            gint             step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gint index = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : -1;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && index > 0)
    return;

  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      (const char *) g_object_get_data (G_OBJECT (row), "strata-name"), -1);
}

/* Tab takes over the name that is chosen, or the first. */
static gboolean
complete (StrataGoPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autofree char *name = NULL;

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  name = g_strdup (g_object_get_data (G_OBJECT (row), "strata-name"));
  if (g_str_equal (name, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    return GDK_EVENT_PROPAGATE;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (StrataGoPopover *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  /* What opens this does not hear of keys while it is open. */
  if (state == GDK_CONTROL_MASK && keyval == GDK_KEY_l)
    {
      gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
      return GDK_EVENT_STOP;
    }
  if (state != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose_row (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose_row (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      return complete (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
strata_go_popover_show (GtkWidget *widget)
{
  StrataGoPopover *self = STRATA_GO_POPOVER (widget);

  changed_cb (self);
  GTK_WIDGET_CLASS (strata_go_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
strata_go_popover_dispose (GObject *object)
{
  StrataGoPopover *self = STRATA_GO_POPOVER (object);

  g_clear_object (&self->board);
  g_clear_pointer (&self->space, strata_address_space_unref);

  G_OBJECT_CLASS (strata_go_popover_parent_class)->dispose (object);
}

static void
strata_go_popover_class_init (StrataGoPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_go_popover_dispose;
  widget_class->show = strata_go_popover_show;

  /**
   * StrataGoPopover::chosen:
   * @place: a #StrataPlace
   *
   * Someone wants to go there.
   */
  signals[CHOSEN] = g_signal_new ("chosen", STRATA_TYPE_GO_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-go-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataGoPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, StrataGoPopover, message);
  gtk_widget_class_bind_template_child (widget_class, StrataGoPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataGoPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
strata_go_popover_init (StrataGoPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  strata_numbers_set_entry (GTK_EDITABLE (self->entry));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * strata_go_popover_set_place:
 * @self: a popover
 * @board: (nullable): the board whose names are understood
 * @space: (nullable): the address space that is meant if nothing else is said
 *
 * Says where addresses are.
 */
void
strata_go_popover_set_place (StrataGoPopover    *self,
                             StrataBoard        *board,
                             StrataAddressSpace *space)
{
  g_return_if_fail (STRATA_IS_GO_POPOVER (self));

  g_set_object (&self->board, board);
  if (space != NULL)
    strata_address_space_ref (space);
  g_clear_pointer (&self->space, strata_address_space_unref);
  self->space = space;
}
