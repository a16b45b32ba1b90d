/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-commands.h"

static const StrataCtlCommand commands[] = {
  {
      .name = "tree",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Print the hierarchy of regions, disabled ones too, as QEMU's info mtree -D.",
      .run = strata_ctl_tree,
  },
  {
      .name = "flat",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Print the flat views, what an access sees, as QEMU's info mtree -f.",
      .run = strata_ctl_flat,
  },
  {
      .name = "hidden",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Tell where regions are hidden, by whom, and by which rule.",
      .run = strata_ctl_hidden,
  },
  {
      .name = "probe",
      .arguments = "BOARD ADDR",
      .n_arguments = 2,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Tell who answers at an address, and who else would, in the order tried.",
      .run = strata_ctl_probe,
  },
  {
      .name = "read",
      .arguments = "BOARD ADDR",
      .n_arguments = 2,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_SIZE | STRATA_CTL_OPTION_COUNT |
                 STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Read from an address, each unit as one access.",
      .description = "The exit status is 1 if any unit could not be read.",
      .run = strata_ctl_read,
  },
  {
      .name = "write",
      .arguments = "BOARD ADDR VALUE",
      .n_arguments = 3,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_SIZE | STRATA_CTL_OPTION_READ_BACK |
                 STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Write to an address, as one access.",
      .description = "The board is the tool's own copy: nothing is written to its file.\n"
                     "The exit status is 1 if the write did not go through.",
      .run = strata_ctl_write,
  },
  {
      .name = "diff",
      .arguments = "OLD NEW",
      .n_arguments = 2,
      .n_boards = 2,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_ALL | STRATA_CTL_OPTION_JSON,
      .trouble = 2,
      .summary = "Compare the flat views of two boards.",
      .description =
        "The exit status is 0 if they are the same, 1 if they differ, 2 for trouble.\n"
        "--hints given twice is for OLD and for NEW.",
      .run = strata_ctl_diff,
  },
  {
      .name = "convert",
      .arguments = "IN OUT",
      .n_arguments = 2,
      .n_boards = 1,
      .options = STRATA_CTL_OPTION_HINTS | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Write a board as a .strata or an .mtree file.",
      .run = strata_ctl_convert,
  },
  {
      .name = "check",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_JSON,
      .trouble = 2,
      .summary = "Look for collisions and for regions that show nothing.",
      .description =
        "The exit status is 0 if nothing was found, 1 if something was, 2 for trouble.",
      .run = strata_ctl_check,
  },
  {
      .name = "boards",
      .arguments = "",
      .options = STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "List the built-in boards.",
      .run = strata_ctl_boards,
  },
  {
      .name = "render",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTIONS_BOARD | STRATA_CTL_OPTION_OUTPUT | STRATA_CTL_OPTION_DARK |
                 STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Paint the map into a file.",
      .run = strata_ctl_render,
  },
  {
      .name = "devices",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTION_HINTS | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "List the devices with their properties, regions, lines and registers.",
      .run = strata_ctl_devices,
  },
  {
      .name = "qtest",
      .arguments = "BOARD",
      .n_arguments = 1,
      .n_boards = 1,
      .options = STRATA_CTL_OPTION_HINTS | STRATA_CTL_OPTION_SOCKET | STRATA_CTL_OPTION_SCREENDUMP,
      .trouble = 1,
      .summary = "Execute commands of QEMU's qtest protocol on the board.",
      .description =
        "They come from standard input, and are answered on standard output, unless a socket is\n"
        "given. The exit status is 0 at the end of the input, whatever the answers were.",
      .run = strata_ctl_qtest,
  },
  {
      .name = "screendump",
      .arguments = "BOARD OUT",
      .n_arguments = 2,
      .n_boards = 1,
      .options = STRATA_CTL_OPTION_HINTS | STRATA_CTL_OPTION_SCRIPT | STRATA_CTL_OPTION_JSON,
      .trouble = 1,
      .summary = "Write what the board's display shows to a .ppm or .png file.",
      .description =
        "If no script is given, the one that the board names to be played at power-on is.\n"
        "Lines of it that fail, or read something unexpected, are noted on standard error.",
      .run = strata_ctl_screendump,
  },
};

/**
 * strata_ctl_commands_find:
 * @name: a word of the command line
 *
 * Returns: (nullable): the command of that name
 */
const StrataCtlCommand *
strata_ctl_commands_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/**
 * strata_ctl_commands_to_string:
 *
 * Returns: (transfer full): a line about each command
 */
char *
strata_ctl_commands_to_string (void)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);

      g_string_append_printf (text, "  %-24s%s\n", usage, commands[i].summary);
    }
  return g_string_free (text, FALSE);
}
