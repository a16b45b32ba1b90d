# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything can be done without a mouse."""
import pathlib
import xml.etree.ElementTree as ET

from desktop import (App, Atspi, DATA, case, get_focused_item, get_text, has_state, main, nodes, press,
                     step, wait_for)

PC = DATA / 'x86_64-pc+std-boot10s.treeD.txt'
TOP = pathlib.Path(__file__).parent.parent.parent


def list_labels(menu):
    """The labels of a menu as the file has them, each with those of its submenu"""
    labels = {}
    for section in [menu, *menu.findall('section')]:
        for item in [*section.findall('item'), *section.findall('submenu')]:
            names = {a.get('name'): a.text for a in item.findall('attribute')}
            if names.get('hidden-when'):
                continue
            labels[names['label'].replace('_', '')] = (
                list_labels(item) if item.tag == 'submenu' else None)
    return labels


def walk_menu(root, labels):
    """Goes down until it is where it began, and into each submenu; gives what had the focus"""
    seen = {}
    item = wait_for('an item with the focus', lambda: get_focused_item(root))
    while item.get_name() not in seen:
        name = item.get_name()
        seen[name] = None
        if labels.get(name):
            step(root, 'Right')  # to the item that leads back, which has the same name
            seen[name] = walk_menu(root, labels[name])
            assert seen[name].pop(name, 'none') is None
            step(root, 'Left')
        item = step(root, 'Down')
    return seen


@case
def main_menu():
    tree = ET.parse(TOP / 'app' / 'strata-window.ui')
    labels = list_labels(tree.find("menu[@id='primary_menu']"))
    with App(PC) as app:
        app.wait_for_board(PC.name)
        press('F10')
        seen = walk_menu(app.find('Main Menu'), labels)
        # all that can be done with a board without devices
        del labels['View']['Display']
        assert seen == labels, seen
        press('Escape')
        wait_for('the menu to close', lambda: get_focused_item(app.find('Main Menu')) is None)


@case
def selection_is_copied():
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        for pane, place, text in (('alt+1', ('Home', 'Down'), 'D, MMIO, 2000–2fff, 4 KiB'),
                                  ('alt+2', ('Home',), 'C, MMIO, 0–5fff, 24 KiB')):
            press('alt+2', *place)
            app.wait_for_map(text)
            # what is told quickly one after the other does not pile up
            press(pane, 'ctrl+c', 'ctrl+c', 'ctrl+c', 'ctrl+c')
            app.wait_for_toast('Copied the selected region')
            wait_for('one toast', lambda: len(app.toasts()) == 1)
            press('ctrl+l')
            entry = wait_for('the entry', lambda: app.shows('Go to', 'text'))
            press('ctrl+v')
            wait_for('the text', lambda: get_text(entry) == text)
            press('ctrl+a', 'Delete', 'Escape')
            wait_for('the entry to go', lambda: not app.shows('Go to', 'text'))


@case
def keys_of_the_app_work_in_every_window():
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        for key in ('ctrl+comma', 'ctrl+question', 'F7', 'F1'):
            press(key)
            wait_for(f'the window of {key}', lambda: app.node.get_child_count() == 2)
            press('ctrl+w')
            wait_for(f'the end of the window of {key}', lambda: app.node.get_child_count() == 1)
        # to ask for what is there already is nothing new
        press('ctrl+comma')
        wait_for('the preferences', lambda: app.node.get_child_count() == 2)
        press('ctrl+comma', 'F1')
        wait_for('the help', lambda: app.node.get_child_count() == 3)
        # the app is left from here


def is_focused(app, name):
    return any(n.get_name() == name and has_state(n, Atspi.StateType.FOCUSED)
               for n in nodes(app.node, False))


@case
def keys_of_the_app_work_while_something_is_open():
    """A menu and the entry for where to go close, and the key does what it always does."""
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        press('ctrl+l')
        wait_for('the entry', lambda: is_focused(app, 'Go to'))
        press('ctrl+f')
        wait_for('the filter', lambda: is_focused(app, 'Filter the hierarchy'))
        press('F10')
        wait_for('the menu', lambda: get_focused_item(app.node))
        press('F1')
        wait_for('the help', lambda: app.node.get_child_count() == 2)
        wait_for('the end of the menu', lambda: get_focused_item(app.window) is None)
        # the app is left from here


@case
def is_left_while_a_menu_is_open():
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        press('F10')
        wait_for('the menu', lambda: get_focused_item(app.node))


@case
def is_left_from_a_window_in_front():
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        press('ctrl+question')
        wait_for('the shortcuts', lambda: app.node.get_child_count() == 2)


@case
def goes_on_from_what_is_selected():
    """Wherever it was selected: the hierarchy and the flat view go on from there"""
    with App('doc-overlap') as app:
        app.wait_for_board('Overlapping regions A to E')
        press('alt+2', 'End', 'Up')
        app.wait_for_map('E, MMIO, 4000')
        press('alt+1', 'Up')
        app.wait_for_map('D, MMIO, 2000')
        press('alt+2', 'Home')
        app.wait_for_map('C, MMIO, 0')
        press('alt+3', 'Down')
        app.wait_for_row('Flat view', '2000', 'D')


main()
