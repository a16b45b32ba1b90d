/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mappings-private.h"

#include "strata-bounce-private.h"
#include "strata-system-private.h"

struct _StrataMappings
{
  StrataSystem *system;
  GHashTable *by_pointer; /* of pointers to lists of StrataMapping */
};

StrataMappings *
strata_mappings_new (StrataSystem *system)
{
  StrataMappings *self = g_new (StrataMappings, 1);

  self->system = system;
  self->by_pointer = g_hash_table_new (NULL, NULL);
  return self;
}

void
strata_mappings_free (StrataMappings *self)
{
  GHashTableIter iter;
  gpointer pointer, first;

  g_hash_table_iter_init (&iter, self->by_pointer);
  while (g_hash_table_iter_next (&iter, &pointer, &first))
    for (StrataMapping *mapping = first, *next; mapping != NULL; mapping = next)
      {
        next = mapping->next;
        strata_mapping_free (mapping, self->system, pointer);
      }
  g_hash_table_unref (self->by_pointer);
  g_free (self);
}

void
strata_mappings_add (StrataMappings *self, gpointer pointer, const StrataMapping *template)
{
  StrataMapping *mapping = g_memdup2 (template, sizeof *template);

  mapping->next = g_hash_table_lookup (self->by_pointer, pointer);
  g_hash_table_insert (self->by_pointer, pointer, mapping);
}

StrataMapping *
strata_mappings_take (StrataMappings *self, gpointer pointer, guint64 length, gboolean is_write)
{
  StrataMapping *first = g_hash_table_lookup (self->by_pointer, pointer);
  StrataMapping **at, *mapping;

  for (at = &first; *at != NULL; at = &(*at)->next)
    if ((*at)->length == length && (*at)->is_write == is_write)
      break;
  mapping = *at;
  if (mapping == NULL)
    return NULL;
  *at = mapping->next;
  if (first != NULL)
    g_hash_table_insert (self->by_pointer, pointer, first);
  else
    g_hash_table_remove (self->by_pointer, pointer);
  return mapping;
}

void
strata_mapping_free (StrataMapping *self, StrataSystem *system, gpointer pointer)
{
  if (self->region != NULL)
    {
      strata_region_unref (self->region);
    }
  else
    {
      g_free (pointer);
      strata_system_lock (system);
      strata_bounce_give (system->bounce, system->limit_bounce, self->length);
      strata_system_unlock (system);
    }
  g_free (self);
}
