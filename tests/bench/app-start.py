#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""app-start.py [--rounds N] [--lines N] PROGRAM...: how long programs with a window take from their
start to their first frame, in turns, and what they hold then. A PROGRAM is a command line. The
first is also opened with a dump of many lines. To be run by hand on a display on which nothing else
is shown: tests/gui-session tests/bench/app-start.py "build/app/strata" gtk4-widget-factory ghex"""
import argparse
import ctypes
import shlex
import statistics
import subprocess
import tempfile
import time

x11 = ctypes.CDLL('libX11.so.6')
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                          ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
x11.XGetImage.restype = ctypes.c_void_p
DEADLINE = 30
Z_PIXMAP = 2
CPUCLOCK_SCHED = 2


class Image(ctypes.Structure):
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('offset', ctypes.c_int),
                ('format', ctypes.c_int), ('data', ctypes.POINTER(ctypes.c_uint32))]


class Screen:
    """What is seen, where windows are placed if nobody manages them."""
    def __init__(self):
        self.display = x11.XOpenDisplay(None)
        self.root = x11.XDefaultRootWindow(self.display)

    def is_black(self):
        pointer = x11.XGetImage(self.display, self.root, 100, 150, 200, 1, ctypes.c_ulong(-1).value,
                                Z_PIXMAP)
        image = ctypes.cast(pointer, ctypes.POINTER(Image)).contents
        black = not any(image.data[i] & 0xffffff for i in range(image.width))
        x11.XFree(ctypes.cast(image.data, ctypes.c_void_p))
        x11.XFree(ctypes.c_void_p(pointer))
        return black

    def wait(self, black, program=None):
        end = time.monotonic() + DEADLINE
        while self.is_black() != black:
            if time.monotonic() > end or program and program.poll() is not None:
                raise TimeoutError('nothing is drawn' if not black else 'the window stays')
            time.sleep(0.002)


def get_cpu_time(pid):
    """Seconds that all threads of a process have worked, to the nanosecond."""
    return time.clock_gettime(~pid << 3 | CPUCLOCK_SCHED)


def get_memory(pid):
    """Resident and proportional size in MiB."""
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as rollup:
        sizes = dict(line.split()[:2] for line in rollup.read().splitlines()[1:])
    return int(sizes['Rss:']) / 1024, int(sizes['Pss:']) / 1024


def wait_until_idle(pid):
    """Until a process has not worked for half a second."""
    end = time.monotonic() + DEADLINE
    before = -1
    while (now := get_cpu_time(pid)) > before + 0.001 and time.monotonic() < end:
        before = now
        time.sleep(0.5)


def run(screen, command):
    screen.wait(black=True)
    start = time.monotonic()
    program = subprocess.Popen(shlex.split(command), stderr=subprocess.DEVNULL)
    try:
        screen.wait(black=False, program=program)
        shown = time.monotonic() - start
        worked = get_cpu_time(program.pid)
        wait_until_idle(program.pid)
        memory = get_memory(program.pid)
    finally:
        program.kill()
        program.wait()
    return shown, worked, *memory


def report(name, results):
    shown, worked, rss, pss = (statistics.median(column) for column in zip(*results))
    print(f'{name}: {shown * 1000:.0f} ms to the first frame ({worked * 1000:.0f} ms of work), '
          f'{rss:.0f} MiB resident, {pss:.0f} MiB proportional')


def write_dump(path, n_lines):
    with open(path, 'w', encoding='ascii') as dump:
        dump.write('address-space: memory\n'
                   '  0000000000000000-ffffffffffffffff (prio 0, i/o): system\n')
        for i in range(n_lines - 2):
            dump.write(f'    {i * 0x2000:016x}-{i * 0x2000 + 0xfff:016x} (prio 0, i/o): '
                       f'device-{i}\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--lines', type=int, default=100000)
    parser.add_argument('programs', nargs='+')
    arguments = parser.parse_args()
    screen = Screen()
    results = {program: [] for program in arguments.programs}
    for program in arguments.programs:
        run(screen, program)  # files and caches are warm for all
    for _ in range(arguments.rounds):
        for program in arguments.programs:
            results[program].append(run(screen, program))
    for program in arguments.programs:
        report(program, results[program])
    with tempfile.NamedTemporaryFile(suffix='.mtree') as dump:
        write_dump(dump.name, arguments.lines)
        command = f'{arguments.programs[0]} {dump.name}'
        report(f'{arguments.programs[0]}, a dump of {arguments.lines} lines',
               [run(screen, command) for _ in range(3)])


main()
