/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-ask-bar.h"
#include "strata-hex-find-bar.h"
#include "strata-hex-foot.h"
#include "strata-hex-panel.h"

G_BEGIN_DECLS

struct _StrataHexPanel
{
  GtkWidget parent_instance;

  StrataHexView *view;
  StrataHexFindBar *find_bar;
  StrataHexAskBar *ask_bar;
  StrataHexFoot *foot;

  StrataSelection *selection;
  StrataHexPolicies *policies;
  StrataBoard *board; /* whose names lead to addresses; NULL for numbers only */
  GSimpleActionGroup *actions;
  gboolean is_following;
};

/* Each file may call those above it. */

/* strata-hex-panel-following.c */
void _strata_hex_panel_set_state (StrataHexPanel *self, const char *name, GVariant *state);
void _strata_hex_panel_show_policy (StrataHexPanel *self);
void _strata_hex_panel_share_place (StrataHexPanel *self);
void _strata_hex_panel_choose_order (StrataHexPanel *self);
void _strata_hex_panel_show_selected (StrataHexPanel *self);
void _strata_hex_panel_show_source (StrataHexPanel *self, StrataRegion *region);
void _strata_hex_panel_enter_region (StrataHexPanel *self);
void _strata_hex_panel_leave_region (StrataHexPanel *self);

/* strata-hex-panel-actions.c */
void _strata_hex_panel_closed_cb (StrataHexPanel *self);
void _strata_hex_panel_answered_cb (StrataHexPanel *self);
void _strata_hex_panel_init_actions (StrataHexPanel *self);

G_END_DECLS
