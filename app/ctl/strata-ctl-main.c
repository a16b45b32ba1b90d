/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>

#include "strata-ctl-command-line.h"
#include "strata-ctl-commands.h"
#include "strata-ctl-error.h"

#define STATUS_USAGE 2

static gboolean
print (const GString *out, GError **error)
{
  if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_FAILED, "standard output: %s",
               g_strerror (errno));
  return FALSE;
}

/* What all that is no command comes down to. */
static void
add_overview (GString *out)
{
  g_autofree char *commands = strata_ctl_commands_to_string ();

  g_string_append (out, "Usage:\n  stratactl COMMAND [BOARD] ...\n\n");
  g_string_append_printf (out, "Commands:\n%s\n", commands);
  g_string_append (out, "BOARD is a .strata file, the text of QEMU's info mtree, - for standard "
                        "input, or the\nname of a built-in board.\n\n");
  g_string_append (out, "stratactl COMMAND --help tells more; --version tells the version.\n");
}

static void
add_version (GString *out)
{
  g_string_append_printf (out, "stratactl %s\n", PACKAGE_VERSION);
}

static gboolean
run_command (const StrataCtlCommand *command, const char *const *words, GString *out, int *status,
             GError **error)
{
  g_autoptr (StrataCtlOptions) options = strata_ctl_command_line_parse (command, words, error);

  if (options == NULL)
    return FALSE;
  if (options->help)
    {
      g_autofree char *help = strata_ctl_command_line_dup_help (command);

      g_string_append (out, help);
    }
  else if (options->version)
    {
      add_version (out);
    }
  else
    {
      return command->run (options, out, status, error);
    }
  return TRUE;
}

static gboolean
run (const char *const *words, const StrataCtlCommand **command, GString *out, int *status,
     GError **error)
{
  if (words[0] == NULL)
    {
      g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                           "a command is missing");
      return FALSE;
    }
  if (g_str_equal (words[0], "--version"))
    {
      add_version (out);
      return TRUE;
    }
  if (g_str_equal (words[0], "--help") || g_str_equal (words[0], "-h"))
    {
      add_overview (out);
      return TRUE;
    }
  *command = strata_ctl_commands_find (words[0]);
  if (*command)
    return run_command (*command, words, out, status, error);
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
               words[0][0] == '-' ? "unknown option: %s" : "unknown command: %s", words[0]);
  return FALSE;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  const StrataCtlCommand *command = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  int status = 0;

  /* Scripts read what it prints: that stays English, whatever the language is. */
  setlocale (LC_CTYPE, "");
  g_set_prgname ("stratactl");

  if (run ((const char *const *) argv + 1, &command, out, &status, &error) && print (out, &error))
    return status;

  fprintf (stderr, "stratactl: %s\n", error->message);
  if (!g_error_matches (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE))
    return command ? command->trouble : 1;
  if (command)
    fprintf (stderr, "Try “stratactl %s --help”.\n", command->name);
  else
    fprintf (stderr, "Try “stratactl --help”.\n");
  return STATUS_USAGE;
}
