/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-numbers.h"

#include <adwaita.h>

/**
 * strata_numbers_get_xalign:
 *
 * Where numbers stand in a column: with their last digits one below the other. Digits run from left
 * to right in every language, so that is the right side, where a label that turns around begins.
 *
 * Returns: what gtk_label_set_xalign() takes for that
 */
float
strata_numbers_get_xalign (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0 : 1;
}

/**
 * strata_numbers_set_entry:
 * @entry: an entry for a number, an address or a name
 *
 * Lets what is typed there run from left to right in every language. In a row it stands below the
 * row's title.
 */
void
strata_numbers_set_entry (GtkEditable *entry)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry));

  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (entry)), GTK_TEXT_DIR_LTR);
  if (ADW_IS_ENTRY_ROW (entry))
    gtk_editable_set_alignment (entry, 1 - strata_numbers_get_xalign ());
}
