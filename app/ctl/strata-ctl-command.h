/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-ctl-options.h"

G_BEGIN_DECLS

/**
 * StrataCtlFunc:
 * @options: what the command line says
 * @out: where to put what belongs on standard output
 * @status: (inout): the exit status; 0 unless the command has something to say with it
 * @error: return location for an error
 *
 * What a command does.
 *
 * Returns: %FALSE if it failed; then nothing of @out is printed
 */
typedef gboolean (*StrataCtlFunc) (const StrataCtlOptions *options, GString *out, int *status,
                                   GError **error);

/**
 * StrataCtlCommand:
 * @name: its name
 * @arguments: what follows the name, for people
 * @n_arguments: how many that are
 * @n_boards: how many of them, the first ones, are boards to load
 * @options: which options it takes, besides those that all take
 * @trouble: its exit status when it fails
 * @summary: one line about it
 * @description: (nullable): more about it
 * @run: what it does
 *
 * A command of the tool.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  guint n_arguments;
  guint n_boards;
  StrataCtlOptionFlags options;
  int trouble;
  const char *summary;
  const char *description;
  StrataCtlFunc run;
} StrataCtlCommand;

/* One file each */
gboolean strata_ctl_boards (const StrataCtlOptions *options, GString *out, int *status,
                            GError **error);
gboolean strata_ctl_check (const StrataCtlOptions *options, GString *out, int *status,
                           GError **error);
gboolean strata_ctl_convert (const StrataCtlOptions *options, GString *out, int *status,
                             GError **error);
gboolean strata_ctl_devices (const StrataCtlOptions *options, GString *out, int *status,
                             GError **error);
gboolean strata_ctl_diff (const StrataCtlOptions *options, GString *out, int *status,
                          GError **error);
gboolean strata_ctl_flat (const StrataCtlOptions *options, GString *out, int *status,
                          GError **error);
gboolean strata_ctl_hidden (const StrataCtlOptions *options, GString *out, int *status,
                            GError **error);
gboolean strata_ctl_probe (const StrataCtlOptions *options, GString *out, int *status,
                           GError **error);
gboolean strata_ctl_qtest (const StrataCtlOptions *options, GString *out, int *status,
                           GError **error);
gboolean strata_ctl_read (const StrataCtlOptions *options, GString *out, int *status,
                          GError **error);
gboolean strata_ctl_render (const StrataCtlOptions *options, GString *out, int *status,
                            GError **error);
gboolean strata_ctl_screendump (const StrataCtlOptions *options, GString *out, int *status,
                                GError **error);
gboolean strata_ctl_tree (const StrataCtlOptions *options, GString *out, int *status,
                          GError **error);
gboolean strata_ctl_write (const StrataCtlOptions *options, GString *out, int *status,
                           GError **error);

G_END_DECLS
