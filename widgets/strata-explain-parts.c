/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-parts.h"

#include <glib/gi18n.h>

#include "strata-instance-link.h"

/*
 * What the sections of an explanation are made of. Whatever names an instance leads to it.
 */

static guint
get_target (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "strata-instance"));
}

static void
row_activated_cb (StrataSelection *selection,
                  GtkListBoxRow   *row)
{
  strata_selection_select (selection, get_target (row));
}

static gboolean
activate_link_cb (StrataSelection *selection,
                  const char      *uri)
{
  guint instance;

  if (strata_instance_link_read (uri, &instance))
    strata_selection_select (selection, instance);

  return GDK_EVENT_STOP;
}

/**
 * strata_explain_parts_add_section:
 * @sections: where to add it
 * @title: its heading
 *
 * Adds a section.
 *
 * Returns: (transfer none): the section, a box
 */
GtkWidget *
strata_explain_parts_add_section (GtkBox     *sections,
                                  const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (section), heading);
  gtk_box_append (sections, section);

  return section;
}

/**
 * strata_explain_parts_add_text:
 * @section: a section
 * @text: a sentence or two
 *
 * Adds a paragraph.
 *
 * Returns: (transfer none): the label
 */
GtkWidget *
strata_explain_parts_add_text (GtkWidget  *section,
                               const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (section), label);

  return label;
}

/**
 * strata_explain_parts_add_list:
 * @section: a section
 * @selection: what its rows select in
 * @title: what a screen reader says of it
 *
 * Adds a list of rows that lead to what they name.
 *
 * Returns: (transfer none): the list
 */
GtkWidget *
strata_explain_parts_add_list (GtkWidget       *section,
                               StrataSelection *selection,
                               const char      *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), selection,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (section), list);

  return list;
}

/**
 * strata_explain_parts_add_row:
 * @list: a list
 * @selection: what it selects in
 * @title: what stands in the row
 * @markup: and below it, with links
 * @target: the index of the instance that it leads to, or %STRATA_NO_INSTANCE
 *
 * Adds a row. It is one of libadwaita's to look at; in those no link can be followed.
 */
void
strata_explain_parts_add_row (GtkWidget       *list,
                              StrataSelection *selection,
                              const char      *title,
                              const char      *markup,
                              guint            target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *subtitle = strata_explain_parts_new_link_label (selection, markup);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (name, "title");
  gtk_widget_add_css_class (subtitle, "subtitle");
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), subtitle);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (texts, "title");
  gtk_box_append (GTK_BOX (header), texts);
  gtk_widget_add_css_class (header, "header");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), header);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, subtitle, NULL,
                                  -1);
  gtk_widget_add_css_class (row, "explained");
  if (target != STRATA_NO_INSTANCE)
    {
      GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                       "icon-name", "go-next-symbolic",
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                       NULL);

      target = strata_space_model_get_shown (strata_selection_get_model (selection), target);
      g_object_set_data (G_OBJECT (row), "strata-instance", GUINT_TO_POINTER (target));
      gtk_widget_add_css_class (row, "activatable");
      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (GTK_BOX (header), arrow);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), target != STRATA_NO_INSTANCE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/**
 * strata_explain_parts_add_more:
 * @section: a section
 * @n_more: how many are not listed
 *
 * Says so, if there are any.
 */
void
strata_explain_parts_add_more (GtkWidget *section,
                               guint      n_more)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (n_more == 0)
    return;

  text = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more),
                          n_more);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (section), label);
}

/**
 * strata_explain_parts_dup_counted:
 * @model: a model
 * @instance: the index of the first of some instances of one name
 * @count: how many they are
 *
 * Returns: (transfer full): the name, and how many they are if they are more than one
 */
char *
strata_explain_parts_dup_counted (StrataSpaceModel *model,
                                  guint             instance,
                                  guint             count)
{
  g_autofree char *title = strata_space_model_dup_title (
    model, strata_space_model_get_shown (model, instance));

  /* Translators: a name, and how many there are of that name */
  return count == 1 ? g_steal_pointer (&title) : g_strdup_printf (_("%s ×%u"), title, count);
}

/**
 * strata_explain_parts_follow_links:
 * @label: a label with links
 * @selection: what they select in
 *
 * Lets the links of a label lead to what they name.
 */
void
strata_explain_parts_follow_links (GtkLabel        *label,
                                   StrataSelection *selection)
{
  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), selection,
                           G_CONNECT_SWAPPED);
}

/**
 * strata_explain_parts_new_link_label:
 * @selection: what the links select in
 * @markup: text with links
 *
 * Creates a label whose links lead to what they name.
 *
 * Returns: (transfer floating): the label
 */
GtkWidget *
strata_explain_parts_new_link_label (StrataSelection *selection,
                                     const char      *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  strata_explain_parts_follow_links (GTK_LABEL (label), selection);

  return label;
}

static gboolean
find_link (GtkLabel  *label,
           GtkWidget *above,
           double     x,
           double     y,
           guint     *instance)
{
  double label_x, label_y;
  int layout_x, layout_y, index, trailing;

  if (!gtk_label_get_use_markup (label) ||
      !gtk_widget_translate_coordinates (above, GTK_WIDGET (label), x, y, &label_x, &label_y))
    return FALSE;

  gtk_label_get_layout_offsets (label, &layout_x, &layout_y);

  return pango_layout_xy_to_index (gtk_label_get_layout (label),
                                   (int) ((label_x - layout_x) * PANGO_SCALE),
                                   (int) ((label_y - layout_y) * PANGO_SCALE),
                                   &index, &trailing) &&
         strata_instance_link_find (gtk_label_get_label (label), (gsize) index, instance);
}

/**
 * strata_explain_parts_find_at:
 * @above: a widget that has parts in it
 * @x: a place in it, in its own pixels
 * @y: the same
 * @instance: (out): the index of the instance that is named there
 *
 * Finds the link or the row at a place.
 *
 * Returns: %TRUE if there is one
 */
gboolean
strata_explain_parts_find_at (GtkWidget *above,
                              double     x,
                              double     y,
                              guint     *instance)
{
  for (GtkWidget *widget = gtk_widget_pick (above, x, y, GTK_PICK_DEFAULT);
       widget != NULL && widget != above;
       widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_LABEL (widget) && find_link (GTK_LABEL (widget), above, x, y, instance))
        return TRUE;
      if (GTK_IS_LIST_BOX_ROW (widget) &&
          gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget)))
        {
          *instance = get_target (GTK_LIST_BOX_ROW (widget));
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * strata_explain_parts_find_focused:
 * @focus: what has the keyboard
 * @instance: (out): the index of the instance that it names
 *
 * Finds the link or the row that the keyboard is at.
 *
 * Returns: %TRUE if there is one
 */
gboolean
strata_explain_parts_find_focused (GtkWidget *focus,
                                   guint     *instance)
{
  const char *uri = GTK_IS_LABEL (focus) ? gtk_label_get_current_uri (GTK_LABEL (focus)) : NULL;

  if (uri != NULL)
    return strata_instance_link_read (uri, instance);
  if (!GTK_IS_LIST_BOX_ROW (focus) ||
      !gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (focus)))
    return FALSE;
  *instance = get_target (GTK_LIST_BOX_ROW (focus));

  return TRUE;
}
