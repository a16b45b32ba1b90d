/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-window-private.h"

/* What is faster than this needs no progress, in milliseconds. */
#define LOADING_DELAY 300

/*
 * What a window shows while a board or an address space is read.
 */

static gboolean
loading_timeout_cb (gpointer user_data)
{
  StrataWindow *self = user_data;

  self->loading_timeout = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");

  return G_SOURCE_REMOVE;
}

void
_strata_window_begin_loading (StrataWindow *self,
                              GFile        *file,
                              const char   *name)
{
  g_autofree char *title = g_strdup_printf (_("Loading “%s”"), name);

  g_set_object (&self->loading_file, file);
  g_free (self->loading_name);
  self->loading_name = g_strdup (name);
  self->demonstrates = FALSE;
  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  if (self->board != NULL)
    {
      strata_compat_banner_set_revealed (self->banner, FALSE);
      strata_progress_strip_begin (self->loading_strip, title);
    }
  else
    {
      adw_status_page_set_title (self->loading_page, title);
      self->loading_timeout = g_timeout_add (LOADING_DELAY, loading_timeout_cb, self);
    }
  _strata_window_update_actions (self);
}

/* Nothing more is loaded, unless another load has taken the place of this one. */
gboolean
_strata_window_end_loading (StrataWindow *self)
{
  if (self->loader == NULL || strata_loader_get_busy (self->loader))
    return FALSE;

  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  if (self->board != NULL)
    strata_progress_strip_end (self->loading_strip);

  return TRUE;
}

void
_strata_window_notify_progress_cb (StrataWindow *self)
{
  double progress = strata_loader_get_progress (self->loader);

  gtk_progress_bar_set_fraction (self->loading_progress, progress);
  if (self->board != NULL)
    strata_progress_strip_set_fraction (self->loading_strip, progress);
}
