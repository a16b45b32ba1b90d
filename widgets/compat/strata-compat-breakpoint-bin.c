/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-breakpoint-bin.h"

/**
 * StrataCompatBreakpointBin:
 *
 * Stands in for `AdwBreakpointBin` of libadwaita 1.4: says whether it is narrower than a threshold,
 * and may be made smaller than its child is at the moment, so that the child can be asked to take
 * its narrow form.
 */
struct _StrataCompatBreakpointBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  guint idle;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_THRESHOLD,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable_iface;

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    strata_compat_breakpoint_bin_set_child (STRATA_COMPAT_BREAKPOINT_BIN (buildable),
                                            GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataCompatBreakpointBin, strata_compat_breakpoint_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

static gboolean
narrow_idle_cb (gpointer user_data)
{
  StrataCompatBreakpointBin *self = user_data;

  self->idle = 0;
  self->narrow = gtk_widget_get_width (GTK_WIDGET (self)) < self->threshold;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

static void
strata_compat_breakpoint_bin_measure (GtkWidget      *widget,
                                      GtkOrientation  orientation,
                                      int             for_size,
                                      int            *minimum,
                                      int            *natural,
                                      int            *minimum_baseline,
                                      int            *natural_baseline)
{
  StrataCompatBreakpointBin *self = STRATA_COMPAT_BREAKPOINT_BIN (widget);

  *minimum = 0;
  *natural = 0;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, NULL, natural, NULL, NULL);
}

static void
strata_compat_breakpoint_bin_size_allocate (GtkWidget *widget,
                                            int        width,
                                            int        height,
                                            int        baseline)
{
  StrataCompatBreakpointBin *self = STRATA_COMPAT_BREAKPOINT_BIN (widget);
  GtkAllocation area = { 0, 0, width, height };
  int minimum;

  if (self->child == NULL)
    return;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  area.width = MAX (width, minimum);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, area.width, &minimum, NULL, NULL,
                      NULL);
  area.height = MAX (height, minimum);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    area.x = width - area.width;
  gtk_widget_size_allocate (self->child, &area, -1);

  /* What is shown cannot be changed while it is allocated. */
  if ((width < self->threshold) != self->narrow && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, narrow_idle_cb, self, NULL);
}

static void
strata_compat_breakpoint_bin_dispose (GObject *object)
{
  StrataCompatBreakpointBin *self = STRATA_COMPAT_BREAKPOINT_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_compat_breakpoint_bin_parent_class)->dispose (object);
}

static void
strata_compat_breakpoint_bin_get_property (GObject    *object,
                                           guint       prop_id,
                                           GValue     *value,
                                           GParamSpec *pspec)
{
  StrataCompatBreakpointBin *self = STRATA_COMPAT_BREAKPOINT_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_compat_breakpoint_bin_set_property (GObject      *object,
                                           guint         prop_id,
                                           const GValue *value,
                                           GParamSpec   *pspec)
{
  StrataCompatBreakpointBin *self = STRATA_COMPAT_BREAKPOINT_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      strata_compat_breakpoint_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      strata_compat_breakpoint_bin_set_threshold (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_compat_breakpoint_bin_class_init (StrataCompatBreakpointBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_compat_breakpoint_bin_dispose;
  object_class->get_property = strata_compat_breakpoint_bin_get_property;
  object_class->set_property = strata_compat_breakpoint_bin_set_property;

  widget_class->measure = strata_compat_breakpoint_bin_measure;
  widget_class->size_allocate = strata_compat_breakpoint_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_compat_breakpoint_bin_init (StrataCompatBreakpointBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * strata_compat_breakpoint_bin_new:
 *
 * Creates an empty bin.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_compat_breakpoint_bin_new (void)
{
  return g_object_new (STRATA_TYPE_COMPAT_BREAKPOINT_BIN, NULL);
}

/**
 * strata_compat_breakpoint_bin_get_child:
 * @self: a bin
 *
 * Gets what is in the bin.
 *
 * Returns: (transfer none) (nullable): the child
 */
GtkWidget *
strata_compat_breakpoint_bin_get_child (StrataCompatBreakpointBin *self)
{
  g_return_val_if_fail (STRATA_IS_COMPAT_BREAKPOINT_BIN (self), NULL);

  return self->child;
}

/**
 * strata_compat_breakpoint_bin_set_child:
 * @self: a bin
 * @child: (nullable): what to put in
 *
 * Sets what is in the bin.
 */
void
strata_compat_breakpoint_bin_set_child (StrataCompatBreakpointBin *self,
                                        GtkWidget                 *child)
{
  g_return_if_fail (STRATA_IS_COMPAT_BREAKPOINT_BIN (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * strata_compat_breakpoint_bin_get_threshold:
 * @self: a bin
 *
 * Gets the width below which the bin is narrow.
 *
 * Returns: the width in pixels
 */
int
strata_compat_breakpoint_bin_get_threshold (StrataCompatBreakpointBin *self)
{
  g_return_val_if_fail (STRATA_IS_COMPAT_BREAKPOINT_BIN (self), 0);

  return self->threshold;
}

/**
 * strata_compat_breakpoint_bin_set_threshold:
 * @self: a bin
 * @threshold: a width in pixels
 *
 * Sets the width below which the bin is narrow.
 */
void
strata_compat_breakpoint_bin_set_threshold (StrataCompatBreakpointBin *self,
                                            int                        threshold)
{
  g_return_if_fail (STRATA_IS_COMPAT_BREAKPOINT_BIN (self));
  g_return_if_fail (threshold >= 0);

  if (self->threshold == threshold)
    return;

  self->threshold = threshold;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THRESHOLD]);
}

/**
 * strata_compat_breakpoint_bin_get_narrow:
 * @self: a bin
 *
 * Gets whether the bin is narrower than its threshold.
 *
 * Returns: %TRUE if it is
 */
gboolean
strata_compat_breakpoint_bin_get_narrow (StrataCompatBreakpointBin *self)
{
  g_return_val_if_fail (STRATA_IS_COMPAT_BREAKPOINT_BIN (self), FALSE);

  return self->narrow;
}
