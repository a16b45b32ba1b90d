/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-access-log.h"

#include "strata-macros-private.h"

/* Names are stored once, and as long as the log lives: whoever reads a record can keep them. A
 * guest cannot make names; should a program make more than this, the rest share the last one. */
#define MAX_NAMES 65535
#define NO_NAME 0
#define OTHER_NAMES "…"

/* 56 bytes, of which there are up to a million. Pages of it that are never used cost nothing. */
typedef struct
{
  guint64 time;
  guint64 board_time;
  guint64 address;
  guint64 offset;
  guint64 size;
  guint64 value;
  guint16 initiator; /* names, by number */
  guint16 space;
  guint16 region;
  guint result : 6;
  guint is_write : 1;
  guint is_watched : 1;
} Record;

/* A ring. */
struct _StrataAccessLog
{
  gatomicrefcount ref_count;
  StrataAccessTimeFunc time;
  gpointer user_data;
  GDestroyNotify destroy;
  StrataAccessTimeFunc board_time;
  gpointer board_data;
  GDestroyNotify board_destroy;

  GMutex mutex; /* for what is below */
  guint length;
  Record *records;
  guint64 first; /* the number of the oldest one that is there */
  guint64 end;   /* the number of the next one */
  GHashTable *numbers; /* of names */
  GPtrArray *names;
};

STRATA_DEFINE_BOXED (StrataAccessLog, strata_access_log)

/**
 * strata_access_log_new:
 * @length: how many accesses to remember, 1 to %STRATA_ACCESS_LOG_MAX_LENGTH
 * @time: (nullable) (scope notified) (closure user_data) (destroy destroy): tells the time
 * @user_data: given to @time
 * @destroy: (nullable): frees @user_data
 *
 * Makes a log, which is empty. It takes 56 bytes for each access that it remembers, and never more;
 * the names in them once each.
 *
 * Returns: (transfer full): a log
 */
StrataAccessLog *
strata_access_log_new (guint length, StrataAccessTimeFunc time, gpointer user_data,
                       GDestroyNotify destroy)
{
  StrataAccessLog *self;

  g_return_val_if_fail (length > 0 && length <= STRATA_ACCESS_LOG_MAX_LENGTH, NULL);

  self = g_new0 (StrataAccessLog, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->length = length;
  self->time = time;
  self->user_data = user_data;
  self->destroy = destroy;
  self->records = g_new0 (Record, length);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->names, NULL);
  return self;
}

/**
 * strata_access_log_set_board_time:
 * @self: a log that no system writes yet
 * @time: (scope notified) (closure user_data) (destroy destroy): tells the board's time
 * @user_data: given to @time
 * @destroy: (nullable): frees @user_data
 *
 * Notes the board's time with each access, too: it stands still while nobody runs the board, and
 * goes as fast as its script says.
 */
void
strata_access_log_set_board_time (StrataAccessLog *self, StrataAccessTimeFunc time,
                                  gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (self != NULL && time != NULL);
  g_return_if_fail (self->board_time == NULL);

  self->board_time = time;
  self->board_data = user_data;
  self->board_destroy = destroy;
}

/**
 * strata_access_log_ref:
 * @self: a log
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataAccessLog *
strata_access_log_ref (StrataAccessLog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_access_log_unref:
 * @self: (transfer full): a log
 *
 * Lets go of a log. A system holds the one that it writes.
 */
void
strata_access_log_unref (StrataAccessLog *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  if (self->board_destroy != NULL)
    self->board_destroy (self->board_data);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->names);
  g_free (self->records);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* {{{ Records */

static guint16
get_number (StrataAccessLog *self, const char *name)
{
  gpointer number;

  if (name == NULL)
    return NO_NAME;
  number = g_hash_table_lookup (self->numbers, name);
  if (number != NULL)
    return (guint16) GPOINTER_TO_UINT (number);
  if (self->names->len >= MAX_NAMES)
    {
      if (self->names->len == MAX_NAMES)
        g_ptr_array_add (self->names, g_strdup (OTHER_NAMES));
      return MAX_NAMES;
    }
  number = GUINT_TO_POINTER (self->names->len);
  g_ptr_array_add (self->names, g_strdup (name));
  g_hash_table_insert (self->numbers, self->names->pdata[self->names->len - 1], number);
  return (guint16) GPOINTER_TO_UINT (number);
}

static void
fill_access (StrataAccessLog *self, guint64 sequence, StrataAccess *access)
{
  const Record *record = &self->records[sequence % self->length];

  *access = (StrataAccess){
    .sequence = sequence,
    .time = record->time,
    .board_time = record->board_time,
    .address = record->address,
    .offset = record->offset,
    .size = record->size,
    .value = record->value,
    .initiator = self->names->pdata[record->initiator],
    .space = self->names->pdata[record->space],
    .region = self->names->pdata[record->region],
    .result = record->result,
    .is_write = record->is_write,
    .is_watched = record->is_watched,
  };
}

/**
 * strata_access_log_add:
 * @self: a log
 * @access: an access; its number and its time are the log's business, its names are copied
 *
 * Writes an access down. The oldest one is forgotten when there is no room.
 */
void
strata_access_log_add (StrataAccessLog *self, const StrataAccess *access)
{
  guint64 time, board_time;
  Record *record;

  g_return_if_fail (self != NULL && access != NULL);

  time = self->time != NULL ? self->time (self->user_data) : 0;
  board_time = self->board_time != NULL ? self->board_time (self->board_data) : 0;
  g_mutex_lock (&self->mutex);
  record = &self->records[self->end % self->length];
  *record = (Record){
    .time = time,
    .board_time = board_time,
    .address = access->address,
    .offset = access->offset,
    .size = access->size,
    .value = access->value,
    .initiator = get_number (self, access->initiator),
    .space = get_number (self, access->space),
    .region = get_number (self, access->region),
    .result = (guint) access->result & 63,
    .is_write = access->is_write != FALSE,
    .is_watched = access->is_watched != FALSE,
  };
  self->end++;
  if (self->end - self->first > self->length)
    self->first++;
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_access_log_get_length:
 * @self: a log
 *
 * Gets how many accesses are kept.
 *
 * Returns: how many accesses it remembers at most
 */
guint
strata_access_log_get_length (StrataAccessLog *self)
{
  guint length;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  length = self->length;
  g_mutex_unlock (&self->mutex);
  return length;
}

/**
 * strata_access_log_set_length:
 * @self: a log
 * @length: how many accesses to remember, 1 to %STRATA_ACCESS_LOG_MAX_LENGTH
 *
 * Remembers more accesses from now on, or only the last ones. Numbers stay.
 */
void
strata_access_log_set_length (StrataAccessLog *self, guint length)
{
  Record *records;

  g_return_if_fail (self != NULL);
  g_return_if_fail (length > 0 && length <= STRATA_ACCESS_LOG_MAX_LENGTH);

  g_mutex_lock (&self->mutex);
  records = g_new0 (Record, length);
  if (self->end - self->first > length)
    self->first = self->end - length;
  for (guint64 i = self->first; i < self->end; i++)
    records[i % length] = self->records[i % self->length];
  g_free (self->records);
  self->records = records;
  self->length = length;
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_access_log_get_span:
 * @self: a log
 * @first: (out): the number of the oldest access that is there
 * @end: (out): the number that the next one will have
 *
 * Tells which accesses are there: those from @first on, up to but not @end.
 */
void
strata_access_log_get_span (StrataAccessLog *self, guint64 *first, guint64 *end)
{
  g_return_if_fail (self != NULL && first != NULL && end != NULL);

  g_mutex_lock (&self->mutex);
  *first = self->first;
  *end = self->end;
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_access_log_read:
 * @self: a log
 * @first: the number of the first one wanted
 * @accesses: (out caller-allocates) (array length=n_accesses): where to put them
 * @n_accesses: how many at most
 *
 * Copies accesses one after another, the first being @first or, if that is forgotten, the oldest
 * one. Their names live as long as the log.
 *
 * Returns: how many there were
 */
guint
strata_access_log_read (StrataAccessLog *self, guint64 first, StrataAccess *accesses,
                        guint n_accesses)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (accesses != NULL || n_accesses == 0, 0);

  g_mutex_lock (&self->mutex);
  for (guint64 i = MAX (first, self->first); i < self->end && n < n_accesses; i++)
    fill_access (self, i, &accesses[n++]);
  g_mutex_unlock (&self->mutex);
  return n;
}

/**
 * strata_access_log_clear:
 * @self: a log
 *
 * Forgets all accesses. Numbers go on.
 */
void
strata_access_log_clear (StrataAccessLog *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->first = self->end;
  g_mutex_unlock (&self->mutex);
}

/* }}} */
