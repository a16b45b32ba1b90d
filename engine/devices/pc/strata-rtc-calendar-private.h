/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a clock chip writes numbers and hours */
typedef struct
{
  gboolean is_binary; /* else BCD */
  gboolean is_24h;    /* else 1 to 12, with bit 7 after noon */
} StrataRtcFormat;

/* A date and a time of the day, as a clock chip counts them: the day of the week is just another
 * counter */
typedef struct
{
  guint second;
  guint minute;
  guint hour;    /* 0 to 23 */
  guint weekday; /* 1 to 7 */
  guint day;
  guint month;
  guint year; /* 0 to 9999 */
} StrataRtcTime;

#define STRATA_RTC_NO_NUMBER 0xff

guint8 strata_rtc_encode (StrataRtcFormat format, guint number);
guint strata_rtc_decode (StrataRtcFormat format, guint8 byte);
guint8 strata_rtc_encode_hour (StrataRtcFormat format, guint hour);
guint strata_rtc_decode_hour (StrataRtcFormat format, guint8 byte);

void strata_rtc_time_init (StrataRtcTime *self, gint64 unix_time);
void strata_rtc_time_normalize (StrataRtcTime *self);
void strata_rtc_time_advance (StrataRtcTime *self, guint64 seconds);
guint strata_rtc_find_alarm (StrataRtcFormat format, const guint8 alarm[3],
                             const StrataRtcTime *now);

G_END_DECLS
