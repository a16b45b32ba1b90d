/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

/*
 * What a window needs only once it shows a board: the page with all panes, and what the header has
 * for it. It is made when the first board is there, as most of the time until a window is seen
 * would go into it; the boards after that one get the same.
 */

#define CHILD(name) { #name, G_STRUCT_OFFSET (StrataWindow, name) }

static const struct
{
  const char *id;
  gsize offset;
} children[] = {
  CHILD (board_page),
  CHILD (hierarchy_button),
  CHILD (step_buttons),
  CHILD (go_button),
  CHILD (go_popover),
  CHILD (explanation_button),
  CHILD (switcher),
  CHILD (banner),
  CHILD (past),
  CHILD (past_title),
  CHILD (what_if),
  CHILD (what_if_title),
  CHILD (what_if_text),
  CHILD (loading_strip),
  CHILD (export_strip),
  CHILD (toasts),
  CHILD (page_bar),
  CHILD (display_page_button),
  CHILD (hierarchy_paned),
  CHILD (hierarchy_pane),
  CHILD (hierarchy),
  CHILD (census),
  CHILD (notes_button),
  CHILD (side_paned),
  CHILD (lower_paned),
  CHILD (map_pane),
  CHILD (map),
  CHILD (lower),
  CHILD (right_paned),
  CHILD (guest_pane),
  CHILD (display),
  CHILD (script),
  CHILD (aside),
  CHILD (aside_stack),
  CHILD (explanation),
  CHILD (inspector),
};

static void
ensure_types (void)
{
  g_type_ensure (STRATA_TYPE_COMPAT_BANNER);
  g_type_ensure (STRATA_TYPE_DISPLAY_PANEL);
  g_type_ensure (STRATA_TYPE_EXPLAIN_PANEL);
  g_type_ensure (STRATA_TYPE_GO_POPOVER);
  g_type_ensure (STRATA_TYPE_HIERARCHY_VIEW);
  g_type_ensure (STRATA_TYPE_INSPECTOR);
  g_type_ensure (STRATA_TYPE_LOWER_PANE);
  g_type_ensure (STRATA_TYPE_MAP_OVERVIEW);
  g_type_ensure (STRATA_TYPE_MAP_VIEW);
  g_type_ensure (STRATA_TYPE_PROGRESS_STRIP);
  g_type_ensure (STRATA_TYPE_SCRIPT_PANEL);
  g_type_ensure (STRATA_TYPE_SPACE_SWITCHER);
}

static void
make_widgets (StrataWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GtkBuilderScope) scope = gtk_builder_cscope_new ();
  g_autoptr (GError) error = NULL;

  ensure_types ();
  gtk_builder_cscope_add_callback (scope, _strata_window_tell);
  gtk_builder_cscope_add_callback (scope, _strata_window_pending_cb);
  gtk_builder_cscope_add_callback (scope, _strata_window_max_position_cb);
  gtk_builder_cscope_add_callback (scope, _strata_window_space_chosen_cb);
  gtk_builder_set_scope (builder, scope);
  gtk_builder_set_current_object (builder, G_OBJECT (self));
  if (!gtk_builder_add_from_resource (builder,
                                      "/io/github/stratabench/Strata/strata-window-board.ui",
                                      &error))
    g_error ("%s", error->message); /* it is part of the program, as templates are */

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    G_STRUCT_MEMBER (gpointer, self, children[i].offset)
      = g_object_ref (gtk_builder_get_object (builder, children[i].id));
}

static void
place_widgets (StrataWindow *self)
{
  adw_header_bar_pack_start (self->header, self->hierarchy_button);
  adw_header_bar_pack_start (self->header, self->step_buttons);
  adw_header_bar_pack_end (self->header, GTK_WIDGET (self->go_button));
  adw_header_bar_pack_end (self->header, self->explanation_button);
  gtk_stack_add_named (self->title_stack, GTK_WIDGET (self->switcher), "switcher");
  gtk_stack_add_named (self->stack, self->board_page, "board");
}

/* Lets go of what was made, at the end: as with a template, it outlives the window's disposal. */
void
_strata_window_drop_board_page (StrataWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    g_clear_object (&G_STRUCT_MEMBER (GObject *, self, children[i].offset));
}

/* What a double click or Enter opens is shown byte by byte. */
static void
open_cb (StrataWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus", "s", "memory");
}

/* Makes the page unless it is there. Nothing else does. */
void
_strata_window_make_board_page (StrataWindow *self)
{
  if (self->board_page != NULL)
    return;

  make_widgets (self);
  _strata_window_init_trial (self);
  _strata_window_init_placing (self);
  _strata_window_init_editing (self);
  _strata_window_init_timeline (self);
  self->follower = strata_follower_new (self->selection, self->trial);

  strata_hierarchy_view_set_selection (self->hierarchy, self->selection);
  strata_map_view_set_selection (self->map, self->selection);
  g_signal_connect_object (self->map, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  strata_lower_pane_set_selection (self->lower, self->selection);
  g_signal_connect_object (strata_lower_pane_get_table (self->lower), "activated",
                           G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  strata_explain_panel_set_selection (self->explanation, self->selection);
  strata_inspector_set_selection (self->inspector, self->selection);
  _strata_window_init_regions (self);
  _strata_window_init_menu (self);
  _strata_window_init_finding (self);
  g_signal_connect_object (self->selection, "notify::model",
                           G_CALLBACK (_strata_window_show_census), self, G_CONNECT_SWAPPED);
  _strata_window_load_panes (self);
  place_widgets (self);
}
