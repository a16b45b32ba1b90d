/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The plan of an access: the table of the documentation, and the plan carried out byte by byte */

#include <string.h>

#include "strata-plan-table.h"

static char *
parts_to_string (const StrataAccessPlan *plan)
{
  static const char *const methods[] = { "whole", "extract", "place", "merge", "lanes" };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "verdict %d", plan->verdict);
  for (guint i = 0; i < plan->n_parts; i++)
    {
      const StrataPlanPart *part = &plan->parts[i];

      g_string_append_printf (text, "; byte %u: %u @ 0x%" G_GINT64_MODIFIER "x %s %u+%u",
                              part->position, part->size, part->offset, methods[part->method],
                              part->first_lane, part->n_lanes);
    }
  return g_string_free (text, FALSE);
}

static void
test_row (gconstpointer user_data)
{
  const StrataPlanRow *row = user_data;
  StrataAccessPlan plan;
  g_autofree char *expected = parts_to_string (&row->plan);
  g_autofree char *got = NULL;

  strata_access_plan (&row->ops, row->offset, row->size, row->is_write, &plan);
  got = parts_to_string (&plan);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_table_size (gconstpointer user_data)
{
  const GPtrArray *rows = user_data;

  g_assert_cmpuint (rows->len, >=, 60);
}

/* A device of bytes, and what the same access does to plain memory */

#define N_BYTES 32

typedef struct
{
  guint8 bytes[N_BYTES];
  guint n_seen[N_BYTES]; /* how often the device was asked for a byte that the request wants */
} RegisterFile;

static void
register_file_init (RegisterFile *self)
{
  memset (self->n_seen, 0, sizeof self->n_seen);
  for (guint i = 0; i < N_BYTES; i++)
    self->bytes[i] = (guint8) (0x40 + i);
}

static void
check_shape (const StrataRegionOps *ops, const StrataPlanPart *part)
{
  guint min = MAX (ops->impl.min, 1);
  guint max = MAX (ops->impl.max != 0 ? ops->impl.max : 4, min);

  g_assert_cmpuint (part->size, >=, min);
  g_assert_cmpuint (part->size, <=, max);
  g_assert_cmpuint (part->size & (part->size - 1), ==, 0);
  g_assert_cmpuint (part->first_lane + part->n_lanes, <=, part->size);
  g_assert_cmpuint (part->n_lanes, >, 0);
  if (!ops->impl.unaligned)
    g_assert_cmpuint (part->offset % part->size, ==, 0);
  g_assert_true ((part->method == STRATA_PLAN_WHOLE) == (part->n_lanes == part->size));
}

/* Carries out a write of ones' complement of the offsets, a part at a time */
static void
execute_write (const StrataAccessPlan *plan, guint64 offset, RegisterFile *file)
{
  for (guint i = 0; i < plan->n_parts; i++)
    {
      const StrataPlanPart *part = &plan->parts[i];

      if (part->method == STRATA_PLAN_PLACE)
        memset (file->bytes + part->offset, 0, part->size);
      for (guint lane = part->first_lane; lane < part->first_lane + part->n_lanes; lane++)
        file->bytes[part->offset + lane] =
          (guint8) ~(offset + part->position + (lane - part->first_lane));
    }
}

/* Every byte of the request is served once, in order, by the byte of the device that it means; a
 * write leaves the others as they were, except where it has to place. */
static void
check_access (const StrataRegionOps *ops, guint64 offset, guint size, gboolean is_write)
{
  StrataAccessPlan plan;
  RegisterFile file;
  guint next = 0;

  strata_access_plan (ops, offset, size, is_write, &plan);
  g_assert_cmpint (plan.verdict, ==, STRATA_PLAN_OK);
  register_file_init (&file);
  for (guint i = 0; i < plan.n_parts; i++)
    {
      const StrataPlanPart *part = &plan.parts[i];

      check_shape (ops, part);
      g_assert_cmpuint (part->position, ==, next);
      g_assert_cmpuint (part->offset + part->first_lane, ==, offset + next);
      next += part->n_lanes;
      for (guint lane = 0; lane < part->n_lanes; lane++)
        file.n_seen[part->offset + part->first_lane + lane]++;
    }
  g_assert_cmpuint (next, ==, size);
  for (guint64 i = 0; i < N_BYTES; i++)
    g_assert_cmpuint (file.n_seen[i], ==, i >= offset && i < offset + size);

  if (!is_write)
    return;
  execute_write (&plan, offset, &file);
  for (guint64 i = 0; i < N_BYTES; i++)
    if (i >= offset && i < offset + size)
      g_assert_cmpuint (file.bytes[i], ==, (guint8) ~i);
    else if (ops->impl.merge || ops->write_lanes != NULL || ops->impl.min <= 1)
      g_assert_cmpuint (file.bytes[i], ==, 0x40 + i);
}

/* Every size at every offset to every shape of device */
static void
test_every_byte (void)
{
  static const guint sizes[] = { 0, 1, 2, 4, 8 };
  guint n_checked = 0;

  for (guint min = 0; min < G_N_ELEMENTS (sizes); min++)
    for (guint max = 0; max < G_N_ELEMENTS (sizes); max++)
      for (guint flags = 0; flags < 4; flags++)
        for (guint64 offset = 0; offset < 16; offset++)
          for (guint size = 1; size <= 8; size++)
            {
              StrataRegionOps ops = {
                .valid = { .unaligned = TRUE },
                .impl = { .min = sizes[min],
                          .max = sizes[max],
                          .unaligned = !!(flags & 1),
                          .merge = !!(flags & 2) },
              };

              check_access (&ops, offset, size, FALSE);
              check_access (&ops, offset, size, TRUE);
              n_checked += 2;
            }
  g_assert_cmpuint (n_checked, ==, 5 * 5 * 4 * 16 * 8 * 2);
}

/* What `valid` forbids, against the rule in one line each */
static void
test_every_verdict (void)
{
  static const guint sizes[] = { 0, 1, 2, 4, 8 };

  for (guint min = 0; min < G_N_ELEMENTS (sizes); min++)
    for (guint max = 0; max < G_N_ELEMENTS (sizes); max++)
      for (guint64 offset = 0; offset < 16; offset++)
        for (guint size = 1; size <= 8; size++)
          for (guint unaligned = 0; unaligned < 2; unaligned++)
            {
              StrataRegionOps ops = {
                .valid = { .min = sizes[min], .max = sizes[max], .unaligned = unaligned },
              };
              StrataAccessPlan plan;
              guint natural = size <= 2 ? size : size <= 4 ? 4 : 8;
              gboolean refused = (!unaligned && offset % natural != 0) || size < sizes[min] ||
                                 (sizes[max] != 0 && size > sizes[max]);

              strata_access_plan (&ops, offset, size, FALSE, &plan);
              g_assert_true ((plan.verdict != STRATA_PLAN_OK) == refused);
              if (refused)
                g_assert_cmpuint (plan.n_parts, ==, 0);
            }
}

static void
test_words (void)
{
  static const StrataRegionOps four = { .endianness = STRATA_LITTLE_ENDIAN,
                                        .impl = { .min = 4, .max = 4 } };
  static const StrataRegionOps strict = { .endianness = STRATA_BIG_ENDIAN,
                                          .valid = { .min = 4, .max = 4 } };
  StrataAccessPlan plan;
  g_autofree char *split = NULL;
  g_autofree char *lane = NULL;
  g_autofree char *refused = NULL;

  strata_access_plan (&four, 0, 8, TRUE, &plan);
  split = strata_access_plan_to_string (&plan, &four, STRATA_LITTLE_ENDIAN, 8, TRUE);
  g_assert_cmpstr (split, ==, "8-byte write becomes 2 x 4 LE at +0x0 and +0x4");
  strata_access_plan (&four, 5, 1, FALSE, &plan);
  lane = strata_access_plan_to_string (&plan, &four, STRATA_LITTLE_ENDIAN, 1, FALSE);
  g_assert_cmpstr (lane, ==, "1-byte read becomes 1 x 4 LE at +0x4 (byte 1 taken out)");
  strata_access_plan (&strict, 0, 1, TRUE, &plan);
  refused = strata_access_plan_to_string (&plan, &strict, STRATA_LITTLE_ENDIAN, 1, TRUE);
  g_assert_cmpstr (refused, ==, "refused: valid.min is 4");
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "docs", "reference",
                                "access-adaptation.md", NULL);
  rows = strata_plan_table_load (path, &error);
  g_assert_no_error (error);

  g_test_add_data_func ("/strata/memory/access-plan/table-size", rows, test_table_size);
  for (guint i = 0; i < rows->len; i++)
    {
      StrataPlanRow *row = g_ptr_array_index (rows, i);
      g_autofree char *name = g_strconcat ("/strata/memory/access-plan/", row->name, NULL);

      g_test_add_data_func (name, row, test_row);
    }
  g_test_add_func ("/strata/memory/access-plan/every-byte", test_every_byte);
  g_test_add_func ("/strata/memory/access-plan/every-verdict", test_every_verdict);
  g_test_add_func ("/strata/memory/access-plan/words", test_words);

  return g_test_run ();
}
