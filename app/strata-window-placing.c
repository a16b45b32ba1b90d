/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-window-private.h"

/*
 * Regions that are dragged on the map. Where one is held goes into the inspector, as if it was
 * typed: so it is tried, shown and applied like any other edit.
 */

static gboolean
query_movable_cb (StrataWindow *self,
                  guint         instance,
                  gboolean      resize)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  StrataRegion *region = strata_space_model_get_instance (model, instance)->region;

  /* What is typed of another region is not lost. */
  if (strata_inspector_get_pending (self->inspector) &&
      strata_inspector_get_region (self->inspector) != region)
    return FALSE;

  return strata_region_get_container (region) != NULL &&
         strata_board_check_edit (self->board, region,
                                  resize ? STRATA_EDIT_SIZE : STRATA_EDIT_ADDRESS, NULL);
}

static void
placed_cb (StrataWindow *self,
           guint64       address,
           guint64       size)
{
  strata_inspector_edit_target (self->inspector, FALSE);
  strata_inspector_place (self->inspector, address, size);
}

/* What cannot be is told in the inspector. */
static void
dropped_cb (StrataWindow *self)
{
  _strata_window_show_what_if (self);
  if (strata_inspector_get_pending (self->inspector) &&
      strata_inspector_get_edit (self->inspector) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-region", NULL);
}

void
_strata_window_init_placing (StrataWindow *self)
{
  g_signal_connect_object (self->map, "query-movable", G_CALLBACK (query_movable_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "dropped", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
}
