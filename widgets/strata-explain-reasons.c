/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-reasons.h"

#include <glib/gi18n.h>

#include "strata-explain-parts.h"
#include "strata-instance-link.h"
#include "strata-words.h"

/* So many names are told in one reason. */
#define MAX_WINNERS 6

/* One line of the meeting: who, and with which priority */
static void
add_contender (GtkGrid         *grid,
               StrataSelection *selection,
               int              line,
               const char      *markup,
               gint             priority)
{
  g_autofree char *number = strata_words_priority (priority);
  g_autofree char *text = g_strdup_printf (_("priority %s"), number);
  GtkWidget *name = strata_explain_parts_new_link_label (selection, markup);
  GtkWidget *value = gtk_label_new (text);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_widget_add_css_class (value, "number");
  gtk_grid_attach (grid, name, 0, line, 1, 1);
  gtk_grid_attach (grid, value, 1, line, 1, 1);
}

static char *
make_loser_markup (const StrataExplanation *explanation,
                   guint                    loser)
{
  g_autofree char *link = strata_instance_link_write (explanation->model, loser, NULL);
  g_autofree char *escaped = NULL;
  const StrataInstance *held;

  if (strata_space_model_get_shown (explanation->model, loser) == explanation->instance)
    return g_steal_pointer (&link);

  held = strata_space_model_get_instance (
    explanation->model, strata_space_model_get_sibling (explanation->model, explanation->instance));
  escaped = g_markup_escape_text (
    strata_space_model_get_name (explanation->model, held->region), -1);

  /* Translators: the first is a link to a region, the second one that lies in it */
  return g_strdup_printf (_("%s (holds %s)"), link, escaped);
}

/* Writes each name once, with how many there are of it, as links to the first of them. */
static GPtrArray *
list_winners (const StrataExplanation *explanation,
              const StrataReason      *reason)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reason->winners->len; i++)
    {
      guint winner = g_array_index (reason->winners, guint, i);
      char *title = strata_explain_parts_dup_counted (explanation->model, winner, 1);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, title));

      if (count == 0)
        g_array_append_val (firsts, winner);
      g_hash_table_insert (counts, title, GUINT_TO_POINTER (count + 1));
    }

  for (guint i = 0; i < firsts->len; i++)
    {
      guint winner = g_array_index (firsts, guint, i);
      g_autofree char *title = strata_explain_parts_dup_counted (explanation->model, winner, 1);
      g_autofree char *counted = strata_explain_parts_dup_counted (
        explanation->model, winner, GPOINTER_TO_UINT (g_hash_table_lookup (counts, title)));

      g_ptr_array_add (links, strata_instance_link_write (explanation->model, winner, counted));
    }

  return links;
}

static GtkWidget *
make_meeting (StrataSelection         *selection,
              const StrataExplanation *explanation,
              const StrataReason      *reason,
              GPtrArray               *winners)
{
  const StrataInstance *loser = strata_space_model_get_instance (explanation->model, reason->loser);
  g_autofree char *markup = make_loser_markup (explanation, reason->loser);
  GtkWidget *grid = gtk_grid_new ();
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (; line < (int) MIN (winners->len, MAX_WINNERS); line++)
    add_contender (GTK_GRID (grid), selection, line, g_ptr_array_index (winners, line),
                   reason->priority);
  add_contender (GTK_GRID (grid), selection, line, markup, loser->priority);

  return grid;
}

/* The first of them, as a list in a sentence */
static char *
join_winners (GPtrArray *winners)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (winners->len, MAX_WINNERS); i++)
    {
      if (i > 0)
        /* Translators: between the names in a list */
        g_string_append (list, _(", "));
      g_string_append (list, g_ptr_array_index (winners, i));
    }

  return g_string_free (list, FALSE);
}

static GtkWidget *
make_reason (StrataSelection         *selection,
             const StrataExplanation *explanation,
             const StrataReason      *reason)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GPtrArray) winners = list_winners (explanation, reason);
  g_autofree char *at = strata_instance_link_write (explanation->model, reason->at, NULL);
  g_autofree char *sentence = strata_explanation_dup_rule (explanation, reason, TRUE);
  g_autofree char *head = NULL;

  if (reason->rule == STRATA_RULE_OWN_SUBREGION)
    {
      g_autofree char *names = join_winners (winners);

      head = g_strdup_printf (ngettext ("%s lies inside %s.", "%s lie inside %s.",
                                        reason->winners->len), names, at);
    }
  else
    {
      head = g_strdup_printf (_("Priorities meet in %s:"), at);
    }

  gtk_box_append (GTK_BOX (card), strata_explain_parts_new_link_label (selection, head));
  if (reason->rule != STRATA_RULE_OWN_SUBREGION)
    gtk_box_append (GTK_BOX (card), make_meeting (selection, explanation, reason, winners));
  if (winners->len > MAX_WINNERS)
    strata_explain_parts_add_more (card, winners->len - MAX_WINNERS);

  gtk_box_append (GTK_BOX (card), strata_explain_parts_new_link_label (selection, sentence));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reason");

  return card;
}

/**
 * strata_explain_reasons_add:
 * @sections: where to add it
 * @selection: what names select in
 * @explanation: what there is to say
 *
 * Adds a section that says why others hide the instance, if they do.
 */
void
strata_explain_reasons_add (GtkBox                  *sections,
                            StrataSelection         *selection,
                            const StrataExplanation *explanation)
{
  GtkWidget *section;

  if (explanation->reasons->len == 0)
    return;

  section = strata_explain_parts_add_section (sections, _("Why"));
  for (guint i = 0; i < explanation->reasons->len; i++)
    gtk_box_append (GTK_BOX (section),
                    make_reason (selection, explanation,
                                 g_ptr_array_index (explanation->reasons, i)));
}
