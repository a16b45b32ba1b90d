/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Random accesses, steps of the clock and changes of lines, to every model and every board with
 * devices. What must hold: nothing breaks, which the sanitizers judge; looking changes nothing; and
 * a device that is disposed goes. */

#include "strata-device-player.h"

#define N_BYTES 6000
#define N_ROUNDS 6

static void
test_storm (gconstpointer data)
{
  const char *subject = data;
  guint n_played = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (subject) + round);
      g_autofree guint8 *bytes = g_malloc (N_BYTES);

      for (guint i = 0; i < N_BYTES; i++)
        bytes[i] = g_rand_int (rand) & 0xff;
      n_played += device_player_play (subject, bytes, N_BYTES);
    }
  /* a model that needs others is stormed on the boards that have it */
  g_assert_true (n_played == N_ROUNDS || n_played == 0);
}

/* Every model is stormed somewhere. */
static void
test_all (void)
{
  g_auto (GStrv) subjects = device_player_list_subjects ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; subjects[i] != NULL; i++)
    {
      g_autoptr (StrataBoard) board = NULL;
      g_autoptr (GPtrArray) devices = NULL;

      if (strata_models_lookup (subjects[i]) != G_TYPE_INVALID)
        {
          if (device_player_play (subjects[i], NULL, 0))
            g_hash_table_add (seen, subjects[i]);
          continue;
        }
      board = strata_formats_load_builtin (subjects[i], NULL, NULL, NULL, NULL);
      devices = strata_board_list_devices (board);
      for (guint j = 0; j < devices->len; j++)
        g_hash_table_add (seen, (char *) strata_device_get_model (g_ptr_array_index (devices, j)));
    }
  for (guint i = 0; subjects[i] != NULL; i++)
    if (strata_models_lookup (subjects[i]) != G_TYPE_INVALID &&
        !g_hash_table_contains (seen, subjects[i]))
      g_error ("no built-in board has a %s", subjects[i]);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) subjects = NULL;

  g_test_init (&argc, &argv, NULL);
  subjects = device_player_list_subjects ();
  g_test_add_func ("/strata/storm/all", test_all);
  for (guint i = 0; subjects[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/strata/storm/", subjects[i], NULL);

      g_test_add_data_func (path, subjects[i], test_storm);
    }
  return g_test_run ();
}
