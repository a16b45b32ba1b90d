/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

/* Everything is compiled with hidden visibility; what carries this macro is the library's API. */
#define STRATA_PUBLIC __attribute__ ((visibility ("default"))) extern
