# SPDX-License-Identifier: GPL-2.0-or-later
"""Boards that run: displays, scripts, programs on a socket."""
import gzip
import pathlib
import re
import socket
import subprocess
import tempfile

from desktop import (App, Atspi, DATA, act, case, is_on_screen, main, nodes, press,
                     save_as, wait_for)

VGA = DATA.parent / 'vga'
BOARDS = DATA.parent.parent.parent / 'data' / 'boards'


class Board:
    """The PC as a file of its own, with a script that is played when it has been opened"""

    def __init__(self, script):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / 'board.strata'
        text = re.sub(r'(?m)^power-on=.*\n', '', (BOARDS / 'pc.strata').read_text())
        if isinstance(script, str):
            (self.path.parent / 'go.qtest').write_text(script)
            script = 'go.qtest'
        self.path.write_text(text.replace('[strata]\n', f'[strata]\npower-on={script}\n', 1))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        self.folder.cleanup()


def read_ppm(data):
    match = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(match[1]), int(match[2])
    return width, height, data[match.end():match.end() + 3 * width * height]


def take_screenshot():
    return read_ppm(subprocess.run(['import', '-window', 'root', '-depth', '8', 'ppm:-'],
                                   capture_output=True, check=True).stdout)


def contains(screen, picture):
    """Whether a picture is on the screen, each of its pixels as one"""
    screen_width, screen_height, screen_data = screen
    width, height, data = picture
    first = data[:3 * width]
    for y in range(screen_height - height + 1):
        row = screen_data[3 * y * screen_width:3 * (y + 1) * screen_width]
        x = row.find(first)
        while x >= 0:
            if x % 3 == 0 and all(
                    screen_data[3 * (y + i) * screen_width + x:3 * (y + i) * screen_width + x +
                                3 * width] == data[3 * i * width:3 * (i + 1) * width]
                    for i in range(height)):
                return True
            x = row.find(first, x + 1)
    return False


def wait_for_picture(*names):
    pictures = [read_ppm(gzip.decompress((VGA / name).read_bytes())) for name in names]
    wait_for('the picture', lambda: any(contains(take_screenshot(), p) for p in pictures))


def show_display_alone(app):
    """A narrow window shows one pane: there is room for a picture as it is"""
    window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'strata'],
                            capture_output=True, text=True, check=True).stdout.split()[-1]
    subprocess.run(['xdotool', 'windowsize', window, '860', '760'], check=True)
    wait_for('one pane', lambda: not app.shows('Hierarchy', 'tree table'))
    press('alt+5')


@case
def text_screen_pixel_for_pixel():
    with Board(VGA / 'text80' / 'replay.qtest.gz') as path, App(path) as app:
        app.wait_for_text('played to the end')
        show_display_alone(app)
        app.wait_for_text('80 × 25')
        wait_for_picture('text80/screen.ppm.gz', 'text80/screen_b.ppm.gz')
        wait_for('the description', lambda: next(
            (n for n in nodes(app.node, rows=False) if n.get_name() == 'Display' and
             '80 × 25' in n.get_description()), None))


@case
def unexpected_read_stops():
    with Board('writeb 0x1000 0x12\nreadb 0x1000 # 0x12\nreadb 0x1000 # 0x13\n'
               'writeb 0x1000 0x14\n') as path, App(path) as app:
        app.wait_for_text('go.qtest:3: unexpected read')
        act(app.find('Play', 'push button'), 'click')
        app.wait_for_text('played to the end')


class Guest:
    """A program that drives the board over the app's socket"""

    def __init__(self, app):
        act(app.find('Script'), 'script.listen')
        text = app.wait_for_text('Listening on /').get_name()
        self.path = pathlib.Path(text.removeprefix('Listening on '))
        assert self.path.stat().st_mode & 0o777 == 0o600, oct(self.path.stat().st_mode)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(30)
        self.socket.connect(str(self.path))
        self.answers = self.socket.makefile('r')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answers.close()
        self.socket.close()

    def ask(self, command):
        self.socket.sendall(f'{command}\n'.encode())
        return self.answers.readline().rstrip('\n')


def seen_at(app, address):
    """The region that the flat view has at an address"""
    for row in app.rows('Flat view', 3):
        first, last = (int(re.sub(r'\s', '', text), 16) for text in row[:2])
        if first <= address <= last:
            return row[2]
    return None


@case
def map_follows_the_registers():
    """The host bridge shows RAM in place of the ROM, then the ROM again"""
    with App('pc') as app:
        wait_for('the flat view', lambda: seen_at(app, 0xf0000) == 'pc.bios')
        with Guest(app) as guest:
            assert guest.ask('outl 0xcf8 0x80000058') == 'OK'
            assert guest.ask('outb 0xcfd 0x30') == 'OK'
            wait_for('the RAM', lambda: seen_at(app, 0xf0000) == 'pc.ram')
            assert guest.ask('outb 0xcfd 0x00') == 'OK'
            wait_for('the ROM', lambda: seen_at(app, 0xf0000) == 'pc.bios')
            app.wait_for_text('outb 0xcfd 0x00')
        app.wait_for_text('The program has left the socket')


@case
def picture_follows_the_guest():
    """Whoever writes, the picture changes"""
    with Board(VGA / 'text80' / 'state.qtest.gz') as path, App(path) as app:
        app.wait_for_text('played to the end')
        show_display_alone(app)
        wait_for_picture('text80/screen.ppm.gz', 'text80/screen_b.ppm.gz')
        with Guest(app) as guest:
            before = take_screenshot()
            assert guest.ask('memset 0xb8000 0xfa0 0x20') == 'OK'
            wait_for('another picture', lambda: take_screenshot() != before)
            assert guest.ask('readb 0xb8000') == 'OK 0x0000000000000020'


@case
def memory_as_a_picture():
    with App('pc') as app:
        wait_for('the flat view', lambda: seen_at(app, 0) == 'pc.ram')
        act(app.window, 'win.framebuffer')
        app.wait_for_text('Width in Pixels')
        with Guest(app) as guest:
            assert guest.ask('memset 0x100000 0x12c000 0x55') == 'OK'
        offset = wait_for('the entry', lambda: next(
            (n for n in nodes(app.node, rows=False)
             if n.get_role_name() == 'text' and is_on_screen(n)), None))
        Atspi.EditableText.set_text_contents(offset, '0x7f00000')
        app.wait_for_text('do not fit into')
        Atspi.EditableText.set_text_contents(offset, '0x100000')
        wait_for('the reason to go', lambda: not any('do not fit into' in n.get_name()
                                                     for n in nodes(app.node, rows=False)))
        press('Return')
        wait_for('the end of the dialog', lambda: app.node.get_child_count() == 1)
        act(app.find('Log', 'push button'), 'click')
        show_display_alone(app)
        gray = (640, 480, b'\x55' * (3 * 640 * 480))
        wait_for('the picture', lambda: contains(take_screenshot(), gray))
        act(app.window, 'win.own-display')
        wait_for('the display', lambda: not contains(take_screenshot(), gray))


@case
def recording_plays_again():
    with tempfile.TemporaryDirectory() as folder, App('pc') as app:
        script = pathlib.Path(folder) / 'recorded.qtest'
        app.wait_for_text('played to the end')
        act(app.find('Script'), 'script.record')
        app.wait_for_text('Recording')
        with Guest(app) as guest:
            guest.ask('writeb 0x1000 0x5a')
            assert guest.ask('readb 0x1000') == 'OK 0x000000000000005a'
        app.wait_for_text('The program has left the socket')
        act(app.find('Script'), 'script.record')
        save_as(app, script)
        app.wait_for_toast('Recording saved')
        lines = [line for line in script.read_text().splitlines() if not line.startswith('#')]
        assert lines[0] == 'writeb 0x1000 0x5a', lines
        assert re.fullmatch(r'readb 0x1000\s+# 0x0*5a', lines[1]), lines


@case
def pictures_are_saved_and_copied():
    with tempfile.TemporaryDirectory() as folder, \
            Board(VGA / 'text80' / 'state.qtest.gz') as path, App(path) as app:
        picture = pathlib.Path(folder) / 'screen.png'
        app.wait_for_text('played to the end')
        app.wait_for_text('80 × 25')
        panel = next(n for n in nodes(app.node) if n.get_name() == 'Display' and
                     n.get_role_name() == 'panel')
        act(panel, 'display.copy-picture')
        app.wait_for_toast('Picture copied')
        act(panel, 'display.save-picture')
        save_as(app, picture)
        app.wait_for_toast('Picture saved')
        saved = read_ppm(subprocess.run(['convert', str(picture), '-depth', '8', 'ppm:-'],
                                        capture_output=True, check=True).stdout)
        assert saved in [read_ppm(gzip.decompress((VGA / 'text80' / name).read_bytes()))
                         for name in ('screen.ppm.gz', 'screen_b.ppm.gz')]


main()
