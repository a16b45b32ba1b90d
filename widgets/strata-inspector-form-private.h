/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "strata-edit-field.h"
#include "strata.h"

G_BEGIN_DECLS

/* The fields of a region, in their order on the screen. */
typedef enum
{
  STRATA_FIELD_NAME,
  STRATA_FIELD_ADDRESS,
  STRATA_FIELD_SIZE,
  STRATA_FIELD_PRIORITY,
  STRATA_FIELD_TARGET,
  STRATA_FIELD_OFFSET,
  STRATA_N_FIELDS,
} StrataFormField;

typedef enum
{
  STRATA_SWITCH_ENABLED,
  STRATA_SWITCH_READONLY,
  STRATA_SWITCH_NONVOLATILE,
  STRATA_N_SWITCHES,
} StrataFormSwitch;

/* The rows of the inspector: a region as it is, and as the user wants it. */
typedef struct
{
  GtkWidget *box; /* with everything below */
  StrataEditField *fields[STRATA_N_FIELDS];
  GtkSwitch *switches[STRATA_N_SWITCHES];
  GtkCheckButton *clients[STRATA_N_DIRTY_CLIENTS];
  GtkWidget *clients_row;
  AdwComboRow *kind; /* of a region that is added */
} StrataInspectorForm;

void _strata_inspector_form_init (StrataInspectorForm *form, GCallback changed, GCallback apply,
                                  gpointer user_data);
void _strata_inspector_form_show (StrataInspectorForm *form, StrataBoard *board,
                                  StrataRegion *region);
void _strata_inspector_form_show_new (StrataInspectorForm *form, guint64 address);
GPtrArray *_strata_inspector_form_list_edits (StrataInspectorForm *form, StrataBoard *board,
                                              StrataRegion *region);
GPtrArray *_strata_inspector_form_list_new (StrataInspectorForm *form, StrataBoard *board,
                                            const char *parent);
void _strata_inspector_form_blame (StrataInspectorForm *form, StrataEditKind kind,
                                   const char *reason);

G_END_DECLS
