/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "devices/strata-device.h"
#include "memory/strata-rendering.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"
#include "strata-ctl-property.h"

/* A place where a region of a device appears. */
typedef struct
{
  StrataRegion *region;
  StrataAddressSpace *space;
  guint64 first;
  guint64 last;
  gboolean enabled;
} Place;

/* The regions of a device, those first that it offers, and where they are. */
typedef struct
{
  StrataDevice *device;
  GPtrArray *regions; /* of StrataRegion, each once */
  GArray *places;     /* of Place */
} Layout;

/* {{{ Where regions are */

static void
add_instances (Layout *self, StrataAddressSpace *space)
{
  g_autoptr (StrataRendering) rendering
      = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64,
                              STRATA_RENDERING_DISABLED);

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);
      Place place = { instance->region, space, instance->first, instance->last,
                      instance->enabled };

      if (strata_region_get_device (instance->region) != self->device)
        continue;
      if (!g_ptr_array_find (self->regions, instance->region, NULL))
        g_ptr_array_add (self->regions, instance->region);
      g_array_append_val (self->places, place);
    }
}

static void
layout_init (Layout *self, StrataDevice *device, GPtrArray *roots)
{
  self->device = device;
  self->regions = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; i < strata_device_get_n_regions (device); i++)
    g_ptr_array_add (self->regions, strata_device_get_region (device, i, NULL));
  for (guint i = 0; i < roots->len; i++)
    add_instances (self, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (roots, i), 0));
}

static void
layout_clear (Layout *self)
{
  g_ptr_array_unref (self->regions);
  g_array_unref (self->places);
}

/* What the device calls a region that it offers; NULL for one that it places itself. */
static const char *
layout_get_part (Layout *self, guint index)
{
  const char *part = NULL;

  if (index < strata_device_get_n_regions (self->device))
    strata_device_get_region (self->device, index, &part);
  return part;
}

/* }}} */
/* {{{ Text */

static void
add_text_region (GString *out, Layout *layout, guint index)
{
  StrataRegion *region = g_ptr_array_index (layout->regions, index);
  const char *part = layout_get_part (layout, index);

  g_string_append (out, "  region ");
  if (part)
    g_string_append_printf (out, "%s: ", part);
  g_string_append_printf (out, "%s (%s)", strata_region_get_name (region),
                          strata_region_kind_get_nick (strata_region_get_kind (region)));
  for (guint i = 0; i < layout->places->len; i++)
    {
      Place *place = &g_array_index (layout->places, Place, i);

      if (place->region == region)
        g_string_append_printf (out,
                                ", %s 0x%" G_GINT64_MODIFIER "x-0x%" G_GINT64_MODIFIER "x%s",
                                strata_address_space_get_name (place->space), place->first,
                                place->last, place->enabled ? "" : " disabled");
    }
  g_string_append_c (out, '\n');
}

static void
add_text_line (GString *out, const char *what, StrataLine *line)
{
  g_string_append_printf (out, "  %s %s:%u, %s, %" G_GUINT64_FORMAT " rising edges\n", what,
                          strata_line_get_name (line), strata_line_get_number (line),
                          strata_line_get_level (line) ? "high" : "low",
                          strata_line_get_n_edges (line));
}

static void
add_text_register (GString *out, StrataDevice *device, const StrataRegisterBank *bank,
                   const StrataRegister *info)
{
  guint64 value;

  g_string_append_printf (out, "  register %s +0x%" G_GINT64_MODIFIER "x/%u %s", info->name,
                          info->offset, info->size,
                          strata_register_access_get_nick (info->access));
  if (strata_device_peek_register (device, bank, info, &value))
    g_string_append_printf (out, " = 0x%0*" G_GINT64_MODIFIER "x", (int) info->size * 2, value);
  if (info->summary)
    g_string_append_printf (out, "  %s", info->summary);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < info->n_fields; i++)
    {
      const StrataField *field = &info->fields[i];

      g_string_append_printf (out, "    %u:%u %s %s\n", field->shift + field->width - 1,
                              field->shift, strata_register_access_get_nick (field->access),
                              field->name);
    }
}

static void
add_text (GString *out, StrataBoard *board, Layout *layout)
{
  StrataDevice *device = layout->device;
  g_autoptr (GPtrArray) properties = strata_ctl_property_list (device);
  const char *summary = strata_device_get_summary (device);

  g_string_append_printf (out, "%s: %s", strata_device_get_id (device),
                          strata_device_get_model (device));
  if (summary)
    g_string_append_printf (out, ", %s", summary);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < properties->len; i++)
    {
      GParamSpec *pspec = g_ptr_array_index (properties, i);
      g_autofree char *value = strata_ctl_property_dup_value (device, pspec, board);

      g_string_append_printf (out, "  property %s (%s)%s%s\n", pspec->name,
                              strata_ctl_property_get_type (pspec), value ? " = " : "",
                              value ? value : "");
    }
  for (guint i = 0; i < layout->regions->len; i++)
    add_text_region (out, layout, i);
  for (guint i = 0; i < strata_device_get_n_inputs (device); i++)
    add_text_line (out, "input", strata_device_get_input (device, i));
  for (guint i = 0; i < strata_device_get_n_outputs (device); i++)
    add_text_line (out, "output", strata_device_get_output (device, i));
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        add_text_register (out, device, bank, &bank->registers[j]);
    }
}

/* }}} */
/* {{{ JSON */

static void
begin_array (JsonBuilder *builder, const char *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
}

static void
add_json_properties (JsonBuilder *builder, StrataBoard *board, StrataDevice *device)
{
  g_autoptr (GPtrArray) properties = strata_ctl_property_list (device);

  begin_array (builder, "properties");
  for (guint i = 0; i < properties->len; i++)
    {
      GParamSpec *pspec = g_ptr_array_index (properties, i);
      g_autofree char *value = strata_ctl_property_dup_value (device, pspec, board);

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "name", pspec->name);
      strata_ctl_json_add_string (builder, "type", strata_ctl_property_get_type (pspec));
      strata_ctl_json_add_string (builder, "value", value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_json_regions (JsonBuilder *builder, StrataBoard *board, Layout *layout)
{
  begin_array (builder, "regions");
  for (guint i = 0; i < layout->regions->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (layout->regions, i);

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "part", layout_get_part (layout, i));
      strata_ctl_json_add_string (builder, "id", strata_board_get_region_id (board, region));
      strata_ctl_json_add_string (builder, "name", strata_region_get_name (region));
      strata_ctl_json_add_string (builder, "type",
                                  strata_region_kind_get_nick (strata_region_get_kind (region)));
      strata_ctl_json_add_size (builder, "size", strata_region_get_size (region));
      begin_array (builder, "places");
      for (guint j = 0; j < layout->places->len; j++)
        {
          Place *place = &g_array_index (layout->places, Place, j);

          if (place->region != region)
            continue;
          json_builder_begin_object (builder);
          strata_ctl_json_add_string (builder, "address_space",
                                      strata_address_space_get_name (place->space));
          strata_ctl_json_add_number (builder, "first", place->first);
          strata_ctl_json_add_number (builder, "last", place->last);
          strata_ctl_json_add_boolean (builder, "enabled", place->enabled);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_json_line (JsonBuilder *builder, StrataLine *line)
{
  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "name", strata_line_get_name (line));
  strata_ctl_json_add_int (builder, "number", strata_line_get_number (line));
  strata_ctl_json_add_boolean (builder, "level", strata_line_get_level (line));
  strata_ctl_json_add_number (builder, "edges", strata_line_get_n_edges (line));
  json_builder_end_object (builder);
}

static void
add_json_lines (JsonBuilder *builder, StrataDevice *device)
{
  begin_array (builder, "inputs");
  for (guint i = 0; i < strata_device_get_n_inputs (device); i++)
    add_json_line (builder, strata_device_get_input (device, i));
  json_builder_end_array (builder);
  begin_array (builder, "outputs");
  for (guint i = 0; i < strata_device_get_n_outputs (device); i++)
    add_json_line (builder, strata_device_get_output (device, i));
  json_builder_end_array (builder);
}

static void
add_json_field (JsonBuilder *builder, const StrataField *field)
{
  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "name", field->name);
  strata_ctl_json_add_int (builder, "shift", field->shift);
  strata_ctl_json_add_int (builder, "width", field->width);
  strata_ctl_json_add_string (builder, "access", strata_register_access_get_nick (field->access));
  begin_array (builder, "values");
  for (guint i = 0; i < field->n_values; i++)
    {
      json_builder_begin_object (builder);
      strata_ctl_json_add_number (builder, "value", field->values[i].value);
      strata_ctl_json_add_string (builder, "name", field->values[i].name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_json_register (JsonBuilder *builder, StrataDevice *device, const StrataRegisterBank *bank,
                   const StrataRegister *info)
{
  guint64 value;

  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "name", info->name);
  strata_ctl_json_add_number (builder, "offset", info->offset);
  strata_ctl_json_add_int (builder, "size", info->size);
  strata_ctl_json_add_string (builder, "access", strata_register_access_get_nick (info->access));
  strata_ctl_json_add_number (builder, "reset", info->reset);
  if (strata_device_peek_register (device, bank, info, &value))
    strata_ctl_json_add_number (builder, "value", value);
  else
    strata_ctl_json_add_null (builder, "value");
  strata_ctl_json_add_string (builder, "summary", info->summary);
  begin_array (builder, "fields");
  for (guint i = 0; i < info->n_fields; i++)
    add_json_field (builder, &info->fields[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_json_banks (JsonBuilder *builder, StrataDevice *device)
{
  begin_array (builder, "banks");
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (device, i);

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "name", bank->name);
      strata_ctl_json_add_string (builder, "region",
                                  bank->region ? strata_region_get_name (bank->region) : NULL);
      begin_array (builder, "registers");
      for (guint j = 0; j < bank->n_registers; j++)
        add_json_register (builder, device, bank, &bank->registers[j]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_json (JsonBuilder *builder, StrataBoard *board, Layout *layout)
{
  StrataDevice *device = layout->device;

  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "id", strata_device_get_id (device));
  strata_ctl_json_add_string (builder, "model", strata_device_get_model (device));
  strata_ctl_json_add_string (builder, "summary", strata_device_get_summary (device));
  add_json_properties (builder, board, device);
  add_json_regions (builder, board, layout);
  add_json_lines (builder, device);
  add_json_banks (builder, device);
  json_builder_end_object (builder);
}

/* }}} */

gboolean
strata_ctl_devices (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                    GError **error)
{
  g_autoptr (StrataBoard) board = strata_ctl_board_load (options, 0, error);
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (board == NULL)
    return FALSE;
  devices = strata_board_list_devices (board);
  roots = strata_ctl_board_list_roots (board, NULL);
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < devices->len; i++)
    {
      Layout layout;

      layout_init (&layout, g_ptr_array_index (devices, i), roots);
      if (options->json)
        add_json (builder, board, &layout);
      else
        add_text (out, board, &layout);
      layout_clear (&layout);
    }
  json_builder_end_array (builder);
  if (options->json)
    strata_ctl_json_finish (builder, out);
  return TRUE;
}
