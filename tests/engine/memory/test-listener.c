/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Listeners: who hears what, when, and in which order */

#include <string.h>

#include "strata-memory-testing.h"

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *a;
  StrataRegion *b;
  StrataAddressSpace *space;
  GString *heard;
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *name;
} Ear;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x1000);
  f->a = strata_region_new_ram (f->system, NULL, "a", 0x100, NULL);
  f->b = strata_region_new_mmio (f->system, NULL, "b", 0x100, &testing_plain_ops, NULL, NULL);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->a, 0, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->heard = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_address_space_unref (f->space);
  strata_region_unref (f->a);
  strata_region_unref (f->b);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  g_string_free (f->heard, TRUE);
}

#define assert_heard(f, expected)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr (g_strchomp ((f)->heard->str), ==, expected);                                  \
    g_string_truncate ((f)->heard, 0);                                                             \
  }                                                                                                \
  G_STMT_END

static void
note (gpointer user_data, const char *what, const StrataFlatRange *range)
{
  Ear *ear = user_data;

  g_string_append_printf (ear->fixture->heard, "%s%s", ear->name, what);
  if (range != NULL)
    g_string_append_printf (ear->fixture->heard, "%s@%x",
                            strata_region_get_name (range->region), (guint) range->first);
  g_string_append_c (ear->fixture->heard, ' ');
}

static void
begin_cb (gpointer user_data)
{
  note (user_data, "(", NULL);
}

static void
commit_cb (gpointer user_data)
{
  note (user_data, ")", NULL);
}

static void
del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  note (user_data, "-", range);
}

static void
add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  note (user_data, "+", range);
}

static void
nop_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  note (user_data, "=", range);
}

static void
log_start_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
              StrataDirtyClients old, StrataDirtyClients now, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("log%u>%u:", old, now);

  g_assert_cmpuint (now & ~old, !=, 0);
  note (user_data, what, range);
}

static void
log_stop_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
             StrataDirtyClients old, StrataDirtyClients now, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("stop%u>%u:", old, now);

  g_assert_cmpuint (old & ~now, !=, 0);
  note (user_data, what, range);
}

static void
coalesced_add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
                  guint64 first, guint64 last, gpointer user_data)
{
  g_autofree char *what =
    g_strdup_printf ("c+%x-%x:", (guint) first, (guint) last);

  note (user_data, what, range);
}

static void
coalesced_del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
                  guint64 first, guint64 last, gpointer user_data)
{
  g_autofree char *what =
    g_strdup_printf ("c-%x-%x:", (guint) first, (guint) last);

  note (user_data, what, range);
}

static const StrataListenerFuncs plain_funcs = {
  .begin = begin_cb,
  .region_del = del_cb,
  .region_add = add_cb,
  .log_start = log_start_cb,
  .log_stop = log_stop_cb,
  .coalesced_add = coalesced_add_cb,
  .coalesced_del = coalesced_del_cb,
  .commit = commit_cb,
};

static const StrataListenerFuncs nop_funcs = {
  .region_add = add_cb,
  .region_nop = nop_cb,
  .region_del = del_cb,
};

static void
destroy_cb (gpointer user_data)
{
  note (user_data, "destroyed", NULL);
}

/* A late one gets the present state, a leaving one its removal */
static void
test_late (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  StrataListener *listener;

  g_assert_true (strata_region_add_subregion (f->top, 0x200, f->b, NULL));
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_CODE, TRUE, NULL));
  g_assert_true (strata_region_add_coalescing (f->b, 0x10, 0x10, NULL));
  listener = strata_listener_new (f->system, NULL, 0, &plain_funcs, &ear, destroy_cb);
  assert_heard (f, "( +a@0 log0>2:a@0 +b@200 c+210-21f:b@200 )");
  strata_listener_remove (listener);
  assert_heard (f, "( stop2>0:a@0 -a@0 c-210-21f:b@200 -b@200 )");
  g_assert_true (strata_region_set_address (f->b, 0x300, NULL));
  assert_heard (f, "");
  strata_listener_unref (listener);
  assert_heard (f, "destroyed");
}

/* What comes is told to the lowest priority first, what goes to the highest */
static void
test_priority (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = { .region_add = add_cb, .region_del = del_cb };
  Ear ears[] = { { f, "1" }, { f, "2" }, { f, "3" } };
  StrataListener *listeners[3];

  listeners[2] = strata_listener_new (f->system, NULL, 30, &funcs, &ears[2], NULL);
  listeners[0] = strata_listener_new (f->system, NULL, -10, &funcs, &ears[0], NULL);
  listeners[1] = strata_listener_new (f->system, NULL, 20, &funcs, &ears[1], NULL);
  assert_heard (f, "3+a@0 1+a@0 2+a@0");
  g_assert_true (strata_region_set_address (f->a, 0x100, NULL));
  assert_heard (f, "3-a@0 2-a@0 1-a@0 1+a@100 2+a@100 3+a@100");
  for (guint i = 0; i < 3; i++)
    {
      strata_listener_remove (listeners[i]);
      strata_listener_unref (listeners[i]);
    }
  assert_heard (f, "1-a@100 2-a@100 3-a@100");
}

/* One that listens to a space hears of no other */
static void
test_filter (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) root = strata_region_new_container (f->system, NULL, "io", 0x100);
  g_autoptr (StrataAddressSpace) io = strata_address_space_new (f->system, "io", root);
  Ear ear = { f, "" };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, io, 0, &plain_funcs, &ear, NULL);

  assert_heard (f, "");
  g_assert_true (strata_region_set_address (f->a, 0x100, NULL));
  assert_heard (f, "");
  g_assert_true (strata_region_add_subregion (root, 0, f->b, NULL));
  assert_heard (f, "( +b@0 )");
  strata_address_space_close (io);
  assert_heard (f, "( -b@0 )");
  strata_listener_remove (listener);
  assert_heard (f, "");
}

/* A space that comes or goes brings and takes what it shows; so does a second one on its root */
static void
test_spaces (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &plain_funcs, &ear, NULL);
  StrataAddressSpace *again;
  StrataAddressSpace *other;

  assert_heard (f, "( +a@0 )");
  again = strata_address_space_new (f->system, "again", f->top);
  assert_heard (f, "( +a@0 )");
  other = strata_address_space_new (f->system, "other", f->a);
  assert_heard (f, "( +a@0 )");
  g_assert_true (strata_region_set_enabled (f->a, FALSE, NULL));
  assert_heard (f, "( -a@0 -a@0 -a@0 )");
  g_assert_true (strata_region_set_enabled (f->a, TRUE, NULL));
  assert_heard (f, "( +a@0 +a@0 +a@0 )");
  strata_address_space_unref (again);
  assert_heard (f, "( -a@0 )");
  strata_address_space_unref (other);
  assert_heard (f, "( -a@0 )");
  strata_listener_remove (listener);
  assert_heard (f, "( -a@0 )");
}

/* Logging alone changes no range */
static void
test_log (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &plain_funcs, &ear, NULL);

  assert_heard (f, "( +a@0 )");
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_VGA, TRUE, NULL));
  assert_heard (f, "( log0>1:a@0 )");
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_VGA, TRUE, NULL));
  assert_heard (f, "");
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_CODE, TRUE, NULL));
  assert_heard (f, "( log1>3:a@0 )");
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_VGA, FALSE, NULL));
  assert_heard (f, "");
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_VGA, FALSE, NULL));
  assert_heard (f, "( stop3>2:a@0 )");
  strata_listener_remove (listener);
  assert_heard (f, "( stop2>0:a@0 -a@0 )");
}

/* Coalesced parts are told as far as they are visible, anew when that changes */
static void
test_coalesced (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &plain_funcs, &ear, NULL);

  g_string_truncate (f->heard, 0);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x80, f->b, -1, NULL));
  assert_heard (f, "( +b@100 )");
  g_assert_true (strata_region_add_coalescing (f->b, 0x70, 0x20, NULL));
  assert_heard (f, "( c+100-10f:b@100 )");
  g_assert_true (strata_region_set_priority (f->b, 1, NULL));
  assert_heard (f, "( -a@0 c-100-10f:b@100 -b@100 +a@0 +b@80 c+f0-10f:b@80 )");
  g_assert_true (strata_region_clear_coalescing (f->b, NULL));
  assert_heard (f, "( c-f0-10f:b@80 )");
  strata_listener_remove (listener);
}

/* Who asks hears of what stayed in a re-rendered window; of the rest of the map nobody hears */
static void
test_nop (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  g_autoptr (StrataListener) listener = NULL;

  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x800, f->b, 0, NULL));
  listener = strata_listener_new (f->system, NULL, 0, &nop_funcs, &ear, NULL);
  assert_heard (f, "+a@0 +b@800");
  g_assert_true (strata_region_set_size (f->b, 0x80, NULL));
  g_assert_null (strstr (f->heard->str, "a@"));
  g_string_truncate (f->heard, 0);
  strata_listener_remove (listener);
}

typedef struct
{
  Fixture *fixture;
  StrataInitiator *cpu;
  gboolean present_at_add;
  gboolean present_at_commit;
  guint n_refused;
} Looker;

static void
look_add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
             gpointer user_data)
{
  Looker *looker = user_data;
  g_autoptr (GError) error = NULL;

  looker->present_at_add = strata_initiator_present (looker->cpu, range->first);
  /* Listeners do not edit */
  if (!strata_region_set_size (looker->fixture->a, 0x10, &error) &&
      g_error_matches (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY))
    looker->n_refused++;
  g_clear_error (&error);
  if (!strata_system_synchronize (looker->fixture->system, &error) &&
      g_error_matches (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY))
    looker->n_refused++;
  g_clear_error (&error);
}

static void
look_commit_cb (gpointer user_data)
{
  Looker *looker = user_data;

  looker->present_at_commit = strata_initiator_present (looker->cpu, 0x200);
}

/* An access from inside sees the view of before, until commit */
static void
test_inside (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = { .region_add = look_add_cb,
                                             .commit = look_commit_cb };
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "cpu");
  Looker looker = { .fixture = f, .cpu = cpu };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &funcs, &looker, NULL);

  looker.n_refused = 0;
  g_assert_true (strata_region_add_subregion (f->top, 0x200, f->b, NULL));
  g_assert_false (looker.present_at_add);
  g_assert_true (looker.present_at_commit);
  g_assert_cmpuint (looker.n_refused, ==, 2);
  g_assert_cmpuint (strata_region_get_size (f->a), ==, 0x100);
  strata_listener_remove (listener);
}

/* Closing a space takes all that it shows away, once, and whoever listens to it alone is done */
static void
test_close (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Ear ear = { f, "" };
  Ear own_ear = { f, "own" };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &plain_funcs, &ear, NULL);
  g_autoptr (StrataListener) own = NULL;
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "cpu");

  g_assert_true (strata_region_add_subregion (f->top, 0x200, f->b, NULL));
  g_assert_true (strata_region_set_log (f->a, STRATA_DIRTY_CODE, TRUE, NULL));
  g_assert_true (strata_region_set_coalescing (f->b, NULL));
  own = strata_listener_new (f->system, f->space, 1, &plain_funcs, &own_ear, NULL);
  g_assert_true (strata_initiator_present (cpu, 0));
  g_string_truncate (f->heard, 0);

  strata_address_space_close (f->space);
  assert_heard (f, "( own( ownstop2>0:a@0 stop2>0:a@0 own-a@0 -a@0 ownc-200-2ff:b@200 "
                   "c-200-2ff:b@200 own-b@200 -b@200 ) own)");
  strata_address_space_close (f->space);
  assert_heard (f, "");
  g_assert_false (strata_initiator_present (cpu, 0));
  g_assert_null (strata_address_space_get_root (f->space));
  g_assert_true (strata_region_set_address (f->b, 0x300, NULL));
  strata_listener_remove (own);
  strata_listener_remove (listener);
  strata_listener_remove (listener);
  assert_heard (f, "");
}

typedef struct
{
  Ear ear;
  StrataListener *listener;
  StrataListener *other;
  gboolean makes;
  gboolean removes;
} Restless;

static void
restless_add_cb (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data)
{
  Restless *restless = user_data;

  add_cb (space, range, &restless->ear);
  if (restless->removes)
    strata_listener_remove (restless->listener);
  if (restless->makes)
    {
      restless->makes = FALSE;
      restless->other = strata_listener_new (strata_address_space_get_system (space), NULL, -1,
                                             &nop_funcs, &restless->ear, NULL);
    }
}

static void
restless_del_cb (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data)
{
  Restless *restless = user_data;

  del_cb (space, range, &restless->ear);
  if (restless->removes)
    strata_listener_remove (restless->listener);
}

/* Who comes or leaves while others are told does so when they have heard all: each add has its
 * delete */
static void
test_come_and_go_inside (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = {
    .region_add = restless_add_cb,
    .region_del = restless_del_cb,
    .commit = commit_cb,
  };
  Restless restless = { .ear = { f, "" } };

  restless.listener = strata_listener_new (f->system, NULL, 0, &funcs, &restless, NULL);
  assert_heard (f, "+a@0 )");
  restless.removes = TRUE;
  g_assert_true (strata_region_add_subregion (f->top, 0x200, f->b, NULL));
  assert_heard (f, "+b@200 ) -a@0 -b@200 )");
  g_assert_true (strata_region_set_address (f->b, 0x300, NULL));
  assert_heard (f, "");
  strata_listener_unref (restless.listener);

  restless.removes = FALSE;
  restless.listener = strata_listener_new (f->system, NULL, 0, &funcs, &restless, NULL);
  g_string_truncate (f->heard, 0);
  restless.makes = TRUE;
  g_assert_true (strata_region_set_address (f->b, 0x400, NULL));
  assert_heard (f, "-b@300 +b@400 ) +a@0 +b@400");
  strata_listener_remove (restless.other);
  assert_heard (f, "-a@0 -b@400");
  strata_listener_unref (restless.other);
  strata_listener_remove (restless.listener);
  strata_listener_unref (restless.listener);
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/listener/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("late", test_late);
  add ("priority", test_priority);
  add ("filter", test_filter);
  add ("spaces", test_spaces);
  add ("log", test_log);
  add ("coalesced", test_coalesced);
  add ("nop", test_nop);
  add ("inside", test_inside);
  add ("close", test_close);
  add ("come-and-go-inside", test_come_and_go_inside);

  return g_test_run ();
}
