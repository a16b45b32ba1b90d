/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From drafts to regions and devices. Each is made after those it needs: an alias after its target,
 * a region of a device after the device, a device after the regions and devices that its keys name;
 * else the order is that of the file. */

#include "strata-board-reader-private.h"

#include <string.h>

#include "devices/strata-models.h"
#include "memory/strata-i18n-private.h"
#include "memory/strata-owner.h"
#include "strata-board-error-private.h"
#include "strata-contents-private.h"
#include "strata-property-private.h"
#include "strata-region-maker-private.h"
#include "strata-value.h"

#define MAX_DEPTH 64 /* of devices that need each other */
#define LINE "line."

static gboolean ensure_region (StrataBoardReader *reader, StrataRegionDraft *draft,
                               GError **error);

gboolean
strata_board_reader_find_draft (StrataBoardReader *reader, StrataKeyGroup *group, const char *key,
                                const char *id, StrataRegionDraft **draft, GError **error)
{
  g_autofree char *quoted = NULL;

  *draft = g_hash_table_lookup (reader->drafts_by_id, id);
  if (*draft != NULL)
    return TRUE;
  quoted = strata_value_quote (id);
  strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, group, key,
                          _ ("there is no region %s"), quoted);
  return FALSE;
}


static char *
dup_text (StrataKeyGroup *group, const char *key)
{
  char *text = strata_key_group_dup_value (group, key);

  return text != NULL ? g_strstrip (text) : NULL;
}

static StrataOwner *
get_owner (StrataBoardReader *reader, const char *name)
{
  StrataOwner *owner;

  if (name == NULL)
    return NULL;
  owner = g_hash_table_lookup (reader->owners, name);
  if (owner == NULL)
    {
      owner = strata_owner_new (name, NULL, NULL);
      g_hash_table_insert (reader->owners, g_strdup (name), owner);
    }
  return owner;
}

static gboolean
load_contents (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  const char *load = draft->description.load;
  const char *directory = reader->board->directory;
  g_autofree char *path = NULL;
  g_autofree char *quoted = NULL;
  GError *cause = NULL;

  if (load == NULL)
    return TRUE;
  if (strata_region_get_ram_ptr (draft->region) == NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group, "load",
                              _ ("the region has no memory that a file could fill"));
      return FALSE;
    }
  path = g_path_is_absolute (load) || directory == NULL
           ? g_strdup (load)
           : g_build_filename (directory, load, NULL);
  if (strata_contents_load (draft->region, path, reader->cancellable, &cause))
    return TRUE;
  if (cause->domain != STRATA_BOARD_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  quoted = strata_value_quote (path);
  g_prefix_error (&cause, _ ("%s cannot be loaded: "), quoted);
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group,
                           "load");
  return FALSE;
}

/* {{{ Devices */

static gboolean
find_device (StrataBoardReader *reader, StrataKeyGroup *group, const char *key, const char *id,
             StrataDeviceDraft **draft, GError **error)
{
  g_autofree char *quoted = NULL;

  *draft = g_hash_table_lookup (reader->devices_by_id, id);
  if (*draft != NULL)
    return TRUE;
  quoted = strata_value_quote (id);
  strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, group, key,
                          _ ("there is no device %s"), quoted);
  return FALSE;
}

static gboolean
set_region (StrataBoardReader *reader, StrataDeviceDraft *draft, const char *key, const char *id,
            GError **error)
{
  StrataRegionDraft *region;

  if (!strata_board_reader_find_draft (reader, draft->group, key, id, &region, error)
      || !ensure_region (reader, region, error))
    return FALSE;
  g_object_set (draft->device, key, region->region, NULL);
  return TRUE;
}

static gboolean ensure_device (StrataBoardReader *reader, StrataDeviceDraft *draft,
                               StrataKeyGroup *group, const char *key, GError **error);

static gboolean
set_device (StrataBoardReader *reader, StrataDeviceDraft *draft, GParamSpec *pspec, const char *id,
            GError **error)
{
  StrataDeviceDraft *other;

  if (!find_device (reader, draft->group, pspec->name, id, &other, error)
      || !ensure_device (reader, other, draft->group, pspec->name, error))
    return FALSE;
  if (!g_type_is_a (G_OBJECT_TYPE (other->device), pspec->value_type))
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, draft->group,
                              pspec->name, _ ("a device of the model %s does not serve here"),
                              strata_device_get_model (other->device));
      return FALSE;
    }
  g_object_set (draft->device, pspec->name, other->device, NULL);
  return TRUE;
}

static gboolean
set_text (StrataBoardReader *reader, StrataDeviceDraft *draft, GParamSpec *pspec, const char *text,
          GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GError *cause = NULL;

  if (strata_property_parse (pspec, text, &value, &cause))
    {
      g_object_set_property (G_OBJECT (draft->device), pspec->name, &value);
      return TRUE;
    }
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group,
                           pspec->name);
  return FALSE;
}

/* Gives a key that is no property to the model; one that it does not know either is kept. */
static gboolean
set_other (StrataBoardReader *reader, StrataDeviceDraft *draft, guint number, const char *key,
           const char *text, GError **error)
{
  GError *cause = NULL;

  if (strata_device_read_key (draft->device, key, text, &cause))
    return TRUE;
  if (cause != NULL)
    {
      strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group,
                               key);
      return FALSE;
    }
  strata_board_add_note (reader->board, reader->file, number,
                         _ ("[%s] %s: this key is not known; it is kept"), draft->group->name, key);
  return TRUE;
}

static gboolean
set_key (StrataBoardReader *reader, StrataDeviceDraft *draft, const StrataKeyLine *line,
         GError **error)
{
  g_autofree char *key = strata_key_line_dup_key (line);
  g_autofree char *text = g_strstrip (strata_key_line_dup_value (line));
  GParamSpec *pspec;

  if (strcmp (key, "model") == 0 || g_str_has_prefix (key, "x-") || g_str_has_prefix (key, LINE))
    return TRUE;
  pspec = strata_property_find (draft->device, key);
  if (pspec == NULL)
    return set_other (reader, draft, line->number, key, text, error);
  switch (strata_property_get_kind (pspec))
    {
    case STRATA_PROPERTY_REGION:
      return set_region (reader, draft, key, text, error);
    case STRATA_PROPERTY_DEVICE:
      return set_device (reader, draft, pspec, text, error);
    case STRATA_PROPERTY_TEXT:
    default:
      return set_text (reader, draft, pspec, text, error);
    }
}

static StrataDevice *
new_device (StrataBoardReader *reader, StrataDeviceDraft *draft, GError **error)
{
  g_autofree char *model = dup_text (draft->group, "model");
  g_autofree char *quoted = NULL;
  GType type;

  if (model == NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group, "model",
                              _ ("the key is missing"));
      return NULL;
    }
  type = strata_models_lookup (model);
  if (type != G_TYPE_INVALID)
    return strata_device_new (type, draft->id, reader->board->system, reader->board->clock);
  quoted = strata_value_quote (model);
  strata_board_error_set (error, STRATA_BOARD_ERROR_UNKNOWN, reader->file, draft->group, "model",
                          _ ("there is no model of a device called %s"), quoted);
  return NULL;
}

static gboolean
realize_device (StrataBoardReader *reader, StrataDeviceDraft *draft, GError **error)
{
  const StrataKeyLine *line;
  guint position = 0;
  GError *cause = NULL;

  while ((line = strata_key_group_next_key (draft->group, &position)) != NULL)
    if (!set_key (reader, draft, line, error))
      return FALSE;
  if (strata_device_realize (draft->device, &cause))
    return TRUE;
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, reader->file, draft->group,
                           "model");
  return FALSE;
}

static gboolean
make_device (StrataBoardReader *reader, StrataDeviceDraft *draft, GError **error)
{
  draft->device = new_device (reader, draft, error);
  if (draft->device == NULL)
    return FALSE;
  if (!realize_device (reader, draft, error))
    {
      g_object_run_dispose (G_OBJECT (draft->device));
      g_clear_object (&draft->device);
      return FALSE;
    }
  strata_board_add_device_entry (reader->board, draft->id, draft->device);
  g_object_unref (draft->device); /* the board holds it now */
  return TRUE;
}

/* Makes a device that a key needs, if it is not there yet. */
static gboolean
ensure_device (StrataBoardReader *reader, StrataDeviceDraft *draft, StrataKeyGroup *group,
               const char *key, GError **error)
{
  gboolean made;

  if (draft->is_made)
    return TRUE;
  if (draft->is_started)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, group, key,
                              _ ("the device %s needs this in turn"), draft->id);
      return FALSE;
    }
  if (reader->depth == MAX_DEPTH)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, group, key,
                              _ ("the devices need each other more than %d deep"), MAX_DEPTH);
      return FALSE;
    }
  draft->is_started = TRUE;
  reader->depth++;
  made = make_device (reader, draft, error);
  reader->depth--;
  draft->is_made = made;
  return made;
}

/* }}} */
/* {{{ Regions */

static gboolean
take_part (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  StrataRegionDescription *description = &draft->description;
  StrataDeviceDraft *device;
  StrataRegionDraft *twin;
  StrataRegion *region;
  const char *key;
  GError *cause = NULL;

  if (!find_device (reader, draft->group, "device", description->device, &device, error)
      || !ensure_device (reader, device, draft->group, "device", error))
    return FALSE;
  region = strata_region_maker_take_part (description, device->device, &key, &cause);
  if (region == NULL)
    {
      strata_board_error_move (error, cause, STRATA_BOARD_ERROR_REFERENCE, reader->file,
                               draft->group, key);
      return FALSE;
    }
  if ((twin = g_hash_table_lookup (reader->parts, region)) != NULL)
    {
      strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, draft->group,
                              "part", _ ("this region is there already, as %s"), twin->id);
      return FALSE;
    }
  g_hash_table_insert (reader->parts, region, draft);
  draft->region = strata_region_ref (region);
  return TRUE;
}

static gboolean
make_region (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  StrataRegion *target = draft->target != NULL ? draft->target->region : NULL;
  const char *key;
  GError *cause = NULL;

  draft->region = strata_region_maker_make (&draft->description, reader->board->system,
                                            get_owner (reader, draft->description.owner), target,
                                            &key, &cause);
  if (draft->region != NULL)
    return TRUE;
  strata_board_error_move (error, cause, STRATA_BOARD_ERROR_HIERARCHY, reader->file, draft->group,
                           key);
  return FALSE;
}

static gboolean
make_draft (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  gboolean made;

  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return FALSE;
  made = draft->description.device != NULL ? take_part (reader, draft, error)
                                           : make_region (reader, draft, error);
  return made && load_contents (reader, draft, error);
}

static gboolean
ensure_region (StrataBoardReader *reader, StrataRegionDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (; draft != NULL && draft->region == NULL; draft = draft->target)
    g_ptr_array_add (waiting, draft);
  while (waiting->len > 0)
    if (!make_draft (reader, g_ptr_array_steal_index (waiting, waiting->len - 1), error))
      return FALSE;
  return TRUE;
}

/* }}} */

/* Makes all regions and devices. The regions are in no container yet. */
gboolean
strata_board_reader_make (StrataBoardReader *reader, GError **error)
{
  for (guint i = 0; i < reader->drafts->len; i++)
    if (!ensure_region (reader, g_ptr_array_index (reader->drafts, i), error))
      return FALSE;
  for (guint i = 0; i < reader->devices->len; i++)
    {
      StrataDeviceDraft *draft = g_ptr_array_index (reader->devices, i);

      if (!ensure_device (reader, draft, draft->group, "model", error))
        return FALSE;
    }
  return TRUE;
}

/* {{{ Lines */

static gboolean
refuse_line (StrataBoardReader *reader, StrataDeviceDraft *draft, const char *key, const char *text,
             const char *reason, GError **error)
{
  g_autofree char *quoted = strata_value_quote (text);

  strata_board_error_set (error, STRATA_BOARD_ERROR_REFERENCE, reader->file, draft->group, key,
                          C_ ("value", "%s %s"), quoted, reason);
  return FALSE;
}

/* The output that the rest of a key names: `NAME`, or `NAME.N`. */
static StrataLine *
find_output (StrataDevice *device, const char *text)
{
  const char *dot = strrchr (text, '.');
  g_autofree char *name = g_strdup (text);
  guint64 number = 0;

  if (dot != NULL && g_ascii_string_to_unsigned (dot + 1, 10, 0, G_MAXUINT, &number, NULL))
    name[dot - text] = '\0';
  for (guint i = 0; i < strata_device_get_n_outputs (device); i++)
    {
      StrataLine *line = strata_device_get_output (device, i);

      if (strcmp (strata_line_get_name (line), name) == 0
          && strata_line_get_number (line) == number)
        return line;
    }
  return NULL;
}

/* Connects an output with one input: `DEVICE:N`, or `DEVICE:NAME:N`. */
static gboolean
connect_input (StrataBoardReader *reader, StrataDeviceDraft *draft, const char *key,
               StrataLine *output, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ":", 3);
  guint n_words = g_strv_length (words);
  StrataDeviceDraft *other;
  StrataLine *input;
  guint64 number;

  if (n_words < 2
      || !g_ascii_string_to_unsigned (words[n_words - 1], 10, 0, G_MAXUINT, &number, NULL))
    return refuse_line (reader, draft, key, text,
                        _ ("is no input: write DEVICE:NUMBER or DEVICE:NAME:NUMBER"), error);
  if (!find_device (reader, draft->group, key, words[0], &other, error))
    return FALSE;
  input = strata_device_find_input (other->device, n_words == 3 ? words[1] : NULL, number);
  if (input == NULL)
    return refuse_line (reader, draft, key, text, _ ("is an input that this device does not have"),
                        error);
  if (input == output)
    return refuse_line (reader, draft, key, text, _ ("is the output itself"), error);
  strata_line_connect (output, input);
  return TRUE;
}

static gboolean
connect_line (StrataBoardReader *reader, StrataDeviceDraft *draft, const StrataKeyLine *line,
              GError **error)
{
  g_autofree char *key = strata_key_line_dup_key (line);
  g_autofree char *text = NULL;
  g_auto (GStrv) inputs = NULL;
  StrataLine *output;

  if (!g_str_has_prefix (key, LINE))
    return TRUE;
  output = find_output (draft->device, key + strlen (LINE));
  if (output == NULL)
    return refuse_line (reader, draft, key, key + strlen (LINE),
                        _ ("is an output that this device does not have"), error);
  text = strata_key_line_dup_value (line);
  inputs = g_strsplit (text, ",", -1);
  for (guint i = 0; inputs[i] != NULL; i++)
    if (!connect_input (reader, draft, key, output, g_strstrip (inputs[i]), error))
      return FALSE;
  return TRUE;
}

/* Connects outputs with inputs. */
gboolean
strata_board_reader_connect (StrataBoardReader *reader, GError **error)
{
  for (guint i = 0; i < reader->devices->len; i++)
    {
      StrataDeviceDraft *draft = g_ptr_array_index (reader->devices, i);
      const StrataKeyLine *line;
      guint position = 0;

      while ((line = strata_key_group_next_key (draft->group, &position)) != NULL)
        if (!connect_line (reader, draft, line, error))
          return FALSE;
    }
  return TRUE;
}

/* }}} */
