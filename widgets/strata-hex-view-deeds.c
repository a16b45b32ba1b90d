/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "strata-hex-survey.h"

#define MAX_BYTES 65536         /* that are read, written or copied at once */
#define MAX_FORETOLD 256        /* writes that are looked at before */

/*
 * Reading, poking, copying.
 */

gboolean
_strata_hex_view_may_write (StrataHexView *self)
{
  if (self->source == NULL || self->journal == NULL)
    return FALSE;
  if (!strata_poke_journal_get_locked (self->journal))
    return TRUE;

  _strata_hex_view_tell (self, _("The write lock is on"));

  return FALSE;
}

static StrataByteOrder
get_order (StrataHexView *self)
{
  return self->big_endian ? STRATA_BIG_ENDIAN : STRATA_LITTLE_ENDIAN;
}

/**
 * strata_hex_view_has_pending:
 * @self: a view
 *
 * Returns: whether something was typed and waits
 */
gboolean
strata_hex_view_has_pending (StrataHexView *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), FALSE);

  return !strata_hex_edit_is_empty (&self->edit);
}

/**
 * strata_hex_view_dup_forecast:
 * @self: a view
 *
 * Says what poking will do.
 *
 * Returns: (transfer full) (nullable): the words; %NULL if nothing waits
 */
char *
strata_hex_view_dup_forecast (StrataHexView *self)
{
  g_autofree char *words = NULL;
  g_autofree char *address = NULL;
  guint64 base, value;
  guint n, n_looked = 0;
  StrataInitiator *initiator;
  GString *text;

  g_return_val_if_fail (STRATA_IS_HEX_VIEW (self), NULL);

  if (self->source == NULL || strata_hex_edit_is_empty (&self->edit))
    return NULL;

  base = strata_hex_source_get_base (self->source);
  initiator = strata_hex_source_get_initiator (self->source);
  n = strata_hex_edit_count_writes (&self->edit);
  address = strata_hex_text_address (self->edit.address);
  text = g_string_new (NULL);
  if (n == 1)
    g_string_append_printf (text, _("Enter writes to %s: "), address);
  else
    g_string_append_printf (text, _("Enter makes %u writes from %s: "), n, address);
  for (guint done = 0, size;
       n_looked < MAX_FORETOLD &&
       (size = strata_hex_edit_get_write (&self->edit, done, &value)) > 0;
       done += size, n_looked++)
    {
      g_autofree char *own = NULL;

      strata_initiator_forecast_store (initiator, base + self->edit.address + done, size, &own);
      if (words == NULL)
        {
          words = g_steal_pointer (&own);
          g_string_append (text, words);
        }
      else if (self->unit > 1 ? strstr (own, "becomes") == NULL && !g_str_equal (own, words) :
               !g_str_equal (own, words))
        {
          g_string_append_printf (text, "; +%x: %s", done, own);
          break;
        }
    }
  strata_initiator_park (initiator);

  return g_string_free (text, FALSE);
}

/* What is there now, where looking is free of side effects. */
static char *
read_back (StrataHexView *self,
           guint64        address,
           guint          size)
{
  StrataInitiator *initiator = strata_hex_source_get_initiator (self->source);
  guint64 value = 0;
  StrataPeekState states[8];
  guint8 bytes[8];

  strata_initiator_peek (initiator, address + strata_hex_source_get_base (self->source), bytes,
                         states, size);
  strata_initiator_park (initiator);
  for (guint i = 0; i < size; i++)
    {
      if (states[i] != STRATA_PEEK_OK)
        return NULL;
      value |= (guint64) bytes[i] << (8 * (self->big_endian ? size - 1 - i : i));
    }

  return g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) (2 * size), value);
}

static void
tell_result (StrataHexView *self,
             guint64        address,
             guint          size,
             guint          n,
             gboolean       is_queued,
             StrataResult   result)
{
  g_autofree char *place = strata_hex_text_address (address);
  g_autofree char *words = strata_hex_text_result (result);
  g_autofree char *now = n == 1 && !is_queued ? read_back (self, address, size) : NULL;
  g_autofree char *message = NULL;

  if (is_queued && result == STRATA_OK)
    message = g_strdup_printf (_("Write to %s: queued until the device is accessed"), place);
  else if (n > 1)
    message = g_strdup_printf (_("%u writes from %s: %s"), n, place, words);
  else if (now != NULL)
    message = g_strdup_printf (_("Write to %s: %s, reads back %s"), place, words, now);
  else
    message = g_strdup_printf (_("Write to %s: %s"), place, words);
  _strata_hex_view_tell (self, message);
}

/**
 * strata_hex_view_poke:
 * @self: a view
 *
 * Writes what waits.
 */
void
strata_hex_view_poke (StrataHexView *self)
{
  StrataResult result = STRATA_OK;
  guint64 base, address, value;
  guint n = 0, done = 0, size, last_size = 0;
  gboolean is_queued = FALSE;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  if (strata_hex_edit_is_empty (&self->edit) || !_strata_hex_view_may_write (self))
    return;

  base = strata_hex_source_get_base (self->source);
  address = self->edit.address;
  while ((size = strata_hex_edit_get_write (&self->edit, done, &value)) > 0)
    {
      StrataInitiator *initiator = strata_hex_source_get_initiator (self->source);
      g_autoptr (GError) error = NULL;
      g_autoptr (StrataPoke) poke = NULL;

      is_queued = strata_initiator_forecast_store (initiator, base + address + done, size, NULL)
                  == STRATA_FORECAST_QUEUED;
      poke = strata_poke_journal_poke (self->journal, initiator, base + address + done, size,
                                       get_order (self), value, &error);
      if (poke == NULL)
        {
          _strata_hex_view_tell (self, error->message);
          return;
        }
      result |= strata_poke_get_result (poke);
      last_size = size;
      done += size;
      n++;
    }
  strata_hex_edit_drop (&self->edit);
  _strata_hex_view_moved (self);
  tell_result (self, address, last_size, n, is_queued, result);
}

/**
 * strata_hex_view_drop:
 * @self: a view
 *
 * Forgets what was typed.
 */
void
strata_hex_view_drop (StrataHexView *self)
{
  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  strata_hex_edit_drop (&self->edit);
  _strata_hex_view_moved (self);
}

/**
 * strata_hex_view_read:
 * @self: a view
 *
 * Reads what is selected and cannot be seen without.
 */
void
strata_hex_view_read (StrataHexView *self)
{
  g_autofree char *message = NULL;
  g_autofree char *words = NULL;
  StrataResult result;
  guint64 first, last;
  guint n;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  if (self->source == NULL)
    return;

  strata_hex_view_get_selection (self, &first, &last);
  if (last - first >= MAX_BYTES)
    last = first + (MAX_BYTES - 1);
  n = strata_hex_source_read (self->source, first, last, g_get_monotonic_time (), &result);
  _strata_hex_view_moved (self);
  words = strata_hex_text_result (result);
  if (n == 0)
    message = strata_hex_survey_unread (self->source, first, last);
  else
    message = g_strdup_printf (ngettext ("%u read: %s", "%u reads: %s", n), n, words);
  _strata_hex_view_tell (self, message);
}

/* Bytes of the selection, or NULL if there are too many. */
static StrataHexCell *
look_at_selection (StrataHexView *self,
                   guint64       *first,
                   guint         *n)
{
  StrataHexCell *cells;
  guint64 last;

  strata_hex_view_get_selection (self, first, &last);
  if (last - *first >= MAX_BYTES)
    {
      _strata_hex_view_tell (self, _("At most 64 KiB can be taken at once"));
      return NULL;
    }
  *n = (guint) (last - *first + 1);
  cells = g_new (StrataHexCell, *n);
  strata_hex_source_look (self->source, *first, cells, *n, g_get_monotonic_time ());
  _strata_hex_view_update_page (self);

  return cells;
}

/**
 * strata_hex_view_copy:
 * @self: a view
 * @format: how
 *
 * Puts what is selected onto the clipboard; in the text column, as text.
 */
void
strata_hex_view_copy (StrataHexView   *self,
                      StrataHexFormat  format)
{
  g_autofree StrataHexCell *cells = NULL;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  guint64 first;
  guint n, n_unknown;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  if (self->source == NULL || (cells = look_at_selection (self, &first, &n)) == NULL)
    return;

  text = strata_hex_text_copy (format, first, cells, n, &n_unknown);
  if (text == NULL)
    {
      message = g_strdup_printf (ngettext ("%u selected byte is not known: read it first",
                                           "%u selected bytes are not known: read them first",
                                           n_unknown), n_unknown);
      _strata_hex_view_tell (self, message);
      return;
    }
  if (self->in_text && format == STRATA_HEX_FORMAT_HEX)
    for (guint i = 0; i < n; i++)
      {
        text[i] = g_ascii_isprint (cells[i].byte) ? (char) cells[i].byte : '.';
        text[i + 1] = 0;
      }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  message = g_strdup_printf (ngettext ("%u byte copied", "%u bytes copied", n), n);
  _strata_hex_view_tell (self, message);
}

/* Lets bytes wait at the cursor, as many as there is room for. */
static void
put (StrataHexView *self,
     guint64        address,
     const guint8  *bytes,
     gsize          n)
{
  guint64 room = _strata_hex_view_get_last (self) - address;

  if (n > MAX_BYTES)
    {
      _strata_hex_view_tell (self, _("At most 64 KiB can be taken at once"));
      return;
    }
  strata_hex_edit_set_bytes (&self->edit, address, self->unit, self->big_endian, bytes,
                             (guint) (MIN (room, n - 1) + 1));
  _strata_hex_view_moved (self);
}

/**
 * strata_hex_view_fill:
 * @self: a view
 * @byte: with what
 *
 * Lets a byte wait all over the selection.
 */
void
strata_hex_view_fill (StrataHexView *self,
                      guint8         byte)
{
  g_autofree guint8 *bytes = NULL;
  guint64 first, last;

  g_return_if_fail (STRATA_IS_HEX_VIEW (self));

  if (!_strata_hex_view_may_write (self))
    return;

  strata_hex_view_get_selection (self, &first, &last);
  if (last - first >= MAX_BYTES)
    {
      _strata_hex_view_tell (self, _("At most 64 KiB can be taken at once"));
      return;
    }
  bytes = g_malloc (last - first + 1);
  memset (bytes, byte, last - first + 1);
  put (self, first, bytes, last - first + 1);
}

static void
paste_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (StrataHexView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autoptr (GByteArray) bytes = NULL;

  if (text == NULL || *text == 0 || self->source == NULL)
    return;

  if (self->in_text)
    {
      put (self, self->cursor, (const guint8 *) text, strlen (text));
      return;
    }
  bytes = strata_hex_text_parse (text);
  if (bytes == NULL)
    {
      _strata_hex_view_tell (self, _("What was copied is no row of hexadecimal bytes"));
      return;
    }
  put (self, self->cursor, bytes->data, bytes->len);
}

void
_strata_hex_view_paste (StrataHexView *self)
{
  if (!_strata_hex_view_may_write (self))
    return;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, paste_cb,
                                 g_object_ref (self));
}
