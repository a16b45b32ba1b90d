/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-inspector-form-private.h"
#include "strata-inspector.h"

G_BEGIN_DECLS

struct _StrataInspector
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *other; /* from an alias to what it shows, and back */
  StrataInspectorForm form;
  GtkWidget *what_if;
  GtkWidget *bar;
  GtkWidget *apply;
  GtkWidget *discard;

  StrataSelection *selection;
  StrataHistory *history;
  StrataRegion *region;
  StrataEdit *pending; /* NULL if nothing is, or it cannot be */
  gboolean is_adding;
  gboolean is_filling;
  gboolean at_target; /* what the selected alias shows is edited, not the alias */
};

/* strata-inspector-pending.c: what is typed, tried and made so; and public functions for that */
void _strata_inspector_update (StrataInspector *self);

G_END_DECLS
