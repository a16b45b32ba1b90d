/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-source.h"

#include <string.h>

#include "strata-hex-reads.h"
#include "strata-hex-stretches.h"

#define FADE (2 * G_USEC_PER_SEC)

/* What was on the screen at the last look. */
typedef struct
{
  gint64 changed;
  guint8 byte;
  gboolean is_known;
} Seen;

/*
 * The bytes of an address space or of a region, as a person may see them: what can be peeked as it
 * is, the rest as it was when it was last read.
 */
struct _StrataHexSource
{
  GObject parent_instance;

  StrataAddressSpace *space;
  StrataRegion *region; /* NULL for a whole address space */
  StrataInitiator *initiator;
  guint unit;
  StrataByteOrder byte_order;

  StrataHexReads *reads;
  StrataHexPolicies *policies;
  GArray *seen;         /* of Seen */
  GArray *states;       /* of StrataPeekState */
  GByteArray *bytes;
  guint64 seen_first;
};

G_DEFINE_FINAL_TYPE (StrataHexSource, strata_hex_source, G_TYPE_OBJECT)

static void
strata_hex_source_finalize (GObject *object)
{
  StrataHexSource *self = STRATA_HEX_SOURCE (object);

  g_clear_pointer (&self->initiator, strata_initiator_unref);
  g_clear_pointer (&self->space, strata_address_space_unref);
  g_clear_pointer (&self->region, strata_region_unref);
  strata_hex_reads_free (self->reads);
  g_object_unref (self->policies);
  g_array_unref (self->seen);
  g_array_unref (self->states);
  g_byte_array_unref (self->bytes);

  G_OBJECT_CLASS (strata_hex_source_parent_class)->finalize (object);
}

static void
strata_hex_source_class_init (StrataHexSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_hex_source_finalize;
}

static void
strata_hex_source_init (StrataHexSource *self)
{
  self->unit = 1;
  self->byte_order = STRATA_LITTLE_ENDIAN;
  self->reads = strata_hex_reads_new ();
  self->policies = strata_hex_policies_new ();
  self->seen = g_array_new (FALSE, TRUE, sizeof (Seen));
  self->states = g_array_new (FALSE, FALSE, sizeof (StrataPeekState));
  self->bytes = g_byte_array_new ();
}

/* Takes the space. */
static StrataHexSource *
create (StrataAddressSpace *space)
{
  StrataHexSource *self = g_object_new (STRATA_TYPE_HEX_SOURCE, NULL);
  const StrataAttrs attrs = { .debug = TRUE };

  self->space = space;
  self->initiator = strata_initiator_new (space, "hex editor");
  strata_initiator_set_attrs (self->initiator, &attrs);
  self->byte_order = strata_hex_source_get_native_order (self);

  return self;
}

/**
 * strata_hex_source_new:
 * @space: an address space
 *
 * Creates a source of the bytes of an address space.
 *
 * Returns: (transfer full): the source
 */
StrataHexSource *
strata_hex_source_new (StrataAddressSpace *space)
{
  g_return_val_if_fail (space != NULL, NULL);

  return create (strata_address_space_ref (space));
}

/**
 * strata_hex_source_new_for_region:
 * @region: a region
 *
 * Creates a source of the bytes of one region, wherever it is seen or hidden.
 *
 * Returns: (transfer full): the source
 */
StrataHexSource *
strata_hex_source_new_for_region (StrataRegion *region)
{
  StrataHexSource *self;

  g_return_val_if_fail (region != NULL, NULL);

  self = create (strata_address_space_new (strata_region_get_system (region),
                                           strata_region_get_name (region), region));
  self->region = strata_region_ref (region);

  return self;
}

/**
 * strata_hex_source_get_region:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): the region it shows; %NULL for a whole address space
 */
StrataRegion *
strata_hex_source_get_region (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  return self->region;
}

/**
 * strata_hex_source_get_space:
 * @self: a source
 *
 * Returns: (transfer none): the address space it looks into
 */
StrataAddressSpace *
strata_hex_source_get_space (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  return self->space;
}

/**
 * strata_hex_source_get_initiator:
 * @self: a source
 *
 * Returns: (transfer none): who asks; its addresses begin at strata_hex_source_get_base()
 */
StrataInitiator *
strata_hex_source_get_initiator (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  return self->initiator;
}

/**
 * strata_hex_source_get_last:
 * @self: a source
 *
 * Returns: the last address there is
 */
guint64
strata_hex_source_get_last (StrataHexSource *self)
{
  StrataRegion *root;
  guint64 size;

  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), 0);

  /* A space that has been closed has nothing in it. */
  root = strata_address_space_get_root (self->space);
  size = root != NULL ? strata_region_get_size (root) : 0;

  return size == STRATA_SIZE_MAX ? G_MAXUINT64 : MAX (size, 1) - 1;
}

/**
 * strata_hex_source_get_base:
 * @self: a source
 *
 * Gets what has to be added to an address for the initiator: a region that is looked at by itself
 * keeps the address it has in its container.
 *
 * Returns: the address of the first byte
 */
guint64
strata_hex_source_get_base (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), 0);

  return self->region != NULL ? strata_region_get_address (self->region) : 0;
}

/**
 * strata_hex_source_get_native_order:
 * @self: a source
 *
 * Returns: the byte order of the machine
 */
StrataByteOrder
strata_hex_source_get_native_order (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), STRATA_LITTLE_ENDIAN);

  return strata_system_get_byte_order (strata_address_space_get_system (self->space));
}

/**
 * strata_hex_source_set_access:
 * @self: a source
 * @unit: how many bytes are read at once: 1, 2, 4 or 8
 * @byte_order: in which byte order
 *
 * Sets how devices are read.
 */
void
strata_hex_source_set_access (StrataHexSource *self,
                              guint            unit,
                              StrataByteOrder  byte_order)
{
  g_return_if_fail (STRATA_IS_HEX_SOURCE (self));
  g_return_if_fail (unit == 1 || unit == 2 || unit == 4 || unit == 8);

  self->unit = unit;
  self->byte_order = byte_order == STRATA_NATIVE_ENDIAN ? strata_hex_source_get_native_order (self)
                                                        : byte_order;
}

/**
 * strata_hex_source_get_policies:
 * @self: a source
 *
 * Returns: (transfer none): when which region is read
 */
StrataHexPolicies *
strata_hex_source_get_policies (StrataHexSource *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  return self->policies;
}

/**
 * strata_hex_source_set_policies:
 * @self: a source
 * @policies: when which region is read
 *
 * Lets the source go by policies that others go by, too.
 */
void
strata_hex_source_set_policies (StrataHexSource   *self,
                                StrataHexPolicies *policies)
{
  g_return_if_fail (STRATA_IS_HEX_SOURCE (self));
  g_return_if_fail (STRATA_IS_HEX_POLICIES (policies));

  g_set_object (&self->policies, policies);
}

/**
 * strata_hex_source_ref_region_at:
 * @self: a source
 * @address: an address
 *
 * Returns: (transfer full) (nullable): the region that answers there
 */
StrataRegion *
strata_hex_source_ref_region_at (StrataHexSource *self,
                                 guint64          address)
{
  StrataRegion *region = NULL;
  StrataFlatRange range;

  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  if (strata_initiator_find (self->initiator, address + strata_hex_source_get_base (self), &range))
    region = strata_region_ref (range.region);
  strata_initiator_park (self->initiator);

  return region;
}

/* {{{ Reading */

static StrataHexState
get_state (StrataResult result)
{
  if (result & STRATA_ACCESS_ERROR)
    return STRATA_HEX_REFUSED;
  if (result & STRATA_DEVICE_ERROR)
    return STRATA_HEX_FAILED;
  if (result & STRATA_DECODE_ERROR)
    return STRATA_HEX_UNMAPPED;

  return STRATA_HEX_READ;
}

/* Notes a byte with who answered, as that can change. */
static void
note (StrataHexSource *self,
      guint64          address,
      guint8           byte,
      StrataHexState   state,
      gint64           now)
{
  guint64 inside = address + strata_hex_source_get_base (self);
  const StrataHexCell cell = { .byte = byte, .state = state, .time = now };
  StrataFlatRange range;

  if (strata_initiator_find (self->initiator, inside, &range))
    strata_hex_reads_put (self->reads, address, range.region,
                          range.offset + (inside - range.first), &cell);
}

/* Reads a unit, unless all that is wanted of it can be seen without. */
static gboolean
read_unit (StrataHexSource *self,
           guint64          address,
           guint            unit,
           gint64           now,
           StrataResult    *result)
{
  guint64 base = strata_hex_source_get_base (self);
  StrataPeekState states[8];
  gboolean is_needed = FALSE;
  guint8 bytes[8];
  StrataResult own;
  guint64 value;

  strata_initiator_peek (self->initiator, address + base, bytes, states, unit);
  for (guint i = 0; i < unit; i++)
    is_needed = is_needed || states[i] == STRATA_PEEK_NOT_READ;
  if (!is_needed)
    return FALSE;

  own = strata_initiator_load (self->initiator, address + base, unit, self->byte_order, &value);
  for (guint i = 0; i < unit; i++)
    {
      guint lane = self->byte_order == STRATA_BIG_ENDIAN ? unit - 1 - i : i;

      if (states[i] == STRATA_PEEK_NOT_READ)
        note (self, address + i, (guint8) (value >> (8 * lane)), get_state (own), now);
    }
  *result |= own;

  return TRUE;
}

static gboolean
get_policy_at (StrataHexSource *self,
               guint64          address,
               StrataHexPolicy *policy)
{
  StrataFlatRange range;

  if (!strata_initiator_find (self->initiator, address + strata_hex_source_get_base (self), &range))
    return FALSE;
  *policy = strata_hex_policies_get (self->policies, range.region);

  return TRUE;
}

/**
 * strata_hex_source_read:
 * @self: a source
 * @first: the first address
 * @last: the last address
 * @now: the time of the monotonic clock
 * @result: (out): how the reads ended, or-ed together
 *
 * Reads what cannot be peeked, unit by unit, with whatever side effects that has. What must never
 * be read is passed over.
 *
 * Returns: how many reads were made
 */
guint
strata_hex_source_read (StrataHexSource *self,
                        guint64          first,
                        guint64          last,
                        gint64           now,
                        StrataResult    *result)
{
  guint n_reads = 0;
  guint64 address;
  guint64 end;

  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), 0);
  g_return_val_if_fail (first <= last && result != NULL, 0);

  *result = STRATA_OK;
  end = strata_hex_source_get_last (self);
  for (address = first / self->unit * self->unit; address <= MIN (last, end);)
    {
      guint unit = (guint) MIN (self->unit - 1, end - address) + 1;
      StrataHexPolicy policy;

      if (get_policy_at (self, address, &policy) && policy != STRATA_HEX_POLICY_NEVER &&
          read_unit (self, address, unit, now, result))
        n_reads++;
      if (address > G_MAXUINT64 - unit)
        break;
      address += unit;
    }
  strata_initiator_park (self->initiator);

  return n_reads;
}

static void
read_live (StrataHexSource *self,
           guint64          first,
           guint64          last,
           gint64           now)
{
  StrataHexPolicy policy;
  StrataResult result = STRATA_OK;

  if (!strata_hex_policies_has_live (self->policies))
    return;

  for (guint64 address = first / self->unit * self->unit; address <= last;)
    {
      if (get_policy_at (self, address, &policy) && policy == STRATA_HEX_POLICY_LIVE)
        read_unit (self, address, self->unit, now, &result);
      if (address > G_MAXUINT64 - self->unit)
        break;
      address += self->unit;
    }
}

/* }}} */
/* {{{ Looking */

static void
fill_from_read (StrataHexSource *self,
                guint64          address,
                StrataHexCell   *cell)
{
  guint64 inside = address + strata_hex_source_get_base (self);
  StrataFlatRange range;

  if (strata_initiator_find (self->initiator, inside, &range))
    strata_hex_reads_get (self->reads, address, range.region,
                          range.offset + (inside - range.first), cell);
}

static void
fill_cells (StrataHexSource *self,
            guint64          first,
            StrataHexCell   *cells,
            gsize            n)
{
  g_array_set_size (self->states, n);
  g_byte_array_set_size (self->bytes, n);
  strata_initiator_peek (self->initiator, first + strata_hex_source_get_base (self),
                         self->bytes->data, (StrataPeekState *) self->states->data, n);
  for (gsize i = 0; i < n; i++)
    switch (g_array_index (self->states, StrataPeekState, i))
      {
      case STRATA_PEEK_OK:
        cells[i].state = STRATA_HEX_LIVE;
        cells[i].byte = self->bytes->data[i];
        break;
      case STRATA_PEEK_UNMAPPED:
        cells[i].state = STRATA_HEX_UNMAPPED;
        break;
      case STRATA_PEEK_NOT_READ:
      default:
        cells[i].state = STRATA_HEX_NOT_READ;
        fill_from_read (self, first + i, &cells[i]);
      }
}

static const Seen *
find_seen (StrataHexSource *self,
           guint64          address)
{
  guint64 index = address - self->seen_first;

  if (address < self->seen_first || index >= self->seen->len)
    return NULL;

  return &g_array_index (self->seen, Seen, index);
}

/* What differs from the last look has changed now. */
static void
compare (StrataHexSource *self,
         guint64          first,
         StrataHexCell   *cells,
         gsize            n,
         gint64           now)
{
  GArray *seen = g_array_sized_new (FALSE, TRUE, sizeof (Seen), (guint) n);

  g_array_set_size (seen, (guint) n);
  for (gsize i = 0; i < n; i++)
    {
      const Seen *before = find_seen (self, first + i);
      Seen *after = &g_array_index (seen, Seen, i);

      after->is_known = cells[i].state == STRATA_HEX_LIVE || cells[i].state == STRATA_HEX_READ;
      after->byte = cells[i].byte;
      if (before == NULL || !before->is_known || !after->is_known)
        continue;
      after->changed = before->byte != after->byte ? now : before->changed;
      if (after->changed != 0 && now - after->changed < FADE)
        cells[i].freshness = (guint8) (255 - 255 * (now - after->changed) / FADE);
    }
  g_array_unref (self->seen);
  self->seen = seen;
  self->seen_first = first;
}

/**
 * strata_hex_source_look:
 * @self: a source
 * @first: the first address
 * @cells: (out caller-allocates) (array length=n): where to put the bytes
 * @n: how many
 * @now: the time of the monotonic clock
 *
 * Looks at bytes without side effects; only regions that are to be read live are read. What has
 * changed since the last look is fresh, and fades.
 */
void
strata_hex_source_look (StrataHexSource *self,
                        guint64          first,
                        StrataHexCell   *cells,
                        gsize            n,
                        gint64           now)
{
  guint64 last;
  gsize inside;

  g_return_if_fail (STRATA_IS_HEX_SOURCE (self));
  g_return_if_fail (cells != NULL || n == 0);

  memset (cells, 0, n * sizeof *cells);
  last = strata_hex_source_get_last (self);
  inside = n == 0 || first > last ? 0 : MIN (n - 1, last - first) + 1;
  for (gsize i = inside; i < n; i++)
    cells[i].state = STRATA_HEX_OUTSIDE;
  if (inside == 0)
    return;

  read_live (self, first, first + (inside - 1), now);
  fill_cells (self, first, cells, inside);
  compare (self, first, cells, inside, now);
  strata_initiator_park (self->initiator);
}

/**
 * strata_hex_source_list_stretches:
 * @self: a source
 * @first: the first address
 * @last: the last address
 *
 * Lists who answers, and where nobody does.
 *
 * Returns: (transfer full) (element-type StrataHexStretch): the stretches, without gaps
 */
GArray *
strata_hex_source_list_stretches (StrataHexSource *self,
                                  guint64          first,
                                  guint64          last)
{
  g_autoptr (StrataFlatView) view = NULL;

  g_return_val_if_fail (STRATA_IS_HEX_SOURCE (self), NULL);

  view = strata_address_space_ref_view (self->space);

  return strata_hex_stretches_list (view, strata_hex_source_get_base (self), first,
                                    MIN (last, strata_hex_source_get_last (self)));
}

/* }}} */
