/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is wrong with a file, word for word. Every text here has one mistake. */

#define HEAD "[strata]\nversion=1\n"

typedef struct
{
  const char *text;
  StrataBoardError code;
  const char *message;
} ErrorCase;

static void
check_errors (const ErrorCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      StrataBoard *board = strata_board_new_from_text (cases[i].text, -1, "b.strata", NULL, NULL,
                                                       &error);

      g_test_message ("%s", cases[i].message);
      g_assert_null (board);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_error (error, STRATA_BOARD_ERROR, (gint) cases[i].code);
    }
}

static void
test_header (void)
{
  static const ErrorCase cases[] = {
    { "", STRATA_BOARD_ERROR_VERSION,
      "b.strata:1: there is no [strata] group: a board file has one with version=1" },
    { "[region a]\nkind=ram\nsize=1\n", STRATA_BOARD_ERROR_VERSION,
      "b.strata:1: there is no [strata] group: a board file has one with version=1" },
    { "# x\n[strata]\ntitle=x\n", STRATA_BOARD_ERROR_VERSION,
      "b.strata:2: [strata] version: the key is missing: write version=1" },
    { "[strata]\ntitle=x\nversion=2\n", STRATA_BOARD_ERROR_VERSION,
      "b.strata:3: [strata] version: version 2 of the format is not known: only 1 is" },
    { "[strata]\nversion=1.0\n", STRATA_BOARD_ERROR_VERSION,
      "b.strata:2: [strata] version: “1.0” is not a number: write 4096 or 0x1000" },
    { HEAD "byte-order=middle\n", STRATA_BOARD_ERROR_VALUE,
      "b.strata:3: [strata] byte-order: “middle” is not a byte order: write little or big" },
    { HEAD "title=a\\b\n", STRATA_BOARD_ERROR_VALUE,
      "b.strata:3: [strata] title: “a\\b” has a backslash that means nothing: write \\\\ for one" },
    { HEAD "title=a\ntitle=b\n", STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:4: [strata] title: this key is there already, in line 3" },
    { HEAD HEAD, STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:3: [strata]: this group is there already, in line 1" },
  };

  check_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_groups (void)
{
  static const ErrorCase cases[] = {
    { HEAD "[region]\n", STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:3: [region]: the group has no id: write [region ID]" },
    { HEAD "[address-space]\n", STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:3: [address-space]: the group has no id: write [address-space ID]" },
    { HEAD "[region pc ram]\n", STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:3: [region pc ram]: “pc ram” is not an id: it has letters, digits, “.”, “_” and "
      "“-” only" },
    { HEAD "[region ram]\nkind=ram\nsize=1\n\n[region ram]\nkind=ram\nsize=1\n",
      STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:7: [region ram]: this group is there already, in line 3" },
    { HEAD "[region ram]\nkind=ram\nsize=1\n[region  ram]\nkind=ram\nsize=1\n",
      STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:6: [region  ram]: this group is there already, in line 3" },
    { HEAD "[region r]\nkind=ram\nsize=1\n[address-space a]\nroot=r\n[address-space  a]\nroot=r\n",
      STRATA_BOARD_ERROR_SYNTAX,
      "b.strata:8: [address-space  a]: this group is there already, in line 6" },
  };

  check_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_keys (void)
{
#define REGION(keys) HEAD "[region r]\n" keys
#define RAM(keys) REGION ("kind=ram\nsize=0x1000\n" keys)
#define AT(line, key) "b.strata:" line ": [region r] " key ": "
  static const ErrorCase cases[] = {
    { REGION (""), STRATA_BOARD_ERROR_VALUE, AT ("3", "kind") "the key is missing" },
    { REGION ("kind=ram\n"), STRATA_BOARD_ERROR_VALUE, AT ("3", "size") "the key is missing" },
    { REGION ("size=1\nkind=alias\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("3", "target") "the key is missing" },
    { REGION ("size=1\nkind=flash\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("5", "kind") "“flash” is not a kind: write container, mmio, ram, ram-device, rom, "
                       "rom-device, alias, iommu or reserved" },
    { REGION ("kind=ram\n\nsize=-1\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "size") "“-1” is negative" },
    { REGION ("kind=ram\nsize=1 GB\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("5", "size") "“1 GB” has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB" },
    { REGION ("kind=mmio\nsize=2^65\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("5", "size") "“2^65” is larger than 2^64" },
    { RAM ("address=0x1_0000_0000_0000_0000\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "address") "“0x1_0000_0000_0000_0000” is past the last address, 2^64-1" },
    { RAM ("priority=high\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "priority") "“high” is not a priority: write a whole number such as 1 or -1000" },
    { RAM ("priority=-1\noverlap=false\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("7", "overlap") "“false” cannot be: a region with a priority other than 0 may overlap" },
    { RAM ("enabled=no\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "enabled") "“no” is neither true nor false" },
    { REGION ("kind=rom\nsize=1\nread-only=false\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "read-only") "“false” cannot be: a rom is always read-only" },
    { RAM ("rom-mode=true\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "rom-mode") "a region of kind ram has no such key" },
    { RAM ("target=r\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "target") "a region of kind ram has no such key" },
    { REGION ("kind=mmio\nsize=1\nload=x\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "load") "a region of kind mmio has no such key" },
    { RAM ("load=\n"), STRATA_BOARD_ERROR_VALUE, AT ("6", "load") "“” is not the name of a file" },
    { RAM ("log=vga,video\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "log") "“video” is not a dirty client: write vga, code or migration" },
    { REGION ("kind=mmio\nsize=1\ncoalesce=0x10\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "coalesce") "“0x10” is not a range: write OFFSET+SIZE, as in 0x10+0x20" },
    { REGION ("kind=mmio\nsize=1\ncoalesce=1+0\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "coalesce") "“0” is the size of no range" },
    { REGION ("kind=mmio\nsize=1\ncoalesce=1+2^64\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "coalesce") "“2^64” is a size that reaches past 2^64-1" },
    { RAM ("parent=a b\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "parent") "“a b” is not an id: it has letters, digits, “.”, “_” and “-” only" },
    { RAM ("name=\\x\n"), STRATA_BOARD_ERROR_VALUE,
      AT ("6", "name") "“\\x” has a backslash that means nothing: write \\\\ for one" },
  };

  check_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_references (void)
{
  static const ErrorCase cases[] = {
    { RAM ("parent=q\n"), STRATA_BOARD_ERROR_REFERENCE,
      AT ("6", "parent") "there is no region “q”" },
    { REGION ("kind=alias\nsize=1\ntarget=q\n"), STRATA_BOARD_ERROR_REFERENCE,
      AT ("6", "target") "there is no region “q”" },
    { RAM ("[address-space m]\nroot=R\n"), STRATA_BOARD_ERROR_REFERENCE,
      "b.strata:7: [address-space m] root: there is no region “R”" },
    { RAM ("[address-space m]\nname=m\n"), STRATA_BOARD_ERROR_VALUE,
      "b.strata:6: [address-space m] root: the key is missing" },
    { RAM ("parent=r\n"), STRATA_BOARD_ERROR_HIERARCHY,
      AT ("6", "parent") "the region would be inside itself" },
    { REGION ("kind=alias\nsize=1\ntarget=r\n"), STRATA_BOARD_ERROR_HIERARCHY,
      AT ("6", "target") "the region would be inside itself" },
    { HEAD "[region a]\nkind=container\nsize=1\nparent=b\n[region b]\nkind=container\nsize=1\n"
           "parent=c\n[region c]\nkind=container\nsize=1\nparent=a\n",
      STRATA_BOARD_ERROR_HIERARCHY,
      "b.strata:6: [region a] parent: the region would be inside itself" },
  };

  check_errors (cases, G_N_ELEMENTS (cases));
}

/* What only the memory system can know is said with the place, too; in its words. */
static void
test_refused_by_system (void)
{
  static const struct
  {
    const char *text;
    const char *place;
  } cases[] = {
    { HEAD "[region c]\nkind=container\nsize=1\n"
           "[region a]\nkind=alias\nsize=1\ntarget=c\nparent=c\n",
      "b.strata:10: [region a] parent: " },
    { HEAD "[region c]\nkind=ram\nsize=1\n[region a]\nkind=alias\nsize=1\ntarget=c\n"
           "[region b]\nkind=ram\nsize=1\nparent=a\n",
      "b.strata:13: [region b] parent: " },
    { REGION ("kind=ram\nsize=2^64\n"), "b.strata:5: [region r] size: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        strata_board_new_from_text (cases[i].text, -1, "b.strata", NULL, NULL, &error));
      g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
      g_assert_cmpuint (strlen (error->message), >, strlen (cases[i].place));
    }
}

static char *
make_chain (guint n, const char *kind, const char *key)
{
  GString *text = g_string_new (HEAD "[region r0]\nkind=container\nsize=1\n");

  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "[region r%u]\nkind=%s\nsize=1\n%s=r%u\n", i, kind, key, i - 1);
  g_string_append_printf (text, "[address-space m]\nroot=r%u\n", n - 1);
  return g_string_free (text, FALSE);
}

/* Chains that would exhaust the stack of a careless program. */
static void
test_endless_chains (void)
{
  g_autofree char *parents = make_chain (20000, "container", "parent");
  g_autofree char *targets = make_chain (20000, "alias", "target");
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_board_new_from_text (parents, -1, "b.strata", NULL, NULL, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY);
  g_assert_true (g_str_has_suffix (error->message, "parent: the regions are nested too deeply: "
                                                   "more than 512"));
  g_clear_error (&error);
  g_assert_null (strata_board_new_from_text (targets, -1, "b.strata", NULL, NULL, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY);
}

/* Aliases of aliases that would come to 2^40 instances. */
static void
test_exploding_aliases (void)
{
  GString *text = g_string_new (HEAD "[region c0]\nkind=ram\nsize=1\n");
  g_autofree char *owned = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (text,
                            "[region c%u]\nkind=container\nsize=1\n"
                            "[region a%u]\nkind=alias\nsize=1\ntarget=c%u\nparent=c%u\n"
                            "[region b%u]\nkind=alias\nsize=1\ntarget=c%u\nparent=c%u\n",
                            i, i, i - 1, i, i, i - 1, i);
  g_string_append (text, "[address-space m]\nroot=c40\n");
  owned = g_string_free (text, FALSE);
  g_assert_null (strata_board_new_from_text (owned, -1, "b.strata", NULL, NULL, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY);
  g_assert_nonnull (strstr (error->message, "] parent: "));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
    strata_board_new_from_text (RAM (""), -1, "b.strata", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_notes (void)
{
  static const char text[] = HEAD "author=me\nx-tool=1\n"
                                  "[region r]\nkind=ram\nsize=1\npriorty=1\nname[de]=Speicher\n"
                                  "[memory m]\nanything=1\n[x-private]\na=b\n"
                                  "[address-space m]\nroot=r\nx-y=\nendian=big\n";
  static const struct
  {
    guint line;
    const char *text;
  } notes[] = {
    { 3, "[strata] author: this key is not known; it is kept" },
    { 8, "[region r] priorty: this key is not known; it is kept" },
    { 9, "[region r] name[de]: this key is not known; it is kept" },
    { 10, "[memory m]: this group is not known; it is kept" },
    { 17, "[address-space m] endian: this key is not known; it is kept" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_board_new_from_text (text, -1, "b.strata", NULL, NULL,
                                                              &error);
  g_autofree char *saved = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strata_board_get_n_notes (board), ==, G_N_ELEMENTS (notes));
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      const StrataBoardNote *note = strata_board_get_note (board, i);

      g_assert_cmpstr (note->file, ==, "b.strata");
      g_assert_cmpuint (note->line, ==, notes[i].line);
      g_assert_cmpstr (note->text, ==, notes[i].text);
    }
  saved = strata_board_to_text (board);
  g_assert_cmpstr (saved, ==, text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/board/errors/header", test_header);
  g_test_add_func ("/strata/board/errors/groups", test_groups);
  g_test_add_func ("/strata/board/errors/keys", test_keys);
  g_test_add_func ("/strata/board/errors/references", test_references);
  g_test_add_func ("/strata/board/errors/refused-by-system", test_refused_by_system);
  g_test_add_func ("/strata/board/errors/endless-chains", test_endless_chains);
  g_test_add_func ("/strata/board/errors/exploding-aliases", test_exploding_aliases);
  g_test_add_func ("/strata/board/errors/cancelled", test_cancelled);
  g_test_add_func ("/strata/board/errors/notes", test_notes);
  return g_test_run ();
}
