/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mtree-scan-private.h"

#include <string.h>

#include "board/strata-board-error.h"
#include "memory/strata-i18n-private.h"
#include "strata-mtree-text-private.h"

#define SPACE_HEADING "address-space:"
#define SECTION_HEADING "memory-region:"
#define VIEW_HEADING "FlatView #"
#define PROMPT "(qemu)"
#define ADDRESS_DIGITS 16

/* How much of a strange line an error repeats. */
#define EXCERPT 60

typedef enum
{
  PART_NONE, /* between two blocks */
  PART_TREE,
  PART_VIEW,
  PART_VIEW_END, /* what of a view is of no interest */
} Part;

typedef struct
{
  StrataMtreeScan *scan;
  guint line;
  guint indent; /* of the last heading; a paste may be indented as a whole */
  Part part;
  gboolean in_headings; /* the line before was a heading of the same block */
  gboolean started; /* there was a heading */
  gboolean prompted; /* there was a prompt since the last heading */
  gboolean has_sections;
  gboolean has_owners;
  gboolean skip_trees;
  gboolean skip_views;
} Scanner;

static gboolean
fail (Scanner *self, const StrataMtreeText *line, GError **error, const char *reason)
{
  g_autofree char *excerpt = g_strndup (line->at, MIN (line->end - line->at, EXCERPT));
  g_autofree char *valid = g_utf8_make_valid (excerpt, -1);

  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_SYNTAX, "%s:%u: %s: “%s%s”",
               self->scan->file, self->line, reason, valid,
               line->end - line->at > EXCERPT ? "…" : "");
  return FALSE;
}

static const char *
intern (Scanner *self, const StrataMtreeText *text)
{
  g_autofree char *name = g_strndup (text->at, text->end - text->at);

  return strata_mtree_scan_intern (self->scan, name);
}

/* {{{ The lines of a tree */

/* Reads `(prio N, [nv-]KIND):` and the space behind it. */
static const char *
read_attributes (StrataMtreeText *text, gint *priority, StrataMtreeKind *kind,
                 gboolean *nonvolatile)
{
  static const struct
  {
    const char *text;
    StrataMtreeKind kind;
  } kinds[] = {
    { "i/o", STRATA_MTREE_IO },
    { "ramd", STRATA_MTREE_RAM_DEVICE },
    { "ram", STRATA_MTREE_RAM },
    { "romd", STRATA_MTREE_ROM_DEVICE },
    { "rom", STRATA_MTREE_ROM },
  };
  gsize i;

  if (!strata_mtree_text_skip (text, " (prio ") || !strata_mtree_text_read_int (text, priority)
      || !strata_mtree_text_skip (text, ", "))
    return _ ("no priority");
  *nonvolatile = strata_mtree_text_skip (text, "nv-");
  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strata_mtree_text_skip (text, kinds[i].text))
      break;
  if (i == G_N_ELEMENTS (kinds) || !strata_mtree_text_skip (text, "):"))
    return _ ("no kind among ramd, romd, rom, ram and i/o");
  *kind = kinds[i].kind;
  strata_mtree_text_skip (text, " ");
  return NULL;
}

/* Takes owner and parent, which -o prints, off the end. */
static const char *
take_owner (Scanner *self, StrataMtreeText *text)
{
  StrataMtreeText owner = *text;

  if (!self->has_owners)
    return NULL;
  owner.at = strata_mtree_text_find (text, " owner:{");
  if (owner.at == NULL)
    owner.at = strata_mtree_text_find (text, " parent:{");
  if (owner.at == NULL)
    {
      strata_mtree_text_drop_suffix (text, " orphan");
      return NULL;
    }
  text->end = owner.at;
  return intern (self, &owner);
}

/* Takes `alias NAME @TARGET FIRST-LAST` apart; target is `NAME @TARGET` until all sections are
 * known, because both may have an @ in them. */
static gboolean
read_alias (Scanner *self, StrataMtreeText *text, StrataMtreeLine *line)
{
  StrataMtreeText alias = *text;
  StrataMtreeText window = *text;

  if (!strata_mtree_text_skip (&alias, "alias "))
    return FALSE;
  window.at = strata_mtree_text_find_last (&alias, " ");
  if (window.at == NULL || strata_mtree_text_find (&alias, " @") == NULL)
    return FALSE;
  alias.end = window.at++;
  if (!strata_mtree_text_read_range (&window, &line->offset, &line->offset_last)
      || window.at != window.end || strata_mtree_text_find (&alias, " @") == NULL)
    return FALSE;
  line->target = intern (self, &alias);
  return TRUE;
}

static gboolean
read_tree_line (Scanner *self, StrataMtreeText text, GError **error)
{
  StrataMtreeScan *scan = self->scan;
  StrataMtreeText whole = text;
  StrataMtreeLine line = { .line = self->line };
  gboolean overflows = strata_mtree_text_skip (&text, "[DETECTED OVERFLOW!] ");
  guint indent = strata_mtree_text_skip_spaces (&text);
  const char *reason;
  gboolean nonvolatile;
  StrataMtreeKind kind;

  if (!strata_mtree_text_read_range (&text, &line.first, &line.last))
    return fail (self, &whole, error, _ ("not a line of a memory tree"));
  if (indent < self->indent + 2 || (indent - self->indent) % 2 != 0)
    return fail (self, &whole, error, _ ("indented by an odd number of spaces, or not at all"));
  line.level = (indent - self->indent) / 2;
  if (line.level > STRATA_MTREE_MAX_LEVEL)
    return fail (self, &whole, error, _ ("nested too deeply"));
  if (line.last < line.first && !overflows)
    return fail (self, &whole, error, _ ("the region ends before it begins"));
  reason = read_attributes (&text, &line.priority, &kind, &nonvolatile);
  if (reason != NULL)
    return fail (self, &whole, error, reason);
  line.kind = kind;
  line.nonvolatile = nonvolatile;
  line.owner = take_owner (self, &text);
  line.disabled = strata_mtree_text_drop_suffix (&text, " [disabled]");
  if (!read_alias (self, &text, &line))
    line.name = intern (self, &text);
  if (!self->skip_trees)
    {
      g_array_append_val (scan->lines, line);
      g_array_index (scan->blocks, StrataMtreeBlock, scan->blocks->len - 1).n_lines++;
    }
  return TRUE;
}

/* Tells name and target of an alias apart: the target is a section, if there is one that fits. */
static void
split_alias (StrataMtreeScan *self, StrataMtreeLine *line, GHashTable *sections)
{
  const char *at = strstr (line->target, " @");
  const char *next;
  g_autofree char *name = NULL;

  while (!g_hash_table_contains (sections, at + 2) && (next = strstr (at + 1, " @")) != NULL)
    at = next;
  name = g_strndup (line->target, at - line->target);
  line->name = strata_mtree_scan_intern (self, name);
  line->target = strata_mtree_scan_intern (self, at + 2);
}

static void
split_aliases (StrataMtreeScan *self)
{
  g_autoptr (GHashTable) sections = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      StrataMtreeBlock *block = &g_array_index (self->blocks, StrataMtreeBlock, i);

      if (block->is_section)
        g_hash_table_add (sections, (gpointer) block->name);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      StrataMtreeLine *line = &g_array_index (self->lines, StrataMtreeLine, i);

      if (line->target != NULL)
        split_alias (self, line, sections);
    }
}

/* }}} */
/* {{{ The lines of a flat view */

static gboolean
read_view_space (Scanner *self, StrataMtreeText text, const StrataMtreeText *whole,
                 StrataMtreeView *view, GError **error)
{
  StrataMtreeText name = text;
  StrataMtreeText root = text;
  const char *alias;
  StrataMtreeSpace space = { .line = self->line };

  name.end = strata_mtree_text_find_last (&text, "\", root: ");
  if (name.end == NULL)
    return fail (self, whole, error, _ ("an address space without a root"));
  root.at = name.end + strlen ("\", root: ");
  alias = strata_mtree_text_find_last (&root, ", alias ");
  if (alias != NULL)
    root.end = alias;
  space.name = intern (self, &name);
  space.root = intern (self, &root);
  if (!self->skip_views)
    {
      g_array_append_val (self->scan->view_spaces, space);
      view->n_spaces++;
    }
  return TRUE;
}

/* Takes what an accelerator adds to the ranges that it maps off the end. */
static void
drop_accelerator (StrataMtreeText *text)
{
  static const char *const names[] = { " KVM", " HVF", " WHPX", " NVMM", " HAX", " Xen" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strata_mtree_text_drop_suffix (text, names[i]))
      return;
}

/* Takes ` @OFFSET` off the end, if it is there. */
static guint64
take_offset (StrataMtreeText *text)
{
  StrataMtreeText offset = *text;
  guint64 value;

  offset.at = strata_mtree_text_find_last (text, " @");
  if (offset.at == NULL || offset.end - offset.at != ADDRESS_DIGITS + 2)
    return 0;
  offset.at += 2;
  if (!strata_mtree_text_read_address (&offset, &value) || offset.at != offset.end)
    return 0;
  text->end = offset.at - ADDRESS_DIGITS - 2;
  return value;
}

static gboolean
read_view_range (Scanner *self, StrataMtreeText text, const StrataMtreeText *whole,
                 StrataMtreeView *view, GError **error)
{
  GArray *ranges = self->scan->ranges;
  StrataMtreeRange range = { .line = self->line };
  StrataMtreeKind kind;
  gboolean nonvolatile;
  const char *reason;

  if (!strata_mtree_text_read_range (&text, &range.first, &range.last))
    return fail (self, whole, error, _ ("not a line of a flat view"));
  reason = read_attributes (&text, &range.priority, &kind, &nonvolatile);
  if (reason != NULL)
    return fail (self, whole, error, reason);
  if (range.last < range.first)
    return fail (self, whole, error, _ ("the range ends before it begins"));
  if (self->skip_views)
    return TRUE;
  if (view->n_ranges > 0
      && g_array_index (ranges, StrataMtreeRange, ranges->len - 1).last >= range.first)
    return fail (self, whole, error, _ ("the range begins before the one above it ends"));
  range.kind = kind;
  range.nonvolatile = nonvolatile;
  drop_accelerator (&text);
  take_owner (self, &text);
  range.offset = take_offset (&text);
  range.name = intern (self, &text);
  g_array_append_val (ranges, range);
  view->n_ranges++;
  return TRUE;
}

static gboolean
read_view_line (Scanner *self, StrataMtreeText text, GError **error)
{
  StrataMtreeText whole = text;
  GArray *views = self->scan->views;
  StrataMtreeView *view = &g_array_index (views, StrataMtreeView, views->len - 1);

  strata_mtree_text_skip_spaces (&text);
  if (strata_mtree_text_skip (&text, "AS \""))
    return read_view_space (self, text, &whole, view, error);
  if (strata_mtree_text_skip (&text, "Root memory region: "))
    {
      if (!self->skip_views && !strata_mtree_text_skip (&text, "(none)"))
        view->root = intern (self, &text);
      return TRUE;
    }
  if (strata_mtree_text_skip (&text, "No rendered FlatView"))
    return TRUE;
  if (strata_mtree_text_skip (&text, "Dispatch"))
    {
      self->part = PART_VIEW_END;
      return TRUE;
    }
  return read_view_range (self, text, &whole, view, error);
}

/* }}} */
/* {{{ Headings */

/* A tree comes with address spaces first: one behind a section, or behind the next prompt, begins
 * another tree. */
static void
read_space_heading (Scanner *self, const StrataMtreeText *name)
{
  StrataMtreeScan *scan = self->scan;
  StrataMtreeSpace space = { .name = intern (self, name), .line = self->line };

  if (!self->skip_trees && scan->blocks->len > 0 && (self->has_sections || self->prompted))
    {
      self->skip_trees = TRUE;
      scan->second_tree = self->line;
    }
  if (!self->skip_trees)
    {
      if (!self->in_headings)
        {
          StrataMtreeBlock block = {
            .line = self->line,
            .first_space = scan->spaces->len,
            .first_line = scan->lines->len,
          };

          g_array_append_val (scan->blocks, block);
        }
      g_array_append_val (scan->spaces, space);
      g_array_index (scan->blocks, StrataMtreeBlock, scan->blocks->len - 1).n_spaces++;
    }
  self->part = PART_TREE;
  self->in_headings = TRUE;
}

static void
read_section_heading (Scanner *self, const StrataMtreeText *name)
{
  StrataMtreeScan *scan = self->scan;

  if (!self->skip_trees)
    {
      StrataMtreeBlock block = {
        .is_section = TRUE,
        .name = intern (self, name),
        .line = self->line,
        .first_line = scan->lines->len,
      };

      g_array_append_val (scan->blocks, block);
      self->has_sections = TRUE;
    }
  self->part = PART_TREE;
  self->in_headings = FALSE;
}

static void
read_view_heading (Scanner *self, const StrataMtreeText *number)
{
  StrataMtreeScan *scan = self->scan;
  StrataMtreeView view = {
    .line = self->line,
    .first_space = scan->view_spaces->len,
    .first_range = scan->ranges->len,
  };

  if (!self->skip_views && scan->views->len > 0
      && (self->prompted || (number->end - number->at == 1 && *number->at == '0')))
    {
      self->skip_views = TRUE;
      scan->second_flat = self->line;
    }
  if (!self->skip_views)
    g_array_append_val (scan->views, view);
  self->part = PART_VIEW;
  self->in_headings = FALSE;
}

static gboolean
read_heading (Scanner *self, StrataMtreeText text)
{
  guint indent = strata_mtree_text_skip_spaces (&text);

  if (strata_mtree_text_skip (&text, SPACE_HEADING))
    {
      strata_mtree_text_skip (&text, " ");
      read_space_heading (self, &text);
    }
  else if (strata_mtree_text_skip (&text, SECTION_HEADING))
    {
      strata_mtree_text_skip (&text, " ");
      read_section_heading (self, &text);
    }
  else if (strata_mtree_text_skip (&text, VIEW_HEADING))
    read_view_heading (self, &text);
  else
    return FALSE;
  self->indent = indent;
  self->started = TRUE;
  self->prompted = FALSE;
  return TRUE;
}

/* }}} */

static gboolean
is_blank (StrataMtreeText text)
{
  strata_mtree_text_skip_spaces (&text);
  return text.at == text.end;
}

/* Takes monitor prompts off the front; what stands behind one is the echo of a command, unless it
 * is a heading. */
static gboolean
skip_prompts (StrataMtreeText *text)
{
  gboolean any = FALSE;

  while (strata_mtree_text_skip (text, PROMPT))
    {
      strata_mtree_text_skip_spaces (text);
      any = TRUE;
    }
  return any;
}

static gboolean
read_line (Scanner *self, StrataMtreeText text, GError **error)
{
  gboolean prompt = skip_prompts (&text);

  if (prompt)
    {
      self->part = PART_NONE;
      self->prompted = TRUE;
      self->in_headings = FALSE;
    }
  if (read_heading (self, text))
    return TRUE;
  if (prompt || is_blank (text))
    {
      self->part = PART_NONE;
      self->in_headings = FALSE;
      return TRUE;
    }
  self->in_headings = FALSE;
  switch (self->part)
    {
    case PART_TREE:
      return read_tree_line (self, text, error);
    case PART_VIEW:
      return read_view_line (self, text, error);
    case PART_VIEW_END:
      return TRUE;
    case PART_NONE:
    default:
      if (self->prompted || !self->started)
        return TRUE;
      return fail (self, &text, error, _ ("neither a heading nor part of what a heading begins"));
    }
}

/* Whether a text looks like what QEMU's monitor prints for `info mtree`: it has one of its
 * headings, and before the first only what a pasted session has. */
gboolean
strata_mtree_recognise (const char *text, gsize length)
{
  StrataMtreeText rest = { text, text + length };
  StrataMtreeText line;
  g_autoptr (GString) scratch = g_string_new (NULL);

  while (strata_mtree_text_next_line (&rest, scratch, &line))
    {
      skip_prompts (&line);
      strata_mtree_text_skip_spaces (&line);
      if (strata_mtree_text_skip (&line, SPACE_HEADING)
          || strata_mtree_text_skip (&line, SECTION_HEADING)
          || strata_mtree_text_skip (&line, VIEW_HEADING))
        return TRUE;
    }
  return FALSE;
}

/* Takes the text of `info mtree`, in any of its variants, apart into lines. The text must be valid
 * UTF-8. NULL with a STRATA_BOARD_ERROR_SYNTAX that names file and line, or
 * G_IO_ERROR_CANCELLED. */
StrataMtreeScan *
strata_mtree_scan_new (const char *text, gsize length, const char *file,
                       StrataLoadMonitor *monitor, GError **error)
{
  g_autoptr (StrataMtreeScan) self = g_new0 (StrataMtreeScan, 1);
  g_autoptr (GString) scratch = g_string_new (NULL);
  StrataMtreeText rest = { text, text + length };
  StrataMtreeText line;
  Scanner scanner = { .scan = self };

  self->file = g_strdup (file);
  self->names = g_string_chunk_new (4096);
  self->blocks = strata_mtree_array_new (sizeof (StrataMtreeBlock));
  self->spaces = strata_mtree_array_new (sizeof (StrataMtreeSpace));
  self->lines = strata_mtree_array_new (sizeof (StrataMtreeLine));
  self->views = strata_mtree_array_new (sizeof (StrataMtreeView));
  self->view_spaces = strata_mtree_array_new (sizeof (StrataMtreeSpace));
  self->ranges = strata_mtree_array_new (sizeof (StrataMtreeRange));
  scanner.has_owners = strata_mtree_text_find (&rest, " owner:{") != NULL
                       || strata_mtree_text_find (&rest, " parent:{") != NULL;
  while (strata_mtree_text_next_line (&rest, scratch, &line))
    {
      scanner.line++;
      if (scanner.line % STRATA_LOAD_MONITOR_STRIDE == 0
          && !strata_load_monitor_tell (monitor, (guint64) (rest.at - text), length, error))
        return NULL;
      if (!read_line (&scanner, line, error))
        return NULL;
    }
  split_aliases (self);
  return g_steal_pointer (&self);
}

void
strata_mtree_scan_free (StrataMtreeScan *self)
{
  g_free (self->file);
  g_string_chunk_free (self->names);
  g_array_unref (self->blocks);
  g_array_unref (self->spaces);
  g_array_unref (self->lines);
  g_array_unref (self->views);
  g_array_unref (self->view_spaces);
  g_array_unref (self->ranges);
  g_free (self);
}

/* The scan's own copy of @name; two equal names give the same pointer. */
const char *
strata_mtree_scan_intern (StrataMtreeScan *self, const char *name)
{
  return g_string_chunk_insert_const (self->names, name);
}

/* The word that the dump has for a kind. */
const char *
strata_mtree_kind_get_name (StrataMtreeKind kind)
{
  static const char *const names[] = {
    [STRATA_MTREE_IO] = "i/o",
    [STRATA_MTREE_RAM] = "ram",
    [STRATA_MTREE_ROM] = "rom",
    [STRATA_MTREE_ROM_DEVICE] = "romd",
    [STRATA_MTREE_RAM_DEVICE] = "ramd",
  };

  return names[kind];
}
