/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* All models by name. Those of a program that uses the library need only exist as types. */

#include "strata-models.h"

#include <string.h>

#include "arm/strata-arm-models-private.h"
#include "generic/strata-generic-models-private.h"
#include "pc/strata-pc-models-private.h"
#include "pci/strata-pci-models-private.h"
#include "vga/strata-vga-models-private.h"

typedef void (*ModelFunc) (GType type, const char *model, gpointer user_data);

static void
foreach_model (GType type, ModelFunc func, gpointer user_data)
{
  guint n_children;
  g_autofree GType *children = g_type_children (type, &n_children);

  if (!G_TYPE_IS_ABSTRACT (type))
    {
      g_autoptr (StrataDeviceClass) klass = g_type_class_ref (type);

      if (klass->model != NULL)
        func (type, klass->model, user_data);
    }
  for (guint i = 0; i < n_children; i++)
    foreach_model (children[i], func, user_data);
}

/* Types exist only once somebody has asked for them. */
static void
ensure_types (void)
{
  strata_generic_models_ensure ();
  strata_pci_models_ensure ();
  strata_pc_models_ensure ();
  strata_vga_models_ensure ();
  strata_arm_models_ensure ();
}

typedef struct
{
  const char *model;
  GType type;
} Search;

static void
compare_model (GType type, const char *model, gpointer user_data)
{
  Search *search = user_data;

  if (strcmp (model, search->model) == 0)
    search->type = type;
}

/**
 * strata_models_lookup:
 * @model: the name of a model, as board files write it
 *
 * Finds a model by its name.
 *
 * Returns: the type of the model, for strata_device_new(); %G_TYPE_INVALID if there is none of that
 *   name
 */
GType
strata_models_lookup (const char *model)
{
  Search search = { model, G_TYPE_INVALID };

  ensure_types ();
  foreach_model (STRATA_TYPE_DEVICE, compare_model, &search);
  return search.type;
}

static void
collect_model (GType type G_GNUC_UNUSED, const char *model, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (model));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * strata_models_list:
 *
 * Lists the models of devices that a board can have: those of the library, and the types derived
 * from [class@Strata.Device] that the program has registered.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names, sorted
 */
char **
strata_models_list (void)
{
  GPtrArray *names = g_ptr_array_new ();

  ensure_types ();
  foreach_model (STRATA_TYPE_DEVICE, collect_model, names);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
