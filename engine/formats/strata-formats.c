/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-formats.h"

#include <string.h>

#include "board/strata-builtin-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-mtree-private.h"
#include "strata-mtree-scan-private.h"

#define BOARD_SUFFIX ".strata"
#define TREE_SUFFIX ".mtree"
#define FLAT_SUFFIX ".flat"
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What there is to load, and where it came from. */
typedef struct
{
  const char *text;
  gsize length;
  const char *file;
} Source;

/* {{{ By content */

/* The first line of a text that is neither empty nor a comment of a board file. */
static Source
get_first_line (const Source *source)
{
  const char *at = source->text;
  const char *end = source->text + source->length;
  Source line = { .text = end, .length = 0 };

  if (source->length >= strlen (BYTE_ORDER_MARK) && g_str_has_prefix (at, BYTE_ORDER_MARK))
    at += strlen (BYTE_ORDER_MARK);
  while (at < end)
    {
      const char *next = memchr (at, '\n', end - at);
      const char *stop = next != NULL ? next : end;

      while (at < stop && g_ascii_isspace (*at))
        at++;
      while (stop > at && g_ascii_isspace (stop[-1]))
        stop--;
      if (at < stop && *at != '#')
        {
          line.text = at;
          line.length = stop - at;
          break;
        }
      at = next != NULL ? next + 1 : end;
    }
  return line;
}

/* Whether a text is a board file, as against what a monitor printed. */
static gboolean
is_board_file (const Source *source, gboolean is_mtree)
{
  Source line = get_first_line (source);

  if (line.length > 0 && line.text[0] == '[')
    return !is_mtree || line.text[line.length - 1] == ']';
  return !is_mtree && g_str_has_suffix (source->file, BOARD_SUFFIX);
}

static gboolean
check_utf8 (const Source *source, GError **error)
{
  const char *end;
  guint line = 1;

  if (g_utf8_validate_len (source->text, source->length, &end))
    return TRUE;
  for (const char *at = source->text; at < end; at++)
    line += *at == '\n';
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_SYNTAX, _ ("%s:%u: not valid UTF-8"),
               source->file, line);
  return FALSE;
}

/* Makes a board of a text, whatever it is; @hints has no text if there are none. */
static StrataBoard *
load (const Source *source, const char *directory, const Source *hints,
      StrataLoadMonitor *monitor, GError **error)
{
  StrataBoard *board = NULL;
  gboolean is_mtree = strata_mtree_recognise (source->text, source->length);

  if (is_board_file (source, is_mtree))
    {
      if (hints->text != NULL)
        g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                     _ ("%s: hints go with the text of “info mtree”, but %s is a board file"),
                     hints->file, source->file);
      else
        board = strata_board_new_from_text (source->text, (gssize) source->length, source->file,
                                            directory, monitor->cancellable, error);
    }
  else if (!is_mtree)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                 _ ("%s: not a board: neither a board file nor the text of QEMU's “info mtree”"),
                 source->file);
  else if (check_utf8 (source, error) && (hints->text == NULL || check_utf8 (hints, error)))
    board = strata_mtree_load (source->text, source->length, source->file, hints->text,
                               hints->length, hints->file, TRUE, monitor, error);
  if (board != NULL && monitor->progress != NULL)
    monitor->progress (1, monitor->progress_data);
  return board;
}

/* }}} */
/* {{{ By name */

static gboolean
read_file (const char *path, char **text, gsize *length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *reason = NULL;

  if (g_file_load_contents (file, cancellable, text, length, NULL, &reason))
    return TRUE;
  if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *message = g_steal_pointer (&reason->message);
      const char *cause = g_strrstr (message, ": ");

      /* GIO puts the absolute name before the cause */
      reason->message = g_strdup_printf ("%s: %s", path, cause != NULL ? cause + 2 : message);
    }
  g_propagate_error (error, reason);
  return FALSE;
}

static StrataBoard *
load_file (const char *path, const Source *hints, StrataLoadMonitor *monitor, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *directory = g_path_get_dirname (path);
  Source source = { .file = path };

  if (!read_file (path, &text, &source.length, monitor->cancellable, error))
    return NULL;
  source.text = text;
  return load (&source, directory, hints, monitor, error);
}

static GBytes *
find_builtin (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return strata_builtin_lookup (file);
}

/* Loads a board that is compiled in. What its import inferred was checked when it was put there,
 * and is about a file that nobody has: there are no notes. */
static StrataBoard *
load_builtin (const char *name, const Source *hints, StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (GBytes) board = find_builtin (name, BOARD_SUFFIX);
  g_autoptr (GBytes) tree = find_builtin (name, TREE_SUFFIX);
  g_autoptr (GBytes) flat = find_builtin (name, FLAT_SUFFIX);
  Source source = { .file = name };
  const char *flat_text;
  gsize flat_length;

  if (board == NULL && tree == NULL)
    {
      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                   _ ("%s: there is no such file, and no built-in board of that name"), name);
      return NULL;
    }
  source.text = g_bytes_get_data (board != NULL ? board : tree, &source.length);
  if (board != NULL || hints->text != NULL || flat == NULL)
    return load (&source, NULL, hints, monitor, error);
  flat_text = g_bytes_get_data (flat, &flat_length);
  return strata_mtree_load (source.text, source.length, name, flat_text, flat_length, name, FALSE,
                            monitor, error);
}

static gboolean
is_builtin_name (const char *name)
{
  return strchr (name, G_DIR_SEPARATOR) == NULL;
}

/* }}} */

/**
 * strata_formats_load:
 * @name: a file's name, or that of a board that is compiled in; a file that exists wins, and a name
 *   with a slash in it is always a file
 * @hints_path: (nullable): a file with the flat dump (`info mtree -f`) of the same state, which
 *   decides what the text of a tree leaves open
 * @progress: (nullable) (scope call): is told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: where to put an error; its message starts with the file's name, and where there is one
 *   with the line: `FILE:LINE: `
 *
 * Makes a board of a file that is recognised by its content: a board file, or what QEMU's monitor
 * printed for `info mtree`, with or without `-f`, `-D` and `-o`. What an import inferred is in the
 * notes of the board.
 *
 * Returns: (transfer full): the board, or %NULL with an error of %STRATA_BOARD_ERROR or %G_IO_ERROR
 */
StrataBoard *
strata_formats_load (const char *name, const char *hints_path, StrataProgressFunc progress,
                     gpointer progress_data, GCancellable *cancellable, GError **error)
{
  StrataLoadMonitor monitor = { progress, progress_data, cancellable, 0, 1 };
  g_autofree char *hints_text = NULL;
  Source hints = { .file = hints_path };

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  if (hints_path != NULL
      && !read_file (hints_path, &hints_text, &hints.length, cancellable, error))
    return NULL;
  hints.text = hints_text;
  if (g_file_test (name, G_FILE_TEST_EXISTS) || !is_builtin_name (name))
    return load_file (name, &hints, &monitor, error);
  return load_builtin (name, &hints, &monitor, error);
}

/**
 * strata_formats_load_builtin:
 * @name: the name of a board that is compiled in
 * @progress: (nullable) (scope call): is told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Makes a board that is compiled in, even if there is a file of its name.
 *
 * Returns: (transfer full): the board, or %NULL with an error of %STRATA_BOARD_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
StrataBoard *
strata_formats_load_builtin (const char *name, StrataProgressFunc progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error)
{
  StrataLoadMonitor monitor = { progress, progress_data, cancellable, 0, 1 };
  const Source no_hints = { 0 };

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  return load_builtin (name, &no_hints, &monitor, error);
}

/**
 * strata_formats_load_text:
 * @text: the text of a board file, or of `info mtree`
 * @length: its length in bytes, or -1 if it ends with a zero byte
 * @file: what to call it in messages
 * @directory: (nullable): what the names of files to load are relative to; %NULL for the current
 *   directory
 * @hints: (nullable): the text of a flat dump of the same state
 * @hints_length: its length in bytes, or -1 if it ends with a zero byte
 * @hints_file: (nullable): what to call that in messages
 * @progress: (nullable) (scope call): is told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Makes a board of a text, like [func@Strata.formats_load].
 *
 * Returns: (transfer full): the board, or %NULL with an error of %STRATA_BOARD_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
StrataBoard *
strata_formats_load_text (const char *text, gssize length, const char *file, const char *directory,
                          const char *hints, gssize hints_length, const char *hints_file,
                          StrataProgressFunc progress, gpointer progress_data,
                          GCancellable *cancellable, GError **error)
{
  StrataLoadMonitor monitor = { progress, progress_data, cancellable, 0, 1 };
  Source source = { .text = text, .file = file };
  Source hints_source = { .text = hints, .file = hints_file != NULL ? hints_file : "(hints)" };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  source.length = length < 0 ? strlen (text) : (gsize) length;
  if (hints != NULL)
    hints_source.length = hints_length < 0 ? strlen (hints) : (gsize) hints_length;
  return load (&source, directory, &hints_source, &monitor, error);
}

/**
 * strata_formats_list_builtin:
 *
 * Lists the built-in boards.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the boards that are compiled in,
 *   sorted
 */
char **
strata_formats_list_builtin (void)
{
  g_auto (GStrv) files = strata_builtin_list_files ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], BOARD_SUFFIX) || g_str_has_suffix (files[i], TREE_SUFFIX))
      {
        g_autofree char *name = g_strndup (files[i], strrchr (files[i], '.') - files[i]);

        g_strv_builder_add (names, name);
      }
  return g_strv_builder_end (names);
}

/**
 * strata_formats_get_builtin_summary:
 * @name: the name of a board that is compiled in
 *
 * Describes a built-in board.
 *
 * Returns: (nullable): what it is, in a few words; %NULL if there is no such board
 */
const char *
strata_formats_get_builtin_summary (const char *name)
{
  static const struct
  {
    const char *name;
    const char *summary;
  } boards[] = {
    { "arm-mps2-an385", N_ ("Arm Cortex-M3 board mps2-an385 of QEMU, at reset") },
    { "arm-virt-lite", N_ ("Arm devices that work, placed as on QEMU's virt") },
    { "doc-overlap", N_ ("Overlapping regions A to E of QEMU's memory documentation") },
    { "doc-pc", N_ ("The simplified PC of QEMU's memory documentation") },
    { "doc-registers", N_ ("A chip whose registers the board file describes") },
    { "pc", N_ ("PC with i440FX chip set and VGA, whose devices work") },
    { "riscv64-virt", N_ ("RISC-V board virt of QEMU, at reset") },
    { "x86_64-pc+std-boot10s", N_ ("PC of QEMU with a standard VGA, ten seconds after power-on") },
  };

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    if (g_str_equal (boards[i].name, name))
      return _ (boards[i].summary);
  return NULL;
}
