# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of a board: tried, made, undone, saved, asked about, and there again after a crash."""
import os
import pathlib
import re
import subprocess
import tempfile

from desktop import (App, Atspi, DATA, act, case, find, has_state, is_on_screen, main, nodes, press,
                     save_as, wait_for)

BOARDS = DATA.parent.parent.parent / 'data' / 'boards'
STRATACTL = pathlib.Path(os.environ['STRATA_BUILD_DIR']) / 'app' / 'ctl' / 'stratactl'
TITLE = 'A simplified PC'

# The regions with himem at 8 GiB, and those it leaves as they are
MOVED_TREE = '''\
address-space: memory
  0000000000000000-0000ffffffffffff (prio 0, i/o): system_memory
    0000000000000000-00000000dfffffff (prio 0, ram): alias lomem @ram \
0000000000000000-00000000dfffffff
    00000000000a0000-00000000000bffff (prio 1, i/o): alias vga-window @pci \
00000000000a0000-00000000000bffff
    00000000e0000000-00000000ffffffff (prio 0, i/o): alias pci-hole @pci \
00000000e0000000-00000000ffffffff
    0000000200000000-000000021fffffff (prio 0, ram): alias himem @ram \
00000000e0000000-00000000ffffffff

memory-region: ram
  0000000000000000-00000000ffffffff (prio 0, ram): ram

memory-region: pci
  0000000000000000-00000000ffffffff (prio 0, i/o): pci
    00000000000a0000-00000000000bffff (prio 0, i/o): vga-area
      00000000000a0000-00000000000a7fff (prio 0, ram): alias vga-bank-0 @vram \
0000000000010000-0000000000017fff
      00000000000a8000-00000000000affff (prio 0, ram): alias vga-bank-1 @vram \
0000000000020000-0000000000027fff
    00000000e1000000-00000000e1ffffff (prio 0, ram): vram
    00000000e2000000-00000000e200ffff (prio 0, i/o): vga-mmio
'''


def find_dialog(app, title):
    return find(app.node, title, rows=False)


class Copy:
    """A board as a file of its own, and a folder for what outlives the app"""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / 'board.strata'
        self.path.write_text((BOARDS / 'doc-pc.strata').read_text())
        self.state = str(pathlib.Path(self.folder.name) / 'state')
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def list_recovery(self):
        return sorted(pathlib.Path(self.state).glob('strata/recovery/*.strata'))


def flat(app):
    """The flat view as it is on the screen: start, end, region"""
    return [tuple(re.sub(r'\s', '', text) for text in row[:3]) for row in app.rows('Flat view', 3)]


def what_if(app):
    """The flat view as it would be: what would become of it, start, end, region"""
    rows = app.rows('Flat view')
    if any(len(row) != 8 for row in rows):
        return []
    return [tuple(re.sub(r'\s', '', text) for text in row[:4]) for row in rows]


def start(copy):
    app = App(copy.path, state=copy.state)
    app.wait_for_board(TITLE)
    return app


def select_himem(app):
    """The last row of the hierarchy: a window on RAM at 4 GiB"""
    press('alt+1', 'End')
    app.wait_for_row('Hierarchy', 'himem → ram')


def type_address(app, text):
    """Types an address into the inspector"""
    press('ctrl+e')
    wait_for('the inspector', lambda: app.shows('Address', 'text'))
    press('Tab', 'ctrl+a')
    subprocess.run(['xdotool', 'type', text], check=True)


def move_himem(app, text='0x200000000'):
    select_himem(app)
    type_address(app, text)
    wait_for('the edit to be possible',
             lambda: has_state(app.find('Apply', 'push button'), Atspi.StateType.SENSITIVE))
    press('Return')
    wait_for('the mark of what is not saved', lambda: app.window.get_name() == f'• {TITLE}')


HIMEM = ('100000000', '11fffffff', 'ram')
MOVED = ('200000000', '21fffffff', 'ram')


def wait_for_flat(app, there, gone):
    wait_for('the flat view', lambda: there in flat(app) and gone not in flat(app))


@case
def edit_what_if_undo_save_reopen():
    with Copy() as copy:
        before = copy.path.read_text()
        with start(copy) as app:
            select_himem(app)
            type_address(app, '0x200000000')
            app.wait_for_text('What if: Move “himem”')
            app.wait_for_text('Not applied yet. 1 flat range would come, 1 would go.')
            wait_for('what would be',
                     lambda: {('−', *HIMEM), ('+', *MOVED)} <= set(what_if(app)))
            app.wait_for_map('2 0000 0000–2 1fff ffff, 512 MiB, would be added')
            sign = next(n for n in nodes(app.node) if n.get_name() == '−' and is_on_screen(n))
            assert sign.get_description() == 'would go', sign.get_description()
            # nothing is so yet
            assert app.window.get_name() == TITLE
            assert copy.path.read_text() == before
            press('alt+2', 'Escape')
            wait_for_flat(app, HIMEM, MOVED)
            wait_for('the bar to go', lambda: not app.shows('Apply', 'push button'))
            type_address(app, '0x200000000')
            wait_for('what would be', lambda: ('+', *MOVED) in what_if(app))
            press('alt+2', 'ctrl+Return')
            wait_for_flat(app, MOVED, HIMEM)
            wait_for('the mark', lambda: app.window.get_name() == f'• {TITLE}')
            press('alt+2', 'ctrl+z')
            app.wait_for_toast('Undone: Move “himem”')
            wait_for_flat(app, HIMEM, MOVED)
            wait_for('no mark', lambda: app.window.get_name() == TITLE)
            press('ctrl+shift+z')
            wait_for_flat(app, MOVED, HIMEM)
            # what is told takes the place of what was told before
            wait_for('one toast', lambda: len(app.toasts()) == 1 and
                     app.toasts()[0].startswith('Redone: Move “himem”'))
            assert copy.path.read_text() == before
            press('ctrl+s')
            app.wait_for_toast('Saved “board.strata”')
            wait_for('no mark', lambda: app.window.get_name() == TITLE)
            assert not copy.list_recovery()
        after = copy.path.read_text()
        assert after == before.replace('address=0x1_0000_0000', 'address=0x200000000', 1), after
        with start(copy) as app:
            wait_for_flat(app, MOVED, HIMEM)


@case
def undo_from_a_field():
    """What is applied is undone from where it was typed; what is not applied is undone there."""
    with Copy() as copy, start(copy) as app:
        move_himem(app)
        wait_for_flat(app, MOVED, HIMEM)
        press('ctrl+z')
        app.wait_for_toast('Undone: Move “himem”')
        wait_for_flat(app, HIMEM, MOVED)
        press('ctrl+shift+z')
        wait_for_flat(app, MOVED, HIMEM)
        press('ctrl+z')
        wait_for_flat(app, HIMEM, MOVED)
        press('ctrl+a')
        subprocess.run(['xdotool', 'type', '0x200000000'], check=True)
        wait_for('what would be', lambda: ('+', *MOVED) in what_if(app))
        press('ctrl+z')
        wait_for('what would be to go', lambda: ('+', *MOVED) not in what_if(app))
        assert app.window.get_name() == TITLE
        # the explanation takes the place of the form
        field = app.find('Address', 'text')
        assert has_state(field, Atspi.StateType.FOCUSED)
        press('alt+4')
        wait_for('the explanation', lambda: not has_state(field, Atspi.StateType.FOCUSED))
        press('alt+2', 'Escape')


@case
def save_as_another_file():
    with Copy() as copy:
        before = copy.path.read_text()
        other = copy.path.with_name('other.strata')
        with start(copy) as app:
            move_himem(app)
            press('alt+2', 'ctrl+shift+s')
            save_as(app, other)
            app.wait_for_toast('Saved “other.strata”')
            wait_for('no mark', lambda: app.window.get_name() == TITLE)
            saved = other.read_text()
            assert saved == before.replace('address=0x1_0000_0000', 'address=0x200000000', 1), saved
            tree = subprocess.run([STRATACTL, 'tree', other], check=True, capture_output=True,
                                  text=True).stdout
            assert tree.startswith(MOVED_TREE), tree
            # what is saved from now on is the other file
            press('ctrl+z')
            wait_for_flat(app, HIMEM, MOVED)
            wait_for('the mark', lambda: app.window.get_name() == f'• {TITLE}')
            press('ctrl+shift+z')
            wait_for('no mark', lambda: app.window.get_name() == TITLE)
            press('Delete')
            wait_for('the mark', lambda: app.window.get_name() == f'• {TITLE}')
            press('ctrl+s')
            wait_for('no mark', lambda: app.window.get_name() == TITLE)
            assert '[region himem]' not in other.read_text()
            assert copy.path.read_text() == before
            assert not copy.list_recovery()
        other.write_text(saved)
        with App(other, state=copy.state) as app:
            app.wait_for_board(TITLE)
            wait_for_flat(app, MOVED, HIMEM)


def xdotool(*arguments):
    subprocess.run(['xdotool', *map(str, arguments)], check=True)


def drag_himem(app):
    """Takes himem, which fills the map, in its upper part and holds it over its lower part"""
    found = Atspi.Component.get_extents(app.find('Memory map'), Atspi.CoordType.WINDOW)
    x = found.x + found.width * 42 // 100
    xdotool('mousemove', x, found.y + found.height * 25 // 100, 'mousedown', 1)
    for percent in range(30, 81, 10):
        xdotool('mousemove', x, found.y + found.height * percent // 100)


NEXT = ('120000000', '13fffffff', 'ram')


@case
def drag_on_the_map():
    with Copy() as copy, start(copy) as app:
        before = copy.path.read_text()
        select_himem(app)
        press('alt+2', 'f')
        # held elsewhere it is tried, and Escape puts it back
        drag_himem(app)
        wait_for('what would be', lambda: {('−', *HIMEM), ('+', *NEXT)} <= set(what_if(app)))
        press('Escape')
        wait_for_flat(app, HIMEM, NEXT)
        xdotool('mouseup', 1)
        assert app.window.get_name() == TITLE
        # dropped elsewhere it is pending, applied it is one step
        drag_himem(app)
        xdotool('mouseup', 1)
        app.wait_for_text('What if: Move “himem”')
        wait_for('what would be', lambda: ('+', *NEXT) in what_if(app))
        assert app.window.get_name() == TITLE
        press('ctrl+Return')
        wait_for('the mark', lambda: app.window.get_name() == f'• {TITLE}')
        wait_for_flat(app, NEXT, HIMEM)
        press('ctrl+z')
        app.wait_for_toast('Undone: Move “himem”')
        wait_for_flat(app, HIMEM, NEXT)
        wait_for('no mark', lambda: app.window.get_name() == TITLE)
        # Escape is for what is pending, even while the window says what was undone
        press('alt+Down')
        wait_for('what would be', lambda: ('+', *NEXT) in what_if(app))
        press('Escape')
        wait_for_flat(app, HIMEM, NEXT)
        # nor is it for the selection before what is pending is shown
        xdotool('key', '--delay', 0, 'alt+Down', 'Escape')
        wait_for('nothing to apply', lambda: not app.shows('Apply', 'push button'))
        assert 'himem → ram' in app.map.get_description()
        # with the keyboard: twice as far as it is large, in steps that nobody waits for
        xdotool('key', '--delay', 0, 'alt+Down', 'alt+Down', 'alt+Down', 'alt+Up')
        wait_for('what would be twice as far',
                 lambda: ('+', '140000000', '15fffffff', 'ram') in what_if(app))
        # from what is typed meanwhile, not from where it was moved to before
        type_address(app, '0x200000000')
        wait_for('what would be', lambda: ('+', *MOVED) in what_if(app))
        press('alt+2', 'alt+Down')
        wait_for('what would be',
                 lambda: ('+', '220000000', '23fffffff', 'ram') in what_if(app))
        type_address(app, '0x160000000')
        wait_for('what would be',
                 lambda: ('+', '160000000', '17fffffff', 'ram') in what_if(app))
        press('alt+2', 'alt+Up', 'alt+Up', 'ctrl+Return')
        wait_for_flat(app, NEXT, HIMEM)
        press('ctrl+z')
        wait_for('no mark', lambda: app.window.get_name() == TITLE)
        assert copy.path.read_text() == before


@case
def what_cannot_be_is_said_beside_the_field():
    with Copy() as copy, start(copy) as app:
        select_himem(app)
        type_address(app, '0x10zz')
        app.wait_for_text('0x10zz')
        apply = app.find('Apply', 'push button')
        assert not has_state(apply, Atspi.StateType.SENSITIVE)
        assert app.find('Address', 'text').get_description()
        press('Escape')
        wait_for('nothing to apply', lambda: not app.shows('Apply', 'push button'))
        assert HIMEM in flat(app)


@case
def remove_and_put_back():
    with Copy() as copy, start(copy) as app:
        select_himem(app)
        press('Delete')
        wait_for('the region to go', lambda: HIMEM not in flat(app))
        wait_for('the mark', lambda: app.window.get_name() == f'• {TITLE}')
        press('ctrl+z')
        wait_for('the region', lambda: HIMEM in flat(app))
        wait_for('no mark', lambda: app.window.get_name() == TITLE)


def wait_for_dialog(app, title):
    return wait_for(f'the dialog “{title}”', lambda: find_dialog(app, title))


def answer(app, label):
    def find_button():
        found = [n for n in nodes(app.node, rows=False) if n.get_role_name() == 'push button' and
                 n.get_name().endswith(label) and is_on_screen(n)]
        return found and found[-1]  # dialogs come behind the window
    act(wait_for(label, find_button), 'click')


@case
def closing_asks():
    with Copy() as copy, start(copy) as app:
        move_himem(app)
        press('alt+2', 'ctrl+w')
        wait_for_dialog(app, 'Save Changes?')
        assert app.process.poll() is None
        answer(app, 'Save')
        wait_for('the end of the app', lambda: app.process.poll() is not None)
        assert '0x200000000' in copy.path.read_text()


@case
def closing_discards():
    with Copy() as copy, start(copy) as app:
        before = copy.path.read_text()
        move_himem(app)
        wait_for('a copy', copy.list_recovery)
        press('alt+2', 'ctrl+q')
        wait_for_dialog(app, 'Save Changes?')
        answer(app, 'Discard')
        wait_for('the end of the app', lambda: app.process.poll() is not None)
        assert copy.path.read_text() == before
        assert not copy.list_recovery()


@case
def crash_and_recover():
    with Copy() as copy:
        before = copy.path.read_text()
        app = start(copy)
        move_himem(app)
        wait_for('a copy', copy.list_recovery)
        app.kill()
        app.folder.cleanup()
        assert copy.path.read_text() == before
        with App(state=copy.state) as app:
            wait_for_dialog(app, 'Restore Unsaved Changes?')
            app.wait_for_text('board.strata')
            answer(app, 'Restore')
            wait_for('the board', lambda: app.window.get_name() == f'• {TITLE}')
            wait_for('the edit', lambda: MOVED in flat(app))
            press('alt+2', 'ctrl+s')
            app.wait_for_toast('Saved “board.strata”')
            assert '0x200000000' in copy.path.read_text()
        assert not copy.list_recovery()
        # and nothing is offered again
        with start(copy) as app:
            wait_for_flat(app, MOVED, HIMEM)
            assert not find_dialog(app, 'Restore Unsaved Changes?')


@case
def changed_on_disk():
    with Copy() as copy, start(copy) as app:
        text = copy.path.read_text().replace('address=0x1_0000_0000', 'address=0x200000000', 1)
        copy.path.write_text(text)
        app.wait_for_text('“board.strata” has changed on disk')
        answer(app, 'Reload')
        wait_for_flat(app, MOVED, HIMEM)


main()
