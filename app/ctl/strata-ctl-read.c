/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-access.h"
#include "strata-ctl-command.h"

gboolean
strata_ctl_read (const StrataCtlOptions *options, GString *out, int *status, GError **error)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataInitiator) initiator = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  StrataCtlAddress address;

  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  initiator = strata_ctl_access_begin (board, options, &address, error);
  if (initiator == NULL)
    return FALSE;

  if (options->json)
    {
      builder = json_builder_new ();
      json_builder_begin_array (builder);
    }
  for (guint64 i = 0; i < options->count; i++)
    {
      StrataCtlAccess access;

      strata_ctl_access_load (&access, initiator, address.address + i * address.size, address.size);
      if (access.result != STRATA_OK)
        *status = 1;
      if (builder)
        {
          json_builder_begin_object (builder);
          strata_ctl_access_add_json (&access, builder);
          json_builder_end_object (builder);
        }
      else
        {
          strata_ctl_access_add_text (&access, out);
        }
    }
  if (builder)
    {
      json_builder_end_array (builder);
      strata_ctl_json_finish (builder, out);
    }
  return TRUE;
}
