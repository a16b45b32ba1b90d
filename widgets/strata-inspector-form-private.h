/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "strata-coalesce-list.h"
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
  STRATA_FIELD_PARENT,
  STRATA_FIELD_TARGET,
  STRATA_FIELD_OFFSET,
  STRATA_FIELD_TITLE, /* of the board */
  STRATA_N_FIELDS,
} StrataFormField;

typedef enum
{
  STRATA_SWITCH_ENABLED,
  STRATA_SWITCH_READONLY,
  STRATA_SWITCH_NONVOLATILE,
  STRATA_SWITCH_ROM_MODE,
  STRATA_N_SWITCHES,
} StrataFormSwitch;

/* The rows of the inspector: a region as it is, and as the user wants it. */
typedef struct
{
  GtkWidget *box; /* with everything below */
  GtkWidget *region_box;
  GtkWidget *title_list;
  StrataEditField *fields[STRATA_N_FIELDS];
  GtkSwitch *switches[STRATA_N_SWITCHES];
  GtkCheckButton *clients[STRATA_N_DIRTY_CLIENTS];
  GtkWidget *clients_row;
  StrataCoalesceList *coalesced;
  GtkWidget *reason; /* why what has no field cannot be */
  AdwComboRow *kind; /* of a region that is added */

  StrataBoard *board;   /* held; whose regions are offered */
  StrataRegion *region; /* held; NULL for one that is added, or none */
} StrataInspectorForm;

/* strata-inspector-form.c: the rows, and what they show */
void _strata_inspector_form_init (StrataInspectorForm *form, GCallback changed, GCallback apply,
                                  gpointer user_data);
void _strata_inspector_form_clear (StrataInspectorForm *form);
void _strata_inspector_form_show (StrataInspectorForm *form, StrataBoard *board,
                                  StrataRegion *region);
void _strata_inspector_form_show_new (StrataInspectorForm *form, StrataBoard *board,
                                      const char *parent, guint64 address);
void _strata_inspector_form_show_board (StrataInspectorForm *form, StrataBoard *board);
StrataRegionKind _strata_inspector_form_get_kind (StrataInspectorForm *form);
void _strata_inspector_form_update_kind (StrataInspectorForm *form);
StrataEditKind _strata_inspector_form_get_edit_kind (StrataFormField field);
char *_strata_inspector_form_dup_value (StrataBoard *board, StrataRegion *region,
                                        StrataFormField field);
gboolean _strata_inspector_form_get_value (StrataRegion *region, StrataFormSwitch which);

/* strata-inspector-edits.c: what the user wants, as edits. May call those above. */
GPtrArray *_strata_inspector_form_list_edits (StrataInspectorForm *form);
GPtrArray *_strata_inspector_form_list_new (StrataInspectorForm *form);
void _strata_inspector_form_blame (StrataInspectorForm *form, StrataEditKind kind,
                                   const GError *error);

G_END_DECLS
