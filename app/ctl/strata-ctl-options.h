/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrataCtlOptionFlags:
 *
 * The options that not every command takes.
 */
typedef enum /*< flags >*/
{
  STRATA_CTL_OPTION_ADDRESS_SPACE = 1 << 0,
  STRATA_CTL_OPTION_HINTS = 1 << 1,
  STRATA_CTL_OPTION_SIZE = 1 << 2,
  STRATA_CTL_OPTION_COUNT = 1 << 3,
  STRATA_CTL_OPTION_READ_BACK = 1 << 4,
  STRATA_CTL_OPTION_OUTPUT = 1 << 5,
  STRATA_CTL_OPTION_DARK = 1 << 6,
  STRATA_CTL_OPTION_ALL = 1 << 7,
  STRATA_CTL_OPTION_JSON = 1 << 8,
  STRATA_CTL_OPTION_SOCKET = 1 << 9,
  STRATA_CTL_OPTION_SCREENDUMP = 1 << 10,
  STRATA_CTL_OPTION_SCRIPT = 1 << 11,
} StrataCtlOptionFlags;

#define STRATA_CTL_OPTIONS_BOARD (STRATA_CTL_OPTION_ADDRESS_SPACE | STRATA_CTL_OPTION_HINTS)

/**
 * StrataCtlOptions:
 * @arguments: what is no option, as many as the command takes, in the file name encoding
 * @address_space: (nullable): the address space that was asked for
 * @hints: the files with hints; empty if there are none
 * @hints_shared: whether the one file with hints is for whichever of several boards it fits
 * @output: (nullable): the file to write
 * @socket: (nullable): the socket to make and listen on
 * @connect: (nullable): the socket of a program to connect to
 * @screendump: (nullable): the file for the picture of the display
 * @script: (nullable): the script to play
 * @size: the size of an access, in bytes: 1, 2, 4 or 8
 * @size_given: whether that was asked for, not assumed
 * @count: the number of accesses, at least 1
 * @json: whether to print JSON
 * @read_back: whether to read after writing
 * @dark: whether to paint on a dark ground
 * @all: whether to look at all address spaces
 * @help: whether only help is wanted
 * @version: whether only the version is wanted
 *
 * What a command line says, checked.
 */
typedef struct
{
  char **arguments;
  char *address_space;
  char **hints;
  char *output;
  char *socket;
  char *connect;
  char *screendump;
  char *script;
  guint size;
  gboolean size_given;
  guint64 count;
  gboolean hints_shared;
  gboolean json;
  gboolean read_back;
  gboolean dark;
  gboolean all;
  gboolean help;
  gboolean version;
} StrataCtlOptions;

void strata_ctl_options_free (StrataCtlOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataCtlOptions, strata_ctl_options_free)

G_END_DECLS
