/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-display-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define RATE_TIME 1000000 /* microseconds over which frames are counted */

/**
 * StrataDisplayView:
 *
 * Shows the picture of a [iface@Strata.Display]. While it can be seen it asks the display once per
 * frame for what has changed; rows that have not are neither converted nor made into textures
 * again.
 *
 * It has one CSS node named `display`. Its accessible role is %GTK_ACCESSIBLE_ROLE_IMG; the
 * description says which mode the display is in.
 */

enum
{
  PROP_0,
  PROP_DISPLAY,
  PROP_SCALING,
  PROP_CORRECT_ASPECT,
  PROP_SHOW_DIRTY,
  PROP_MODE,
  PROP_RATE,
  N_PROPS,
};

enum
{
  FRAME,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataDisplayView, strata_display_view, GTK_TYPE_WIDGET)

/* {{{ Frames */

static void
update_mode (StrataDisplayView *self)
{
  g_autofree char *mode = self->display ? strata_display_describe_mode (self->display) : NULL;

  if (g_strcmp0 (mode, self->mode) == 0)
    return;

  g_free (self->mode);
  self->mode = g_steal_pointer (&mode);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->mode != NULL ? self->mode : _("No display"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static void
count_frame (StrataDisplayView *self,
             gboolean           is_new,
             gint64             now)
{
  double rate;

  self->count += is_new;
  if (self->count_start == 0)
    self->count_start = now;
  if (now - self->count_start < RATE_TIME)
    return;

  rate = self->count * (double) G_USEC_PER_SEC / (now - self->count_start);
  self->count_start = now;
  self->count = 0;
  if (fabs (rate - self->rate) < 0.05)
    return;

  self->rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

static void
swap_frames (StrataDisplayView *self)
{
  StrataDisplayFrame last = self->frame;

  self->frame = self->update;
  self->update = last;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (frame_clock);
  StrataDisplayFrame *frame = &self->update;
  gboolean is_new;

  strata_display_update (self->display, self->is_fresh, frame);
  is_new = frame->is_resized || frame->drawn->len > 0;

  if (is_new)
    strata_display_strips_update (self->strips, _strata_display_view_get_surface (self),
                                  (const StrataDisplayRows *) (gconstpointer) frame->drawn->data,
                                  frame->drawn->len);
  if (frame->is_resized)
    gtk_widget_queue_resize (widget);
  if (self->show_dirty && !self->is_fresh)
    strata_display_flashes_add (self->flashes, frame, now);
  self->is_fresh = FALSE;

  count_frame (self, is_new, now);
  update_mode (self);
  if (is_new || frame->n_dirty_pages > 0)
    {
      swap_frames (self);
      g_signal_emit (self, signals[FRAME], 0);
    }
  if (is_new || strata_display_flashes_fade (self->flashes, now))
    gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
start (StrataDisplayView *self)
{
  if (self->tick != 0 || self->display == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->count_start = 0;
  self->count = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
stop (StrataDisplayView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static void
strata_display_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (strata_display_view_parent_class)->map (widget);
  start (STRATA_DISPLAY_VIEW (widget));
}

static void
strata_display_view_unmap (GtkWidget *widget)
{
  stop (STRATA_DISPLAY_VIEW (widget));
  GTK_WIDGET_CLASS (strata_display_view_parent_class)->unmap (widget);
}

/* }}} */

static void
strata_display_view_dispose (GObject *object)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (object);

  stop (self);
  g_clear_object (&self->display);

  G_OBJECT_CLASS (strata_display_view_parent_class)->dispose (object);
}

static void
strata_display_view_finalize (GObject *object)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (object);

  strata_display_frame_clear (&self->frame);
  strata_display_frame_clear (&self->update);
  strata_display_strips_free (self->strips);
  strata_display_flashes_free (self->flashes);
  g_free (self->mode);

  G_OBJECT_CLASS (strata_display_view_parent_class)->finalize (object);
}

static void
strata_display_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (object);

  switch (prop_id)
    {
    case PROP_DISPLAY:
      g_value_set_object (value, self->display);
      break;
    case PROP_SCALING:
      g_value_set_enum (value, self->scaling);
      break;
    case PROP_CORRECT_ASPECT:
      g_value_set_boolean (value, self->correct_aspect);
      break;
    case PROP_SHOW_DIRTY:
      g_value_set_boolean (value, self->show_dirty);
      break;
    case PROP_MODE:
      g_value_set_string (value, self->mode);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_display_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (object);

  switch (prop_id)
    {
    case PROP_DISPLAY:
      strata_display_view_set_display (self, g_value_get_object (value));
      break;
    case PROP_SCALING:
      strata_display_view_set_scaling (self, g_value_get_enum (value));
      break;
    case PROP_CORRECT_ASPECT:
      strata_display_view_set_correct_aspect (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_DIRTY:
      strata_display_view_set_show_dirty (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_display_view_class_init (StrataDisplayViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = strata_display_view_dispose;
  object_class->finalize = strata_display_view_finalize;
  object_class->get_property = strata_display_view_get_property;
  object_class->set_property = strata_display_view_set_property;
  widget_class->map = strata_display_view_map;
  widget_class->unmap = strata_display_view_unmap;
  widget_class->measure = _strata_display_view_measure;
  widget_class->snapshot = _strata_display_view_snapshot;

  properties[PROP_DISPLAY]
    = g_param_spec_object ("display", NULL, NULL, STRATA_TYPE_DISPLAY, flags);
  properties[PROP_SCALING]
    = g_param_spec_enum ("scaling", NULL, NULL, STRATA_TYPE_DISPLAY_SCALING,
                         STRATA_DISPLAY_SCALING_SHARP, flags);
  properties[PROP_CORRECT_ASPECT]
    = g_param_spec_boolean ("correct-aspect", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_DIRTY] = g_param_spec_boolean ("show-dirty", NULL, NULL, FALSE, flags);
  properties[PROP_MODE]
    = g_param_spec_string ("mode", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RATE]
    = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataDisplayView::frame:
   * @self: the view
   *
   * There was something dirty in a frame; see strata_display_view_get_frame().
   */
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "display");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
strata_display_view_init (StrataDisplayView *self)
{
  self->strips = strata_display_strips_new ();
  self->flashes = strata_display_flashes_new ();
  strata_display_frame_init (&self->frame);
  strata_display_frame_init (&self->update);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Display"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("No display"),
                                  -1);
}

/**
 * strata_display_view_new:
 *
 * Returns: (transfer full): a view that shows no display
 */
GtkWidget *
strata_display_view_new (void)
{
  return g_object_new (STRATA_TYPE_DISPLAY_VIEW, NULL);
}

/**
 * strata_display_view_get_display:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the display that it shows
 */
StrataDisplay *
strata_display_view_get_display (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), NULL);

  return self->display;
}

/**
 * strata_display_view_set_display:
 * @self: a view
 * @display: (nullable): a display
 *
 * Sets the display to show.
 */
void
strata_display_view_set_display (StrataDisplayView *self,
                                 StrataDisplay     *display)
{
  g_return_if_fail (STRATA_IS_DISPLAY_VIEW (self));
  g_return_if_fail (display == NULL || STRATA_IS_DISPLAY (display));

  if (!g_set_object (&self->display, display))
    return;

  stop (self);
  self->is_fresh = TRUE;
  strata_display_flashes_clear (self->flashes);
  update_mode (self);
  start (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY]);
}

/**
 * strata_display_view_get_scaling:
 * @self: a view
 *
 * Returns: how large it shows the picture
 */
StrataDisplayScaling
strata_display_view_get_scaling (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), STRATA_DISPLAY_SCALING_SHARP);

  return self->scaling;
}

/**
 * strata_display_view_set_scaling:
 * @self: a view
 * @scaling: how large to show the picture
 *
 * Sets the size of the picture.
 */
void
strata_display_view_set_scaling (StrataDisplayView    *self,
                                 StrataDisplayScaling  scaling)
{
  g_return_if_fail (STRATA_IS_DISPLAY_VIEW (self));

  if (self->scaling == scaling)
    return;

  self->scaling = scaling;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALING]);
}

/**
 * strata_display_view_get_correct_aspect:
 * @self: a view
 *
 * Returns: whether pictures that were made for tubes are shown 4 by 3
 */
gboolean
strata_display_view_get_correct_aspect (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), FALSE);

  return self->correct_aspect;
}

/**
 * strata_display_view_set_correct_aspect:
 * @self: a view
 * @correct_aspect: whether to correct it
 *
 * The pictures of old modes, such as text or 320 × 200, were made to fill a screen of 4 by 3; their
 * pixels are not square.
 */
void
strata_display_view_set_correct_aspect (StrataDisplayView *self,
                                        gboolean           correct_aspect)
{
  g_return_if_fail (STRATA_IS_DISPLAY_VIEW (self));

  if (self->correct_aspect == !!correct_aspect)
    return;

  self->correct_aspect = !!correct_aspect;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CORRECT_ASPECT]);
}

/**
 * strata_display_view_get_show_dirty:
 * @self: a view
 *
 * Returns: whether rows that were drawn flash
 */
gboolean
strata_display_view_get_show_dirty (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), FALSE);

  return self->show_dirty;
}

/**
 * strata_display_view_set_show_dirty:
 * @self: a view
 * @show_dirty: whether they are to flash
 *
 * Makes what was redrawn flash; rows whose memory was written though no pixel changed flash in
 * stripes.
 */
void
strata_display_view_set_show_dirty (StrataDisplayView *self,
                                    gboolean           show_dirty)
{
  g_return_if_fail (STRATA_IS_DISPLAY_VIEW (self));

  if (self->show_dirty == !!show_dirty)
    return;

  self->show_dirty = !!show_dirty;
  strata_display_flashes_clear (self->flashes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DIRTY]);
}

/**
 * strata_display_view_get_frame:
 * @self: a view
 *
 * Returns: (transfer none): the account of the last frame in which anything was dirty
 */
const StrataDisplayFrame *
strata_display_view_get_frame (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), NULL);

  return &self->frame;
}

/**
 * strata_display_view_get_rate:
 * @self: a view
 *
 * Returns: how many frames of the last second had anything new
 */
double
strata_display_view_get_rate (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), 0);

  return self->rate;
}

/**
 * strata_display_view_get_n_textures:
 * @self: a view
 *
 * Returns: how many textures were made so far; none while nothing changes
 */
guint64
strata_display_view_get_n_textures (StrataDisplayView *self)
{
  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), 0);

  return strata_display_strips_get_n_made (self->strips);
}
