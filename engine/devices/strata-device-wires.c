/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The lines that go into a device and come out of it */

#include <string.h>

#include "strata-device-private.h"

/**
 * strata_device_get_n_outputs:
 * @self: a device
 *
 * Gets the number of outputs.
 *
 * Returns: how many output lines it has
 */
guint
strata_device_get_n_outputs (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), 0);

  return _strata_device_get_private (self)->outputs->len;
}

/**
 * strata_device_get_output:
 * @self: a device
 * @index: which, from 0 on
 *
 * Gets an output line by its number.
 *
 * Returns: (transfer none): an output line
 */
StrataLine *
strata_device_get_output (StrataDevice *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);
  g_return_val_if_fail (index < _strata_device_get_private (self)->outputs->len, NULL);

  return g_ptr_array_index (_strata_device_get_private (self)->outputs, index);
}

/**
 * strata_device_get_n_inputs:
 * @self: a device
 *
 * Gets the number of inputs.
 *
 * Returns: how many input lines it has
 */
guint
strata_device_get_n_inputs (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), 0);

  return _strata_device_get_private (self)->inputs->len;
}

/**
 * strata_device_get_input:
 * @self: a device
 * @index: which, from 0 on
 *
 * Gets an input line by its number.
 *
 * Returns: (transfer none): an input line
 */
StrataLine *
strata_device_get_input (StrataDevice *self, guint index)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);
  g_return_val_if_fail (index < _strata_device_get_private (self)->inputs->len, NULL);

  return g_ptr_array_index (_strata_device_get_private (self)->inputs, index);
}

/**
 * strata_device_find_input:
 * @self: a device
 * @name: (nullable): what the model calls the inputs; %NULL for the first ones
 * @number: which of these, from 0 on
 *
 * Finds an input line by its name.
 *
 * Returns: (transfer none) (nullable): the input line; %NULL if there is none
 */
StrataLine *
strata_device_find_input (StrataDevice *self, const char *name, guint number)
{
  GPtrArray *inputs;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  inputs = _strata_device_get_private (self)->inputs;
  if (name == NULL && inputs->len > 0)
    name = strata_line_get_name (g_ptr_array_index (inputs, 0));
  for (guint i = 0; i < inputs->len; i++)
    {
      StrataLine *line = g_ptr_array_index (inputs, i);

      if (strcmp (strata_line_get_name (line), name) == 0
          && strata_line_get_number (line) == number)
        return line;
    }
  return NULL;
}

/**
 * strata_device_add_output:
 * @self: a device that is being realized
 * @name: what the model calls the line
 * @number: its number, if there are several of that name, from 0 on
 *
 * Adds an output line, whose level the device sets with strata_line_set_level().
 *
 * Returns: (transfer none): the line, which lives as long as the device
 */
StrataLine *
strata_device_add_output (StrataDevice *self, const char *name, guint number)
{
  StrataLine *line;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  line = strata_line_new (name, number);
  g_ptr_array_add (_strata_device_get_private (self)->outputs, line);
  return line;
}

/* What an input line tells its device. The device outlives its lines. */
typedef struct
{
  StrataDevice *device;
  StrataInputFunc func;
} Input;

static void
input_changed (StrataLine *line, gboolean level, gpointer user_data)
{
  Input *input = user_data;

  input->func (input->device, strata_line_get_number (line), level);
}

/**
 * strata_device_add_inputs: (skip)
 * @self: a device that is being realized
 * @name: what the model calls the lines
 * @n_inputs: how many there are
 * @func: called when the level of one has changed
 *
 * Adds input lines, numbered from 0 on.
 */
void
strata_device_add_inputs (StrataDevice *self, const char *name, guint n_inputs,
                          StrataInputFunc func)
{
  g_return_if_fail (STRATA_IS_DEVICE (self));
  g_return_if_fail (name != NULL && func != NULL);

  for (guint i = 0; i < n_inputs; i++)
    {
      StrataLine *line = strata_line_new (name, i);
      Input *input = g_new (Input, 1);

      *input = (Input) { self, func };
      strata_line_add_watch (line, input_changed, input, g_free);
      g_ptr_array_add (_strata_device_get_private (self)->inputs, line);
    }
}
