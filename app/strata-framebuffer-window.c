/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-framebuffer-window.h"

#include <glib/gi18n.h>

#include "board/strata-value.h"
#include "devices/strata-framebuffer.h"
#include "memory/strata-flat-view.h"
#include "strata-numbers.h"
#include "strata-words.h"

/* Asks which memory to show as a picture, and what a pixel is. */
struct _StrataFramebufferWindow
{
  AdwWindow parent_instance;

  AdwComboRow *region;
  AdwComboRow *format;
  GtkEditable *offset;
  GtkEditable *width;
  GtkEditable *height;
  GtkEditable *stride;
  GtkLabel *reason;
  GtkWidget *show_button;

  GPtrArray *regions; /* of StrataRegion, as listed */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataFramebufferWindow, strata_framebuffer_window, ADW_TYPE_WINDOW)

static gboolean
read_number (GtkEditable  *entry,
             guint64      *number,
             GError      **error)
{
  return strata_value_parse_address (gtk_editable_get_text (entry), number, error);
}

/* Makes the display that the rows describe. */
static StrataFramebuffer *
make_framebuffer (StrataFramebufferWindow  *self,
                  GError                  **error)
{
  guint selected = adw_combo_row_get_selected (self->region);
  StrataPixelFormat format = adw_combo_row_get_selected (self->format);
  guint64 offset, width, height, stride;

  if (selected >= self->regions->len)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("This board has no memory."));
      return NULL;
    }
  if (!read_number (self->offset, &offset, error) || !read_number (self->width, &width, error) ||
      !read_number (self->height, &height, error))
    return NULL;

  stride = width * strata_pixel_format_get_n_bytes (format);
  if (*gtk_editable_get_text (self->stride) != '\0' && !read_number (self->stride, &stride, error))
    return NULL;

  return strata_framebuffer_new (self->regions->pdata[selected], format, MIN (width, G_MAXUINT),
                                 MIN (height, G_MAXUINT), stride, offset, error);
}

static void
check (StrataFramebufferWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataFramebuffer) framebuffer = NULL;

  if (self->regions == NULL)
    return;

  framebuffer = make_framebuffer (self, &error);
  gtk_widget_set_sensitive (self->show_button, framebuffer != NULL);
  gtk_label_set_label (self->reason, error != NULL ? error->message : "");
}

static void
show_cb (StrataFramebufferWindow *self)
{
  g_autoptr (StrataFramebuffer) framebuffer = make_framebuffer (self, NULL);

  if (framebuffer == NULL)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, framebuffer);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_region (GPtrArray    *regions,
            GHashTable   *seen,
            StrataRegion *region)
{
  if (strata_region_get_ram_ptr (region) != NULL && g_hash_table_add (seen, region))
    g_ptr_array_add (regions, strata_region_ref (region));
}

/* All memory that the board has, or shows somewhere. */
static GPtrArray *
list_memory (StrataBoard *board)
{
  g_autoptr (GPtrArray) own = strata_board_list_regions (board);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);

  for (guint i = 0; i < own->len; i++)
    add_region (regions, seen, own->pdata[i]);
  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    {
      g_autoptr (StrataFlatView) view
        = strata_address_space_ref_view (strata_board_get_address_space (board, i));

      for (guint j = 0; j < strata_flat_view_get_n_ranges (view); j++)
        add_region (regions, seen, strata_flat_view_get_range (view, j)->region);
    }

  return regions;
}

static void
fill (StrataFramebufferWindow *self,
      StrataBoard             *board)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) formats = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) regions = list_memory (board);

  for (guint i = 0; i < regions->len; i++)
    {
      guint64 size = strata_region_get_size (regions->pdata[i]);
      g_autofree char *size_text = strata_words_size (0, size - 1);
      g_autofree char *text = g_strdup_printf ("%s, %s",
                                               strata_region_get_name (regions->pdata[i]),
                                               size_text);

      gtk_string_list_append (names, text);
    }
  for (guint i = 0; i < STRATA_N_PIXEL_FORMATS; i++)
    gtk_string_list_append (formats, strata_pixel_format_get_name (i));
  adw_combo_row_set_model (self->region, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (formats));
  self->regions = g_steal_pointer (&regions);
  check (self);
}

static void
strata_framebuffer_window_finalize (GObject *object)
{
  g_clear_pointer (&STRATA_FRAMEBUFFER_WINDOW (object)->regions, g_ptr_array_unref);

  G_OBJECT_CLASS (strata_framebuffer_window_parent_class)->finalize (object);
}

static void
strata_framebuffer_window_class_init (StrataFramebufferWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = strata_framebuffer_window_finalize;

  /**
   * StrataFramebufferWindow::chosen:
   * @self: the window
   * @framebuffer: what to show
   *
   * The user has decided.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, STRATA_TYPE_FRAMEBUFFER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-framebuffer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, region);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, format);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, offset);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, width);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, height);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, stride);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, StrataFramebufferWindow, show_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
strata_framebuffer_window_init (StrataFramebufferWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  strata_numbers_set_entry (self->offset);
  strata_numbers_set_entry (self->width);
  strata_numbers_set_entry (self->height);
  strata_numbers_set_entry (self->stride);
}

/**
 * strata_framebuffer_window_new:
 * @board: a board
 *
 * Creates a window that asks which of the board's memory to show.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_framebuffer_window_new (StrataBoard *board)
{
  StrataFramebufferWindow *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  self = g_object_new (STRATA_TYPE_FRAMEBUFFER_WINDOW, NULL);
  fill (self, board);

  return GTK_WIDGET (self);
}
