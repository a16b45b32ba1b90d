/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-source.h"
#include "strata-hex-text.h"

#include <string.h>

/*
 * A space with RAM at 0, a device that cannot be peeked at 0x1000, one that can at 0x1008, one that
 * refuses at 0x1010 and one that fails at 0x1018, ROM at the very end.
 */
typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *ram;
  StrataRegion *device;
  StrataAddressSpace *space;
  StrataHexSource *source;
  guint n_reads;
} Fixture;

static guint64
read_cb (gpointer user_data,
         guint64  offset,
         guint    size)
{
  Fixture *self = user_data;

  self->n_reads++;

  return 0x1122334455667788 >> (8 * offset);
}

static void
write_cb (gpointer user_data,
          guint64  offset,
          guint64  value,
          guint    size)
{
}

static gboolean
peek_cb (gpointer  user_data,
         guint64   offset,
         guint64  *value,
         guint     size)
{
  *value = 0xa5a5a5a5a5a5a5a5;

  return TRUE;
}

static StrataResult
fail_cb (gpointer           user_data,
         guint64            offset,
         guint64           *value,
         guint              size,
         const StrataAttrs *attrs)
{
  return STRATA_DEVICE_ERROR;
}

static const StrataRegionOps plain_ops = {
  .read = read_cb, .write = write_cb, .endianness = STRATA_LITTLE_ENDIAN,
};
static const StrataRegionOps peek_ops = {
  .read = read_cb, .write = write_cb, .peek = peek_cb, .endianness = STRATA_LITTLE_ENDIAN,
};
static const StrataRegionOps wide_ops = {
  .read = read_cb, .write = write_cb, .endianness = STRATA_LITTLE_ENDIAN, .valid = { .min = 8 },
};
static const StrataRegionOps fail_ops = {
  .read_with_attrs = fail_cb, .write = write_cb, .endianness = STRATA_LITTLE_ENDIAN,
};

static void
add (Fixture      *self,
     StrataRegion *region,
     guint64       address)
{
  g_assert_true (strata_region_add_subregion (self->root, address, region, NULL));
}

static void
add_device (Fixture               *self,
            const char            *name,
            const StrataRegionOps *ops,
            guint64                address)
{
  g_autoptr (StrataRegion) region = strata_region_new_mmio (self->system, NULL, name, 8, ops, self,
                                                            NULL);

  add (self, region, address);
  if (ops == &plain_ops)
    self->device = strata_region_ref (region);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (StrataRegion) rom = NULL;

  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->ram = strata_region_new_ram (self->system, NULL, "ram", 0xffc, NULL);
  add (self, self->ram, 0);
  add_device (self, "plain", &plain_ops, 0x1000);
  add_device (self, "peek", &peek_ops, 0x1008);
  add_device (self, "wide", &wide_ops, 0x1010);
  add_device (self, "fail", &fail_ops, 0x1018);
  rom = strata_region_new_rom (self->system, NULL, "rom", 0x1000, NULL);
  add (self, rom, G_MAXUINT64 - 0xfff);
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->source = strata_hex_source_new (self->space);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->source);
  strata_address_space_unref (self->space);
  strata_region_unref (self->device);
  strata_region_unref (self->ram);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

/* Bytes as they are drawn: digits, or a sign for what is not known */
static char *
look (Fixture *self,
      guint64  first,
      gsize    n,
      gint64   now)
{
  static const char signs[] = ".hr-x!_";
  g_autofree StrataHexCell *cells = g_new (StrataHexCell, n);
  GString *text = g_string_new (NULL);

  strata_hex_source_look (self->source, first, cells, n, now);
  for (gsize i = 0; i < n; i++)
    if (cells[i].state == STRATA_HEX_LIVE || cells[i].state == STRATA_HEX_READ)
      g_string_append_printf (text, "%02x", cells[i].byte);
    else
      g_string_append_c (text, signs[cells[i].state]);

  return g_string_free (text, FALSE);
}

static void
check (Fixture    *self,
       guint64     first,
       gsize       n,
       const char *expected)
{
  g_autofree char *text = look (self, first, n, 1000);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_honest (Fixture       *self,
             gconstpointer  data)
{
  check (self, 0xff8, 16, "00000000----........");
  check (self, 0x1008, 8, "a5a5a5a5a5a5a5a5");
  check (self, 0x1020, 4, "----");
  check (self, G_MAXUINT64 - 1, 4, "0000__");
  g_assert_cmpuint (self->n_reads, ==, 0);
}

static void
test_read (Fixture       *self,
           gconstpointer  data)
{
  StrataResult result;

  /* Only what was asked for, in the unit that was chosen */
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1001, 0x1002, 5000, &result), ==, 2);
  g_assert_cmpuint (result, ==, STRATA_OK);
  g_assert_cmpuint (self->n_reads, ==, 2);
  check (self, 0x1000, 8, ".7766.....");
  strata_hex_source_set_access (self->source, 4, STRATA_LITTLE_ENDIAN);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1006, 0x1006, 5000, &result), ==, 1);
  check (self, 0x1000, 8, ".7766.44332211");
  strata_hex_source_set_access (self->source, 4, STRATA_BIG_ENDIAN);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1000, 0x1003, 5000, &result), ==, 1);
  check (self, 0x1000, 4, "88776655");

  /* Failures are told apart, and are no zeros; what can be peeked is not read. */
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1010, 0x1013, 5000, &result), ==, 1);
  g_assert_cmpuint (result, ==, STRATA_ACCESS_ERROR);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1018, 0x101b, 5000, &result), ==, 1);
  g_assert_cmpuint (result, ==, STRATA_DEVICE_ERROR);
  check (self, 0x1010, 16, "xxxx....!!!!....");
  self->n_reads = 0;
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x0, 0xf, 5000, &result), ==, 0);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1008, 0x100f, 5000, &result), ==, 0);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x2000, 0x2007, 5000, &result), ==, 0);
  g_assert_cmpuint (self->n_reads, ==, 0);

  /* What another region answers now was not read. */
  g_assert_true (strata_region_set_address (self->device, 0x1100, NULL));
  check (self, 0x1000, 4, "----");
  check (self, 0x1100, 4, "....");
  g_assert_true (strata_region_set_address (self->device, 0x1000, NULL));
  check (self, 0x1000, 4, "88776655");
}

static void
test_policies (Fixture       *self,
               gconstpointer  data)
{
  StrataHexPolicies *policies = strata_hex_source_get_policies (self->source);
  StrataResult result;

  strata_hex_policies_set (policies, self->device, STRATA_HEX_POLICY_NEVER);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1000, 0x1007, 5000, &result), ==, 0);
  check (self, 0x1000, 8, "........");
  g_assert_cmpuint (self->n_reads, ==, 0);
  strata_hex_policies_set (policies, self->device, STRATA_HEX_POLICY_LIVE);
  check (self, 0x1004, 8, "44332211a5a5a5a5");
  g_assert_cmpuint (self->n_reads, ==, 4);
  check (self, 0x1010, 4, "....");
  g_assert_cmpuint (self->n_reads, ==, 4);

  /* Protected, only what was chosen is read. */
  strata_hex_policies_set_protected (policies, TRUE);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1010, 0x1017, 5000, &result), ==, 0);
  strata_hex_policies_set (policies, self->device, STRATA_HEX_POLICY_ON_DEMAND);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1000, 0x1007, 5000, &result), ==, 8);
  strata_hex_policies_clear (policies);
  g_assert_cmpuint (strata_hex_source_read (self->source, 0x1000, 0x1007, 5000, &result), ==, 0);
}

/* Who shows the same board goes by the same policies. */
static void
test_shared_policies (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (StrataHexSource) other = strata_hex_source_new_for_region (self->device);
  StrataHexPolicies *policies = strata_hex_source_get_policies (self->source);
  StrataResult result;

  strata_hex_source_set_policies (other, policies);
  strata_hex_policies_set (policies, self->device, STRATA_HEX_POLICY_NEVER);
  g_assert_cmpuint (strata_hex_source_read (other, 0, 7, 5000, &result), ==, 0);
  g_assert_false (strata_hex_policies_has_live (policies));
  strata_hex_policies_set (policies, self->device, STRATA_HEX_POLICY_LIVE);
  g_assert_true (strata_hex_policies_has_live (policies));
}

static void
test_fade (Fixture       *self,
           gconstpointer  data)
{
  guint8 *bytes = strata_region_get_ram_ptr (self->ram);
  StrataHexCell cells[4];
  guint8 before;

  strata_hex_source_look (self->source, 0x10, cells, 4, 1000);
  g_assert_cmpuint (cells[1].freshness, ==, 0);
  bytes[0x11] = 1;
  strata_hex_source_look (self->source, 0x10, cells, 4, 2000);
  g_assert_cmpuint (cells[0].freshness, ==, 0);
  g_assert_cmpuint (cells[1].freshness, ==, 255);

  /* Also after scrolling */
  strata_hex_source_look (self->source, 0x11, cells, 4, 2000 + G_USEC_PER_SEC);
  before = cells[0].freshness;
  g_assert_cmpuint (before, >, 0);
  g_assert_cmpuint (before, <, 255);
  strata_hex_source_look (self->source, 0x11, cells, 4, 2000 + 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (cells[0].freshness, ==, 0);
}

/* `FIRST-LAST NAME ` of each */
static char *
list (Fixture *self,
      guint64  first,
      guint64  last)
{
  g_autoptr (GArray) stretches = strata_hex_source_list_stretches (self->source, first, last);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stretches->len; i++)
    {
      const StrataHexStretch *stretch = &g_array_index (stretches, StrataHexStretch, i);

      g_string_append_printf (text, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %s ",
                              stretch->first, stretch->last,
                              stretch->name != NULL ? stretch->name : "nobody");
    }

  return g_string_free (text, FALSE);
}

static void
test_stretches (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *few = list (self, 0xff0, 0x100f);
  g_autofree char *all = list (self, 0, G_MAXUINT64);
  g_autofree char *end = list (self, G_MAXUINT64 - 1, G_MAXUINT64);
  g_autofree char *hole = list (self, 0x5000, 0x5fff);

  g_assert_cmpstr (few, ==, "ff0-ffb ram ffc-fff nobody 1000-1007 plain 1008-100f peek ");
  g_assert_cmpstr (all, ==,
                   "0-ffb ram ffc-fff nobody 1000-1007 plain 1008-100f peek 1010-1017 wide "
                   "1018-101f fail 1020-ffffffffffffefff nobody "
                   "fffffffffffff000-ffffffffffffffff rom ");
  g_assert_cmpstr (end, ==, "fffffffffffffffe-ffffffffffffffff rom ");
  g_assert_cmpstr (hole, ==, "5000-5fff nobody ");
}

/* A region by itself begins at 0, wherever it lies. */
static void
test_region (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *names = NULL;
  g_autofree char *bytes = NULL;
  StrataResult result;

  g_clear_object (&self->source);
  self->source = strata_hex_source_new_for_region (self->device);
  g_assert_cmphex (strata_hex_source_get_last (self->source), ==, 7);
  names = list (self, 0, 100);
  g_assert_cmpstr (names, ==, "0-7 plain ");
  g_assert_cmpuint (strata_hex_source_read (self->source, 0, 0, 5000, &result), ==, 1);
  check (self, 0, 10, "88.......__");

  g_clear_object (&self->source);
  self->source = strata_hex_source_new_for_region (self->ram);
  bytes = look (self, 0xff8, 8, 1000);
  g_assert_cmpstr (bytes, ==, "00000000____");
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  StrataHexCell cells[16];
  g_autoptr (GArray) stretches = strata_hex_source_list_stretches (self->source, 0xff8, 0x1007);
  g_autofree char *row = NULL;
  g_autofree char *none = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *array = NULL;
  g_autofree char *command = NULL;
  guint n_unknown;

  strata_hex_source_look (self->source, 0xff8, cells, 16, 1000);
  row = strata_hex_text_row (0xff8, cells, 16, 1, FALSE, stretches);
  g_assert_cmpstr (row, ==, "ff8: 00 00 00 00 unmapped × 4 not-read × 8; ram, plain");
  none = strata_hex_text_copy (STRATA_HEX_FORMAT_HEX, 0xff8, cells, 16, &n_unknown);
  g_assert_null (none);
  g_assert_cmpuint (n_unknown, ==, 12);
  cells[1].byte = 0xff;
  hex = strata_hex_text_copy (STRATA_HEX_FORMAT_HEX, 0xff8, cells, 3, &n_unknown);
  g_assert_cmpstr (hex, ==, "00 ff 00");
  array = strata_hex_text_copy (STRATA_HEX_FORMAT_C, 0xff8, cells, 3, &n_unknown);
  g_assert_cmpstr (array, ==,
                   "static const unsigned char at_ff8[3] = {\n  0x00, 0xff, 0x00,\n};\n");
  command = strata_hex_text_copy (STRATA_HEX_FORMAT_QTEST, 0xff8, cells, 3, &n_unknown);
  g_assert_cmpstr (command, ==, "write 0xff8 0x3 0x00ff00\n");
}

static void
check_parse (const char *text,
             const char *expected)
{
  g_autoptr (GByteArray) bytes = strata_hex_text_parse (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; bytes != NULL && i < bytes->len; i++)
    g_string_append_printf (found, "%02x", bytes->data[i]);
  g_assert_cmpstr (bytes != NULL ? found->str : NULL, ==, expected);
}

static void
test_parse (Fixture       *self,
            gconstpointer  data)
{
  check_parse ("0aff", "0aff");
  check_parse ("0a ff\n1", "0aff01");
  check_parse ("{ 0x0A, 0xff, 0x1 };", "0aff01");
  check_parse ("0x0aff", "0aff");
  check_parse ("", NULL);
  check_parse ("  ", NULL);
  check_parse ("hello", NULL);
  check_parse ("0x", NULL);
  check_parse ("0a fg", NULL);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/hex-source/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("honest", test_honest);
  ADD ("read", test_read);
  ADD ("policies", test_policies);
  ADD ("shared-policies", test_shared_policies);
  ADD ("fade", test_fade);
  ADD ("stretches", test_stretches);
  ADD ("region", test_region);
  ADD ("words", test_words);
  ADD ("parse", test_parse);

  return g_test_run ();
}
