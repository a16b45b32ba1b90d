/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-visibility-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#define BAR_WIDTH 44
#define BAR_HEIGHT 6

/**
 * StrataVisibilityBar:
 *
 * A small bar that says how much of a region an access can reach. Hidden and disabled ones show
 * the word in place of the bar; what has no content of its own shows nothing.
 *
 * It has one CSS node named `visibility` with the style class of its state, `.wholly`, `.partly`,
 * `.hidden` or `.disabled`, and in it the nodes `trough`, `fill` and `label`. Its
 * accessible role is %GTK_ACCESSIBLE_ROLE_METER.
 */
struct _StrataVisibilityBar
{
  GtkWidget parent_instance;

  GtkWidget *trough;
  GtkWidget *fill;
  GtkWidget *label;
  StrataVisibility visibility;
  double fraction;
};

enum
{
  PROP_0,
  PROP_VISIBILITY,
  PROP_FRACTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataVisibilityBar, strata_visibility_bar, GTK_TYPE_WIDGET)

static void
update (StrataVisibilityBar *self)
{
  static const char *const names[] = { NULL, "disabled", "hidden", "partly", "wholly" };
  const char *classes[] = { names[self->visibility], NULL };
  g_autofree char *text = NULL;
  gboolean bar = self->visibility >= STRATA_VISIBILITY_PARTLY;
  double percent = self->fraction * 100;

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_child_visible (self->trough, bar);
  gtk_widget_set_child_visible (self->fill, bar);
  gtk_widget_set_child_visible (self->label, !bar);

  switch (self->visibility)
    {
    case STRATA_VISIBILITY_DISABLED:
      gtk_label_set_label (GTK_LABEL (self->label), C_("region", "off"));
      text = g_strdup (_("disabled"));
      break;
    case STRATA_VISIBILITY_HIDDEN:
      gtk_label_set_label (GTK_LABEL (self->label), C_("region", "hidden"));
      text = g_strdup (_("hidden everywhere"));
      break;
    case STRATA_VISIBILITY_PARTLY:
      /* Never rounded to what would be a lie. */
      text = g_strdup_printf (_("%.0f%% visible"), CLAMP (round (percent), 1, 99));
      break;
    case STRATA_VISIBILITY_WHOLLY:
      text = g_strdup (_("wholly visible"));
      break;
    case STRATA_VISIBILITY_NONE:
    default:
      gtk_label_set_label (GTK_LABEL (self->label), "");
      text = g_strdup (_("no content of its own"));
      break;
    }

  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               self->visibility == STRATA_VISIBILITY_NONE ? NULL : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, percent,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
strata_visibility_bar_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  StrataVisibilityBar *self = STRATA_VISIBILITY_BAR (widget);
  int trough_minimum, label_minimum;

  gtk_widget_measure (self->trough, orientation, -1, &trough_minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->label, orientation, -1, &label_minimum, NULL, NULL, NULL);

  *minimum = MAX (trough_minimum, label_minimum);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MAX (*minimum, BAR_WIDTH);
  *natural = *minimum;
}

static void
strata_visibility_bar_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  StrataVisibilityBar *self = STRATA_VISIBILITY_BAR (widget);
  GtkAllocation area;
  int minimum;

  gtk_widget_size_allocate (self->label, &(GtkAllocation) { 0, 0, width, height }, -1);

  area = (GtkAllocation) { 0, (height - BAR_HEIGHT) / 2, width, BAR_HEIGHT };
  gtk_widget_size_allocate (self->trough, &area, -1);

  /* A part that is there is seen, and so is one that is missing. */
  gtk_widget_measure (self->fill, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (self->fraction < 1)
    area.width = CLAMP ((int) (width * self->fraction), MIN (2, width), MAX (2, width - 3));
  area.width = MAX (area.width, minimum);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    area.x = width - area.width;
  gtk_widget_size_allocate (self->fill, &area, -1);
}

static void
strata_visibility_bar_dispose (GObject *object)
{
  StrataVisibilityBar *self = STRATA_VISIBILITY_BAR (object);

  g_clear_pointer (&self->trough, gtk_widget_unparent);
  g_clear_pointer (&self->fill, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_visibility_bar_parent_class)->dispose (object);
}

static void
strata_visibility_bar_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  StrataVisibilityBar *self = STRATA_VISIBILITY_BAR (object);

  switch (prop_id)
    {
    case PROP_VISIBILITY:
      g_value_set_enum (value, self->visibility);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_visibility_bar_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  StrataVisibilityBar *self = STRATA_VISIBILITY_BAR (object);

  switch (prop_id)
    {
    case PROP_VISIBILITY:
      strata_visibility_bar_set_visibility (self, g_value_get_enum (value));
      break;
    case PROP_FRACTION:
      strata_visibility_bar_set_fraction (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_visibility_bar_class_init (StrataVisibilityBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_visibility_bar_dispose;
  object_class->get_property = strata_visibility_bar_get_property;
  object_class->set_property = strata_visibility_bar_set_property;

  widget_class->measure = strata_visibility_bar_measure;
  widget_class->size_allocate = strata_visibility_bar_size_allocate;

  properties[PROP_VISIBILITY] = g_param_spec_enum ("visibility", NULL, NULL, STRATA_TYPE_VISIBILITY,
                                                   STRATA_VISIBILITY_NONE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "visibility");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
strata_visibility_bar_init (StrataVisibilityBar *self)
{
  self->trough = g_object_new (GTK_TYPE_BOX, "css-name", "trough", NULL);
  self->fill = g_object_new (GTK_TYPE_BOX, "css-name", "fill", NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.5f, NULL);
  gtk_widget_set_parent (self->trough, GTK_WIDGET (self));
  gtk_widget_set_parent (self->fill, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  -1);
  update (self);
}

/**
 * strata_visibility_bar_new:
 *
 * Creates a bar that shows nothing yet.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_visibility_bar_new (void)
{
  return g_object_new (STRATA_TYPE_VISIBILITY_BAR, NULL);
}

/**
 * strata_visibility_bar_get_visibility:
 * @self: a bar
 *
 * Gets the state that the bar shows.
 *
 * Returns: the state
 */
StrataVisibility
strata_visibility_bar_get_visibility (StrataVisibilityBar *self)
{
  g_return_val_if_fail (STRATA_IS_VISIBILITY_BAR (self), STRATA_VISIBILITY_NONE);

  return self->visibility;
}

/**
 * strata_visibility_bar_set_visibility:
 * @self: a bar
 * @visibility: the state to show
 *
 * Sets the state that the bar shows.
 */
void
strata_visibility_bar_set_visibility (StrataVisibilityBar *self,
                                      StrataVisibility     visibility)
{
  g_return_if_fail (STRATA_IS_VISIBILITY_BAR (self));

  if (self->visibility == visibility)
    return;

  self->visibility = visibility;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBILITY]);
}

/**
 * strata_visibility_bar_get_fraction:
 * @self: a bar
 *
 * Gets how much is visible.
 *
 * Returns: the fraction, 0 to 1
 */
double
strata_visibility_bar_get_fraction (StrataVisibilityBar *self)
{
  g_return_val_if_fail (STRATA_IS_VISIBILITY_BAR (self), 0);

  return self->fraction;
}

/**
 * strata_visibility_bar_set_fraction:
 * @self: a bar
 * @fraction: how much is visible, 0 to 1
 *
 * Sets how long the bar is.
 */
void
strata_visibility_bar_set_fraction (StrataVisibilityBar *self,
                                    double               fraction)
{
  g_return_if_fail (STRATA_IS_VISIBILITY_BAR (self));
  g_return_if_fail (fraction >= 0 && fraction <= 1);

  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}
