/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-table.h"

#include "compat/strata-compat-focus.h"
#include "compat/strata-compat-scroll.h"
#include "compat/strata-compat-titles.h"
#include "strata-flat-item.h"
#include "strata-flat-list.h"
#include "strata-flat-text.h"
#include "strata-row-pacer.h"
#include "strata-numbers.h"
#include "strata-tie.h"

/**
 * StrataFlatTable:
 *
 * The flat view of an address space as a table: what an access finds, range by range. Ctrl+C copies
 * all of it as text.
 */
struct _StrataFlatTable
{
  GtkWidget parent_instance;

  GtkColumnView *view;
  GtkColumnViewColumn *fate_column;
  StrataFlatList *list;     /* NULL if there is nothing to show */
  GtkSliceListModel *paced; /* the list, not all of it at once; likewise */
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

G_DEFINE_FINAL_TYPE (StrataFlatTable, strata_flat_table, GTK_TYPE_WIDGET)

/* The row of what is selected: none if that is hidden where it was selected. */
static guint
find_position (StrataFlatTable *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address = strata_selection_get_address (self->selection);
  if (instance == STRATA_NO_INSTANCE ||
      strata_rendering_find_winner (strata_space_model_get_rendering (model), address) != instance)
    return GTK_INVALID_LIST_POSITION;

  return strata_flat_list_find (self->list, address);
}

static void
show_selected (StrataFlatTable *self)
{
  guint position = find_position (self);

  if (position == gtk_single_selection_get_selected (self->rows))
    return;

  if (position != GTK_INVALID_LIST_POSITION)
    strata_row_pacer_reach (self->paced, position);
  gtk_single_selection_set_selected (self->rows, position);
  if (position != GTK_INVALID_LIST_POSITION)
    strata_compat_column_view_scroll_to (self->view, position);
}

static void
show_model (StrataFlatTable *self)
{
  StrataSpaceModel *model = NULL;

  if (self->selection != NULL)
    model = strata_selection_get_model (self->selection);
  gtk_column_view_column_set_visible (self->fate_column,
                                      model != NULL && strata_space_model_get_diff (model) != NULL);
  if (model != NULL && strata_selection_is_updating (self->selection))
    {
      strata_flat_list_update (self->list, model);
      return;
    }

  g_clear_object (&self->paced);
  g_clear_object (&self->list);
  if (model != NULL)
    {
      self->list = strata_flat_list_new (model);
      self->paced = strata_row_pacer_new (G_LIST_MODEL (self->list));
    }
  gtk_single_selection_set_model (self->rows, (GListModel *) self->paced);
}

static void
notify_selected_cb (StrataFlatTable *self)
{
  StrataFlatItem *item = gtk_single_selection_get_selected_item (self->rows);
  const StrataFlatRange *range;
  StrataSpaceModel *model;

  if (self->selection == NULL || item == NULL ||
      gtk_single_selection_get_selected (self->rows) == find_position (self))
    return;

  model = strata_selection_get_model (self->selection);
  range = strata_flat_item_get_range (item);
  strata_selection_select_at (self->selection,
                              strata_rendering_find_winner (
                                strata_space_model_get_rendering (model), range->first),
                              range->first);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataFlatTable *self = STRATA_FLAT_TABLE (widget);
  StrataSpaceModel *model = NULL;
  g_autofree char *text = NULL;

  if (self->selection != NULL)
    model = strata_selection_get_model (self->selection);
  if (model == NULL)
    return;

  text = strata_flat_text_write (model, STRATA_FLAT_TEXT_PLAIN);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
strata_flat_table_dispose (GObject *object)
{
  StrataFlatTable *self = STRATA_FLAT_TABLE (object);
  GtkWidget *child;

  strata_flat_table_set_selection (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->paced);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (strata_flat_table_parent_class)->dispose (object);
}

static void
strata_flat_table_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  StrataFlatTable *self = STRATA_FLAT_TABLE (object);

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
strata_flat_table_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  StrataFlatTable *self = STRATA_FLAT_TABLE (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      strata_flat_table_set_selection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
strata_flat_table_grab_focus (GtkWidget *widget)
{
  return strata_compat_column_view_grab_focus (STRATA_FLAT_TABLE (widget)->view);
}

static void
activate_cb (StrataFlatTable *self)
{
  g_signal_emit_by_name (self, "activated");
}

static void
strata_flat_table_class_init (StrataFlatTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_flat_table_dispose;
  object_class->get_property = strata_flat_table_get_property;
  object_class->set_property = strata_flat_table_set_property;

  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_flat_table_grab_focus;

  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, STRATA_TYPE_SELECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataFlatTable::activated:
   *
   * The range that is selected is to be opened: by Enter, or a double click.
   */
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  g_type_ensure (STRATA_TYPE_FLAT_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-flat-table.ui");
  gtk_widget_class_bind_template_callback_full (widget_class, "get_number_xalign",
                                                G_CALLBACK (strata_numbers_get_xalign));
  gtk_widget_class_bind_template_child (widget_class, StrataFlatTable, view);
  gtk_widget_class_bind_template_child (widget_class, StrataFlatTable, fate_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK,
                                       "table.copy", NULL);

  gtk_widget_class_set_css_name (widget_class, "flattable");
}

static void
strata_flat_table_init (StrataFlatTable *self)
{
  static const GtkAlign aligns[] = {
    GTK_ALIGN_CENTER, GTK_ALIGN_END, GTK_ALIGN_END, GTK_ALIGN_START, GTK_ALIGN_START,
    GTK_ALIGN_END,    GTK_ALIGN_END, GTK_ALIGN_END,
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  strata_compat_column_view_align_titles (self->view, aligns);

  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "notify::selected", G_CALLBACK (notify_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * strata_flat_table_new:
 *
 * Creates an empty table.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_flat_table_new (void)
{
  return g_object_new (STRATA_TYPE_FLAT_TABLE, NULL);
}

/**
 * strata_flat_table_get_selection:
 * @self: a table
 *
 * Gets what the table shows and selects.
 *
 * Returns: (transfer none) (nullable): the selection
 */
StrataSelection *
strata_flat_table_get_selection (StrataFlatTable *self)
{
  g_return_val_if_fail (STRATA_IS_FLAT_TABLE (self), NULL);

  return self->selection;
}

/**
 * strata_flat_table_set_selection:
 * @self: a table
 * @selection: (nullable): what to show and to select in
 *
 * Ties the table to a selection.
 */
void
strata_flat_table_set_selection (StrataFlatTable *self,
                                     StrataSelection     *selection)
{
  g_return_if_fail (STRATA_IS_FLAT_TABLE (self));
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
