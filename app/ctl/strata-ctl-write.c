/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-access.h"
#include "strata-ctl-command.h"
#include "strata-ctl-error.h"
#include "strata-ctl-number.h"

static gboolean
check_value (const StrataCtlOptions *options, guint64 value, guint size, GError **error)
{
  if (size == 8 || value >> (size * 8) == 0)
    return TRUE;
  g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
               "VALUE: %s does not fit into %u bytes", options->arguments[2], size);
  return FALSE;
}

static void
add_json (GString *out, const StrataCtlAccess *access, const StrataCtlAccess *read_back)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  strata_ctl_access_add_json (access, builder);
  if (read_back)
    {
      json_builder_set_member_name (builder, "read_back");
      json_builder_begin_object (builder);
      strata_ctl_access_add_json (read_back, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  strata_ctl_json_finish (builder, out);
}

gboolean
strata_ctl_write (const StrataCtlOptions *options, GString *out, int *status, GError **error)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataInitiator) initiator = NULL;
  StrataCtlAccess access;
  StrataCtlAccess read_back = { 0 };
  StrataCtlAddress address;
  guint64 value;

  if (!strata_ctl_parse_number (options->arguments[2], "VALUE", &value, error))
    return FALSE;
  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  initiator = strata_ctl_access_begin (board, options, &address, error);
  if (initiator == NULL || !check_value (options, value, address.size, error))
    return FALSE;

  strata_ctl_access_store (&access, initiator, address.address, address.size, value);
  if (options->read_back)
    strata_ctl_access_load (&read_back, initiator, address.address, address.size);
  if (access.result != STRATA_OK || read_back.result != STRATA_OK)
    *status = 1;
  if (options->json)
    {
      add_json (out, &access, options->read_back ? &read_back : NULL);
    }
  else
    {
      strata_ctl_access_add_text (&access, out);
      if (options->read_back)
        strata_ctl_access_add_text (&read_back, out);
    }
  return TRUE;
}
