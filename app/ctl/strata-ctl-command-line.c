/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-command-line.h"
#include "strata-ctl-error.h"
#include "strata-ctl-number.h"

#define COUNT_MAX (1024 * 1024) /* units of one read; they are all printed */

/* What GOption fills in; numbers are still texts here. */
typedef struct
{
  StrataCtlOptions *options;
  char *size;
  char *count;
} Raw;

/* Texts of options are in the file name encoding, so that no locale stands between a name in a
 * board and the same name on the command line. */
static GOptionContext *
make_context (const StrataCtlCommand *command, Raw *raw)
{
  StrataCtlOptions *options = raw->options;
  const struct
  {
    StrataCtlOptionFlags flag;
    GOptionEntry entry;
  } table[] = {
    { STRATA_CTL_OPTION_ADDRESS_SPACE,
      { "address-space", 'a', 0, G_OPTION_ARG_FILENAME, &options->address_space,
        "Use the address space NAME; NAME#2 is the second of that name", "NAME" } },
    { STRATA_CTL_OPTION_HINTS,
      { "hints", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->hints,
        "Decide what an mtree text leaves open by this flat dump of the same machine",
        "FLATDUMP" } },
    { STRATA_CTL_OPTION_SIZE,
      { "size", 's', 0, G_OPTION_ARG_FILENAME, &raw->size,
        "The size of an access: 1, 2, 4 or 8 bytes (4)", "N" } },
    { STRATA_CTL_OPTION_COUNT,
      { "count", 'n', 0, G_OPTION_ARG_FILENAME, &raw->count,
        "How many units to read, one after the other (1)", "N" } },
    { STRATA_CTL_OPTION_READ_BACK,
      { "read-back", 0, 0, G_OPTION_ARG_NONE, &options->read_back,
        "Read the same unit after the write", NULL } },
    { STRATA_CTL_OPTION_OUTPUT,
      { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
        "Write to FILE; its ending, .svg, .png or .pdf, says what it becomes", "FILE" } },
    { STRATA_CTL_OPTION_DARK,
      { "dark", 0, 0, G_OPTION_ARG_NONE, &options->dark, "Paint on a dark ground", NULL } },
    { STRATA_CTL_OPTION_ALL,
      { "all", 0, 0, G_OPTION_ARG_NONE, &options->all,
        "Compare all address spaces, each with the one of the same name", NULL } },
    { STRATA_CTL_OPTION_SOCKET,
      { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options->socket,
        "Make the Unix socket PATH, serve one client there, and end with it", "PATH" } },
    { STRATA_CTL_OPTION_SOCKET,
      { "connect", 0, 0, G_OPTION_ARG_FILENAME, &options->connect,
        "Serve the program that listens on the Unix socket PATH", "PATH" } },
    { STRATA_CTL_OPTION_SCREENDUMP,
      { "screendump", 0, 0, G_OPTION_ARG_FILENAME, &options->screendump,
        "At the end write what the display shows to FILE, a .ppm or .png", "FILE" } },
    { STRATA_CTL_OPTION_SCRIPT,
      { "script", 0, 0, G_OPTION_ARG_FILENAME, &options->script,
        "Play FILE before, - for standard input, or the sample script of that name",
        "FILE" } },
    { STRATA_CTL_OPTION_JSON,
      { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Print JSON", NULL } },
    { 0, { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, "Show this help", NULL } },
    { 0, { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Show the version", NULL } },
    { 0,
      { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL } },
  };
  GOptionContext *context = g_option_context_new (command->arguments);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const GOptionEntry entries[] = { table[i].entry, G_OPTION_ENTRY_NULL };

      if (table[i].flag == 0 || (command->options & table[i].flag))
        g_option_context_add_main_entries (context, entries, NULL);
    }
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, command->summary);
  if (command->description)
    g_option_context_set_description (context, command->description);
  return context;
}

static gboolean
check_numbers (Raw *raw, GError **error)
{
  guint64 size = 4;

  if (raw->size && !strata_ctl_parse_number (raw->size, "--size", &size, error))
    return FALSE;
  if (size != 1 && size != 2 && size != 4 && size != 8)
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                   "--size: must be 1, 2, 4 or 8: %s", raw->size);
      return FALSE;
    }
  raw->options->size = size;
  raw->options->size_given = raw->size != NULL;

  raw->options->count = 1;
  if (raw->count && !strata_ctl_parse_number (raw->count, "--count", &raw->options->count, error))
    return FALSE;
  if (raw->options->count == 0 || raw->options->count > COUNT_MAX)
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                   "--count: must be 1 to %d: %s", COUNT_MAX, raw->count);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_arguments (const StrataCtlCommand *command, StrataCtlOptions *self, GError **error)
{
  guint n = g_strv_length (self->arguments);

  if (n < command->n_arguments)
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                   "%s: missing argument, expected %s", command->name, command->arguments);
      return FALSE;
    }
  if (n > command->n_arguments)
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE, "unexpected argument: %s",
                   self->arguments[command->n_arguments]);
      return FALSE;
    }
  if (command->n_boards > 1 && g_str_equal (self->arguments[0], "-") &&
      g_str_equal (self->arguments[1], "-"))
    {
      g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                           "-: only one board can come from standard input");
      return FALSE;
    }
  if (g_strv_length (self->hints) > command->n_boards)
    {
      g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                           "--hints: given more often than there are boards");
      return FALSE;
    }
  return TRUE;
}

StrataCtlOptions *
strata_ctl_command_line_parse (const StrataCtlCommand *command, const char *const *words,
                               GError **error)
{
  g_autoptr (StrataCtlOptions) self = g_new0 (StrataCtlOptions, 1);
  Raw raw = { .options = self };
  g_autoptr (GOptionContext) context = make_context (command, &raw);
  g_auto (GStrv) rest = g_strdupv ((char **) words);
  gboolean ok;

  ok = g_option_context_parse_strv (context, &rest, error);
  if (!ok)
    {
      if (error)
        {
          (*error)->domain = STRATA_CTL_ERROR;
          (*error)->code = STRATA_CTL_ERROR_USAGE;
        }
    }
  else
    {
      if (self->arguments == NULL)
        self->arguments = g_new0 (char *, 1);
      if (self->hints == NULL)
        self->hints = g_new0 (char *, 1);
      self->hints_shared = command->n_boards > 1 && g_strv_length (self->hints) == 1;
      if (!self->help && !self->version)
        ok = check_arguments (command, self, error) && check_numbers (&raw, error);
    }
  g_free (raw.size);
  g_free (raw.count);

  return ok ? g_steal_pointer (&self) : NULL;
}

char *
strata_ctl_command_line_dup_help (const StrataCtlCommand *command)
{
  g_autoptr (StrataCtlOptions) options = g_new0 (StrataCtlOptions, 1);
  Raw raw = { .options = options };
  g_autoptr (GOptionContext) context = make_context (command, &raw);
  g_autofree char *program = g_strdup (g_get_prgname ());
  g_autofree char *with_command = g_strdup_printf ("%s %s", program, command->name);
  char *help;

  g_set_prgname (with_command);
  help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname (program);
  return help;
}
