/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_END_FOLLOWER (strata_end_follower_get_type ())

G_DECLARE_FINAL_TYPE (StrataEndFollower, strata_end_follower, STRATA, END_FOLLOWER, GObject)

StrataEndFollower *strata_end_follower_new (GtkScrolledWindow *scroller);
void strata_end_follower_update (StrataEndFollower *self);

G_END_DECLS
