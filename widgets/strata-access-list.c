/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-access-list.h"

#include <string.h>

/* So many are looked at between two frames at most. */
#define MAX_AT_ONCE 100000

#define CHUNK 256

/* An access as it was. */
struct _StrataAccessItem
{
  GObject parent_instance;

  StrataAccessLog *log; /* the names are its own */
  StrataAccess access;
};

G_DEFINE_FINAL_TYPE (StrataAccessItem, strata_access_item, G_TYPE_OBJECT)

/*
 * The accesses of a log that pass a filter, oldest first. The list remembers their numbers and
 * copies an access when it is asked for.
 */
struct _StrataAccessList
{
  GObject parent_instance;

  StrataAccessLog *log;
  char *initiator; /* in lower case; "" for any */
  char *region;
  StrataAccessKinds kinds;
  StrataAccessEnds ends;

  GArray *numbers; /* of guint64 */
  guint n_gone;    /* those at the start that are not listed any more */
  guint64 next;    /* the first that was not looked at */
};

/* {{{ Items */

static void
strata_access_item_finalize (GObject *object)
{
  g_clear_pointer (&STRATA_ACCESS_ITEM (object)->log, strata_access_log_unref);

  G_OBJECT_CLASS (strata_access_item_parent_class)->finalize (object);
}

static void
strata_access_item_class_init (StrataAccessItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_access_item_finalize;
}

static void
strata_access_item_init (StrataAccessItem *self)
{
}

/**
 * strata_access_item_get_access:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the access; %NULL if the log has forgotten it
 */
const StrataAccess *
strata_access_item_get_access (StrataAccessItem *self)
{
  g_return_val_if_fail (STRATA_IS_ACCESS_ITEM (self), NULL);

  return self->access.initiator != NULL ? &self->access : NULL;
}

/* }}} */
/* {{{ The list */

static guint
get_n_listed (StrataAccessList *self)
{
  return self->numbers->len - self->n_gone;
}

static GType
strata_access_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_ACCESS_ITEM;
}

static guint
strata_access_list_get_n_items (GListModel *list)
{
  return get_n_listed (STRATA_ACCESS_LIST (list));
}

static gpointer
strata_access_list_get_item (GListModel *list,
                             guint       position)
{
  StrataAccessList *self = STRATA_ACCESS_LIST (list);
  StrataAccessItem *item;
  guint64 number;

  if (position >= get_n_listed (self))
    return NULL;

  number = g_array_index (self->numbers, guint64, self->n_gone + position);
  item = g_object_new (STRATA_TYPE_ACCESS_ITEM, NULL);
  item->log = strata_access_log_ref (self->log);
  if (strata_access_log_read (self->log, number, &item->access, 1) == 0 ||
      item->access.sequence != number)
    memset (&item->access, 0, sizeof item->access);

  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_access_list_get_item_type;
  iface->get_n_items = strata_access_list_get_n_items;
  iface->get_item = strata_access_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataAccessList, strata_access_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_access_list_finalize (GObject *object)
{
  StrataAccessList *self = STRATA_ACCESS_LIST (object);

  g_clear_pointer (&self->log, strata_access_log_unref);
  g_array_unref (self->numbers);
  g_free (self->initiator);
  g_free (self->region);

  G_OBJECT_CLASS (strata_access_list_parent_class)->finalize (object);
}

static void
strata_access_list_class_init (StrataAccessListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_access_list_finalize;
}

static void
strata_access_list_init (StrataAccessList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->initiator = g_strdup ("");
  self->region = g_strdup ("");
}

/* }}} */

static gboolean
matches (const char *name,
         const char *part)
{
  g_autofree char *folded = NULL;

  if (*part == '\0')
    return TRUE;

  folded = g_utf8_strdown (name != NULL ? name : "", -1);

  return strstr (folded, part) != NULL;
}

static gboolean
is_listed (StrataAccessList   *self,
           const StrataAccess *access)
{
  if ((self->kinds == STRATA_ACCESS_READS && access->is_write) ||
      (self->kinds == STRATA_ACCESS_WRITES && !access->is_write) ||
      (self->ends == STRATA_ACCESS_DONE && access->result != STRATA_OK) ||
      (self->ends == STRATA_ACCESS_FAILED && access->result == STRATA_OK) ||
      (self->ends == STRATA_ACCESS_WATCHED && !access->is_watched))
    return FALSE;

  return matches (access->initiator, self->initiator) && matches (access->region, self->region);
}

/* Lists no longer what the log has forgotten. */
static guint
drop_forgotten (StrataAccessList *self)
{
  guint n_before = self->n_gone;
  guint64 first, end;

  strata_access_log_get_span (self->log, &first, &end);
  while (self->n_gone < self->numbers->len &&
         g_array_index (self->numbers, guint64, self->n_gone) < first)
    self->n_gone++;

  return self->n_gone - n_before;
}

static guint
add_new (StrataAccessList *self)
{
  guint n_before = self->numbers->len;
  guint n_seen = 0;
  guint n;

  do
    {
      StrataAccess accesses[CHUNK];

      n = strata_access_log_read (self->log, self->next, accesses, CHUNK);
      for (guint i = 0; i < n; i++)
        if (is_listed (self, &accesses[i]))
          g_array_append_val (self->numbers, accesses[i].sequence);
      if (n > 0)
        self->next = accesses[n - 1].sequence + 1;
      n_seen += n;
    }
  while (n == CHUNK && n_seen < MAX_AT_ONCE);

  return self->numbers->len - n_before;
}

/**
 * strata_access_list_new:
 * @log: a log
 *
 * Lists what is in a log, and with strata_access_list_update() what comes.
 *
 * Returns: (transfer full): the list
 */
StrataAccessList *
strata_access_list_new (StrataAccessLog *log)
{
  StrataAccessList *self;

  g_return_val_if_fail (log != NULL, NULL);

  self = g_object_new (STRATA_TYPE_ACCESS_LIST, NULL);
  self->log = strata_access_log_ref (log);
  strata_access_list_update (self);

  return self;
}

/**
 * strata_access_list_set_filter:
 * @self: a list
 * @initiator: what the initiator's name is to contain; "" for any
 * @region: what the region's name is to contain; "" for any
 * @kinds: what they are to be
 * @ends: how they are to have ended
 *
 * Lists other accesses.
 */
void
strata_access_list_set_filter (StrataAccessList  *self,
                               const char        *initiator,
                               const char        *region,
                               StrataAccessKinds  kinds,
                               StrataAccessEnds   ends)
{
  guint n_before;

  g_return_if_fail (STRATA_IS_ACCESS_LIST (self));
  g_return_if_fail (initiator != NULL && region != NULL);

  g_free (self->initiator);
  g_free (self->region);
  self->initiator = g_utf8_strdown (initiator, -1);
  self->region = g_utf8_strdown (region, -1);
  self->kinds = kinds;
  self->ends = ends;

  n_before = get_n_listed (self);
  g_array_set_size (self->numbers, 0);
  self->n_gone = 0;
  self->next = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  strata_access_list_update (self);
}

/**
 * strata_access_list_update:
 * @self: a list
 *
 * Lists what has come since, and no longer what the log has forgotten. Of very much, a part: the
 * next call goes on.
 *
 * Returns: how many accesses have come
 */
guint
strata_access_list_update (StrataAccessList *self)
{
  guint n_dropped, n_added, n_before;

  g_return_val_if_fail (STRATA_IS_ACCESS_LIST (self), 0);

  n_dropped = drop_forgotten (self);
  if (n_dropped > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_dropped, 0);
  if (self->n_gone > self->numbers->len / 2)
    {
      g_array_remove_range (self->numbers, 0, self->n_gone);
      self->n_gone = 0;
    }

  n_before = get_n_listed (self);
  n_added = add_new (self);
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_added);

  return n_added;
}

/**
 * strata_access_list_ref_log:
 * @self: a list
 *
 * Returns: (transfer full): the log that the accesses are in
 */
StrataAccessLog *
strata_access_list_ref_log (StrataAccessList *self)
{
  g_return_val_if_fail (STRATA_IS_ACCESS_LIST (self), NULL);

  return strata_access_log_ref (self->log);
}

/**
 * strata_access_list_dup_numbers:
 * @self: a list
 *
 * Returns: (transfer full) (element-type guint64): the numbers of the accesses that are listed
 */
GArray *
strata_access_list_dup_numbers (StrataAccessList *self)
{
  GArray *numbers;

  g_return_val_if_fail (STRATA_IS_ACCESS_LIST (self), NULL);

  numbers = g_array_sized_new (FALSE, FALSE, sizeof (guint64), get_n_listed (self));
  if (get_n_listed (self) > 0)
    g_array_append_vals (numbers, &g_array_index (self->numbers, guint64, self->n_gone),
                         get_n_listed (self));

  return numbers;
}
