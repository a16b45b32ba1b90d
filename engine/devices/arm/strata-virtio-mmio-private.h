/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_VIRTIO_MMIO (strata_virtio_mmio_get_type ())

G_DECLARE_FINAL_TYPE (StrataVirtioMmio, strata_virtio_mmio, STRATA, VIRTIO_MMIO, StrataDevice)

G_END_DECLS
