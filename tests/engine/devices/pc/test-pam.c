/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The programmable attribute map: Intel 440FX PCIset (order number 290549-001), 3.2.18.
 * Of a field bit 0 is RE (reads go to RAM) and bit 1 is WE (writes do); otherwise to PCI. The
 * write-only state, names and order are as recorded from QEMU 7.2.
 */

#include "strata-pci-testing.h"

#define BRIDGE 0

enum
{
  PCI,
  READ_ONLY,
  WRITE_ONLY,
  RAM
};

static const struct
{
  guint offset;
  guint shift;
  guint64 first;
  guint64 last;
} windows[] = {
  { 0x59, 4, 0xf0000, 0xfffff }, { 0x5a, 0, 0xc0000, 0xc3fff }, { 0x5a, 4, 0xc4000, 0xc7fff },
  { 0x5b, 0, 0xc8000, 0xcbfff }, { 0x5b, 4, 0xcc000, 0xcffff }, { 0x5c, 0, 0xd0000, 0xd3fff },
  { 0x5c, 4, 0xd4000, 0xd7fff }, { 0x5d, 0, 0xd8000, 0xdbfff }, { 0x5d, 4, 0xdc000, 0xdffff },
  { 0x5e, 0, 0xe0000, 0xe3fff }, { 0x5e, 4, 0xe4000, 0xe7fff }, { 0x5f, 0, 0xe8000, 0xebfff },
  { 0x5f, 4, 0xec000, 0xeffff },
};

/* A ROM behind all windows, of which each byte differs from the RAM's */
typedef struct
{
  PciTesting base;
  StrataRegion *rom;
} PamTesting;

static void
pam_testing_init (PamTesting *t)
{
  g_autoptr (GError) error = NULL;

  pci_testing_init (&t->base);
  t->rom = strata_region_new_rom (t->base.system, NULL, "bios", 0x40000, &error);
  g_assert_no_error (error);
  strata_region_add_subregion_overlap (t->base.pci, 0xc0000, t->rom, 1, &error);
  g_assert_no_error (error);
  memset (strata_region_get_ram_ptr (t->rom), 0xb1, 0x40000);
  memset (strata_region_get_ram_ptr (t->base.ram), 0x5a, PCI_TESTING_RAM_SIZE);
}

static void
pam_testing_clear (PamTesting *t)
{
  strata_region_unref (t->rom);
  pci_testing_clear (&t->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PamTesting, pam_testing_clear)

static void
set_state (PamTesting *t, guint window, guint state)
{
  guint32 pam = pci_testing_get (&t->base, BRIDGE, windows[window].offset, 1);

  pam = (pam & ~(3u << windows[window].shift)) | state << windows[window].shift;
  pci_testing_set (&t->base, BRIDGE, windows[window].offset, 1, pam);
}

/* The flat range that shows at an address of a window in a state. A window in any state but the
 * others' is a range of its own. */
static void
check_shows (PamTesting *t, guint64 address, guint state)
{
  g_autofree char *expected
    = state == PCI ? g_strdup_printf ("bios+%" G_GINT64_MODIFIER "x ro", address - 0xc0000)
                   : g_strdup_printf ("pc.ram+%" G_GINT64_MODIFIER "x%s", address,
                                      state == READ_ONLY ? " ro" : "");

  pci_testing_assert_shows (t->base.cpu, address, expected);
}

static void
check_access (PamTesting *t, guint64 address, guint state)
{
  guint8 *in_ram = (guint8 *) strata_region_get_ram_ptr (t->base.ram) + address;
  guint8 *in_rom = (guint8 *) strata_region_get_ram_ptr (t->rom) + (address - 0xc0000);
  gboolean is_writable = state == WRITE_ONLY || state == RAM;
  StrataResult result;
  guint64 value;

  *in_ram = 0x5a;
  g_assert_cmpuint (strata_initiator_load (t->base.cpu, address, 1, STRATA_LITTLE_ENDIAN, &value),
                    ==, STRATA_OK);
  g_assert_cmphex (value, ==, state == PCI ? 0xb1 : 0x5a);
  result = strata_initiator_store (t->base.cpu, address, 1, STRATA_LITTLE_ENDIAN, 0x77);
  g_assert_cmpuint (result, ==, is_writable ? STRATA_OK : STRATA_READ_ONLY);
  g_assert_cmphex (*in_ram, ==, is_writable ? 0x77 : 0x5a);
  g_assert_cmphex (*in_rom, ==, 0xb1);
  result = strata_initiator_write (t->base.cpu, address, "x", 1);
  g_assert_cmpuint (result, ==, is_writable ? STRATA_OK : STRATA_READ_ONLY);
  g_assert_cmphex (*in_ram, ==, is_writable ? 'x' : 0x5a);
}

/* Each window in each state, from each state; the other windows stay as they are. */
static void
test_windows (void)
{
  g_auto (PamTesting) t = { 0 };

  pam_testing_init (&t);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    for (guint before = 0; before < 4; before++)
      for (guint state = 0; state < 4; state++)
        {
          set_state (&t, i, before);
          set_state (&t, i, state);
          for (guint j = 0; j < G_N_ELEMENTS (windows); j++)
            {
              check_shows (&t, windows[j].first, j == i ? state : PCI);
              check_shows (&t, windows[j].last, j == i ? state : PCI);
            }
          check_access (&t, windows[i].first, state);
          check_access (&t, windows[i].last, state);
          pci_testing_assert_shows (t.base.cpu, 0x100000, "pc.ram+100000");
          set_state (&t, i, PCI);
        }
}

/* All windows at once, two per write. */
static void
test_all (void)
{
  g_auto (PamTesting) t = { 0 };

  pam_testing_init (&t);
  for (guint round = 0; round < 16; round++)
    {
      guint states[G_N_ELEMENTS (windows)];

      for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
        {
          states[i] = round < 4 ? round : (guint) g_test_rand_int_range (0, 4);
          set_state (&t, i, states[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
        {
          check_shows (&t, windows[i].first, states[i]);
          check_shows (&t, windows[i].last, states[i]);
        }
    }
  pci_testing_set (&t.base, BRIDGE, 0x5c, 4, 0x33333333);
  pci_testing_set (&t.base, BRIDGE, 0x58, 4, 0x33333300);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    check_shows (&t, windows[i].first, RAM);
  strata_device_reset (t.base.bridge);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    check_shows (&t, windows[i].first, PCI);
}

/* As firmware does: copy the ROM onto itself, then make the copy read-only. */
static void
test_shadow (void)
{
  g_auto (PamTesting) t = { 0 };
  guint8 bytes[16];

  pam_testing_init (&t);
  g_assert_cmpuint (strata_initiator_read (t.base.cpu, 0xffff0, bytes, sizeof bytes), ==,
                    STRATA_OK);
  set_state (&t, 0, RAM);
  bytes[0] = 0xea;
  g_assert_cmpuint (strata_initiator_write (t.base.cpu, 0xffff0, bytes, sizeof bytes), ==,
                    STRATA_OK);
  set_state (&t, 0, READ_ONLY);
  g_assert_cmpuint (strata_initiator_write (t.base.cpu, 0xffff0, "no", 2), ==, STRATA_READ_ONLY);
  g_assert_cmpuint (strata_initiator_read (t.base.cpu, 0xffff0, bytes, sizeof bytes), ==,
                    STRATA_OK);
  g_assert_cmphex (bytes[0], ==, 0xea);
  g_assert_cmphex (bytes[1], ==, 0xb1);
}

/* What the write-only state does not do is said once for each change. */
static void
test_log (void)
{
  g_auto (PamTesting) t = { 0 };

  pam_testing_init (&t);
  set_state (&t, 0, RAM);
  set_state (&t, 0, READ_ONLY);
  g_assert_cmpstr (t.base.messages->str, ==, "");
  set_state (&t, 0, WRITE_ONLY);
  set_state (&t, 0, WRITE_ONLY);
  set_state (&t, 12, WRITE_ONLY);
  g_assert_cmpstr (t.base.messages->str, ==,
                   "bridge: 0xf0000-0xfffff is set to write-only: shown as RAM to read and write, "
                   "as in QEMU; hardware would read from PCI\n"
                   "bridge: 0xec000-0xeffff is set to write-only: shown as RAM to read and write, "
                   "as in QEMU; hardware would read from PCI\n");
}

/* The aliases of one window, in the order in which they are tried */
static void
test_tree (void)
{
  g_auto (PamTesting) t = { 0 };
  g_autofree char *tree = NULL;

  pam_testing_init (&t);
  set_state (&t, 1, READ_ONLY);
  tree = strata_address_space_tree_to_string (t.base.memory_space, TRUE);
  g_assert_nonnull (strstr (
    tree, "    00000000000c0000-00000000000c3fff (prio 1, ram): alias pam-ram @pc.ram "
          "00000000000c0000-00000000000c3fff [disabled]\n"
          "    00000000000c0000-00000000000c3fff (prio 1, ram): alias pam-pci @pc.ram "
          "00000000000c0000-00000000000c3fff [disabled]\n"
          "    00000000000c0000-00000000000c3fff (prio 1, ram): alias pam-rom @pc.ram "
          "00000000000c0000-00000000000c3fff\n"
          "    00000000000c0000-00000000000c3fff (prio 1, i/o): alias pam-pci @pci "
          "00000000000c0000-00000000000c3fff [disabled]\n"
          "    00000000000c4000-00000000000c7fff (prio 1, ram): alias pam-ram @pc.ram "
          "00000000000c4000-00000000000c7fff [disabled]\n"));
}

/* Changes come as one: whoever listens never sees a window that shows nothing. */
static void
commit_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_transaction (void)
{
  static const StrataListenerFuncs funcs = { .commit = commit_cb };
  g_auto (PamTesting) t = { 0 };
  StrataListener *listener;
  guint n_commits = 0;

  pam_testing_init (&t);
  listener = strata_listener_new (t.base.system, t.base.memory_space, 0, &funcs, &n_commits, NULL);
  n_commits = 0;
  pci_testing_set (&t.base, BRIDGE, 0x5c, 4, 0x33333333);
  g_assert_cmpuint (n_commits, ==, 1);
  pci_testing_set (&t.base, BRIDGE, 0x5c, 4, 0x33333333);
  g_assert_cmpuint (n_commits, ==, 1);
  strata_listener_remove (listener);
  strata_listener_unref (listener);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pam/windows", test_windows);
  g_test_add_func ("/strata/pam/all", test_all);
  g_test_add_func ("/strata/pam/shadow", test_shadow);
  g_test_add_func ("/strata/pam/log", test_log);
  g_test_add_func ("/strata/pam/tree", test_tree);
  g_test_add_func ("/strata/pam/transaction", test_transaction);
  return g_test_run ();
}
