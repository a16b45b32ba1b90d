# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the app on the test's own display and drives it as assistive technology and a keyboard do."""
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

DATA = pathlib.Path(os.environ['G_TEST_SRCDIR']) / 'data' / 'mtree'
STRATA = pathlib.Path(os.environ['STRATA_BUILD_DIR']) / 'app' / 'strata'
DEADLINE = 30
CASES = []


def case(function):
    CASES.append(function)
    return function


def wait_for(what, condition):
    """Polls until the condition gives something true, and returns that."""
    end = time.monotonic() + DEADLINE
    while True:
        try:
            result = condition()
        except GLib.Error:  # what was asked for has just gone away
            result = None
        if result:
            return result
        assert time.monotonic() < end, f'waited in vain for {what}'
        time.sleep(0.02)


def nodes(root):
    """All nodes below one; long lists are pruned, as they show rows that are far off the screen."""
    yield root
    for i in range(min(root.get_child_count(), 400)):
        child = root.get_child_at_index(i)
        if child is not None:
            yield from nodes(child)


def find(root, name, role=None):
    return next((node for node in nodes(root)
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


def press(*keys):
    for key in keys:
        subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)


class App:
    """The app, opened on something. It has to end by itself, and well: every warning is fatal."""

    def __init__(self, *arguments, state=None, home=None):
        self.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, XDG_DATA_HOME=self.folder.name, G_DEBUG=DEBUG,
                           XDG_STATE_HOME=state or self.folder.name,
                           HOME=home or os.environ['HOME'])
        self.process = subprocess.Popen([STRATA, *arguments], env=environment, cwd=home)
        self.node = wait_for('the app', self.__find)

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
            self.__end()

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
        return wait_for(f'“{name}”', lambda: find(self.node, name, role))

    def shows(self, name, role=None):
        """Whether something of that name is on the screen: what is hidden may be in no tree at all"""
        return next((node for node in nodes(self.node) if node.get_name() == name and
                     role in (None, node.get_role_name()) and is_on_screen(node)), None)

    def wait_for_board(self, title):
        wait_for(f'the board {title}',
                 lambda: self.window.get_name() == title and self.shows('Memory map'))

    def wait_for_text(self, part):
        """A label that is on the screen and holds this text"""
        return wait_for(f'the text “{part}”', lambda: next(
            (n for n in nodes(self.node) if n.get_role_name() == 'label' and part in n.get_name() and
             is_on_screen(n)), None))

    def rows(self, table):
        """The rows of a table, each a list of texts"""
        found = []
        rows = find(self.find(table, 'tree table'), 'GtkColumnListView')
        for i in range(rows.get_child_count()):
            row = rows.get_child_at_index(i)
            cells = [row.get_child_at_index(k) for k in range(row.get_child_count())]
            found.append([next((n.get_name() for n in nodes(cell)
                                if n.get_role_name() in ('label', 'level bar')), '')
                          for cell in cells])
        return found

    def selected_row(self, table):
        """The texts of the selected row, or None"""
        rows = find(self.find(table, 'tree table'), 'GtkColumnListView')
        for i in range(rows.get_child_count()):
            if has_state(rows.get_child_at_index(i), Atspi.StateType.SELECTED):
                return self.rows(table)[i]
        return None

    def wait_for_row(self, table, *parts):
        return wait_for(f'a selected row with {parts} in “{table}”', lambda: (
            row := self.selected_row(table)) and all(part in row for part in parts))

    def wait_for_map(self, text):
        wait_for(f'the map to say “{text}”',
                 lambda: text in self.find('Memory map').get_description())


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
