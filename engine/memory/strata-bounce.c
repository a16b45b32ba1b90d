/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-bounce-private.h"

#include "strata-system-private.h"

typedef struct
{
  guint id;
  StrataMapFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Client;

struct _StrataBounce
{
  guint64 taken; /* in bytes */
  GQueue clients; /* of Client, in the order in which they came */
  guint last_id;
  gboolean calling;
};

static void
client_free (Client *client)
{
  if (client->destroy != NULL)
    client->destroy (client->user_data);
  g_free (client);
}

StrataBounce *
strata_bounce_new (void)
{
  StrataBounce *self = g_new0 (StrataBounce, 1);

  g_queue_init (&self->clients);
  return self;
}

void
strata_bounce_free (StrataBounce *self)
{
  g_queue_clear_full (&self->clients, (GDestroyNotify) client_free);
  g_free (self);
}

guint64
strata_bounce_take (StrataBounce *self, guint64 limit, guint64 wanted)
{
  guint64 granted = self->taken < limit ? MIN (wanted, limit - self->taken) : 0;

  self->taken += granted;
  return granted;
}

/* Those who ask again while they are called wait for the next time. */
static void
call_clients (StrataBounce *self, guint64 limit)
{
  guint last_id = self->last_id;

  if (self->calling)
    return;
  self->calling = TRUE;
  while (self->taken < limit && !g_queue_is_empty (&self->clients)
         && ((Client *) g_queue_peek_head (&self->clients))->id <= last_id)
    {
      Client *client = g_queue_pop_head (&self->clients);

      client->func (client->user_data);
      client_free (client);
    }
  self->calling = FALSE;
}

void
strata_bounce_give (StrataBounce *self, guint64 limit, guint64 size)
{
  self->taken -= size;
  call_clients (self, limit);
}

/**
 * strata_system_add_map_client: (skip)
 * @self: a system
 * @func: what to call
 * @user_data: for @func
 * @destroy: (nullable): called with @user_data after @func, or when the client is removed
 *
 * Asks to be called, once, when there is room for bounce buffers: for whom
 * [method@Strata.Initiator.map] has given %NULL. It is called by the thread that makes room, with
 * the system locked, and may map; at once if there is room already. One that finds none again may
 * ask again.
 *
 * Returns: a number for [method@Strata.System.remove_map_client]
 */
guint
strata_system_add_map_client (StrataSystem *self, StrataMapFunc func, gpointer user_data,
                              GDestroyNotify destroy)
{
  StrataBounce *bounce;
  Client *client;
  guint id;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (func != NULL, 0);

  client = g_new0 (Client, 1);
  client->func = func;
  client->user_data = user_data;
  client->destroy = destroy;
  strata_system_lock (self);
  bounce = self->bounce;
  id = client->id = ++bounce->last_id;
  g_queue_push_tail (&bounce->clients, client);
  call_clients (bounce, self->limit_bounce);
  strata_system_unlock (self);
  return id;
}

/**
 * strata_system_remove_map_client:
 * @self: a system
 * @id: the number of a client; one that has been called is ignored
 *
 * Lets a client wait no more.
 */
void
strata_system_remove_map_client (StrataSystem *self, guint id)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  for (GList *l = self->bounce->clients.head; l != NULL; l = l->next)
    {
      Client *client = l->data;

      if (client->id != id)
        continue;
      g_queue_delete_link (&self->bounce->clients, l);
      client_free (client);
      break;
    }
  strata_system_unlock (self);
}
