/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-device-player.h"

#include <string.h>

#define MAX_STEPS 4000
#define MAX_TIMERS 2000

typedef struct
{
  StrataBoard *board; /* NULL: one device alone */
  StrataSystem *system;
  StrataClock *clock;
  StrataRegion *root;    /* of the device alone */
  GPtrArray *devices;    /* of StrataDevice */
  GPtrArray *initiators; /* of StrataInitiator, one for each address space */
  const guint8 *bytes;
  gsize left;
} Player;

/* {{{ The bytes */

static guint
take (Player *self)
{
  if (self->left == 0)
    return 0;
  self->left--;
  return *self->bytes++;
}

static guint64
take_value (Player *self, guint size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | take (self);
  return value;
}

/* An address in one of the flat ranges as they are now, near its start or anywhere in it */
static guint64
take_address (Player *self, StrataInitiator *initiator)
{
  g_autoptr (StrataFlatView)
      view = strata_address_space_ref_view (strata_initiator_get_address_space (initiator));
  guint n_ranges = strata_flat_view_get_n_ranges (view);
  guint which = take (self);
  guint64 offset = take_value (self, which & 1 ? 2 : 1);
  const StrataFlatRange *range;

  if (n_ranges == 0)
    return offset;
  range = strata_flat_view_get_range (view, (which >> 1) % n_ranges);
  return range->first + offset % MAX (range->last - range->first + 1, 1);
}

/* }}} */
/* {{{ The steps */

static void
play_access (Player *self, guint kind)
{
  StrataInitiator *initiator = g_ptr_array_index (self->initiators,
                                                  take (self) % self->initiators->len);
  guint64 address = take_address (self, initiator);
  guint size = 1u << (kind >> 4 & 3);
  guint8 bytes[16];
  StrataPeekState states[16];
  guint64 value;

  switch (kind & 3)
    {
    case 0:
      strata_initiator_load (initiator, address, size, STRATA_NATIVE_ENDIAN, &value);
      break;
    case 1:
      strata_initiator_peek (initiator, address, bytes, states, sizeof bytes);
      break;
    case 2:
      strata_initiator_store (initiator, address, size, STRATA_NATIVE_ENDIAN,
                              take_value (self, size));
      break;
    default:
      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = take (self);
      strata_initiator_write (initiator, address, bytes, 1 + (kind >> 4));
    }
}

static StrataDevice *
take_device (Player *self)
{
  return self->devices->len > 0
             ? g_ptr_array_index (self->devices, take (self) % self->devices->len)
             : NULL;
}

static void
play_clock (Player *self)
{
  guint64 step = G_GUINT64_CONSTANT (1) << take (self) % 48;

  strata_clock_advance (self->clock, strata_clock_get_time (self->clock) + step, MAX_TIMERS);
}

static void
play_line (Player *self)
{
  StrataDevice *device = take_device (self);
  guint which = take (self);

  if (device == NULL || strata_device_get_n_inputs (device) == 0)
    return;
  strata_system_lock (self->system);
  strata_line_set_level (
      strata_device_get_input (device, (which >> 1) % strata_device_get_n_inputs (device)),
      which & 1);
  strata_system_unlock (self->system);
}

static void
play_chars (Player *self)
{
  StrataDevice *device = take_device (self);
  StrataCharPort *port = device != NULL ? strata_device_get_char_port (device) : NULL;
  guint8 bytes[4];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = take (self);
  if (port != NULL)
    strata_char_port_receive (port, bytes, sizeof bytes);
}

/* Looking has no side effect: what is seen twice is the same. */
static void
look_at_registers (StrataDevice *device)
{
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        {
          guint64 first = 0, second = 0;
          gboolean known = strata_device_peek_register (device, bank, &bank->registers[j], &first);

          g_assert_cmpint (strata_device_peek_register (device, bank, &bank->registers[j], &second),
                           ==, known);
          g_assert_cmphex (first, ==, second);
        }
    }
}

static void
play_look (Player *self)
{
  StrataDevice *device = take_device (self);

  if (device == NULL)
    return;
  look_at_registers (device);
  if (STRATA_IS_DISPLAY (device))
    {
      StrataDisplayFrame frame;

      strata_display_frame_init (&frame);
      strata_display_update (STRATA_DISPLAY (device), FALSE, &frame);
      strata_display_frame_clear (&frame);
    }
}

static void
play_reset (Player *self)
{
  StrataDevice *device;

  if (self->board != NULL && take (self) % 2 == 0)
    strata_board_reset (self->board);
  else if ((device = take_device (self)) != NULL)
    strata_device_reset (device);
}

/* The lower half of the kinds are accesses. */
static void
play_step (Player *self)
{
  guint kind = take (self);

  if (!(kind & 0x08))
    play_access (self, kind);
  else if ((kind & 0x07) < 3)
    play_clock (self);
  else if ((kind & 0x07) < 5)
    play_line (self);
  else if ((kind & 0x07) == 5)
    play_chars (self);
  else if ((kind & 0x07) == 6)
    play_look (self);
  else if ((kind & 0xf0) == 0)
    play_reset (self);
}

static void
play (Player *self, const guint8 *bytes, gsize length)
{
  self->bytes = bytes;
  self->left = length;
  for (guint i = 0; i < MAX_STEPS && self->left > 0; i++)
    play_step (self);
  for (guint i = 0; i < self->devices->len; i++)
    look_at_registers (g_ptr_array_index (self->devices, i));
}

/* }}} */
/* {{{ A model alone */

/* Weak pointers are told of the disposal already. */
static void
finalized_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
play_model (GType type, const guint8 *bytes, gsize length)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataClock) clock = strata_clock_new (system);
  g_autoptr (StrataRegion)
      root = strata_region_new_container (system, NULL, "root", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", root);
  g_autoptr (GPtrArray) devices = g_ptr_array_new ();
  g_autoptr (GPtrArray)
      initiators = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_initiator_unref);
  Player player = {
    .system = system, .clock = clock, .root = root, .devices = devices, .initiators = initiators
  };
  StrataDevice *device = strata_device_new (type, "dut", system, clock);
  gboolean realized = strata_device_realize (device, NULL);
  gboolean is_finalized = FALSE;

  g_object_set_data_full (G_OBJECT (device), "finalized", &is_finalized, finalized_cb);
  for (guint i = 0; realized && i < strata_device_get_n_regions (device); i++)
    {
      StrataRegion *region = strata_device_get_region (device, i, NULL);

      if (strata_region_get_container (region) == NULL)
        strata_region_add_subregion_overlap (root, (guint64) i << 40, region, i, NULL);
    }
  g_ptr_array_add (devices, device);
  g_ptr_array_add (initiators, strata_initiator_new (space, "player"));
  if (realized)
    play (&player, bytes, length);

  for (guint i = 0; i < strata_device_get_n_regions (device); i++)
    {
      StrataRegion *region = strata_device_get_region (device, i, NULL);

      if (strata_region_get_container (region) == root)
        strata_region_del_subregion (root, region, NULL);
    }
  g_ptr_array_set_size (initiators, 0);
  g_object_run_dispose (G_OBJECT (device));
  g_object_unref (device);
  g_assert_true (is_finalized); /* nobody holds it any more */
  return realized;
}

/* }}} */
/* {{{ A board */

static gboolean
play_board (const char *name, const guint8 *bytes, gsize length)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin (name, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GPtrArray)
      initiators = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_initiator_unref);
  Player player;

  if (board == NULL)
    return FALSE;
  devices = strata_board_list_devices (board);
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    g_ptr_array_add (initiators,
                     strata_initiator_new (strata_board_get_address_space (board, i), "player"));
  player = (Player){ .board = board,
                     .system = strata_board_get_system (board),
                     .clock = strata_board_get_clock (board),
                     .devices = devices,
                     .initiators = initiators };
  if (devices->len > 0 && initiators->len > 0)
    play (&player, bytes, length);
  return devices->len > 0;
}

/* }}} */

static gboolean
has_devices (const char *name)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin (name, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) devices = board != NULL ? strata_board_list_devices (board) : NULL;

  return devices != NULL && devices->len > 0;
}

char **
device_player_list_subjects (void)
{
  g_auto (GStrv) models = strata_models_list ();
  g_auto (GStrv) boards = strata_formats_list_builtin ();
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; models[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (models[i]));
  for (guint i = 0; boards[i] != NULL; i++)
    if (has_devices (boards[i]))
      g_ptr_array_add (names, g_strdup (boards[i]));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

gboolean
device_player_play (const char *subject, const guint8 *bytes, gsize length)
{
  GType type = strata_models_lookup (subject);

  return type != G_TYPE_INVALID ? play_model (type, bytes, length)
                                : play_board (subject, bytes, length);
}
