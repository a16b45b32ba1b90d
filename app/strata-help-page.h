/* SPDX-License-Identifier: GPL-2.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrataHelpBlockKind:
 * @STRATA_HELP_TITLE: the title of the page or of a section
 * @STRATA_HELP_PARAGRAPH: a paragraph
 * @STRATA_HELP_ITEM: an item of a list, or a step
 * @STRATA_HELP_NOTE: something beside the text
 * @STRATA_HELP_SCREEN: lines that stand as they are written
 *
 * What a block of a help page is.
 */
typedef enum
{
  STRATA_HELP_TITLE,
  STRATA_HELP_PARAGRAPH,
  STRATA_HELP_ITEM,
  STRATA_HELP_NOTE,
  STRATA_HELP_SCREEN,
} StrataHelpBlockKind;

/**
 * StrataHelpBlock:
 * @kind: what it is
 * @level: the depth of a title: 1 for that of the page
 * @number: the number of a step, from 1; 0 if it is none
 * @markup: the text, as markup of Pango; links go to `page:ID` or to the web
 *
 * A block of a help page.
 */
typedef struct
{
  StrataHelpBlockKind kind;
  guint level;
  guint number;
  char *markup;
} StrataHelpBlock;

typedef struct _StrataHelpPage StrataHelpPage;

StrataHelpPage        *strata_help_page_parse    (const char     *text,
                                                  gssize          length,
                                                  GError        **error);
void                   strata_help_page_free     (StrataHelpPage *self);

const char            *strata_help_page_get_id   (StrataHelpPage *self);
const char            *strata_help_page_get_title (StrataHelpPage *self);
const char            *strata_help_page_get_description (StrataHelpPage *self);
const char            *strata_help_page_get_rank (StrataHelpPage *self);
guint                  strata_help_page_get_n_blocks (StrataHelpPage *self);
const StrataHelpBlock *strata_help_page_get_block (StrataHelpPage *self,
                                                   guint           index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataHelpPage, strata_help_page_free)

G_END_DECLS
