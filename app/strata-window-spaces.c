/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

/*
 * How another address space of the board gets into a window.
 */

static void
space_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (StrataWindow) self = user_data;
  g_autoptr (StrataSpaceModel) model = strata_loader_read_space_finish (STRATA_LOADER (object),
                                                                        result, NULL);

  if (!_strata_window_end_loading (self))
    return;

  if (model != NULL)
    _strata_window_show_space (self, model);
  _strata_window_show_rest (self);
}

void
_strata_window_space_chosen_cb (StrataWindow *self,
                                guint         index)
{
  StrataAddressSpace *space = strata_board_get_address_space (self->board, index);

  if (space == strata_space_switcher_get_space (self->switcher) &&
      !strata_loader_get_busy (self->loader))
    return;

  strata_loader_read_space (self->loader, space, space_read_cb, g_object_ref (self));
  _strata_window_begin_loading (self, NULL, strata_address_space_get_name (space));
}
