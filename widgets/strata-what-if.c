/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-what-if.h"

#include <glib/gi18n.h>

#include "strata-words.h"

/* So many changes are listed; more are counted. */
#define MAX_ROWS 100

/**
 * StrataWhatIf:
 *
 * What an edit would bring: the flat ranges that would come and go, which is what the listeners
 * would hear, in their order.
 */
struct _StrataWhatIf
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *summary;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (StrataWhatIf, strata_what_if, GTK_TYPE_WIDGET)

/* How an event is shown */
typedef struct
{
  const char *sign;
  const char *css_class; /* NULL for none */
  const char *name;
} Look;

static Look
get_look (StrataEventKind kind)
{
  const char *name = strata_words_event (kind);

  switch (kind)
    {
    case STRATA_EVENT_REGION_ADD:
      return (Look) { "+", "success", name };
    case STRATA_EVENT_REGION_DEL:
      return (Look) { "−", "error", name };
    case STRATA_EVENT_LOG_START:
    case STRATA_EVENT_COALESCED_ADD:
    case STRATA_EVENT_EVENTFD_ADD:
      return (Look) { "+", NULL, name };
    case STRATA_EVENT_LOG_STOP:
    case STRATA_EVENT_COALESCED_DEL:
    case STRATA_EVENT_EVENTFD_DEL:
      return (Look) { "−", NULL, name };
    case STRATA_EVENT_REGION_NOP:
    default:
      return (Look) { "·", NULL, name };
    }
}

static void
add_row (StrataWhatIf      *self,
         const StrataEvent *event,
         GHashTable        *names)
{
  Look look = get_look (event->kind);
  g_autofree char *range = strata_words_range (event->part.first, event->part.last);
  const char *new_name = names != NULL ? g_hash_table_lookup (names, event->range.region) : NULL;
  const char *region = new_name != NULL ? new_name : strata_region_get_name (event->range.region);
  g_autofree char *tooltip = g_strdup_printf ("%s: %s, %s", look.name, region,
                                              strata_address_space_get_name (event->space));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new (look.sign);
  GtkWidget *address = gtk_label_new (range);
  GtkWidget *name = gtk_label_new (region);

  gtk_widget_add_css_class (sign, "address");
  gtk_widget_add_css_class (address, "address");
  if (look.css_class != NULL)
    {
      gtk_widget_add_css_class (sign, look.css_class);
      gtk_widget_add_css_class (name, look.css_class);
    }
  gtk_label_set_xalign (GTK_LABEL (name), 1);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (address), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (address), 0);
  gtk_label_set_width_chars (GTK_LABEL (name), 6);
  gtk_widget_set_hexpand (address, TRUE);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, look.name,
                                  -1);
  gtk_box_append (GTK_BOX (row), sign);
  gtk_box_append (GTK_BOX (row), address);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
clear (StrataWhatIf *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), row);
}

static void
strata_what_if_dispose (GObject *object)
{
  StrataWhatIf *self = STRATA_WHAT_IF (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->summary = self->list = NULL;

  G_OBJECT_CLASS (strata_what_if_parent_class)->dispose (object);
}

static void
strata_what_if_class_init (StrataWhatIfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_what_if_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_what_if_init (StrataWhatIf *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->summary = gtk_label_new (NULL);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "heading");
  gtk_box_append (GTK_BOX (self->box), self->summary);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What If"), -1);
}

/**
 * strata_what_if_new:
 *
 * Creates a widget that shows nothing.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_what_if_new (void)
{
  return g_object_new (STRATA_TYPE_WHAT_IF, NULL);
}

/**
 * strata_what_if_set_commit:
 * @self: a widget
 * @commit: (nullable): what an edit would bring; %NULL for nothing to show
 * @names: (nullable) (element-type StrataRegion utf8): the regions that it would rename, as from
 *   strata_board_list_new_names(); they have their new names by the time that listeners hear of it
 *
 * Shows what an edit would bring.
 */
void
strata_what_if_set_commit (StrataWhatIf    *self,
                           StrataDryCommit *commit,
                           GHashTable      *names)
{
  guint n_events = commit != NULL ? strata_dry_commit_get_n_events (commit) : 0;
  guint n_added = 0;
  guint n_removed = 0;
  g_autofree char *added = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (STRATA_IS_WHAT_IF (self));

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), commit != NULL);
  for (guint i = 0; i < n_events; i++)
    {
      const StrataEvent *event = strata_dry_commit_get_event (commit, i);

      n_added += event->kind == STRATA_EVENT_REGION_ADD;
      n_removed += event->kind == STRATA_EVENT_REGION_DEL;
      if (i < MAX_ROWS)
        add_row (self, event, names);
    }
  added = g_strdup_printf (ngettext ("%u flat range would come", "%u flat ranges would come",
                                     n_added), n_added);
  if (n_events == 0)
    text = g_strdup (names != NULL ? _("Only names would change") : _("No flat view would change"));
  else /* Translators: it starts with “1 flat range would come” */
    text = g_strdup_printf (_("%s, %u would go"), added, n_removed);
  if (n_events > MAX_ROWS)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("and %u more", "and %u more",
                                                         n_events - MAX_ROWS),
                                               n_events - MAX_ROWS);

      gtk_box_append (GTK_BOX (self->list), gtk_label_new (rest));
    }
  gtk_label_set_label (GTK_LABEL (self->summary), text);
}
