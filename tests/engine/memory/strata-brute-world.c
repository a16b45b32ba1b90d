/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-world.h"

#include <string.h>


static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
brute_world_random (BruteWorld *self, guint below)
{
  return (guint) (next_random (&self->random) % below);
}

gboolean
brute_world_chance (BruteWorld *self, guint percent)
{
  return brute_world_random (self, 100) < percent;
}

/* What is at an offset of a node: a device answers with it, RAM is filled with it */
guint8
brute_world_expect_byte (gint node, guint64 offset)
{
  guint64 state = offset * 31 + (guint64) node;

  return (guint8) next_random (&state);
}

guint8 *
brute_world_make_bytes (void)
{
  guint8 *bytes = g_malloc (BRUTE_RAM_SIZE * BRUTE_MAX_NODES);

  for (gint node = 0; node < BRUTE_MAX_NODES; node++)
    for (guint64 i = 0; i < BRUTE_RAM_SIZE; i++)
      bytes[(guint64) node * BRUTE_RAM_SIZE + i] = brute_world_expect_byte (node, i);
  return bytes;
}

static guint64
device_read (gpointer user_data, guint64 offset, guint size)
{
  BruteDevice *device = user_data;

  g_assert_cmpuint (size, ==, 1);

  return brute_world_expect_byte (device->node, offset);
}

static void
device_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value G_GNUC_UNUSED,
              guint size G_GNUC_UNUSED)
{
  BruteDevice *device = user_data;
  BruteWorld *world = device->world;

  if (world->in_callback != NULL)
    {
      world->callback_answer = brute_world_edit_engine (world, world->in_callback, NULL);
      world->in_callback = NULL;
    }
}

static const StrataRegionOps device_ops = {
  .read = device_read,
  .write = device_write,
};

static guint64
random_address (BruteWorld *self)
{
  static const guint8 shifts[] = { 0, 4, 12, 31, 32, 33, 52, 62, 63 };
  guint64 small = brute_world_random (self, 64);

  switch (self->scale)
    {
    case BRUTE_SCALE_BYTES:
      return small;
    case BRUTE_SCALE_TOP:
      return brute_world_chance (self, 40) ? small : G_MAXUINT64 - small;
    case BRUTE_SCALE_HUGE:
      return small << 58;
    case BRUTE_SCALE_PAGES:
      return small / 2 * STRATA_PAGE_SIZE;
    case BRUTE_SCALE_MIXED:
      if (small < 8)
        return small;
      if (small < 16)
        return G_MAXUINT64 - small + 8;
      return ((guint64) 1 << shifts[small % G_N_ELEMENTS (shifts)]) + small / 24 - 1;
    case BRUTE_N_SCALES:
    default:
      g_assert_not_reached ();
    }
}

/* Where in something that is not the whole space: near its start, that it be inside */
static guint64
random_offset (BruteWorld *self)
{
  guint64 offset = random_address (self);

  if (self->scale == BRUTE_SCALE_TOP && brute_world_chance (self, 60))
    return brute_world_random (self, 16);
  if (self->scale != BRUTE_SCALE_MIXED && brute_world_chance (self, 80))
    offset /= 6;
  return offset;
}

static guint64
random_size (BruteWorld *self)
{
  guint64 size;

  if (brute_world_chance (self, 5))
    return STRATA_SIZE_MAX;
  if (brute_world_chance (self, 2))
    return 0;
  if (self->scale == BRUTE_SCALE_TOP && brute_world_chance (self, 80))
    return 1 + brute_world_random (self, brute_world_chance (self, 60) ? 16 : 80);
  size = random_address (self);
  /* Small ones leave room for others to be seen */
  if (self->scale != BRUTE_SCALE_MIXED && brute_world_chance (self, 80))
    size /= 6;
  return size > 0 ? size : 1;
}

/* Containers and aliases are wide, that something be in them */
static guint64
random_window_size (BruteWorld *self)
{
  if (brute_world_chance (self, 30))
    return STRATA_SIZE_MAX;
  return brute_world_chance (self, 50) ? random_address (self) : random_size (self);
}

static guint64
random_ram_size (BruteWorld *self)
{
  return 1 + brute_world_random (self, self->scale == BRUTE_SCALE_BYTES ? 20 : BRUTE_RAM_SIZE);
}

static StrataRegionKind
random_kind (BruteWorld *self)
{
  static const struct
  {
    guint percent;
    StrataRegionKind kind;
  } weights[] = {
    { 26, STRATA_REGION_CONTAINER }, { 26, STRATA_REGION_MMIO },  { 16, STRATA_REGION_RAM },
    { 24, STRATA_REGION_ALIAS },     { 4, STRATA_REGION_RESERVED }, { 2, STRATA_REGION_ROM },
    { 2, STRATA_REGION_ROM_DEVICE },
  };
  guint number = brute_world_random (self, 100);
  guint i = 0;

  while (number >= weights[i].percent)
    number -= weights[i++].percent;
  return weights[i].kind;
}

/* Points an alias somewhere; most often where the alias made before it ends, so that the two can
 * become neighbours that are one range */
static void
choose_target (BruteWorld *self, gint index)
{
  BruteNode *node = &self->model.nodes[index];

  node->target = (gint8) brute_world_random (self, (guint) index);
  node->alias_offset = brute_world_chance (self, 40) ? 0 : random_offset (self);
  if (brute_world_chance (self, 50))
    return;
  for (gint i = index - 1; i > 0; i--)
    {
      const BruteNode *before = &self->model.nodes[i];

      if (before->kind != STRATA_REGION_ALIAS || before->size == STRATA_SIZE_MAX)
        continue;
      node->target = before->target;
      node->alias_offset = before->alias_offset + before->size;
      self->twins[index] = i;
      return;
    }
}

static void
make_region (BruteWorld *self)
{
  StrataRegionKind kind = self->model.n_nodes == 0 ? STRATA_REGION_CONTAINER : random_kind (self);
  gboolean backed = kind == STRATA_REGION_RAM || kind == STRATA_REGION_ROM ||
                    kind == STRATA_REGION_ROM_DEVICE;
  gboolean window = kind == STRATA_REGION_CONTAINER || kind == STRATA_REGION_ALIAS;
  guint64 size = backed   ? random_ram_size (self)
                 : window ? random_window_size (self)
                          : random_size (self);
  gint index = brute_model_add_node (&self->model, kind, size);
  BruteNode *node = &self->model.nodes[index];
  BruteDevice *device = &self->devices[index];
  g_autoptr (GError) error = NULL;
  char name[8];
  StrataRegion *region;

  node->ram_size = backed ? size : 0;
  self->twins[index] = BRUTE_NONE;
  g_snprintf (name, sizeof name, "r%d", index);
  *device = (BruteDevice) { self, index };
  if (index == 0 && brute_world_chance (self, 80))
    node->size = size = STRATA_SIZE_MAX;

  switch (kind)
    {
    case STRATA_REGION_CONTAINER:
      region = strata_region_new_container (self->system, NULL, name, size);
      break;
    case STRATA_REGION_MMIO:
      region = strata_region_new_mmio (self->system, NULL, name, size, &device_ops, device, NULL);
      break;
    case STRATA_REGION_RAM:
      region = strata_region_new_ram_from_pointer (self->system, NULL, name, size,
                                                   (guint8 *) self->bytes +
                                                     BRUTE_RAM_SIZE * (gsize) index,
                                                   NULL, NULL);
      break;
    case STRATA_REGION_ALIAS:
      choose_target (self, index);
      region = strata_region_new_alias (self->system, NULL, name, self->regions[node->target],
                                        node->alias_offset, size);
      break;
    case STRATA_REGION_RESERVED:
      region = strata_region_new_reserved (self->system, NULL, name, size);
      break;
    case STRATA_REGION_ROM:
      region = strata_region_new_rom (self->system, NULL, name, size, &error);
      memcpy (strata_region_get_ram_ptr (region), self->bytes + BRUTE_RAM_SIZE * (gsize) index,
              size);
      break;
    case STRATA_REGION_ROM_DEVICE:
      region = strata_region_new_rom_device (self->system, NULL, name, size, &device_ops, device,
                                             NULL, &error);
      memcpy (strata_region_get_ram_ptr (region), self->bytes + BRUTE_RAM_SIZE * (gsize) index,
              size);
      break;
    case STRATA_REGION_RAM_DEVICE:
    case STRATA_REGION_IOMMU:
    default:
      g_assert_not_reached ();
    }
  g_assert_no_error (error);
  self->regions[index] = region;
}

/* A node of a kind, or in one case of ten, and where there is none, any */
static gint
random_node_of (BruteWorld *self, StrataRegionKind kind)
{
  gint n = self->model.n_nodes;
  gint start = (gint) brute_world_random (self, (guint) n);

  if (!brute_world_chance (self, 10))
    for (gint i = 0; i < n; i++)
      if (self->model.nodes[(start + i) % n].kind == kind)
        return (start + i) % n;
  return start;
}

static void
make_space (BruteWorld *self)
{
  guint index = self->n_spaces++;
  BruteSpace *space = &self->spaces[index];
  char name[8];

  g_snprintf (name, sizeof name, "s%u", index);
  space->root = index == 0 ? 0 : random_node_of (self, STRATA_REGION_CONTAINER);
  space->space =
    strata_address_space_new (self->system, name, self->regions[space->root]);
  space->initiator = strata_initiator_new (space->space, name);
  brute_map_init (&space->map);
}

/**
 * brute_world_new:
 *
 * Makes regions, and spaces that show some of them; all adding is left to edits.
 */
BruteWorld *
brute_world_new (guint64 seed, const guint8 *bytes, BruteTally *tally)
{
  BruteWorld *self = g_new0 (BruteWorld, 1);
  guint n_nodes;
  guint n_spaces;

  self->random = seed;
  next_random (&self->random);
  self->bytes = bytes;
  self->tally = tally;
  self->scale = brute_world_random (self, BRUTE_N_SCALES);
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->history = g_string_new (NULL);

  n_nodes = 4 + brute_world_random (self, 16);
  for (guint i = 0; i < n_nodes; i++)
    make_region (self);
  self->recorder = brute_recorder_new (self->system);
  n_spaces = 1 + brute_world_random (self, 10) / 6 + brute_world_random (self, 10) / 8;
  for (guint i = 0; i < n_spaces; i++)
    make_space (self);
  self->deaf = brute_world_chance (self, 30);
  if (self->deaf)
    {
      strata_listener_remove (self->recorder->listener);
      g_array_set_size (self->recorder->events, 0);
    }
  self->before = self->model;
  return self;
}

void
brute_world_free (BruteWorld *self)
{
  brute_recorder_free (self->recorder);
  for (guint i = 0; i < self->n_spaces; i++)
    {
      strata_initiator_unref (self->spaces[i].initiator);
      strata_address_space_unref (self->spaces[i].space);
      brute_map_clear (&self->spaces[i].map);
    }
  for (gint i = self->model.n_nodes - 1; i >= 0; i--)
    strata_region_unref (self->regions[i]);
  strata_system_unref (self->system);
  g_string_free (self->history, TRUE);
  g_free (self);
}

gint
brute_world_find_node (BruteWorld *self, StrataRegion *region)
{
  for (gint i = 0; i < self->model.n_nodes; i++)
    if (self->regions[i] == region)
      return i;
  return BRUTE_NONE;
}

/* One that is in a container, or is not; most often not the first, in which the others are */
static gint
random_node_in_container (BruteWorld *self, gboolean contained)
{
  gint n = self->model.n_nodes;
  gint start = (gint) brute_world_random (self, (guint) n);

  if (!brute_world_chance (self, 10))
    for (gint i = 0; i < n; i++)
      if ((start + i) % n != 0 &&
          (self->model.nodes[(start + i) % n].container != BRUTE_NONE) == contained)
        return (start + i) % n;
  return start;
}

static gint
random_parent (BruteWorld *self)
{
  gint parent = 0;

  if (brute_world_chance (self, 60))
    parent = (gint) brute_world_random (self, (guint) self->model.n_nodes);

  if (self->model.nodes[parent].kind == STRATA_REGION_ALIAS && !brute_world_chance (self, 10))
    parent = 0;
  return parent;
}

static void
fill_coalescing (BruteWorld *self, BruteEdit *edit)
{
  const BruteNode *node;

  edit->node = random_node_of (self, STRATA_REGION_MMIO);
  edit->value = random_address (self);
  edit->size = random_size (self);
  node = &self->model.nodes[edit->node];
  if (edit->kind == BRUTE_ADD_COALESCING && node->n_coalesced == BRUTE_MAX_COALESCED)
    edit->kind = BRUTE_CLEAR_COALESCING;
}

BruteEdit
brute_world_choose_edit (BruteWorld *self)
{
  static const struct
  {
    guint percent;
    BruteEditKind kind;
  } weights[] = {
    { 15, BRUTE_ADD_OVERLAP },  { 3, BRUTE_ADD },           { 5, BRUTE_DEL },
    { 13, BRUTE_ADDRESS },      { 10, BRUTE_SIZE },         { 11, BRUTE_PRIORITY },
    { 12, BRUTE_ENABLED },      { 5, BRUTE_READONLY },      { 3, BRUTE_NONVOLATILE },
    { 2, BRUTE_ROM_MODE },      { 4, BRUTE_LOG },           { 2, BRUTE_CALLBACK_OFFSET },
    { 6, BRUTE_ALIAS_OFFSET },  { 5, BRUTE_ALIAS_TARGET },  { 2, BRUTE_ADD_COALESCING },
    { 1, BRUTE_SET_COALESCING }, { 1, BRUTE_CLEAR_COALESCING },
  };
  guint number = brute_world_random (self, 100);
  guint i = 0;
  BruteEdit edit;

  while (number >= weights[i].percent)
    number -= weights[i++].percent;
  edit = (BruteEdit) {
    .kind = weights[i].kind,
    .node = (gint) brute_world_random (self, (guint) self->model.n_nodes),
    .other = (gint) brute_world_random (self, (guint) self->model.n_nodes),
    .value = random_address (self),
    .size = random_size (self),
    .number = (gint) brute_world_random (self, 4) - 1,
  };

  switch (edit.kind)
    {
    case BRUTE_ADD:
    case BRUTE_ADD_OVERLAP:
      edit.node = random_parent (self);
      edit.other = random_node_in_container (self, FALSE);
      if (edit.node != 0)
        edit.value = random_offset (self);
      break;
    case BRUTE_DEL:
      edit.other = random_node_in_container (self, TRUE);
      if (!brute_world_chance (self, 10) &&
          self->model.nodes[edit.other].container != BRUTE_NONE)
        edit.node = self->model.nodes[edit.other].container;
      break;
    case BRUTE_ADDRESS:
    case BRUTE_PRIORITY:
      edit.node = random_node_in_container (self, TRUE);
      break;
    case BRUTE_SIZE:
      edit.value = edit.size;
      break;
    case BRUTE_ENABLED:
      edit.number = brute_world_chance (self, 65);
      break;
    case BRUTE_READONLY:
    case BRUTE_NONVOLATILE:
      edit.number = brute_world_chance (self, 50);
      break;
    case BRUTE_ROM_MODE:
      edit.node = random_node_of (self, STRATA_REGION_ROM_DEVICE);
      edit.number = brute_world_chance (self, 50);
      break;
    case BRUTE_LOG:
      edit.node = random_node_of (self, STRATA_REGION_RAM);
      /* An alias stands for its target here, which is another question */
      while (self->model.nodes[edit.node].kind == STRATA_REGION_ALIAS)
        edit.node = self->model.nodes[edit.node].target;
      edit.number = 1 << brute_world_random (self, STRATA_N_DIRTY_CLIENTS);
      break;
    case BRUTE_CALLBACK_OFFSET:
      edit.node = random_node_of (self, STRATA_REGION_MMIO);
      break;
    case BRUTE_ALIAS_OFFSET:
    case BRUTE_ALIAS_TARGET:
      edit.node = random_node_of (self, STRATA_REGION_ALIAS);
      edit.value = random_offset (self);
      break;
    case BRUTE_ADD_COALESCING:
    case BRUTE_SET_COALESCING:
    case BRUTE_CLEAR_COALESCING:
      fill_coalescing (self, &edit);
      break;
    case BRUTE_N_EDITS:
    default:
      g_assert_not_reached ();
    }
  return edit;
}

/* Puts a node somewhere, most often where it can be */
BruteEdit
brute_world_choose_add (BruteWorld *self, gint node)
{
  gint parent = random_parent (self);
  gint twin = self->twins[node];

  if (twin != BRUTE_NONE && self->model.nodes[twin].container != BRUTE_NONE)
    {
      const BruteNode *before = &self->model.nodes[twin];

      return (BruteEdit) {
        .kind = BRUTE_ADD_OVERLAP,
        .node = before->container,
        .other = node,
        .value = before->address + before->size,
        .number = before->priority,
      };
    }
  return (BruteEdit) {
    .kind = BRUTE_ADD_OVERLAP,
    .node = parent,
    .other = node,
    .value = parent == 0 ? random_address (self) : random_offset (self),
    .number = (gint) brute_world_random (self, 3) - 1,
  };
}

/**
 * brute_world_edit_engine:
 *
 * Makes an edit through the engine's API. The model must be as it was before the edit.
 */
gboolean
brute_world_edit_engine (BruteWorld *self, const BruteEdit *edit, GError **error)
{
  StrataRegion *region = self->regions[edit->node];
  StrataRegion *other = self->regions[edit->other];

  switch (edit->kind)
    {
    case BRUTE_ADD:
      return strata_region_add_subregion (region, edit->value, other, error);
    case BRUTE_ADD_OVERLAP:
      return strata_region_add_subregion_overlap (region, edit->value, other, edit->number, error);
    case BRUTE_DEL:
      return strata_region_del_subregion (region, other, error);
    case BRUTE_ADDRESS:
      return strata_region_set_address (region, edit->value, error);
    case BRUTE_SIZE:
      return strata_region_set_size (region, edit->value, error);
    case BRUTE_PRIORITY:
      return strata_region_set_priority (region, edit->number, error);
    case BRUTE_ENABLED:
      return strata_region_set_enabled (region, edit->number, error);
    case BRUTE_READONLY:
      return strata_region_set_readonly (region, edit->number, error);
    case BRUTE_NONVOLATILE:
      return strata_region_set_nonvolatile (region, edit->number, error);
    case BRUTE_ROM_MODE:
      return strata_region_set_rom_mode (region, edit->number, error);
    case BRUTE_LOG:
      return strata_region_set_log (region, (StrataDirtyClients) edit->number,
                                    !(self->model.nodes[edit->node].clients & edit->number),
                                    error);
    case BRUTE_CALLBACK_OFFSET:
      return strata_region_set_callback_offset (region, edit->value, error);
    case BRUTE_ALIAS_OFFSET:
      return strata_region_set_alias_offset (region, edit->value, error);
    case BRUTE_ALIAS_TARGET:
      return strata_region_set_alias_target (region, other, error);
    case BRUTE_ADD_COALESCING:
      return strata_region_add_coalescing (region, edit->value, edit->size, error);
    case BRUTE_SET_COALESCING:
      return strata_region_set_coalescing (region, error);
    case BRUTE_CLEAR_COALESCING:
      return strata_region_clear_coalescing (region, error);
    case BRUTE_N_EDITS:
    default:
      g_assert_not_reached ();
    }
}
