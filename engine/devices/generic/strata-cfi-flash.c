/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* NOR flash with Intel's command set (CFI 0x0001), after Intel's data sheet of the StrataFlash J3
 * (28F128J3).
 *
 * A bank is as wide as its bus and made of chips side by side, which all get the same commands. In
 * array mode it reads like ROM; any command takes it out of ROM mode, and 0xff back. Programming
 * and erasing take no time. As the chips do, programming only clears bits; erasing sets those of a
 * sector. Memory that was never written nor loaded reads as 0. */

#include "strata-cfi-flash-private.h"

#include <string.h>

#include "memory/strata-dirty-log.h"
#include "memory/strata-i18n-private.h"
#include "strata-cfi-buffer-private.h"
#include "strata-cfi-query-private.h"

#define MAX_SECTORS 65536
#define MAX_SECTOR_SIZE (8 * 1024 * 1024)

enum
{
  COMMAND_PROGRAM_ALTERNATE = 0x10,
  COMMAND_ERASE = 0x20,
  COMMAND_PROGRAM = 0x40,
  COMMAND_CLEAR_STATUS = 0x50,
  COMMAND_LOCK = 0x60,
  COMMAND_READ_STATUS = 0x70,
  COMMAND_READ_ID = 0x90,
  COMMAND_QUERY = 0x98,
  COMMAND_BUFFER = 0xe8,
  COMMAND_CONFIRM = 0xd0,
  COMMAND_READ_ARRAY = 0xff,

  LOCK_SECTOR = 0x01,

  STATUS_LOCKED = 0x02,
  STATUS_PROGRAM_ERROR = 0x10,
  STATUS_ERASE_ERROR = 0x20,
  STATUS_SEQUENCE_ERROR = STATUS_PROGRAM_ERROR | STATUS_ERASE_ERROR,
  STATUS_READY = 0x80,
};

/* What reads show */
typedef enum
{
  SHOW_ARRAY,
  SHOW_STATUS,
  SHOW_ID,
  SHOW_QUERY,
} Show;

/* What the next write is */
typedef enum
{
  EXPECT_COMMAND,
  EXPECT_WORD,
  EXPECT_ERASE_CONFIRM,
  EXPECT_LOCK,
  EXPECT_BUFFER_COUNT,
  EXPECT_BUFFER_WORD,
  EXPECT_BUFFER_CONFIRM,
} Expect;

struct _StrataCfiFlash
{
  StrataDevice parent_instance;

  guint64 size;
  guint64 sector_size;
  guint width;      /* of the bank, in bytes */
  guint chip_width; /* of each chip */
  guint manufacturer;
  guint device_id;
  char *region_name;

  StrataRegion *region;
  gboolean is_big_endian;
  StrataCfiChip chip;
  guint8 *locked; /* each sector */

  Show show;
  Expect expect;
  guint8 status;
  StrataCfiBuffer buffer;
};

enum
{
  PROP_0,
  PROP_SIZE,
  PROP_SECTOR_SIZE,
  PROP_WIDTH,
  PROP_DEVICE_WIDTH,
  PROP_MANUFACTURER,
  PROP_DEVICE_ID,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataCfiFlash, strata_cfi_flash, STRATA_TYPE_DEVICE)

/* {{{ Reading */

/* What a chip answers at a word of its bus */
static guint
get_answer (StrataCfiFlash *self, guint64 word)
{
  switch (self->show)
    {
    case SHOW_STATUS:
      return self->status;
    case SHOW_QUERY:
      return strata_cfi_query (&self->chip, word);
    case SHOW_ID:
      if (word == 0)
        return self->manufacturer;
      if (word == 1)
        return self->device_id;
      /* the third word of each sector; the sectors of a chip are narrower than those of the bank */
      if (word % (self->sector_size / self->width) == 2)
        return self->locked[word / (self->sector_size / self->width)];
      return 0;
    case SHOW_ARRAY:
      break;
    }
  g_assert_not_reached ();
}

static guint8
get_byte (StrataCfiFlash *self, guint64 offset)
{
  guint lane = offset % self->chip_width;

  if (self->show == SHOW_ARRAY)
    return ((const guint8 *) strata_region_get_ram_ptr (self->region))[offset];
  if (self->is_big_endian)
    lane = self->chip_width - 1 - lane;
  return get_answer (self, offset / self->width) >> 8 * lane & 0xff;
}

static guint64
flash_read (gpointer user_data, guint64 offset, guint size)
{
  StrataCfiFlash *self = user_data;
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) get_byte (self, offset + i) << 8 * (self->is_big_endian ? size - 1 - i : i);
  return value;
}

/* No read changes anything. */
static gboolean
flash_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  *value = flash_read (user_data, offset, size);
  return TRUE;
}

/* }}} */
/* {{{ Programming and erasing */

static void
set_show (StrataCfiFlash *self, Show show)
{
  self->show = show;
  self->expect = EXPECT_COMMAND;
  strata_region_set_rom_mode (self->region, show == SHOW_ARRAY, NULL);
}

static void
expect (StrataCfiFlash *self, Expect next)
{
  set_show (self, SHOW_STATUS);
  self->expect = next;
}

static void
finish (StrataCfiFlash *self, guint8 errors)
{
  self->status |= errors;
  set_show (self, SHOW_STATUS);
}

/* Clears the bits that are 0 in what is to be programmed. */
static void
program (StrataCfiFlash *self, guint64 offset, const guint8 *bytes, guint64 length)
{
  guint8 *memory = strata_region_get_ram_ptr (self->region);

  for (guint64 i = 0; i < length; i++)
    memory[offset + i] &= bytes[i];
  strata_region_flush_rom_device (self->region, offset, length);
}

static void
to_bytes (StrataCfiFlash *self, guint64 value, guint size, guint8 *bytes)
{
  for (guint i = 0; i < size; i++)
    bytes[i] = (guint8) (value >> 8 * (self->is_big_endian ? size - 1 - i : i));
}

static void
program_word (StrataCfiFlash *self, guint64 offset, guint64 value, guint size)
{
  guint8 bytes[8];

  if (self->locked[offset / self->sector_size])
    {
      finish (self, STATUS_PROGRAM_ERROR | STATUS_LOCKED);
      return;
    }
  to_bytes (self, value, size, bytes);
  program (self, offset, bytes, size);
  finish (self, 0);
}

static void
erase_sector (StrataCfiFlash *self, guint64 offset)
{
  guint64 sector = offset / self->sector_size;

  if (self->locked[sector])
    {
      finish (self, STATUS_ERASE_ERROR | STATUS_LOCKED);
      return;
    }
  memset ((guint8 *) strata_region_get_ram_ptr (self->region) + sector * self->sector_size, 0xff,
          self->sector_size);
  strata_region_flush_rom_device (self->region, sector * self->sector_size, self->sector_size);
  finish (self, 0);
}

static void
change_lock (StrataCfiFlash *self, guint64 offset, guint8 command)
{
  switch (command)
    {
    case LOCK_SECTOR:
      self->locked[offset / self->sector_size] = 1;
      finish (self, 0);
      break;
    case COMMAND_CONFIRM:
      memset (self->locked, 0, self->size / self->sector_size);
      finish (self, 0);
      break;
    default:
      finish (self, STATUS_SEQUENCE_ERROR);
    }
}

/* }}} */
/* {{{ The write buffer */

static void
start_buffer (StrataCfiFlash *self, guint64 offset)
{
  guint64 sector = offset - offset % self->sector_size;

  strata_cfi_buffer_start (&self->buffer, sector, self->sector_size);
  expect (self, EXPECT_BUFFER_COUNT);
}

/* The number of words less one, each as wide as the bank; every chip gets it on its own lanes. */
static void
count_buffer (StrataCfiFlash *self, guint64 value)
{
  guint64 words = (value & (G_MAXUINT64 >> (64 - 8 * MIN (self->chip_width, 2)))) + 1;

  if (strata_cfi_buffer_expect (&self->buffer, words))
    self->expect = EXPECT_BUFFER_WORD;
  else
    finish (self, STATUS_SEQUENCE_ERROR);
}

static void
fill_buffer (StrataCfiFlash *self, guint64 offset, guint64 value, guint size)
{
  guint8 *bytes = strata_cfi_buffer_take (&self->buffer, offset, size);

  if (bytes == NULL)
    {
      finish (self, STATUS_SEQUENCE_ERROR);
      return;
    }
  to_bytes (self, value, size, bytes);
  if (self->buffer.n_left == 0)
    self->expect = EXPECT_BUFFER_CONFIRM;
}

static void
program_buffer (StrataCfiFlash *self, guint8 command)
{
  if (command != COMMAND_CONFIRM)
    finish (self, STATUS_SEQUENCE_ERROR);
  else if (self->locked[self->buffer.sector / self->sector_size])
    finish (self, STATUS_PROGRAM_ERROR | STATUS_LOCKED);
  else
    {
      program (self, self->buffer.start, self->buffer.bytes,
               strata_cfi_buffer_get_length (&self->buffer));
      finish (self, 0);
    }
}

/* }}} */
/* {{{ Commands */

static void
start_command (StrataCfiFlash *self, guint64 offset, guint8 command)
{
  switch (command)
    {
    case COMMAND_PROGRAM:
    case COMMAND_PROGRAM_ALTERNATE:
      expect (self, EXPECT_WORD);
      break;
    case COMMAND_ERASE:
      expect (self, EXPECT_ERASE_CONFIRM);
      break;
    case COMMAND_LOCK:
      expect (self, EXPECT_LOCK);
      break;
    case COMMAND_BUFFER:
      start_buffer (self, offset);
      break;
    case COMMAND_READ_STATUS:
      set_show (self, SHOW_STATUS);
      break;
    case COMMAND_CLEAR_STATUS:
      self->status = STATUS_READY;
      set_show (self, SHOW_ARRAY);
      break;
    case COMMAND_READ_ID:
      set_show (self, SHOW_ID);
      break;
    case COMMAND_QUERY:
      set_show (self, SHOW_QUERY);
      break;
    case COMMAND_READ_ARRAY:
      set_show (self, SHOW_ARRAY);
      break;
    default:
      strata_device_log (STRATA_DEVICE (self), _ ("the command 0x%02x is not known"), command);
      set_show (self, SHOW_ARRAY);
    }
}

static void
flash_write (gpointer user_data, guint64 offset, guint64 value, guint size)
{
  StrataCfiFlash *self = user_data;
  guint8 command = (guint8) value;

  switch (self->expect)
    {
    case EXPECT_COMMAND:
      start_command (self, offset, command);
      break;
    case EXPECT_WORD:
      program_word (self, offset, value, size);
      break;
    case EXPECT_ERASE_CONFIRM:
      if (command == COMMAND_CONFIRM)
        erase_sector (self, offset);
      else
        finish (self, STATUS_SEQUENCE_ERROR);
      break;
    case EXPECT_LOCK:
      change_lock (self, offset, command);
      break;
    case EXPECT_BUFFER_COUNT:
      count_buffer (self, value);
      break;
    case EXPECT_BUFFER_WORD:
      fill_buffer (self, offset, value, size);
      break;
    case EXPECT_BUFFER_CONFIRM:
      program_buffer (self, command);
      break;
    }
}

static const StrataRegionOps ops = {
  .read = flash_read,
  .write = flash_write,
  .peek = flash_peek,
  .endianness = STRATA_NATIVE_ENDIAN,
};

/* }}} */
/* {{{ The device */

/* Contents and locks outlive the power. */
static void
strata_cfi_flash_reset (StrataDevice *device)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (device);

  self->status = STATUS_READY;
  set_show (self, SHOW_ARRAY);
}

static gboolean
check_properties (StrataCfiFlash *self, GError **error)
{
  const char *reason = NULL;

  if (self->width == 3)
    reason = _ ("width: there are banks of 1, 2 and 4 bytes");
  else if (self->chip_width > self->width || self->chip_width == 3)
    reason = _ ("device-width: a chip has 1, 2 or 4 bytes, and no more than the bank");
  else if (self->sector_size < 256 * 4 || self->sector_size > MAX_SECTOR_SIZE ||
           (self->sector_size & (self->sector_size - 1)) != 0)
    reason = _ ("sector-size: it must be a power of two from 1 KiB to 8 MiB");
  else if (self->size < self->sector_size || (self->size & (self->size - 1)) != 0 ||
           self->size / self->sector_size > MAX_SECTORS)
    reason = _ ("size: it must be a power of two, and of 1 to 65536 sectors");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY, reason);
  return FALSE;
}

static gboolean
strata_cfi_flash_realize (StrataDevice *device, GError **error)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (device);
  StrataSystem *system = strata_device_get_system (device);
  guint n_chips;

  if (!check_properties (self, error))
    return FALSE;
  n_chips = self->width / self->chip_width;
  self->chip = (StrataCfiChip){ self->size / n_chips, self->sector_size / n_chips,
                                self->chip_width };
  self->is_big_endian = strata_system_get_byte_order (system) == STRATA_BIG_ENDIAN;
  self->locked = g_new0 (guint8, self->size / self->sector_size);
  strata_cfi_buffer_init (&self->buffer, self->width, n_chips);
  self->region = strata_region_new_rom_device (
      system, strata_device_get_owner (device),
      self->region_name != NULL ? self->region_name : strata_device_get_id (device), self->size,
      &ops, self, NULL, error);
  if (self->region == NULL)
    return FALSE;
  strata_device_add_region (device, "flash", self->region);
  return TRUE;
}

static void
strata_cfi_flash_dispose (GObject *object)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (object);

  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_cfi_flash_parent_class)->dispose (object);
}

static void
strata_cfi_flash_finalize (GObject *object)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (object);

  strata_cfi_buffer_clear (&self->buffer);
  g_free (self->locked);
  g_free (self->region_name);

  G_OBJECT_CLASS (strata_cfi_flash_parent_class)->finalize (object);
}

static void
strata_cfi_flash_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;
    case PROP_SECTOR_SIZE:
      g_value_set_uint64 (value, self->sector_size);
      break;
    case PROP_WIDTH:
      g_value_set_uint (value, self->width);
      break;
    case PROP_DEVICE_WIDTH:
      g_value_set_uint (value, self->chip_width);
      break;
    case PROP_MANUFACTURER:
      g_value_set_uint (value, self->manufacturer);
      break;
    case PROP_DEVICE_ID:
      g_value_set_uint (value, self->device_id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->region_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_cfi_flash_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  StrataCfiFlash *self = STRATA_CFI_FLASH (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      self->size = g_value_get_uint64 (value);
      break;
    case PROP_SECTOR_SIZE:
      self->sector_size = g_value_get_uint64 (value);
      break;
    case PROP_WIDTH:
      self->width = g_value_get_uint (value);
      break;
    case PROP_DEVICE_WIDTH:
      self->chip_width = g_value_get_uint (value);
      break;
    case PROP_MANUFACTURER:
      self->manufacturer = g_value_get_uint (value);
      break;
    case PROP_DEVICE_ID:
      self->device_id = g_value_get_uint (value);
      break;
    case PROP_NAME:
      g_free (self->region_name);
      self->region_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define DEFAULT_SIZE (64 * 1024 * 1024)
#define DEFAULT_SECTOR_SIZE (256 * 1024)
#define DEFAULT_WIDTH 4
#define DEFAULT_CHIP_WIDTH 2
#define DEFAULT_MANUFACTURER 0x89 /* Intel */
#define DEFAULT_DEVICE_ID 0x18    /* 28F128J3 */

static void
strata_cfi_flash_class_init (StrataCfiFlashClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_cfi_flash_dispose;
  object_class->finalize = strata_cfi_flash_finalize;
  object_class->get_property = strata_cfi_flash_get_property;
  object_class->set_property = strata_cfi_flash_set_property;
  device_class->model = "cfi-flash";
  device_class->summary = N_ ("NOR flash with Intel's command set");
  device_class->realize = strata_cfi_flash_realize;
  device_class->reset = strata_cfi_flash_reset;

  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, "Of the bank, in bytes", 1,
                                               G_MAXUINT64, DEFAULT_SIZE, flags);
  properties[PROP_SECTOR_SIZE] = g_param_spec_uint64 (
      "sector-size", NULL, "What is erased at once in the bank, in bytes", 1, MAX_SECTOR_SIZE,
      DEFAULT_SECTOR_SIZE, flags);
  properties[PROP_WIDTH] = g_param_spec_uint ("width", NULL, "Of the bank, in bytes", 1, 4,
                                              DEFAULT_WIDTH, flags);
  properties[PROP_DEVICE_WIDTH] = g_param_spec_uint ("device-width", NULL, "Of each chip, in bytes",
                                                     1, 4, DEFAULT_CHIP_WIDTH, flags);
  properties[PROP_MANUFACTURER] = g_param_spec_uint (
      "manufacturer", NULL, "What read id answers first", 0, 0xffff, DEFAULT_MANUFACTURER, flags);
  properties[PROP_DEVICE_ID] = g_param_spec_uint ("device-id", NULL, "What read id answers next", 0,
                                                  0xffff, DEFAULT_DEVICE_ID, flags);
  properties[PROP_NAME] = g_param_spec_string (
      "name", NULL, "Of the region; the device's id if it has none", NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_cfi_flash_init (StrataCfiFlash *self)
{
  self->size = DEFAULT_SIZE;
  self->sector_size = DEFAULT_SECTOR_SIZE;
  self->width = DEFAULT_WIDTH;
  self->chip_width = DEFAULT_CHIP_WIDTH;
  self->manufacturer = DEFAULT_MANUFACTURER;
  self->device_id = DEFAULT_DEVICE_ID;
}

/* }}} */
