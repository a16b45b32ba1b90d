/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-wrap-box.h"

#define SPACING 6 /* pixels between children, and between lines */

/**
 * StrataWrapBox:
 *
 * A toolbar that goes on in another line where one is too narrow for it, as words do. A child is as
 * wide as it wants to be; those of a line that expand share what is left of it.
 *
 * It has one CSS node named `wrapbox`.
 */
struct _StrataWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (StrataWrapBox, strata_wrap_box, GTK_TYPE_WIDGET)

/* Children that stand side by side */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* the first that does not belong to it; NULL after the last line */
  int rest;       /* pixels that are left */
  int height;
  guint n_expand;
} Line;

/* A child from this one on that takes part */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

static int
get_width (GtkWidget *child,
           int        available)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);

  return MAX (least, MIN (natural, available));
}

static int
get_height (GtkWidget *child,
            int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* Takes as many children as there is room for, and one in any case. */
static Line
take_line (GtkWidget *first,
           int        available)
{
  Line line = { first, first, available, 0, 0 };

  do
    {
      int width = get_width (line.end, available);

      line.rest -= width;
      line.height = MAX (line.height, get_height (line.end, width));
      line.n_expand += expands (line.end);
      line.end = get_next (line.end);
    }
  while (line.end != NULL && get_width (line.end, available) + SPACING <= line.rest &&
         (line.rest -= SPACING) >= 0);

  return line;
}

static void
allocate_line (GtkWidget  *self,
               const Line *line,
               int         available,
               int         y)
{
  gboolean is_rtl = gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL;
  int rest = MAX (line->rest, 0);
  guint n_expand = line->n_expand;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = get_next (child))
    {
      int width = get_width (child, available);

      if (expands (child))
        {
          int share = rest / (int) n_expand--;

          rest -= share;
          width += share;
        }
      gtk_widget_size_allocate (child,
                                &(GtkAllocation) { is_rtl ? available - x - width : x, y, width,
                                                   line->height },
                                -1);
      x += width + SPACING;
    }
}

/* Returns the height of all lines. */
static int
lay_out (GtkWidget *self,
         int        width,
         gboolean   allocates)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (self));
  int y = 0;

  while (child != NULL)
    {
      Line line = take_line (child, width);

      if (y > 0)
        y += SPACING;
      if (allocates)
        allocate_line (self, &line, width, y);
      y += line.height;
      child = line.end;
    }

  return y;
}

static GtkSizeRequestMode
strata_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
strata_wrap_box_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (widget, for_size < 0 ? G_MAXINT : for_size, FALSE);
      return;
    }

  *minimum = *natural = 0;
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
       child != NULL;
       child = get_next (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (*natural > 0 ? SPACING : 0);
    }
}

static void
strata_wrap_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  lay_out (widget, width, TRUE);
}

static void
strata_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_wrap_box_parent_class)->dispose (object);
}

static void
strata_wrap_box_class_init (StrataWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_wrap_box_dispose;
  widget_class->get_request_mode = strata_wrap_box_get_request_mode;
  widget_class->measure = strata_wrap_box_measure;
  widget_class->size_allocate = strata_wrap_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
}

static void
strata_wrap_box_init (StrataWrapBox *self)
{
}
