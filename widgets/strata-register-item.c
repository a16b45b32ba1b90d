/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-register-item.h"

#include <glib/gi18n.h>

#include "strata-hex-text.h"

/*
 * A row of the table of registers: a register, or a field of one. A field has the value of its
 * register.
 */
struct _StrataRegisterItem
{
  GObject parent_instance;

  StrataDevice *device;
  const StrataRegisterBank *bank; /* of the device */
  const StrataRegister *info;
  const StrataField *field;    /* NULL for a register */
  StrataRegisterItem *whole;   /* of a field */
  GPtrArray *parts;            /* of a register: its fields, which hold it */
  StrataHexCell cell;          /* what is known of the value */
  guint64 value;
  char *text;
  char *meaning;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_MEANING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataRegisterItem, strata_register_item, G_TYPE_OBJECT)

static void
strata_register_item_finalize (GObject *object)
{
  StrataRegisterItem *self = STRATA_REGISTER_ITEM (object);

  if (self->whole != NULL)
    g_ptr_array_remove (self->whole->parts, self);
  g_clear_object (&self->whole);
  g_clear_object (&self->device);
  g_ptr_array_unref (self->parts);
  g_free (self->text);
  g_free (self->meaning);

  G_OBJECT_CLASS (strata_register_item_parent_class)->finalize (object);
}

static void
strata_register_item_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  StrataRegisterItem *self = STRATA_REGISTER_ITEM (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_MEANING:
      g_value_set_string (value, self->meaning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_register_item_class_init (StrataRegisterItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = strata_register_item_finalize;
  object_class->get_property = strata_register_item_get_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_MEANING] = g_param_spec_string ("meaning", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_register_item_init (StrataRegisterItem *self)
{
  self->parts = g_ptr_array_new ();
}

/* {{{ What is said */

static gboolean
is_known (const StrataRegisterItem *self)
{
  return self->cell.state == STRATA_HEX_LIVE || self->cell.state == STRATA_HEX_READ;
}

static char *
write_value (StrataRegisterItem *self)
{
  StrataRegisterItem *whole = self->whole != NULL ? self->whole : self;
  guint64 value;

  if (strata_register_item_get_value (self, &value))
    {
      guint bits = self->field != NULL ? self->field->width : 8 * self->info->size;

      return g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) (bits + 3) / 4, value);
    }
  switch (whole->cell.state)
    {
    case STRATA_HEX_REFUSED:
      return g_strdup (_("refused"));
    case STRATA_HEX_FAILED:
      return g_strdup (_("failed"));
    case STRATA_HEX_UNMAPPED:
      return g_strdup (_("unmapped"));
    default:
      return g_strdup (strata_register_item_get_access (self) == STRATA_REGISTER_WO
                         ? _("write-only") : _("not read"));
    }
}

static char *
write_meaning (StrataRegisterItem *self)
{
  guint64 value;
  const char *name = NULL;

  if (self->field == NULL && self->cell.state == STRATA_HEX_READ)
    return strata_hex_text_state (&self->cell, g_get_monotonic_time ());
  if (self->field == NULL)
    return g_strdup (self->info->summary != NULL && *self->info->summary != '\0'
                       ? _(self->info->summary) : "");
  if (strata_register_item_get_value (self, &value))
    name = strata_field_get_value_name (self->field, value);

  return g_strdup (name != NULL ? name : "");
}

static void
set_text (StrataRegisterItem  *self,
          char               **place,
          char                *text,
          int                  property)
{
  if (g_strcmp0 (*place, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*place);
  *place = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update (StrataRegisterItem *self)
{
  set_text (self, &self->text, write_value (self), PROP_TEXT);
  set_text (self, &self->meaning, write_meaning (self), PROP_MEANING);
  for (guint i = 0; i < self->parts->len; i++)
    update (self->parts->pdata[i]);
}

/* }}} */

/**
 * strata_register_item_new:
 * @device: a device
 * @bank: a bank of it
 * @info: a register of that
 *
 * Returns: (transfer full): a row for the register
 */
StrataRegisterItem *
strata_register_item_new (StrataDevice             *device,
                          const StrataRegisterBank *bank,
                          const StrataRegister     *info)
{
  StrataRegisterItem *self = g_object_new (STRATA_TYPE_REGISTER_ITEM, NULL);

  self->device = g_object_ref (device);
  self->bank = bank;
  self->info = info;
  strata_register_item_look (self);

  return self;
}

/**
 * strata_register_item_new_field:
 * @whole: the row of a register
 * @field: a field of it
 *
 * Returns: (transfer full): a row for the field
 */
StrataRegisterItem *
strata_register_item_new_field (StrataRegisterItem *whole,
                                const StrataField  *field)
{
  StrataRegisterItem *self = g_object_new (STRATA_TYPE_REGISTER_ITEM, NULL);

  self->device = g_object_ref (whole->device);
  self->bank = whole->bank;
  self->info = whole->info;
  self->field = field;
  self->whole = g_object_ref (whole);
  g_ptr_array_add (whole->parts, self);
  update (self);

  return self;
}

/**
 * strata_register_item_get_device:
 * @self: a row
 *
 * Returns: (transfer none): the device it is of
 */
StrataDevice *
strata_register_item_get_device (StrataRegisterItem *self)
{
  return self->device;
}

/**
 * strata_register_item_get_bank:
 * @self: a row
 *
 * Returns: the bank it is of
 */
const StrataRegisterBank *
strata_register_item_get_bank (StrataRegisterItem *self)
{
  return self->bank;
}

/**
 * strata_register_item_get_info:
 * @self: a row
 *
 * Returns: its register
 */
const StrataRegister *
strata_register_item_get_info (StrataRegisterItem *self)
{
  return self->info;
}

/**
 * strata_register_item_get_field:
 * @self: a row
 *
 * Returns: (nullable): its field; %NULL for a register
 */
const StrataField *
strata_register_item_get_field (StrataRegisterItem *self)
{
  return self->field;
}

/**
 * strata_register_item_get_access:
 * @self: a row
 *
 * Returns: what accesses do to it
 */
StrataRegisterAccess
strata_register_item_get_access (StrataRegisterItem *self)
{
  return self->field != NULL ? self->field->access : self->info->access;
}

/**
 * strata_register_item_get_reset:
 * @self: a row
 *
 * Returns: its value after a reset
 */
guint64
strata_register_item_get_reset (StrataRegisterItem *self)
{
  return self->field != NULL ? strata_field_extract (self->field, self->info->reset)
                             : self->info->reset;
}

/**
 * strata_register_item_get_value:
 * @self: a row
 * @value: (out): what stands in it, or stood when it was read
 *
 * Returns: whether that is known
 */
gboolean
strata_register_item_get_value (StrataRegisterItem *self,
                                guint64            *value)
{
  StrataRegisterItem *whole = self->whole != NULL ? self->whole : self;

  if (!is_known (whole))
    return FALSE;
  /* What a read gives for a field that cannot be read says nothing; nor does a look at it, if that
   * sees what a read would. */
  if (self->field != NULL && self->field->access == STRATA_REGISTER_WO &&
      (whole->cell.state == STRATA_HEX_READ ||
       (self->bank->region != NULL && self->info->access != STRATA_REGISTER_WO)))
    return FALSE;
  *value = self->field != NULL ? strata_field_extract (self->field, whole->value) : whole->value;

  return TRUE;
}

/**
 * strata_register_item_look:
 * @self: a row of a register
 *
 * Looks at the value without side effects, where that is possible.
 */
void
strata_register_item_look (StrataRegisterItem *self)
{
  guint64 value;

  if (strata_device_peek_register (self->device, self->bank, self->info, &value))
    {
      self->cell.state = STRATA_HEX_LIVE;
      self->value = value;
    }
  else if (self->cell.state == STRATA_HEX_LIVE)
    {
      self->cell.state = STRATA_HEX_NOT_READ;
    }
  update (self);
}

/**
 * strata_register_item_note_read:
 * @self: a row of a register
 * @result: how the read ended
 * @value: what it gave
 *
 * Keeps what a read has given.
 */
void
strata_register_item_note_read (StrataRegisterItem *self,
                                StrataResult        result,
                                guint64             value)
{
  self->cell.time = g_get_monotonic_time ();
  self->value = value;
  if (result & STRATA_ACCESS_ERROR)
    self->cell.state = STRATA_HEX_REFUSED;
  else if (result & STRATA_DEVICE_ERROR)
    self->cell.state = STRATA_HEX_FAILED;
  else if (result & STRATA_DECODE_ERROR)
    self->cell.state = STRATA_HEX_UNMAPPED;
  else
    self->cell.state = STRATA_HEX_READ;
  update (self);
}

/**
 * strata_register_item_parse:
 * @self: a row
 * @text: a hexadecimal number, or the name of a value of the field
 * @value: (out): the value
 *
 * Understands what is typed as a value.
 *
 * Returns: %FALSE if it is none
 */
gboolean
strata_register_item_parse (StrataRegisterItem *self,
                            const char         *text,
                            guint64            *value)
{
  const char *digits = text;

  for (guint i = 0; self->field != NULL && i < self->field->n_values; i++)
    if (g_ascii_strcasecmp (text, self->field->values[i].name) == 0)
      {
        *value = self->field->values[i].value;
        return TRUE;
      }

  if (g_ascii_strncasecmp (digits, "0x", 2) == 0)
    digits += 2;

  return g_ascii_string_to_unsigned (digits, 16, 0, G_MAXUINT64, value, NULL);
}
