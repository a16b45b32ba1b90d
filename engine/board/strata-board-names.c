/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Everything on a board that a person can call by a name. */

#include "strata-board-names-private.h"

#include "strata-board-private.h"

static void
tell_registers (StrataBoard *self, StrataDevice *device, StrataNameFunc func, gpointer user_data)
{
  for (guint i = 0; i < strata_device_get_n_banks (device); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (device, i);

      for (guint j = 0; j < bank->n_registers; j++)
        {
          const StrataName name = {
            .kind = STRATA_NAME_REGISTER,
            .text = bank->registers[j].name,
            .device = strata_device_get_id (device),
            .bank = bank->name,
            .id = bank->region ? strata_board_get_region_id (self, bank->region) : NULL,
            .region = bank->region,
            .info = &bank->registers[j],
          };

          func (&name, user_data);
        }
    }
}

static void
tell_device (StrataBoard *self, StrataDevice *device, StrataNameFunc func, gpointer user_data)
{
  guint n_regions = strata_device_get_n_regions (device);

  for (guint i = 0; i < n_regions; i++)
    {
      StrataName name = { .kind = STRATA_NAME_PART, .device = strata_device_get_id (device) };

      name.region = strata_device_get_region (device, i, &name.text);
      name.id = strata_board_get_region_id (self, name.region);
      if (name.text != NULL)
        func (&name, user_data);
      if (n_regions == 1)
        {
          name.kind = STRATA_NAME_DEVICE;
          name.text = name.device;
          func (&name, user_data);
        }
    }
  tell_registers (self, device, func, user_data);
}

/* What devices have put into a region by themselves, as PCI does, is on no list of the board. */
static void
tell_mapped (StrataBoard *self, StrataRegion *region, GHashTable *seen, StrataNameFunc func,
             gpointer user_data)
{
  StrataRegion *target = strata_region_get_kind (region) == STRATA_REGION_ALIAS
                             ? strata_region_get_alias_target (region)
                             : NULL;
  g_autoptr (GPtrArray) mapped = NULL;

  if (strata_board_get_region_id (self, region) == NULL)
    {
      const StrataName name = {
        .kind = STRATA_NAME_REGION,
        .text = strata_region_get_name (region),
        .region = region,
      };

      if (!g_hash_table_add (seen, region))
        return;
      func (&name, user_data);
    }
  if (target != NULL && strata_board_get_region_id (self, target) == NULL)
    tell_mapped (self, target, seen, func, user_data);
  if (strata_region_get_n_subregions (region) == 0)
    return;
  mapped = strata_region_list_subregions (region);
  for (guint i = 0; i < mapped->len; i++)
    if (strata_board_get_region_id (self, g_ptr_array_index (mapped, i)) == NULL)
      tell_mapped (self, g_ptr_array_index (mapped, i), seen, func, user_data);
}

/* Tells all names, in no order that means anything. */
void
strata_board_foreach_name (StrataBoard *self, StrataNameFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);
      StrataName name = {
        .kind = STRATA_NAME_ID,
        .text = entry->id,
        .id = entry->id,
        .region = entry->region,
      };

      func (&name, user_data);
      name.kind = STRATA_NAME_REGION;
      name.text = strata_region_get_name (entry->region);
      func (&name, user_data);
      tell_mapped (self, entry->region, seen, func, user_data);
    }
  for (guint i = 0; i < self->devices->len; i++)
    {
      const StrataBoardDevice *entry = g_ptr_array_index (self->devices, i);

      tell_device (self, entry->device, func, user_data);
    }
}

/* The whole name, as a person writes it. */
char *
strata_name_dup_text (const StrataName *self, gboolean with_bank)
{
  if (self->kind == STRATA_NAME_REGISTER && with_bank)
    return g_strdup_printf ("%s.%s.%s", self->device, self->bank, self->text);
  if (self->kind == STRATA_NAME_REGISTER || self->kind == STRATA_NAME_PART)
    return g_strdup_printf ("%s.%s", self->device, self->text);
  return g_strdup (self->text);
}
