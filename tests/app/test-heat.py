# SPDX-License-Identifier: GPL-2.0-or-later
"""Where accesses go: heat is switched on, and counts are those of the script."""
import os
import pathlib
import re
import subprocess
import tempfile

from desktop import App, act, case, find, has_state, main, press, wait_for
from gi.repository import Atspi

DATA = pathlib.Path(os.environ['G_TEST_SRCDIR']).parent / 'data'
POWER_ON = 'resource:///io/github/stratabench/Strata/scripts/text-screen.qtest'
TABLE = 'Counts'


def shoot(name):
    folder = os.environ.get('STRATA_SCREENSHOTS')
    if folder:
        subprocess.run(['import', '-window', 'root', f'{folder}/{name}.png'], check=True)


def count_accesses(script):
    """What a script does, as (is it a write, where, how many bytes): none of it crosses a region"""
    sizes = {'b': 1, 'w': 2, 'l': 4, 'q': 8}
    accesses = []
    for line in script.splitlines():
        words = line.split()
        match = re.fullmatch(r'(in|out|read|write)([bwlq]?)', words[0] if words else '')
        if match:
            size = sizes[match[2]] if match[2] else int(words[2], 0)
            place = 'port' if match[1] in ('in', 'out') else 'memory'
            accesses.append((match[1] in ('out', 'write'), place, int(words[1], 16), size))
    return accesses


def total(accesses):
    n_writes = sum(1 for access in accesses if access[0])
    return f'Reads: {len(accesses) - n_writes} · Writes: {n_writes}'


def start(folder):
    """The PC, which plays the sample of the shadow memory when it is switched on"""
    script = (DATA / 'scripts' / 'pam-shadow.qtest').read_text()
    board = (DATA / 'boards' / 'pc.strata').read_text()
    assert POWER_ON in board
    path = pathlib.Path(folder) / 'pc.strata'
    path.write_text(board.replace(POWER_ON, 'go.qtest'))
    (path.parent / 'go.qtest').write_text(script)
    return App(path), script


def button(app, name):
    return wait_for(name, lambda: find(find(app.node, 'At Work', 'frame'), name, 'push button'))


def open_counts(app):
    act(app.window, 'win.watch')
    wait_for('the window', lambda: find(app.node, 'At Work', 'frame'))
    act(app.find('Counts', 'page tab'), 'click')


def replay(app):
    act(app.find('Script'), 'script.rewind')
    act(app.find('Play', 'push button'), 'click')


@case
def counts_are_those_of_the_script():
    with tempfile.TemporaryDirectory() as folder:
        app, script = start(folder)
        with app:
            app.wait_for_text('played to the end')
            open_counts(app)
            app.wait_for_text('Nothing is counted.')
            act(button(app, 'Count'), 'click')
            app.wait_for_text('They are counted as they are made.')
            replay(app)

            accesses = count_accesses(script)
            assert len(accesses) > 15
            app.wait_for_text(total(accesses))
            rows = app.rows(TABLE)
            for region, first, last in ('pci-conf-idx', 0xcf8, 0xcfb), ('pci-conf-data', 0xcfc, 0xcff):
                own = [access for access in accesses
                       if access[1] == 'port' and first <= access[2] <= last]
                sizes = [sum(access[3] for access in own if access[0] == is_write)
                         for is_write in (False, True)]
                n_writes = sum(1 for access in own if access[0])
                row = next(row for row in rows if row[0] == region)
                assert [int(row[1]), int(row[2])] == [len(own) - n_writes, n_writes], row
                assert [int(row[k].split()[0]) for k in (3, 4)] == sizes, row
                assert row[6].endswith(f' at +{own[-1][2] - first:x}'), row
            for k, is_write in (1, False), (2, True):
                assert sum(int(row[k]) for row in rows) == sum(1 for access in accesses
                                                               if access[0] == is_write), rows
            shoot('counts')

            act(button(app, 'Start Over'), 'click')
            app.wait_for_text('Reads: 0 · Writes: 0')
            act(button(app, 'Count'), 'click')
            app.wait_for_text('Nothing is counted.')


@case
def heat_is_switched_on_by_key_and_counts():
    with tempfile.TemporaryDirectory() as folder:
        app, script = start(folder)
        with app:
            app.wait_for_text('played to the end')
            press('ctrl+h')
            open_counts(app)
            app.wait_for_text('They are counted as they are made.')
            assert not has_state(button(app, 'Count'), Atspi.StateType.PRESSED)
            replay(app)
            app.wait_for_text(total(count_accesses(script)))
            shoot('heat')



@case
def memory_that_a_device_maps_is_counted():
    """The board has no name for the memory of the VGA, which the PCI bus shows where it is told to"""
    with tempfile.TemporaryDirectory() as folder:
        board = (DATA / 'boards' / 'pc.strata').read_text()
        path = pathlib.Path(folder) / 'pc.strata'
        path.write_text(board.replace(POWER_ON, 'go.qtest'))
        (path.parent / 'go.qtest').write_text(
            'outl 0xcf8 0x80001010\noutl 0xcfc 0xfd000000\noutl 0xcf8 0x80001004\noutw 0xcfc 3\n'
            'outb 0x3c0 0x20\n'
            'writel 0xfd000010 0x12345678\nreadw 0xfd000020\n')
        with App(path) as app:
            app.wait_for_text('played to the end')
            open_counts(app)
            act(button(app, 'Count'), 'click')
            replay(app)
            app.wait_for_text('Reads: 1 · Writes: 6')
            row = wait_for('the memory', lambda: next(
                (row for row in app.rows(TABLE) if row[0] == 'vga.vram'), None))
            assert [int(row[1]), int(row[2])] == [1, 1], row
            assert row[6] == 'read at +20', row
            # The VGA has several regions of its name, which the board tells apart.
            assert any(row[0] == 'vga (vga-3c0)' and row[2] == '1' for row in app.rows(TABLE))


main()
