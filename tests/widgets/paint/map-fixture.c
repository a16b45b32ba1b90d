/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-fixture.h"

#define NONE STRATA_NO_INSTANCE

MapFixture *
map_fixture_new (void)
{
  MapFixture *self = g_new0 (MapFixture, 1);

  self->instances = g_array_new (FALSE, FALSE, sizeof (StrataMapInstance));
  return self;
}

void
map_fixture_free (MapFixture *self)
{
  g_array_unref (self->instances);
  g_free (self);
}

/* Adds an instance; equal names are one region. */
guint
map_fixture_add (MapFixture *self, guint parent, const char *name, StrataRegionKind kind,
                 guint64 first, guint64 last)
{
  StrataMapInstance instance = { 0 };

  instance.name = name;
  instance.region = g_intern_string (name);
  instance.kind = kind;
  instance.first = first;
  instance.last = last;
  instance.parent = parent;
  instance.order = NONE;
  instance.enabled = parent == NONE || map_fixture_get (self, parent)->enabled;
  instance.readonly = parent != NONE && map_fixture_get (self, parent)->readonly;
  g_array_append_val (self->instances, instance);
  return self->instances->len - 1;
}

/* Says that an instance has content, and that it is tried after those said before. */
void
map_fixture_try (MapFixture *self, guint instance)
{
  map_fixture_get (self, instance)->order = self->n_tried++;
}

StrataMapInstance *
map_fixture_get (MapFixture *self, guint instance)
{
  return &g_array_index (self->instances, StrataMapInstance, instance);
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static guint
find_winner (MapFixture *self, guint64 address)
{
  guint winner = NONE, best = NONE;

  for (guint i = 0; i < self->instances->len; i++)
    {
      const StrataMapInstance *instance = map_fixture_get (self, i);

      if (instance->order < best && instance->first <= address && address <= instance->last)
        {
          winner = i;
          best = instance->order;
        }
    }
  return winner;
}

/* Asks who is tried first, piece by piece. */
GArray *
map_fixture_list_segments (MapFixture *self)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (StrataSegment));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 zero = 0;

  g_array_append_val (starts, zero);
  for (guint i = 0; i < self->instances->len; i++)
    {
      guint64 end = map_fixture_get (self, i)->last + 1;

      g_array_append_val (starts, map_fixture_get (self, i)->first);
      if (end != 0)
        g_array_append_val (starts, end);
    }
  g_array_sort (starts, compare_addresses);
  for (guint i = 0; i < starts->len; i++)
    {
      guint64 first = g_array_index (starts, guint64, i);
      guint64 last = i + 1 < starts->len ? g_array_index (starts, guint64, i + 1) - 1
                                         : G_MAXUINT64;
      guint winner = find_winner (self, first);
      StrataSegment *end = segments->len > 0
                           ? &g_array_index (segments, StrataSegment, segments->len - 1) : NULL;
      StrataSegment segment = { first, last, winner };

      if (winner == NONE || (i + 1 < starts->len && last + 1 == first))
        continue;
      if (end != NULL && end->instance == winner && end->last + 1 == first)
        end->last = last;
      else
        g_array_append_val (segments, segment);
    }
  return segments;
}

StrataMapModel *
map_fixture_build (MapFixture *self)
{
  g_autoptr (GArray) segments = map_fixture_list_segments (self);

  return strata_map_model_new ((const StrataMapInstance *) self->instances->data,
                               self->instances->len, (const StrataSegment *) segments->data,
                               segments->len);
}

/* The worked example of overlapping regions in QEMU's memory documentation: C beats B where both
 * are; D and E are inside B, which has no content. */
StrataMapModel *
map_fixture_build_overlap (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  guint a = map_fixture_add (fixture, NONE, "A", STRATA_REGION_CONTAINER, 0, 0x7fff);
  guint c = map_fixture_add (fixture, a, "C", STRATA_REGION_MMIO, 0, 0x5fff);
  guint b = map_fixture_add (fixture, a, "B", STRATA_REGION_CONTAINER, 0x2000, 0x5fff);
  guint d = map_fixture_add (fixture, b, "D", STRATA_REGION_RAM, 0x2000, 0x2fff);
  guint e = map_fixture_add (fixture, b, "E", STRATA_REGION_ROM, 0x4000, 0x4fff);

  map_fixture_try (fixture, d);
  map_fixture_try (fixture, e);
  map_fixture_try (fixture, c);
  return map_fixture_build (fixture);
}

static guint
add_ram_window (MapFixture *self, guint root, const char *alias, gboolean readonly, guint64 first,
                guint64 last)
{
  guint window = map_fixture_add (self, root, alias, STRATA_REGION_ALIAS, first, last);
  guint ram;

  map_fixture_get (self, window)->readonly = readonly;
  ram = map_fixture_add (self, window, "pc.ram", STRATA_REGION_RAM, first, last);
  map_fixture_get (self, ram)->offset = first;
  return ram;
}

/* The memory of a PC as its firmware leaves it. */
StrataMapModel *
map_fixture_build_pc (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  guint system = map_fixture_add (fixture, NONE, "system", STRATA_REGION_CONTAINER, 0, G_MAXUINT64);
  guint smram, smram_pci, pci, vga, alias, low_ram, region;

  region = map_fixture_add (fixture, system, "apic-msi", STRATA_REGION_MMIO, 0xfee00000,
                            0xfeefffff);
  map_fixture_try (fixture, region);
  map_fixture_try (fixture, add_ram_window (fixture, system, "kvmvapic-rom", FALSE, 0xcb000,
                                            0xcdfff));
  smram = map_fixture_add (fixture, system, "smram-region", STRATA_REGION_ALIAS, 0xa0000, 0xbffff);
  smram_pci = map_fixture_add (fixture, smram, "pci", STRATA_REGION_CONTAINER, 0xa0000, 0xbffff);
  region = map_fixture_add (fixture, smram_pci, "vga-lowmem", STRATA_REGION_MMIO, 0xa0000, 0xbffff);
  map_fixture_try (fixture, region);
  for (guint64 at = 0xc0000; at < 0x100000; at += at < 0xf0000 ? 0x4000 : 0x10000)
    {
      guint64 last = at + (at < 0xf0000 ? 0x4000 : 0x10000) - 1;
      gboolean ram = at >= 0xe8000 && at < 0xf0000;
      guint off = map_fixture_add (fixture, system, ram ? "pam-rom" : "pam-ram",
                                   STRATA_REGION_ALIAS, at, last);

      map_fixture_get (fixture, off)->enabled = FALSE;
      map_fixture_add (fixture, off, "pc.ram", STRATA_REGION_RAM, at, last);
      map_fixture_try (fixture, add_ram_window (fixture, system, ram ? "pam-ram" : "pam-rom", !ram,
                                                at, last));
    }
  region = map_fixture_add (fixture, system, "ioapic", STRATA_REGION_MMIO, 0xfec00000, 0xfec00fff);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, system, "hpet", STRATA_REGION_MMIO, 0xfed00000, 0xfed003ff);
  map_fixture_try (fixture, region);
  low_ram = add_ram_window (fixture, system, "ram-below-4g", FALSE, 0, 0x7ffffff);
  map_fixture_try (fixture, low_ram);

  pci = map_fixture_add (fixture, system, "pci", STRATA_REGION_CONTAINER, 0, G_MAXUINT64);
  region = map_fixture_add (fixture, pci, "vga-lowmem", STRATA_REGION_MMIO, 0xa0000, 0xbffff);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, pci, "pc.rom", STRATA_REGION_ROM, 0xc0000, 0xdffff);
  map_fixture_try (fixture, region);
  alias = map_fixture_add (fixture, pci, "isa-bios", STRATA_REGION_ALIAS, 0xe0000, 0xfffff);
  region = map_fixture_add (fixture, alias, "pc.bios", STRATA_REGION_ROM, 0xe0000, 0xfffff);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, pci, "vga.vram", STRATA_REGION_RAM, 0xfd000000, 0xfdffffff);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, pci, "e1000-mmio", STRATA_REGION_MMIO, 0xfebc0000, 0xfebdffff);
  map_fixture_try (fixture, region);
  vga = map_fixture_add (fixture, pci, "vga.mmio", STRATA_REGION_MMIO, 0xfebf0000, 0xfebf0fff);
  region = map_fixture_add (fixture, vga, "edid", STRATA_REGION_MMIO, 0xfebf0000, 0xfebf017f);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, vga, "vga ioports remapped", STRATA_REGION_MMIO, 0xfebf0400,
                            0xfebf041f);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, vga, "bochs dispi interface", STRATA_REGION_MMIO, 0xfebf0500,
                            0xfebf0515);
  map_fixture_try (fixture, region);
  region = map_fixture_add (fixture, vga, "qemu extended regs", STRATA_REGION_MMIO, 0xfebf0600,
                            0xfebf0607);
  map_fixture_try (fixture, region);
  map_fixture_try (fixture, vga);
  region = map_fixture_add (fixture, pci, "pc.bios", STRATA_REGION_ROM, 0xfffc0000, 0xffffffff);
  map_fixture_try (fixture, region);
  return map_fixture_build (fixture);
}

/* Devices all over the space, above one memory: every second one leaves a gap that shows it. */
StrataMapModel *
map_fixture_build_many (guint n)
{
  g_autoptr (GArray) instances = g_array_new (FALSE, TRUE, sizeof (StrataMapInstance));
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (StrataSegment));
  guint64 end = (guint64) n * 0x2000 - 1;

  g_array_set_size (instances, n + 2);
  for (guint i = 0; i < n + 2; i++)
    {
      StrataMapInstance *instance = &g_array_index (instances, StrataMapInstance, i);

      instance->name = i == 0 ? "system" : i == n + 1 ? "memory" : "device";
      instance->region = instance;
      instance->parent = i == 0 ? NONE : 0;
      instance->order = i == 0 ? NONE : i - 1;
      instance->kind = i == 0 ? STRATA_REGION_CONTAINER
                       : i == n + 1 ? STRATA_REGION_RAM : STRATA_REGION_MMIO;
      instance->enabled = TRUE;
      instance->first = i == 0 || i == n + 1 ? 0 : (guint64) (i - 1) * 0x2000;
      instance->last = i == 0 ? G_MAXUINT64 : i == n + 1 ? end : instance->first + 0xfff;
      if (i > 0 && i <= n)
        {
          StrataSegment device = { instance->first, instance->last, i };
          StrataSegment memory = { instance->last + 1, instance->last + 0x1000, n + 1 };

          g_array_append_val (segments, device);
          g_array_append_val (segments, memory);
        }
    }
  return strata_map_model_new ((const StrataMapInstance *) instances->data, instances->len,
                               (const StrataSegment *) segments->data, segments->len);
}
