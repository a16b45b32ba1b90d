/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls, and the replay of the corpus. The bytes are not terminated. */
int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);
