/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-rendering.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"
#include "strata-ctl-text.h"

/* What the report is being made of: one root, and the instance it is at. */
typedef struct
{
  GPtrArray *spaces;
  StrataRendering *rendering;
  guint instance;
  gboolean named;
  GString *out;
  JsonBuilder *builder;
} Report;

static void
add_json_cb (guint64 first, guint64 last, guint by, gpointer user_data)
{
  Report *self = user_data;
  JsonBuilder *builder = self->builder;

  json_builder_begin_object (builder);
  strata_ctl_json_add_spaces (builder, self->spaces);
  strata_ctl_json_add_path (builder, "path", self->rendering, self->instance);
  strata_ctl_json_add_number (builder, "first", first);
  strata_ctl_json_add_number (builder, "last", last);
  strata_ctl_json_add_precedence (builder, self->rendering, by, self->instance);
  json_builder_end_object (builder);
}

static void
add_text_cb (guint64 first, guint64 last, guint by, gpointer user_data)
{
  Report *self = user_data;
  g_autofree char *from = strata_ctl_text_dup_address (first);
  g_autofree char *to = strata_ctl_text_dup_address (last);
  g_autofree char *winner = strata_ctl_text_dup_path (self->rendering, by);
  g_autofree char *why = strata_ctl_text_dup_precedence (self->rendering, by, self->instance);

  if (!self->named)
    {
      g_autofree char *path = strata_ctl_text_dup_path (self->rendering, self->instance);

      g_string_append_printf (self->out, "  %s\n", path);
      self->named = TRUE;
    }
  g_string_append_printf (self->out, "    %s-%s hidden by %s\n      %s\n", from, to, winner,
                          why);
}

static gint
compare_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint index_a = *(const guint *) a;
  guint index_b = *(const guint *) b;
  guint64 first_a = strata_rendering_get_instance (user_data, index_a)->first;
  guint64 first_b = strata_rendering_get_instance (user_data, index_b)->first;

  if (first_a != first_b)
    return first_a < first_b ? -1 : 1;
  return index_a < index_b ? -1 : index_a > index_b;
}

/* The instances with content, by address. */
static GArray *
list_instances (StrataRendering *rendering)
{
  GArray *instances = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    if (strata_rendering_get_instance (rendering, i)->content)
      g_array_append_val (instances, i);
  g_array_sort_with_data (instances, compare_first, rendering);
  return instances;
}

static void
report_root (Report *self)
{
  g_autoptr (GArray) instances = list_instances (self->rendering);
  gboolean any = FALSE;

  for (guint i = 0; i < instances->len; i++)
    {
      self->instance = g_array_index (instances, guint, i);
      self->named = FALSE;
      strata_rendering_foreach_hidden (self->rendering, self->instance,
                                       self->builder ? add_json_cb : add_text_cb, self);
      any |= self->named;
    }
  if (self->builder == NULL && !any)
    g_string_append (self->out, "  nothing is hidden\n");
}

gboolean
strata_ctl_hidden (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                   GError **error)
{
  g_autoptr (StrataBoard) board = strata_ctl_board_load (options, 0, error);
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (GPtrArray) roots = NULL;
  StrataAddressSpace *only;

  if (board == NULL || !strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;

  roots = strata_ctl_board_list_roots (board, only);
  if (builder)
    json_builder_begin_array (builder);
  for (guint i = 0; i < roots->len; i++)
    {
      GPtrArray *spaces = g_ptr_array_index (roots, i);
      StrataRegion *root = strata_address_space_get_root (g_ptr_array_index (spaces, 0));
      g_autoptr (StrataRendering)
          rendering = strata_rendering_new (root, 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);
      Report report = { .spaces = spaces, .rendering = rendering, .out = out, .builder = builder };

      if (builder == NULL)
        {
          if (i > 0)
            g_string_append_c (out, '\n');
          strata_ctl_text_add_spaces (out, spaces);
        }
      report_root (&report);
    }
  if (builder)
    {
      json_builder_end_array (builder);
      strata_ctl_json_finish (builder, out);
    }
  return TRUE;
}
