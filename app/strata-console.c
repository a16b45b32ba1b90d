/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-console.h"

#include <glib/gi18n.h>
#include <string.h>

#include "guest/strata-qtest-recorder.h"

/* The console remembers so many lines, if nobody says otherwise. */
#define DEFAULT_MAX_LINES 5000

/* So many lines at most wait for the main thread; of more only the number is told. */
#define MAX_WAITING 1000

#define INTERVAL 50 /* milliseconds between two looks at what has come */

/* Long commands, such as a picture in hexadecimal, are cut in this many characters. */
#define MAX_TEXT 160

struct _StrataConsoleLine
{
  GObject parent_instance;

  StrataConsoleKind kind;
  char *text;
  char *answer;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_ANSWER,
  PROP_CSS_CLASSES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataConsoleLine, strata_console_line, G_TYPE_OBJECT)

/*
 * What happens on a board, line by line: commands from scripts and sockets, and what devices say.
 * Lines come from any thread and are shown in the main one.
 */
struct _StrataConsole
{
  GObject parent_instance;

  /* Only in the main thread */
  GQueue lines; /* of StrataConsoleLine */
  guint max_lines;

  GMutex mutex; /* for all below */
  GPtrArray *waiting; /* of StrataConsoleLine */
  guint n_left_out;
  gboolean is_scheduled;
  StrataQtestRecorder *recorder; /* NULL while nothing is recorded */
};

/* {{{ Lines */

static void
strata_console_line_finalize (GObject *object)
{
  StrataConsoleLine *self = STRATA_CONSOLE_LINE (object);

  g_free (self->text);
  g_free (self->answer);

  G_OBJECT_CLASS (strata_console_line_parent_class)->finalize (object);
}

static void
strata_console_line_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  static const char *const classes[][2] = { { "command" }, { "message" }, { "notice" } };
  StrataConsoleLine *self = STRATA_CONSOLE_LINE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_ANSWER:
      g_value_set_string (value, self->answer);
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, classes[self->kind]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_console_line_class_init (StrataConsoleLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = strata_console_line_finalize;
  object_class->get_property = strata_console_line_get_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_ANSWER] = g_param_spec_string ("answer", NULL, NULL, NULL, flags);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_console_line_init (StrataConsoleLine *self)
{
}

/* A text that a label can show: valid, of one line, and not too long. */
static char *
make_showable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), 4 * MAX_TEXT));
  char *end;

  g_strchomp (valid);
  g_strdelimit (valid, "\n\r\t", ' ');
  if (g_utf8_strlen (valid, -1) <= MAX_TEXT)
    return g_steal_pointer (&valid);

  end = g_utf8_offset_to_pointer (valid, MAX_TEXT - 1);
  *end = '\0';
  return g_strconcat (valid, "…", NULL);
}

static StrataConsoleLine *
line_new (StrataConsoleKind  kind,
          const char        *text,
          const char        *answer)
{
  StrataConsoleLine *self = g_object_new (STRATA_TYPE_CONSOLE_LINE, NULL);

  self->kind = kind;
  self->text = make_showable (text);
  self->answer = make_showable (answer != NULL ? answer : "");

  return self;
}

/* }}} */
/* {{{ The list */

static GType
strata_console_get_item_type (GListModel *list)
{
  return STRATA_TYPE_CONSOLE_LINE;
}

static guint
strata_console_get_n_items (GListModel *list)
{
  return STRATA_CONSOLE (list)->lines.length;
}

static gpointer
strata_console_get_item (GListModel *list,
                         guint       position)
{
  StrataConsole *self = STRATA_CONSOLE (list);
  gpointer line = g_queue_peek_nth (&self->lines, position);

  return line != NULL ? g_object_ref (line) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_console_get_item_type;
  iface->get_n_items = strata_console_get_n_items;
  iface->get_item = strata_console_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataConsole, strata_console, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_console_finalize (GObject *object)
{
  StrataConsole *self = STRATA_CONSOLE (object);

  g_queue_clear_full (&self->lines, g_object_unref);
  g_ptr_array_unref (self->waiting);
  g_clear_object (&self->recorder);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (strata_console_parent_class)->finalize (object);
}

static void
strata_console_class_init (StrataConsoleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_console_finalize;
}

static void
strata_console_init (StrataConsole *self)
{
  self->max_lines = DEFAULT_MAX_LINES;
  g_mutex_init (&self->mutex);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/* }}} */

/**
 * strata_console_new:
 *
 * Returns: (transfer full): a console without lines
 */
StrataConsole *
strata_console_new (void)
{
  return g_object_new (STRATA_TYPE_CONSOLE, NULL);
}

static void
drop_oldest (StrataConsole *self,
             guint          n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    g_object_unref (g_queue_pop_head (&self->lines));
  if (n_lines > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_lines, 0);
}

static gboolean
take_cb (gpointer user_data)
{
  StrataConsole *self = user_data;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint n_left_out, n_before;

  g_mutex_lock (&self->mutex);
  g_ptr_array_extend_and_steal (lines, g_steal_pointer (&self->waiting));
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  n_left_out = self->n_left_out;
  self->n_left_out = 0;
  self->is_scheduled = FALSE;
  g_mutex_unlock (&self->mutex);

  if (n_left_out > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u more line, too fast to show", "%u more lines, too fast to show", n_left_out),
        n_left_out);

      g_ptr_array_add (lines, line_new (STRATA_CONSOLE_KIND_NOTICE, text, NULL));
    }
  if (self->lines.length + lines->len > self->max_lines)
    drop_oldest (self, MIN (self->lines.length,
                            self->lines.length + lines->len - self->max_lines));
  n_before = self->lines.length;
  for (guint i = 0; i < lines->len; i++)
    g_queue_push_tail (&self->lines, lines->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, lines->len);

  return G_SOURCE_REMOVE;
}

/**
 * strata_console_set_max_lines:
 * @self: a console
 * @max_lines: how many lines it remembers, the newest ones; at least 1
 *
 * Sets how long the console is. Fewer lines than before go at once.
 */
void
strata_console_set_max_lines (StrataConsole *self,
                              guint          max_lines)
{
  g_return_if_fail (STRATA_IS_CONSOLE (self));
  g_return_if_fail (max_lines > 0);

  self->max_lines = max_lines;
  if (self->lines.length > max_lines)
    drop_oldest (self, self->lines.length - max_lines);
}

/**
 * strata_console_push:
 * @self: a console
 * @kind: what the line is
 * @text: the line
 * @answer: (nullable): what came back
 *
 * Adds a line, from any thread. It is shown soon.
 */
void
strata_console_push (StrataConsole     *self,
                     StrataConsoleKind  kind,
                     const char        *text,
                     const char        *answer)
{
  g_return_if_fail (STRATA_IS_CONSOLE (self));
  g_return_if_fail (text != NULL);

  g_mutex_lock (&self->mutex);
  if (self->recorder != NULL && kind == STRATA_CONSOLE_KIND_COMMAND)
    strata_qtest_recorder_add (self->recorder, text, answer != NULL ? answer : "");
  if (self->waiting->len < MAX_WAITING)
    g_ptr_array_add (self->waiting, line_new (kind, text, answer));
  else
    self->n_left_out++;
  if (!self->is_scheduled)
    g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, take_cb, g_object_ref (self),
                        g_object_unref);
  self->is_scheduled = TRUE;
  g_mutex_unlock (&self->mutex);
}

static void
command_cb (StrataQtest *qtest,
            const char  *line,
            const char  *answer,
            gpointer     user_data)
{
  strata_console_push (user_data, STRATA_CONSOLE_KIND_COMMAND, line, answer);
}

/**
 * strata_console_watch:
 * @self: a console
 * @qtest: who executes commands, in whatever thread
 *
 * Shows all commands that @qtest executes from now on, with their answers.
 */
void
strata_console_watch (StrataConsole *self,
                      StrataQtest   *qtest)
{
  g_return_if_fail (STRATA_IS_CONSOLE (self));
  g_return_if_fail (STRATA_IS_QTEST (qtest));

  strata_qtest_add_watch (qtest, command_cb, g_object_ref (self), g_object_unref);
}

/**
 * strata_console_clear:
 * @self: a console
 *
 * Forgets all lines.
 */
void
strata_console_clear (StrataConsole *self)
{
  g_return_if_fail (STRATA_IS_CONSOLE (self));

  drop_oldest (self, self->lines.length);
}

/**
 * strata_console_start_recording:
 * @self: a console
 *
 * Records all commands from now on, with what they read.
 */
void
strata_console_start_recording (StrataConsole *self)
{
  g_return_if_fail (STRATA_IS_CONSOLE (self));

  g_mutex_lock (&self->mutex);
  if (self->recorder == NULL)
    self->recorder = strata_qtest_recorder_new ();
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_console_is_recording:
 * @self: a console
 *
 * Returns: whether commands are being recorded
 */
gboolean
strata_console_is_recording (StrataConsole *self)
{
  gboolean is_recording;

  g_return_val_if_fail (STRATA_IS_CONSOLE (self), FALSE);

  g_mutex_lock (&self->mutex);
  is_recording = self->recorder != NULL;
  g_mutex_unlock (&self->mutex);

  return is_recording;
}

/**
 * strata_console_stop_recording:
 * @self: a console
 *
 * Ends a recording.
 *
 * Returns: (transfer full) (nullable): the commands as a script, which foretells what it reads;
 *   %NULL if there were none
 */
char *
strata_console_stop_recording (StrataConsole *self)
{
  g_autoptr (StrataQtestRecorder) recorder = NULL;

  g_return_val_if_fail (STRATA_IS_CONSOLE (self), NULL);

  g_mutex_lock (&self->mutex);
  recorder = g_steal_pointer (&self->recorder);
  g_mutex_unlock (&self->mutex);

  if (recorder == NULL || strata_qtest_recorder_get_n_lines (recorder) == 0)
    return NULL;

  return strata_qtest_recorder_to_text (recorder);
}
