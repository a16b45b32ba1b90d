/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_COMPLETION (strata_completion_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompletion, strata_completion, STRATA, COMPLETION, GtkPopover)

/**
 * StrataCompletionFunc:
 * @self: the popover
 * @text: what is written so far
 * @user_data: for the function
 *
 * Calls strata_completion_add() for each text that may be meant, the best first.
 */
typedef void (*StrataCompletionFunc) (StrataCompletion *self, const char *text,
                                      gpointer user_data);

StrataCompletion *strata_completion_new (GtkWidget *entry, StrataCompletionFunc func,
                                         gpointer user_data);
gboolean strata_completion_add (StrataCompletion *self, const char *text, const char *detail);
void strata_completion_update (StrataCompletion *self);

G_END_DECLS
