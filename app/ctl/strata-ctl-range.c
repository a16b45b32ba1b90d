/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-json.h"
#include "strata-ctl-range.h"

/* The kind as a flat view prints it. */
char *
strata_ctl_range_dup_kind (const StrataFlatRange *self)
{
  return g_strconcat (self->flags & STRATA_RANGE_NONVOLATILE ? "nv-" : "",
                      strata_flat_range_get_kind_name (self), NULL);
}

/* A line as a flat view has it. */
void
strata_ctl_range_add_text (const StrataFlatRange *self, GString *out)
{
  g_autofree char *kind = strata_ctl_range_dup_kind (self);

  g_string_append_printf (out,
                          "%016" G_GINT64_MODIFIER "x-%016" G_GINT64_MODIFIER "x (prio %d, %s): %s",
                          self->first, self->last, strata_region_get_priority (self->region), kind,
                          strata_region_get_name (self->region));
  if (self->offset != 0)
    g_string_append_printf (out, " @%016" G_GINT64_MODIFIER "x", self->offset);
  g_string_append_c (out, '\n');
}

void
strata_ctl_range_add_json (const StrataFlatRange *self, JsonBuilder *builder)
{
  g_autofree char *kind = strata_ctl_range_dup_kind (self);

  json_builder_begin_object (builder);
  strata_ctl_json_add_number (builder, "first", self->first);
  strata_ctl_json_add_number (builder, "last", self->last);
  strata_ctl_json_add_string (builder, "name", strata_region_get_name (self->region));
  strata_ctl_json_add_number (builder, "offset", self->offset);
  strata_ctl_json_add_string (builder, "kind", kind);
  strata_ctl_json_add_int (builder, "priority", strata_region_get_priority (self->region));
  json_builder_end_object (builder);
}
