# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the app on the test's own display and drives it as assistive technology and a keyboard do."""
import itertools
import os
import pathlib
import subprocess
import tempfile
import time
import traceback

# Warnings are fatal for the app, not for the bus of this program.
DEBUG = os.environ.pop('G_DEBUG', '')

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# Milliseconds that the app may take to answer, and to answer first
Atspi.set_timeout(10000, 20000)

DATA = pathlib.Path(os.environ['G_TEST_SRCDIR']) / 'data' / 'mtree'
STRATA = pathlib.Path(os.environ['STRATA_BUILD_DIR']) / 'app' / 'strata'
DEADLINE = 30
CASES = []

MENU_ITEMS = ('menu item', 'check menu item', 'radio menu item')

# A list of so many rows is none of data.
FEW_ROWS = 12

# Whether rows of data are looked into, look for look, for what is waited for
ROWS = (False, False, True)

# What is in no row of data
OUTSIDE_ROWS = ('tree table', 'form', 'frame', 'page tab', 'text', 'push button', 'check box',
                'menu item', 'image')


def case(function):
    CASES.append(function)
    return function


def wait_for(what, condition, deadline=DEADLINE):
    """Polls until the condition gives something true, and returns that."""
    end = time.monotonic() + deadline
    while True:
        begin = time.monotonic()
        try:
            result = condition()
        except GLib.Error:  # what was asked for has just gone away
            result = None
        if result:
            return result
        now = time.monotonic()
        assert now < end, f'waited in vain for {what}'
        # the app has to get on, too: a look that takes long is not taken all the time
        time.sleep(min(max(0.02, 2 * (now - begin)), 0.5))


def nodes(root, rows=True):
    """All nodes below one, those in rows of data last, or not at all: each of them is asked for over
    a bus, most are in rows, and most rows are far off the screen."""
    lists = []
    yield from nodes_outside(root, lists)
    while rows and lists:
        found = lists.pop(0)
        for i in range(min(found.get_child_count(), 400)):
            child = found.get_child_at_index(i)
            if child is not None:
                yield from nodes_outside(child, lists)


def nodes_outside(root, lists):
    """All nodes below one that are in no row of data, and the lists of such rows"""
    yield root
    n_children = root.get_child_count()
    if root.get_role_name() == 'list' and (n_children > FEW_ROWS or
                                           root.get_name() == 'GtkColumnListView'):
        lists.append(root)
        return
    for i in range(n_children):
        child = root.get_child_at_index(i)
        if child is not None:
            yield from nodes_outside(child, lists)


def find(root, name, role=None, rows=True):
    return next((node for node in nodes(root, rows and role not in OUTSIDE_ROWS)
                 if node.get_name() == name and role in (None, node.get_role_name())), None)


def is_on_screen(node):
    size = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return size.width > 0 and size.height > 0


def has_state(node, state):
    return node.get_state_set().contains(state)


def act(node, action):
    names = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    assert action in names, f'{node.get_name()} has only the actions {names}'
    Atspi.Action.do_action(node, names.index(action))


def get_focused_item(root):
    """The item of a menu that has the focus"""
    root.clear_cache()
    return next((n for n in nodes(root) if has_state(n, Atspi.StateType.FOCUSED) and
                 n.get_role_name() in MENU_ITEMS), None)


def step(root, key):
    """Presses a key that moves the focus in a menu; gives the item that has it then"""
    before = get_focused_item(root)
    press(key)
    return wait_for(f'another item with the focus after {key}', lambda: (
        item := get_focused_item(root)) and item != before and item)


def walk_menu_to(menu, label):
    """Goes down in a menu to an item, by keyboard"""
    item = wait_for(f'“{label}” in the menu', lambda: next(
        (n for n in nodes(menu) if n.get_role_name() in MENU_ITEMS and n.get_name() == label), None))
    assert has_state(item, Atspi.StateType.SENSITIVE), f'{label} cannot be done'
    while not has_state(item, Atspi.StateType.FOCUSED):
        step(menu, 'Down')
    return item


def read_row(row, n_columns=None):
    """The texts of a row of a table, or of its first columns; None if it has just gone away"""
    n_cells = row.get_child_count() if row is not None else 0
    cells = [row.get_child_at_index(k) for k in range(min(n_cells, n_columns or n_cells))]
    if row is None or None in cells:
        return None
    return [next((n.get_name() for n in nodes(cell)
                  if n.get_role_name() in ('label', 'level bar')), '') for cell in cells]


def press(*keys):
    for key in keys:
        subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)


def get_text(entry):
    return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))


def save_as(app, path, n_windows=1):
    """Answers a dialog that asks where to save, beside the windows that are there"""
    wait_for('the dialog', lambda: app.node.get_child_count() > n_windows)
    # what is typed before it is ready is lost
    entry = wait_for('the entry', lambda: next(
        (node for node in nodes(app.node.get_child_at_index(n_windows), rows=False)
         if node.get_role_name() == 'text' and has_state(node, Atspi.StateType.FOCUSED)), None))
    press('ctrl+a')
    subprocess.run(['xdotool', 'type', '--delay', '20', str(path)], check=True)
    wait_for(f'{path} in the entry', lambda: get_text(entry) == str(path))
    press('Return')
    # GTK does not like to be asked about a dialog that is going.
    wait_for('the end of the dialog', lambda: app.node.get_child_count() == n_windows)


class App:
    """The app, opened on something. It has to end by itself, and well: every warning is fatal."""

    def __init__(self, *arguments, state=None, home=None):
        self.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, XDG_DATA_HOME=self.folder.name, G_DEBUG=DEBUG,
                           XDG_STATE_HOME=state or self.folder.name,
                           HOME=home or os.environ['HOME'])
        self.process = subprocess.Popen([STRATA, *arguments], env=environment, cwd=home)
        self.node = wait_for('the app', self.__find)
        self.known = {}

    def __find(self):
        assert self.process.poll() is None, f'the app ended with {self.process.returncode}'
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_name() == 'strata' and child.get_process_id() == self.process.pid \
                    and child.get_child_count() > 0:
                return child
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                self.quit()
            finally:
                self.__end()
        else:
            self.__report()
            self.__end()

    def __report(self):
        """What a look at the screen would tell about a flow that has failed"""
        try:
            for i in range(self.node.get_child_count()):
                window = self.node.get_child_at_index(i)
                focused = [f'{node.get_role_name()} “{node.get_name()}”' for node in nodes(window)
                           if has_state(node, Atspi.StateType.FOCUSED)]
                print(f'# window “{window.get_name()}”, focus: {", ".join(focused) or "none"}')
                labels = [node.get_name() for node in nodes(window, rows=False)
                          if node.get_role_name() == 'label' and is_on_screen(node)]
                print('# on the screen:', *(label.replace('\n', ' ')[:60] for label in labels[:60]),
                      sep=' | ')
        except GLib.Error as error:
            print(f'# the app does not answer: {error.message}')

    def __end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def quit(self):
        if self.process.poll() is None:
            press('ctrl+q')
        wait_for('the end of the app', lambda: self.process.poll() is not None)
        assert self.process.returncode == 0, f'the app ended with {self.process.returncode}'

    def kill(self):
        """As a crash does"""
        self.process.kill()
        self.process.wait()

    @property
    def window(self):
        return self.node.get_child_at_index(0)

    def find(self, name, role=None):
        rows = itertools.cycle(ROWS)
        return wait_for(f'“{name}”', lambda: find(self.node, name, role, next(rows)))

    def find_once(self, name, role):
        """What stays as long as its window does, and is looked for once"""
        node = self.known.get(name)
        if node is None or has_state(node, Atspi.StateType.DEFUNCT):
            node = self.known[name] = self.find(name, role)
        return node

    def table(self, name):
        """The list that has the rows of a table"""
        rows = f'{name}: rows'
        if rows not in self.known:
            self.known[rows] = wait_for(
                f'the rows of “{name}”',
                lambda: find(self.find(name, 'tree table'), 'GtkColumnListView'))
        return self.known[rows]

    @property
    def map(self):
        return self.find_once('Memory map', 'image')

    def shows(self, name, role=None, rows=True):
        """Whether something of that name is on the screen: what is hidden may be in no tree at all"""
        return next((node for node in nodes(self.node, rows and role not in OUTSIDE_ROWS)
                     if node.get_name() == name and role in (None, node.get_role_name()) and
                     is_on_screen(node)), None)

    def wait_for_board(self, title):
        wait_for(f'the board {title}', lambda: self.window.get_name() == title)
        wait_for('the map', lambda: is_on_screen(self.map))

    def wait_for_text(self, part):
        """A label that is on the screen and holds this text"""
        rows = itertools.cycle(ROWS)
        return wait_for(f'the text “{part}”', lambda: next(
            (n for n in nodes(self.node, next(rows))
             if n.get_role_name() == 'label' and part in n.get_name() and is_on_screen(n)), None))

    def toasts(self):
        """What the main window says in passing over the map: soon gone, it is looked for only there"""
        if 'above' not in self.known:
            above = [self.map]
            while above[-1].get_role_name() != 'frame':
                above.append(above[-1].get_parent())
            self.known['above'] = above[1:]
        beside = [node.get_child_at_index(i) for node in self.known['above']
                  for i in range(node.get_child_count())]
        return [' '.join(n.get_name() for n in nodes(toast) if n.get_role_name() == 'label')
                for toast in beside if toast and toast.get_name() == 'AdwToastWidget']

    def wait_for_toast(self, part):
        wait_for(f'the toast “{part}”', lambda: any(part in text for text in self.toasts()))

    def rows(self, table, n_columns=None):
        """The rows of a table, each a list of the texts of its first columns, or all of them"""
        return wait_for(f'the rows of “{table}”', lambda: self.__read_rows(table, n_columns))[0]

    def __read_rows(self, table, n_columns):
        """The rows in a list of their own; None if they change while they are read"""
        rows = self.table(table)
        found = [read_row(rows.get_child_at_index(i), n_columns)
                 for i in range(rows.get_child_count())]
        return None if None in found else [found]

    def selected_row(self, table):
        """The texts of the selected row, or None"""
        rows = self.table(table)
        for i in range(rows.get_child_count()):
            row = rows.get_child_at_index(i)
            if row is not None and has_state(row, Atspi.StateType.SELECTED):
                return read_row(row)
        return None

    def wait_for_row(self, table, *parts):
        return wait_for(f'a selected row with {parts} in “{table}”', lambda: (
            row := self.selected_row(table)) and all(part in row for part in parts))

    def wait_for_map(self, text):
        wait_for(f'the map to say “{text}”',
                 lambda: text in self.map.get_description())


def main():
    print(f'1..{len(CASES)}', flush=True)
    for number, function in enumerate(CASES, 1):
        name = '/strata/app/' + function.__name__.replace('_', '-')
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Exception:
            for line in traceback.format_exc().splitlines():
                print('#', line)
            print(f'not ok {number} {name}', flush=True)
