/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-rtc-calendar-private.h"

G_BEGIN_DECLS

void strata_rtc_bytes_get_time (const guint8 *bytes, StrataRtcTime *time);
void strata_rtc_bytes_put_time (guint8 *bytes, const StrataRtcTime *time);
guint strata_rtc_bytes_find_alarm (const guint8 *bytes, const StrataRtcTime *time);

G_END_DECLS
