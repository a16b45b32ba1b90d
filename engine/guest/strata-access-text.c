/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logged accesses as text, a line each. */

#include "strata-access-text.h"

#include <string.h>

#define HEX "0x%" G_GINT64_MODIFIER "x"

/* What a table program would take for the end of a field, or for a formula, is quoted. */
static void
add_field (GString *text, const char *field)
{
  if (field == NULL)
    field = "";
  g_string_append_c (text, '"');
  if (*field != '\0' && strchr ("=+-@\t\r", *field) != NULL)
    g_string_append_c (text, '\'');
  for (; *field != '\0'; field++)
    {
      if (*field == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *field);
    }
  g_string_append_c (text, '"');
}

/**
 * strata_access_text_begin_csv:
 * @text: where to add
 *
 * Adds the names of the fields of a CSV file, as its first line.
 */
void
strata_access_text_begin_csv (GString *text)
{
  g_return_if_fail (text != NULL);

  g_string_append (text, "number,time_ns,board_time_ns,initiator,space,address,region,offset,"
                         "size,access,value,result,watched\r\n");
}

/**
 * strata_access_text_add_csv:
 * @text: where to add
 * @access: an access
 *
 * Adds an access as a line of a CSV file, as RFC 4180 has them.
 */
void
strata_access_text_add_csv (GString *text, const StrataAccess *access)
{
  g_autofree char *result = NULL;

  g_return_if_fail (text != NULL && access != NULL);

  result = strata_result_to_string (access->result);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT
                                ",%" G_GUINT64_FORMAT ",",
                          access->sequence, access->time, access->board_time);
  add_field (text, access->initiator);
  g_string_append_c (text, ',');
  add_field (text, access->space);
  g_string_append_printf (text, "," HEX ",", access->address);
  add_field (text, access->region);
  g_string_append_c (text, ',');
  if (access->region != NULL)
    g_string_append_printf (text, HEX, access->offset);
  g_string_append_printf (text, ",%" G_GUINT64_FORMAT ",%s," HEX ",", access->size,
                          access->is_write ? "write" : "read", access->value);
  add_field (text, result);
  g_string_append_printf (text, ",%d\r\n", access->is_watched);
}

static char
get_suffix (guint64 size)
{
  switch (size)
    {
    case 1:
      return 'b';
    case 2:
      return 'w';
    case 4:
      return 'l';
    case 8:
      return 'q';
    default:
      return '\0';
    }
}

/**
 * strata_access_text_add_qtest:
 * @text: where to add
 * @access: an access
 *
 * Adds an access as a command of the qtest protocol; a read foretells what it read. What the
 * protocol has no command for, or the log not all bytes of, is a comment.
 */
void
strata_access_text_add_qtest (GString *text, const StrataAccess *access)
{
  char suffix;
  gboolean is_port;

  g_return_if_fail (text != NULL && access != NULL);

  suffix = get_suffix (access->size);
  is_port = g_str_equal (access->space, "I/O");
  if (suffix == '\0' || (is_port && (access->size > 4 || access->address > 0xffff))
      || (!is_port && !g_str_equal (access->space, "memory")))
    {
      g_autofree char *space = g_strescape (access->space, NULL);

      g_string_append_printf (text, "# %s of %" G_GUINT64_FORMAT " bytes at " HEX " of %s\n",
                              access->is_write ? "write" : "read", access->size, access->address,
                              space);
      return;
    }
  g_string_append_printf (text, "%s%c " HEX, is_port ? access->is_write ? "out" : "in"
                          : access->is_write ? "write" : "read", suffix, access->address);
  if (access->is_write)
    g_string_append_printf (text, " " HEX "\n", access->value);
  else
    g_string_append_printf (text, " # " HEX "\n", access->value);
}
