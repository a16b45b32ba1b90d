/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-owner.h"
#include "strata-clock.h"
#include "strata-line.h"
#include "strata-register.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DEVICE (strata_device_get_type ())

/**
 * StrataDevice:
 *
 * A model of a device: regions, lines, registers, and how they act. Its classes are registered by
 * the name of their model; [func@models_list] lists them.
 */
STRATA_PUBLIC
G_DECLARE_DERIVABLE_TYPE (StrataDevice, strata_device, STRATA, DEVICE, GObject)

/**
 * StrataModelError:
 * @STRATA_MODEL_ERROR_PROPERTY: a property that is needed is missing, or its value does not fit
 * @STRATA_MODEL_ERROR_FAILED: the device could not be made for another reason
 *
 * Why a device could not be made.
 */
typedef enum
{
  STRATA_MODEL_ERROR_PROPERTY,
  STRATA_MODEL_ERROR_FAILED,
} StrataModelError;

#define STRATA_MODEL_ERROR (strata_model_error_quark ())

/**
 * StrataDeviceClass:
 * @parent_class: the parent class
 * @model: the name that board files use for it: letters, digits and `-`
 * @summary: what it is, in a few words
 * @realize: makes its regions, lines and registers out of its properties; called once
 * @reset: brings it into the state after power-on; called after @realize, and later with the system
 *   locked
 * @read_key: takes a key of a board file that is not a property; %FALSE without an error if it does
 *   not know the key
 * @peek_register: tells the value of a register without any side effect; %FALSE if that cannot be
 *   done. By default the region's `peek` is asked.
 * @find_register: says how a register is reached on the bus, which must not change anything; %FALSE
 *   if it is not. By default it lies in the region of its bank.
 *
 * What a model of a device brings. Its properties are those of the class: booleans, numbers,
 * strings, enumerations, regions (boxed) and devices (objects) can be given in a board file. They
 * are set before @realize. A device gives back its regions, timers and other devices when it is
 * disposed; by then nobody accesses it any more.
 */
struct _StrataDeviceClass
{
  GObjectClass parent_class;

  const char *model;
  const char *summary;

  gboolean (*realize) (StrataDevice *self, GError **error);
  void (*reset) (StrataDevice *self);
  gboolean (*read_key) (StrataDevice *self, const char *key, const char *text, GError **error);
  gboolean (*peek_register) (StrataDevice *self, const StrataRegisterBank *bank,
                             const StrataRegister *info, guint64 *value);
  gboolean (*find_register) (StrataDevice *self, const StrataRegisterBank *bank,
                             const StrataRegister *info, StrataRegisterPath *path);

  /*< private >*/
  gpointer padding[7];
};

/**
 * StrataInputFunc:
 * @self: the device
 * @number: which of the inputs
 * @level: its level now
 *
 * Called when the level of an input has changed, with the system locked.
 */
typedef void (*StrataInputFunc) (StrataDevice *self, guint number, gboolean level);

STRATA_PUBLIC
GQuark strata_model_error_quark (void);

/* Making a device */
STRATA_PUBLIC
StrataDevice *strata_device_new (GType type, const char *id, StrataSystem *system,
                                 StrataClock *clock);
STRATA_PUBLIC
gboolean strata_device_read_key (StrataDevice *self, const char *key, const char *text,
                                 GError **error);
STRATA_PUBLIC
gboolean strata_device_realize (StrataDevice *self, GError **error);
STRATA_PUBLIC
void strata_device_reset (StrataDevice *self);

/* What it is */
STRATA_PUBLIC
const char *strata_device_get_id (StrataDevice *self);
STRATA_PUBLIC
const char *strata_device_get_model (StrataDevice *self);
STRATA_PUBLIC
const char *strata_device_get_summary (StrataDevice *self);
STRATA_PUBLIC
StrataSystem *strata_device_get_system (StrataDevice *self);
STRATA_PUBLIC
StrataClock *strata_device_get_clock (StrataDevice *self);
STRATA_PUBLIC
StrataOwner *strata_device_get_owner (StrataDevice *self);
STRATA_PUBLIC
StrataDevice *strata_region_get_device (StrataRegion *region);

/* The regions it offers: who makes the board puts them somewhere */
STRATA_PUBLIC
guint strata_device_get_n_regions (StrataDevice *self);
STRATA_PUBLIC
StrataRegion *strata_device_get_region (StrataDevice *self, guint index, const char **part);
STRATA_PUBLIC
StrataRegion *strata_device_find_region (StrataDevice *self, const char *part);

/* Its wires */
STRATA_PUBLIC
guint strata_device_get_n_outputs (StrataDevice *self);
STRATA_PUBLIC
StrataLine *strata_device_get_output (StrataDevice *self, guint index);
STRATA_PUBLIC
guint strata_device_get_n_inputs (StrataDevice *self);
STRATA_PUBLIC
StrataLine *strata_device_get_input (StrataDevice *self, guint index);
STRATA_PUBLIC
StrataLine *strata_device_find_input (StrataDevice *self, const char *name, guint number);

/* Its registers */
STRATA_PUBLIC
guint strata_device_get_n_banks (StrataDevice *self);
STRATA_PUBLIC
const StrataRegisterBank *strata_device_get_bank (StrataDevice *self, guint index);
STRATA_PUBLIC
gboolean strata_device_peek_register (StrataDevice *self, const StrataRegisterBank *bank,
                                      const StrataRegister *info, guint64 *value);
STRATA_PUBLIC
gboolean strata_device_find_register (StrataDevice *self, const StrataRegisterBank *bank,
                                      const StrataRegister *info, StrataRegisterPath *path);

/* For models */
STRATA_PUBLIC
void strata_device_add_region (StrataDevice *self, const char *part, StrataRegion *region);
STRATA_PUBLIC
StrataLine *strata_device_add_output (StrataDevice *self, const char *name, guint number);
STRATA_PUBLIC
void strata_device_add_inputs (StrataDevice *self, const char *name, guint n_inputs,
                               StrataInputFunc func);
STRATA_PUBLIC
void strata_device_add_bank (StrataDevice *self, const char *name, StrataRegion *region,
                             const StrataRegister *registers, guint n_registers);
STRATA_PUBLIC
void strata_device_log (StrataDevice *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
