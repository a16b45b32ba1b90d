/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-view-private.h"

/*
 * What is shown, and how.
 */

/**
 * strata_hex_view_get_source:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
StrataHexSource *
strata_hex_view_get_source (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), NULL);

  return self->source;
}

static void
set_access (StrataHexView *self)
{
  if (self->source != NULL)
    strata_hex_source_set_access (self->source, self->unit,
                                  self->big_endian ? STRATA_BIG_ENDIAN : STRATA_LITTLE_ENDIAN);
}

/**
 * strata_hex_view_set_source:
 * @self: a view
 * @source: (nullable): what to show
 *
 * Shows other bytes, from the first one on, in the byte order of their machine.
 */
void
strata_hex_view_set_source (StrataHexView   *self,
                            StrataHexSource *source)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (source == NULL || STRATA_IS_HEX_SOURCE (source));

  if (!g_set_object (&self->source, source))
    return;

  strata_hex_edit_drop (&self->edit);
  self->cursor = self->anchor = 0;
  strata_hex_scroll_go_to (&self->scroll, 0);
  g_array_set_size (self->cells, 0);
  g_clear_pointer (&self->stretches, g_array_unref);
  if (source != NULL)
    strata_hex_view_set_big_endian (self, strata_hex_source_get_native_order (source) ==
                                    STRATA_BIG_ENDIAN);
  set_access (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  _strata_hex_view_describe (self);
  g_object_notify (G_OBJECT (self), "source");
  g_signal_emit_by_name (self, "changed");
}

/**
 * strata_hex_view_get_journal:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): where writes are noted
 */
StrataPokeJournal *
strata_hex_view_get_journal (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), NULL);

  return self->journal;
}

/**
 * strata_hex_view_set_journal:
 * @self: a view
 * @journal: (nullable): where to note writes; without one nothing can be written
 *
 * Sets the journal, which also holds the write lock.
 */
void
strata_hex_view_set_journal (StrataHexView     *self,
                             StrataPokeJournal *journal)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (journal == NULL || STRATA_IS_POKE_JOURNAL (journal));

  if (g_set_object (&self->journal, journal))
    g_object_notify (G_OBJECT (self), "journal");
}

/* Rows look different now. */
static void
change_access (StrataHexView *self)
{
  strata_hex_edit_drop (&self->edit);
  set_access (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "changed");
}

/**
 * strata_hex_view_get_heat:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what knows about accesses
 */
StrataHeatMonitor *
strata_hex_view_get_heat (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), NULL);

  return self->heat;
}

/**
 * strata_hex_view_set_heat:
 * @self: a view
 * @heat: (nullable): what knows about accesses
 *
 * Marks bytes that were accessed lately while @heat is shown: above each one a bar that goes to the
 * left if it was read, and to the right if it was written.
 */
void
strata_hex_view_set_heat (StrataHexView     *self,
                          StrataHeatMonitor *heat)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (heat == NULL || STRATA_IS_HEAT_MONITOR (heat));

  g_set_object (&self->heat, heat);
}

/**
 * strata_hex_view_get_unit:
 * @self: a view
 *
 * Returns: how many bytes are read and written at once
 */
guint
strata_hex_view_get_unit (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), 1);

  return self->unit;
}

/**
 * strata_hex_view_set_unit:
 * @self: a view
 * @unit: 1, 2, 4 or 8
 *
 * Sets how many bytes are read and written at once.
 */
void
strata_hex_view_set_unit (StrataHexView *self,
                          guint          unit)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (unit == 1 || unit == 2 || unit == 4 || unit == 8);

  if (self->unit == unit)
    return;
  self->unit = unit;
  change_access (self);
  g_object_notify (G_OBJECT (self), "unit");
}

/**
 * strata_hex_view_get_big_endian:
 * @self: a view
 *
 * Returns: whether values have their highest byte first
 */
gboolean
strata_hex_view_get_big_endian (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), FALSE);

  return self->big_endian;
}

/**
 * strata_hex_view_set_big_endian:
 * @self: a view
 * @big_endian: whether values have their highest byte first
 *
 * Sets the byte order of what is read and written.
 */
void
strata_hex_view_set_big_endian (StrataHexView *self,
                                gboolean       big_endian)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  if (self->big_endian == big_endian)
    return;
  self->big_endian = big_endian;
  change_access (self);
  g_object_notify (G_OBJECT (self), "big-endian");
}

/**
 * strata_hex_view_get_columns:
 * @self: a view
 *
 * Returns: how many bytes a row has; 0 for as many as there is room for
 */
guint
strata_hex_view_get_columns (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), 0);

  return self->columns;
}

/**
 * strata_hex_view_set_columns:
 * @self: a view
 * @columns: 8, 16 or 32, or 0 for as many as there is room for
 *
 * Sets how many bytes a row has.
 */
void
strata_hex_view_set_columns (StrataHexView *self,
                             guint          columns)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (columns == 0 || columns == 8 || columns == 16 || columns == 32);

  if (self->columns == columns)
    return;
  self->columns = columns;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "columns");
}
