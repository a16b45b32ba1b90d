/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-survey.h"

#include <glib/gi18n.h>

#define MAX_NAMES 3
#define MAX_RANGES 1000 /* that are looked at: a selection can have all of a large map */
#define MAX_BYTES 65536
#define AT_ONCE 512

/*
 * What is selected, in short.
 */

/* {{{ Who answers */

typedef struct
{
  GHashTable *regions; /* not held: the view holds them */
  GString *names;
  guint n_ranges;
  gboolean has_gap;
} Survey;

static void
add_region (Survey       *self,
            StrataRegion *region)
{
  guint n;

  self->n_ranges++;
  if (!g_hash_table_add (self->regions, region))
    return;
  n = g_hash_table_size (self->regions);
  if (n <= MAX_NAMES)
    g_string_append_printf (self->names, "%s%s", n > 1 ? ", " : "",
                            strata_region_get_name (region));
  else if (n == MAX_NAMES + 1)
    g_string_append (self->names, ", …");
}

static void
look_at_ranges (Survey         *self,
                StrataFlatView *view,
                guint64         first,
                guint64         last)
{
  guint64 next = first;

  for (guint i = strata_flat_view_find_index (view, first);
       i < strata_flat_view_get_n_ranges (view) && self->n_ranges < MAX_RANGES; i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      if (range->first > last)
        break;
      self->has_gap = self->has_gap || range->first > next;
      add_region (self, range->region);
      if (range->last >= last)
        return;
      next = range->last + 1;
    }
  self->has_gap = self->has_gap || self->n_ranges < MAX_RANGES;
}

static char *
write_regions (const Survey *self)
{
  guint n = g_hash_table_size (self->regions);

  if (self->n_ranges >= MAX_RANGES)
    /* Translators: a number, and the names of the first few */
    return g_strdup_printf (_("at least %u regions: %s"), n, self->names->str);
  if (n == 1)
    return g_strdup (self->names->str);

  /* Translators: a number, and the names of the first few */
  return g_strdup_printf (ngettext ("%u region: %s", "%u regions: %s", n), n, self->names->str);
}

/**
 * strata_hex_survey_regions:
 * @source: a source
 * @first: the first address
 * @last: the last address
 *
 * Says who answers there.
 *
 * Returns: (transfer full) (nullable): the words; %NULL if nobody does
 */
char *
strata_hex_survey_regions (StrataHexSource *source,
                           guint64          first,
                           guint64          last)
{
  g_autoptr (StrataFlatView) view
    = strata_address_space_ref_view (strata_hex_source_get_space (source));
  g_autoptr (GHashTable) regions = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *words = NULL;
  Survey survey = { regions, names, 0, FALSE };
  guint64 base = strata_hex_source_get_base (source);

  look_at_ranges (&survey, view, first + base, last + base);
  if (survey.n_ranges == 0)
    return NULL;

  words = write_regions (&survey);

  return survey.has_gap ? g_strdup_printf ("%s · %s", words, _("partly unmapped"))
                        : g_steal_pointer (&words);
}

/* }}} */
/* {{{ Why there is nothing to read */

static gboolean
has_state (StrataHexSource *source,
           guint64          first,
           guint64          last,
           StrataPeekState  state)
{
  StrataInitiator *initiator = strata_hex_source_get_initiator (source);
  guint64 base = strata_hex_source_get_base (source);
  gboolean found = FALSE;

  last = MIN (last, first + MIN (MAX_BYTES - 1, G_MAXUINT64 - first));
  for (guint64 done = 0, n; !found && done <= last - first; done += n)
    {
      StrataPeekState states[AT_ONCE];
      guint8 bytes[AT_ONCE];

      n = MIN (AT_ONCE - 1, last - first - done) + 1;
      strata_initiator_peek (initiator, first + base + done, bytes, states, n);
      for (guint i = 0; i < n; i++)
        found = found || states[i] == state;
    }
  strata_initiator_park (initiator);

  return found;
}

/**
 * strata_hex_survey_unread:
 * @source: a source
 * @first: the first address
 * @last: the last address
 *
 * Says why nothing was read of what is there.
 *
 * Returns: (transfer full): the words
 */
char *
strata_hex_survey_unread (StrataHexSource *source,
                          guint64          first,
                          guint64          last)
{
  if (has_state (source, first, last, STRATA_PEEK_NOT_READ))
    return g_strdup (_("Nothing was read: reads of this region are set to “Never”"));
  if (has_state (source, first, last, STRATA_PEEK_OK))
    return g_strdup (_("It is live: always seen as it is now"));

  return g_strdup (_("Nothing to read here: nobody answers"));
}

/* }}} */
