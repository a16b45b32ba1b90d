/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

/* A second opinion on what a memory map means. It shares nothing with the engine but the words: a
 * table of nodes, and one recursion that asks for one address who answers there. */

#define BRUTE_MAX_NODES 24
#define BRUTE_MAX_COALESCED 3
#define BRUTE_NONE (-1)

__extension__ typedef __int128 BruteInt;

typedef struct
{
  StrataRegionKind kind;
  gint8 container;
  gint8 target;
  gint8 n_children;
  gint8 children[BRUTE_MAX_NODES]; /* in the order of adding */
  gint priority;
  guint64 address;
  guint64 size;
  guint64 ram_size; /* the bytes behind it; 0 if there are none */
  guint64 alias_offset;
  guint64 callback_offset;
  guint enabled : 1;
  guint readonly : 1;
  guint nonvolatile : 1;
  guint rom_mode : 1;
  guint8 clients;
  guint8 n_coalesced;
  StrataRange coalesced[BRUTE_MAX_COALESCED]; /* offsets in the region */
} BruteNode;

typedef struct
{
  gint n_nodes;
  BruteNode nodes[BRUTE_MAX_NODES];
} BruteModel;

/* The nodes from the root of a space down: an instance's identity */
typedef struct
{
  gint8 n;
  gint8 node[BRUTE_MAX_NODES];
} BrutePath;

/* One instance that has content at the asked address */
typedef struct
{
  BrutePath path;
  guint8 flags; /* StrataRangeFlags */
  guint64 offset;
} BruteHit;

typedef struct
{
  guint64 first;
  guint64 last;
  guint first_hit; /* in BruteMap.hits: the winner, then the losers in the order tried */
  guint n_hits;
} BruteCell;

typedef struct
{
  guint64 first;
  guint64 last;
  guint64 offset;
  gint node;
  guint8 flags;
  guint8 clients;
} BruteRange;

/* One instance with its extent, whether it wins anywhere or not */
typedef struct
{
  BrutePath path;
  guint64 first;
  guint64 last;
  guint64 offset;
  guint readonly : 1;
  guint nonvolatile : 1;
  guint enabled : 1;
  guint content : 1;
} BruteInstance;

typedef struct
{
  gint root;
  GArray *cells;
  GArray *hits;
  GArray *ranges;
} BruteMap;

typedef enum
{
  BRUTE_ADD,
  BRUTE_ADD_OVERLAP,
  BRUTE_DEL,
  BRUTE_ADDRESS,
  BRUTE_SIZE,
  BRUTE_PRIORITY,
  BRUTE_ENABLED,
  BRUTE_READONLY,
  BRUTE_NONVOLATILE,
  BRUTE_ROM_MODE,
  BRUTE_LOG,
  BRUTE_CALLBACK_OFFSET,
  BRUTE_ALIAS_OFFSET,
  BRUTE_ALIAS_TARGET,
  BRUTE_ADD_COALESCING,
  BRUTE_SET_COALESCING,
  BRUTE_CLEAR_COALESCING,
  BRUTE_N_EDITS,
} BruteEditKind;

typedef struct
{
  BruteEditKind kind;
  gint node;
  gint other;    /* the subregion, or the new target */
  guint64 value; /* an address, a size or an offset */
  guint64 size;
  gint number; /* a priority, a switch or a dirty client */
} BruteEdit;

gint brute_model_add_node (BruteModel *self, StrataRegionKind kind, guint64 size);
gboolean brute_model_reaches (const BruteModel *self, gint from, gint to);
guint brute_model_count_instances (const BruteModel *self, gint root, guint limit);
guint brute_model_get_depth (const BruteModel *self, gint root);
gboolean brute_model_is_circle (const BruteModel *self, const BruteEdit *edit);
gboolean brute_model_edit (BruteModel *self, const BruteEdit *edit);
char *brute_model_to_string (const BruteModel *self);
char *brute_edit_to_string (const BruteEdit *edit);

gboolean brute_node_has_content (const BruteNode *node);
gboolean brute_path_equal (const BrutePath *a, const BrutePath *b);
char *brute_path_to_string (const BrutePath *path);
void brute_model_get_precedence (const BruteModel *self, const BrutePath *winner,
                                 const BrutePath *loser, StrataRule *rule, guint *depth);
void brute_model_list_instances (const BruteModel *self, gint root, gboolean disabled,
                                 GArray *instances);

void brute_map_init (BruteMap *self);
void brute_map_clear (BruteMap *self);
void brute_map_resolve (BruteMap *self, const BruteModel *model, gint root, guint64 every_byte);
char *brute_map_to_string (const BruteMap *self);

static inline const BruteHit *
brute_map_get_hit (const BruteMap *self, const BruteCell *cell, guint index)
{
  return &g_array_index (self->hits, BruteHit, cell->first_hit + index);
}

static inline gint
brute_path_last (const BrutePath *path)
{
  return path->node[path->n - 1];
}

G_END_DECLS
