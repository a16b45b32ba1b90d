/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-access-list.h"

G_BEGIN_DECLS

/**
 * StrataAccessFormat:
 * @STRATA_ACCESS_CSV: a table
 * @STRATA_ACCESS_QTEST: a script of the qtest protocol
 *
 * What accesses are saved as.
 */
typedef enum
{
  STRATA_ACCESS_CSV,
  STRATA_ACCESS_QTEST,
} StrataAccessFormat;

void strata_access_saving_start (GTask *task, StrataAccessList *list, GFile *file,
                                 StrataAccessFormat format, GFileProgressCallback progress,
                                 gpointer progress_data);

G_END_DECLS
