/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <stdio.h>

#include "formats/strata-formats.h"
#include "strata-ctl-board.h"
#include "strata-ctl-error.h"

#define STDIN_NAME "-"
#define STDIN_LIMIT (512 * 1024 * 1024)
#define CHUNK_SIZE (64 * 1024)

/* Everything that comes in, up to a limit. */
static GByteArray *
read_standard_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gsize n;

  while ((n = fread (chunk, 1, CHUNK_SIZE, stdin)) > 0)
    {
      if (bytes->len + n > STDIN_LIMIT)
        {
          g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                       "%s: longer than %d MiB", STDIN_NAME, STDIN_LIMIT / (1024 * 1024));
          return NULL;
        }
      g_byte_array_append (bytes, chunk, n);
    }
  if (ferror (stdin))
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED, "%s: %s", STDIN_NAME,
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static StrataBoard *
load_text (GByteArray *bytes, const char *hints_path, GError **error)
{
  g_autofree char *hints = NULL;
  gsize hints_length = 0;

  if (hints_path && !g_file_get_contents (hints_path, &hints, &hints_length, error))
    {
      g_prefix_error (error, "%s: ", hints_path);
      return NULL;
    }
  return strata_formats_load_text (bytes->len ? (const char *) bytes->data : "", bytes->len,
                                   STDIN_NAME, ".", hints, hints_length, hints_path, NULL, NULL,
                                   NULL, error);
}

/* @bytes is what came in on standard input, or NULL to load what has that name. */
static StrataBoard *
load (const char *name, GByteArray *bytes, const char *hints, GError **error)
{
  if (bytes)
    return load_text (bytes, hints, error);
  return strata_formats_load (name, hints, NULL, NULL, NULL, error);
}

static void
print_notes (StrataBoard *board)
{
  for (guint i = 0; i < strata_board_get_n_notes (board); i++)
    {
      const StrataBoardNote *note = strata_board_get_note (board, i);

      strata_ctl_board_print_note (note->file, note->line, note->text);
    }
}

static void
message_cb (StrataDevice *device, const char *text)
{
  fprintf (stderr, "%s: %s\n", strata_device_get_id (device), text);
}

/* The program that runs a board says which date it is switched on, and listens to its devices. */
static void
switch_on (StrataBoard *board)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);

  strata_clock_set_epoch (strata_board_get_clock (board), g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < devices->len; i++)
    g_signal_connect (g_ptr_array_index (devices, i), "message", G_CALLBACK (message_cb), NULL);
}

/* Built-in boards need no hints that are meant for another board. */
static const char *
get_hints (const StrataCtlOptions *options, guint argument, GByteArray *bytes)
{
  if (options->hints[0] == NULL)
    return NULL;
  if (!options->hints_shared)
    return options->hints[argument];
  if (bytes || g_file_test (options->arguments[argument], G_FILE_TEST_EXISTS))
    return options->hints[0];
  return NULL;
}

/**
 * strata_ctl_board_load:
 * @options: what the command line says
 * @argument: which of its arguments names the board
 * @error: return location for an error, which names the file
 *
 * Loads a board and prints the notes about it on standard error.
 *
 * Returns: (transfer full): the board
 */
StrataBoard *
strata_ctl_board_load (const StrataCtlOptions *options, guint argument, GError **error)
{
  const char *name = options->arguments[argument];
  g_autoptr (GByteArray) bytes = NULL;
  const char *hints;
  g_autoptr (GError) reason = NULL;
  StrataBoard *board;

  if (g_str_equal (name, STDIN_NAME))
    {
      bytes = read_standard_input (error);
      if (bytes == NULL)
        return NULL;
    }
  hints = get_hints (options, argument, bytes);
  board = load (name, bytes, hints, &reason);
  if (hints && options->hints_shared &&
      g_error_matches (reason, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN))
    {
      /* It may be a board file, which takes no hints. */
      g_clear_error (&reason);
      board = load (name, bytes, NULL, &reason);
    }
  if (board == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  print_notes (board);
  switch_on (board);
  return board;
}

/**
 * strata_ctl_board_find_space:
 * @board: a board
 * @options: what the command line says
 * @argument: which of its arguments named the board
 * @space: (out) (transfer none) (nullable): the address space that was asked for, %NULL if none
 *   was
 * @error: return location for an error
 *
 * Returns: %FALSE if one was asked for that is not there
 */
gboolean
strata_ctl_board_find_space (StrataBoard *board, const StrataCtlOptions *options, guint argument,
                             StrataAddressSpace **space, GError **error)
{
  *space = NULL;
  if (options->address_space == NULL)
    return TRUE;
  *space = strata_board_find_address_space (board, options->address_space);
  if (*space)
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
               "%s: there is no address space “%s”", options->arguments[argument],
               options->address_space);
  return FALSE;
}

/**
 * strata_ctl_board_get_space:
 * @board: a board
 * @options: what the command line says
 * @argument: which of its arguments named the board
 * @error: return location for an error
 *
 * Returns: (transfer none): the address space that was asked for, else the board's default
 */
StrataAddressSpace *
strata_ctl_board_get_space (StrataBoard *board, const StrataCtlOptions *options, guint argument,
                            GError **error)
{
  StrataAddressSpace *space;

  if (!strata_ctl_board_find_space (board, options, argument, &space, error))
    return NULL;
  if (space == NULL)
    space = strata_board_get_default_address_space (board);
  if (space == NULL)
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED,
                 "%s: the board has no address space", options->arguments[argument]);
  return space;
}

/**
 * strata_ctl_board_list_roots:
 * @board: a board
 * @only: (nullable): an address space to restrict it to
 *
 * Groups the address spaces by their root region: by which region it is, not by its name.
 *
 * Returns: (transfer full) (element-type GPtrArray): for each root the address spaces that have
 *   it, in the board's order
 */
GPtrArray *
strata_ctl_board_list_roots (StrataBoard *board, StrataAddressSpace *only)
{
  g_autoptr (GHashTable) by_root = g_hash_table_new (NULL, NULL);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (board, i);
      StrataRegion *root = strata_address_space_get_root (space);
      GPtrArray *group = g_hash_table_lookup (by_root, root);

      if (only && strata_address_space_get_root (only) != root)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_address_space_unref);
          g_hash_table_insert (by_root, root, group);
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group, strata_address_space_ref (space));
    }
  return groups;
}

/**
 * strata_ctl_board_print_note:
 * @file: where the board came from
 * @line: the line it is about; 0 for none
 * @text: what there is to say
 *
 * Prints a note on standard error. The word `note` is for programs to find, in any language.
 */
void
strata_ctl_board_print_note (const char *file, guint line, const char *text)
{
  if (line)
    fprintf (stderr, "stratactl: %s:%u: note: %s\n", file, line, text);
  else
    fprintf (stderr, "stratactl: %s: note: %s\n", file, text);
}
