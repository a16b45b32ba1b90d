/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-description-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-board-error-private.h"
#include "strata-range-list-private.h"
#include "strata-value-private.h"

#define KIND_BIT(kind) (1u << (kind))
#define ANY_KIND (~0u)
#define PART_BIT (1u << 31) /* for a region that a device offers, whatever its kind */
#define MADE_KINDS (~PART_BIT)
#define MEMORY_KINDS                                                                               \
  (KIND_BIT (STRATA_REGION_RAM) | KIND_BIT (STRATA_REGION_RAM_DEVICE)                              \
   | KIND_BIT (STRATA_REGION_ROM) | KIND_BIT (STRATA_REGION_ROM_DEVICE))
#define CALLBACK_KINDS (KIND_BIT (STRATA_REGION_MMIO) | KIND_BIT (STRATA_REGION_ROM_DEVICE))

#define ID_MAX 200 /* bytes */

/* Whether a key has to stand in a group. */
typedef enum
{
  NEEDED,
  HELPFUL, /* it says what is so without it, but a new group has it */
  IMPLIED, /* it says what is so without it */
} Need;

/* One key: how it is read, and how it is written (NULL where it must not stand). */
typedef struct
{
  const char *name;
  guint kinds; /* of region that may have it; PART_BIT for one that a device offers */
  gboolean (*read) (StrataRegionDescription *self, const char *text, GError **error);
  char *(*write) (const StrataRegionDescription *self, const char *id, Need *need);
} Key;

static const struct
{
  StrataDirtyClients client;
  const char *name;
} dirty_clients[] = {
  { STRATA_DIRTY_VGA, "vga" },
  { STRATA_DIRTY_CODE, "code" },
  { STRATA_DIRTY_MIGRATION, "migration" },
};

/* {{{ The keys */

static gboolean
read_string (const char *text, char **string, GError **error)
{
  *string = strata_value_parse_string (text, error);
  return *string != NULL;
}

static gboolean
read_id (const char *text, char **id, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!strata_region_description_is_id (stripped))
    return strata_value_refuse (error, text,
                                _ ("is not an id: it has letters, digits, “.”, “_” and “-” only"));
  *id = g_steal_pointer (&stripped);
  return TRUE;
}

static char *
write_boolean (gboolean boolean, gboolean without, Need *need)
{
  *need = !boolean == !without ? IMPLIED : NEEDED;
  return g_strdup (boolean ? "true" : "false");
}

static char *
write_optional (const char *string)
{
  return string != NULL ? strata_value_format_string (string) : NULL;
}

static gboolean
read_name (StrataRegionDescription *self, const char *text, GError **error)
{
  g_clear_pointer (&self->name, g_free);
  return read_string (text, &self->name, error);
}

static char *
write_name (const StrataRegionDescription *self, const char *id, Need *need)
{
  *need = strcmp (self->name, id) == 0 ? IMPLIED : NEEDED;
  return strata_value_format_string (self->name);
}

static gboolean
read_kind (StrataRegionDescription *self, const char *text, GError **error)
{
  if (!strata_value_parse_kind (text, &self->kind, error))
    return FALSE;
  self->readonly = self->kind == STRATA_REGION_ROM;
  return TRUE;
}

static char *
write_kind (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
            Need *need G_GNUC_UNUSED)
{
  return g_strdup (strata_region_kind_get_nick (self->kind));
}

static gboolean
read_size (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_size (text, &self->size, error);
}

static char *
write_size (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
            Need *need G_GNUC_UNUSED)
{
  return strata_value_format_size (self->size);
}

static gboolean
read_target (StrataRegionDescription *self, const char *text, GError **error)
{
  return read_id (text, &self->target, error);
}

static char *
write_target (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
              Need *need G_GNUC_UNUSED)
{
  return g_strdup (self->target);
}

static gboolean
read_offset (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_address (text, &self->offset, error);
}

static char *
write_offset (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
              Need *need)
{
  *need = self->offset == 0 ? IMPLIED : NEEDED;
  return strata_value_format_address (self->offset);
}

static gboolean
read_parent (StrataRegionDescription *self, const char *text, GError **error)
{
  return read_id (text, &self->parent, error);
}

static char *
write_parent (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
              Need *need G_GNUC_UNUSED)
{
  return g_strdup (self->parent);
}

static gboolean
read_address (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_address (text, &self->address, error);
}

static char *
write_address (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
               Need *need)
{
  if (self->address == 0)
    *need = self->parent != NULL ? HELPFUL : IMPLIED;
  return strata_value_format_address (self->address);
}

static gboolean
read_priority (StrataRegionDescription *self, const char *text, GError **error)
{
  if (!strata_value_parse_priority (text, &self->priority, error))
    return FALSE;
  self->overlap = self->priority != 0;
  return TRUE;
}

static char *
write_priority (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
                Need *need)
{
  *need = self->priority == 0 ? IMPLIED : NEEDED;
  return g_strdup_printf ("%d", self->priority);
}

static gboolean
read_overlap (StrataRegionDescription *self, const char *text, GError **error)
{
  if (!strata_value_parse_boolean (text, &self->overlap, error))
    return FALSE;
  if (self->priority != 0 && !self->overlap)
    return strata_value_refuse (error, text,
                                _ ("cannot be: a region with a priority other than 0 may overlap"));
  return TRUE;
}

static char *
write_overlap (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
               Need *need)
{
  /* it means nothing outside a container */
  if (self->parent == NULL)
    return write_boolean (self->priority != 0, self->priority != 0, need);
  return write_boolean (self->overlap, self->priority != 0, need);
}

static gboolean
read_enabled (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_boolean (text, &self->enabled, error);
}

static char *
write_enabled (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
               Need *need)
{
  return write_boolean (self->enabled, TRUE, need);
}

static gboolean
read_readonly (StrataRegionDescription *self, const char *text, GError **error)
{
  if (!strata_value_parse_boolean (text, &self->readonly, error))
    return FALSE;
  if (self->kind == STRATA_REGION_ROM && !self->readonly)
    return strata_value_refuse (error, text, _ ("cannot be: a rom is always read-only"));
  return TRUE;
}

static char *
write_readonly (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
                Need *need)
{
  return write_boolean (self->readonly, self->kind == STRATA_REGION_ROM, need);
}

static gboolean
read_nonvolatile (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_boolean (text, &self->nonvolatile, error);
}

static char *
write_nonvolatile (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
                   Need *need)
{
  return write_boolean (self->nonvolatile, FALSE, need);
}

static gboolean
read_rom_mode (StrataRegionDescription *self, const char *text, GError **error)
{
  return strata_value_parse_boolean (text, &self->rom_mode, error);
}

static char *
write_rom_mode (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
                Need *need)
{
  return write_boolean (self->rom_mode, TRUE, need);
}

static gboolean
read_load (StrataRegionDescription *self, const char *text, GError **error)
{
  if (!read_string (text, &self->load, error))
    return FALSE;
  if (*self->load == '\0')
    return strata_value_refuse (error, text, _ ("is not the name of a file"));
  return TRUE;
}

static char *
write_load (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
            Need *need G_GNUC_UNUSED)
{
  return write_optional (self->load);
}

static gboolean
read_log (StrataRegionDescription *self, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit_set (text, ",;", -1);

  self->log = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      guint client = 0;

      if (*name == '\0')
        continue;
      while (client < G_N_ELEMENTS (dirty_clients)
             && strcmp (name, dirty_clients[client].name) != 0)
        client++;
      if (client == G_N_ELEMENTS (dirty_clients))
        return strata_value_refuse (error, name,
                                    _ ("is not a dirty client: write vga, code or migration"));
      self->log |= dirty_clients[client].client;
    }
  return TRUE;
}

static char *
write_log (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED, Need *need)
{
  GString *text = g_string_new (NULL);

  *need = self->log == 0 ? IMPLIED : NEEDED;
  for (guint i = 0; i < G_N_ELEMENTS (dirty_clients); i++)
    if (self->log & dirty_clients[i].client)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", dirty_clients[i].name);
  return g_string_free (text, FALSE);
}

static gboolean
read_coalesce (StrataRegionDescription *self, const char *text, GError **error)
{
  self->coalesce = strata_range_list_parse (text, error);
  return self->coalesce != NULL;
}

static char *
write_coalesce (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
                Need *need)
{
  *need = self->coalesce == NULL || self->coalesce->len == 0 ? IMPLIED : NEEDED;
  return self->coalesce != NULL ? strata_range_list_format (self->coalesce) : g_strdup ("");
}

static gboolean
read_owner (StrataRegionDescription *self, const char *text, GError **error)
{
  return read_string (text, &self->owner, error);
}

static char *
write_owner (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
             Need *need G_GNUC_UNUSED)
{
  return write_optional (self->owner);
}

static gboolean
read_device (StrataRegionDescription *self, const char *text, GError **error)
{
  g_clear_pointer (&self->device, g_free);
  return read_id (text, &self->device, error);
}

static char *
write_device (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
              Need *need G_GNUC_UNUSED)
{
  return g_strdup (self->device);
}

static gboolean
read_part (StrataRegionDescription *self, const char *text, GError **error)
{
  return read_string (text, &self->part, error);
}

static char *
write_part (const StrataRegionDescription *self, const char *id G_GNUC_UNUSED,
            Need *need G_GNUC_UNUSED)
{
  return write_optional (self->part);
}

/* In the order of writing. Reading follows it, too: the kind and the priority come before what they
 * imply. */
static const Key keys[] = {
  { "device", PART_BIT, read_device, write_device },
  { "part", PART_BIT, read_part, write_part },
  { "name", MADE_KINDS, read_name, write_name },
  { "kind", MADE_KINDS, read_kind, write_kind },
  { "size", MADE_KINDS, read_size, write_size },
  { "target", KIND_BIT (STRATA_REGION_ALIAS), read_target, write_target },
  { "offset", KIND_BIT (STRATA_REGION_ALIAS), read_offset, write_offset },
  { "parent", ANY_KIND, read_parent, write_parent },
  { "address", ANY_KIND, read_address, write_address },
  { "priority", ANY_KIND, read_priority, write_priority },
  { "overlap", ANY_KIND, read_overlap, write_overlap },
  { "enabled", ANY_KIND, read_enabled, write_enabled },
  { "read-only", ANY_KIND, read_readonly, write_readonly },
  { "non-volatile", MADE_KINDS, read_nonvolatile, write_nonvolatile },
  { "rom-mode", KIND_BIT (STRATA_REGION_ROM_DEVICE), read_rom_mode, write_rom_mode },
  { "load", MEMORY_KINDS | PART_BIT, read_load, write_load },
  { "log", MEMORY_KINDS | PART_BIT, read_log, write_log },
  { "coalesce", CALLBACK_KINDS, read_coalesce, write_coalesce },
  { "owner", MADE_KINDS, read_owner, write_owner },
};

/* }}} */

static guint
get_kind_bit (const StrataRegionDescription *self)
{
  return self->device != NULL ? PART_BIT : KIND_BIT (self->kind);
}

static gboolean
check_key (const StrataRegionDescription *self, const Key *key, GError **error)
{
  if (key->kinds & get_kind_bit (self))
    return TRUE;
  if (self->device != NULL)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("a region that a device offers has no such key: the device decides that"));
  else if (key->kinds == PART_BIT)
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("only a region that a device offers has such a key"));
  else
    g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
                 _ ("a region of kind %s has no such key"),
                 strata_region_kind_get_nick (self->kind));
  return FALSE;
}

static gboolean
read_key (StrataRegionDescription *self, const Key *key, const char *text, GError **error)
{
  return check_key (self, key, error) && key->read (self, text, error);
}

static gboolean
require_key (StrataRegionDescription *self, const char *key, StrataKeyGroup *group,
             const char *file, GError **error)
{
  if (strata_key_group_find (group, key) != NULL)
    return TRUE;
  strata_board_error_set (error, STRATA_BOARD_ERROR_VALUE, file, group, key,
                          _ ("the key is missing"));
  strata_region_description_clear (self);
  return FALSE;
}

/* Reads the keys of a region's group. Unknown ones are none of its business. An error says where in
 * @file it lies. */
gboolean
strata_region_description_read (StrataRegionDescription *self, StrataKeyGroup *group,
                                const char *id, const char *file, GError **error)
{
  *self = (StrataRegionDescription) { .name = g_strdup (id), .enabled = TRUE, .rom_mode = TRUE };
  if (strata_key_group_find (group, "device") != NULL)
    self->device = g_strdup (""); /* which one is read below */
  else if (!require_key (self, "kind", group, file, error)
           || !require_key (self, "size", group, file, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const StrataKeyLine *line = strata_key_group_find (group, keys[i].name);
      GError *cause = NULL;
      g_autofree char *text = NULL;

      if (line == NULL)
        continue;
      text = strata_key_line_dup_value (line);
      if (read_key (self, &keys[i], text, &cause))
        continue;
      strata_board_error_move (error, cause, STRATA_BOARD_ERROR_VALUE, file, group, keys[i].name);
      strata_region_description_clear (self);
      return FALSE;
    }
  if (self->kind == STRATA_REGION_ALIAS && !require_key (self, "target", group, file, error))
    return FALSE;
  return TRUE;
}

void
strata_region_description_clear (StrataRegionDescription *self)
{
  g_free (self->name);
  g_free (self->parent);
  g_free (self->target);
  g_free (self->load);
  g_clear_pointer (&self->coalesce, g_array_unref);
  g_free (self->owner);
  g_free (self->device);
  g_free (self->part);
  *self = (StrataRegionDescription) { 0 };
}

static char *
write_key (const StrataRegionDescription *self, const Key *key, const char *id, Need *need)
{
  *need = NEEDED;
  return (key->kinds & get_kind_bit (self)) ? key->write (self, id, need) : NULL;
}

/* Makes a group say this, too, changing only the lines that say something else. */
void
strata_region_description_update (const StrataRegionDescription *self, const char *id,
                                  StrataKeyGroup *group)
{
  StrataRegionDescription said;
  gboolean is_old = strata_region_description_read (&said, group, id, "", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *key = keys[i].name;
      Need need, said_need;
      g_autofree char *value = write_key (self, &keys[i], id, &need);
      g_autofree char *said_value = is_old ? write_key (&said, &keys[i], id, &said_need) : NULL;

      if (value == NULL)
        strata_key_group_remove_key (group, key);
      else if (strata_key_group_find (group, key) != NULL ? g_strcmp0 (value, said_value) != 0
                                                          : need == NEEDED
                                                              || (need == HELPFUL && !is_old))
        strata_key_group_set_value (group, key, value);
    }
  if (is_old)
    strata_region_description_clear (&said);
}

/* Whether a region of this kind, or of a device, can have a key, which must exist. */
gboolean
strata_region_description_check_key (const StrataRegionDescription *self, const char *key,
                                     GError **error)
{
  guint i = 0;

  while (strcmp (key, keys[i].name) != 0)
    i++;
  return check_key (self, &keys[i], error);
}

gboolean
strata_region_description_has_key (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (key, keys[i].name) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a text can be the id of a region. */
gboolean
strata_region_description_is_id (const char *text)
{
  gsize length = strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-");

  return length > 0 && length <= ID_MAX && text[length] == '\0';
}
