/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* What the targeted tests of the region API share */

#define TESTING_DEVICE_BYTES 64

/* A device of bytes that writes down what it is asked */
typedef struct
{
  StrataByteOrder byte_order; /* how it makes values of its bytes */
  guint8 bytes[TESTING_DEVICE_BYTES];
  GString *log; /* `r4@0 ` and `w2@8=1234 ` */
  StrataResult answer;
  StrataAttrs attrs; /* those of the last access */
} TestingDevice;

void testing_device_init (TestingDevice *self, StrataByteOrder byte_order);
void testing_device_clear (TestingDevice *self);
char *testing_device_take_log (TestingDevice *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestingDevice, testing_device_clear)

/* The callbacks, with a TestingDevice as user data */
guint64 testing_device_read (gpointer user_data, guint64 offset, guint size);
void testing_device_write (gpointer user_data, guint64 offset, guint64 value, guint size);
StrataResult testing_device_read_with_attrs (gpointer user_data, guint64 offset, guint64 *value,
                                             guint size, const StrataAttrs *attrs);
StrataResult testing_device_write_with_attrs (gpointer user_data, guint64 offset, guint64 value,
                                              guint size, const StrataAttrs *attrs);
StrataResult testing_device_write_lanes (gpointer user_data, guint64 offset, guint64 value,
                                         guint size, guint lanes, const StrataAttrs *attrs);
gboolean testing_device_peek (gpointer user_data, guint64 offset, guint64 *value, guint size);

/* A little-endian device where nothing else is set */
extern const StrataRegionOps testing_plain_ops;

char *testing_view_to_string (StrataFlatView *view);
char *testing_space_to_string (StrataAddressSpace *space);
void testing_add (StrataRegion *container, guint64 address, StrataRegion *subregion,
                  gint priority);

#define testing_assert_space(space, expected)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *testing_text = testing_space_to_string (space);                               \
                                                                                                   \
    g_assert_cmpstr (testing_text, ==, expected);                                                  \
  }                                                                                                \
  G_STMT_END

#define testing_assert_log(device, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *testing_text = testing_device_take_log (device);                              \
                                                                                                   \
    g_assert_cmpstr (testing_text, ==, expected);                                                  \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
