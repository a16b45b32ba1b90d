#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""qtest-speed.py STRATACTL [--quick] [--json] [--rounds N] [SCRIPT.gz...]: commands per second.

Plays recorded scripts over a Unix socket into the board `pc`, and in turns into QEMU's `pc`, if it is installed. The
client is the same: one thread sends the whole script, the other takes the answers. Told are the median of the rounds,
by the clock on the wall from the first byte sent to the last answer, and what the server used of the processor's time.
"""
import argparse
import gzip
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time

DATA = pathlib.Path(__file__).resolve().parents[1] / 'data/vga'
QEMU = ['qemu-system-x86_64', '-M', 'pc', '-accel', 'tcg', '-S', '-m', '128', '-vga', 'std', '-nic', 'none',
        '-display', 'none', '-serial', 'null', '-monitor', 'none', '-qtest-log', 'none']
DEADLINE = 60


def connect(path):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(DEADLINE)
    end = time.monotonic() + DEADLINE
    while True:
        try:
            client.connect(path)
            return client
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def processor_time(pid):
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def play(command, path, script, n_commands):
    """The seconds on the wall and on the processor."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            client = connect(path)
            client.sendall(b'endianness\n')
            assert client.recv(100) == b'OK little\n'
            used = processor_time(process.pid)
            start = time.monotonic()
            sender = threading.Thread(target=client.sendall, args=(script,))
            sender.start()
            left = n_commands
            while left > 0:
                answers = client.recv(1 << 16)
                assert answers, 'the server went away'
                left -= answers.count(b'\n')
            taken = time.monotonic() - start
            sender.join()
            used = processor_time(process.pid) - used
            client.close()
            return taken, used
        finally:
            process.kill()


def measure(servers, script, rounds):
    n_commands = sum(1 for line in script.splitlines() if line.strip() and not line.startswith(b'#'))
    times = {name: [] for name in servers}
    for _ in range(rounds):
        for name, command in servers.items():
            with tempfile.TemporaryDirectory() as folder:
                path = folder + '/socket'
                times[name].append(play([word.replace('PATH', path) for word in command], path, script, n_commands))
    return {name: {'commands_per_second': n_commands / statistics.median(t[0] for t in taken),
                   'processor_seconds': statistics.median(t[1] for t in taken)}
            for name, taken in times.items()} | {'commands': n_commands}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('stratactl')
    parser.add_argument('scripts', nargs='*', type=pathlib.Path)
    parser.add_argument('--quick', action='store_true', help='only prove that it works')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--rounds', type=int, default=7)
    options = parser.parse_args()

    servers = {'strata': [options.stratactl, 'qtest', 'pc', '--socket', 'PATH']}
    if shutil.which(QEMU[0]) and not options.quick:
        servers['qemu'] = QEMU + ['-qtest', 'unix:PATH,server=on,wait=off']
    rows = {}
    for path in options.scripts or sorted(DATA.glob('*/replay.qtest.gz')):
        if not options.scripts and not path.with_name('screen.ppm.gz').exists():
            continue
        script = gzip.decompress(path.read_bytes())
        if options.quick:
            script = b''.join(script.splitlines(keepends=True)[:500])
        rows[path.parent.name] = measure(servers, script, 1 if options.quick else options.rounds)
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    for name, row in rows.items():
        text = f'{name:12} {row["commands"]:8,} commands  strata {row["strata"]["commands_per_second"]:12,.0f}/s'
        if 'qemu' in row:
            text += f'  qemu {row["qemu"]["commands_per_second"]:10,.0f}/s' \
                f'  {row["strata"]["commands_per_second"] / row["qemu"]["commands_per_second"]:5.1f} times'
            if row['strata']['processor_seconds']:
                text += f', {row["qemu"]["processor_seconds"] / row["strata"]["processor_seconds"]:.1f} by processor time'
        print(text)


if __name__ == '__main__':
    main()
