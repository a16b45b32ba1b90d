/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Runs the main loop until something is so. A busy machine has its time; a test that waits in vain
 * fails. */
#define strata_wait_for(condition)                                                               \
  G_STMT_START                                                                                   \
    {                                                                                            \
      gint64 deadline_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                          \
      while (!(condition) && g_get_monotonic_time () < deadline_)                                \
        g_main_context_iteration (NULL, FALSE);                                                  \
      g_assert_true (condition);                                                                 \
    }                                                                                            \
  G_STMT_END
