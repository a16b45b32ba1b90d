/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hierarchy-view.h"

#include "compat/strata-compat-focus.h"
#include "compat/strata-compat-scroll.h"
#include "compat/strata-compat-titles.h"
#include "strata-hierarchy-columns.h"
#include "strata-hierarchy-rows.h"
#include "strata-instance-node.h"
#include "strata-numbers.h"
#include "strata-tie.h"
#include "strata-visibility-bar.h"

/**
 * StrataHierarchyView:
 *
 * The hierarchy of an address space as a tree, the siblings by address. Rows are made when they
 * are opened. An alias and what it shows are one row. If something is looked for, what matches is
 * a list without levels. Columns can be sorted by, and hidden from their menu.
 */
struct _StrataHierarchyView
{
  GtkWidget parent_instance;

  GtkEditable *filter;
  GtkDropDown *kinds;
  GtkToggleButton *hidden;
  GtkWidget *none;
  GtkColumnView *view;
  StrataHierarchyRows *all;
  GtkSingleSelection *rows;
  StrataSelection *selection;
};

enum
{
  PROP_0,
  PROP_SELECTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataHierarchyView, strata_hierarchy_view, GTK_TYPE_WIDGET)

static guint
get_selected_instance (StrataHierarchyView *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->rows);
  g_autoptr (StrataInstanceNode) node = NULL;

  if (row == NULL)
    return STRATA_NO_INSTANCE;

  node = gtk_tree_list_row_get_item (row);

  return strata_instance_node_get_instance (node);
}

static void
show_selected (StrataHierarchyView *self)
{
  guint instance = strata_selection_get_instance (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  if (instance == get_selected_instance (self))
    return;

  if (instance != STRATA_NO_INSTANCE)
    position = strata_hierarchy_rows_find (self->all, instance);
  gtk_single_selection_set_selected (self->rows, position);
  if (position != GTK_INVALID_LIST_POSITION)
    strata_compat_column_view_scroll_to (self->view, position);
}

static void
show_rows (StrataHierarchyView *self)
{
  gtk_single_selection_set_model (self->rows, strata_hierarchy_rows_get_list (self->all));
}

static void
show_none (StrataHierarchyView *self)
{
  StrataMatchList *matches = strata_hierarchy_rows_get_matches (self->all);

  gtk_widget_set_visible (self->none, matches != NULL &&
                          !strata_match_list_is_searching (matches) &&
                          g_list_model_get_n_items (G_LIST_MODEL (matches)) == 0);
}

static void
notify_searching_cb (StrataHierarchyView *self,
                     GParamSpec          *pspec,
                     StrataMatchList     *matches)
{
  if (self->selection == NULL || matches != strata_hierarchy_rows_get_matches (self->all))
    return;

  show_none (self);
  show_selected (self);
}

/* What is looked for. FALSE if that is nothing. */
static gboolean
get_match (StrataHierarchyView *self,
           StrataMatch         *match)
{
  match->text = gtk_editable_get_text (self->filter);
  match->kind = gtk_drop_down_get_selected (self->kinds);
  match->hidden = gtk_toggle_button_get_active (self->hidden);

  return *match->text != '\0' || match->kind != STRATA_MATCH_ALL || match->hidden;
}

static void
show_model (StrataHierarchyView *self)
{
  StrataMatch match;
  gboolean is_filtered = get_match (self, &match);
  gboolean was_filtered = strata_hierarchy_rows_get_matches (self->all) != NULL;
  StrataSpaceModel *model = NULL;

  if (self->selection != NULL)
    model = strata_selection_get_model (self->selection);
  if (model != NULL && strata_selection_is_updating (self->selection) && !is_filtered &&
      !was_filtered)
    {
      strata_hierarchy_rows_update (self->all, model);
      return;
    }

  strata_hierarchy_rows_show (self->all, model, is_filtered ? &match : NULL);
  if (strata_hierarchy_rows_get_matches (self->all) != NULL)
    g_signal_connect_object (strata_hierarchy_rows_get_matches (self->all), "notify::searching",
                             G_CALLBACK (notify_searching_cb), self, G_CONNECT_SWAPPED);
  show_rows (self);
  show_none (self);
}

static void
filter_cb (StrataHierarchyView *self)
{
  StrataMatchList *matches = strata_hierarchy_rows_get_matches (self->all);
  StrataMatch match;

  if (self->selection == NULL)
    return;
  /* The entry says that it changed a while after it did, and also if it changed back. */
  if (get_match (self, &match) ? matches != NULL && strata_match_list_is_of (matches, &match)
                               : matches == NULL)
    return;

  show_model (self);
  show_selected (self);
}

static void
stop_cb (StrataHierarchyView *self)
{
  gtk_editable_set_text (self->filter, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
take_first_cb (StrataHierarchyView *self)
{
  gtk_single_selection_set_selected (self->rows, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
sort_cb (StrataHierarchyView *self)
{
  /* Columns that go away are no longer sorted by. */
  if (self->selection == NULL)
    return;

  strata_hierarchy_rows_sort (self->all);
  show_rows (self);
  show_selected (self);
}

static void
notify_selected_cb (StrataHierarchyView *self)
{
  guint instance = get_selected_instance (self);

  /* A row that is closed away keeps its instance selected. */
  if (self->selection == NULL || instance == STRATA_NO_INSTANCE ||
      instance == strata_selection_get_instance (self->selection))
    return;

  strata_selection_select (self->selection, instance);
}

static void
activate_cb (StrataHierarchyView *self,
             guint                position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  /* A match is shown where it stands. */
  if (strata_hierarchy_rows_get_matches (self->all) != NULL)
    {
      gtk_drop_down_set_selected (self->kinds, STRATA_MATCH_ALL);
      gtk_toggle_button_set_active (self->hidden, FALSE);
      gtk_editable_set_text (self->filter, "");
      filter_cb (self);
      return;
    }

  gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* Right opens a row or goes into it, Left closes it or goes out of it. */
static gboolean
key_pressed_cb (StrataHierarchyView *self,
                guint                keyval,
                guint                keycode,
                GdkModifierType      state)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->rows);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  gboolean right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  g_autoptr (GtkTreeListRow) next = NULL;
  guint position;

  if (row == NULL || !(left || right) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (rtl ? left : right)
    {
      if (gtk_tree_list_row_is_expandable (row) && !gtk_tree_list_row_get_expanded (row))
        gtk_tree_list_row_set_expanded (row, TRUE);
      else
        next = gtk_tree_list_row_get_child_row (row, 0);
    }
  else
    {
      if (gtk_tree_list_row_get_expanded (row))
        gtk_tree_list_row_set_expanded (row, FALSE);
      else
        next = gtk_tree_list_row_get_parent (row);
    }

  if (next != NULL)
    {
      position = strata_hierarchy_rows_find_row (self->all, next);
      gtk_single_selection_set_selected (self->rows, position);
      strata_compat_column_view_scroll_to (self->view, position);
    }

  return GDK_EVENT_STOP;
}

static void
strata_hierarchy_view_dispose (GObject *object)
{
  StrataHierarchyView *self = STRATA_HIERARCHY_VIEW (object);
  GtkWidget *child;

  strata_hierarchy_view_set_selection (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->all);

  G_OBJECT_CLASS (strata_hierarchy_view_parent_class)->dispose (object);
}

static void
strata_hierarchy_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  StrataHierarchyView *self = STRATA_HIERARCHY_VIEW (object);

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
strata_hierarchy_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  StrataHierarchyView *self = STRATA_HIERARCHY_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      strata_hierarchy_view_set_selection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The tree comes first, not the filter above it. */
static gboolean
strata_hierarchy_view_grab_focus (GtkWidget *widget)
{
  return strata_compat_column_view_grab_focus (STRATA_HIERARCHY_VIEW (widget)->view);
}

static void
strata_hierarchy_view_class_init (StrataHierarchyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_hierarchy_view_dispose;
  object_class->get_property = strata_hierarchy_view_get_property;
  object_class->set_property = strata_hierarchy_view_set_property;

  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_hierarchy_view_grab_focus;

  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (STRATA_TYPE_INSTANCE_NODE);
  g_type_ensure (STRATA_TYPE_VISIBILITY_BAR);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hierarchy-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHierarchyView, view);
  gtk_widget_class_bind_template_child (widget_class, StrataHierarchyView, filter);
  gtk_widget_class_bind_template_child (widget_class, StrataHierarchyView, kinds);
  gtk_widget_class_bind_template_child (widget_class, StrataHierarchyView, hidden);
  gtk_widget_class_bind_template_child (widget_class, StrataHierarchyView, none);
  gtk_widget_class_bind_template_callback_full (widget_class, "get_number_xalign",
                                                G_CALLBACK (strata_numbers_get_xalign));
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_first_cb);

  gtk_widget_class_set_css_name (widget_class, "hierarchy");
}

static void
strata_hierarchy_view_init (StrataHierarchyView *self)
{
  static const GtkAlign aligns[] = {
    GTK_ALIGN_START, GTK_ALIGN_END, GTK_ALIGN_END, GTK_ALIGN_END,
    GTK_ALIGN_START, GTK_ALIGN_START, GTK_ALIGN_END,
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  strata_compat_column_view_align_titles (self->view, aligns);
  strata_hierarchy_columns_set_up (self->view);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);

  self->all = strata_hierarchy_rows_new (gtk_column_view_get_sorter (self->view));
  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "notify::selected", G_CALLBACK (notify_selected_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/**
 * strata_hierarchy_view_new:
 *
 * Creates an empty view.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_hierarchy_view_new (void)
{
  return g_object_new (STRATA_TYPE_HIERARCHY_VIEW, NULL);
}

/**
 * strata_hierarchy_view_get_selection:
 * @self: a view
 *
 * Gets what the view shows and selects.
 *
 * Returns: (transfer none) (nullable): the selection
 */
StrataSelection *
strata_hierarchy_view_get_selection (StrataHierarchyView *self)
{
  g_return_val_if_fail (STRATA_IS_HIERARCHY_VIEW (self), NULL);

  return self->selection;
}

/**
 * strata_hierarchy_view_set_selection:
 * @self: a view
 * @selection: (nullable): what to show and to select in
 *
 * Ties the view to a selection.
 */
void
strata_hierarchy_view_set_selection (StrataHierarchyView *self,
                                     StrataSelection     *selection)
{
  g_return_if_fail (STRATA_IS_HIERARCHY_VIEW (self));
  g_return_if_fail (selection == NULL || STRATA_IS_SELECTION (selection));

  if (!strata_tie_set (&self->selection, selection, self))
    return;

  show_model (self);
  if (selection != NULL)
    {
      g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (show_model), self);
      g_signal_connect_swapped (selection, "changed", G_CALLBACK (show_selected), self);
      show_selected (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * strata_hierarchy_view_look_for:
 * @self: a view
 *
 * Takes the keyboard to where one writes what to look for.
 */
void
strata_hierarchy_view_look_for (StrataHierarchyView *self)
{
  g_return_if_fail (STRATA_IS_HIERARCHY_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}
