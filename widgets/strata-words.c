/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-words.h"

#include <glib/gi18n.h>

#include "paint/strata-map-text.h"

/**
 * strata_words_address:
 * @address: an address
 *
 * Writes an address, see strata_map_format_address(), to stand beside words of any direction.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_address (guint64 address)
{
  return strata_map_isolate (strata_map_format_address (address));
}

/**
 * strata_words_size:
 * @first: the first address
 * @last: the last address, inclusive; not below @first
 *
 * Writes how large a range is, see strata_map_format_size(), to stand beside words of any
 * direction.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_size (guint64 first,
                   guint64 last)
{
  return strata_map_isolate (strata_map_format_size (first, last));
}

/**
 * strata_words_bytes:
 * @n_bytes: a number of bytes
 *
 * Writes how many bytes something takes, in a unit that is near; GLib does not have the words for
 * less than a KiB in each language.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_bytes (guint64 n_bytes)
{
  if (n_bytes < 1024)
    return g_strdup_printf (ngettext ("%u byte", "%u bytes", n_bytes), (guint) n_bytes);

  return strata_map_isolate (g_format_size_full (n_bytes, G_FORMAT_SIZE_IEC_UNITS));
}

/**
 * strata_words_range:
 * @first: the first address
 * @last: the last address, inclusive
 *
 * Writes a stretch of addresses.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_range (guint64 first,
                    guint64 last)
{
  g_autofree char *from = strata_map_format_address (first);
  g_autofree char *to = NULL;

  if (first == last)
    return strata_map_isolate (g_steal_pointer (&from));

  to = strata_map_format_address (last);

  return strata_map_isolate (g_strconcat (from, "–", to, NULL));
}

/**
 * strata_words_priority:
 * @priority: a priority
 *
 * Writes a priority, with a true minus sign.
 *
 * Returns: (transfer full): the text
 */
char *
strata_words_priority (gint priority)
{
  if (priority < 0)
    return strata_map_isolate (g_strdup_printf ("−%" G_GINT64_FORMAT, -(gint64) priority));

  return g_strdup_printf ("%d", priority);
}

/**
 * strata_words_region_kind:
 * @kind: a region's kind
 * @readonly: whether the region or something above it is read-only
 *
 * Names a kind.
 *
 * Returns: the translated name
 */
const char *
strata_words_region_kind (StrataRegionKind kind,
                          gboolean         readonly)
{
  switch (kind)
    {
    case STRATA_REGION_CONTAINER:
      return _("Container");
    case STRATA_REGION_MMIO:
      return _("MMIO");
    case STRATA_REGION_RAM:
      return readonly ? _("ROM") : _("RAM");
    case STRATA_REGION_RAM_DEVICE:
      return readonly ? _("ROM") : _("RAM device");
    case STRATA_REGION_ROM:
      return _("ROM");
    case STRATA_REGION_ROM_DEVICE:
      return _("ROM device");
    case STRATA_REGION_ALIAS:
      return _("Alias");
    case STRATA_REGION_IOMMU:
      return _("IOMMU");
    case STRATA_REGION_RESERVED:
      return _("Reserved");
    default:
      return "";
    }
}

/**
 * strata_words_kind:
 * @instance: an instance
 *
 * Names what an access finds in an instance: RAM that is read-only on its path is ROM.
 *
 * Returns: the translated name
 */
const char *
strata_words_kind (const StrataInstance *instance)
{
  return strata_words_region_kind (strata_region_get_kind (instance->region), instance->readonly);
}

/**
 * strata_words_fate:
 * @difference: what an edit would make of something, or a commit has made of it
 * @is_past: whether it is made
 *
 * Says what would become of it, or what became of it.
 *
 * Returns: the words; an empty string for what stays as it is
 */
const char *
strata_words_fate (StrataDifference difference,
                   gboolean         is_past)
{
  switch (difference)
    {
    case STRATA_DIFFERENCE_REMOVED:
      return is_past ? _("went") : _("would go");
    case STRATA_DIFFERENCE_ADDED:
      return is_past ? _("was added") : _("would be added");
    case STRATA_DIFFERENCE_CHANGED:
      return is_past ? _("changed") : _("would change");
    case STRATA_DIFFERENCE_NONE:
    default:
      return "";
    }
}

/**
 * strata_words_event:
 * @kind: what a listener heard
 *
 * Names an event.
 *
 * Returns: the name
 */
const char *
strata_words_event (StrataEventKind kind)
{
  switch (kind)
    {
    case STRATA_EVENT_REGION_ADD:
      return _("Appears");
    case STRATA_EVENT_REGION_DEL:
      return _("Goes away");
    case STRATA_EVENT_LOG_START:
      return _("Dirty logging starts");
    case STRATA_EVENT_LOG_STOP:
      return _("Dirty logging stops");
    case STRATA_EVENT_COALESCED_ADD:
      return _("Writes are coalesced");
    case STRATA_EVENT_COALESCED_DEL:
      return _("Writes are coalesced no longer");
    case STRATA_EVENT_EVENTFD_ADD:
      return _("Writes signal a descriptor");
    case STRATA_EVENT_EVENTFD_DEL:
      return _("Writes signal a descriptor no longer");
    case STRATA_EVENT_REGION_NOP:
    default:
      return _("Stays");
    }
}

/**
 * strata_words_past:
 * @number: the number of a commit
 * @last: the number of the last commit
 *
 * Says which moment of the past is shown.
 *
 * Returns: (transfer full): the words
 */
char *
strata_words_past (guint64 number,
                   guint64 last)
{
  g_autofree char *this = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_autofree char *all = g_strdup_printf ("%" G_GUINT64_FORMAT, last);

  if (number == 0)
    return g_strdup (_("As it was before the first commit"));

  /* Translators: the number of a commit, and that of the last one */
  return g_strdup_printf (_("As it was after commit %s of %s"), this, all);
}

/**
 * strata_words_result:
 * @result: how an access ended
 *
 * Names the flags of a result.
 *
 * Returns: (transfer full): the translated words
 */
char *
strata_words_result (StrataResult result)
{
  const struct
  {
    StrataResult flag;
    const char *words;
  } flags[] = {
    { STRATA_DEVICE_ERROR, _("device error") },
    { STRATA_DECODE_ERROR, _("decode error") },
    { STRATA_ACCESS_ERROR, _("access error") },
    { STRATA_READ_ONLY, _("read-only") },
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (result & flags[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", flags[i].words);
  if (text->len == 0)
    g_string_append (text, C_("result of an access", "ok"));

  return g_string_free (text, FALSE);
}

/**
 * strata_words_initiator:
 * @name: the name of an initiator
 *
 * Names who accesses. The app's own initiators have English names in scripts and logs.
 *
 * Returns: the translated name; the name itself for all others
 */
const char *
strata_words_initiator (const char *name)
{
  static const char *const names[] = {
    /* Translators: who reads or writes, in a table */
    N_("hex editor"),
    /* Translators: who reads or writes, in a table: the table of a device's registers */
    N_("registers"),
    /* Translators: who reads, in a table: the search for bytes in memory */
    N_("search"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return _(name);

  return name;
}
