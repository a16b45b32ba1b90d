/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "poke-fixture.h"

#include "formats/strata-formats.h"
#include "widget-fixture.h"

/* A panel that writes to a board of registers, and the journal of that; not shown yet */
void
poke_fixture_set_up (PokeFixture *self,
                     GtkWidget   *panel)
{
  g_autoptr (GError) error = NULL;

  self->board = strata_formats_load ("doc-registers", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  self->journal = strata_poke_journal_new ();
  self->initiator = strata_initiator_new (strata_board_get_default_address_space (self->board),
                                          "test");
  self->panel = panel;
}

void
poke_fixture_tear_down (PokeFixture   *self,
                        gconstpointer  unused)
{
  widget_fixture_assert_finalized (self->panel);
  strata_initiator_unref (self->initiator);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->board);
}

guint64
poke_fixture_load (PokeFixture *self,
                   guint64      address)
{
  guint64 value = 0;

  g_assert_cmpuint (strata_initiator_load (self->initiator, address, 4, STRATA_LITTLE_ENDIAN,
                                           &value), ==, STRATA_OK);
  strata_initiator_park (self->initiator);

  return value;
}

gboolean
poke_fixture_act (PokeFixture *self,
                  const char  *action)
{
  return gtk_widget_activate_action (self->panel, action, NULL);
}

guint
poke_fixture_count_pokes (PokeFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->journal));
}
