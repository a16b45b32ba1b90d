/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <signal.h>

#include "strata-ctl-signals.h"

static const int numbers[] = { SIGHUP, SIGINT, SIGTERM };

/* Watches the signals that end a program, in a thread of its own, while the main one waits. */
struct _StrataCtlSignals
{
  GCancellable *cancellable;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  int caught; /* atomic; 0 for none */
};

typedef struct
{
  StrataCtlSignals *signals;
  int number;
} Watch;

static gboolean
caught_cb (gpointer user_data)
{
  Watch *watch = user_data;

  g_atomic_int_set (&watch->signals->caught, watch->number);
  g_cancellable_cancel (watch->signals->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gpointer
watch_thread (gpointer user_data)
{
  StrataCtlSignals *self = user_data;

  g_main_loop_run (self->loop);
  return NULL;
}

/**
 * strata_ctl_signals_new:
 * @cancellable: what to cancel
 *
 * Cancels something, in place of ending the program at once, when it is told to end.
 *
 * Returns: (transfer full): the watch
 */
StrataCtlSignals *
strata_ctl_signals_new (GCancellable *cancellable)
{
  StrataCtlSignals *self = g_new0 (StrataCtlSignals, 1);

  self->cancellable = g_object_ref (cancellable);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (numbers[i]);
      Watch *watch = g_new (Watch, 1);

      *watch = (Watch){ self, numbers[i] };
      g_source_set_callback (source, caught_cb, watch, g_free);
      g_source_attach (source, self->context);
    }
  self->thread = g_thread_new ("signals", watch_thread, self);
  return self;
}

/* The signals have their usual effect again. */
void
strata_ctl_signals_free (StrataCtlSignals *self)
{
  /* Not g_main_context_invoke(), which calls at once as long as the loop does not run yet. */
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* Ends the program by the signal that was caught, if there was one. */
void
strata_ctl_signals_raise (StrataCtlSignals *self)
{
  int number = g_atomic_int_get (&self->caught);

  if (number == 0)
    return;
  signal (number, SIG_DFL);
  raise (number);
}
