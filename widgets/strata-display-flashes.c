/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-display-flashes.h"

#define FADING 500000 /* microseconds */
#define MAX_FLASHES 512
#define STRIPE 6 /* units from the start of one stripe to that of the next */

typedef struct
{
  StrataDisplayRows rows;
  gboolean is_drawn; /* else its pages were dirty, but no pixel differed */
  gint64 time;
} Flash;

struct _StrataDisplayFlashes
{
  GArray *flashes; /* of Flash, the oldest first */
};

StrataDisplayFlashes *
strata_display_flashes_new (void)
{
  StrataDisplayFlashes *self = g_new0 (StrataDisplayFlashes, 1);

  self->flashes = g_array_new (FALSE, FALSE, sizeof (Flash));

  return self;
}

void
strata_display_flashes_free (StrataDisplayFlashes *self)
{
  g_array_unref (self->flashes);
  g_free (self);
}

/* Rows that flash already start again. */
static void
add_rows (StrataDisplayFlashes *self,
          GArray               *list,
          gboolean              is_drawn,
          gint64                now)
{
  for (guint i = 0; i < list->len; i++)
    {
      Flash flash = { g_array_index (list, StrataDisplayRows, i), is_drawn, now };

      for (guint j = self->flashes->len; j-- > 0;)
        {
          Flash *other = &g_array_index (self->flashes, Flash, j);

          if (other->is_drawn == is_drawn && other->rows.first == flash.rows.first &&
              other->rows.last == flash.rows.last)
            g_array_remove_index (self->flashes, j);
        }
      g_array_append_val (self->flashes, flash);
    }
  if (self->flashes->len > MAX_FLASHES)
    g_array_remove_range (self->flashes, 0, self->flashes->len - MAX_FLASHES);
}

void
strata_display_flashes_add (StrataDisplayFlashes     *self,
                            const StrataDisplayFrame *frame,
                            gint64                    now)
{
  if (frame->is_resized)
    strata_display_flashes_clear (self);
  add_rows (self, frame->drawn, TRUE, now);
  add_rows (self, frame->unchanged, FALSE, now);
}

void
strata_display_flashes_clear (StrataDisplayFlashes *self)
{
  g_array_set_size (self->flashes, 0);
}

/* Forgets what has faded. Returns whether anything is still to be seen. */
gboolean
strata_display_flashes_fade (StrataDisplayFlashes *self,
                             gint64                now)
{
  guint n = 0;

  while (n < self->flashes->len && g_array_index (self->flashes, Flash, n).time + FADING <= now)
    n++;
  if (n > 0)
    g_array_remove_range (self->flashes, 0, n);

  return self->flashes->len > 0;
}

static void
append_stripes (GtkSnapshot           *snapshot,
                const graphene_rect_t *area,
                const GdkRGBA         *color)
{
  const GdkRGBA none = { color->red, color->green, color->blue, 0 };
  const GskColorStop stops[] = { { 0, *color }, { 0.5, *color }, { 0.5, none }, { 1, none } };

  gtk_snapshot_append_repeating_linear_gradient (
    snapshot, area, &area->origin,
    &GRAPHENE_POINT_INIT (area->origin.x + STRIPE, area->origin.y + STRIPE), stops,
    G_N_ELEMENTS (stops));
}

/* Draws the marks over a picture of @height rows that fills an area: a plain tint where rows were
 * drawn, stripes where they were dirty for nothing. */
void
strata_display_flashes_snapshot (StrataDisplayFlashes  *self,
                                 GtkSnapshot           *snapshot,
                                 const graphene_rect_t *area,
                                 guint                  height,
                                 gint64                 now)
{
  double unit = area->size.height / height;

  for (guint i = 0; i < self->flashes->len; i++)
    {
      Flash *flash = &g_array_index (self->flashes, Flash, i);
      double left = 1 - (double) (now - flash->time) / FADING;
      graphene_rect_t rows
        = GRAPHENE_RECT_INIT (area->origin.x, area->origin.y + flash->rows.first * unit,
                              area->size.width,
                              (flash->rows.last - flash->rows.first + 1) * unit);

      if (left <= 0)
        continue;
      if (flash->is_drawn)
        gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.2, 0.82, 0.48, 0.45 * left }, &rows);
      else
        append_stripes (snapshot, &rows, &(GdkRGBA) { 1.0, 0.47, 0, 0.75 * left });
    }
}
