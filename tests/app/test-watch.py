# SPDX-License-Identifier: GPL-2.0-or-later
"""A board at work: accesses are recorded and listed, a watch pauses a script, coalesced writes wait, and the map is
shown as it was."""
import os
import pathlib
import re
import subprocess
import tempfile

from desktop import App, Atspi, act, case, find, is_on_screen, main, nodes, press, save_as, wait_for

BOARD = '''[strata]
version=1
power-on=go.qtest

[region top]
kind=container
size=64KiB

[region memory]
kind=ram
parent=top
address=0x0
size=4KiB

[region port]
kind=ram
parent=top
address=0x2000
size=4KiB

[device clock]
model=pl031

[region clock]
device=clock
parent=top
address=0x4000

[address-space memory]
root=top
'''
STRATACTL = pathlib.Path(os.environ['STRATA_BUILD_DIR']) / 'app' / 'ctl' / 'stratactl'
SCRIPT = 'writeb 0x10 0x11\nwritel 0x2020 0x12345678\nreadb 0x30\nreadb 0x8000\n'


def shoot(name):
    folder = os.environ.get('STRATA_SCREENSHOTS')
    if folder:
        subprocess.run(['import', '-window', 'root', f'{folder}/{name}.png'], check=True)


def start(folder):
    path = pathlib.Path(folder) / 'board.strata'
    path.write_text(BOARD)
    (path.parent / 'go.qtest').write_text(SCRIPT)
    return App(path)


def start_pc(folder, script):
    """The PC, which plays that script when it is switched on"""
    boards = pathlib.Path(os.environ['G_TEST_SRCDIR']).parent / 'data' / 'boards'
    path = pathlib.Path(folder) / 'pc.strata'
    text = re.sub(r'(?m)^power-on=.*\n', '', (boards / 'pc.strata').read_text())
    path.write_text(text.replace('[strata]\n', '[strata]\npower-on=go.qtest\n', 1))
    (path.parent / 'go.qtest').write_text(script)
    return App(path)


def open_window(app):
    act(app.window, 'win.watch')
    wait_for('the window', lambda: find(app.node, 'At Work', 'frame'))


def button(app, name):
    return wait_for(name, lambda: find(find(app.node, 'At Work', 'frame'), name, 'push button'))


def save(app, action, path):
    """Answers the dialog of an action that asks where to save"""
    frame = find(app.node, 'At Work', 'frame')
    n_windows = app.node.get_child_count()
    act(frame, action)
    save_as(app, path, n_windows)
    wait_for(path.name, lambda: path.exists() and path.stat().st_size > 0)


def replay(app):
    act(app.find('Script'), 'script.rewind')
    act(app.find('Play', 'push button'), 'click')


def entry(app, name):
    return wait_for(name, lambda: next((n for n in nodes(app.node) if n.get_name() == name and
                                        n.get_role_name() in ('text', 'entry')), None))


def row_of(app, *parts):
    """A row of the list that has these texts, or nothing"""
    return next((row for row in app.rows('Accesses') if all(part in ' '.join(row)
                                                            for part in parts)), None)


@case
def accesses_are_listed_and_filtered():
    with tempfile.TemporaryDirectory() as name, start(name) as app:
        folder = pathlib.Path(name)
        app.wait_for_text('played to the end')
        open_window(app)
        app.wait_for_text('Nothing is recorded.')
        act(button(app, 'Record'), 'click')
        app.wait_for_text('They appear here as they are made.')
        replay(app)
        wait_for('the write', lambda: row_of(app, 'Write 4', 'port+0x20', '0x12345678', 'ok'))
        wait_for('the read of nobody', lambda: row_of(app, 'Read 1', 'nobody'))
        assert row_of(app, 'Write 1', 'memory+0x10', '0x11')
        app.wait_for_text('4 shown of the last 4, 4 in all')
        shoot('accesses')
        Atspi.EditableText.set_text_contents(entry(app, 'Filter by Region'), 'PORT')
        app.wait_for_text('1 shown of the last 4, 4 in all')
        save(app, 'watch.save-csv', folder / 'one.csv')
        lines = [line.split(',') for line in (folder / 'one.csv').read_text().splitlines()]
        assert [row[3:] for row in lines[1:]] == [
            ['"qtest"', '"memory"', '0x2020', '"port"', '0x20', '4', 'write', '0x12345678', '"ok"', '0']], lines
        Atspi.EditableText.set_text_contents(entry(app, 'Filter by Region'), '')
        app.wait_for_text('4 shown of the last 4, 4 in all')
        save(app, 'watch.save-qtest', folder / 'all.qtest')
        # The read of nobody foretells nothing; that of the memory has what was read.
        script = (folder / 'all.qtest').read_text()
        assert [line.split('#')[0].strip() for line in script.splitlines()] == [
            'writeb 0x10 0x11', 'writel 0x2020 0x12345678', 'readb 0x30', 'readb 0x8000'], script
        answers = subprocess.run([STRATACTL, 'qtest', folder / 'board.strata'], input=script, text=True,
                                 capture_output=True, check=True).stdout
        assert answers.split('\n')[:3] == ['OK', 'OK', 'OK 0x0000000000000000'], answers
        Atspi.EditableText.set_text_contents(entry(app, 'Filter by Region'), 'nowhere')
        app.wait_for_text('None passes the filter.')
        act(find(app.node, 'At Work', 'frame'), 'watch.clear')
        app.wait_for_text('0 shown of the last 0, 4 in all')
        act(button(app, 'Record'), 'click')
        app.wait_for_text('Nothing is recorded.')


@case
def a_watch_pauses_the_script():
    with tempfile.TemporaryDirectory() as folder, start(folder) as app:
        app.wait_for_text('played to the end')
        open_window(app)
        act(app.find('Watches', 'page tab'), 'click')
        place = wait_for('the entry', lambda: next(
            (n for n in nodes(app.node) if n.get_role_name() == 'text' and is_on_screen(n) and
             'EditableText' in n.get_interfaces()), None))
        Atspi.EditableText.set_text_contents(place, 'gibberish')
        app.wait_for_text('gibberish')
        shoot('watch-error')
        Atspi.EditableText.set_text_contents(place, 'port + 0x10 - port+0x2f')
        app.wait_for_text('memory 0x2010–0x202f')
        Atspi.EditableText.set_text_contents(place, '0x2fff–0x2000')
        app.wait_for_text('The last address comes before the first one.')
        Atspi.EditableText.set_text_contents(place, '0x2000–0x2fff')
        act(button(app, 'Add'), 'click')
        app.wait_for_text('memory 0x2000')
        replay(app)
        app.wait_for_text('1 hit')
        app.wait_for_text('line 2 of 4')
        shoot('watches')
        act(app.find('Remove Watch'), 'click')
        act(app.find('Play', 'push button'), 'click')
        app.wait_for_text('played to the end')


@case
def dirty_pages_are_shown():
    """The device's register is not memory; a page of either piece of RAM is"""
    with tempfile.TemporaryDirectory() as folder, start(folder) as app:
        app.wait_for_text('played to the end')
        open_window(app)
        act(app.find('Dirty Pages', 'page tab'), 'click')
        app.wait_for_text('Nobody logs this memory')
        act(button(app, 'Log'), 'click')
        app.wait_for_text('1 of 1 page dirty')
        act(button(app, 'Snapshot'), 'click')
        app.wait_for_text('0 of 1 page dirty')
        replay(app)
        app.wait_for_text('1 of 1 page dirty')
        act(button(app, 'Reset'), 'click')
        app.wait_for_text('0 of 1 page dirty')
        act(button(app, 'Set All'), 'click')
        app.wait_for_text('1 of 1 page dirty')
        shoot('dirty')
        act(button(app, 'Log'), 'click')
        app.wait_for_text('Nobody logs this memory')
        act(app.find('Timeline', 'page tab'), 'click')
        app.wait_for_text('2 commits')
        assert [row[3] for row in app.rows('Commits')] == ['Change the dirty clients of “memory”'] * 2


COALESCING = BOARD.replace("""address=0x2000
size=4KiB
""", """address=0x2000
size=4KiB

[region doorbell]
kind=mmio
parent=top
address=0x5000
size=256
coalesce=0x0+0x100
""")


@case
def coalesced_writes_wait_until_something_flushes_them():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'board.strata'
        path.write_text(COALESCING)
        (path.parent / 'go.qtest').write_text('readl 0x4000\nwritel 0x5000 0x11\nwritew 0x5010 0x22\n')
        with App(path) as app:
            app.wait_for_text('played to the end')
            open_window(app)
            act(app.find('Coalesced', 'page tab'), 'click')
            app.wait_for_text('2 writes wait')
            app.wait_for_text('None since this window was opened.')
            assert app.rows('Writes that wait') == [
                ['0', 'qtest', 'doorbell', '0', '4', '0x00000011'],
                ['1', 'qtest', 'doorbell', '10', '2', '0x0022']]
            shoot('coalesced')
            act(button(app, 'Flush'), 'click')
            app.wait_for_text('0 writes wait')
            app.wait_for_text('Nothing Waits')
            wait_for('the flush', lambda: [row[1:] for row in app.rows('Recent Flushes')] == [
                ['2', 'this window, which asked for it']])
            # The second time two writes wait when the script reads another device.
            replay(app)
            app.wait_for_text('2 writes wait')
            replay(app)
            wait_for('the flush', lambda: [row[1:] for row in app.rows('Recent Flushes')] == [
                ['2', 'qtest, with an access to pl031'],
                ['2', 'this window, which asked for it']])
            wait_for('the next writes', lambda: [row[0] for row in app.rows('Writes that wait')] ==
                     ['4', '5'])


@case
def the_window_of_the_vga_coalesces():
    """What delivers its writes is the access after them, or the display if that comes before"""
    with tempfile.TemporaryDirectory() as folder, start_pc(folder, (
            'writew 0xb8000 0x0741\n' * 50 + 'inb 0x3da\n')) as app:
        app.wait_for_text('played to the end')
        open_window(app)
        act(app.find('Coalesced', 'page tab'), 'click')
        app.wait_for_text('None since this window was opened.')
        app.wait_for_text('Writes to regions that coalesce them')
        replay(app)
        flushes = wait_for('all writes', lambda: (rows := app.rows('Recent Flushes')) and
                           sum(int(row[1]) for row in rows) == 50 and rows)
        assert {row[2] for row in flushes} <= {'qtest, with an access to vga',
                                               'display, which asked for it'}, flushes


@case
def no_writes_wait_where_none_are_coalesced():
    with tempfile.TemporaryDirectory() as folder, start(folder) as app:
        app.wait_for_text('played to the end')
        open_window(app)
        act(app.find('Coalesced', 'page tab'), 'click')
        app.wait_for_text('No region of this board coalesces writes.')
        act(app.find('Timeline', 'page tab'), 'click')
        app.wait_for_text('The map has not changed since the board was opened.')


def seen_at(app, address):
    """The row of who answers at an address in the flat view; it begins with a sign where a commit changed it"""
    for row in app.rows('Flat view'):
        numbers = [text for text in row if re.fullmatch('[0-9a-f ]+', text)][:2]
        first, last = (int(number.replace(' ', ''), 16) for number in numbers)
        if first <= address <= last and '−' not in row:
            return row
    return []


@case
def the_map_is_shown_as_it_was():
    """The host bridge shows RAM in place of the ROM, and then RAM that cannot be written"""
    with tempfile.TemporaryDirectory() as folder, start_pc(folder, (
            'outl 0xcf8 0x80000058\noutb 0xcfd 0x30\nclock_step 1500000\noutb 0xcfd 0x10\n')) as app:
        app.wait_for_text('played to the end')
        wait_for('the RAM', lambda: 'pc.ram' in seen_at(app, 0xf0000))
        open_window(app)
        act(app.find('Timeline', 'page tab'), 'click')
        app.wait_for_text('2 commits')
        rows = wait_for('the commits', lambda: app.rows('Commits'))
        assert [row[0] for row in rows] == ['2', '1']
        assert all(row[3] == 'By i440fx, through “pci-conf-data”' for row in rows)
        assert float(rows[0][2]) >= float(rows[1][2]) + 0.0015
        act(button(app, 'Step Back'), 'click')
        app.wait_for_text('As it was after commit 1 of 2')
        wait_for('what the commit did', lambda: {'+', 'pc.ram', 'RAM'} <=
                 set(seen_at(app, 0xf0000)))
        events = wait_for('the events', lambda: app.rows('Events'))
        assert ['Appears', 'memory', 'f0000–7ffffff', 'pc.ram'] in events
        assert any(row[0] == 'Goes away' and row[3] == 'pc.bios' for row in events)
        shoot('timeline')
        act(button(app, 'Step Back'), 'click')
        app.wait_for_text('As it was before the first commit')
        wait_for('the ROM', lambda: 'pc.bios' in seen_at(app, 0xf0000))
        # The keys do it in the main window, too.
        press('Escape')
        press('alt+Next')
        app.wait_for_text('As it was after commit 1 of 2')
        press('alt+End')
        wait_for('now', lambda: not app.shows('As it was after commit 1 of 2'))
        wait_for('the RAM of now', lambda: {'pc.ram', 'ROM'} <= set(seen_at(app, 0xf0000)) and
                 '+' not in seen_at(app, 0xf0000))


PAGES = ['Accesses', 'Counts', 'Watches', 'Dirty Pages', 'Coalesced', 'Timeline']
WIDTH = 360


def right_edges(frame):
    """The names of what can be used on the screen, and where it ends"""
    for node in nodes(frame, False):
        if node.get_role_name() in ('push button', 'entry', 'combo box') and is_on_screen(node):
            place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
            yield node.get_name(), place.x + place.width


@case
def every_page_fits_a_narrow_window():
    """All that can be pressed is within the window, and the header names the page in full"""
    with tempfile.TemporaryDirectory() as folder, start(folder) as app:
        app.wait_for_text('played to the end')
        open_window(app)
        frame = find(app.node, 'At Work', 'frame')
        for window in subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^At Work$'], check=True,
                                     capture_output=True, text=True).stdout.split():
            subprocess.run(['xdotool', 'windowsize', window, str(WIDTH), '640'], check=True)
        wait_for('the width', lambda: Atspi.Component.get_extents(
            frame, Atspi.CoordType.WINDOW).width <= WIDTH)
        seen = set()
        for number, page in enumerate(PAGES, 1):
            press(f'alt+{number}')
            edges = wait_for(page, lambda: (found := dict(right_edges(frame))) and page in found and found)
            assert all(0 < edge <= WIDTH for edge in edges.values()), edges
            seen |= edges.keys()
            shoot(f'narrow-{number}')
        assert {'Record', 'Filter by Region', 'Start Over', 'Reset', 'Snapshot', 'Flush', 'Step Back',
                'Back to Now'} <= seen, seen


main()
