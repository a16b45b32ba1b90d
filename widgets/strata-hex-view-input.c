/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-view-private.h"

#include <glib/gi18n.h>

/*
 * Keys and pointer.
 */

static guint
get_step (StrataHexView *self)
{
  return self->in_text ? 1 : self->unit;
}

static void
put_cursor (StrataHexView *self,
            guint64        address,
            gboolean       extend)
{
  strata_hex_edit_drop (&self->edit);
  self->cursor = MIN (address, _strata_hex_view_get_last (self));
  if (!self->in_text)
    self->cursor = self->cursor / self->unit * self->unit;
  if (!extend)
    self->anchor = self->cursor;
  _strata_hex_view_reveal (self, self->cursor);
  _strata_hex_view_moved (self);
}

static void
move_by (StrataHexView *self,
         gboolean       forward,
         guint64        bytes,
         gboolean       extend)
{
  guint64 last = _strata_hex_view_get_last (self);
  guint64 address = self->cursor;

  if (forward)
    address = bytes > last - address ? last : address + bytes;
  else
    address = bytes > address ? 0 : address - bytes;
  put_cursor (self, address, extend);
}

/* A whole page or row is only left if there is one to go to: the column stays. */
static void
move_rows (StrataHexView *self,
           gboolean       forward,
           guint64        rows,
           gboolean       extend)
{
  guint n_columns = self->layout.n_columns;
  guint64 column = self->cursor % n_columns;
  guint64 row = self->cursor / n_columns;
  guint64 last = _strata_hex_view_get_last (self) / n_columns;

  if (forward)
    row = rows > last - row ? last : row + rows;
  else
    row = rows > row ? 0 : row - rows;
  put_cursor (self, row * n_columns + column, extend);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);
  guint n_columns = self->layout.n_columns;
  guint64 row_start;
  const char *way;
  gboolean extend;

  if (self->source == NULL || n_columns == 0)
    return;

  g_variant_get (parameter, "(&sb)", &way, &extend);
  row_start = self->cursor / n_columns * n_columns;
  if (g_str_equal (way, "left"))
    move_by (self, FALSE, get_step (self), extend);
  else if (g_str_equal (way, "right"))
    move_by (self, TRUE, get_step (self), extend);
  else if (g_str_equal (way, "up"))
    move_rows (self, FALSE, 1, extend);
  else if (g_str_equal (way, "down"))
    move_rows (self, TRUE, 1, extend);
  else if (g_str_equal (way, "page-up"))
    move_rows (self, FALSE, strata_hex_scroll_get_page_rows (&self->scroll), extend);
  else if (g_str_equal (way, "page-down"))
    move_rows (self, TRUE, strata_hex_scroll_get_page_rows (&self->scroll), extend);
  else if (g_str_equal (way, "row-start"))
    put_cursor (self, row_start, extend);
  else if (g_str_equal (way, "row-end"))
    put_cursor (self, row_start + (n_columns - 1), extend);
  else if (g_str_equal (way, "first"))
    put_cursor (self, 0, extend);
  else if (g_str_equal (way, "last"))
    put_cursor (self, G_MAXUINT64, extend);
}

/* What one region answers around the cursor */
static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  StrataHexView *self = STRATA_HEX_VIEW (widget);
  g_autoptr (GArray) stretches = NULL;

  if (self->source == NULL)
    return;

  stretches = strata_hex_source_list_stretches (self->source, 0, G_MAXUINT64);
  for (guint i = 0; i < stretches->len; i++)
    {
      const StrataHexStretch *stretch = &g_array_index (stretches, StrataHexStretch, i);

      if (self->cursor < stretch->first || self->cursor > stretch->last)
        continue;
      self->anchor = stretch->last;
      self->cursor = stretch->first;
      _strata_hex_view_moved (self);
      return;
    }
}

static void
read_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  strata_hex_view_read (STRATA_HEX_VIEW (widget));
}

static void
poke_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  strata_hex_view_poke (STRATA_HEX_VIEW (widget));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataHexFormat format = STRATA_HEX_FORMAT_HEX;

  if (g_str_equal (name, "hex.copy-c"))
    format = STRATA_HEX_FORMAT_C;
  else if (g_str_equal (name, "hex.copy-qtest"))
    format = STRATA_HEX_FORMAT_QTEST;
  strata_hex_view_copy (STRATA_HEX_VIEW (widget), format);
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  _strata_hex_view_paste (STRATA_HEX_VIEW (widget));
}

/* {{{ Typing */

static void
type (StrataHexView *self,
      guint          character)
{
  guint64 address = self->cursor;

  if (!_strata_hex_view_may_write (self))
    return;

  if (self->in_text)
    {
      strata_hex_edit_type_byte (&self->edit, address, self->unit, self->big_endian,
                                 (guint8) character);
    }
  else
    {
      self->anchor = self->cursor;
      strata_hex_edit_type_digit (&self->edit, address / self->unit * self->unit, self->unit,
                                  self->big_endian,
                                  (guint) g_ascii_xdigit_value ((char) character));
    }
  _strata_hex_view_reveal (self, MIN (strata_hex_edit_get_next (&self->edit),
                                      _strata_hex_view_get_last (self)));
  _strata_hex_view_moved (self);
}

static gboolean
key_pressed_cb (StrataHexView   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (self->source == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Tab:
      if (self->in_text)
        return GDK_EVENT_PROPAGATE;
      self->in_text = TRUE;
      put_cursor (self, self->cursor, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
      if (!self->in_text)
        return GDK_EVENT_PROPAGATE;
      self->in_text = FALSE;
      put_cursor (self, self->cursor, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      strata_hex_view_poke (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!strata_hex_view_has_pending (self))
        return GDK_EVENT_PROPAGATE;
      strata_hex_view_drop (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      strata_hex_edit_erase (&self->edit);
      _strata_hex_view_moved (self);
      return GDK_EVENT_STOP;
    default:
      break;
    }
  if (character >= 0x7f || (self->in_text ? !g_ascii_isprint ((char) character)
                                          : !g_ascii_isxdigit ((char) character)))
    return GDK_EVENT_PROPAGATE;
  type (self, character);

  return GDK_EVENT_STOP;
}

/* }}} */
/* {{{ The pointer */

static gboolean
pick (StrataHexView *self,
      double         x,
      double         y,
      gboolean       keep_part,
      guint64       *address)
{
  StrataHexPart part;
  guint column;
  guint64 row;

  if (self->source == NULL || self->font == NULL || self->cells->len == 0)
    return FALSE;

  part = strata_hex_layout_pick (&self->layout, x, &column);
  y = MAX (y + self->scroll.shift, 0);
  row = self->scroll.row + (guint64) (y / self->layout.row_height);
  row = MIN (row, _strata_hex_view_get_last (self) / self->layout.n_columns);
  if (!keep_part)
    self->in_text = part == STRATA_HEX_PART_TEXT;
  *address = row * self->layout.n_columns + column;

  return TRUE;
}

static void
pressed_cb (StrataHexView *self,
            int            n_press,
            double         x,
            double         y,
            GtkGesture    *gesture)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint64 address;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (pick (self, x, y, FALSE, &address))
    put_cursor (self, address, (state & GDK_SHIFT_MASK) != 0);
}

static void
drag_update_cb (StrataHexView  *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;
  guint64 address;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || (ABS (dx) < 3 && ABS (dy) < 3))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (pick (self, x + dx, y + dy, TRUE, &address) && address != self->cursor)
    put_cursor (self, address, TRUE);
}

/* }}} */

void
_strata_hex_view_init_input (StrataHexView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
_strata_hex_view_class_init_input (GtkWidgetClass *klass)
{
  static const struct
  {
    guint keyval;
    guint keypad;
    GdkModifierType modifiers;
    const char *way;
  } moves[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, "left" },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, "right" },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, "up" },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, "down" },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, "page-up" },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, "page-down" },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, "row-start" },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, "row-end" },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, "first" },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, "last" },
  };

  gtk_widget_class_install_action (klass, "hex.move", "(sb)", move_action);
  gtk_widget_class_install_action (klass, "hex.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "hex.read", NULL, read_action);
  gtk_widget_class_install_action (klass, "hex.poke", NULL, poke_action);
  gtk_widget_class_install_action (klass, "hex.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "hex.copy-c", NULL, copy_action);
  gtk_widget_class_install_action (klass, "hex.copy-qtest", NULL, copy_action);
  gtk_widget_class_install_action (klass, "hex.paste", NULL, paste_action);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    for (int extend = 0; extend < 2; extend++)
      {
        GdkModifierType modifiers = moves[i].modifiers | (extend ? GDK_SHIFT_MASK : 0);

        gtk_widget_class_add_binding_action (klass, moves[i].keyval, modifiers, "hex.move", "(sb)",
                                             moves[i].way, extend);
        gtk_widget_class_add_binding_action (klass, moves[i].keypad, modifiers, "hex.move", "(sb)",
                                             moves[i].way, extend);
      }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F5, 0, "hex.read", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK, "hex.read", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_a, GDK_CONTROL_MASK, "hex.select-all", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "hex.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, GDK_CONTROL_MASK, "hex.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "hex.paste", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, GDK_SHIFT_MASK, "hex.paste", NULL);
}
