/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-brute-model.h"
#include "strata-brute-recorder.h"

G_BEGIN_DECLS

/* One random hierarchy twice: in the engine, and in the model. */

/* How wide apart the interesting addresses of a hierarchy are */
typedef enum
{
  BRUTE_SCALE_BYTES, /* 64 addresses from 0 */
  BRUTE_SCALE_TOP,   /* the first and the last 64 of 2^64 */
  BRUTE_SCALE_HUGE,  /* 64 steps of 2^58: sizes up to 2^64 */
  BRUTE_SCALE_PAGES, /* 32 pages */
  BRUTE_SCALE_MIXED, /* powers of two, and next to them */
  BRUTE_N_SCALES,
} BruteScale;

typedef struct _BruteWorld BruteWorld;

typedef struct
{
  BruteWorld *world;
  gint node;
} BruteDevice;

typedef struct
{
  gint root; /* a node */
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  BruteMap map; /* what the model says of it */
} BruteSpace;

/* What was met: a run that never comes across something proves nothing about it */
typedef struct
{
  guint64 n_views;
  guint64 n_ranges;
  guint64 n_instances;
  guint64 n_hidden;
  guint64 n_rules[3]; /* of StrataRule */
  guint64 n_events[STRATA_EVENT_COALESCED_ADD + 1];
  guint64 n_refused;
  guint64 n_limited;
  guint64 n_dry;
  guint64 n_abandoned;
  guint64 n_in_callback;
  guint64 n_held; /* views that were held while something changed */
} BruteTally;

struct _BruteWorld
{
  guint64 random;
  BruteScale scale;
  const guint8 *bytes; /* what is in all RAM: BRUTE_RAM_SIZE for each node */
  BruteTally *tally;
  BruteModel model;    /* with the edits of an open transaction */
  BruteModel before;   /* as the spaces show it */
  StrataSystem *system;
  StrataRegion *regions[BRUTE_MAX_NODES];
  BruteDevice devices[BRUTE_MAX_NODES];
  gint twins[BRUTE_MAX_NODES]; /* of an alias: the one whose window it goes on with */
  guint n_spaces;
  BruteSpace spaces[BRUTE_MAX_SPACES - 1];
  BruteRecorder *recorder;
  gboolean deaf; /* nobody listens: the recorder has been told to go at once */
  const BruteEdit *in_callback; /* the next device write makes this edit */
  gboolean callback_answer;
  GString *history;
};

#define BRUTE_RAM_SIZE 1024

guint8 *brute_world_make_bytes (void);
BruteWorld *brute_world_new (guint64 seed, const guint8 *bytes, BruteTally *tally);
void brute_world_free (BruteWorld *self);
guint brute_world_random (BruteWorld *self, guint below);
gboolean brute_world_chance (BruteWorld *self, guint percent);
BruteEdit brute_world_choose_edit (BruteWorld *self);
BruteEdit brute_world_choose_add (BruteWorld *self, gint node);
gboolean brute_world_edit_engine (BruteWorld *self, const BruteEdit *edit, GError **error);
gint brute_world_find_node (BruteWorld *self, StrataRegion *region);
guint8 brute_world_expect_byte (gint node, guint64 offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BruteWorld, brute_world_free)

G_END_DECLS
