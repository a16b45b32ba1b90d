/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-panel-private.h"

#include "strata-hex-stretches.h"

/*
 * What is shown, and where one is there: the selection that other views share.
 */

void
_strata_hex_panel_set_state (StrataHexPanel *self,
                             const char     *name,
                             GVariant       *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* {{{ Where one is */

void
_strata_hex_panel_show_policy (StrataHexPanel *self)
{
  static const char *const names[] = { "never", "on-demand", "live" };
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (StrataRegion) region = NULL;
  StrataHexPolicy policy = STRATA_HEX_POLICY_ON_DEMAND;

  if (source != NULL)
    region = strata_hex_source_ref_region_at (source, strata_hex_view_get_cursor (self->view));
  if (region != NULL)
    policy = strata_hex_policies_get (self->policies, region);
  _strata_hex_panel_set_state (self, "policy", g_variant_new_string (names[policy]));
}

/* Whether a person is at work here, be it in the bytes or in a bar below them */
static gboolean
has_focus (StrataHexPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* The other views go to where the cursor is. */
void
_strata_hex_panel_share_place (StrataHexPanel *self)
{
  StrataSpaceModel *model;
  guint64 cursor = strata_hex_view_get_cursor (self->view);
  StrataHexSource *source = strata_hex_view_get_source (self->view);

  if (self->selection == NULL || self->is_following || source == NULL ||
      strata_hex_source_get_region (source) != NULL ||
      !has_focus (self))
    return;
  model = strata_selection_get_model (self->selection);
  if (model == NULL || cursor == strata_selection_get_address (self->selection))
    return;

  self->is_following = TRUE;
  strata_selection_select_address (self->selection, cursor);
  self->is_following = FALSE;
}

/* }}} */
/* {{{ Following the selection */

void
_strata_hex_panel_show_selected (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = strata_selection_get_instance (self->selection);
  guint64 address = strata_selection_get_address (self->selection);
  const StrataInstance *place;
  guint64 first, last;

  if (self->is_following || source == NULL || model == NULL ||
      !strata_selection_has_address (self->selection) ||
      strata_hex_source_get_region (source) != NULL ||
      strata_selection_is_updating (self->selection))
    return;

  /* A place within keeps its address; where a region is taken as a whole, all of it is. */
  first = last = address;
  if (instance != STRATA_NO_INSTANCE)
    {
      place = strata_space_model_get_instance (model, instance);
      if (address == strata_space_model_get_first_visible (model, instance) &&
          strata_region_get_kind (place->region) != STRATA_REGION_CONTAINER)
        last = place->last;
    }
  self->is_following = TRUE;
  strata_hex_view_go_to (self->view, first, last);
  self->is_following = FALSE;
}

void
_strata_hex_panel_choose_order (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions),
                                                                "order");
  const char *order = g_variant_get_string (state, NULL);
  gboolean is_native_big = source != NULL &&
                           strata_hex_source_get_native_order (source) == STRATA_BIG_ENDIAN;

  strata_hex_view_set_big_endian (self->view, g_str_equal (order, "machine")
                                  ? is_native_big : g_str_equal (order, "big"));
}

void
_strata_hex_panel_show_source (StrataHexPanel *self,
                               StrataRegion   *region)
{
  StrataSpaceModel *model = NULL;
  g_autoptr (StrataHexSource) source = NULL;

  if (self->selection != NULL)
    model = strata_selection_get_model (self->selection);
  if (region != NULL)
    source = strata_hex_source_new_for_region (region);
  else if (model != NULL)
    source = strata_hex_source_new (strata_space_model_get_space (model));
  if (source != NULL)
    strata_hex_source_set_policies (source, self->policies);
  _strata_hex_panel_set_state (self, "only-region", g_variant_new_boolean (region != NULL));
  strata_hex_view_set_source (self->view, source);
  _strata_hex_panel_choose_order (self);
}

/* Shows the region at the cursor by itself, at the same byte. */
void
_strata_hex_panel_enter_region (StrataHexPanel *self)
{
  StrataHexSource *source = strata_hex_view_get_source (self->view);
  guint64 cursor = strata_hex_view_get_cursor (self->view) + strata_hex_source_get_base (source);
  StrataInitiator *initiator = strata_hex_source_get_initiator (source);
  g_autoptr (StrataRegion) region = NULL;
  StrataFlatRange range;
  guint64 offset = 0;

  if (strata_initiator_find (initiator, cursor, &range))
    {
      region = strata_region_ref (range.region);
      offset = range.offset + (cursor - range.first);
    }
  strata_initiator_park (initiator);
  if (region == NULL)
    return;

  _strata_hex_panel_show_source (self, region);
  strata_hex_view_go_to (self->view, offset, offset);
}

/* Shows the address space again, there where the byte is seen, or else where one was before. */
void
_strata_hex_panel_leave_region (StrataHexPanel *self)
{
  g_autoptr (StrataHexSource) before = g_object_ref (strata_hex_view_get_source (self->view));
  StrataRegion *region = strata_hex_source_get_region (before);
  guint64 cursor = strata_hex_view_get_cursor (self->view);
  g_autoptr (StrataFlatView) view = NULL;
  StrataHexSource *source;
  guint64 address;

  self->is_following = TRUE;
  _strata_hex_panel_show_source (self, NULL);
  self->is_following = FALSE;
  source = strata_hex_view_get_source (self->view);
  if (source == NULL)
    return;

  view = strata_address_space_ref_view (strata_hex_source_get_space (source));
  if (region != NULL && strata_hex_stretches_find (view, region, cursor, &address))
    strata_hex_view_go_to (self->view, address, address);
  else if (self->selection != NULL)
    _strata_hex_panel_show_selected (self);
}

/* }}} */
