/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-follower.h"

#include "strata-loader.h"

/* The views are brought up to date at most so often, in milliseconds, however often devices and
 * edits change the map. */
#define MIN_INTERVAL 80

/*
 * Follows what becomes of an address space while it is shown. Commits come from any thread; what
 * there is to show is read in a thread, and goes to the views through the trial, which shows it
 * unless an edit is pending.
 */
struct _StrataFollower
{
  GObject parent_instance;

  StrataSelection *selection;
  StrataTrial *trial;
  StrataAddressSpace *space; /* NULL: nothing is followed */
  StrataListener *listener;
  StrataLoader *loader;
  guint timeout;
  gint64 last_time;
  gboolean is_reading;
  gboolean is_stale; /* there was a commit since the reading began */
};

/* A commit tells the follower through this, which outlives it as long as the listener is called. */
typedef struct
{
  GWeakRef follower;
  int is_sent; /* atomic: the main thread has not looked yet */
} Mailbox;

G_DEFINE_FINAL_TYPE (StrataFollower, strata_follower, G_TYPE_OBJECT)

static void schedule (StrataFollower *self);

static void
mailbox_clear (gpointer data)
{
  Mailbox *mailbox = data;

  g_weak_ref_clear (&mailbox->follower);
}

static void
mailbox_unref (gpointer mailbox)
{
  g_atomic_rc_box_release_full (mailbox, mailbox_clear);
}

static gboolean
take_mail_cb (gpointer user_data)
{
  Mailbox *mailbox = user_data;
  g_autoptr (StrataFollower) self = g_weak_ref_get (&mailbox->follower);

  g_atomic_int_set (&mailbox->is_sent, 0);
  if (self != NULL)
    schedule (self);

  return G_SOURCE_REMOVE;
}

static void
commit_cb (gpointer user_data)
{
  Mailbox *mailbox = user_data;

  if (g_atomic_int_compare_and_exchange (&mailbox->is_sent, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT, take_mail_cb, g_atomic_rc_box_acquire (mailbox),
                     mailbox_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (StrataFollower) self = user_data;
  g_autoptr (StrataSpaceModel) model = strata_loader_read_space_finish (STRATA_LOADER (object),
                                                                        result, NULL);
  StrataSpaceModel *shown;

  /* A reading that was cancelled belongs to what was followed before. */
  if (model == NULL)
    return;

  self->is_reading = FALSE;
  self->last_time = g_get_monotonic_time ();
  shown = strata_selection_get_model (self->selection);
  if (shown != NULL && self->space != NULL &&
      strata_space_model_get_space (shown) == self->space &&
      strata_space_model_get_space (model) == self->space)
    strata_trial_update_model (self->trial, model);
  if (self->is_stale)
    schedule (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  StrataFollower *self = user_data;

  self->timeout = 0;
  self->is_stale = FALSE;
  self->is_reading = TRUE;
  strata_loader_read_space (self->loader, self->space, read_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
schedule (StrataFollower *self)
{
  gint64 passed = (g_get_monotonic_time () - self->last_time) / 1000;

  self->is_stale = TRUE;
  if (self->space == NULL || self->is_reading || self->timeout != 0)
    return;

  self->timeout = g_timeout_add (passed >= MIN_INTERVAL ? 0 : (guint) (MIN_INTERVAL - passed),
                                 timeout_cb, self);
}

static void
stop (StrataFollower *self)
{
  if (self->listener != NULL)
    strata_listener_remove (self->listener);
  g_clear_pointer (&self->listener, strata_listener_unref);
  g_clear_handle_id (&self->timeout, g_source_remove);
  strata_loader_cancel (self->loader);
  self->is_reading = FALSE;
  self->is_stale = FALSE;
  g_clear_pointer (&self->space, strata_address_space_unref);
}

static void
strata_follower_dispose (GObject *object)
{
  StrataFollower *self = STRATA_FOLLOWER (object);

  if (self->loader != NULL)
    stop (self);
  g_clear_object (&self->loader);
  g_clear_object (&self->trial);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (strata_follower_parent_class)->dispose (object);
}

static void
strata_follower_class_init (StrataFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_follower_dispose;
}

static void
strata_follower_init (StrataFollower *self)
{
  self->loader = strata_loader_new ();
}

/**
 * strata_follower_new:
 * @selection: what the views show
 * @trial: what is tried on that
 *
 * Creates a follower that follows nothing yet.
 *
 * Returns: (transfer full): the follower
 */
StrataFollower *
strata_follower_new (StrataSelection *selection,
                     StrataTrial     *trial)
{
  StrataFollower *self;

  g_return_val_if_fail (STRATA_IS_SELECTION (selection), NULL);
  g_return_val_if_fail (STRATA_IS_TRIAL (trial), NULL);

  self = g_object_new (STRATA_TYPE_FOLLOWER, NULL);
  self->selection = g_object_ref (selection);
  self->trial = g_object_ref (trial);

  return self;
}

/**
 * strata_follower_follow:
 * @self: a follower
 * @space: (nullable): the address space that the selection's model is of, or %NULL
 *
 * Brings the selection's model up to date from now on, whenever the map of this space changes.
 */
void
strata_follower_follow (StrataFollower     *self,
                        StrataAddressSpace *space)
{
  static const StrataListenerFuncs funcs = { .commit = commit_cb };
  Mailbox *mailbox;

  g_return_if_fail (STRATA_IS_FOLLOWER (self));

  if (self->space == space)
    return;

  stop (self);
  if (space == NULL)
    return;

  self->space = strata_address_space_ref (space);
  mailbox = g_atomic_rc_box_new0 (Mailbox);
  g_weak_ref_init (&mailbox->follower, self);
  self->listener = strata_listener_new (strata_address_space_get_system (space), space, 0, &funcs,
                                        mailbox, mailbox_unref);
}

/**
 * strata_follower_refresh:
 * @self: a follower
 *
 * Brings the selection's model up to date soon, even if the map is as it was: names may have
 * changed.
 */
void
strata_follower_refresh (StrataFollower *self)
{
  g_return_if_fail (STRATA_IS_FOLLOWER (self));

  schedule (self);
}
