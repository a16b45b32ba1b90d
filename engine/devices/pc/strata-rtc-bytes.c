/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How the MC146818 keeps date, time and alarm in its bytes, in the format that its register B
 * says. */

#include "strata-rtc-bytes-private.h"

#include "strata-mc146818-registers-private.h"

static StrataRtcFormat
get_format (const guint8 *bytes)
{
  guint8 b = bytes[STRATA_MC146818_B];

  return (StrataRtcFormat){ (b & STRATA_MC146818_B_DM) != 0, (b & STRATA_MC146818_B_24H) != 0 };
}

/* What is written there, made a date and a time that there are */
void
strata_rtc_bytes_get_time (const guint8 *bytes, StrataRtcTime *time)
{
  StrataRtcFormat format = get_format (bytes);

  *time = (StrataRtcTime){
    .second = strata_rtc_decode (format, bytes[STRATA_MC146818_SECONDS]),
    .minute = strata_rtc_decode (format, bytes[STRATA_MC146818_MINUTES]),
    .hour = strata_rtc_decode_hour (format, bytes[STRATA_MC146818_HOURS]),
    .weekday = strata_rtc_decode (format, bytes[STRATA_MC146818_DAY_OF_WEEK]),
    .day = strata_rtc_decode (format, bytes[STRATA_MC146818_DATE]),
    .month = strata_rtc_decode (format, bytes[STRATA_MC146818_MONTH]),
    .year = MIN (strata_rtc_decode (format, bytes[STRATA_MC146818_CENTURY]), 99) * 100 +
            MIN (strata_rtc_decode (format, bytes[STRATA_MC146818_YEAR]), 99),
  };
  strata_rtc_time_normalize (time);
}

void
strata_rtc_bytes_put_time (guint8 *bytes, const StrataRtcTime *time)
{
  StrataRtcFormat format = get_format (bytes);

  bytes[STRATA_MC146818_SECONDS] = strata_rtc_encode (format, time->second);
  bytes[STRATA_MC146818_MINUTES] = strata_rtc_encode (format, time->minute);
  bytes[STRATA_MC146818_HOURS] = strata_rtc_encode_hour (format, time->hour);
  bytes[STRATA_MC146818_DAY_OF_WEEK] = strata_rtc_encode (format, time->weekday);
  bytes[STRATA_MC146818_DATE] = strata_rtc_encode (format, time->day);
  bytes[STRATA_MC146818_MONTH] = strata_rtc_encode (format, time->month);
  bytes[STRATA_MC146818_YEAR] = strata_rtc_encode (format, time->year % 100);
  bytes[STRATA_MC146818_CENTURY] = strata_rtc_encode (format, time->year / 100);
}

/* In how many seconds after a time the alarm comes; 0 if it never does */
guint
strata_rtc_bytes_find_alarm (const guint8 *bytes, const StrataRtcTime *time)
{
  const guint8 alarm[] = {
    bytes[STRATA_MC146818_SECONDS_ALARM],
    bytes[STRATA_MC146818_MINUTES_ALARM],
    bytes[STRATA_MC146818_HOURS_ALARM],
  };

  return strata_rtc_find_alarm (get_format (bytes), alarm, time);
}
