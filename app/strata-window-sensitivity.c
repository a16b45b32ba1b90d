/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

/* The one place that decides what can be done. */
void
_strata_window_update_actions (StrataWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_board = self->board != NULL;
  StrataHistory *history = self->document ? strata_document_get_history (self->document) : NULL;
  gboolean wide = !strata_compat_breakpoint_bin_get_narrow (self->bin);

  gtk_widget_action_set_enabled (widget, "win.cancel", strata_loader_get_busy (self->loader));
  gtk_widget_action_set_enabled (widget, "win.notes",
                                 has_board && strata_board_get_n_notes (self->board) > 0);
  _strata_window_update_regions (self);
  gtk_widget_action_set_enabled (widget, "win.undo",
                                 history && strata_history_get_undo_name (history));
  gtk_widget_action_set_enabled (widget, "win.redo",
                                 history && strata_history_get_redo_name (history));
  gtk_widget_action_set_enabled (widget, "win.save", has_board);
  gtk_widget_action_set_enabled (widget, "win.save-as", has_board);
  gtk_widget_action_set_enabled (widget, "win.reload",
                                 history && strata_document_get_file (self->document));
  gtk_widget_action_set_enabled (widget, "win.true-scale", has_board);
  gtk_widget_action_set_enabled (widget, "win.show-heat", has_board);
  gtk_widget_action_set_enabled (widget, "win.zoom-in", has_board);
  gtk_widget_action_set_enabled (widget, "win.zoom-out", has_board);
  gtk_widget_action_set_enabled (widget, "win.zoom-normal", has_board);
  gtk_widget_action_set_enabled (widget, "win.fit", has_board);
  gtk_widget_action_set_enabled (widget, "win.fit-selection", has_board);
  gtk_widget_action_set_enabled (widget, "win.export", has_board && self->exporting == NULL);
  gtk_widget_action_set_enabled (widget, "win.cancel-export", self->exporting != NULL);
  gtk_widget_action_set_enabled (widget, "win.print", has_board);
  gtk_widget_action_set_enabled (widget, "win.copy-flat", has_board);
  gtk_widget_action_set_enabled (widget, "win.focus", has_board);
  gtk_widget_action_set_enabled (widget, "win.compare", has_board);
  gtk_widget_action_set_enabled (widget, "win.go", has_board);
  gtk_widget_action_set_enabled (widget, "win.look-for", has_board);
  gtk_widget_action_set_enabled (widget, "win.show-hierarchy", has_board && wide);
  gtk_widget_action_set_enabled (widget, "win.show-explanation", has_board && wide);
  gtk_widget_action_set_enabled (widget, "win.show-table", has_board && wide);
  gtk_widget_action_set_enabled (widget, "win.show-display",
                                 self->has_guest && wide);
  gtk_widget_action_set_enabled (widget, "win.watch", has_board);
  gtk_widget_action_set_enabled (widget, "win.framebuffer", has_board);
  gtk_widget_action_set_enabled (widget, "win.own-display", self->shows_framebuffer);
  gtk_widget_action_set_enabled (widget, "win.page", has_board && !wide);
}
