/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StrataHexQuestion:
 * @STRATA_HEX_QUESTION_FILL: with which byte to fill
 * @STRATA_HEX_QUESTION_GO_TO: where to go
 *
 * What is asked for.
 */
typedef enum
{
  STRATA_HEX_QUESTION_FILL,
  STRATA_HEX_QUESTION_GO_TO,
} StrataHexQuestion;

#define STRATA_TYPE_HEX_ASK_BAR (strata_hex_ask_bar_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexAskBar, strata_hex_ask_bar, STRATA, HEX_ASK_BAR, GtkWidget)

GtkWidget *strata_hex_ask_bar_new (void);

void strata_hex_ask_bar_ask (StrataHexAskBar *self, StrataHexQuestion question);
StrataHexQuestion strata_hex_ask_bar_get_question (StrataHexAskBar *self);
const char *strata_hex_ask_bar_get_answer (StrataHexAskBar *self);
void strata_hex_ask_bar_refuse (StrataHexAskBar *self);
void strata_hex_ask_bar_close (StrataHexAskBar *self);

G_END_DECLS
