/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-inspector-private.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-focus.h"
#include "strata-tie.h"
#include "strata-what-if.h"
#include "strata-words.h"

/**
 * StrataInspector:
 *
 * The selected region in fields that can be edited. What is typed is tried at once and shown as
 * what it would bring; only Apply makes it so, as one step of the history.
 */
enum
{
  MESSAGE,
  PENDING,
  PLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataInspector, strata_inspector, GTK_TYPE_WIDGET)

static StrataRegion *
get_selected_region (StrataInspector *self)
{
  StrataSpaceModel *model = self->selection ? strata_selection_get_model (self->selection) : NULL;
  guint instance = model ? strata_selection_get_instance (self->selection) : STRATA_NO_INSTANCE;

  if (instance == STRATA_NO_INSTANCE)
    return NULL;
  if (!self->at_target)
    instance = strata_space_model_get_sibling (model, instance);

  return strata_space_model_get_instance (model, instance)->region;
}

/* Whether an alias is selected, with what it shows */
static gboolean
is_alias_selected (StrataInspector *self)
{
  StrataSpaceModel *model = self->selection ? strata_selection_get_model (self->selection) : NULL;
  guint instance = model ? strata_selection_get_instance (self->selection) : STRATA_NO_INSTANCE;

  return instance != STRATA_NO_INSTANCE &&
         strata_space_model_get_sibling (model, instance) != instance;
}

static void
show_region (StrataInspector *self)
{
  StrataBoard *board = strata_history_get_board (self->history);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gtk_label_set_label (GTK_LABEL (self->title), strata_region_get_name (self->region));
  if (strata_board_check_edit (board, self->region, STRATA_EDIT_ADDRESS, &error))
    text = g_strdup_printf (_("%s, id %s"),
                            strata_words_region_kind (strata_region_get_kind (self->region), FALSE),
                            strata_board_get_region_id (board, self->region));
  else
    text = g_strdup (error->message);
  gtk_label_set_label (GTK_LABEL (self->subtitle), text);
  gtk_button_set_label (GTK_BUTTON (self->other),
                        self->at_target ? _("Edit the Alias") : _("Edit What It Shows"));
  _strata_inspector_form_show (&self->form, board, self->region);
}

/* Fills the fields with what is so now; what was typed is lost. */
static void
fill (StrataInspector *self)
{
  self->is_filling = TRUE;
  gtk_widget_set_visible (self->other, !self->is_adding && is_alias_selected (self));
  gtk_widget_set_visible (self->form.box, self->history != NULL);
  if (self->history == NULL || (self->region == NULL && !self->is_adding))
    {
      gtk_label_set_label (GTK_LABEL (self->title), _("Nothing Selected"));
      gtk_label_set_label (GTK_LABEL (self->subtitle), _("Select a region to edit it."));
    }
  if (self->history != NULL && !self->is_adding)
    {
      if (self->region != NULL)
        show_region (self);
      else
        _strata_inspector_form_show_board (&self->form, strata_history_get_board (self->history));
    }
  self->is_filling = FALSE;
  _strata_inspector_update (self);
}

static void
selection_changed_cb (StrataInspector *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  StrataRegion *region;

  /* What is typed stays until it is applied or discarded, whatever is selected meanwhile. It is
   * tried again if the map has changed, but not if what is shown is what it would bring. */
  if (strata_inspector_get_pending (self))
    {
      if (model == NULL || strata_space_model_get_diff (model) == NULL)
        _strata_inspector_update (self);
      return;
    }
  region = get_selected_region (self);
  if (region != self->region && self->region != NULL && self->at_target &&
      !is_alias_selected (self))
    self->at_target = FALSE;
  if (region != self->region)
    {
      self->is_adding = FALSE;
      g_clear_pointer (&self->region, strata_region_unref);
      self->region = region != NULL ? strata_region_ref (region) : NULL;
    }
  fill (self);
}

/* From an alias to what it shows, and back */
static void
other_cb (StrataInspector *self)
{
  self->at_target = !self->at_target;
  gtk_widget_set_visible (self->bar, FALSE);
  selection_changed_cb (self);
}

static void
changed_cb (StrataInspector *self)
{
  _strata_inspector_update (self);
}

static void
history_changed_cb (StrataInspector *self)
{
  if (self->is_adding)
    _strata_inspector_update (self);
  else
    fill (self);
}

static void
apply_cb (StrataInspector *self)
{
  strata_inspector_apply (self);
}

static void
discard_cb (StrataInspector *self)
{
  strata_inspector_discard (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  StrataInspector *self = STRATA_INSPECTOR (widget);

  if (!gtk_widget_get_visible (self->bar))
    return GDK_EVENT_PROPAGATE;

  strata_inspector_discard (self);

  return GDK_EVENT_STOP;
}

/* The first field takes the focus. */
static gboolean
strata_inspector_grab_focus (GtkWidget *widget)
{
  StrataInspector *self = STRATA_INSPECTOR (widget);

  return gtk_widget_child_focus (self->form.box, GTK_DIR_TAB_FORWARD);
}

static void
strata_inspector_dispose (GObject *object)
{
  StrataInspector *self = STRATA_INSPECTOR (object);

  strata_inspector_set_selection (self, NULL);
  strata_inspector_set_history (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_inspector_parent_class)->dispose (object);
}

static void
strata_inspector_finalize (GObject *object)
{
  StrataInspector *self = STRATA_INSPECTOR (object);

  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_pointer (&self->pending, strata_edit_unref);
  _strata_inspector_form_clear (&self->form);

  G_OBJECT_CLASS (strata_inspector_parent_class)->finalize (object);
}

static void
strata_inspector_class_init (StrataInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_inspector_dispose;
  object_class->finalize = strata_inspector_finalize;
  widget_class->focus = strata_compat_focus_children;
  widget_class->grab_focus = strata_inspector_grab_focus;

  /* Something the user should know */
  signals[MESSAGE] = g_signal_new ("message", STRATA_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /* What is typed would bring something else now: a StrataDryCommit, or nothing */
  signals[PENDING] = g_signal_new ("pending", STRATA_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, STRATA_TYPE_DRY_COMMIT);

  /* A region is somewhere else now, or was added: its id */
  signals[PLACED] = g_signal_new ("placed", STRATA_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
make_bar (StrataInspector *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->discard = gtk_button_new_with_label (_("Discard"));
  self->apply = gtk_button_new_with_label (_("Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_hexpand (self->apply, TRUE);
  gtk_widget_set_hexpand (self->discard, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (bar), TRUE);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), self->discard);
  gtk_box_append (GTK_BOX (bar), self->apply);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->discard, "clicked", G_CALLBACK (discard_cb), self);

  return bar;
}

static void
strata_inspector_init (StrataInspector *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->title = gtk_label_new (NULL);
  self->subtitle = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->title, "title-4");
  gtk_label_set_xalign (GTK_LABEL (self->subtitle), 0);
  gtk_label_set_wrap (GTK_LABEL (self->subtitle), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->subtitle), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  self->other = gtk_button_new ();
  gtk_widget_set_halign (self->other, GTK_ALIGN_START);
  g_signal_connect_swapped (self->other, "clicked", G_CALLBACK (other_cb), self);
  _strata_inspector_form_init (&self->form, G_CALLBACK (changed_cb), G_CALLBACK (apply_cb), self);
  self->what_if = strata_what_if_new ();
  self->bar = make_bar (self);

  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 18);
  gtk_widget_set_margin_start (column, 12);
  gtk_widget_set_margin_end (column, 12);
  gtk_box_append (GTK_BOX (column), self->title);
  gtk_box_append (GTK_BOX (column), self->subtitle);
  gtk_box_append (GTK_BOX (column), self->form.box);
  gtk_box_append (GTK_BOX (column), self->other);
  gtk_box_append (GTK_BOX (column), self->what_if);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Edit"), -1);
  strata_what_if_set_commit (STRATA_WHAT_IF (self->what_if), NULL, NULL);
  gtk_widget_set_visible (self->bar, FALSE);
  fill (self);
}

/**
 * strata_inspector_new:
 *
 * Creates an inspector of nothing.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_inspector_new (void)
{
  return g_object_new (STRATA_TYPE_INSPECTOR, NULL);
}

/**
 * strata_inspector_set_selection:
 * @self: an inspector
 * @selection: (nullable): what is selected
 *
 * Makes it follow a selection.
 */
void
strata_inspector_set_selection (StrataInspector *self,
                                StrataSelection *selection)
{
  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  if (!strata_tie_set (&self->selection, selection, self))
    return;

  if (selection == NULL)
    return;

  g_signal_connect_swapped (selection, "changed", G_CALLBACK (selection_changed_cb), self);
  selection_changed_cb (self);
}

/**
 * strata_inspector_set_history:
 * @self: an inspector
 * @history: (nullable): through which edits go; %NULL for a board that is not there
 *
 * Makes it edit a board.
 */
void
strata_inspector_set_history (StrataInspector *self,
                              StrataHistory   *history)
{
  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  if (self->history == history)
    return;

  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_pointer (&self->pending, strata_edit_unref);
  self->is_adding = FALSE;
  g_clear_pointer (&self->region, strata_region_unref);
  _strata_inspector_form_clear (&self->form);
  gtk_widget_set_visible (self->bar, FALSE);
  g_signal_emit (self, signals[PENDING], 0, NULL);
  g_set_object (&self->history, history);
  if (history == NULL)
    return;

  g_signal_connect_swapped (history, "changed", G_CALLBACK (history_changed_cb), self);
  fill (self);
}

/**
 * strata_inspector_begin_adding:
 * @self: an inspector
 * @parent: the id of a container
 * @address: an offset in it, in bytes
 *
 * Offers to add a region there.
 */
void
strata_inspector_begin_adding (StrataInspector *self,
                               const char      *parent,
                               guint64          address)
{
  g_return_if_fail (STRATA_IS_INSPECTOR (self));
  g_return_if_fail (parent != NULL);
  g_return_if_fail (self->history != NULL);

  self->is_adding = TRUE;
  self->is_filling = TRUE;
  gtk_label_set_label (GTK_LABEL (self->title), _("New Region"));
  gtk_label_set_label (GTK_LABEL (self->subtitle), _("It is added when you apply."));
  _strata_inspector_form_show_new (&self->form, strata_history_get_board (self->history), parent,
                                   address);
  self->is_filling = FALSE;
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * strata_inspector_edit_target:
 * @self: an inspector
 * @at_target: whether what a selected alias shows is edited, and not the alias
 *
 * Sets which of the two is edited.
 */
void
strata_inspector_edit_target (StrataInspector *self,
                              gboolean         at_target)
{
  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  if (self->at_target != at_target)
    other_cb (self);
}

/**
 * strata_inspector_discard:
 * @self: an inspector
 *
 * Shows again what is so.
 */
void
strata_inspector_discard (StrataInspector *self)
{
  g_return_if_fail (STRATA_IS_INSPECTOR (self));

  self->is_adding = FALSE;
  fill (self);
  /* Something else may have been selected meanwhile. */
  if (self->selection != NULL)
    selection_changed_cb (self);
}
