/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compare-window.h"
#include "strata-dialog.h"
#include "strata-window-private.h"

/* The buttons at the side of a mouse */
#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

/*
 * Getting to a place of the board, and back.
 */

static void
update_steps (StrataWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.back",
                                 strata_navigator_can_step (self->navigator, -1));
  gtk_widget_action_set_enabled (widget, "win.forward",
                                 strata_navigator_can_step (self->navigator, 1));
}

static void
wants_space_cb (StrataWindow       *self,
                StrataAddressSpace *space)
{
  for (guint i = 0; i < strata_board_get_n_address_spaces (self->board); i++)
    if (strata_board_get_address_space (self->board, i) == space)
      _strata_window_space_chosen_cb (self, i);
}

static void
chosen_cb (StrataWindow      *self,
           const StrataPlace *place)
{
  strata_navigator_go (self->navigator, place);
}

/* Before it pops up */
static void
prepare_popover_cb (GtkMenuButton *button,
                    gpointer       user_data)
{
  StrataWindow *self = user_data;

  strata_go_popover_set_place (self->go_popover, self->board,
                               strata_space_switcher_get_space (self->switcher));
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (STRATA_WINDOW (widget)->go_button);
}

static void
look_for_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  /* The keys of a window come before those of what has the focus. */
  if (focus != NULL && gtk_widget_activate_action (focus, "memory.find", NULL))
    return;

  if (strata_compat_breakpoint_bin_get_narrow (self->bin))
    g_object_set (self, "page", "hierarchy", NULL);
  else
    g_object_set (self, "show-hierarchy", TRUE, NULL);
  strata_hierarchy_view_look_for (self->hierarchy);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  strata_navigator_step (self->navigator, g_str_equal (name, "win.back") ? -1 : 1);
}

static void
compare_activated_cb (StrataWindow       *self,
                      StrataAddressSpace *space,
                      guint64             address)
{
  const StrataPlace place = { .space = space, .address = address };

  strata_navigator_go (self->navigator, &place);
}

/* Those of the other windows can be compared with as they are by now. */
static void
add_open_boards (StrataWindow        *self,
                 StrataCompareWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application == NULL)
    return;

  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (at->data != self && STRATA_IS_WINDOW (at->data) &&
        STRATA_WINDOW (at->data)->document != NULL)
      strata_compare_window_add_document (window, STRATA_WINDOW (at->data)->document);
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);
  StrataAddressSpace *space = strata_space_switcher_get_space (self->switcher);
  GtkWidget *window;

  if (space == NULL)
    return;

  window = strata_compare_window_new (self->document, space);
  add_open_boards (self, STRATA_COMPARE_WINDOW (window));
  g_signal_connect_object (window, "activated", G_CALLBACK (compare_activated_cb), self,
                           G_CONNECT_SWAPPED);
  strata_dialog_present (window, GTK_WINDOW (self));
}

static void
pressed_cb (GtkGestureClick *gesture,
            gint             n_press,
            double           x,
            double           y,
            StrataWindow    *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != BUTTON_BACK && button != BUTTON_FORWARD)
    return;

  strata_navigator_step (self->navigator, button == BUTTON_BACK ? -1 : 1);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

void
_strata_window_class_init_finding (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.go", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "win.look-for", NULL, look_for_action);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, step_action);
}

void
_strata_window_init_finding (StrataWindow *self)
{
  GtkGesture *buttons = gtk_gesture_click_new ();

  self->navigator = strata_navigator_new (self->selection);
  g_signal_connect_object (self->navigator, "changed", G_CALLBACK (update_steps), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->navigator, "wants-space", G_CALLBACK (wants_space_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->go_popover, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->go_button, prepare_popover_cb, self, NULL);
  update_steps (self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (buttons), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (buttons), GTK_PHASE_CAPTURE);
  g_signal_connect_object (buttons, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (buttons));
}
