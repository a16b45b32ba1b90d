/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* Plays bytes to devices: each few of them mean an access, a step of the clock, a change of a line.
 * Any bytes mean something. */

/* All models, and all boards that are compiled in and have devices */
char **device_player_list_subjects (void);

/* FALSE if nothing can be made of that name: a model that needs others */
gboolean device_player_play (const char *subject, const guint8 *bytes, gsize length);

G_END_DECLS
