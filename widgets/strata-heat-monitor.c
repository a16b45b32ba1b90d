/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-heat-monitor.h"

#define COLD_INTERVAL 100 /* milliseconds until the next look whether there is anything new */
#define WARM_INTERVAL 40  /* milliseconds between two pictures of what fades */

/*
 * Accesses of a board, counted while someone wants to know: because heat is shown, or counts are.
 */
struct _StrataHeatMonitor
{
  GObject parent_instance;

  StrataBoard *board;
  StrataHeat *heat;
  guint64 n_accesses; /* as last seen */
  guint timeout;
  gboolean is_warm;
  gboolean is_shown;
  gboolean counts;
};

enum
{
  PROP_0,
  PROP_SHOWN,
  PROP_COUNTING,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataHeatMonitor, strata_heat_monitor, G_TYPE_OBJECT)

static gboolean look_cb (gpointer user_data);

/* While all is cold and nothing happens, nobody is told and nothing is drawn. */
static void
look (StrataHeatMonitor *self)
{
  guint64 n_accesses = strata_heat_get_n_accesses (self->heat);
  gboolean was_warm = self->is_warm;

  self->is_warm = !strata_heat_is_cold (self->heat, g_get_monotonic_time ());
  if (self->is_warm || was_warm || n_accesses != self->n_accesses)
    g_signal_emit (self, signals[CHANGED], 0);
  self->n_accesses = n_accesses;
}

static void
wait (StrataHeatMonitor *self)
{
  self->timeout = g_timeout_add (self->is_warm ? WARM_INTERVAL : COLD_INTERVAL, look_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  StrataHeatMonitor *self = user_data;

  self->timeout = 0;
  look (self);
  if (self->is_shown && self->timeout == 0)
    wait (self);

  return G_SOURCE_REMOVE;
}

static void
update (StrataHeatMonitor *self)
{
  gboolean wanted = self->is_shown || self->counts;

  if (self->board != NULL)
    strata_system_set_heat (strata_board_get_system (self->board), wanted ? self->heat : NULL,
                            NULL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->is_warm = FALSE;
  if (self->is_shown)
    wait (self);
}

static void
strata_heat_monitor_dispose (GObject *object)
{
  StrataHeatMonitor *self = STRATA_HEAT_MONITOR (object);

  strata_heat_monitor_stop (self);
  g_clear_object (&self->board);
  g_clear_pointer (&self->heat, strata_heat_unref);

  G_OBJECT_CLASS (strata_heat_monitor_parent_class)->dispose (object);
}

static void
strata_heat_monitor_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  StrataHeatMonitor *self = STRATA_HEAT_MONITOR (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, self->is_shown);
      break;
    case PROP_COUNTING:
      g_value_set_boolean (value, self->counts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_heat_monitor_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  StrataHeatMonitor *self = STRATA_HEAT_MONITOR (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      strata_heat_monitor_set_shown (self, g_value_get_boolean (value));
      break;
    case PROP_COUNTING:
      strata_heat_monitor_set_counting (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_heat_monitor_class_init (StrataHeatMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = strata_heat_monitor_dispose;
  object_class->get_property = strata_heat_monitor_get_property;
  object_class->set_property = strata_heat_monitor_set_property;

  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags);
  properties[PROP_COUNTING] = g_param_spec_boolean ("counting", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataHeatMonitor::changed:
   * @self: the monitor
   *
   * What is shown is another picture now: something was accessed, or has faded.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_heat_monitor_init (StrataHeatMonitor *self)
{
  self->heat = strata_heat_new ();
}

/**
 * strata_heat_monitor_new:
 * @board: a board
 *
 * Creates a monitor of a board that nobody else counts the accesses of.
 *
 * Returns: (transfer full): the monitor
 */
StrataHeatMonitor *
strata_heat_monitor_new (StrataBoard *board)
{
  StrataHeatMonitor *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  self = g_object_new (STRATA_TYPE_HEAT_MONITOR, NULL);
  self->board = g_object_ref (board);

  return self;
}

/**
 * strata_heat_monitor_get_board:
 * @self: a monitor
 *
 * Returns: (transfer none): its board
 */
StrataBoard *
strata_heat_monitor_get_board (StrataHeatMonitor *self)
{
  g_return_val_if_fail (STRATA_IS_HEAT_MONITOR (self), NULL);

  return self->board;
}

/**
 * strata_heat_monitor_get_heat:
 * @self: a monitor
 *
 * Returns: (transfer none): what was counted
 */
StrataHeat *
strata_heat_monitor_get_heat (StrataHeatMonitor *self)
{
  g_return_val_if_fail (STRATA_IS_HEAT_MONITOR (self), NULL);

  return self->heat;
}

/**
 * strata_heat_monitor_get_shown:
 * @self: a monitor
 *
 * Returns: whether heat is shown
 */
gboolean
strata_heat_monitor_get_shown (StrataHeatMonitor *self)
{
  g_return_val_if_fail (STRATA_IS_HEAT_MONITOR (self), FALSE);

  return self->is_shown;
}

/**
 * strata_heat_monitor_set_shown:
 * @self: a monitor
 * @shown: whether to show heat
 *
 * Shows heat, wherever this monitor is looked at, or shows it no more.
 */
void
strata_heat_monitor_set_shown (StrataHeatMonitor *self,
                               gboolean           shown)
{
  g_return_if_fail (STRATA_IS_HEAT_MONITOR (self));

  if (self->is_shown == shown)
    return;

  self->is_shown = shown;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * strata_heat_monitor_get_counting:
 * @self: a monitor
 *
 * Returns: whether accesses are counted even while no heat is shown
 */
gboolean
strata_heat_monitor_get_counting (StrataHeatMonitor *self)
{
  g_return_val_if_fail (STRATA_IS_HEAT_MONITOR (self), FALSE);

  return self->counts;
}

/**
 * strata_heat_monitor_set_counting:
 * @self: a monitor
 * @counting: whether to count accesses
 *
 * Counts accesses even while no heat is shown, or does not.
 */
void
strata_heat_monitor_set_counting (StrataHeatMonitor *self,
                                  gboolean           counting)
{
  g_return_if_fail (STRATA_IS_HEAT_MONITOR (self));

  if (self->counts == counting)
    return;

  self->counts = counting;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTING]);
}

/**
 * strata_heat_monitor_stop:
 * @self: a monitor
 *
 * Shows and counts no more. Who had a monitor of a board says so before there is another.
 */
void
strata_heat_monitor_stop (StrataHeatMonitor *self)
{
  g_return_if_fail (STRATA_IS_HEAT_MONITOR (self));

  strata_heat_monitor_set_shown (self, FALSE);
  strata_heat_monitor_set_counting (self, FALSE);
}
