/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The arithmetic of a clock chip */

#include "strata-rtc-calendar-private.h"

#define SECONDS_PER_DAY 86400

/* The Gregorian calendar repeats itself after so many years. */
#define CYCLE 400
#define CYCLE_DAYS G_GINT64_CONSTANT (146097)

/* The two highest bits of an alarm's byte */
#define DONT_CARE 0xc0

#define PM 0x80

/* {{{ Numbers as registers hold them */

/**
 * strata_rtc_encode: (skip)
 * @format: how to write it
 * @number: 0 to 99
 *
 * Returns: the byte of a register
 */
guint8
strata_rtc_encode (StrataRtcFormat format, guint number)
{
  return format.is_binary ? number : number / 10 << 4 | number % 10;
}

/**
 * strata_rtc_decode: (skip)
 * @format: how it is written
 * @byte: the byte of a register
 *
 * Returns: the number; %STRATA_RTC_NO_NUMBER if it is none of BCD
 */
guint
strata_rtc_decode (StrataRtcFormat format, guint8 byte)
{
  if (format.is_binary)
    return byte;
  if ((byte & 0x0f) > 9 || byte >> 4 > 9)
    return STRATA_RTC_NO_NUMBER;
  return (byte >> 4) * 10 + (byte & 0x0f);
}

/**
 * strata_rtc_encode_hour: (skip)
 * @format: how to write it
 * @hour: 0 to 23
 *
 * Returns: the byte of a register for hours
 */
guint8
strata_rtc_encode_hour (StrataRtcFormat format, guint hour)
{
  if (format.is_24h)
    return strata_rtc_encode (format, hour);
  return strata_rtc_encode (format, (hour + 11) % 12 + 1) | (hour >= 12 ? PM : 0);
}

/**
 * strata_rtc_decode_hour: (skip)
 * @format: how it is written
 * @byte: the byte of a register for hours
 *
 * Returns: the hour, 0 to 23; %STRATA_RTC_NO_NUMBER if it is none
 */
guint
strata_rtc_decode_hour (StrataRtcFormat format, guint8 byte)
{
  guint hour = strata_rtc_decode (format, format.is_24h ? byte : byte & ~PM);

  if (format.is_24h)
    return hour < 24 ? hour : STRATA_RTC_NO_NUMBER;
  if (hour < 1 || hour > 12)
    return STRATA_RTC_NO_NUMBER;
  return hour % 12 + ((byte & PM) != 0 ? 12 : 0);
}

/* }}} */
/* {{{ The time */

/**
 * strata_rtc_time_init: (skip)
 * @self: a time
 * @unix_time: a date, in seconds since 1970-01-01 00:00:00 UTC; years before 0 and after 9999 wrap
 *
 * Sets a time; Sunday is day 1 of the week.
 */
void
strata_rtc_time_init (StrataRtcTime *self, gint64 unix_time)
{
  /* 10000 years, which are whole weeks */
  const gint64 wrap = 10000 / CYCLE * CYCLE_DAYS * SECONDS_PER_DAY;
  const gint64 since_year_0 = G_GINT64_CONSTANT (719528) * SECONDS_PER_DAY;

  unix_time = (unix_time % wrap + wrap + since_year_0) % wrap;
  /* 1 January of the year 0 was a Saturday. */
  *self = (StrataRtcTime){ .weekday = 7, .day = 1, .month = 1, .year = 0 };
  strata_rtc_time_advance (self, unix_time);
}

static guint
get_days_in_month (const StrataRtcTime *self)
{
  return g_date_get_days_in_month (self->month, self->year + CYCLE);
}

/**
 * strata_rtc_time_normalize: (skip)
 * @self: a time
 *
 * Brings what a program wrote into the ranges of a calendar. A counter that is past its end turns
 * over with the next carry, as if it were at its end.
 */
void
strata_rtc_time_normalize (StrataRtcTime *self)
{
  self->second = MIN (self->second, 59);
  self->minute = MIN (self->minute, 59);
  self->hour = MIN (self->hour, 23);
  self->weekday = CLAMP (self->weekday, 1, 7);
  self->month = CLAMP (self->month, 1, 12);
  self->year = MIN (self->year, 9999);
  self->day = CLAMP (self->day, 1, get_days_in_month (self));
}

/**
 * strata_rtc_time_advance: (skip)
 * @self: a time of the calendar
 * @seconds: how many
 *
 * Lets seconds pass. After the year 9999 comes 0.
 */
void
strata_rtc_time_advance (StrataRtcTime *self, guint64 seconds)
{
  guint64 time = (self->hour * 60 + self->minute) * 60 + self->second + seconds;
  guint64 days = time / SECONDS_PER_DAY;
  GDate date;

  self->second = time % 60;
  self->minute = time / 60 % 60;
  self->hour = time / 3600 % 24;
  if (days == 0)
    return;
  self->weekday = (self->weekday - 1 + days) % 7 + 1;
  self->year += days / CYCLE_DAYS * CYCLE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, self->day, self->month, self->year % 10000 + CYCLE);
  g_date_add_days (&date, days % CYCLE_DAYS);
  self->day = g_date_get_day (&date);
  self->month = g_date_get_month (&date);
  self->year = (g_date_get_year (&date) - CYCLE) % 10000;
}

static gboolean
matches (guint8 byte, guint number, guint now)
{
  return (byte & DONT_CARE) == DONT_CARE || number == now;
}

/**
 * strata_rtc_find_alarm: (skip)
 * @format: how the alarm is written
 * @alarm: its registers: seconds, minutes, hours
 * @now: a time of the calendar
 *
 * Returns: how many seconds after @now the alarm goes off, 1 to 86400; 0 if never
 */
guint
strata_rtc_find_alarm (StrataRtcFormat format, const guint8 alarm[3], const StrataRtcTime *now)
{
  guint second = strata_rtc_decode (format, alarm[0]);
  guint minute = strata_rtc_decode (format, alarm[1]);
  guint hour = strata_rtc_decode_hour (format, alarm[2]);
  guint start = (now->hour * 60 + now->minute) * 60 + now->second;
  guint n = 1;

  /* Steps over what is left of hours and minutes that do not fit. */
  while (n <= SECONDS_PER_DAY)
    {
      guint time = (start + n) % SECONDS_PER_DAY;

      if (!matches (alarm[2], hour, time / 3600))
        n += 3600 - time % 3600;
      else if (!matches (alarm[1], minute, time / 60 % 60))
        n += 60 - time % 60;
      else if (!matches (alarm[0], second, time % 60))
        n += (alarm[0] & DONT_CARE) != DONT_CARE && second < 60 && second > time % 60
                 ? second - time % 60
                 : 60 - time % 60;
      else
        return n;
    }
  return 0;
}

/* }}} */
