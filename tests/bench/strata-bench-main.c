/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the engine costs, beside what it is compared with, in one run. */

#include "strata-bench.h"

#include <sched.h>
#include <stdlib.h>

static const struct
{
  const char *name;
  void (*run) (StrataBench *bench);
} rooms[] = {
  { "accesses", strata_bench_accesses }, { "dirty-log", strata_bench_dirty_log },
  { "edits", strata_bench_edits },       { "growth", strata_bench_growth },
  { "batches", strata_bench_batches },   { "questions", strata_bench_questions },
  { "import", strata_bench_import },     { "memory", strata_bench_memory },
  { "parallel", strata_bench_parallel }, { "display", strata_bench_display },
  { "map", strata_bench_painting },
#ifdef HAVE_UNICORN
  { "unicorn", strata_bench_unicorn },
#endif
};

/* Keeps to one core: the last one that is allowed, where fewer interrupts go. */
static void
pin (int core)
{
  cpu_set_t set;

  if (core < 0)
    {
      if (sched_getaffinity (0, sizeof set, &set) != 0)
        return;
      for (int i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET (i, &set))
          core = i;
    }
  CPU_ZERO (&set);
  CPU_SET (core, &set);
  if (sched_setaffinity (0, sizeof set, &set) != 0)
    g_printerr ("Cannot keep to core %d; figures will be less steady.\n", core);
}

int
main (int argc, char **argv)
{
  gboolean quick = FALSE, json = FALSE;
  gint n_rounds = 7, core = -1;
  g_auto (GStrv) wanted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new ("- what the engine costs");
  const GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Small sizes; only prove that it works", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "How often to repeat each figure (7)", "N" },
    { "core", 0, 0, G_OPTION_ARG_INT, &core, "Keep to this core (the last one)", "N" },
    { "room", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted,
      "Only this: accesses, dirty-log, edits, growth, batches, questions, import, memory, "
      "parallel, display, unicorn; may be repeated",
      "NAME" },
    G_OPTION_ENTRY_NULL,
  };
  StrataBench *bench;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  pin (core);
  bench = strata_bench_new (quick, json, (guint) MAX (n_rounds, 1));
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (wanted == NULL || g_strv_contains ((const char *const *) wanted, rooms[i].name))
      {
        strata_bench_begin_room (bench, rooms[i].name);
        rooms[i].run (bench);
      }
  strata_bench_free (bench);
  return EXIT_SUCCESS;
}
