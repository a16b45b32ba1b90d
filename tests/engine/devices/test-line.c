/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Wires: levels, edges, those who watch, and wires that lead back to where they began */

#include "strata.h"

static void
log_cb (StrataLine *line, gboolean level, gpointer user_data)
{
  g_string_append_printf (user_data, "%s%u=%d ", strata_line_get_name (line),
                          strata_line_get_number (line), level);
}

static void
test_level (void)
{
  g_autoptr (StrataLine) line = strata_line_new ("irq", 3);
  g_autoptr (GString) log = g_string_new (NULL);
  guint id = strata_line_add_watch (line, log_cb, log, NULL);

  g_assert_cmpuint (id, !=, 0);
  g_assert_cmpstr (strata_line_get_name (line), ==, "irq");
  g_assert_cmpuint (strata_line_get_number (line), ==, 3);
  g_assert_false (strata_line_get_level (line));
  strata_line_set_level (line, FALSE);
  strata_line_set_level (line, 5); /* anything but 0 is high */
  strata_line_set_level (line, TRUE);
  g_assert_cmpint (strata_line_get_level (line), ==, TRUE);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 1);
  strata_line_set_level (line, FALSE);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 1);
  strata_line_pulse (line);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 2);
  g_assert_cmpstr (log->str, ==, "irq3=1 irq3=0 irq3=1 irq3=0 ");
  strata_line_set_level (line, TRUE);
  strata_line_pulse (line); /* of a line that is high: it falls */
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 3);
  strata_line_remove_watch (line, id);
  strata_line_pulse (line);
  g_assert_true (g_str_has_suffix (log->str, "irq3=1 irq3=0 "));
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
ignore_cb (StrataLine *line G_GNUC_UNUSED, gboolean level G_GNUC_UNUSED,
           gpointer user_data G_GNUC_UNUSED)
{
}

static void
test_destroy (void)
{
  StrataLine *line = strata_line_new (NULL, 0);
  guint n_destroyed = 0;
  guint id = strata_line_add_watch (line, ignore_cb, &n_destroyed, count_cb);

  strata_line_add_watch (line, ignore_cb, &n_destroyed, count_cb);
  strata_line_remove_watch (line, id);
  g_assert_cmpuint (n_destroyed, ==, 1);
  strata_line_unref (line);
  g_assert_cmpuint (n_destroyed, ==, 2);
}

/* {{{ Watches that change the watches */

typedef struct
{
  GString *log;
  const char *name;
  guint ids[3];
  guint removes; /* 1 + an index in ids; 0: none */
  gboolean adds;
} Watcher;

static void
watcher_cb (StrataLine *line, gboolean level, gpointer user_data)
{
  Watcher *self = user_data;

  g_string_append_printf (self->log, "%s%d ", self->name, level);
  if (self->removes > 0)
    strata_line_remove_watch (line, self->ids[self->removes - 1]);
  self->removes = 0;
  if (self->adds)
    strata_line_add_watch (line, log_cb, self->log, NULL);
  self->adds = FALSE;
}

static void
test_remove_inside (void)
{
  for (guint remover = 0; remover < 3; remover++)
    for (guint victim = 0; victim < 3; victim++)
      {
        static const char *const names[] = { "a", "b", "c" };
        g_autoptr (StrataLine) line = strata_line_new ("x", 0);
        g_autoptr (GString) log = g_string_new (NULL);
        g_autoptr (GString) expected = g_string_new (NULL);
        Watcher watchers[3];
        guint ids[3];

        for (guint i = 0; i < 3; i++)
          {
            watchers[i] = (Watcher){ .log = log, .name = names[i] };
            ids[i] = strata_line_add_watch (line, watcher_cb, &watchers[i], NULL);
          }
        for (guint i = 0; i < 3; i++)
          watchers[remover].ids[i] = ids[i];
        watchers[remover].removes = victim + 1;
        strata_line_set_level (line, TRUE);
        strata_line_set_level (line, FALSE);
        for (guint i = 0; i < 3; i++)
          if (i != victim || i <= remover)
            g_string_append_printf (expected, "%s1 ", names[i]);
        for (guint i = 0; i < 3; i++)
          if (i != victim)
            g_string_append_printf (expected, "%s0 ", names[i]);
        g_assert_cmpstr (log->str, ==, expected->str);
      }
}

/* Who comes while a change is told hears of the next. */
static void
test_add_inside (void)
{
  g_autoptr (StrataLine) line = strata_line_new ("x", 0);
  g_autoptr (GString) log = g_string_new (NULL);
  Watcher watcher = { .log = log, .name = "a", .adds = TRUE };

  strata_line_add_watch (line, watcher_cb, &watcher, NULL);
  strata_line_set_level (line, TRUE);
  strata_line_set_level (line, FALSE);
  g_assert_cmpstr (log->str, ==, "a1 a0 x0=0 ");
}

/* }}} */
/* {{{ From line to line */

static void
test_connect (void)
{
  g_autoptr (StrataLine) out = strata_line_new ("out", 0);
  g_autoptr (StrataLine) late = strata_line_new ("late", 0);
  g_autoptr (StrataLine) in = strata_line_new ("in", 0);

  strata_line_connect (out, in);
  strata_line_set_level (out, TRUE);
  g_assert_true (strata_line_get_level (in));
  strata_line_connect (out, late);
  g_assert_true (strata_line_get_level (late));
  strata_line_pulse (out);
  g_assert_false (strata_line_get_level (in));
  g_assert_false (strata_line_get_level (late));
}

/* Two lines that follow each other agree. */
static void
test_circle (void)
{
  g_autoptr (StrataLine) a = strata_line_new ("a", 0);
  g_autoptr (StrataLine) b = strata_line_new ("b", 0);
  guint id_a, id_b;

  strata_line_connect (a, b);
  strata_line_connect (b, a);
  strata_line_set_level (a, TRUE);
  g_assert_true (strata_line_get_level (b));
  strata_line_set_level (b, FALSE);
  g_assert_false (strata_line_get_level (a));
  g_assert_cmpuint (strata_line_get_n_edges (a), ==, 1);
  /* a circle holds itself: the one who made it ends it */
  id_a = strata_line_add_watch (a, ignore_cb, NULL, NULL) - 1;
  id_b = strata_line_add_watch (b, ignore_cb, NULL, NULL) - 1;
  strata_line_remove_watch (a, id_a);
  strata_line_remove_watch (b, id_b);
}

static void
invert_cb (StrataLine *line G_GNUC_UNUSED, gboolean level, gpointer user_data)
{
  strata_line_set_level (user_data, !level);
}

/* A circle with an inverter in it never comes to rest, and is left. */
static void
test_restless (void)
{
  g_autoptr (StrataLine) line = strata_line_new ("x", 0);

  strata_line_add_watch (line, invert_cb, line, NULL);
  strata_line_set_level (line, TRUE);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 8); /* of 16 rounds */
  strata_line_set_level (line, !strata_line_get_level (line));
  g_assert_cmpuint (strata_line_get_n_edges (line), >, 8); /* it still works */
}

static void
drop_cb (StrataLine *line G_GNUC_UNUSED, gboolean level G_GNUC_UNUSED, gpointer user_data)
{
  StrataLine **held = user_data;

  g_clear_pointer (held, strata_line_unref);
}

/* The last who holds a line lets it go while it tells. */
static void
test_drop_inside (void)
{
  StrataLine *held = strata_line_new ("x", 0);
  StrataLine *line = held;
  guint n_destroyed = 0;

  strata_line_add_watch (line, drop_cb, &held, NULL);
  strata_line_add_watch (line, ignore_cb, &n_destroyed, count_cb);
  strata_line_set_level (line, TRUE);
  g_assert_null (held);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

/* }}} */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/line/level", test_level);
  g_test_add_func ("/strata/line/destroy", test_destroy);
  g_test_add_func ("/strata/line/remove-inside", test_remove_inside);
  g_test_add_func ("/strata/line/add-inside", test_add_inside);
  g_test_add_func ("/strata/line/connect", test_connect);
  g_test_add_func ("/strata/line/circle", test_circle);
  g_test_add_func ("/strata/line/restless", test_restless);
  g_test_add_func ("/strata/line/drop-inside", test_drop_inside);
  return g_test_run ();
}
