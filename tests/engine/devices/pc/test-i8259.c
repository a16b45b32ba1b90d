/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The 8259A, by Intel's data sheet (231468): initialization, priorities, ends of interrupt, masks,
 * triggering, poll command, cascade; and the ELCRs, by that of the 82371SB (PIIX3). */

#include "devices/pc/strata-i8259-private.h"
#include "strata-pc-testing.h"

#define MASTER 0x20
#define SLAVE 0xa0

typedef struct
{
  PcTesting pc;
  StrataDevice *master;
  StrataDevice *slave;
  StrataLine *interrupt;
} Fixture;

static void
initialize (Fixture *f, guint port, guint8 icw1, guint8 icw2, guint8 icw3, guint8 icw4)
{
  pc_testing_outb (&f->pc, port, icw1);
  pc_testing_outb (&f->pc, port + 1, icw2);
  if ((icw1 & 0x02) == 0)
    pc_testing_outb (&f->pc, port + 1, icw3);
  if ((icw1 & 0x01) != 0)
    pc_testing_outb (&f->pc, port + 1, icw4);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_init (&f->pc);
  f->master = pc_testing_add (&f->pc, "i8259", "elcr-mask", 0xf8, NULL);
  f->slave = pc_testing_add (&f->pc, "i8259", "master", f->master, "elcr-mask", 0xde, NULL);
  pc_testing_place (&f->pc, f->master, "ports", MASTER);
  pc_testing_place (&f->pc, f->slave, "ports", SLAVE);
  pc_testing_place (&f->pc, f->master, "elcr", 0x4d0);
  pc_testing_place (&f->pc, f->slave, "elcr", 0x4d1);
  f->interrupt = pc_testing_get_output (f->master, "int", 0);
  strata_line_connect (pc_testing_get_output (f->slave, "int", 0),
                       strata_device_find_input (f->master, "ir", 2));
  initialize (f, MASTER, 0x11, 0x08, 0x04, 0x01);
  initialize (f, SLAVE, 0x11, 0x70, 0x02, 0x01);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_clear (&f->pc);
}

static gboolean
has_interrupt (Fixture *f)
{
  return strata_line_get_level (f->interrupt);
}

static guint8
acknowledge (Fixture *f)
{
  guint8 vector;

  strata_system_lock (f->pc.system);
  vector = strata_i8259_acknowledge (STRATA_I8259 (f->master));
  strata_system_unlock (f->pc.system);
  return vector;
}

static void
request (Fixture *f, guint input)
{
  pc_testing_set_input (f->master, input, FALSE);
  pc_testing_set_input (f->master, input, TRUE);
}

static guint8
get_irr (Fixture *f, guint port)
{
  pc_testing_outb (&f->pc, port, 0x0a);
  return pc_testing_inb (&f->pc, port);
}

static guint8
get_isr (Fixture *f, guint port)
{
  pc_testing_outb (&f->pc, port, 0x0b);
  return pc_testing_inb (&f->pc, port);
}

static void
end (Fixture *f)
{
  pc_testing_outb (&f->pc, MASTER, 0x20);
}

/* All at once: they are served from 0 to 7, each keeps itself and the lower ones waiting. */
static void
test_priorities (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  initialize (f, MASTER, 0x13, 0x40, 0, 0x01);
  for (guint i = 8; i-- > 0;)
    request (f, i);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0xff);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_true (has_interrupt (f));
      g_assert_cmphex (acknowledge (f), ==, 0x40 + i);
      g_assert_false (has_interrupt (f));
      g_assert_cmphex (get_isr (f, MASTER), ==, 1 << i);
      g_assert_cmphex (get_irr (f, MASTER), ==, 0xfe << i & 0xff);
      end (f);
    }
  g_assert_false (has_interrupt (f));
}

/* Fully nested: a higher one interrupts a lower one, and ends first. */
static void
test_nesting (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 7; i > 2; i--)
    {
      request (f, i);
      g_assert_cmphex (acknowledge (f), ==, 0x08 + i);
    }
  g_assert_cmphex (get_isr (f, MASTER), ==, 0xf8);
  request (f, 5);
  g_assert_false (has_interrupt (f));
  for (guint i = 3; i < 7; i++)
    {
      end (f);
      g_assert_cmphex (get_isr (f, MASTER), ==, 0xf8 & 0xff << (i + 1));
      g_assert_cmpint (has_interrupt (f), ==, i >= 5);
    }
}

/* ICW1 forgets masks, services, edges and priorities. */
static void
test_initialization (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  request (f, 1);
  acknowledge (f);
  request (f, 0);
  pc_testing_outb (&f->pc, MASTER + 1, 0xf0);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0xf0);
  pc_testing_outb (&f->pc, MASTER, 0xc3); /* the lowest is 3 */
  pc_testing_outb (&f->pc, MASTER, 0x0b); /* ISR is read */
  pc_testing_outb (&f->pc, MASTER, 0x11);
  pc_testing_assert_in (&f->pc, MASTER, 0x00);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0x00);
  g_assert_false (has_interrupt (f));
  pc_testing_outb (&f->pc, MASTER + 1, 0xff);
  pc_testing_outb (&f->pc, MASTER + 1, 0x04);
  pc_testing_outb (&f->pc, MASTER + 1, 0x01);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0x00);
  g_assert_cmphex (pc_testing_peek_register (f->master, "ICW2 (last)"), ==, 0xf8);
  request (f, 4);
  request (f, 0);
  g_assert_cmphex (acknowledge (f), ==, 0xf8);
}

/* Masked requests are seen but not passed on. */
static void
test_mask (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_outb (&f->pc, MASTER + 1, 0x02);
  request (f, 1);
  g_assert_false (has_interrupt (f));
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x02);
  request (f, 3);
  g_assert_cmphex (acknowledge (f), ==, 0x0b);
  pc_testing_outb (&f->pc, MASTER + 1, 0x00);
  g_assert_true (has_interrupt (f));
}

/* An edge requests once; what is gone before it is acknowledged comes as input 7. */
static void
test_edge (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_set_input (f->master, 4, TRUE);
  g_assert_cmphex (acknowledge (f), ==, 0x0c);
  end (f);
  g_assert_false (has_interrupt (f));
  pc_testing_set_input (f->master, 4, FALSE);
  pc_testing_set_input (f->master, 4, TRUE);
  g_assert_true (has_interrupt (f));
  pc_testing_set_input (f->master, 4, FALSE);
  g_assert_false (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x0f);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x00);
}

/* A level requests as long as it is there. */
static void
test_level (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_outb (&f->pc, 0x4d0, 0xff);
  pc_testing_assert_in (&f->pc, 0x4d0, 0xf8);
  pc_testing_outb (&f->pc, 0x4d1, 0xff);
  pc_testing_assert_in (&f->pc, 0x4d1, 0xde);
  pc_testing_set_input (f->master, 5, TRUE);
  g_assert_cmphex (acknowledge (f), ==, 0x0d);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x20);
  end (f);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x0d);
  pc_testing_set_input (f->master, 5, FALSE);
  end (f);
  g_assert_false (has_interrupt (f));
  /* Levels survive ICW1, edges do not. */
  pc_testing_set_input (f->master, 5, TRUE);
  pc_testing_set_input (f->master, 1, TRUE);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x22);
  initialize (f, MASTER, 0x11, 0x08, 0x04, 0x01);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x20);
}

/* A chip without ELCR listens to LTIM; one with it does not. */
static void
test_ltim (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  StrataDevice *alone = pc_testing_add (&f->pc, "i8259", NULL);

  g_assert_null (strata_device_find_region (alone, "elcr"));
  pc_testing_place (&f->pc, alone, "ports", 0x30);
  initialize (f, 0x30, 0x1b, 0x50, 0, 0x01);
  initialize (f, MASTER, 0x1b, 0x50, 0, 0x01);
  pc_testing_set_input (alone, 3, TRUE);
  pc_testing_set_input (f->master, 3, TRUE);
  pc_testing_outb (&f->pc, 0x30, 0x0c);
  pc_testing_assert_in (&f->pc, 0x30, 0x83);
  g_assert_cmphex (get_irr (f, 0x30), ==, 0x08);
  acknowledge (f);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x00);
}

/* OCW2, from the table of the sheet: what is in service, the command, what then is, and who is
 * lowest: the order in which all others are served tells. */
typedef struct
{
  guint8 in_service;
  guint8 ocw2;
  guint8 left;
  guint lowest;
} Ocw2;

static const Ocw2 ocw2s[] = {
  { 0x00, 0x20, 0x00, 7 }, { 0x90, 0x20, 0x80, 7 }, { 0x81, 0x20, 0x80, 7 },
  { 0x90, 0x67, 0x10, 7 }, { 0x90, 0x64, 0x80, 7 }, { 0x90, 0x63, 0x90, 7 },
  { 0x00, 0xa0, 0x00, 7 }, { 0x90, 0xa0, 0x80, 4 }, { 0x01, 0xa0, 0x00, 0 },
  { 0x90, 0xe7, 0x10, 7 }, { 0x90, 0xe4, 0x80, 4 }, { 0x08, 0xe3, 0x00, 3 },
  { 0x00, 0xc0, 0x00, 0 }, { 0x00, 0xc5, 0x00, 5 }, { 0x90, 0xc2, 0x90, 2 },
  { 0x90, 0x47, 0x90, 7 }, { 0x90, 0x40, 0x90, 7 }, { 0x90, 0x80, 0x90, 7 },
  { 0x90, 0x00, 0x90, 7 },
};

static void
test_ocw2 (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (ocw2s); i++)
    {
      const Ocw2 *row = &ocw2s[i];

      g_test_message ("ISR %02x, OCW2 %02x", row->in_service, row->ocw2);
      initialize (f, MASTER, 0x13, 0x40, 0, 0x01);
      for (guint input = 8; input-- > 0;)
        if ((row->in_service >> input & 1) != 0)
          {
            request (f, input);
            g_assert_cmphex (acknowledge (f), ==, 0x40 + input);
          }
      pc_testing_outb (&f->pc, MASTER, row->ocw2);
      g_assert_cmphex (get_isr (f, MASTER), ==, row->left);
      for (guint input = 0; input < 8; input++)
        pc_testing_outb (&f->pc, MASTER, 0x60 | input);
      for (guint input = 0; input < 8; input++)
        request (f, input);
      for (guint n = 1; n <= 8; n++)
        {
          guint input = (row->lowest + n) % 8;

          g_assert_cmphex (acknowledge (f), ==, 0x40 + input);
          pc_testing_outb (&f->pc, MASTER, 0x60 | input);
        }
    }
}

/* Automatic end of interrupt, with rotation and without */
static void
test_aeoi (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  initialize (f, MASTER, 0x13, 0x40, 0, 0x03);
  request (f, 3);
  request (f, 5);
  g_assert_cmphex (acknowledge (f), ==, 0x43);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x00);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x45);
  pc_testing_outb (&f->pc, MASTER, 0x80);
  request (f, 3);
  g_assert_cmphex (acknowledge (f), ==, 0x43);
  request (f, 3);
  request (f, 2);
  request (f, 4);
  g_assert_cmphex (acknowledge (f), ==, 0x44);
  g_assert_cmphex (acknowledge (f), ==, 0x42);
  g_assert_cmphex (acknowledge (f), ==, 0x43);
  pc_testing_outb (&f->pc, MASTER, 0x00);
  request (f, 6);
  request (f, 4);
  g_assert_cmphex (acknowledge (f), ==, 0x44);
  request (f, 4);
  g_assert_cmphex (acknowledge (f), ==, 0x44);
  g_assert_cmphex (acknowledge (f), ==, 0x46);
}

/* Special mask mode: a masked level in service keeps nobody waiting, nor is it ended unasked. */
static void
test_special_mask (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  request (f, 1);
  acknowledge (f);
  request (f, 4);
  pc_testing_outb (&f->pc, MASTER + 1, 0x02);
  g_assert_false (has_interrupt (f));
  pc_testing_outb (&f->pc, MASTER, 0x68);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x0c);
  request (f, 1);
  g_assert_false (has_interrupt (f));
  end (f);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x02);
  end (f);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x02);
  pc_testing_outb (&f->pc, MASTER, 0x28); /* without ESMM nothing changes */
  request (f, 6);
  g_assert_true (has_interrupt (f));
  pc_testing_outb (&f->pc, MASTER, 0x48);
  g_assert_false (has_interrupt (f));
  pc_testing_outb (&f->pc, MASTER, 0x61);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x00);
}

/* Poll: the next read acknowledges, and goes before a status read. Peeking does not. */
static void
test_poll (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_outb (&f->pc, MASTER, 0x0c);
  pc_testing_assert_in (&f->pc, MASTER, 0x00);
  request (f, 6);
  request (f, 3);
  pc_testing_outb (&f->pc, MASTER, 0x0f);
  g_assert_cmphex (pc_testing_peek (&f->pc, MASTER), ==, 0x83);
  g_assert_true (has_interrupt (f));
  pc_testing_assert_in (&f->pc, MASTER, 0x83);
  g_assert_false (has_interrupt (f));
  pc_testing_assert_in (&f->pc, MASTER, 0x08); /* ISR, as chosen with it */
  pc_testing_outb (&f->pc, MASTER, 0x0c);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0x00);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0x00);
}

/* A slave's vector, two ends of interrupt, and its spurious request */
static void
test_cascade (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_set_input (f->slave, 4, TRUE);
  g_assert_cmphex (get_irr (f, MASTER), ==, 0x04);
  g_assert_cmphex (acknowledge (f), ==, 0x74);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x04);
  g_assert_cmphex (get_isr (f, SLAVE), ==, 0x10);
  /* A higher one of the slave has to wait until the master's end of interrupt. */
  pc_testing_set_input (f->slave, 0, TRUE);
  g_assert_false (has_interrupt (f));
  end (f);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x70);
  end (f);
  pc_testing_outb (&f->pc, SLAVE, 0x20);
  pc_testing_outb (&f->pc, SLAVE, 0x20);
  g_assert_cmphex (get_isr (f, SLAVE), ==, 0x00);
  g_assert_false (has_interrupt (f));

  /* Two at the slave: the second one follows though its INT never saw a quiet moment. */
  pc_testing_set_input (f->slave, 5, TRUE);
  pc_testing_set_input (f->slave, 1, TRUE);
  g_assert_cmphex (acknowledge (f), ==, 0x71);
  pc_testing_outb (&f->pc, SLAVE, 0x20);
  end (f);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x75);
  pc_testing_outb (&f->pc, SLAVE, 0x20);
  end (f);

  /* Gone between the two pulses: the slave's input 7, in service at the master only. */
  pc_testing_outb (&f->pc, 0x4d0, 0x00);
  pc_testing_outb (&f->pc, SLAVE + 1, 0xff);
  request (f, 2);
  g_assert_cmphex (acknowledge (f), ==, 0x77);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x04);
  g_assert_cmphex (get_isr (f, SLAVE), ==, 0x00);
}

/* Special fully nested mode: a higher request of a slave in service gets through, a lower input of
 * the master does not. */
static void
test_special_fully_nested (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  initialize (f, MASTER, 0x11, 0x08, 0x04, 0x11);
  pc_testing_set_input (f->slave, 4, TRUE);
  g_assert_cmphex (acknowledge (f), ==, 0x74);
  request (f, 3);
  g_assert_false (has_interrupt (f));
  pc_testing_set_input (f->slave, 6, TRUE);
  g_assert_false (has_interrupt (f));
  pc_testing_set_input (f->slave, 1, TRUE);
  g_assert_true (has_interrupt (f));
  g_assert_cmphex (acknowledge (f), ==, 0x71);
}

/* A chip that has a master cannot be one. */
static void
test_no_third_floor (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  StrataDevice *third = strata_device_new (strata_models_lookup ("i8259"), "third", f->pc.system,
                                           f->pc.clock);

  g_object_set (third, "master", f->slave, NULL);
  g_assert_false (strata_device_realize (third, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
  g_object_run_dispose (G_OBJECT (third));
  g_object_unref (third);
}

/* What QEMU 7.2 answers at reset, and right after it */
static void
test_reset (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_outb (&f->pc, 0x4d0, 0xff);
  pc_testing_outb (&f->pc, MASTER + 1, 0xfe);
  request (f, 0);
  acknowledge (f);
  strata_device_reset (f->master);
  for (guint port = MASTER; port < MASTER + 2; port++)
    pc_testing_assert_in (&f->pc, port, 0x00);
  pc_testing_assert_in (&f->pc, 0x4d0, 0x00);
  g_assert_cmphex (get_isr (f, MASTER), ==, 0x00);
  pc_testing_outb (&f->pc, MASTER + 1, 0xfe);
  pc_testing_assert_in (&f->pc, MASTER + 1, 0xfe);
}

static void
test_storm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { MASTER, MASTER + 1, SLAVE, SLAVE + 1, 0x4d0, 0x4d1 };

  for (guint i = 0; i < 2000; i++)
    {
      pc_testing_storm (&f->pc, 10, ports, G_N_ELEMENTS (ports));
      pc_testing_set_input (f->master, g_test_rand_int_range (0, 8), g_test_rand_bit ());
      pc_testing_set_input (f->slave, g_test_rand_int_range (0, 8), g_test_rand_bit ());
      if (g_test_rand_bit ())
        acknowledge (f);
    }
}

#define ADD(name, func) \
  g_test_add ("/strata/devices/i8259/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("priorities", test_priorities);
  ADD ("nesting", test_nesting);
  ADD ("initialization", test_initialization);
  ADD ("mask", test_mask);
  ADD ("edge", test_edge);
  ADD ("level", test_level);
  ADD ("ltim", test_ltim);
  ADD ("ocw2", test_ocw2);
  ADD ("aeoi", test_aeoi);
  ADD ("special-mask", test_special_mask);
  ADD ("poll", test_poll);
  ADD ("cascade", test_cascade);
  ADD ("special-fully-nested", test_special_fully_nested);
  ADD ("no-third-floor", test_no_third_floor);
  ADD ("reset", test_reset);
  ADD ("storm", test_storm);

  return g_test_run ();
}
