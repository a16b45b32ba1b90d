/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "formats/strata-formats.h"
#include "strata-register-route.h"

/* Registers of a PC that lie behind an index or a command, written by name. */
typedef struct
{
  StrataBoard *board;
  StrataPokeJournal *journal;
  StrataInitiator *ports;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->board = strata_formats_load ("pc", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  self->journal = strata_poke_journal_new ();
  self->ports = strata_initiator_new (strata_board_find_address_space (self->board, "I/O"),
                                      "guest");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  strata_initiator_unref (self->ports);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->board);
}

typedef struct
{
  StrataDevice *device; /* not held */
  const StrataRegisterBank *bank;
  const StrataRegister *info;
} Register;

static Register
find (Fixture    *self,
      const char *bank_name,
      guint64     offset)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (self->board);

  for (guint i = 0; i < devices->len; i++)
    for (guint k = 0; k < strata_device_get_n_banks (devices->pdata[i]); k++)
      {
        const StrataRegisterBank *bank = strata_device_get_bank (devices->pdata[i], k);

        if (!g_str_equal (bank->name, bank_name) || bank->region != NULL)
          continue;
        for (guint n = 0; n < bank->n_registers; n++)
          if (bank->registers[n].offset == offset)
            return (Register) { devices->pdata[i], bank, &bank->registers[n] };
      }

  g_error ("there is no register %x in a bank %s", (guint) offset, bank_name);
}

/* By the name of the device's model and of the register */
static Register
find_named (Fixture    *self,
            const char *model,
            const char *name)
{
  g_autoptr (GPtrArray) devices = strata_board_list_devices (self->board);

  for (guint i = 0; i < devices->len; i++)
    for (guint k = 0; k < strata_device_get_n_banks (devices->pdata[i]); k++)
      {
        const StrataRegisterBank *bank = strata_device_get_bank (devices->pdata[i], k);

        if (!g_str_equal (STRATA_DEVICE_GET_CLASS (devices->pdata[i])->model, model))
          continue;
        for (guint n = 0; n < bank->n_registers; n++)
          if (g_str_equal (bank->registers[n].name, name))
            return (Register) { devices->pdata[i], bank, &bank->registers[n] };
      }

  g_error ("no register of a %s is %s", model, name);
}

static guint64
peek_at (const Register *place)
{
  guint64 value = 0;

  g_assert_true (strata_device_peek_register (place->device, place->bank, place->info, &value));

  return value;
}

static guint64
peek (Fixture    *self,
      const char *bank,
      guint64     offset)
{
  Register place = find (self, bank, offset);

  return peek_at (&place);
}

static void
out (Fixture *self,
     guint64  port,
     guint8   value)
{
  g_assert_cmpuint (strata_initiator_store (self->ports, port, 1, STRATA_LITTLE_ENDIAN, value), ==,
                    STRATA_OK);
  strata_initiator_park (self->ports);
}

/* Writes it, by the way that is foretold; returns how many writes that took. */
static guint
write_at (Fixture        *self,
          const Register *place,
          guint64         value,
          const char     *forecast)
{
  g_autoptr (StrataRegisterRoute) route = strata_register_route_new (self->board, NULL,
                                                                     place->device, place->bank,
                                                                     place->info, NULL);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->journal));
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  StrataResult result;

  g_assert_nonnull (route);
  words = strata_register_route_forecast (route);
  if (forecast != NULL && strstr (words, forecast) == NULL)
    g_error ("“%s” does not say “%s”", words, forecast);
  g_assert_true (strata_register_route_write (route, self->journal, value, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result, ==, STRATA_OK);

  return g_list_model_get_n_items (G_LIST_MODEL (self->journal)) - n_before;
}

static void
write_register (Fixture    *self,
                const char *bank,
                guint64     offset,
                guint64     value)
{
  Register place = find (self, bank, offset);

  write_at (self, &place, value, NULL);
}

/* A register takes the value, and the guest finds the index as it was. */
static void
check (Fixture    *self,
       const char *bank,
       guint64     offset,
       guint64     value,
       guint64     index_port)
{
  guint64 index = peek (self, "general", index_port);

  g_assert_cmphex (peek (self, bank, offset), !=, value);
  write_register (self, bank, offset, value);
  g_assert_cmphex (peek (self, bank, offset), ==, value);
  g_assert_cmphex (peek (self, "general", index_port), ==, index);
}

static void
test_vga (Fixture       *self,
          gconstpointer  data)
{
  out (self, 0x3c4, 4);
  check (self, "sequencer", 2, 0x5, 0x3c4);
  out (self, 0x3ce, 5);
  check (self, "graphics", 8, 0x5a, 0x3ce);
  out (self, 0x3c2, 0x63); /* colour */
  out (self, 0x3d4, 0x0e);
  check (self, "crtc", 0x0f, 0xab, 0x3d4);
  out (self, 0x3c2, 0x62); /* mono */
  check (self, "crtc", 0x0f, 0xcd, 0x3d4);
  out (self, 0x3c2, 0x63);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 12);
}

/* The port of index and data expects the one or the other, and the screen stays on. */
static void
test_flip_flop (Fixture       *self,
                gconstpointer  data)
{
  guint64 value;

  out (self, 0x3c2, 0x63);
  for (guint halfway = 0; halfway < 2; halfway++)
    {
      strata_initiator_load (self->ports, 0x3da, 1, STRATA_LITTLE_ENDIAN, &value);
      out (self, 0x3c0, 0x33);
      if (!halfway)
        out (self, 0x3c0, 0);
      check (self, "attribute", 2, 0x15 + halfway, 0x3c0);
      check (self, "attribute", 0x11, 0x2a + halfway, 0x3c0);
      g_assert_cmphex (peek (self, "general", 0x3c0), ==, 0x33);

      /* What comes next is an index. */
      out (self, 0x3c0, 0x31);
      out (self, 0x3c0, 0x07);
      g_assert_cmphex (peek (self, "attribute", 0x11), ==, 0x07);
    }
}

static void
test_others (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (StrataRegisterRoute) none = NULL;
  Register shadow = find (self, "sequencer-vbe", 2);
  const char *reason = NULL;
  guint64 value;

  out (self, 0x70, 0x0a);
  write_register (self, "chip", 0x32, 0x42); /* the century of the clock */
  g_assert_cmphex (peek (self, "chip", 0x32), ==, 0x42);
  strata_initiator_load (self->ports, 0x71, 1, STRATA_LITTLE_ENDIAN, &value);
  strata_initiator_park (self->ports);
  g_assert_cmphex (value & 0x7f, ==, 0x26);
  write_register (self, "vbe", 1, 640);
  g_assert_cmphex (peek (self, "vbe", 1), ==, 640);
  write_register (self, "general", 0x3cc, 0x63);
  g_assert_cmphex (peek (self, "general", 0x3cc), ==, 0x63);

  /* What is behind VBE's back cannot be reached. */
  none = strata_register_route_new (self->board, NULL, shadow.device, shadow.bank, shadow.info,
                                    &reason);
  g_assert_null (none);
  g_assert_cmpstr (reason, ==, "the bus does not lead to it as the device is set up now");
}

static void
check_unreachable (Fixture        *self,
                   const Register *place)
{
  g_autoptr (StrataRegisterRoute) route = strata_register_route_new (self->board, NULL,
                                                                     place->device, place->bank,
                                                                     place->info, NULL);

  g_assert_null (route);
}

/* The guest finds the address as it was, and the map follows the register. */
static void
test_pci (Fixture       *self,
          gconstpointer  data)
{
  Register command = find_named (self, "vga", "COMMAND");
  Register line = find_named (self, "vga", "INTERRUPT-LINE");
  Register window = find_named (self, "i440fx", "PAM1");
  guint64 index;

  strata_initiator_store (self->ports, 0xcf8, 4, STRATA_LITTLE_ENDIAN, 0x80001234);
  g_assert_cmpuint (write_at (self, &command, 0x0002, "after index 80001004 to cf8, where 80001234 "
                                                      "is put back"), ==, 3);
  g_assert_cmphex (peek_at (&command), ==, 0x0002);
  write_at (self, &line, 0x0b, "to cf8");
  g_assert_cmphex (peek_at (&line), ==, 0x0b);
  g_assert_cmphex (peek_at (&command), ==, 0x0002);
  strata_initiator_load (self->ports, 0xcf8, 4, STRATA_LITTLE_ENDIAN, &index);
  strata_initiator_park (self->ports);
  g_assert_cmphex (index, ==, 0x80001234);

  write_at (self, &window, 0x33, "after index 80000058 to cf8");
  g_assert_cmphex (peek_at (&window), ==, 0x33);
}

/* Of a redirection entry each half has its index. */
static void
test_ioapic (Fixture       *self,
             gconstpointer  data)
{
  Register entry = find_named (self, "ioapic", "IOREDTBL3");
  Register id = find_named (self, "ioapic", "IOAPICID");
  Register select = find_named (self, "ioapic", "IOREGSEL");
  Register inputs = find_named (self, "ioapic", "INPUTS");

  g_assert_cmpuint (write_at (self, &entry, G_GUINT64_CONSTANT (0x0500000000008931),
                              "for each half, after index 16 and 17 to fec00000, where 00 is put "
                              "back"), ==, 5);
  g_assert_cmphex (peek_at (&entry), ==, G_GUINT64_CONSTANT (0x0500000000008931));
  g_assert_cmpuint (peek_at (&select), ==, 0);
  /* What is there already stays there. */
  g_assert_cmpuint (write_at (self, &id, 0x02000000, "after index 00 to fec00000"), ==, 2);
  g_assert_cmphex (peek_at (&id), ==, 0x02000000);
  check_unreachable (self, &inputs);
}

/* A command and its argument; a guest that has told a command before can go on with it. */
static void
test_keyboard_controller (Fixture       *self,
                          gconstpointer  data)
{
  Register mode = find_named (self, "i8042", "COMMAND BYTE");
  Register output = find_named (self, "i8042", "OUTPUT PORT");

  g_assert_cmpuint (write_at (self, &mode, 0x45, "after index 60 to 64"), ==, 2);
  g_assert_cmphex (peek_at (&mode), ==, 0x45);
  out (self, 0x64, 0xd1);
  g_assert_cmpuint (write_at (self, &mode, 0x65, "where d1 is put back"), ==, 3);
  out (self, 0x60, 0xdd);
  g_assert_cmphex (peek_at (&mode), ==, 0x65);
  g_assert_cmphex (peek_at (&output) & 0x0f, ==, 0x0d);
}

/* The mask cannot be mistaken for a word of an initialization. */
static void
test_interrupt_controller (Fixture       *self,
                           gconstpointer  data)
{
  Register mask = find_named (self, "i8259", "IMR");
  Register word = find_named (self, "i8259", "ICW2");
  Register last = find_named (self, "i8259", "ICW2 (last)");

  g_assert_cmpuint (write_at (self, &mask, 0xfb, "1-byte write"), ==, 1);
  g_assert_cmphex (peek_at (&mask), ==, 0xfb);
  check_unreachable (self, &word);
  check_unreachable (self, &last);

  out (self, 0x20, 0x11);
  check_unreachable (self, &mask);
  write_at (self, &word, 0x20, NULL);
  g_assert_cmphex (peek_at (&last), ==, 0x20);
}

/* The divisor is behind a bit of the line control register. */
static void
test_uart (Fixture       *self,
           gconstpointer  data)
{
  Register divisor = find_named (self, "uart-16550a", "DLL");
  Register enable = find_named (self, "uart-16550a", "IER");
  Register received = find_named (self, "uart-16550a", "RBR");
  Register control = find_named (self, "uart-16550a", "LCR");

  out (self, 0x3fb, 0x03);
  g_assert_cmpuint (write_at (self, &divisor, 0x18, "after index 83 to 3fb, where 03 is put back"),
                    ==, 3);
  g_assert_cmphex (peek_at (&divisor), ==, 0x18);
  g_assert_cmphex (peek_at (&control), ==, 0x03);
  g_assert_cmpuint (write_at (self, &enable, 0x01, "1-byte write"), ==, 1);
  out (self, 0x3fb, 0x83);
  g_assert_cmpuint (write_at (self, &enable, 0x05, "after index 03 to 3fb"), ==, 3);
  g_assert_cmphex (peek_at (&enable), ==, 0x05);
  g_assert_cmphex (peek_at (&divisor), ==, 0x18);
  check_unreachable (self, &received);
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  Register place = find (self, "sequencer", 2);
  g_autoptr (StrataRegisterRoute) route = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  StrataResult result;

  out (self, 0x3c4, 4);
  route = strata_register_route_new (self->board, NULL, place.device, place.bank, place.info, NULL);
  g_assert_true (strata_register_route_is_indexed (route));
  words = strata_register_route_forecast (route);
  g_assert_nonnull (strstr (words, "after index 02 to 3c4, where 04 is put back"));

  /* Locked, not even the index is written. */
  strata_poke_journal_set_locked (self->journal, TRUE);
  g_assert_false (strata_register_route_write (route, self->journal, 1, &result, &error));
  g_assert_error (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_LOCKED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 0);
  g_assert_cmphex (peek (self, "general", 0x3c4), ==, 4);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/register-route/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("vga", test_vga);
  ADD ("flip-flop", test_flip_flop);
  ADD ("others", test_others);
  ADD ("pci", test_pci);
  ADD ("ioapic", test_ioapic);
  ADD ("keyboard-controller", test_keyboard_controller);
  ADD ("interrupt-controller", test_interrupt_controller);
  ADD ("uart", test_uart);
  ADD ("words", test_words);

  return g_test_run ();
}
