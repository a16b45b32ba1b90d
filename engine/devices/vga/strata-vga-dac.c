/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* IBM PS/2 Hardware Interface Technical Reference, Video Subsystem, "Video DAC". The index steps on
 * with the third component, and a colour changes only when all three have come. */

#include "strata-vga-dac-private.h"

#include <string.h>

/* What 0x3c7 answers: which index was set last */
#define STATE_WRITE 0
#define STATE_READ 3

#define N_COMPONENTS 3

void
strata_vga_dac_set_read_index (StrataVgaState *state, guint8 index)
{
  state->dac_read_index = index;
  state->dac_component = 0;
  state->dac_state = STATE_READ;
}

void
strata_vga_dac_set_write_index (StrataVgaState *state, guint8 index)
{
  state->dac_write_index = index;
  state->dac_component = 0;
  state->dac_state = STATE_WRITE;
}

/* What a read of the data port would answer. QEMU gives back all 8 bits, even of a 6-bit DAC. */
guint8
strata_vga_dac_peek (const StrataVgaState *state)
{
  guint8 value = state->dac[state->dac_read_index * N_COMPONENTS + state->dac_component];

  return state->manner == STRATA_VGA_HARDWARE && !state->dac_is_8bit ? value & 0x3f : value;
}

void
strata_vga_dac_advance (StrataVgaState *state)
{
  if (++state->dac_component == N_COMPONENTS)
    {
      state->dac_component = 0;
      state->dac_read_index++;
    }
}

void
strata_vga_dac_write (StrataVgaState *state, guint8 value)
{
  guint8 *color = &state->dac[state->dac_write_index * N_COMPONENTS];

  state->dac_cache[state->dac_component] = value;
  if (++state->dac_component < N_COMPONENTS)
    return;
  memcpy (color, state->dac_cache, N_COMPONENTS);
  state->dac_component = 0;
  state->dac_write_index++;
}
