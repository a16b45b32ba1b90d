/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices in board files, with a model that knows a property of each kind. */

#include <string.h>

#include "strata.h"

#define STRATA_TYPE_PAD (strata_pad_get_type ())
G_DECLARE_FINAL_TYPE (StrataPad, strata_pad, STRATA, PAD, StrataDevice)

struct _StrataPad
{
  StrataDevice parent_instance;

  guint n_ports;
  gboolean loud;
  char *label;
  StrataByteOrder order;
  StrataRegion *ram;
  StrataDevice *next;
  char *extra;
  guint n_resets;
  guint8 last;
  StrataLine *out;
  guint heard; /* a bit for each input that is high */
};

G_DEFINE_FINAL_TYPE (StrataPad, strata_pad, STRATA_TYPE_DEVICE)

static GType
order_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { STRATA_LITTLE_ENDIAN, "STRATA_LITTLE_ENDIAN", "little" },
    { STRATA_BIG_ENDIAN, "STRATA_BIG_ENDIAN", "big" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StrataPadOrder", values));
  return type;
}

enum
{
  PROP_0,
  PROP_PORTS,
  PROP_LOUD,
  PROP_LABEL,
  PROP_ORDER,
  PROP_RAM,
  PROP_NEXT,
};

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec G_GNUC_UNUSED)
{
  StrataPad *self = STRATA_PAD (object);

  switch (id)
    {
    case PROP_PORTS:
      self->n_ports = g_value_get_uint (value);
      break;
    case PROP_LOUD:
      self->loud = g_value_get_boolean (value);
      break;
    case PROP_LABEL:
      g_free (self->label);
      self->label = g_value_dup_string (value);
      break;
    case PROP_ORDER:
      self->order = g_value_get_enum (value);
      break;
    case PROP_RAM:
      self->ram = g_value_dup_boxed (value);
      break;
    default:
      self->next = g_value_dup_object (value);
    }
}

static void
pad_dispose (GObject *object)
{
  StrataPad *self = STRATA_PAD (object);

  g_clear_pointer (&self->ram, strata_region_unref);
  g_clear_object (&self->next);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->extra, g_free);

  G_OBJECT_CLASS (strata_pad_parent_class)->dispose (object);
}

static guint64
pad_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  StrataPad *self = user_data;

  return self->last + offset;
}

static void
pad_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
           guint size G_GNUC_UNUSED)
{
  StrataPad *self = user_data;

  self->last = value;
  strata_line_set_level (self->out, value & 1);
}

static const StrataRegionOps pad_ops = {
  .read = pad_read,
  .write = pad_write,
  .impl = { .max = 1 },
};

static void
hear (StrataDevice *device, guint number, gboolean level)
{
  StrataPad *self = STRATA_PAD (device);

  self->heard = level ? self->heard | 1u << number : self->heard & ~(1u << number);
}

static gboolean
pad_realize (StrataDevice *device, GError **error)
{
  StrataPad *self = STRATA_PAD (device);

  if (self->n_ports == 13)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   "13 ports bring no luck");
      return FALSE;
    }
  for (guint i = 0; i < self->n_ports; i++)
    {
      g_autofree char *part = g_strdup_printf ("port%u", i);
      g_autoptr (StrataRegion) region
        = strata_region_new_mmio (strata_device_get_system (device),
                                  strata_device_get_owner (device), part, 16, &pad_ops, self,
                                  NULL);

      strata_device_add_region (device, part, region);
    }
  self->out = strata_device_add_output (device, "out", 0);
  strata_device_add_inputs (device, "in", 4, hear);
  return TRUE;
}

static void
pad_reset (StrataDevice *device)
{
  STRATA_PAD (device)->n_resets++;
  STRATA_PAD (device)->last = 0;
}

static gboolean
pad_read_key (StrataDevice *device, const char *key, const char *text, GError **error)
{
  if (!g_str_equal (key, "extra"))
    return FALSE;
  if (g_str_equal (text, "bad"))
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY, "bad it is");
      return FALSE;
    }
  STRATA_PAD (device)->extra = g_strdup (text);
  return TRUE;
}

static void
strata_pad_class_init (StrataPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE;

  object_class->set_property = set_property;
  object_class->dispose = pad_dispose;
  device_class->model = "test-pad";
  device_class->realize = pad_realize;
  device_class->reset = pad_reset;
  device_class->read_key = pad_read_key;
  g_object_class_install_property (object_class, PROP_PORTS,
                                   g_param_spec_uint ("ports", NULL, NULL, 1, 20, 1, flags));
  g_object_class_install_property (object_class, PROP_LOUD,
                                   g_param_spec_boolean ("loud", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_LABEL,
                                   g_param_spec_string ("label", NULL, NULL, NULL, flags));
  g_object_class_install_property (
    object_class, PROP_ORDER,
    g_param_spec_enum ("order", NULL, NULL, order_get_type (), STRATA_LITTLE_ENDIAN, flags));
  g_object_class_install_property (
    object_class, PROP_RAM, g_param_spec_boxed ("ram", NULL, NULL, STRATA_TYPE_REGION, flags));
  g_object_class_install_property (
    object_class, PROP_NEXT, g_param_spec_object ("next", NULL, NULL, STRATA_TYPE_PAD, flags));
}

static void
strata_pad_init (StrataPad *self)
{
  self->n_ports = 1;
}

#define HEAD                                                                                       \
  "[strata]\nversion=1\n[address-space memory]\nroot=all\n"                                        \
  "[region all]\nkind=container\nsize=2^32\n"

static StrataBoard *
read_board (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, "t", NULL, NULL, &error);

  g_assert_no_error (error);
  return board;
}

static void
assert_refused (const char *text, const char *message)
{
  g_autofree char *whole = g_strconcat (HEAD, text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_board_new_from_text (whole, -1, "t", NULL, NULL, &error);

  g_assert_null (board);
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_properties (void)
{
  g_autoptr (StrataBoard) board = read_board (HEAD "[device a]\nmodel=test-pad\n"
                                                   "ports=0x3\nloud=true\n"
                                                   "label=one\\stwo\norder=big\nram=ram\nnext=b\n"
                                                   "extra=more\nx-mine=1\nodd=2\n"
                                                   "[region ram]\nkind=ram\nsize=4 KiB\n"
                                                   "[device b]\nmodel=test-pad\n");
  StrataPad *a = STRATA_PAD (strata_board_get_device (board, "a"));
  g_autoptr (GPtrArray) devices = strata_board_list_devices (board);

  g_assert_cmpuint (a->n_ports, ==, 3);
  g_assert_true (a->loud);
  g_assert_cmpstr (a->label, ==, "one two");
  g_assert_cmpint (a->order, ==, STRATA_BIG_ENDIAN);
  g_assert_true (a->ram == strata_board_get_region (board, "ram"));
  g_assert_true (a->next == strata_board_get_device (board, "b"));
  g_assert_cmpstr (a->extra, ==, "more");
  /* only the key that nobody knows is noted */
  g_assert_cmpuint (strata_board_get_n_notes (board), ==, 1);
  g_assert_nonnull (strstr (strata_board_get_note (board, 0)->text, "odd"));
  /* a device stands behind those it needs */
  g_assert_true (devices->pdata[0] == (gpointer) a->next);
  g_assert_true (devices->pdata[1] == (gpointer) a);
  g_assert_null (strata_board_get_device (board, "c"));
}

static void
test_regions (void)
{
  g_autoptr (StrataBoard) board
    = read_board (HEAD "[region window]\nkind=alias\nsize=16\ntarget=second\nparent=all\n"
                       "address=0x40\n"
                       "[region second]\ndevice=pad\npart=port1\nparent=all\naddress=0x1000\n"
                       "priority=3\n[device pad]\nmodel=test-pad\nports=2\n");
  StrataRegion *region = strata_board_get_region (board, "second");
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (board), "test");
  guint64 value;

  g_assert_true (strata_region_get_device (region) == strata_board_get_device (board, "pad"));
  g_assert_null (strata_region_get_device (strata_board_get_region (board, "all")));
  g_assert_cmpint (strata_region_get_priority (region), ==, 3);
  g_assert_cmpint (strata_initiator_store (initiator, 0x1000, 1, STRATA_LITTLE_ENDIAN, 0x20), ==,
                   STRATA_OK);
  g_assert_cmpint (strata_initiator_load (initiator, 0x45, 1, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmphex (value, ==, 0x25);
  strata_initiator_park (initiator);
}

static void
test_lines (void)
{
  g_autoptr (StrataBoard) board
    = read_board (HEAD "[device a]\nmodel=test-pad\nline.out=b:2, b:in:3\n[region a]\ndevice=a\n"
                       "parent=all\naddress=0x0\n[device b]\nmodel=test-pad\n");
  StrataPad *a = STRATA_PAD (strata_board_get_device (board, "a"));
  StrataPad *b = STRATA_PAD (strata_board_get_device (board, "b"));
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (board), "test");

  strata_initiator_store (initiator, 0, 1, STRATA_LITTLE_ENDIAN, 1);
  g_assert_cmphex (b->heard, ==, 0xc);
  strata_initiator_store (initiator, 0, 1, STRATA_LITTLE_ENDIAN, 2);
  g_assert_cmphex (b->heard, ==, 0);
  strata_initiator_park (initiator);
  g_assert_cmpuint (strata_line_get_n_edges (a->out), ==, 1);
  g_assert_cmpuint (a->n_resets, ==, 1);
  strata_board_reset (board);
  g_assert_cmpuint (a->n_resets, ==, 2);
  g_assert_cmpuint (a->last, ==, 0);
}

static void
test_refusals (void)
{
#define PAD "[device a]\nmodel=test-pad\n"
  assert_refused ("[device a]\nports=1\n", "t:8: [device a] model: the key is missing");
  assert_refused ("[device a]\nmodel=nix\n",
                  "t:9: [device a] model: there is no model of a device called “nix”");
  assert_refused (PAD "ports=21\n", "t:10: [device a] ports: “21” is out of range: from 1 to 20");
  assert_refused (PAD "ports=2^40\n",
                  "t:10: [device a] ports: “2^40” is out of range: from 1 to 20");
  assert_refused (PAD "ports=13\n", "t:9: [device a] model: 13 ports bring no luck");
  assert_refused (PAD "extra=bad\n", "t:10: [device a] extra: bad it is");
  assert_refused (PAD "order=pdp\n",
                  "t:10: [device a] order: “pdp” is none of the values there are: little, big");
  assert_refused (PAD "ram=nix\n", "t:10: [device a] ram: there is no region “nix”");
  assert_refused (PAD "next=nix\n", "t:10: [device a] next: there is no device “nix”");
  assert_refused (PAD "next=a\n", "t:10: [device a] next: the device a needs this in turn");
  assert_refused (PAD "next=b\n[device b]\nmodel=test-pad\nram=r\n[region r]\ndevice=a\n",
                  "t:15: [region r] device: the device a needs this in turn");
  assert_refused (PAD PAD, "t:10: [device a]: this group is there already, in line 8");
  assert_refused (PAD "[device a b]\nmodel=test-pad\n",
                  "t:10: [device a b]: “a b” is not an id: it has letters, digits, “.”, “_” and "
                  "“-” only");
  assert_refused (PAD "line.in=a:0\n",
                  "t:10: [device a] line.in: “in” is an output that this device does not have");
  assert_refused (PAD "line.out=a:4\n",
                  "t:10: [device a] line.out: “a:4” is an input that this device does not have");
  assert_refused (PAD "line.out=a\n", "t:10: [device a] line.out: “a” is no input: write "
                                      "DEVICE:NUMBER or DEVICE:NAME:NUMBER");
  assert_refused (PAD "line.out=b:1\n", "t:10: [device a] line.out: there is no device “b”");
  assert_refused (PAD "ports=2\n[region r]\ndevice=a\n",
                  "t:11: [region r] part: the device a offers port0, port1");
  assert_refused (PAD "[region r]\ndevice=a\npart=x\n",
                  "t:12: [region r] part: the device a offers port0");
  assert_refused (PAD "[region r]\ndevice=a\nkind=ram\n",
                  "t:12: [region r] kind: a region that a device offers has no such key: the "
                  "device decides that");
  assert_refused (PAD "[region r]\nkind=ram\nsize=1\npart=x\n",
                  "t:13: [region r] part: only a region that a device offers has such a key");
  assert_refused (PAD "[region r]\ndevice=a\nload=nix\n",
                  "t:12: [region r] load: the region has no memory that a file could fill");
  assert_refused (PAD "[region r]\ndevice=a\n[region s]\ndevice=a\n",
                  "t:12: [region s] part: this region is there already, as r");
#undef PAD
}

/* Devices that need each other in a long row do not take the stack. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "[device d%u]\nmodel=test-pad\nnext=d%u\n", i, i + 1);
  g_string_append (text, "[device d100000]\nmodel=test-pad\n");
  board = strata_board_new_from_text (text->str, -1, "t", NULL, NULL, &error);
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "more than 64 deep"));
}

static void
test_save (void)
{
  const char *text = HEAD "# what it is\n[device a]\nmodel=test-pad\nline.out=a:1\n\n"
                          "[region a-port]\ndevice=a\nparent=all\naddress=0x20\n";
  g_autoptr (StrataBoard) board = read_board (text);
  g_autofree char *same = strata_board_to_text (board);
  g_autofree char *moved = NULL;

  g_assert_cmpstr (same, ==, text);
  g_assert_true (
    strata_region_set_address (strata_board_get_region (board, "a-port"), 0x30, NULL));
  moved = strata_board_to_text (board);
  g_assert_nonnull (strstr (moved, "[region a-port]\ndevice=a\nparent=all\naddress=0x30\n"));
}

static void
test_power_on (void)
{
  g_autoptr (StrataBoard) none = read_board (HEAD);
  g_autoptr (StrataBoard) board
    = strata_board_new_from_text ("[strata]\nversion=1\npower-on=go.qtest\n", -1, "t", "/there",
                                  NULL, NULL);
  g_autoptr (StrataBoard) resource
    = read_board ("[strata]\nversion=1\npower-on=resource:///a/b.qtest\n");
  g_autoptr (GFile) file = strata_board_get_power_on (board);
  g_autoptr (GFile) in_resource = strata_board_get_power_on (resource);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (in_resource);

  g_assert_null (strata_board_get_power_on (none));
  g_assert_cmpstr (path, ==, "/there/go.qtest");
  g_assert_cmpstr (uri, ==, "resource:///a/b.qtest");
}

static void
note_end (gpointer data, GObject *object G_GNUC_UNUSED)
{
  ++*(guint *) data;
}

/* Devices that hold each other's regions go with their board all the same. */
static void
test_end (void)
{
  StrataBoard *board = read_board (HEAD "[device a]\nmodel=test-pad\nram=all\nnext=b\n"
                                        "[device b]\nmodel=test-pad\nram=a-port\n"
                                        "[region a-port]\nkind=container\nsize=1\nparent=all\n"
                                        "[region b-port]\ndevice=b\nparent=all\n");
  guint n_ended = 0;

  g_object_weak_ref (G_OBJECT (strata_board_get_device (board, "a")), note_end, &n_ended);
  g_object_weak_ref (G_OBJECT (strata_board_get_device (board, "b")), note_end, &n_ended);
  g_object_unref (board);
  g_assert_cmpuint (n_ended, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_type_ensure (STRATA_TYPE_PAD);
  g_test_add_func ("/strata/board/devices/properties", test_properties);
  g_test_add_func ("/strata/board/devices/regions", test_regions);
  g_test_add_func ("/strata/board/devices/lines", test_lines);
  g_test_add_func ("/strata/board/devices/refusals", test_refusals);
  g_test_add_func ("/strata/board/devices/deep", test_deep);
  g_test_add_func ("/strata/board/devices/save", test_save);
  g_test_add_func ("/strata/board/devices/power-on", test_power_on);
  g_test_add_func ("/strata/board/devices/end", test_end);
  return g_test_run ();
}
