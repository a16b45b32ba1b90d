# SPDX-License-Identifier: GPL-2.0-or-later
"""Every edit of a region, by keyboard; then all of them back, forth, saved and opened again. And
the menu they are in, wherever it opens."""
import os
import pathlib
import re
import subprocess
import tempfile

from desktop import (App, Atspi, DATA, DEADLINE, GLib, act, case, find, has_state, is_on_screen, main,
                     nodes, wait_for, walk_menu_to)

BOARDS = DATA.parent.parent.parent / 'data' / 'boards'
STRATACTL = pathlib.Path(os.environ['STRATA_BUILD_DIR']) / 'app' / 'ctl' / 'stratactl'
TITLE = 'A simplified PC'
KINDS = ['RAM', 'ROM', 'MMIO', 'container', 'alias', 'ROM device', 'RAM device', 'IOMMU',
         'reserved']
RAM, ROM, MMIO, CONTAINER, ALIAS, ROM_DEVICE, RAM_DEVICE, IOMMU, RESERVED = range(len(KINDS))


def press(*keys):
    """All of them by one program: it takes a while to start one"""
    if keys:
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '8', *keys], check=True)


def type_text(text):
    subprocess.run(['xdotool', 'type', '--delay', '4', '--', text], check=True)


def stratactl(*arguments):
    return subprocess.run([STRATACTL, *arguments], check=True, capture_output=True,
                          text=True).stdout


class Editor:
    """The app with a copy of a board, and what has been done to it"""

    def __init__(self, app, path):
        self.app = app
        self.path = path
        self.steps = 0
        self.fields = {}

    def flat(self):
        return [tuple(re.sub(r'\s', '', text) for text in row) 
                for row in self.app.rows('Flat view', 4)]

    def wait_for_range(self, *parts):
        wait_for(f'the flat range {parts}',
                 lambda: any(row[:len(parts)] == parts for row in self.flat()))

    def wait_for_no_range(self, *parts):
        wait_for(f'no flat range {parts}',
                 lambda: all(row[:len(parts)] != parts for row in self.flat()))

    def names(self):
        return [row[0] for row in self.app.rows('Hierarchy', 1)]

    def select(self, name):
        """Selects a row of the hierarchy, from the top down; again if the rows have changed meanwhile"""
        for _ in range(3):
            wait_for(f'the row {name}', lambda: name in self.names())
            press('alt+1', 'Home', *['Down'] * self.names().index(name))
            try:
                return self.wait_for_selected(name, DEADLINE / 3)
            except AssertionError as error:
                missed = error
        raise missed

    def wait_for_selected(self, name, deadline=DEADLINE):
        wait_for(f'“{name}” to be selected',
                 lambda: (row := self.app.selected_row('Hierarchy')) and row[0] == name, deadline)

    def find_field(self, name, role='text'):
        if 'form' not in self.fields:
            self.fields['form'] = wait_for('the inspector', lambda: self.app.shows('Edit', 'form'))
        if name not in self.fields:
            self.fields[name] = wait_for(name, lambda: find(self.fields['form'], name, role))
        return self.fields[name]

    def focus(self, name, role='text'):
        """Goes to a field of the inspector with the keyboard"""
        field = self.find_field(name, role)
        for _ in range(30):
            # it may have come to the field since
            before = wait_for('the keyboard to be in the inspector', self.find_focus)
            if has_state(field, Atspi.StateType.FOCUSED):
                return
            press('Tab')
            wait_for('the keyboard to go on',
                     lambda: not has_state(before, Atspi.StateType.FOCUSED))
        raise AssertionError(f'the keyboard does not come to “{name}”')

    def find_focus(self):
        """What has the focus: what is seen of the inspector is walked through only if it is nothing
        that had it before"""
        known = self.fields.setdefault('stops', [])
        for node in known:
            try:
                if has_state(node, Atspi.StateType.FOCUSED):
                    return node
            except GLib.Error:  # a row that is gone
                known.remove(node)
                return None
        node = next((n for n in nodes(self.fields['form'])
                     if has_state(n, Atspi.StateType.FOCUSED)), None)
        if node is not None:
            known.append(node)
        return node

    def fill(self, **fields):
        for name, text in fields.items():
            self.focus(name.capitalize())
            press('ctrl+a')
            type_text(text)

    def edit(self, **fields):
        press('ctrl+e')
        self.fill(**fields)

    def wait_for_apply(self, can=True):
        """Apply is insensitive if nothing is typed, and if it cannot be"""
        button = self.find_field('Apply', 'push button')
        wait_for('the edit to be possible' if can else 'nothing to apply',
                 lambda: has_state(button, Atspi.StateType.SENSITIVE) == can)

    def apply(self):
        self.wait_for_apply()
        press('Return')
        self.wait_for_apply(False)
        self.steps += 1

    def choose_kind(self, kind):
        row = wait_for('the row of kinds', self.find_focus)
        press('space')
        wait_for('the list of kinds', lambda: not has_state(row, Atspi.StateType.FOCUSED))
        press('Home', *['Down'] * kind, 'Return')
        wait_for('the row of kinds', lambda: has_state(row, Atspi.StateType.FOCUSED))

    def click_apply(self):
        self.wait_for_apply()
        act(self.find_field('Apply', 'push button'), 'click')
        self.wait_for_apply(False)
        self.steps += 1

    def change(self, row, **fields):
        self.select(row)
        self.edit(**fields)
        self.apply()

    def act_on(self, name, label):
        self.select(name)
        self.choose_from_menu(label)
        self.steps += 1

    def add(self, kind, parent, **fields):
        self.select(parent)
        self.choose_from_menu('Add a Region Here…')
        self.wait_for_apply()
        if kind > 0:
            self.choose_kind(kind)
        self.fill(**fields)
        self.apply()

    def find_menu(self, pane):
        """The context menu of a pane, which is beside the pane's content"""
        for i in range(pane.get_child_count()):
            child = pane.get_child_at_index(i)
            if child.get_role_name() == 'menu':
                return child
        return None

    def choose_from_menu(self, label):
        """An item of the context menu of what is selected, by keyboard"""
        pane = self.app.table('Hierarchy')
        for _ in range(4):
            pane = pane.get_parent()
        press('shift+F10')
        walk_menu_to(wait_for('the menu', lambda: self.find_menu(pane)), label)
        press('Return')
        wait_for('the menu to close', lambda: not self.find_menu(pane))

    def check_file(self):
        """The file has the tree that is on the screen, and the same flat view."""
        press('alt+2', 'ctrl+s')
        wait_for('no mark', lambda: not self.app.window.get_name().startswith('•'))
        return self.path.read_text()


def flat_of(path):
    """The flat view that stratactl prints, as the app's table has it"""
    rows = []
    for line in stratactl('flat', str(path)).splitlines():
        match = re.match(r'\s+([0-9a-f]{16})-([0-9a-f]{16}) \(.*?\): (.*?)( @[0-9a-f]+)?$', line)
        if match:
            rows.append((int(match[1], 16), int(match[2], 16), match[3]))
    return rows


@case
def every_edit():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'board.strata'
        path.write_text((BOARDS / 'doc-pc.strata').read_text())
        before = path.read_text()
        with App(path, state=folder) as app:
            app.wait_for_board(TITLE)
            editor = Editor(app, path)
            flat_before = editor.flat()
            change_everything(editor)
            after = editor.check_file()
            for line in ('title=Mine', 'log=vga', 'coalesce=0x10+0x20', 'kind=iommu', 'parent=new3',
                         'read-only=true', 'enabled=false', 'priority=3', 'name=renamed'):
                assert f'\n{line}\n' in after, after
            flat_after = editor.flat()
            names_after = editor.names()
            for _ in range(editor.steps):
                press('ctrl+z')
            wait_for('the flat view as it was', lambda: editor.flat() == flat_before)
            assert editor.check_file() == before
            for _ in range(editor.steps):
                press('ctrl+shift+z')
            wait_for('the flat view as it became', lambda: editor.flat() == flat_after)
            assert editor.check_file() == after
        tree = stratactl('tree', str(path))
        assert len(flat_of(path)) == len(flat_after)
        with App(path, state=folder) as app:
            app.wait_for_board('Mine')
            editor = Editor(app, path)
            wait_for('the same flat view', lambda: editor.flat() == flat_after)
            for name in names_after:
                assert name.split(' → ')[0].rstrip('…') in tree, name


def change_everything(editor):
    for i, kind in enumerate(KINDS):
        fields = dict(name=f'new{i}', address=f'0x{0x300000000 + i * 0x10000:x}')
        if i == ALIAS:
            fields['target'] = 'vram'
        editor.add(i, 'system_memory', **fields)
    editor.wait_for_range('300080000', '300080fff', 'new8', 'Reserved')
    assert [row[2:] for row in editor.flat() if row[0].startswith('300')] == [
        ('new0', 'RAM'), ('new1', 'ROM'), ('new2', 'MMIO'), ('vram', 'RAM'), ('new5', 'ROMdevice'),
        ('new6', 'RAMdevice'), ('new7', 'IOMMU'), ('new8', 'Reserved')]

    editor.change('new1', name='renamed')
    editor.wait_for_range('300010000', '300010fff', 'renamed')
    editor.change('new2', address='0x3000a0000')
    editor.wait_for_range('3000a0000', '3000a0fff', 'new2')
    editor.change('new2', size='8 KiB')
    editor.wait_for_range('3000a0000', '3000a1fff', 'new2')
    editor.change('new4 → vram', target='ram', offset='0x1000')
    editor.wait_for_range('300040000', '300040fff', 'ram')

    # what comes later is seen first, unless it has a lower priority
    editor.act_on('new0', 'Duplicate')
    wait_for('the copy', lambda: editor.names().count('new0') == 2)
    editor.edit(name='copy', priority='-1')
    editor.apply()
    wait_for('the name of the copy', lambda: 'copy' in editor.names())
    editor.wait_for_range('300000000', '300000fff', 'new0')
    editor.change('copy', priority='3')
    editor.wait_for_range('300000000', '300000fff', 'copy')

    editor.act_on('new7', 'Disable')
    editor.wait_for_no_range('300070000')
    editor.act_on('copy', 'Make Read-Only')
    editor.wait_for_range('300000000', '300000fff', 'copy', 'ROM')
    editor.act_on('new8', 'Remove')
    editor.wait_for_no_range('300080000')
    editor.app.wait_for_toast('“new8” removed')

    # a circle is refused beside the field
    editor.select('new3')
    editor.edit(container='new3')
    wait_for('the reason', lambda: editor.find_field('Container').get_description())
    editor.wait_for_apply(False)
    press('Escape', 'Escape')
    editor.change('new6', address='0x0', container='new3')
    editor.wait_for_selected('new6')
    editor.wait_for_range('300030000', '300030fff', 'new6')

    editor.select('new6')
    editor.edit()
    editor.focus('VGA', 'check box')
    press('space')
    editor.click_apply()
    editor.select('new2')
    editor.edit()
    editor.focus('Add a Range', 'push button')
    press('space')
    editor.focus('Range')
    press('ctrl+a')
    type_text('0x10+0x20')
    editor.apply()
    editor.select('system_memory')
    editor.edit(**{'board title': 'Mine'})
    editor.apply()
    wait_for('the title', lambda: editor.app.window.get_name() == '• Mine')



# What there is only on the map
AT_MAP = ['True Scale', 'Heat']


def find_popup(app):
    """Where on the screen the menu's own window is: left, top, right, bottom. A tooltip has a window of
    its own, too, but no menu is as low."""
    windows = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(app.process.pid)],
                             capture_output=True, text=True, check=False).stdout.split()
    # a window that has just gone has no geometry
    found = [dict(line.split('=') for line in subprocess.run(
        ['xdotool', 'getwindowgeometry', '--shell', window], capture_output=True, text=True,
        check=False).stdout.split()) for window in windows]
    small = [{key: int(value) for key, value in each.items()} for each in found
             if int(each.get('WIDTH', 0)) in range(1, 600) and int(each['HEIGHT']) > 250]
    return small and (small[0]['X'], small[0]['Y'], small[0]['X'] + small[0]['WIDTH'],
                      small[0]['Y'] + small[0]['HEIGHT'])


def open_menu(app, key):
    """Opens it with a key; gives its place, the menu, and the names of its items"""
    press(key)
    place = wait_for('the menu', lambda: find_popup(app))
    menu = wait_for('the menu', lambda: next(
        (n for n in nodes(app.node, rows=False)
         if n.get_role_name() == 'menu' and is_on_screen(n)), None))
    return place, menu, [n.get_name() for n in nodes(menu) if n.get_role_name() == 'menu item']


def close_menu(app, key='Escape'):
    press(key)
    wait_for('the menu to close', lambda: not find_popup(app))


def choose(app, menu, label):
    walk_menu_to(menu, label)
    close_menu(app, 'Return')


def touches(place, x, y):
    """Whether a menu is at a point, or ends there for want of room below; its shadow is its own"""
    left, top, right, bottom = place
    return abs(left - x) < 60 and top - 50 < y < bottom + 50


@case
def menu_opens_at_what_is_selected():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'board.strata'
        path.write_text((BOARDS / 'doc-pc.strata').read_text())
        with App(path, state=folder) as app:
            app.wait_for_board(TITLE)
            editor = Editor(app, path)
            editor.select('himem → ram')
            _, _, labels = open_menu(app, 'Menu')
            assert 'Make Read-Only' in labels and len(labels) == 10, labels
            close_menu(app)

            # on the map, where a click has selected something
            area = Atspi.Component.get_extents(app.map, Atspi.CoordType.WINDOW)
            tops = []
            for part, key in ((15, 'shift+F10'), (49, 'Menu')):
                x, y = area.x + area.width * 27 // 100, area.y + area.height * part // 100
                subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1',
                                'mousemove', '1270', '790'], check=True)
                wait_for('the keyboard to be on the map',
                         lambda: has_state(app.map, Atspi.StateType.FOCUSED))
                place, menu, items = open_menu(app, key)
                assert items == labels + AT_MAP, items
                assert place[0] > area.x and touches(place, x, y), (place, x, y)
                tops.append(place[1])
                if part == 15:
                    close_menu(app)
                    wait_for('the keyboard to be back on the map',
                             lambda: has_state(app.map, Atspi.StateType.FOCUSED))
            assert tops[0] < tops[1], tops
            choose(app, menu, 'Make Read-Only')
            editor.wait_for_range('100000000', '11fffffff', 'ram', 'ROM')
            press('ctrl+z')
            editor.wait_for_range('100000000', '11fffffff', 'ram', 'RAM')

            # in the flat view, at the selected row
            press('alt+3')
            row = wait_for('the keyboard to be in the flat view', lambda: next(
                (n for n in nodes(app.table('Flat view'))
                 if has_state(n, Atspi.StateType.FOCUSED)), None))
            area = Atspi.Component.get_extents(row, Atspi.CoordType.WINDOW)
            for key in ('Menu', 'shift+F10'):
                place, menu, items = open_menu(app, key)
                assert items == labels, items
                assert touches(place, area.x, area.y), (place, area.x, area.y)
                if key == 'Menu':
                    close_menu(app)
                    wait_for('the keyboard to be back in the row',
                             lambda: has_state(row, Atspi.StateType.FOCUSED))
            choose(app, menu, 'Remove')
            editor.wait_for_no_range('100000000')
            press('ctrl+z')
            editor.wait_for_range('100000000', '11fffffff', 'ram', 'RAM')

            # in the explanation, for what it names: that is selected
            editor.select('himem → ram')
            row = app.wait_for_text('lomem → ram in system')
            area = Atspi.Component.get_extents(row, Atspi.CoordType.WINDOW)
            subprocess.run(['xdotool', 'mousemove', str(area.x + 20), str(area.y + 5), 'click',
                            '3'], check=True)
            wait_for('the menu', lambda: find_popup(app))
            editor.wait_for_selected('lomem → ram')
            close_menu(app)


main()
