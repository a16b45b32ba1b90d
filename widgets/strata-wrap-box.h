/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRATA_TYPE_WRAP_BOX (strata_wrap_box_get_type ())

G_DECLARE_FINAL_TYPE (StrataWrapBox, strata_wrap_box, STRATA, WRAP_BOX, GtkWidget)

G_END_DECLS
