/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PC_SPEAKER (strata_pc_speaker_get_type ())

G_DECLARE_FINAL_TYPE (StrataPcSpeaker, strata_pc_speaker, STRATA, PC_SPEAKER, StrataDevice)

G_END_DECLS
