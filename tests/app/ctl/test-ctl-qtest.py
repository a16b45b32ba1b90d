# SPDX-License-Identifier: GPL-2.0-or-later
"""Driving a board from outside: qtest over pipes and sockets, pictures, devices, registers by name."""
import contextlib
import gzip
import os
import pathlib
import signal
import socket
import stat
import subprocess
import tempfile
import time

from ctl import TOOL, TOP, case, ctl, equal, main, on_board

VGA = TOP / 'tests/data/vga'
CAPTURES = sorted(p.parent.name for p in VGA.glob('*/screen.ppm.gz'))
DEADLINE = 30


def session(name):
    """Commands and what QEMU answered."""
    lines = (TOP / 'tests/data/qtest' / name).read_text().splitlines()
    return [line[2:] for line in lines[::2]], [line[2:] for line in lines[1::2]]


def poll(condition):
    end = time.monotonic() + DEADLINE
    while not (result := condition()):
        assert time.monotonic() < end, 'nothing happened'
        time.sleep(0.01)
    return result


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


@contextlib.contextmanager
def running(*words):
    with subprocess.Popen([TOOL, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def connect(path):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(DEADLINE)

    def attempt():
        try:
            client.connect(str(path))
            return True
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    poll(attempt)
    return client


def ask(client, line):
    client.sendall(line.encode() + b'\n')
    answer = b''
    while not answer.endswith(b'\n'):
        answer += client.recv(4096)
    return answer.decode()


@case
def standard_input_and_output():
    for board, name in (('pc', 'session.txt'), ('pc', 'session-pc.txt')):
        commands, answers = session(name)
        done = ctl('qtest', board, stdin='\n'.join(commands).encode()).exits(0)
        equal(done.out.splitlines(), answers)


@case
def failures_do_not_end_it():
    done = ctl('qtest', 'doc-pc', stdin=b'bogus\nreadb zz\n\n# x\ninb 0x10000\nendianness\n').exits(0)
    equal(done.out, "FAIL Unknown command 'bogus'\nFAIL readb: ADDR 'zz': not a number\n"
                    "FAIL inb: PORT '0x10000': past the last port, 0xffff\nOK little\n")
    equal(done.err, '')


@case
def answers_come_at_once():
    """A program that waits for each answer before it sends the next command is served."""
    with subprocess.Popen([TOOL, 'qtest', 'pc'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for i in range(50):
            process.stdin.write(b'writel 0x1000 %d\nreadl 0x1000\n' % i)
            process.stdin.flush()
            equal(process.stdout.readline(), b'OK\n')
            equal(process.stdout.readline(), b'OK 0x%016x\n' % i)
        process.stdin.close()
        equal(process.wait(DEADLINE), 0)


@case
def board_of_a_file():
    board = '[strata]\nversion=1\nbyte-order=big\n[address-space memory]\nroot=r\n[region r]\nkind=ram\nsize=4096\n'
    done = on_board(board, 'qtest', stdin=b'endianness\nwritew 0 0x1234\nreadb 0\ninl 0x10\noutl 0x10 0\n').exits(0)
    equal(done.out, 'OK big\nOK\nOK 0x0000000000000012\nOK 0xffffffff\nOK\n')


@case
def board_from_standard_input():
    ctl('qtest', '-').fails(2, '-: the commands come from standard input')


@case
def socket_of_one_client():
    with folder() as place:
        path = place / 'qtest'
        with running('qtest', 'pc', '--socket', path) as process:
            client = connect(path)
            equal(stat.S_IMODE(path.stat().st_mode), 0o600)
            equal(ask(client, 'writeb 0x10 7'), 'OK\n')
            other = socket.socket(socket.AF_UNIX)
            try:
                other.connect(str(path))
                raise AssertionError('a second client was accepted')
            except ConnectionRefusedError:
                pass
            other.close()
            equal(ask(client, 'readb 0x10'), 'OK 0x0000000000000007\n')
            client.close()
            equal(process.wait(DEADLINE), 0)
            equal(process.stdout.read() + process.stderr.read(), b'')
        assert not path.exists()


@case
def socket_mode_under_any_mask():
    with folder() as place:
        old = os.umask(0)
        try:
            with running('qtest', 'pc', '--socket', place / 'qtest'):
                poll((place / 'qtest').exists)
                equal(stat.S_IMODE((place / 'qtest').stat().st_mode), 0o600)
        finally:
            os.umask(old)


@case
def path_that_exists():
    with folder() as place:
        path = place / 'file'
        path.write_text('mine')
        ctl('qtest', 'pc', '--socket', path).fails(1, f'{path}: exists already')
        equal(path.read_text(), 'mine')
        link = place / 'link'
        link.symlink_to(place / 'nowhere')
        ctl('qtest', 'pc', '--socket', link).fails(1, f'{link}: exists already')
        ctl('qtest', 'pc', '--socket', place / 'no' / 'folder').exits(1)
        ctl('qtest', 'pc', '--socket', place / ('x' * 200)).exits(1)


@case
def signals_remove_the_socket():
    with folder() as place:
        for number, with_client in ((signal.SIGTERM, False), (signal.SIGINT, True), (signal.SIGHUP, True)):
            path = place / 'qtest'
            with running('qtest', 'pc', '--socket', path) as process:
                client = connect(path) if with_client else poll(path.exists)
                if with_client:
                    equal(ask(client, 'endianness'), 'OK little\n')
                process.send_signal(number)
                equal(process.wait(DEADLINE), -number)
                assert not path.exists()
                if with_client:
                    client.close()


@case
def program_that_listens_itself():
    with folder() as place:
        path = place / 'mine'
        server = socket.socket(socket.AF_UNIX)
        server.settimeout(DEADLINE)
        server.bind(str(path))
        server.listen(1)
        with running('qtest', 'pc', '--connect', path) as process:
            client, _ = server.accept()
            client.settimeout(DEADLINE)
            equal(ask(client, 'endianness'), 'OK little\n')
            client.close()
            equal(process.wait(DEADLINE), 0)
        assert path.exists()
        server.close()
        done = ctl('qtest', 'pc', '--connect', place / 'nobody').exits(1)
        assert done.err.startswith(f'stratactl: {place}/nobody: '), done
        ctl('qtest', 'pc', '--connect', path, '--socket', place / 'other').fails(
            2, '--socket and --connect: only one can be given')


def pictures(capture):
    return [gzip.decompress(p.read_bytes()) for p in sorted((VGA / capture).glob('screen*.ppm.gz'))]


@case
def captures_give_their_pictures():
    """Each recorded script, over a pipe: either phase of the cursor, and no read that is not as recorded."""
    assert len(CAPTURES) >= 7, CAPTURES
    with folder() as place:
        for capture in CAPTURES:
            for script in sorted((VGA / capture).glob('*.qtest.gz')):
                out = place / 'screen.ppm'
                text = gzip.decompress(script.read_bytes())
                ctl('qtest', 'pc', '--screendump', out, stdin=text).exits(0)
                assert out.read_bytes() in pictures(capture), script
                done = ctl('screendump', 'pc', out, '--script', script).exits(0)
                equal(done.err, '', script)
                assert out.read_bytes() in pictures(capture), script


@case
def captures_over_a_socket():
    """The client sends the whole script before it reads the first answer."""
    script = gzip.decompress((VGA / 'seabios/replay.qtest.gz').read_bytes())
    n_commands = sum(1 for line in script.splitlines() if line and not line.startswith(b'#'))
    with folder() as place:
        with running('qtest', 'pc', '--socket', place / 's', '--screendump', place / 'o.ppm') as process:
            client = connect(place / 's')
            client.sendall(script)
            client.shutdown(socket.SHUT_WR)
            answers = b''.join(iter(lambda: client.recv(65536), b''))
            equal(answers.count(b'\n'), n_commands)
            equal(answers.count(b'FAIL'), 0)
            client.close()
            equal(process.wait(DEADLINE), 0)
        assert (place / 'o.ppm').read_bytes() in pictures('seabios')


@case
def board_without_a_display():
    """It is said before the first command: nothing is answered."""
    with folder() as place:
        ctl('qtest', 'doc-pc', '--screendump', place / 'x.ppm', stdin=b'endianness\n').fails(
            1, 'doc-pc: the board has no display')
        ctl('qtest', 'doc-pc', '--screendump', place / 'x.ppm', '--socket', place / 's').fails(
            1, 'doc-pc: the board has no display')
        ctl('screendump', 'doc-pc', place / 'x.ppm').fails(1, 'doc-pc: the board has no display')
        equal(list(place.iterdir()), [])


@case
def picture_files():
    with folder() as place:
        for name in ('x', 'x.jpg', 'x.ppm.gz'):
            ctl('screendump', 'pc', name, cwd=place).fails(2, f'{name}: its ending must be .ppm or .png')
            ctl('qtest', 'pc', '--screendump', name, cwd=place).fails(2, f'{name}: its ending must be .ppm or .png')
        for name, begin in (('x.ppm', b'P6\n'), ('x.png', b'\x89PNG\r\n'), ('x.PNG', b'\x89PNG\r\n')):
            script = VGA / 'mode13/state.qtest.gz'
            found = ctl('screendump', 'pc', name, '--script', script, '--json', cwd=place).exits(0).json()
            assert (place / name).read_bytes().startswith(begin)
            equal((found['output'], found['format']), (name, name[-3:].lower()))
            equal((found['width'], found['height']), (320, 200) if found['height'] == 200 else (640, 400))
        ctl('screendump', 'pc', 'no/x.png', cwd=place).exits(1)
        ctl('screendump', 'pc', 'no/x.ppm', cwd=place).exits(1)


@case
def script_with_surprises():
    with folder() as place:
        (place / 's').write_text('inb 0x1234 # 0xff\ninb 0x1234 # 0xfe\nbogus\n')
        done = ctl('screendump', 'pc', 'x.ppm', '--script', 's', cwd=place).exits(0)
        notes = [line.replace(f'{place.resolve()}/', '') for line in done.err.splitlines()]
        equal(notes, ["stratactl: note: s:2: unexpected read: inb 0x1234: 0x00ff, not 0xfe",
                      "stratactl: note: s:3: FAIL Unknown command 'bogus'"])
        done = ctl('screendump', 'pc', 'x.ppm', '--script', '-', cwd=place, stdin=b'x\n' * 12).exits(0)
        equal(done.err.splitlines()[-1], 'stratactl: note: and 2 more')
        ctl('screendump', 'pc', 'y.ppm', '--script', 'none', cwd=place).exits(1)
        assert not (place / 'y.ppm').exists()


@case
def devices():
    found = ctl('devices', 'pc', '--json').exits(0).json()
    by_id = {d['id']: d for d in found}
    equal(by_id['i440fx']['model'], 'i440fx')
    index = next(r for r in by_id['i440fx']['regions'] if r['part'] == 'index')
    equal([(p['address_space'], p['first'], p['last']) for p in index['places']], [('I/O', '0xcf8', '0xcfb')])
    text = ctl('devices', 'pc').exits(0).out
    equal([line.partition(':')[0] for line in text.splitlines() if not line.startswith(' ')],
          [d['id'] for d in found])
    equal(ctl('devices', 'doc-pc', '--json').exits(0).json(), [])
    equal(ctl('devices', 'doc-pc').exits(0).out, '')


CHIP = '''[strata]
version=1
[address-space memory]
root=system
[address-space io]
name=I/O
root=io
[region system]
kind=container
size=2^32
[region io]
kind=container
size=65536
[device my.chip]
model=registers
size=32
register.CONTROL=0x00 2 RW
register.STATUS=0x10 4 RO reset=0x1234
[region chip]
device=my.chip
parent=io
address=0x300
[region chip-high]
kind=alias
target=chip
size=16
parent=system
address=0x8000
'''


@case
def registers_by_name():
    equal(on_board(CHIP, 'read', 'my.chip.STATUS').exits(0).out, '0000000000000310: 0x00001234\n')
    equal(on_board(CHIP, 'read', 'my.chip.status').exits(0).out, '0000000000000310: 0x00001234\n')
    done = on_board(CHIP, 'read', 'my.chip.STATUS', '--size', '2').exits(1)
    equal(done.out, '0000000000000310: DEVICE_ERROR\n')
    assert done.err.startswith('my.chip: STATUS '), 'what a device has to say'
    equal(on_board(CHIP, 'write', 'my.chip.CONTROL', '0x55', '--read-back').exits(0).out,
          '0000000000008000 <- 0x0055\n0000000000008000: 0x0055\n')
    equal(on_board(CHIP, 'read', 'my.chip.CONTROL', '-a', 'I/O').exits(0).out, '0000000000000300: 0x0000\n')
    assert 'wins: io > ' in on_board(CHIP, 'probe', 'my.chip.STATUS').exits(0).out
    on_board(CHIP, 'write', 'my.chip.CONTROL', '0x10000').fails(2, 'VALUE: 0x10000 does not fit into 2 bytes')
    on_board(CHIP, 'read', 'my.chip.NONE').fails(
        1, 'test.strata: “my.chip.NONE” is neither an address nor the name of a region or register')
    on_board(CHIP, 'read', 'other.CONTROL').fails(
        1, 'test.strata: “other.CONTROL” is neither an address nor the name of a region or register')
    on_board(CHIP, 'read', 'my.chip.STATUS', '-a', 'memory').fails(
        1, 'test.strata: “my.chip.STATUS” is not in the address space memory; it is in I/O')


@case
def addresses_by_name():
    for text in ('chip+0x10', 'my.chip+16', 'my.chip.STATUS', 'my.chip.CONTROL + 0x10', '0x300+0x10'):
        equal(on_board(CHIP, 'probe', text, '-a', 'I/O', '--json').exits(0).json()['address'], '0x310', text)
    equal(on_board(CHIP, 'read', '2^32-4').exits(1).out, '00000000fffffffc: DECODE_ERROR\n')
    on_board(CHIP, 'read', 'chop').fails(
        2, 'ADDR: “chop” is neither an address nor the name of a region or register; is it “chip”?')
    hidden = CHIP + '[region under]\nkind=ram\nsize=16\nparent=system\naddress=0x8000\npriority=-1\n'
    assert 'hidden: system > under' in on_board(hidden, 'probe', 'under').exits(0).out
    on_board(hidden, 'read', 'under').fails(1, 'test.strata: no address leads to under just now')


if __name__ == '__main__':
    main()
