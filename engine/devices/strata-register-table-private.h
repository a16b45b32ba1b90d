/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-register.h"

/* How models write down the tables of their registers */

/* A field of one bit, and a wider one, whose values have no names */
#define STRATA_BIT(name, shift, access)               \
  {                                                   \
    name, shift, 1, STRATA_REGISTER_##access, NULL, 0 \
  }
#define STRATA_BITS(name, shift, width, access)           \
  {                                                       \
    name, shift, width, STRATA_REGISTER_##access, NULL, 0 \
  }

/* A whole table, at the end of a row: its values or its fields */
#define STRATA_ALL(array) array, G_N_ELEMENTS (array)
