/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "guest/strata-qtest.h"

/* A small board: RAM from 0, ROM at the top of 4 GiB, a device with lines called `chip`, whose port
 * 0x40 drives its output lines and whose timer rises output 1 every millisecond once port 0x41 was
 * written. */
StrataBoard *qtest_fixture_new_board (StrataByteOrder byte_order);

/* Executes a line, and compares all that is answered. */
void qtest_fixture_check (StrataQtest *qtest, const char *line, const char *answer);
