/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-char-port.h"

/* What may wait for a device that does not take it: a pasted text, but not a stream. */
#define MAX_WAITING 65536

struct _StrataCharPort
{
  GObject parent_instance;

  StrataSystem *system;
  StrataCharPortFunc func;
  gpointer user_data;
  GByteArray *waiting; /* for the device */
  guint n_taken;       /* of these, from the first on */
};

enum
{
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCharPort, strata_char_port, G_TYPE_OBJECT)

static void
strata_char_port_finalize (GObject *object)
{
  StrataCharPort *self = STRATA_CHAR_PORT (object);

  g_byte_array_unref (self->waiting);
  strata_system_unref (self->system);

  G_OBJECT_CLASS (strata_char_port_parent_class)->finalize (object);
}

static void
strata_char_port_class_init (StrataCharPortClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_char_port_finalize;

  /**
   * StrataCharPort::written:
   * @self: the port
   * @byte: the character
   *
   * The device has sent a character; emitted with the system locked.
   */
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UCHAR);
}

static void
strata_char_port_init (StrataCharPort *self)
{
  self->waiting = g_byte_array_new ();
}

/**
 * strata_char_port_new:
 * @system: the memory system of the device
 *
 * Makes the port of a device that sends and receives characters. The device offers it as a property
 * `port`.
 *
 * Returns: (transfer full): the port
 */
StrataCharPort *
strata_char_port_new (StrataSystem *system)
{
  StrataCharPort *self;

  g_return_val_if_fail (system != NULL, NULL);

  self = g_object_new (STRATA_TYPE_CHAR_PORT, NULL);
  self->system = strata_system_ref (system);
  return self;
}

/**
 * strata_device_get_char_port:
 * @device: a device
 *
 * Gets the port through which a serial device talks to the outside.
 *
 * Returns: (transfer none) (nullable): where its characters come and go; %NULL if it has no such
 *   thing
 */
StrataCharPort *
strata_device_get_char_port (StrataDevice *device)
{
  GParamSpec *pspec;
  StrataCharPort *port;

  g_return_val_if_fail (STRATA_IS_DEVICE (device), NULL);

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (device), "port");
  if (pspec == NULL || !g_type_is_a (pspec->value_type, STRATA_TYPE_CHAR_PORT))
    return NULL;
  g_object_get (device, "port", &port, NULL);
  if (port != NULL)
    g_object_unref (port); /* the device holds it */
  return port;
}

/**
 * strata_char_port_receive:
 * @self: a port
 * @bytes: (array length=length): characters for the device
 * @length: how many
 *
 * Sends characters to the device. It takes what it has room for; the others wait, 64 KiB of them at
 * most.
 *
 * Returns: how many characters were taken or wait, from the first on
 */
gsize
strata_char_port_receive (StrataCharPort *self, const guint8 *bytes, gsize length)
{
  g_return_val_if_fail (STRATA_IS_CHAR_PORT (self), 0);
  g_return_val_if_fail (bytes != NULL || length == 0, 0);

  strata_system_lock (self->system);
  length = MIN (length, MAX_WAITING - strata_char_port_get_n_waiting (self));
  if (length > 0)
    {
      g_byte_array_remove_range (self->waiting, 0, self->n_taken);
      self->n_taken = 0;
      g_byte_array_append (self->waiting, bytes, length);
      if (self->func != NULL)
        self->func (self->user_data);
    }
  strata_system_unlock (self->system);
  return length;
}

/**
 * strata_char_port_get_n_waiting:
 * @self: a port
 *
 * Counts the characters that wait.
 *
 * Returns: how many characters wait for the device
 */
gsize
strata_char_port_get_n_waiting (StrataCharPort *self)
{
  gsize n;

  g_return_val_if_fail (STRATA_IS_CHAR_PORT (self), 0);

  strata_system_lock (self->system);
  n = self->waiting->len - self->n_taken;
  strata_system_unlock (self->system);
  return n;
}

/**
 * strata_char_port_set_func: (skip)
 * @self: a port
 * @func: (nullable): called when characters wait; takes what there is room for
 * @user_data: data for @func
 *
 * Says who the device is. It sets %NULL before it goes.
 */
void
strata_char_port_set_func (StrataCharPort *self, StrataCharPortFunc func, gpointer user_data)
{
  g_return_if_fail (STRATA_IS_CHAR_PORT (self));

  self->func = func;
  self->user_data = user_data;
}

/**
 * strata_char_port_take:
 * @self: a port
 * @byte: (out): the character
 *
 * Takes the next character that waits for the device. With the system locked.
 *
 * Returns: whether there was one
 */
gboolean
strata_char_port_take (StrataCharPort *self, guint8 *byte)
{
  g_return_val_if_fail (STRATA_IS_CHAR_PORT (self), FALSE);
  g_return_val_if_fail (byte != NULL, FALSE);

  if (self->n_taken == self->waiting->len)
    return FALSE;
  *byte = self->waiting->data[self->n_taken++];
  return TRUE;
}

/**
 * strata_char_port_write:
 * @self: a port
 * @byte: a character
 *
 * Sends a character of the device to whoever listens. With the system locked.
 */
void
strata_char_port_write (StrataCharPort *self, guint8 byte)
{
  g_return_if_fail (STRATA_IS_CHAR_PORT (self));

  g_signal_emit (self, signals[WRITTEN], 0, byte);
}
