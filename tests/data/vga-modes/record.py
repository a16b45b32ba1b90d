#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""record.py [NAME...]: records pictures of VGA modes from a QEMU that is paused at reset.

For each mode below it writes NAME/state.qtest.gz, the script that was played, and the pictures that
QEMU made of it: NAME/screen.ppm.gz and, if the cursor blinks, NAME/screen_b.ppm.gz. Needs
qemu-system-x86_64 7.2; the tests only read the files.
"""
import base64
import gzip
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VRAM = 0xfd000000
BAR = ['outl 0xcf8 0x80001010', 'outl 0xcfc 0xfd000000', 'outl 0xcf8 0x80001004', 'outw 0xcfc 0x3']
EGA = [0, 1, 2, 3, 4, 5, 0x14, 7, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f]
PLAIN = list(range(16))


# {{{ Scripts

def out(port, value):
    return f'outb {port:#x} {value:#x}'


def indexed(port, values):
    lines = []
    for index, value in enumerate(values):
        lines += [out(port, index), out(port + 1, value)]
    return lines


def memory(data, address=0):
    return [f'b64write {VRAM + address + i:#x} {len(data[i:i + 0x6000]):#x} '
            + base64.b64encode(data[i:i + 0x6000]).decode() for i in range(0, len(data), 0x6000)]


def dac(bits=6):
    """Colours that no two entries share."""
    lines = [out(0x3c8, 0)]
    for i in range(256):
        rgb = (i, i * 3 + 7, 255 - i * 5)
        lines += [out(0x3c9, (c & 255) >> (8 - bits)) for c in rgb]
    return lines


def crtc(columns, lines, offset, max_scan, mode, start=0, compare=0x3ff, cursor=(0x20, 0, 0),
         underline=0x1f):
    """What matters for the picture; no timings."""
    last = lines - 1
    registers = [0] * 25
    registers[1] = columns - 1
    registers[6] = 0xbf
    registers[7] = (last >> 8 & 1) << 1 | (last >> 9 & 1) << 6 | (compare >> 8 & 1) << 4
    registers[9] = max_scan | (compare >> 9 & 1) << 6
    registers[0xa:0x10] = [cursor[0], cursor[1], start >> 8, start & 255,
                           cursor[2] >> 8, cursor[2] & 255]
    registers[0x12] = last & 255
    registers[0x13:0x15] = [offset, underline]
    registers[0x17] = mode
    registers[0x18] = compare & 255
    return registers


def legacy(misc, seq, crt, gfx, attr):
    base = 0x3d4 if misc & 1 else 0x3b4
    lines = [out(0x3c2, misc)] + indexed(0x3c4, seq) + indexed(base, crt) + indexed(0x3ce, gfx)
    lines += dac() + [f'inb {base + 6:#x}']
    for index, value in enumerate(attr):
        lines += [out(0x3c0, index), out(0x3c0, value)]
    return lines + [out(0x3c0, 0x20)]


def vbe(width, height, bits, enable=0x41, virtual=0, x=0, y=0):
    lines = []
    for index, value in ((4, 0), (1, width), (2, height), (3, bits), (4, enable), (6, virtual),
                         (8, x), (9, y)):
        lines += [f'outw 0x1ce {index:#x}', f'outw 0x1cf {value:#x}']
    return lines + (dac(8) if enable & 0x20 else [])

# }}}
# {{{ What is in memory


def cells(n_cells, fonts=1):
    """All characters and attributes, and fonts whose every line is different."""
    data = bytearray(0x8000 * fonts)
    for i in range(n_cells):
        data[4 * i] = i * 7 & 255
        data[4 * i + 1] = (i >> 2) * 5 & 255
    for font in range(fonts):
        for i in range(256):
            for line in range(32):
                data[font * 0x8000 + (i * 32 + line) * 4 + 2] = (i + line * (17 + font * 6)) & 255
    return bytes(data)


def squares(row_bytes, n_rows, step=16):
    """Rows that differ in each byte, the same for a while, then moved."""
    rows = []
    for y in range(n_rows):
        shift = y // step * 3
        rows.append(bytes((i * 5 // 3 + shift) & 255 for i in range(row_bytes)))
    return b''.join(rows)

# }}}


TEXT_GFX = [0, 0, 0, 0, 0, 0x10, 0x0e, 15, 255]
PLANES_GFX = [0, 0, 0, 0, 0, 0, 5, 15, 255]
MODES = {
    'text40': legacy(0x67, [3, 8, 3, 0, 2], crtc(40, 400, 20, 15, 0xa3, cursor=(13, 14, 85)),
                     TEXT_GFX, EGA + [0x0c, 0, 15, 8, 0]) + memory(cells(40 * 6)),
    'text80x50': legacy(0x67, [3, 0, 3, 0, 2],
                        crtc(80, 400, 40, 7, 0xa3, start=160, compare=240, cursor=(2, 5, 180)),
                        TEXT_GFX, EGA + [0x08, 0, 15, 0, 0]) + memory(cells(80 * 8)),
    'text132': legacy(0x67, [3, 1, 3, 0, 2], crtc(132, 344, 66, 7, 0xa3, cursor=(0, 31, 140)),
                      TEXT_GFX, EGA + [0x04, 0, 15, 0, 0]) + memory(cells(132 * 4)),
    'text512': legacy(0x67, [3, 0, 3, 4, 2], crtc(80, 350, 40, 13, 0xa3), TEXT_GFX,
                      PLAIN + [0x84, 0, 7, 0, 3]) + memory(cells(80 * 5, 2)),
    'mono': legacy(0x66, [3, 0, 3, 0, 2],
                   crtc(80, 350, 40, 13, 0xa3, cursor=(11, 12, 400), underline=13),
                   [0, 0, 0, 0, 0, 0x10, 0x0a, 15, 255],
                   [0, 8, 8, 8, 8, 8, 8, 8, 16, 24, 24, 24, 24, 24, 24, 24, 0x0e, 0, 15, 8, 0])
            + memory(cells(80 * 6)),
    'cga640': legacy(0x63, [3, 1, 1, 0, 6], crtc(80, 400, 40, 0x81, 0xc2),
                     [0, 0, 0, 0, 0, 0, 0x0d, 0, 255],
                     [0] + [0x17] * 15 + [1, 0, 1, 0, 0]) + memory(squares(320, 200)),
    'ega200': legacy(0x63, [3, 9, 15, 0, 6], crtc(40, 400, 20, 0x80, 0xe3, start=40), PLANES_GFX,
                     EGA + [1, 0, 15, 0, 0]) + memory(squares(160, 210)),
    'ega350': legacy(0xa3, [3, 1, 15, 0, 6], crtc(80, 350, 40, 0, 0xe3, start=8000, compare=199),
                     PLANES_GFX, EGA + [1, 0, 13, 0, 0]) + memory(squares(320, 350)),
    'vga480': legacy(0xe3, [3, 1, 15, 0, 6], crtc(80, 480, 50, 0, 0xe3, start=1003, compare=400),
                     PLANES_GFX, EGA + [0x21, 0, 15, 5, 4]) + memory(squares(400, 440)),
    'modex': legacy(0xe3, [3, 1, 15, 0, 6], crtc(80, 480, 44, 1, 0xe3, start=33, compare=300),
                    [0, 0, 0, 0, 0, 0x40, 5, 15, 255], PLAIN + [0x41, 0, 15, 0, 0])
             + memory(squares(352, 240)),
}
BEFORE = legacy(0x67, [3, 0, 15, 0, 2], crtc(80, 400, 40, 15, 0xa3), TEXT_GFX,
                EGA + [0x0c, 0, 15, 8, 0])
MODES |= {
    'vbe4': BEFORE + vbe(800, 600, 4) + memory(squares(400, 600)),
    'vbe8': BEFORE + vbe(640, 400, 8, enable=0x61) + memory(squares(640, 400)),
    'vbe15': BEFORE + vbe(320, 240, 15, virtual=400, x=37, y=11) + memory(squares(800, 260, 4)),
    'vbe16': BEFORE + vbe(320, 240, 16, virtual=400, x=37, y=11) + memory(squares(800, 260, 4)),
    'vbe24': BEFORE + vbe(320, 200, 24, x=5, y=3) + memory(squares(960, 210, 4)),
    'vbe32': BEFORE + vbe(320, 200, 32, virtual=512, x=9, y=20) + memory(squares(2048, 230, 4)),
    'vbe8_planes': BEFORE + vbe(320, 200, 8) + [out(0x3ce, 5), out(0x3cf, 0x20)]
                   + [out(0x3d4, 9), out(0x3d5, 0x81)] + memory(squares(320, 200)),
}


class Qemu:
    """A machine that is paused at reset, and the two ways to speak with it."""

    def __init__(self, folder):
        paths = [os.path.join(folder, name) for name in ('qtest', 'qmp')]
        listeners = []
        for path in paths:
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(path)
            listener.listen(1)
            listener.settimeout(20)
            listeners.append(listener)
        self.process = subprocess.Popen(
            ['timeout', '60', 'qemu-system-x86_64', '-M', 'pc', '-accel', 'tcg', '-S', '-m', '64',
             '-display', 'none', '-vga', 'std', '-nic', 'none', '-serial', 'null', '-monitor',
             'none', '-qtest', 'unix:' + paths[0], '-qtest-log', '/dev/null',
             '-qmp', 'unix:' + paths[1]])
        self.qtest, self.qmp = (listener.accept()[0].makefile('rw') for listener in listeners)
        self.qmp.readline()
        self.command('qmp_capabilities')

    def command(self, name, **arguments):
        self.qmp.write(json.dumps({'execute': name, 'arguments': arguments}) + '\n')
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            assert 'error' not in answer, answer
            if 'return' in answer:
                return

    def play(self, lines):
        for line in lines:
            self.qtest.write(line + '\n')
            self.qtest.flush()
            answer = self.qtest.readline()
            assert answer.startswith('OK'), (line[:80], answer)

    def dump(self, folder):
        path = os.path.join(folder, 'screen.ppm')
        self.command('screendump', filename=path)
        return pathlib.Path(path).read_bytes()

    def quit(self):
        self.command('quit')
        self.process.wait(20)


def write(path, data):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def record(name, lines):
    with tempfile.TemporaryDirectory() as folder:
        qemu = Qemu(folder)
        qemu.play(BAR + lines)
        first = qemu.dump(folder)
        # The cursor changes its phase when the kind of mode changes: blank, and back again.
        base = 'inb 0x3ba' if name == 'mono' else 'inb 0x3da'
        qemu.play([base, out(0x3c0, 0)])
        qemu.dump(folder)
        qemu.play([base, out(0x3c0, 0x20)])
        second = qemu.dump(folder)
        qemu.quit()
    write(HERE / name / 'state.qtest.gz', '\n'.join(BAR + lines + ['']).encode())
    write(HERE / name / 'screen.ppm.gz', first)
    if second != first:
        write(HERE / name / 'screen_b.ppm.gz', second)


for wanted in sys.argv[1:] or MODES:
    record(wanted, MODES[wanted])
