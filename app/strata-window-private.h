/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "compat/strata-compat-banner.h"
#include "compat/strata-compat-breakpoint-bin.h"
#include "strata-display-panel.h"
#include "strata-document.h"
#include "strata-explain-panel.h"
#include "strata-follower.h"
#include "strata-go-popover.h"
#include "strata-hierarchy-view.h"
#include "strata-inspector.h"
#include "strata-loader.h"
#include "strata-lower-pane.h"
#include "strata-map-overview.h"
#include "strata-map-view.h"
#include "strata-recovery.h"
#include "strata-navigator.h"
#include "strata-progress-strip.h"
#include "strata-script-panel.h"
#include "strata-selection.h"
#include "strata-space-switcher.h"
#include "strata-trial.h"
#include "strata-watch-window.h"
#include "strata-window.h"

G_BEGIN_DECLS

struct _StrataWindow
{
  AdwApplicationWindow parent_instance;

  StrataCompatBreakpointBin *bin;
  GtkWidget *drop_sign;
  GMenu *builtin_menu;
  GMenu *history_menu;
  GMenuModel *primary_menu;
  AdwHeaderBar *header;
  GtkWidget *open_button;
  AdwSplitButton *open_narrow_button;
  GtkMenuButton *menu_button;
  GtkStack *title_stack;
  GtkStack *stack;
  AdwStatusPage *loading_page;
  GtkProgressBar *loading_progress;
  AdwStatusPage *failed_page;

  /* What is there from the first board on, and NULL before */
  GtkWidget *board_page;
  GtkWidget *hierarchy_button;
  GtkWidget *step_buttons;
  GtkMenuButton *go_button;
  StrataGoPopover *go_popover;
  GtkWidget *explanation_button;
  StrataSpaceSwitcher *switcher;
  StrataCompatBanner *banner;
  GtkRevealer *past;
  GtkLabel *past_title;
  GtkRevealer *what_if;
  GtkLabel *what_if_title;
  GtkLabel *what_if_text;
  StrataProgressStrip *loading_strip;
  StrataProgressStrip *export_strip;
  AdwToastOverlay *toasts;
  GtkWidget *page_bar;
  GtkWidget *display_page_button;

  /* The panes, from the left to the right */
  GtkPaned *hierarchy_paned;
  GtkWidget *hierarchy_pane;
  StrataHierarchyView *hierarchy;
  GtkLabel *census;
  GtkButton *notes_button;
  GtkPaned *side_paned;
  GtkPaned *lower_paned;
  GtkWidget *map_pane;
  StrataMapView *map;
  StrataLowerPane *lower;
  GtkPaned *right_paned;
  GtkWidget *guest_pane;
  StrataDisplayPanel *display;
  StrataScriptPanel *script;
  GtkWidget *aside;
  GtkStack *aside_stack;
  StrataExplainPanel *explanation;
  StrataInspector *inspector;

  StrataWatchWindow *watch_window; /* NULL until it is wanted */

  GSettings *settings;
  StrataLoader *loader;
  StrataSelection *selection;
  StrataNavigator *navigator;
  StrataHeatMonitor *heat; /* of the board */
  StrataTrial *trial;
  StrataTimeline *timeline; /* of the board; NULL if there is none */
  guint64 moment; /* the commit after which the map is shown, if it is the past */
  StrataFollower *follower;
  StrataBoard *board;
  StrataDocument *document; /* NULL as long as there is no board */
  StrataRecovery *recovering; /* what the board that is loaded now is read from; else NULL */
  GFile *loading_file;
  GCancellable *exporting; /* NULL while no picture is written */
  char *loading_name;
  gboolean demonstrates; /* what is loaded now is to be poked at once */
  char *page;
  StrataRegion *wanted; /* to be selected as soon as it is shown; NULL for none */
  guint wanted_idle;
  guint loading_timeout;
  guint place_idle;
  gboolean true_scale;
  gboolean show_hierarchy;
  gboolean show_explanation;
  gboolean show_table;
  gboolean show_display;
  gboolean show_heat;
  gboolean has_guest; /* devices, or memory that is shown as a picture */
  gboolean shows_framebuffer;
  gboolean placed;
  gboolean is_past; /* the map is shown as it was */
  gboolean may_close; /* what is not saved may be lost */
};

typedef void (*StrataWindowFunc) (StrataWindow *self, gpointer user_data);

/* Each file may call those above it. */

/* strata-window-telling.c */
void _strata_window_tell (StrataWindow *self, const char *text);
void _strata_window_tell_with_action (StrataWindow *self, const char *text, const char *label,
                                      const char *action);
void _strata_window_warn (StrataWindow *self, const char *text, const char *label,
                          const char *action);

/* strata-window-regions.c */
const StrataInstance *_strata_window_get_instance (StrataWindow *self);
void _strata_window_update_regions (StrataWindow *self);
void _strata_window_init_regions (StrataWindow *self);
void _strata_window_class_init_regions (StrataWindowClass *klass);

/* strata-window-timeline.c */
void _strata_window_set_moment (StrataWindow *self, gboolean is_past, guint64 number);
void _strata_window_set_timeline (StrataWindow *self, StrataBoard *board);
void _strata_window_init_timeline (StrataWindow *self);
void _strata_window_class_init_timeline (StrataWindowClass *klass);

/* strata-window-trial.c */
void _strata_window_pending_cb (StrataWindow *self, StrataDryCommit *commit);
void _strata_window_show_what_if (StrataWindow *self);
void _strata_window_init_trial (StrataWindow *self);
void _strata_window_class_init_trial (StrataWindowClass *klass);

/* strata-window-placing.c */
void _strata_window_init_placing (StrataWindow *self);

/* strata-window-menu.c */
void _strata_window_init_menu (StrataWindow *self);
void _strata_window_class_init_menu (StrataWindowClass *klass);

/* strata-window-sensitivity.c */
void _strata_window_update_actions (StrataWindow *self);

/* strata-window-panes.c */
void _strata_window_load_state (StrataWindow *self);
void _strata_window_load_panes (StrataWindow *self);
void _strata_window_save_state (StrataWindow *self);
void _strata_window_update_panes (StrataWindow *self);
void _strata_window_set_guest (StrataWindow *self, gboolean has_guest, StrataDisplay *display);
void _strata_window_max_position_cb (StrataWindow *self);

/* strata-window-content.c */
void _strata_window_show_census (StrataWindow *self);
void _strata_window_show_space (StrataWindow *self, StrataSpaceModel *model);
void _strata_window_show_display (StrataWindow *self, StrataDisplay *framebuffer);
void _strata_window_show_board (StrataWindow *self);
void _strata_window_show_rest (StrataWindow *self);
void _strata_window_show_notes (StrataWindow *self);
void _strata_window_show_watch (StrataWindow *self);
void _strata_window_update_heat (StrataWindow *self);

/* strata-window-editing.c */
void _strata_window_show_document (StrataWindow *self);
void _strata_window_take_document (StrataWindow *self, StrataDocument *document);
void _strata_window_init_editing (StrataWindow *self);
void _strata_window_class_init_editing (StrataWindowClass *klass);

/* strata-window-saving.c */
void _strata_window_if_saved (StrataWindow *self, StrataWindowFunc func, gpointer user_data,
                              GDestroyNotify destroy);
void _strata_window_class_init_saving (StrataWindowClass *klass);

/* strata-window-export.c */
void _strata_window_class_init_export (StrataWindowClass *klass);

/* strata-window-progress.c */
void _strata_window_begin_loading (StrataWindow *self, GFile *file, const char *name);
gboolean _strata_window_end_loading (StrataWindow *self);
void _strata_window_notify_progress_cb (StrataWindow *self);

/* strata-window-spaces.c */
void _strata_window_space_chosen_cb (StrataWindow *self, guint index);

/* strata-window-finding.c */
void _strata_window_class_init_finding (StrataWindowClass *klass);
void _strata_window_init_finding (StrataWindow *self);

/* strata-window-building.c */
void _strata_window_make_board_page (StrataWindow *self);
void _strata_window_drop_board_page (StrataWindow *self);

/* strata-window-loading.c: and strata_window_open() */
void _strata_window_class_init_loading (StrataWindowClass *klass);

/* strata-window-actions.c */
void _strata_window_class_init_actions (StrataWindowClass *klass);

G_END_DECLS
