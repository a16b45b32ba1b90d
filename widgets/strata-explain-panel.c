/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-panel.h"

#include <glib/gi18n.h>

#include "strata-explain-counts.h"
#include "strata-explain-parts.h"
#include "strata-explain-reasons.h"
#include "strata-explain-tried.h"
#include "strata-explanation.h"
#include "strata-instance-link.h"
#include "strata-tie.h"
#include "strata-words.h"

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
  GtkWidget *answer;
  GtkLabel *verdict;
  GtkLabel *remark;
  StrataExplainCounts *counts;
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

  section = strata_explain_parts_add_section (self->sections, title);
  list = strata_explain_parts_add_list (section, self->selection, title);
  for (guint i = 0; i < ranges->len; i++)
    {
      const StrataExplainedRange *range = &g_array_index (ranges, StrataExplainedRange, i);
      g_autofree char *addresses = strata_words_range (range->first, range->last);
      g_autofree char *size = strata_words_size (range->first, range->last);
      g_autofree char *by = NULL;
      g_autofree char *link = NULL;
      g_autofree char *subtitle = NULL;

      if (range->by != STRATA_NO_INSTANCE)
        {
          by = strata_explain_parts_dup_counted (explanation->model, range->by, range->n_by);
          link = strata_instance_link_write (explanation->model, range->by, by);
          /* Translators: size · by the region that hides it */
          subtitle = g_strdup_printf (_("%s · by %s"), size, link);
        }
      strata_explain_parts_add_row (list, self->selection, addresses,
                                    subtitle != NULL ? subtitle : size, range->by);
    }
  strata_explain_parts_add_more (section, n_ranges - ranges->len);
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
  title = g_strdup_printf (_("%s Also Appears"),
                           strata_space_model_get_name (explanation->model, instance->region));
  section = strata_explain_parts_add_section (self->sections, title);
  list = strata_explain_parts_add_list (section, self->selection, title);
  for (guint i = 0; i < explanation->elsewhere->len; i++)
    {
      guint other = g_array_index (explanation->elsewhere, guint, i);
      const StrataInstance *what = strata_space_model_get_instance (explanation->model, other);
      g_autofree char *addresses = strata_words_range (what->first, what->last);
      g_autofree char *name = strata_instance_link_write (explanation->model, other, NULL);
      guint holder = strata_space_model_get_holder (explanation->model, other);
      g_autofree char *above = NULL;
      g_autofree char *place = NULL;

      if (holder != STRATA_NO_INSTANCE)
        {
          above = strata_instance_link_write (explanation->model, holder, NULL);
          /* Translators: a region, and the one that holds it */
          place = g_strdup_printf (_("%s in %s"), name, above);
        }
      strata_explain_parts_add_row (list, self->selection, addresses,
                                    place != NULL ? place : name, other);
    }
  strata_explain_parts_add_more (section, explanation->n_elsewhere - explanation->elsewhere->len);
}

static void
show_path (StrataExplainPanel      *self,
           const StrataExplanation *explanation)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i + 1 < explanation->path->len; i++)
    {
      g_autofree char *link = strata_instance_link_write (
        explanation->model, g_array_index (explanation->path, guint, i), NULL);

      g_string_append (path, link);
      g_string_append (path, " › ");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->path), path->len > 0);
  if (path->len > 0)
    {
      const StrataInstance *own = strata_space_model_get_instance (
        explanation->model,
        strata_space_model_get_sibling (explanation->model, explanation->instance));
      g_autofree char *escaped = g_markup_escape_text (
        strata_space_model_get_name (explanation->model, own->region), -1);

      g_string_append (path, escaped);
    }
  gtk_label_set_markup (self->path, path->str);
  g_string_free (path, TRUE);
}

/* An address that lies in nothing */
static void
show_nothing (StrataExplainPanel *self,
              guint64             address)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  const char *space = strata_address_space_get_name (strata_space_model_get_space (model));
  g_autofree char *title = strata_words_address (address);
  g_autofree char *summary = g_strdup_printf (_("Outside of all that is in %s"), space);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->place), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->path), FALSE);
  gtk_widget_set_visible (self->answer, FALSE);
  strata_explain_counts_set_region (self->counts, NULL);
  strata_explain_tried_add (self->sections, self->selection);
}

static void
show_instance (StrataExplainPanel *self,
               guint               instance)
{
  static const char *const colors[] = { NULL, "dim-label", "error", "warning", "success" };
  g_autoptr (StrataExplanation) explanation = NULL;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *place = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *remark = NULL;
  const char *classes[] = { "heading", NULL, NULL };

  explanation = strata_explanation_new (strata_selection_get_model (self->selection), instance);
  title = strata_space_model_dup_title (explanation->model, instance);
  summary = strata_explanation_dup_summary (explanation);
  place = strata_explanation_dup_place (explanation);
  verdict = strata_explanation_dup_verdict (explanation);
  remark = strata_explanation_dup_remark (explanation, TRUE);
  classes[1] = colors[explanation->visibility];

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place), TRUE);
  gtk_widget_set_visible (self->answer, TRUE);
  gtk_label_set_label (self->verdict, verdict);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_label_set_markup (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  show_path (self, explanation);
  strata_explain_counts_set_region (
    self->counts,
    strata_space_model_get_instance (explanation->model, explanation->instance)->region);
  strata_explain_tried_add (self->sections, self->selection);
  add_ranges (self, explanation, explanation->hidden, explanation->n_hidden, _("Hidden"));
  strata_explain_reasons_add (self->sections, self->selection, explanation);
  add_ranges (self, explanation, explanation->visible, explanation->n_visible, _("Visible"));
  add_elsewhere (self, explanation);
}

static void
show_selected (StrataExplainPanel *self)
{
  guint instance = STRATA_NO_INSTANCE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);

  if (self->selection != NULL)
    instance = strata_selection_get_instance (self->selection);
  if (instance != STRATA_NO_INSTANCE)
    {
      show_instance (self, instance);
    }
  else if (self->selection != NULL && strata_selection_has_address (self->selection))
    {
      show_nothing (self, strata_selection_get_address (self->selection));
    }
  else
    {
      strata_explain_counts_set_region (self->counts, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "explanation");
}

static void
strata_explain_panel_dispose (GObject *object)
{
  StrataExplainPanel *self = STRATA_EXPLAIN_PANEL (object);
  GtkWidget *child;

  strata_tie_set (&self->selection, NULL, self);
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

  g_type_ensure (STRATA_TYPE_EXPLAIN_COUNTS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-explain-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, title);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, place);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, path);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, answer);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, verdict);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, remark);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, counts);
  gtk_widget_class_bind_template_child (widget_class, StrataExplainPanel, sections);

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
    {
      g_signal_handlers_disconnect_by_data (self->path, self->selection);
      g_signal_handlers_disconnect_by_data (self->remark, self->selection);
    }
  strata_tie_set (&self->selection, selection, self);
  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
      strata_explain_parts_follow_links (self->path, selection);
      strata_explain_parts_follow_links (self->remark, selection);
    }
  show_selected (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * strata_explain_panel_set_heat:
 * @self: a panel
 * @heat: (nullable): what counts accesses
 *
 * Lets the panel tell how often a region was accessed, while that is counted.
 */
void
strata_explain_panel_set_heat (StrataExplainPanel *self,
                               StrataHeatMonitor  *heat)
{
  g_return_if_fail (STRATA_IS_EXPLAIN_PANEL (self));

  strata_explain_counts_set_heat (self->counts, heat);
}

/* Text that can be selected has a menu of its own, to copy it. */
static gboolean
is_at_selectable (StrataExplainPanel *self,
                  double              x,
                  double              y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return GTK_IS_LABEL (picked) && gtk_label_get_selectable (GTK_LABEL (picked));
}

/**
 * strata_explain_panel_find_at:
 * @self: a panel
 * @x: a place in it, in pixels
 * @y: the same
 * @instance: (out): the index of an instance
 *
 * Finds what a menu at this place is of: the instance that is named there, else the one that is
 * explained.
 *
 * Returns: %TRUE if there is one; %FALSE also where text can be selected, which has its own menu
 */
gboolean
strata_explain_panel_find_at (StrataExplainPanel *self,
                              double              x,
                              double              y,
                              guint              *instance)
{
  g_return_val_if_fail (STRATA_IS_EXPLAIN_PANEL (self), FALSE);
  g_return_val_if_fail (instance != NULL, FALSE);

  if (strata_explain_parts_find_at (GTK_WIDGET (self), x, y, instance))
    return TRUE;
  if (self->selection == NULL || is_at_selectable (self, x, y))
    return FALSE;
  *instance = strata_selection_get_instance (self->selection);

  return *instance != STRATA_NO_INSTANCE;
}

/**
 * strata_explain_panel_find_focused:
 * @self: a panel that has the keyboard
 * @place: (out): where in the panel that is
 *
 * Finds what a menu that is asked for by the keyboard is of: the instance that is named where the
 * keyboard is, else the one that is explained.
 *
 * Returns: the index of the instance; %STRATA_NO_INSTANCE for none
 */
guint
strata_explain_panel_find_focused (StrataExplainPanel *self,
                                   GdkRectangle       *place)
{
  GtkWidget *focus;
  graphene_rect_t bounds;
  guint instance = STRATA_NO_INSTANCE;

  g_return_val_if_fail (STRATA_IS_EXPLAIN_PANEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (place != NULL, STRATA_NO_INSTANCE);

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus != NULL && gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    *place = (GdkRectangle) { (int) bounds.origin.x + 12, (int) bounds.origin.y, 1,
                              (int) bounds.size.height };
  if (focus != NULL && strata_explain_parts_find_focused (focus, &instance))
    return instance;

  return self->selection != NULL ? strata_selection_get_instance (self->selection)
                                 : STRATA_NO_INSTANCE;
}
