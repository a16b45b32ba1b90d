/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "strata-hex-heat.h"
#include "strata-hex-survey.h"
#include "strata-words.h"

/*
 * What is on the screen and selected: cells, who answers, and the words for both.
 */

guint64
_strata_hex_view_get_last (StrataHexView *self)
{
  return self->source != NULL ? strata_hex_source_get_last (self->source) : 0;
}

void
_strata_hex_view_tell (StrataHexView *self,
                       const char    *message)
{
  g_signal_emit_by_name (self, "message", message);
}

/* Small spaces have short addresses; in large ones most of what people look at is below 4 GiB. */
guint
_strata_hex_view_count_digits (StrataHexView *self)
{
  guint64 last = _strata_hex_view_get_last (self);
  guint64 shown = self->layout.n_columns == 0 ? 0 :
                  self->scroll.row * self->layout.n_columns + 0x10000;

  if (last <= 0xffff)
    return 4;
  if (last > G_MAXUINT32 && (shown > G_MAXUINT32 || shown < 0x10000))
    return 16;

  return 8;
}

static gboolean
is_like (GArray *a,
         GArray *b)
{
  return a->len == b->len && (a->len == 0 ||
                              memcmp (a->data, b->data, a->len * sizeof (StrataHexCell)) == 0);
}

static gboolean
are_alike (GArray *a,
           GArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const StrataHexStretch *one = &g_array_index (a, StrataHexStretch, i);
      const StrataHexStretch *other = &g_array_index (b, StrataHexStretch, i);

      if (one->first != other->first || one->last != other->last || one->kind != other->kind ||
          g_strcmp0 (one->name, other->name) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Looks anew, and draws if anything is different. */
void
_strata_hex_view_update_page (StrataHexView *self)
{
  GArray *before = self->cells;
  GArray *stretches;
  guint64 first, end;
  gsize n;

  if (self->source == NULL || self->font == NULL)
    return;

  if (_strata_hex_view_count_digits (self) != self->layout.n_digits)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  first = self->scroll.row * self->layout.n_columns;
  n = (gsize) (strata_hex_scroll_get_page_rows (&self->scroll) + 2) * self->layout.n_columns;
  self->cells = self->spare;
  self->spare = before;
  g_array_set_size (self->cells, (guint) n);
  strata_hex_source_look (self->source, first, (StrataHexCell *) self->cells->data, n,
                          g_get_monotonic_time ());
  strata_hex_edit_mark (&self->edit, first, (StrataHexCell *) self->cells->data, n);
  strata_hex_heat_mark (self->heat, self->source, first, (StrataHexCell *) self->cells->data, n,
                        g_get_monotonic_time ());
  end = n - 1 > G_MAXUINT64 - first ? G_MAXUINT64 : first + (n - 1);
  stretches = strata_hex_source_list_stretches (self->source, first, end);
  if (first != self->first || !is_like (self->cells, self->spare) ||
      !are_alike (stretches, self->stretches))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  g_clear_pointer (&self->stretches, g_array_unref);
  self->stretches = stretches;
  self->first = first;
}

/* The row of the cursor, for those who do not see it. */
void
_strata_hex_view_describe (StrataHexView *self)
{
  guint n_columns = self->layout.n_columns;
  guint64 row, index;
  g_autofree char *text = NULL;

  if (self->source == NULL || self->cells->len == 0 || n_columns == 0)
    {
      text = g_strdup (_("No memory to show"));
    }
  else
    {
      row = self->cursor / n_columns * n_columns;
      index = row - self->first;
      if (row >= self->first && index + n_columns <= self->cells->len)
        text = strata_hex_text_row (row, &g_array_index (self->cells, StrataHexCell, index),
                                    n_columns, self->layout.unit, self->layout.big_endian,
                                    self->stretches);
      else
        text = g_strdup_printf ("%" G_GINT64_MODIFIER "x", row);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

/* Brings an address into sight. */
void
_strata_hex_view_reveal (StrataHexView *self,
                         guint64        address)
{
  self->wants_reveal = self->font == NULL || self->layout.n_columns == 0 ||
                       !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->wants_reveal)
    return;

  strata_hex_scroll_reveal (&self->scroll, address / self->layout.n_columns);
  if (self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment, self->scroll.value);
}

/* The cursor, the selection or what was typed is another. */
void
_strata_hex_view_moved (StrataHexView *self)
{
  _strata_hex_view_update_page (self);
  _strata_hex_view_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "changed");
}

/**
 * strata_hex_view_get_cursor:
 * @self: a view
 *
 * Returns: the address of the cursor
 */
guint64
strata_hex_view_get_cursor (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), 0);

  return self->cursor;
}

/**
 * strata_hex_view_get_selection:
 * @self: a view
 * @first: (out): the first selected address
 * @last: (out): the last
 *
 * Gets what is selected: at least the unit at the cursor, or the byte in the text column.
 */
void
strata_hex_view_get_selection (StrataHexView *self,
                               guint64       *first,
                               guint64       *last)
{
  guint step;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));
  g_return_if_fail (first != NULL && last != NULL);

  step = self->in_text ? 1 : self->unit;
  *first = MIN (self->cursor, self->anchor) / step * step;
  *last = MAX (self->cursor, self->anchor) / step * step;
  *last += MIN (step - 1, G_MAXUINT64 - *last);
  *last = MIN (*last, _strata_hex_view_get_last (self));
}

/* What is known of all of a stretch alike, as far as it is on the screen */
static const StrataHexCell *
find_common_state (StrataHexView *self,
                   guint64        first,
                   guint64        last)
{
  const StrataHexCell *found = NULL;

  for (guint i = 0; i < self->cells->len && self->first + i >= self->first; i++)
    {
      const StrataHexCell *cell = &g_array_index (self->cells, StrataHexCell, i);

      if (self->first + i < first || self->first + i > last)
        continue;
      if (found != NULL && (found->state != cell->state || found->time != cell->time))
        return NULL;
      found = cell;
    }

  return found;
}

/**
 * strata_hex_view_dup_status:
 * @self: a view
 *
 * Says what is selected, who answers there, and what is known of the bytes.
 *
 * Returns: (transfer full): the words
 */
char *
strata_hex_view_dup_status (StrataHexView *self)
{
  g_autofree char *address = NULL;
  g_autofree char *regions = NULL;
  g_autofree char *state = NULL;
  const StrataHexCell *cell;
  guint64 first, last;
  StrataRegion *region;
  GString *text;

  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), NULL);

  if (self->source == NULL)
    return g_strdup ("");

  strata_hex_view_get_selection (self, &first, &last);
  address = strata_hex_text_address (first);
  text = g_string_new (address);
  region = strata_hex_source_get_region (self->source);
  if (region != NULL) /* an offset, as one goes to it */
    g_string_printf (text, "%s+%s", strata_region_get_name (region), address);
  if (last - first >= self->unit)
    {
      g_autofree char *end = strata_hex_text_address (last);
      g_autofree char *size = strata_words_bytes (MIN (last - first, G_MAXUINT64 - 1) + 1);

      g_string_append_printf (text, "–%s · %s", end, size);
    }
  if (self->cells->len == 0)
    return g_string_free (text, FALSE);

  regions = region == NULL ? strata_hex_survey_regions (self->source, first, last) : NULL;
  if (regions != NULL)
    g_string_append_printf (text, " · %s", regions);
  cell = find_common_state (self, first, last);
  if (cell != NULL)
    {
      state = strata_hex_text_state (cell, g_get_monotonic_time ());
      g_string_append_printf (text, " · %s", state);
    }

  return g_string_free (text, FALSE);
}
