# SPDX-License-Identifier: GPL-2.0-or-later
"""The hex editor, the registers and the journal, as a person would use them."""
import pathlib
import subprocess
import tempfile

from desktop import App, Atspi, STRATA, act, case, find, has_state, main, press, save_as, wait_for

CTL = STRATA.parent / 'ctl' / 'stratactl'
PC = 'A PC with an i440FX chip set'
CHIP = 'Registers of a small DMA engine'


def type_text(text):
    subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)


def press_at_once(*keys):
    """As somebody who does not wait for a bar to open, and whose keys must not be lost"""
    subprocess.run(['xdotool', 'key', '--delay', '0', *keys], check=True)


def memory(app):
    """The hex view: the node named so that has the row of the cursor as its description"""
    return wait_for('the memory', lambda: next(
        (n for n in all_nodes(app.node) if n.get_name() == 'Memory' and n.get_description()), None))


def all_nodes(root):
    yield root
    for i in range(min(root.get_child_count(), 400)):
        child = root.get_child_at_index(i)
        if child is not None:
            yield from all_nodes(child)


def go_to(app, address, row):
    press('alt+6')
    node = memory(app)
    press('ctrl+g')
    wait_for('the entry', lambda: app.shows('Go to'))
    type_text(address)
    press('Return')
    wait_for(f'the row {row}', lambda: node.get_description().startswith(row))


def display_top(app):
    """The pixels of the first rows of letters of the display, wherever in its pane they begin"""
    node = app.find('Display', 'panel')
    size = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return subprocess.run(['import', '-window', 'root', '-crop',
                           f'{size.width // 4}x24+{size.x}+{size.y}', '-depth', '8', 'ppm:-'],
                          capture_output=True, check=True).stdout


@case
def poke_changes_the_display():
    with App() as app:
        act(app.find('Poke a Live PC').get_parent(), 'click')
        app.wait_for_board(PC)
        app.wait_for_text('Type a byte such as 41')
        app.wait_for_text('played to the end')
        app.wait_for_text('80 × 25 text')
        wait_for('the row', lambda: memory(app).get_description().startswith('b8000: '))
        before = display_top(app)
        wait_for('a still picture', lambda: display_top(app) == before)
        type_text('db')
        app.wait_for_text('Enter writes to b8000: coalesced: queued')
        assert display_top(app) == before
        press('Return')
        app.wait_for_text('Write to b8000: queued')
        wait_for('the letter', lambda: display_top(app) != before)
        wait_for('the byte', lambda: memory(app).get_description().startswith('b8000: db '))


@case
def memory_is_searched():
    with App('doc-registers') as app:
        app.wait_for_board(CHIP)
        go_to(app, '0x100', '100: 00')
        type_text('5a')
        press('Return')
        app.wait_for_text('Write to 100: done')
        go_to(app, '0', '0: 00')
        press_at_once('ctrl+f', '5', 'a', 'Return')
        wait_for('the place', lambda: memory(app).get_description().startswith('100: 5a'))
        press('shift+F3')
        app.wait_for_text('There is no other place')
        press('Escape')
        press_at_once('F3', '5', 'b', 'Return')
        app.wait_for_text('Not found in what can be seen without side effects')
        press('Escape')
        press_at_once('ctrl+g', *'0x120', 'Return')
        wait_for('the row', lambda: memory(app).get_description().startswith('120: 00'))


WORDS_ONLY = """[strata]
version=1
title=A device that takes words
[address-space memory]
root=system
[region system]
kind=container
size=2^32
[device chip]
model=registers
register.CONTROL=0x0 4 RW
register.DATA=0x4 4 RW
[region chip]
device=chip
parent=system
address=0x1000
"""


@case
def poke_refused_by_the_device():
    with tempfile.TemporaryDirectory() as folder:
        board = pathlib.Path(folder) / 'words.strata'
        board.write_text(WORDS_ONLY)
        with App(str(board)) as app:
            app.wait_for_board('A device that takes words')
            go_to(app, '0x1000', '1000: 00')
            type_text('41')
            app.wait_for_text('Enter writes to 1000: refused: valid.min is 4')
            press('Return')
            app.wait_for_text('Write to 1000: refused, reads back 00')
            press('alt+8')
            app.wait_for_text('1 write')


@case
def refused_poke():
    with App('doc-registers') as app:
        app.wait_for_board(CHIP)
        go_to(app, '0x20000000', '20000000: unmapped')
        type_text('41')
        app.wait_for_text('decode error: nobody is there')
        press('Escape')
        app.wait_for_text('unmapped: nobody answers')
        type_text('41')
        press('Return')
        app.wait_for_text('Write to 20000000: nobody answered')


@case
def lock_is_on_for_real_machines():
    with App('x86_64-pc+std-boot10s') as app:
        app.wait_for_board('x86_64-pc+std-boot10s')
        go_to(app, '0x1000', '1000: 00')
        type_text('41')
        app.wait_for_text('The write lock is on')
        lock = app.find('Write Lock')
        act(lock, 'click')
        wait_for('the lock to open', lambda: not has_state(lock, Atspi.StateType.PRESSED))
        press('alt+6')
        type_text('41')
        app.wait_for_text('Enter writes to 1000: 1 byte of ram')
        press('Return')
        app.wait_for_text('Write to 1000: done, reads back 41')


@case
def dump_is_not_read():
    with App('x86_64-pc+std-boot10s') as app:
        app.wait_for_board('x86_64-pc+std-boot10s')
        go_to(app, '0xfec00000', 'fec00000: not-read')
        press('F5')
        app.wait_for_text('1 read: device error')
        wait_for('the failure', lambda: memory(app).get_description().startswith(
            'fec00000: failed not-read'))


@case
def journal_is_exported_and_replayed():
    with tempfile.TemporaryDirectory() as folder, App('doc-registers') as app:
        script = pathlib.Path(folder) / 'pokes.qtest'
        app.wait_for_board(CHIP)
        go_to(app, '0x100', '100: 00')
        type_text('5a')
        press('Return')
        app.wait_for_text('Write to 100: done')
        press('alt+8')
        app.wait_for_text('1 write')
        act(find(app.node, 'Undo').get_parent().get_parent(), 'journal.export')
        save_as(app, script)
        wait_for('the file', script.exists)
        app.wait_for_text('Journal exported as “pokes.qtest”')
        assert 'hex editor, ok\nwriteb 0x100 0x5a\n' in script.read_text(), script.read_text()
        script.write_text(script.read_text() + 'readb 0x100 # 0x5a\n')
        press('alt+8', 'ctrl+z')
        app.wait_for_text('Write to 100: done')
        press('alt+6')
        wait_for('the undone byte', lambda: memory(app).get_description().startswith('100: 00'))
        answers = subprocess.run([CTL, 'qtest', 'doc-registers'], input=script.read_text(),
                                 capture_output=True, text=True, check=True).stdout
        assert answers.split('\n')[-2].startswith('OK 0x'), answers
        assert int(answers.split()[-1], 16) == 0x5a, answers


@case
def registers_by_name():
    with App('doc-registers') as app:
        app.wait_for_board(CHIP)
        press('alt+7')
        wait_for('the registers', lambda: app.rows('Registers'))
        rows = app.rows('Registers')
        assert rows[0] == ['ID', '0d3a0102', '+0', 'RO', '0d3a0102', 'part number and revision'], \
            rows[0]
        press(*['Down'] * 6)
        app.wait_for_row('Registers', 'MODE', 'normal')
        press('F2')
        type_text('burst')
        app.wait_for_text('Enter writes 00000020 to CTRL')
        press('Return')
        app.wait_for_row('Registers', 'MODE', 'burst')


main()
