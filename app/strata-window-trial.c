/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-window-private.h"

/*
 * An edit that is pending: all panes show what it would bring, and a bar says so, until it is
 * applied or discarded.
 */

static char *
dup_counts (StrataDryCommit *commit,
            gboolean         renames)
{
  guint n_added = 0;
  guint n_removed = 0;
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;

  for (guint i = 0; i < strata_dry_commit_get_n_events (commit); i++)
    {
      const StrataEvent *event = strata_dry_commit_get_event (commit, i);

      n_added += event->kind == STRATA_EVENT_REGION_ADD;
      n_removed += event->kind == STRATA_EVENT_REGION_DEL;
    }
  if (n_added == 0 && n_removed == 0 && renames)
    return g_strdup (_("Not applied yet. Only names would change."));
  if (n_added == 0 && n_removed == 0)
    return g_strdup (_("Not applied yet. No flat view would change."));

  added = g_strdup_printf (ngettext ("%u flat range would come", "%u flat ranges would come",
                                     n_added), n_added);
  removed = g_strdup_printf (ngettext ("%u would go", "%u would go", n_removed), n_removed);

  /* Translators: “1 flat range would come” and “2 would go” */
  return g_strdup_printf (_("Not applied yet. %s, %s."), added, removed);
}

/* Not while a region is held over the map, which would go away from under it. */
void
_strata_window_show_what_if (StrataWindow *self)
{
  gboolean pending = strata_inspector_get_edit (self->inspector) != NULL;

  if (strata_map_view_is_dragging (self->map))
    return;
  if (pending)
    gtk_widget_set_visible (GTK_WIDGET (self->what_if), TRUE);
  gtk_revealer_set_reveal_child (self->what_if, pending);
}

/* The map moves on from what is typed, however often and quickly, not from what it shows. */
static void
tell_place (StrataWindow *self)
{
  guint64 address = 0, size = 0;
  StrataRegion *region = NULL;

  if (strata_inspector_get_place (self->inspector, &address, &size))
    region = strata_inspector_get_region (self->inspector);
  strata_map_view_set_place (self->map, region, address, size);
}

void
_strata_window_pending_cb (StrataWindow    *self,
                           StrataDryCommit *commit)
{
  StrataEdit *edit = strata_inspector_get_edit (self->inspector);
  gboolean pending = strata_inspector_get_pending (self->inspector);
  g_autofree char *name = strata_inspector_dup_step_name (self->inspector);

  if (self->trial == NULL)
    return;

  if (edit != NULL && self->is_past)
    _strata_window_set_moment (self, FALSE, 0);
  strata_trial_set_edit (self->trial, edit != NULL ? self->board : NULL, edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.apply-edit", edit != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.discard-edit", pending);
  tell_place (self);
  strata_map_view_set_pending (self->map, pending);
  if (edit != NULL)
    {
      g_autoptr (GHashTable) names = strata_board_list_new_names (self->board, edit);
      g_autofree char *text = dup_counts (commit, names != NULL);
      /* Translators: %s is what would be done, as “Move “ram”” */
      g_autofree char *title = g_strdup_printf (_("What if: %s"), name);

      gtk_label_set_label (self->what_if_title, title);
      gtk_label_set_label (self->what_if_text, text);
    }
  _strata_window_show_what_if (self);
}

/* What is not revealed is not there, for whoever hears the window either. */
static void
revealed_cb (GtkRevealer *revealer)
{
  gtk_widget_set_visible (GTK_WIDGET (revealer), gtk_revealer_get_child_revealed (revealer) ||
                                                   gtk_revealer_get_reveal_child (revealer));
}

static void
failed_cb (StrataWindow *self,
           const char   *message)
{
  /* Translators: %s is the reason */
  g_autofree char *text = g_strdup_printf (_("The board has changed, and your edit with it: %s"),
                                           message);

  _strata_window_tell (self, text);
}

static void
apply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  strata_inspector_apply (STRATA_WINDOW (widget)->inspector);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  strata_inspector_discard (STRATA_WINDOW (widget)->inspector);
}

void
_strata_window_init_trial (StrataWindow *self)
{
  self->trial = strata_trial_new (self->selection);
  g_signal_connect_object (self->trial, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->what_if, "notify::child-revealed", G_CALLBACK (revealed_cb), NULL);
}

void
_strata_window_class_init_trial (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.apply-edit", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "win.discard-edit", NULL, discard_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "win.apply-edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "win.apply-edit", NULL);
  /* The panes have this key, too: of them a toast that is shown would take it. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.discard-edit", NULL);
}
