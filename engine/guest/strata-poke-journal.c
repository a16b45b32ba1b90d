/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-poke-journal.h"

#include "memory/strata-i18n-private.h"
#include "strata-poke-private.h"

#define MAX_POKES 100000

/**
 * StrataPokeJournal:
 *
 * All that a person writes to a board goes through one journal, which notes it. While it is locked
 * nothing can be written. It is a list of [class@Strata.Poke], the oldest first; of very many the
 * oldest are forgotten. It is to be used by one thread.
 */
struct _StrataPokeJournal
{
  GObject parent_instance;

  GPtrArray *pokes;
  gboolean locked;
};

enum
{
  PROP_0,
  PROP_LOCKED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

/**
 * strata_poke_error_quark:
 *
 * The error domain of pokes.
 *
 * Returns: its quark
 */
G_DEFINE_QUARK (strata-poke-error-quark, strata_poke_error)

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataPokeJournal, strata_poke_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return STRATA_TYPE_POKE;
}

static guint
get_n_items (GListModel *list)
{
  return STRATA_POKE_JOURNAL (list)->pokes->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  StrataPokeJournal *self = STRATA_POKE_JOURNAL (list);

  return position < self->pokes->len ? g_object_ref (self->pokes->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
strata_poke_journal_finalize (GObject *object)
{
  g_ptr_array_unref (STRATA_POKE_JOURNAL (object)->pokes);

  G_OBJECT_CLASS (strata_poke_journal_parent_class)->finalize (object);
}

static void
strata_poke_journal_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, STRATA_POKE_JOURNAL (object)->locked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_poke_journal_set_property (GObject *object, guint prop_id, const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOCKED:
      strata_poke_journal_set_locked (STRATA_POKE_JOURNAL (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_poke_journal_class_init (StrataPokeJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = strata_poke_journal_finalize;
  object_class->get_property = strata_poke_journal_get_property;
  object_class->set_property = strata_poke_journal_set_property;

  /**
   * StrataPokeJournal:locked:
   *
   * Whether nothing can be written.
   */
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                    | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_poke_journal_init (StrataPokeJournal *self)
{
  self->pokes = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * strata_poke_journal_new:
 *
 * Makes a journal.
 *
 * Returns: (transfer full): an empty journal, which is not locked
 */
StrataPokeJournal *
strata_poke_journal_new (void)
{
  return g_object_new (STRATA_TYPE_POKE_JOURNAL, NULL);
}

/**
 * strata_poke_journal_get_locked:
 * @self: a journal
 *
 * Tells whether the write lock is on.
 *
 * Returns: whether nothing can be written
 */
gboolean
strata_poke_journal_get_locked (StrataPokeJournal *self)
{
  g_return_val_if_fail (STRATA_IS_POKE_JOURNAL (self), TRUE);

  return self->locked;
}

/**
 * strata_poke_journal_set_locked:
 * @self: a journal
 * @locked: whether nothing can be written
 *
 * Switches the write lock.
 */
void
strata_poke_journal_set_locked (StrataPokeJournal *self, gboolean locked)
{
  g_return_if_fail (STRATA_IS_POKE_JOURNAL (self));

  if (self->locked == locked)
    return;
  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

/* Gives the poke back: the caller is told what came of it even if it is forgotten already. */
static StrataPoke *
make (StrataPokeJournal *self, StrataInitiator *initiator, guint64 address, guint size,
      StrataByteOrder byte_order, guint64 value)
{
  StrataPoke *poke = strata_poke_new (initiator, address, size, byte_order, value);
  guint n_forgotten = self->pokes->len == MAX_POKES ? MAX_POKES / 10 : 0;

  strata_poke_run (poke, initiator);
  if (n_forgotten > 0)
    {
      g_ptr_array_remove_range (self->pokes, 0, n_forgotten);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_forgotten, 0);
    }
  g_ptr_array_add (self->pokes, g_object_ref (poke));
  g_list_model_items_changed (G_LIST_MODEL (self), self->pokes->len - 1, 0, 1);
  return poke;
}

static gboolean
check_lock (StrataPokeJournal *self, GError **error)
{
  if (!self->locked)
    return TRUE;
  g_set_error_literal (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_LOCKED,
                       _ ("the write lock is on"));
  return FALSE;
}

/**
 * strata_poke_journal_poke:
 * @self: a journal
 * @initiator: who writes; parked afterwards
 * @address: the address
 * @size: how many bytes, 1 to 8
 * @byte_order: the byte order of the value
 * @value: the value
 * @error: where to put an error of %STRATA_POKE_ERROR
 *
 * Writes a value with a single store and notes it, however it ends. Nothing is written or noted
 * while the lock is on.
 *
 * Returns: (transfer full): the poke, or %NULL with an error
 */
StrataPoke *
strata_poke_journal_poke (StrataPokeJournal *self, StrataInitiator *initiator, guint64 address,
                          guint size, StrataByteOrder byte_order, guint64 value, GError **error)
{
  StrataPoke *poke;

  g_return_val_if_fail (STRATA_IS_POKE_JOURNAL (self), NULL);
  g_return_val_if_fail (initiator != NULL, NULL);
  g_return_val_if_fail (size >= 1 && size <= 8, NULL);

  if (!check_lock (self, error))
    return NULL;
  poke = make (self, initiator, address, size, byte_order, value);
  strata_initiator_park (initiator);
  return poke;
}

static StrataPoke *
write_again (StrataPokeJournal *self, StrataPoke *poke, guint64 value)
{
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (
    strata_poke_get_address_space (poke), strata_poke_get_initiator_name (poke));
  StrataAttrs attrs = { .debug = TRUE };

  strata_initiator_set_attrs (initiator, &attrs);
  return make (self, initiator, strata_poke_get_address (poke), strata_poke_get_size (poke),
               strata_poke_get_byte_order (poke), value);
}

/**
 * strata_poke_journal_undo:
 * @self: a journal
 * @poke: a poke
 * @error: where to put an error of %STRATA_POKE_ERROR
 *
 * Writes back what was there before a poke, and notes that as another one.
 *
 * Returns: (transfer full): the other poke, or %NULL with an error
 */
StrataPoke *
strata_poke_journal_undo (StrataPokeJournal *self, StrataPoke *poke, GError **error)
{
  guint64 value;

  g_return_val_if_fail (STRATA_IS_POKE_JOURNAL (self), NULL);
  g_return_val_if_fail (STRATA_IS_POKE (poke), NULL);

  if (!check_lock (self, error))
    return NULL;
  if (!strata_poke_get_old_value (poke, &value))
    {
      g_set_error_literal (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_NOT_RAM,
                           _ ("only what was written to RAM can be taken back"));
      return NULL;
    }
  return write_again (self, poke, value);
}

/**
 * strata_poke_journal_repeat:
 * @self: a journal
 * @poke: a poke
 * @error: where to put an error of %STRATA_POKE_ERROR
 *
 * Makes a poke once more, and notes it.
 *
 * Returns: (transfer full): the new poke, or %NULL with an error
 */
StrataPoke *
strata_poke_journal_repeat (StrataPokeJournal *self, StrataPoke *poke, GError **error)
{
  g_return_val_if_fail (STRATA_IS_POKE_JOURNAL (self), NULL);
  g_return_val_if_fail (STRATA_IS_POKE (poke), NULL);

  return check_lock (self, error) ? write_again (self, poke, strata_poke_get_value (poke)) : NULL;
}

/**
 * strata_poke_journal_clear:
 * @self: a journal
 *
 * Forgets all that was noted.
 */
void
strata_poke_journal_clear (StrataPokeJournal *self)
{
  guint n;

  g_return_if_fail (STRATA_IS_POKE_JOURNAL (self));

  n = self->pokes->len;
  if (n == 0)
    return;
  g_ptr_array_set_size (self->pokes, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}
