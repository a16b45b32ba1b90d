/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-samples.h"

#include <glib/gi18n.h>

#include "formats/strata-formats.h"

/*
 * The built-in boards, as people are offered them: what moves comes first, then what explains
 * something, then the real dumps.
 */

static const struct
{
  const char *name;
  const char *title;
  const char *subtitle;
} samples[] = {
  { "pc", N_("PC with a Live Display"),
    N_("Devices that work: poke b8000 and watch the screen change") },
  { "arm-virt-lite", N_("Arm Devices"),
    N_("Serial port, clock, GPIO and flash, placed as on QEMU’s virt") },
  { "doc-registers", N_("A Chip Made of Data"),
    N_("A DMA engine whose registers the board file describes") },
  { "doc-overlap", N_("Overlapping Regions"),
    N_("Five regions that show what priorities do, from QEMU’s documentation") },
  { "doc-pc", N_("A Simplified PC"),
    N_("Aliases and the PCI hole, from QEMU’s documentation") },
  { "x86_64-pc+std-boot10s", N_("PC, Recorded While Booting"),
    N_("The map of QEMU’s pc ten seconds after power-on") },
  { "arm-mps2-an385", N_("Arm Cortex-M3, Recorded"),
    N_("Mirrors and bit-bands of QEMU’s mps2-an385") },
  { "riscv64-virt", N_("RISC-V, Recorded"),
    N_("The map of QEMU’s virt before its first instruction") },
};

static gboolean
find_sample (const char *name,
             guint      *index)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_str_equal (samples[i].name, name))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * strata_samples_list:
 *
 * Lists the built-in boards in the order in which they are offered.
 *
 * Returns: (transfer full): their names
 */
char **
strata_samples_list (void)
{
  g_auto (GStrv) builtin = strata_formats_list_builtin ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_strv_contains ((const char *const *) builtin, samples[i].name))
      g_strv_builder_add (names, samples[i].name);
  for (guint i = 0; builtin[i] != NULL; i++)
    if (!find_sample (builtin[i], &index))
      g_strv_builder_add (names, builtin[i]);

  return g_strv_builder_end (names);
}

/**
 * strata_samples_get_title:
 * @name: the name of a built-in board
 *
 * Returns: what to call it, translated
 */
const char *
strata_samples_get_title (const char *name)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return find_sample (name, &index) ? _(samples[index].title) : name;
}

/**
 * strata_samples_get_subtitle:
 * @name: the name of a built-in board
 *
 * Returns: (nullable): what it shows, in one translated line
 */
const char *
strata_samples_get_subtitle (const char *name)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return find_sample (name, &index) ? _(samples[index].subtitle)
                                    : strata_formats_get_builtin_summary (name);
}
