/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compare-row.h"

#include <glib/gi18n.h>

#include "paint/strata-map-marks.h"
#include "paint/strata-map-text.h"
#include "strata-words.h"

/* A range that is longer is written in two lines where there is little room. */
#define MAX_LINE 17

/* A row of two flat views side by side: what the columns bind to. */
struct _StrataCompareRow
{
  GObject parent_instance;

  GObject *owner; /* of the pair */
  const StrataRangePair *pair;
};

enum
{
  PROP_0,
  PROP_OLD_ADDRESSES,
  PROP_OLD_LINES,
  PROP_OLD_NAME,
  PROP_MARK,
  PROP_NEW_ADDRESSES,
  PROP_NEW_LINES,
  PROP_NEW_NAME,
  PROP_DESCRIPTION,
  PROP_CSS_CLASSES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataCompareRow, strata_compare_row, G_TYPE_OBJECT)

static char *
dup_name (const StrataFlatRange *range)
{
  const char *kind;
  g_autofree char *offset = NULL;

  if (range == NULL)
    return g_strdup ("");

  kind = strata_words_region_kind (strata_region_get_kind (range->region),
                                   (range->flags & STRATA_RANGE_READONLY) != 0);
  if (range->offset == 0)
    /* Translators: the name of a region, and its kind */
    return g_strdup_printf (_("%s, %s"), strata_region_get_name (range->region), kind);

  offset = strata_words_address (range->offset);

  /* Translators: the name of a region, an offset in it, and its kind */
  return g_strdup_printf (_("%s + %s, %s"), strata_region_get_name (range->region), offset, kind);
}

static char *
dup_addresses (const StrataFlatRange *range)
{
  return range != NULL ? strata_words_range (range->first, range->last) : g_strdup ("");
}

static char *
dup_lines (const StrataFlatRange *range)
{
  char *line = dup_addresses (range);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_LINE)
    return line;

  g_free (line);
  first = strata_words_address (range->first);
  last = strata_words_address (range->last);

  return g_strdup_printf ("%s–\n%s", first, last);
}

static void
strata_compare_row_dispose (GObject *object)
{
  g_clear_object (&STRATA_COMPARE_ROW (object)->owner);

  G_OBJECT_CLASS (strata_compare_row_parent_class)->dispose (object);
}

static void
strata_compare_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  StrataCompareRow *self = STRATA_COMPARE_ROW (object);
  const char *const descriptions[] = { _("the same"), _("removed"), _("added"), _("changed") };
  static const char *const classes[][2] = {
    { NULL }, { "error" }, { "success" }, { "warning" },
  };

  switch (prop_id)
    {
    case PROP_OLD_ADDRESSES:
      g_value_take_string (value, dup_addresses (self->pair->old_range));
      break;
    case PROP_OLD_LINES:
      g_value_take_string (value, dup_lines (self->pair->old_range));
      break;
    case PROP_OLD_NAME:
      g_value_take_string (value, dup_name (self->pair->old_range));
      break;
    case PROP_MARK:
      g_value_set_string (value, strata_map_mark_get_sign (self->pair->difference));
      break;
    case PROP_NEW_ADDRESSES:
      g_value_take_string (value, dup_addresses (self->pair->new_range));
      break;
    case PROP_NEW_LINES:
      g_value_take_string (value, dup_lines (self->pair->new_range));
      break;
    case PROP_NEW_NAME:
      g_value_take_string (value, dup_name (self->pair->new_range));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, descriptions[self->pair->difference]);
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, classes[self->pair->difference]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_compare_row_class_init (StrataCompareRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_compare_row_dispose;
  object_class->get_property = strata_compare_row_get_property;

  properties[PROP_OLD_ADDRESSES] = g_param_spec_string ("old-addresses", NULL, NULL, NULL, flags);
  properties[PROP_OLD_LINES] = g_param_spec_string ("old-lines", NULL, NULL, NULL, flags);
  properties[PROP_OLD_NAME] = g_param_spec_string ("old-name", NULL, NULL, NULL, flags);
  properties[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, flags);
  properties[PROP_NEW_ADDRESSES] = g_param_spec_string ("new-addresses", NULL, NULL, NULL, flags);
  properties[PROP_NEW_LINES] = g_param_spec_string ("new-lines", NULL, NULL, NULL, flags);
  properties[PROP_NEW_NAME] = g_param_spec_string ("new-name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_compare_row_init (StrataCompareRow *self)
{
}

/**
 * strata_compare_row_new:
 * @owner: who holds @pair
 * @pair: a range of one flat view, or of both
 *
 * Creates a row.
 *
 * Returns: (transfer full): the row
 */
StrataCompareRow *
strata_compare_row_new (GObject               *owner,
                        const StrataRangePair *pair)
{
  StrataCompareRow *self;

  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (pair != NULL, NULL);

  self = g_object_new (STRATA_TYPE_COMPARE_ROW, NULL);
  self->owner = g_object_ref (owner);
  self->pair = pair;

  return self;
}

/**
 * strata_compare_row_has_old:
 * @self: a row
 *
 * Gets whether there is something in the first of the two views.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_compare_row_has_old (StrataCompareRow *self)
{
  g_return_val_if_fail (STRATA_IS_COMPARE_ROW (self), FALSE);

  return self->pair->old_range != NULL;
}

/**
 * strata_compare_row_get_address:
 * @self: a row
 *
 * Gets where it begins.
 *
 * Returns: the first address
 */
guint64
strata_compare_row_get_address (StrataCompareRow *self)
{
  g_return_val_if_fail (STRATA_IS_COMPARE_ROW (self), 0);

  return self->pair->old_range != NULL ? self->pair->old_range->first
                                       : self->pair->new_range->first;
}

static void
append_line (GString               *text,
             const char            *sign,
             const StrataFlatRange *range)
{
  g_autofree char *addresses = dup_addresses (range);
  g_autofree char *name = dup_name (range);

  g_string_append_printf (text, "%s%s %s\t%s", text->len > 0 ? "\n" : "", sign, addresses, name);
}

/**
 * strata_compare_row_dup_text:
 * @self: a row
 *
 * Writes the row as text: a line for each of the two views that has the range, or one if it is the
 * same in both.
 *
 * Returns: (transfer full): the text
 */
char *
strata_compare_row_dup_text (StrataCompareRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (STRATA_IS_COMPARE_ROW (self), NULL);

  if (self->pair->difference == STRATA_DIFFERENCE_NONE)
    {
      append_line (text, " ", self->pair->old_range);
    }
  else
    {
      if (self->pair->old_range != NULL)
        append_line (text, "−", self->pair->old_range);
      if (self->pair->new_range != NULL)
        append_line (text, "+", self->pair->new_range);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
