/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "paint/strata-map-text.h"
#include "strata-explanation.h"
#include "strata-precedence.h"
#include "strata-words.h"

/* So many names are told in one reason. */
#define MAX_WINNERS 6

/* So many instances are told at one address. */
#define MAX_TRIED 12

/**
 * StrataExplainPanel:
 *
 * The answer to "why": where the selected instance is visible, where it is hidden, by whom, and
 * in which container the priorities met. Every region that is named can be followed.
 */
struct _StrataExplainPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkLabel *summary;
  GtkLabel *place;
  GtkLabel *path;
  GtkLabel *verdict;
  GtkLabel *remark;
  GtkBox *sections;
  StrataSelection *selection;
};

enum
{
  PROP_0,
  PROP_SELECTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataExplainPanel, strata_explain_panel, GTK_TYPE_WIDGET)

static gboolean
activate_link_cb (StrataExplainPanel *self,
                  const char         *uri)
{
  guint64 instance;

  if (g_str_has_prefix (uri, "instance:") &&
      g_ascii_string_to_unsigned (uri + strlen ("instance:"), 10, 0, G_MAXUINT - 1, &instance,
                                  NULL))
    strata_selection_select (self->selection, (guint) instance);

  return GDK_EVENT_STOP;
}

static void
row_activated_cb (StrataExplainPanel *self,
                  GtkListBoxRow      *row)
{
  guint instance = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "strata-instance"));

  strata_selection_select (self->selection, instance);
}

/* Writes the name of an instance as a link to it. */
static char *
make_link (const StrataExplanation *explanation,
           guint                    instance,
           const char              *text)
{
  guint shown = strata_space_model_get_shown (explanation->model, instance);
  g_autofree char *title = NULL;

  if (text == NULL)
    text = title = strata_space_model_dup_title (explanation->model, shown);

  return g_markup_printf_escaped ("<a href=\"instance:%u\">%s</a>", shown, text);
}

static char *
dup_counted_title (const StrataExplanation *explanation,
                   guint                    instance,
                   guint                    count)
{
  g_autofree char *title = strata_space_model_dup_title (
    explanation->model, strata_space_model_get_shown (explanation->model, instance));

  /* Translators: a name, and how many there are of that name */
  return count == 1 ? g_steal_pointer (&title) : g_strdup_printf (_("%s ×%u"), title, count);
}

static GtkWidget *
add_section (StrataExplainPanel *self,
             const char         *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (section), heading);
  gtk_box_append (self->sections, section);

  return section;
}

static GtkWidget *
add_list (StrataExplainPanel *self,
          GtkWidget          *section,
          const char         *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (section), list);

  return list;
}

static void
add_more (GtkWidget *section,
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

static void
add_row (const StrataExplanation *explanation,
         GtkWidget               *list,
         const char              *title,
         const char              *subtitle,
         guint                    target)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "explained");
  if (target != STRATA_NO_INSTANCE)
    {
      GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                       "icon-name", "go-next-symbolic",
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                       NULL);

      target = strata_space_model_get_shown (explanation->model, target);
      g_object_set_data (G_OBJECT (row), "strata-instance", GUINT_TO_POINTER (target));
      gtk_widget_add_css_class (arrow, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), target != STRATA_NO_INSTANCE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_ranges (StrataExplainPanel      *self,
            const StrataExplanation *explanation,
            GArray                  *ranges,
            guint                    n_ranges,
            const char              *title)
{
  GtkWidget *section;
  GtkWidget *list;

  if (ranges->len == 0)
    return;

  section = add_section (self, title);
  list = add_list (self, section, title);
  for (guint i = 0; i < ranges->len; i++)
    {
      const StrataExplainedRange *range = &g_array_index (ranges, StrataExplainedRange, i);
      g_autofree char *addresses = strata_words_range (range->first, range->last);
      g_autofree char *size = strata_map_format_size (range->first, range->last);
      g_autofree char *by = NULL;
      g_autofree char *subtitle = NULL;

      if (range->by != STRATA_NO_INSTANCE)
        {
          by = dup_counted_title (explanation, range->by, range->n_by);
          /* Translators: size · by the region that hides it */
          subtitle = g_strdup_printf (_("%s · by %s"), size, by);
        }
      add_row (explanation, list, addresses, subtitle != NULL ? subtitle : size, range->by);
    }
  add_more (section, n_ranges - ranges->len);
}

static GtkWidget *
make_link_label (StrataExplainPanel *self,
                 const char         *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  g_signal_connect_swapped (label, "activate-link", G_CALLBACK (activate_link_cb), self);

  return label;
}

/* One line of the meeting: who, and with which priority */
static void
add_contender (StrataExplainPanel *self,
               GtkGrid            *grid,
               int                 line,
               const char         *markup,
               gint                priority)
{
  g_autofree char *number = strata_words_priority (priority);
  g_autofree char *text = g_strdup_printf (_("priority %s"), number);
  GtkWidget *name = make_link_label (self, markup);
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
  g_autofree char *link = make_link (explanation, loser, NULL);
  g_autofree char *escaped = NULL;
  const StrataInstance *held;

  if (strata_space_model_get_shown (explanation->model, loser) == explanation->instance)
    return g_steal_pointer (&link);

  held = strata_space_model_get_instance (
    explanation->model, strata_space_model_get_sibling (explanation->model, explanation->instance));
  escaped = g_markup_escape_text (strata_region_get_name (held->region), -1);

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
      char *title = dup_counted_title (explanation, winner, 1);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, title));

      if (count == 0)
        g_array_append_val (firsts, winner);
      g_hash_table_insert (counts, title, GUINT_TO_POINTER (count + 1));
    }

  for (guint i = 0; i < firsts->len; i++)
    {
      guint winner = g_array_index (firsts, guint, i);
      g_autofree char *title = dup_counted_title (explanation, winner, 1);
      g_autofree char *counted = dup_counted_title (
        explanation, winner, GPOINTER_TO_UINT (g_hash_table_lookup (counts, title)));

      g_ptr_array_add (links, make_link (explanation, winner, counted));
    }

  return links;
}

static GtkWidget *
make_meeting (StrataExplainPanel      *self,
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
    add_contender (self, GTK_GRID (grid), line, g_ptr_array_index (winners, line),
                   reason->priority);
  add_contender (self, GTK_GRID (grid), line, markup, strata_region_get_priority (loser->region));

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
make_reason (StrataExplainPanel      *self,
             const StrataExplanation *explanation,
             const StrataReason      *reason)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rule = gtk_label_new (NULL);
  g_autoptr (GPtrArray) winners = list_winners (explanation, reason);
  g_autofree char *at = make_link (explanation, reason->at, NULL);
  g_autofree char *sentence = strata_explanation_dup_rule (explanation, reason);
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

  gtk_box_append (GTK_BOX (card), make_link_label (self, head));
  if (reason->rule != STRATA_RULE_OWN_SUBREGION)
    gtk_box_append (GTK_BOX (card), make_meeting (self, explanation, reason, winners));
  if (winners->len > MAX_WINNERS)
    add_more (card, winners->len - MAX_WINNERS);

  gtk_label_set_label (GTK_LABEL (rule), sentence);
  gtk_label_set_xalign (GTK_LABEL (rule), 0);
  gtk_label_set_wrap (GTK_LABEL (rule), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (rule), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (rule), TRUE);
  gtk_box_append (GTK_BOX (card), rule);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reason");

  return card;
}

static void
add_reasons (StrataExplainPanel      *self,
             const StrataExplanation *explanation)
{
  GtkWidget *section;

  if (explanation->reasons->len == 0)
    return;

  section = add_section (self, _("Why"));
  for (guint i = 0; i < explanation->reasons->len; i++)
    gtk_box_append (GTK_BOX (section),
                    make_reason (self, explanation, g_ptr_array_index (explanation->reasons, i)));
}

/* Everybody who would answer at the address, in the order in which they are tried */
static void
add_tried (StrataExplainPanel      *self,
           const StrataExplanation *explanation)
{
  guint64 address = strata_selection_get_address (self->selection);
  StrataRendering *rendering = strata_space_model_get_rendering (explanation->model);
  g_autoptr (GArray) tried = strata_rendering_list_tried (rendering, address);
  g_autofree char *hex = strata_map_format_address (address);
  /* Translators: an address */
  g_autofree char *title = g_strdup_printf (_("Tried at %s"), hex);
  GtkWidget *section;
  GtkWidget *list;

  if (tried->len == 0)
    return;

  section = add_section (self, title);
  list = add_list (self, section, title);
  for (guint i = 0; i < MIN (tried->len, MAX_TRIED); i++)
    {
      guint instance = g_array_index (tried, guint, i);
      guint shown = strata_space_model_get_shown (explanation->model, instance);
      g_autofree char *name = strata_space_model_dup_title (explanation->model, shown);
      g_autofree char *reason = NULL;

      if (i == 0)
        reason = g_strdup (_("answers"));
      else
        reason = strata_precedence_dup_text (explanation->model, g_array_index (tried, guint, 0),
                                             instance);
      add_row (explanation, list, name, reason, instance);
    }
  add_more (section, tried->len - MIN (tried->len, MAX_TRIED));
}

static void
add_elsewhere (StrataExplainPanel      *self,
               const StrataExplanation *explanation)
{
  const StrataInstance *instance;
  g_autofree char *title = NULL;
  GtkWidget *section;
  GtkWidget *list;

  if (explanation->elsewhere->len == 0)
    return;

  instance = strata_space_model_get_instance (explanation->model, explanation->instance);
  title = g_strdup_printf (_("%s Also Appears"), strata_region_get_name (instance->region));
  section = add_section (self, title);
  list = add_list (self, section, title);
  for (guint i = 0; i < explanation->elsewhere->len; i++)
    {
      guint other = g_array_index (explanation->elsewhere, guint, i);
      const StrataInstance *what = strata_space_model_get_instance (explanation->model, other);
      g_autofree char *addresses = strata_words_range (what->first, what->last);
      g_autofree char *name = strata_space_model_dup_title (explanation->model, other);
      guint holder = strata_space_model_get_holder (explanation->model, other);
      g_autofree char *place = NULL;

      if (holder != STRATA_NO_INSTANCE)
        /* Translators: a region, and the one that holds it */
        place = g_strdup_printf (_("%s in %s"), name, strata_region_get_name (
                                   strata_space_model_get_instance (explanation->model,
                                                                    holder)->region));
      add_row (explanation, list, addresses, place != NULL ? place : name, other);
    }
  add_more (section, explanation->n_elsewhere - explanation->elsewhere->len);
}

static void
show_path (StrataExplainPanel      *self,
           const StrataExplanation *explanation)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i + 1 < explanation->path->len; i++)
    {
      g_autofree char *link = make_link (explanation,
                                         g_array_index (explanation->path, guint, i), NULL);

      g_string_append (path, link);
      g_string_append (path, " › ");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->path), path->len > 0);
  if (path->len > 0)
    {
      const StrataInstance *own = strata_space_model_get_instance (
        explanation->model,
        strata_space_model_get_sibling (explanation->model, explanation->instance));
      g_autofree char *escaped = g_markup_escape_text (strata_region_get_name (own->region), -1);

      g_string_append (path, escaped);
    }
  gtk_label_set_markup (self->path, path->str);
  g_string_free (path, TRUE);
}

static void
show_selected (StrataExplainPanel *self)
{
  static const char *const colors[] = { NULL, "dim-label", "error", "warning", "success" };
  g_autoptr (StrataExplanation) explanation = NULL;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *place = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *remark = NULL;
  const char *classes[] = { "heading", NULL, NULL };
  guint instance = STRATA_NO_INSTANCE;
  GtkWidget *child;

  if (self->selection != NULL)
    instance = strata_selection_get_instance (self->selection);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);

  if (instance == STRATA_NO_INSTANCE)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  explanation = strata_explanation_new (strata_selection_get_model (self->selection), instance);
  title = strata_space_model_dup_title (explanation->model, instance);
  summary = strata_explanation_dup_summary (explanation);
  place = strata_explanation_dup_place (explanation);
  verdict = strata_explanation_dup_verdict (explanation);
  remark = strata_explanation_dup_remark (explanation);
  classes[1] = colors[explanation->visibility];

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->verdict, verdict);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  show_path (self, explanation);
  add_tried (self, explanation);
  add_ranges (self, explanation, explanation->hidden, explanation->n_hidden, _("Hidden"));
  add_reasons (self, explanation);
  add_ranges (self, explanation, explanation->visible, explanation->n_visible, _("Visible"));
  add_elsewhere (self, explanation);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "explanation");
}

static void
strata_explain_panel_dispose (GObject *object)
{
  StrataExplainPanel *self = STRATA_EXPLAIN_PANEL (object);
  GtkWidget *child;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_explain_panel_parent_class)->dispose (object);
}

static void
strata_explain_panel_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  StrataExplainPanel *self = STRATA_EXPLAIN_PANEL (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_explain_panel_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  StrataExplainPanel *self = STRATA_EXPLAIN_PANEL (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      strata_explain_panel_set_selection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_explain_panel_class_init (StrataExplainPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_explain_panel_dispose;
  object_class->get_property = strata_explain_panel_get_property;
  object_class->set_property = strata_explain_panel_set_property;

  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-explain-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, title);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, place);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, path);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, verdict);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, remark);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, sections);
  gtk_widget_class_bind_template_callback (widget_class, activate_link_cb);

  gtk_widget_class_set_css_name (widget_class, "explain");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
strata_explain_panel_init (StrataExplainPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_explain_panel_new:
 *
 * Creates an empty panel.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_explain_panel_new (void)
{
  return g_object_new (STRATA_TYPE_EXPLAIN_PANEL, NULL);
}

/**
 * strata_explain_panel_get_selection:
 * @self: a panel
 *
 * Gets what the panel explains.
 *
 * Returns: (transfer none) (nullable): the selection
 */
StrataSelection *
strata_explain_panel_get_selection (StrataExplainPanel *self)
{
  g_return_val_if_fail (STRATA_IS_EXPLAIN_PANEL (self), NULL);

  return self->selection;
}

/**
 * strata_explain_panel_set_selection:
 * @self: a panel
 * @selection: (nullable): what to explain
 *
 * Ties the panel to a selection.
 */
void
strata_explain_panel_set_selection (StrataExplainPanel *self,
                                    StrataSelection    *selection)
{
  g_return_if_fail (STRATA_IS_EXPLAIN_PANEL (self));
  g_return_if_fail (selection == NULL || STRATA_IS_SELECTION (selection));

  if (self->selection == selection)
    return;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
  show_selected (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}
