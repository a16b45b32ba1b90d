/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Device callbacks in several threads: what is serialised, what is not, what they may do, and who
 * is still inside when a device goes away. */

#include "strata-parallel-testing.h"

#define N_THREADS 3

/* {{{ Edits from inside callbacks */

#define STRIDE 0x100000
#define N_PLACES 16

typedef struct _Slider Slider;

/* A device that moves a window of its own about, while the others move theirs. */
struct _Slider
{
  Parallel *parallel;
  gint *in_callback; /* atomic: threads in any of the callbacks */
  guint number;
  guint place; /* where the window is */
  StrataRegion *device;
  StrataRegion *window;
  StrataInitiator *initiator; /* of the thread that uses the device */
  Slider *other;
  guint n_rounds;
};

static guint64
get_base (const Slider *self)
{
  return (guint64) (self->number + 1) * STRIDE;
}

static guint64
get_place (const Slider *self, guint place)
{
  return get_base (self) + 0x1000 * (guint64) (place + 1);
}

static guint64
slider_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  return 0x5151 + ((Slider *) user_data)->number;
}

/* Moves the window to the place that is written; what the thread sees follows at once. */
static void
slider_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
              guint size G_GNUC_UNUSED)
{
  Slider *self = user_data;
  guint before = self->place;
  g_autoptr (GError) error = NULL;
  guint64 seen;

  g_assert_cmpint (g_atomic_int_add (self->in_callback, 1), ==, 0);
  self->place = (guint) value;
  strata_system_begin (self->parallel->system);
  g_assert_true (strata_region_set_enabled (self->window, FALSE, NULL));
  g_assert_true (strata_region_set_address (
    self->window, get_place (self, self->place) - get_base (self), NULL));
  g_assert_true (strata_region_set_enabled (self->window, TRUE, NULL));
  strata_system_commit (self->parallel->system);

  g_assert_cmpint (parallel_load (self->initiator, get_place (self, self->place), &seen), ==,
                   STRATA_OK);
  g_assert_cmphex (seen, ==, self->number * G_GUINT64_CONSTANT (0x0101010101010101));
  if (before != self->place)
    g_assert_cmpint (parallel_load (self->initiator, get_place (self, before), &seen), ==,
                     STRATA_DECODE_ERROR);
  /* Nobody comes in twice, but devices may ask each other. */
  g_assert_cmpint (strata_initiator_load (self->initiator, get_base (self), 4,
                                          STRATA_LITTLE_ENDIAN, &seen),
                   ==, STRATA_ACCESS_ERROR);
  g_assert_cmpint (strata_initiator_load (self->initiator, get_base (self->other), 4,
                                          STRATA_LITTLE_ENDIAN, &seen),
                   ==, STRATA_OK);
  g_assert_cmphex (seen, ==, 0x5151 + self->other->number);
  g_assert_false (strata_system_synchronize (self->parallel->system, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  g_atomic_int_add (self->in_callback, -1);
}

static const StrataRegionOps slider_ops = { .read = slider_read, .write = slider_write };

static gpointer
slide_thread (gpointer user_data)
{
  Slider *self = user_data;

  for (guint i = 1; i <= self->n_rounds; i++)
    {
      guint place = i * 7 % N_PLACES;
      guint64 seen;

      g_assert_cmpint (strata_initiator_store (self->initiator, get_base (self), 4,
                                               STRATA_LITTLE_ENDIAN, place),
                       ==, STRATA_OK);
      for (guint j = 0; j < N_PLACES; j++)
        g_assert_cmpint (parallel_load (self->initiator, get_place (self, j), &seen), ==,
                         j == place ? STRATA_OK : STRATA_DECODE_ERROR);
    }
  strata_initiator_park (self->initiator);
  return NULL;
}

static void
test_edits (void)
{
  Parallel parallel;
  Slider sliders[N_THREADS] = { { 0 } };
  StrataRegion *regions[N_THREADS];
  GThread *threads[N_THREADS];
  gint in_callback = 0;

  parallel_init (&parallel);
  for (guint i = 0; i < N_THREADS; i++)
    {
      Slider *slider = &sliders[i];

      slider->parallel = &parallel;
      slider->in_callback = &in_callback;
      slider->number = i;
      slider->other = &sliders[(i + 1) % N_THREADS];
      slider->n_rounds = (guint) parallel_scale (5000, 200000);
      regions[i] = strata_region_new_container (parallel.system, NULL, "slider", STRIDE);
      slider->device = strata_region_new_mmio (parallel.system, NULL, "device", 0x100, &slider_ops,
                                               slider, NULL);
      slider->window = strata_region_new_ram (parallel.system, NULL, "window", 0x1000, NULL);
      for (guint j = 0; j < 0x1000; j++)
        ((guint8 *) strata_region_get_ram_ptr (slider->window))[j] = (guint8) i;
      parallel_add (regions[i], 0, slider->device);
      parallel_add (regions[i], 0x1000, slider->window);
      parallel_add (parallel.root, get_base (slider), regions[i]);
      slider->initiator = strata_initiator_new (parallel.space, "slider");
    }
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("slider", slide_thread, &sliders[i]);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_assert_cmpuint (strata_region_get_address (sliders[i].window), ==,
                        get_place (&sliders[i], sliders[i].place) - get_base (&sliders[i]));
      strata_initiator_unref (sliders[i].initiator);
      strata_region_unref (sliders[i].window);
      strata_region_unref (sliders[i].device);
      strata_region_unref (regions[i]);
    }
  parallel_clear (&parallel);
}

/* }}} */
/* {{{ The lock */

typedef struct
{
  Parallel parallel;
  gint entered; /* atomic: callbacks */
  gint open;    /* atomic: what they wait for */
  gint left;    /* atomic: accesses that are over */
} Gate;

static guint64
gate_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  Gate *gate = user_data;

  g_atomic_int_inc (&gate->entered);
  parallel_wait (&gate->open, 1);
  return offset;
}

static const StrataRegionOps gate_ops = { .read = gate_read };

static gpointer
gate_thread (gpointer user_data)
{
  Gate *gate = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (gate->parallel.space, "caller");
  guint64 value;

  g_assert_cmpint (strata_initiator_load (initiator, 0x1004, 4, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmphex (value, ==, 4);
  strata_initiator_park (initiator);
  g_atomic_int_inc (&gate->left);
  return NULL;
}

/* Two threads are inside one device at once, while a third has the lock. */
static void
test_lock_free (void)
{
  Gate gate = { 0 };
  g_autoptr (StrataRegion) device = NULL;
  GThread *threads[2];

  parallel_init (&gate.parallel);
  device = strata_region_new_mmio (gate.parallel.system, NULL, "device", 0x10, &gate_ops, &gate,
                                   NULL);
  g_assert_true (strata_region_set_lock_free (device, TRUE, NULL));
  parallel_add (gate.parallel.root, 0x1000, device);
  strata_system_lock (gate.parallel.system);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", gate_thread, &gate);
  parallel_wait (&gate.entered, 2);
  g_assert_cmpint (g_atomic_int_get (&gate.left), ==, 0);
  g_atomic_int_set (&gate.open, 1);
  parallel_wait (&gate.left, 2);
  strata_system_unlock (gate.parallel.system);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_clear_pointer (&device, strata_region_unref);
  parallel_clear (&gate.parallel);
}

/* While one thread is inside a device that wants the lock, memory and the log need not wait. */
static void
test_memory_does_not_wait (void)
{
  Gate gate = { 0 };
  g_autoptr (StrataRegion) device = NULL;
  g_autoptr (StrataRegion) ram = NULL;
  g_autoptr (StrataInitiator) initiator = NULL;
  g_autoptr (StrataDirtySnapshot) snapshot = NULL;
  GThread *thread;
  guint64 value;

  parallel_init (&gate.parallel);
  device = strata_region_new_mmio (gate.parallel.system, NULL, "device", 0x10, &gate_ops, &gate,
                                   NULL);
  ram = strata_region_new_ram (gate.parallel.system, NULL, "ram", STRATA_PAGE_SIZE, NULL);
  parallel_add (gate.parallel.root, 0x1000, device);
  parallel_add (gate.parallel.root, 0x2000, ram);
  g_assert_true (strata_region_set_log (ram, STRATA_DIRTY_VGA, TRUE, NULL));
  strata_region_reset_dirty (ram, 0, STRATA_PAGE_SIZE, STRATA_DIRTY_VGA);
  initiator = strata_initiator_new (gate.parallel.space, "cpu");
  thread = g_thread_new ("caller", gate_thread, &gate);
  parallel_wait (&gate.entered, 1);

  g_assert_cmpint (strata_initiator_store (initiator, 0x2000, 8, STRATA_LITTLE_ENDIAN, 5), ==,
                   STRATA_OK);
  g_assert_cmpint (parallel_load (initiator, 0x2000, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 5);
  snapshot = strata_region_snapshot_and_clear_dirty (ram, 0, STRATA_PAGE_SIZE, STRATA_DIRTY_VGA);
  g_assert_cmpuint (strata_dirty_snapshot_get_n_pages (snapshot), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&gate.left), ==, 0);

  g_atomic_int_set (&gate.open, 1);
  g_thread_join (thread);
  g_clear_pointer (&initiator, strata_initiator_unref);
  g_clear_pointer (&ram, strata_region_unref);
  g_clear_pointer (&device, strata_region_unref);
  parallel_clear (&gate.parallel);
}

/* }}} */
/* {{{ Devices that go away */

typedef struct
{
  Parallel parallel;
  StrataRegion *region;
  StrataOwner *owner;
  gint inside;    /* atomic: the callback has been entered */
  gint open;      /* atomic: the callback may end */
  gint go_on;     /* atomic: the thread may make its next access */
  gint over;      /* atomic: its first access is over */
  gint done;      /* atomic: synchronize has returned */
  gint destroyed; /* atomic */
} Leaving;

static void
leaving_destroy (gpointer user_data)
{
  g_atomic_int_inc (&((Leaving *) user_data)->destroyed);
}

static guint64
leaving_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Leaving *self = user_data;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&self->inside, 1);
  parallel_wait (&self->open, 1);
  /* Though the lock is not held here, waiting would be for this very access. */
  g_assert_false (strata_system_synchronize (self->parallel.system, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  g_assert_cmpint (g_atomic_int_get (&self->done), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&self->destroyed), ==, 0);
  return 7;
}

static const StrataRegionOps leaving_ops = { .read = leaving_read };

static gpointer
leaving_thread (gpointer user_data)
{
  Leaving *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->parallel.space, "caller");
  guint64 value;

  g_assert_cmpint (strata_initiator_load (initiator, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmphex (value, ==, 7);
  g_atomic_int_set (&self->over, 1);
  parallel_wait (&self->go_on, 1);
  g_assert_cmpint (strata_initiator_load (initiator, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_DECODE_ERROR);
  parallel_wait (&self->done, 1);
  return NULL;
}

/* A device and its owner go while another thread is inside its callback: they live until it has
 * left and moved on, and until then synchronize waits. */
static void
test_removed_while_inside (void)
{
  Leaving self = { 0 };
  GThread *caller, *synchronizer;

  parallel_init (&self.parallel);
  self.owner = strata_owner_new ("device", &self, leaving_destroy);
  self.region = strata_region_new_mmio (self.parallel.system, self.owner, "device", 0x10,
                                        &leaving_ops, &self, NULL);
  g_assert_true (strata_region_set_lock_free (self.region, TRUE, NULL));
  parallel_add (self.parallel.root, 0x1000, self.region);
  caller = g_thread_new ("caller", leaving_thread, &self);
  parallel_wait (&self.inside, 1);

  g_assert_true (strata_region_del_subregion (self.parallel.root, self.region, NULL));
  strata_region_unref (self.region);
  strata_owner_unref (self.owner);
  synchronizer = parallel_synchronize_in_thread (&self.parallel, &self.done);
  parallel_wait_synchronizing (&self.parallel, 1);
  g_assert_cmpint (g_atomic_int_get (&self.destroyed), ==, 0);

  g_atomic_int_set (&self.open, 1);
  parallel_wait (&self.over, 1);
  /* It is idle now, but has not said so. */
  g_assert_cmpint (g_atomic_int_get (&self.done), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&self.destroyed), ==, 0);
  g_atomic_int_set (&self.go_on, 1);
  g_thread_join (synchronizer);
  g_thread_join (caller);
  g_assert_cmpint (self.destroyed, ==, 1);
  parallel_clear (&self.parallel);
}

static guint64
suicide_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Leaving *self = user_data;

  g_assert_true (strata_region_del_subregion (self->parallel.root, self->region, NULL));
  strata_region_unref (g_steal_pointer (&self->region));
  strata_owner_unref (g_steal_pointer (&self->owner));
  g_assert_cmpint (g_atomic_int_get (&self->destroyed), ==, 0);
  return 7;
}

static const StrataRegionOps suicide_ops = { .read = suicide_read };

/* A device that takes itself away lives until it has answered, and the caller has moved on. */
static void
test_removes_itself (void)
{
  Leaving self = { 0 };
  gint done = 0;
  GThread *caller;

  parallel_init (&self.parallel);
  self.done = 1;
  self.go_on = 1;
  self.owner = strata_owner_new ("device", &self, leaving_destroy);
  self.region = strata_region_new_mmio (self.parallel.system, self.owner, "device", 0x10,
                                        &suicide_ops, &self, NULL);
  parallel_add (self.parallel.root, 0x1000, self.region);
  caller = g_thread_new ("caller", leaving_thread, &self);
  g_thread_join (caller);
  g_assert_cmpint (self.destroyed, ==, 1);
  g_thread_join (parallel_synchronize_in_thread (&self.parallel, &done));
  g_assert_cmpint (done, ==, 1);
  parallel_clear (&self.parallel);
}

/* With the lock held, waiting could be for somebody who waits for the lock. */
static void
test_synchronize_locked (void)
{
  Parallel parallel;
  g_autoptr (GError) error = NULL;
  gint done = 0;
  GThread *thread;

  parallel_init (&parallel);
  strata_system_lock (parallel.system);
  g_assert_false (strata_system_synchronize (parallel.system, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  /* That is so for who holds it, and for nobody else. */
  thread = parallel_synchronize_in_thread (&parallel, &done);
  g_thread_join (thread);
  g_assert_cmpint (done, ==, 1);
  strata_system_unlock (parallel.system);
  g_assert_true (strata_system_synchronize (parallel.system, NULL));
  parallel_clear (&parallel);
}

/* }}} */
/* {{{ Who pins what */

typedef struct
{
  Parallel *parallel;
  gint step; /* atomic: how many accesses it is to make; more than that: park and wait */
  gint made; /* atomic: how many it has made */
  gint stop; /* atomic */
  gboolean parks;
  gboolean is_idle; /* from the start */
} Holder;

static gpointer
holder_thread (gpointer user_data)
{
  Holder *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->parallel->space, "holder");

  for (gint i = 1; !g_atomic_int_get (&self->stop); i++)
    {
      guint64 value;

      if (!self->is_idle)
        parallel_load (initiator, 0x1000, &value);
      if (self->parks)
        strata_initiator_park (initiator);
      g_atomic_int_set (&self->made, i);
      parallel_wait (&self->step, i + 1);
    }
  return NULL;
}

static void
make_step (Holder *holder)
{
  g_atomic_int_inc (&holder->step);
  parallel_wait (&holder->made, g_atomic_int_get (&holder->step));
}

/* What is removed goes when the last initiator that is running has moved on; those that are parked,
 * or have never run, do not matter. */
static void
test_pins (void)
{
  Parallel parallel;
  Holder holders[4] = { { 0 } };
  GThread *threads[4];
  Leaving leaving = { 0 };
  gint *destroyed = &leaving.destroyed;
  gint done = 0;
  guint64 bytes[8] = { 0 };
  StrataRegion *region;
  GThread *synchronizer;

  parallel_init (&parallel);
  region = strata_region_new_ram_from_pointer (parallel.system, NULL, "ram", sizeof bytes, bytes,
                                               &leaving, leaving_destroy);
  parallel_add (parallel.root, 0x1000, region);
  holders[2].parks = TRUE;
  holders[3].is_idle = TRUE;
  for (guint i = 0; i < 4; i++)
    {
      holders[i].parallel = &parallel;
      threads[i] = g_thread_new ("holder", holder_thread, &holders[i]);
      make_step (&holders[i]);
    }
  g_assert_true (strata_region_del_subregion (parallel.root, region, NULL));
  strata_region_unref (region);
  synchronizer = parallel_synchronize_in_thread (&parallel, &done);
  parallel_wait_synchronizing (&parallel, 1);
  make_step (&holders[0]);
  g_assert_cmpint (g_atomic_int_get (destroyed), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&done), ==, 0);
  make_step (&holders[1]);
  g_assert_cmpint (g_atomic_int_get (destroyed), ==, 1);
  g_thread_join (synchronizer);

  for (guint i = 0; i < 4; i++)
    {
      g_atomic_int_set (&holders[i].stop, TRUE);
      g_atomic_int_inc (&holders[i].step);
      g_thread_join (threads[i]);
    }
  parallel_clear (&parallel);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/parallel/edits-in-callbacks", test_edits);
  g_test_add_func ("/strata/parallel/lock-free", test_lock_free);
  g_test_add_func ("/strata/parallel/memory-does-not-wait", test_memory_does_not_wait);
  g_test_add_func ("/strata/parallel/removed-while-inside", test_removed_while_inside);
  g_test_add_func ("/strata/parallel/removes-itself", test_removes_itself);
  g_test_add_func ("/strata/parallel/synchronize-locked", test_synchronize_locked);
  g_test_add_func ("/strata/parallel/pins", test_pins);
  return g_test_run ();
}
