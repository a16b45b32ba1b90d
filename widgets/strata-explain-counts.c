/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explain-counts.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "strata-tie.h"
#include "strata-words.h"

#define INTERVAL 250 /* milliseconds between two looks at the counts */

/**
 * StrataExplainCounts:
 *
 * A line that says how often a region was accessed, as long as accesses are counted.
 */
struct _StrataExplainCounts
{
  GtkWidget parent_instance;

  GtkWidget *label;
  StrataHeatMonitor *heat;
  StrataRegion *region;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (StrataExplainCounts, strata_explain_counts, GTK_TYPE_WIDGET)

static char *
describe_last (const StrataAccessCounts *counts)
{
  return g_strdup_printf (counts->last_is_write
                            /* Translators: an offset in a region */
                            ? _("The last was a write at +%" PRIx64 ".")
                            /* Translators: an offset in a region */
                            : _("The last was a read at +%" PRIx64 "."),
                          counts->last_place);
}

static char *
describe (const StrataAccessCounts *counts)
{
  g_autofree char *read_bytes = NULL;
  g_autofree char *written_bytes = NULL;
  g_autofree char *last = NULL;

  if (counts->reads + counts->writes == 0)
    return g_strdup (_("Not accessed since accesses are counted."));

  read_bytes = strata_words_bytes (counts->read_bytes);
  written_bytes = strata_words_bytes (counts->written_bytes);
  last = describe_last (counts);
  if (counts->failures > 0)
    /* Translators: how many reads, of how many bytes; how many writes, of how many bytes; how many
     * of all failed; a sentence about the last one */
    return g_strdup_printf (_("Reads: %" PRIu64 " (%s). Writes: %" PRIu64
                              " (%s). Failed: %" PRIu64 ". %s"), counts->reads,
                            read_bytes, counts->writes, written_bytes, counts->failures, last);

  /* Translators: how many reads, of how many bytes; how many writes, of how many bytes; a sentence
   * about the last one */
  return g_strdup_printf (_("Reads: %" PRIu64 " (%s). Writes: %" PRIu64
                            " (%s). %s"), counts->reads, read_bytes, counts->writes,
                          written_bytes, last);
}

/* Containers and aliases answer nothing themselves. */
static gboolean
is_counted (StrataExplainCounts *self)
{
  if (self->heat == NULL || self->region == NULL ||
      strata_region_get_kind (self->region) == STRATA_REGION_CONTAINER ||
      strata_region_get_kind (self->region) == STRATA_REGION_ALIAS)
    return FALSE;

  return strata_heat_monitor_get_counting (self->heat) ||
         strata_heat_monitor_get_shown (self->heat);
}

static void
show_counts (StrataExplainCounts *self)
{
  gboolean is_shown = is_counted (self);

  if (is_shown)
    {
      g_autofree char *text = NULL;
      StrataAccessCounts counts;

      strata_heat_get_region_counts (strata_heat_monitor_get_heat (self->heat), self->region,
                                     &counts);
      text = describe (&counts);
      if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), text) != 0)
        gtk_label_set_label (GTK_LABEL (self->label), text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
}

static gboolean
update_cb (gpointer user_data)
{
  show_counts (user_data);

  return G_SOURCE_CONTINUE;
}

static void
strata_explain_counts_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (strata_explain_counts_parent_class)->map (widget);
  STRATA_EXPLAIN_COUNTS (widget)->timeout = g_timeout_add (INTERVAL, update_cb, widget);
}

static void
strata_explain_counts_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&STRATA_EXPLAIN_COUNTS (widget)->timeout, g_source_remove);

  GTK_WIDGET_CLASS (strata_explain_counts_parent_class)->unmap (widget);
}

static void
strata_explain_counts_dispose (GObject *object)
{
  StrataExplainCounts *self = STRATA_EXPLAIN_COUNTS (object);

  strata_tie_set (&self->heat, NULL, self);
  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_explain_counts_parent_class)->dispose (object);
}

static void
strata_explain_counts_class_init (StrataExplainCountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_explain_counts_dispose;
  widget_class->map = strata_explain_counts_map;
  widget_class->unmap = strata_explain_counts_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
strata_explain_counts_init (StrataExplainCounts *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * strata_explain_counts_set_heat:
 * @self: a line
 * @heat: (nullable): what counts accesses
 *
 * Sets where the counts come from.
 */
void
strata_explain_counts_set_heat (StrataExplainCounts *self,
                                StrataHeatMonitor   *heat)
{
  g_return_if_fail (STRATA_IS_EXPLAIN_COUNTS (self));
  g_return_if_fail (heat == NULL || STRATA_IS_HEAT_MONITOR (heat));

  if (!strata_tie_set (&self->heat, heat, self))
    return;

  if (heat != NULL)
    g_signal_connect_swapped (heat, "notify", G_CALLBACK (show_counts), self);
  show_counts (self);
}

/**
 * strata_explain_counts_set_region:
 * @self: a line
 * @region: (nullable): a region
 *
 * Sets whose accesses to tell.
 */
void
strata_explain_counts_set_region (StrataExplainCounts *self,
                                  StrataRegion        *region)
{
  g_return_if_fail (STRATA_IS_EXPLAIN_COUNTS (self));

  if (region != NULL)
    strata_region_ref (region);
  g_clear_pointer (&self->region, strata_region_unref);
  self->region = region;
  show_counts (self);
}
