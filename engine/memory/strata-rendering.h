/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

#define STRATA_TYPE_RENDERING (strata_rendering_get_type ())

/**
 * STRATA_NO_INSTANCE:
 *
 * The index of no instance: the parent of a root, the winner where nobody answers.
 */
#define STRATA_NO_INSTANCE G_MAXUINT

/**
 * StrataRenderingFlags:
 * @STRATA_RENDERING_DEFAULT: only what takes part
 * @STRATA_RENDERING_DISABLED: disabled instances and what is below them too; they never win
 *
 * What a rendering lists.
 */
typedef enum /*< flags >*/
{
  STRATA_RENDERING_DEFAULT = 0,
  STRATA_RENDERING_DISABLED = 1 << 0,
} StrataRenderingFlags;

/**
 * StrataInstance:
 * @region: (transfer none): the region
 * @parent: the index of the instance it lies in: its container's, or for an alias's target the
 *   alias's; %STRATA_NO_INSTANCE for the root
 * @first: the first address in the space, after clipping by all ancestors and the window
 * @last: the last address, inclusive
 * @offset: the offset of @first in @region, in bytes
 * @depth: the number of ancestors
 * @priority: the priority of the region
 * @order: for an instance that has content: its place in the order in which instances are tried,
 *   0 first; %STRATA_NO_INSTANCE for containers and aliases, and for disabled instances
 * @readonly: whether it or an ancestor is read-only
 * @nonvolatile: whether it or an ancestor is non-volatile
 * @enabled: whether it and all its ancestors are enabled
 * @content: whether it has content of its own
 *
 * One place where a region appears. Instances that are clipped to nothing are not listed.
 */
typedef struct
{
  StrataRegion *region;
  guint64 first;
  guint64 last;
  guint64 offset;
  guint parent;
  guint order;
  guint depth;
  gint priority;
  guint8 readonly;
  guint8 nonvolatile;
  guint8 enabled;
  guint8 content;
} StrataInstance;

/**
 * StrataSegment:
 * @first: the first address
 * @last: the last address, inclusive
 * @instance: the index of the instance that wins there
 *
 * A maximal stretch where one instance wins. Where nobody answers there is none.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint instance;
} StrataSegment;

/**
 * StrataRule:
 * @STRATA_RULE_PRIORITY: the siblings where the paths part differ in priority
 * @STRATA_RULE_ORDER: they have the same priority; the one added last is tried first
 * @STRATA_RULE_OWN_SUBREGION: the winner lies in a subregion of the loser
 *
 * Why one instance is tried before another.
 */
typedef enum
{
  STRATA_RULE_PRIORITY,
  STRATA_RULE_ORDER,
  STRATA_RULE_OWN_SUBREGION,
} StrataRule;

/**
 * StrataPrecedence:
 * @rule: the rule that decides
 * @at: the instance where the two paths part
 * @winner: the instance below @at on the winner's path
 * @loser: the instance below @at on the loser's path; @at itself for
 *   %STRATA_RULE_OWN_SUBREGION
 *
 * How it was decided which of two instances is tried first. The priorities that met are those of
 * the regions of @winner and @loser.
 */
typedef struct
{
  StrataRule rule;
  guint at;
  guint winner;
  guint loser;
} StrataPrecedence;

/**
 * StrataHiddenFunc:
 * @first: the first address where the instance is hidden
 * @last: the last address, inclusive
 * @by: the index of the instance that wins there
 * @user_data: data
 *
 * Called for each stretch where an instance is hidden.
 */
typedef void (*StrataHiddenFunc) (guint64 first, guint64 last, guint by, gpointer user_data);

/**
 * StrataVisibleFunc:
 * @first: the first address where the instance wins
 * @last: the last address, inclusive
 * @user_data: data
 *
 * Called for each stretch where an instance wins.
 */
typedef void (*StrataVisibleFunc) (guint64 first, guint64 last, gpointer user_data);

STRATA_PUBLIC
GType strata_rendering_get_type (void);
STRATA_PUBLIC
StrataRendering *strata_rendering_new (StrataRegion *root, guint64 first, guint64 last,
                                       StrataRenderingFlags flags);
STRATA_PUBLIC
StrataRendering *strata_rendering_new_for_region (StrataRegion *root, StrataRegion *region);
STRATA_PUBLIC
StrataRendering *strata_rendering_ref (StrataRendering *self);
STRATA_PUBLIC
void strata_rendering_unref (StrataRendering *self);

STRATA_PUBLIC
guint strata_rendering_get_n_instances (StrataRendering *self);
STRATA_PUBLIC
const StrataInstance *strata_rendering_get_instance (StrataRendering *self, guint index);
STRATA_PUBLIC
char **strata_rendering_dup_path (StrataRendering *self, guint instance);
STRATA_PUBLIC
guint strata_rendering_get_n_segments (StrataRendering *self);
STRATA_PUBLIC
const StrataSegment *strata_rendering_get_segment (StrataRendering *self, guint index);
STRATA_PUBLIC
guint strata_rendering_find_winner (StrataRendering *self, guint64 address);
STRATA_PUBLIC
GArray *strata_rendering_list_tried (StrataRendering *self, guint64 address);
STRATA_PUBLIC
void strata_rendering_foreach_visible (StrataRendering *self, guint instance,
                                       StrataVisibleFunc func, gpointer user_data);
STRATA_PUBLIC
void strata_rendering_foreach_hidden (StrataRendering *self, guint instance, StrataHiddenFunc func,
                                      gpointer user_data);
STRATA_PUBLIC
void strata_rendering_get_precedence (StrataRendering *self, guint winner, guint loser,
                                      StrataPrecedence *precedence);
STRATA_PUBLIC
const char *strata_rule_get_nick (StrataRule rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataRendering, strata_rendering_unref)

G_END_DECLS
