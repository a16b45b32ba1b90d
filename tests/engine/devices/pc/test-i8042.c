/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The keyboard controller, by IBM's PS/2 Hardware Interface Technical Reference: the commands of
 * the controller, of the keyboard and of the mouse; status and interrupts. */

#include "devices/pc/strata-i8042-private.h"
#include "strata-pc-testing.h"

#include <stdlib.h>

#define DATA 0x60
#define COMMAND 0x64

typedef struct
{
  PcTesting pc;
  StrataDevice *controller;
  StrataLine *keyboard;
  StrataLine *mouse;
  StrataLine *a20;
  StrataLine *reset;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_init (&f->pc);
  f->controller = pc_testing_add (&f->pc, "i8042", NULL);
  pc_testing_place (&f->pc, f->controller, "data", DATA);
  pc_testing_place (&f->pc, f->controller, "command", COMMAND);
  f->keyboard = pc_testing_get_output (f->controller, "keyboard", 0);
  f->mouse = pc_testing_get_output (f->controller, "mouse", 0);
  f->a20 = pc_testing_get_output (f->controller, "a20", 0);
  f->reset = pc_testing_get_output (f->controller, "reset", 0);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_clear (&f->pc);
}

/* What is said, in order: `c` a command, `w` a byte to the data port, `m` one to the mouse, `r`
 * what must be read, `-` that there is nothing to read; `s` a status, but for bit 3 */
static void
talk (Fixture *f, const char *text)
{
  g_auto (GStrv) steps = g_strsplit (text, " ", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      guint byte = strtoul (steps[i] + 1, NULL, 16);

      g_test_message ("%s", steps[i]);
      switch (steps[i][0])
        {
        case 'c':
          pc_testing_outb (&f->pc, COMMAND, byte);
          break;
        case 'm':
          pc_testing_outb (&f->pc, COMMAND, 0xd4);
          pc_testing_outb (&f->pc, DATA, byte);
          break;
        case 'w':
          pc_testing_outb (&f->pc, DATA, byte);
          break;
        case 'r':
          g_assert_cmphex (pc_testing_inb (&f->pc, COMMAND) & 0x03, ==, 0x01);
          g_assert_cmphex (pc_testing_peek (&f->pc, DATA), ==, byte);
          pc_testing_assert_in (&f->pc, DATA, byte);
          break;
        case 's':
          g_assert_cmphex (pc_testing_inb (&f->pc, COMMAND) & ~0x08, ==, byte);
          break;
        default:
          g_assert_cmphex (pc_testing_inb (&f->pc, COMMAND) & 0x01, ==, 0x00);
        }
    }
}

static void
test_controller (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  pc_testing_assert_in (&f->pc, COMMAND, 0x18);
  pc_testing_assert_in (&f->pc, DATA, 0x00);
  talk (f, "caa s15 r55 s14 cab r0 ca9 r0 -");
  talk (f, "c20 r3 c60 w47 c20 r47 cad c20 r57 cae c20 r47 ca7 c20 r67 ca8 c20 r47");
  talk (f, "c21 r0 c61 w5a c21 r5a c7f wa5 c3f ra5 ce0 r0 cc0 r80");
  talk (f, "c60 w0 s10 c60 w4 s14 c99 c77 -");
  g_assert_cmphex (pc_testing_peek_register (f->controller, "COMMAND BYTE"), ==, 0x04);
  /* Bit 3 of the status tells which port was written last. */
  pc_testing_outb (&f->pc, COMMAND, 0xae);
  g_assert_cmphex (pc_testing_inb (&f->pc, COMMAND) & 0x08, ==, 0x08);
  pc_testing_outb (&f->pc, DATA, 0xee);
  g_assert_cmphex (pc_testing_inb (&f->pc, COMMAND) & 0x08, ==, 0x00);
  strata_device_reset (f->controller);
  pc_testing_assert_in (&f->pc, COMMAND, 0x18);
}

/* The output port: A20, the reset line, which a pulse lowers too */
static void
test_output_port (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (strata_line_get_level (f->a20));
  talk (f, "cd0 rcf cdd cd0 rcd");
  g_assert_false (strata_line_get_level (f->a20));
  talk (f, "cdf cd0 rcf cd1 w3 cd0 r3");
  g_assert_true (strata_line_get_level (f->a20));
  g_assert_cmpuint (strata_line_get_n_edges (f->reset), ==, 0);
  talk (f, "cff cf1");
  g_assert_cmpuint (strata_line_get_n_edges (f->reset), ==, 0);
  talk (f, "cfe");
  g_assert_cmpuint (strata_line_get_n_edges (f->reset), ==, 1);
  talk (f, "cd1 w2");
  g_assert_cmpuint (strata_line_get_n_edges (f->reset), ==, 2);
  /* It shows the interrupts, too. */
  talk (f, "cd1 w3 cd2 w0");
  g_assert_cmphex (pc_testing_peek_register (f->controller, "OUTPUT PORT"), ==, 0x13);
  talk (f, "r0 cd3 w0");
  g_assert_cmphex (pc_testing_peek_register (f->controller, "OUTPUT PORT"), ==, 0x23);
}

static void
test_keyboard (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  talk (f, "wff rfa raa - wf2 rfa rab r83 - wee ree - w0 rfe - wef rfe -");
  talk (f, "wed rfa w7 rfa - wf3 rfa w20 rfa - wf4 rfa wf5 rfa wf6 rfa -");
  talk (f, "wf0 rfa w0 rfa r2 - wf0 rfa w1 rfa wf0 rfa w0 rfa r1 - wff rfa raa wf0 rfa w0 rfa r2");
  talk (f, "wee ree wfe ree -");
  /* A command where an argument is expected is a command. */
  talk (f, "wed rfa wee ree w0 rfe wf7 rfa wfb rfa w12 rfa -");
}

static void
test_mouse (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  talk (f, "mff s31 rfa raa r0 - mf2 rfa r0 - me9 rfa r0 r2 r64 - meb rfa r8 r0 r0 -");
  talk (f, "me8 rfa m3 rfa mf3 rfa mc8 rfa mf4 rfa me7 rfa mf0 rfa me9 rfa r70 r3 rc8 -");
  talk (f, "mf5 rfa mea rfa me6 rfa me9 rfa r0 r3 rc8 - mf6 rfa me9 rfa r0 r2 r64 -");
  talk (f, "mee rfa m12 r12 mf4 rf4 mec rfa m12 rfe mfe rfe -");
}

/* Each side's interrupt, with its enable bit; each byte is an edge. */
static void
test_interrupts (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  talk (f, "wf2");
  g_assert_true (strata_line_get_level (f->keyboard));
  talk (f, "rfa rab");
  g_assert_true (strata_line_get_level (f->keyboard));
  talk (f, "r83 -");
  g_assert_false (strata_line_get_level (f->keyboard));
  g_assert_cmpuint (strata_line_get_n_edges (f->keyboard), ==, 3);
  g_assert_cmpuint (strata_line_get_n_edges (f->mouse), ==, 0);
  talk (f, "mf2 s31");
  g_assert_true (strata_line_get_level (f->mouse));
  g_assert_false (strata_line_get_level (f->keyboard));
  talk (f, "rfa r0 -");
  g_assert_cmpuint (strata_line_get_n_edges (f->mouse), ==, 2);
  talk (f, "c60 w0 wee mf4");
  g_assert_false (strata_line_get_level (f->keyboard));
  talk (f, "ree rfa");
  g_assert_cmpuint (strata_line_get_n_edges (f->mouse), ==, 2);
  talk (f, "wee c60 w1");
  g_assert_true (strata_line_get_level (f->keyboard));
  strata_device_reset (f->controller);
  g_assert_false (strata_line_get_level (f->keyboard));
}

static gboolean
type (Fixture *f, const guint8 *codes, guint n_codes)
{
  gboolean is_sent;

  strata_system_lock (f->pc.system);
  is_sent = strata_i8042_type (STRATA_I8042 (f->controller), codes, n_codes);
  strata_system_unlock (f->pc.system);
  return is_sent;
}

/* Keys, in set 2 and translated; a disabled side waits; what is typed keeps its order behind what
 * is in the buffer. */
static void
test_keys (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 a[] = { 0x1c, 0xf0, 0x1c };
  static const guint8 right[] = { 0xe0, 0x74, 0xe0, 0xf0, 0x74 };
  static const guint8 f7[] = { 0x83, 0xf0, 0x83 };
  static const guint8 many[17];

  g_assert_true (type (f, a, G_N_ELEMENTS (a)));
  talk (f, "s11 r1c rf0 r1c - c60 w43");
  g_assert_true (type (f, a, G_N_ELEMENTS (a)));
  talk (f, "r1e r9e -");
  g_assert_true (type (f, right, G_N_ELEMENTS (right)));
  talk (f, "re0 r4d re0 rcd -");
  g_assert_true (type (f, f7, G_N_ELEMENTS (f7)));
  talk (f, "r41 rc1 - cad");
  g_assert_true (type (f, a, G_N_ELEMENTS (a)));
  talk (f, "- cae r1e r9e -");
  g_assert_false (type (f, many, G_N_ELEMENTS (many)));
  talk (f, "wf5 rfa -");
  g_assert_false (type (f, a, G_N_ELEMENTS (a)));
  talk (f, "- wf4 rfa");
  g_assert_true (type (f, a, 1));
  talk (f, "caa r1e r55 -");
}

/* What QEMU 7.2 answered to the same, where it follows IBM */
static void
test_recorded (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  talk (f, "c20 r3 caa s15 r55 cab r0 ca9 r0 cc0 r80 cd0 rcf cad c20 r13 cae ca7 c20 r23 ca8");
  talk (f, "wff s15 rfa s15 raa s14 wf2 rfa rab r83 s14 wed rfa w7 rfa wf0 rfa w0 rfa r2");
  talk (f, "mff s35 rfa raa r0 s14 mf2 rfa r0 me9 rfa r0 r2 r64 meb rfa r8 r0 r0");
  talk (f, "cd2 w42 s15 r42 cd3 w43 s35 r43 cd1 w3 cd0 r3 cdf cd0 r3 cdd cd0 r1");
}

static void
test_storm (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint ports[] = { DATA, COMMAND };

  for (guint i = 0; i < 2000; i++)
    {
      guint8 codes[] = { g_test_rand_int_range (0, 256), g_test_rand_int_range (0, 256) };

      pc_testing_storm (&f->pc, 10, ports, G_N_ELEMENTS (ports));
      type (f, codes, g_test_rand_int_range (0, 3));
    }
}

#define ADD(name, func) \
  g_test_add ("/strata/devices/i8042/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("controller", test_controller);
  ADD ("output-port", test_output_port);
  ADD ("keyboard", test_keyboard);
  ADD ("mouse", test_mouse);
  ADD ("interrupts", test_interrupts);
  ADD ("keys", test_keys);
  ADD ("recorded", test_recorded);
  ADD ("storm", test_storm);

  return g_test_run ();
}
