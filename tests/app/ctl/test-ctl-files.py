# SPDX-License-Identifier: GPL-2.0-or-later
"""Where boards come from and go to: files, standard input, built-in boards, convert, check, render."""
import os
import pathlib
import struct
import subprocess
import tempfile
import xml.etree.ElementTree

from ctl import TOOL, TOP, case, ctl, equal, main, on_board

HEADER = '[strata]\nversion=1\n\n'
SMALL = HEADER + '[region r]\nname=only\nkind=ram\nsize=0x100\n\n[address-space memory]\nroot=r\n'
PC = TOP / 'data/boards/x86_64-pc+std-boot10s'
BUILTIN = ['doc-overlap', 'doc-pc', 'x86_64-pc+std-boot10s']


class Folder:
    """A folder with files, to work in."""

    def __init__(self, **files):
        self.files = files

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.temporary.name)
        for name, text in self.files.items():
            (self.path / name.replace('__', '.')).write_text(text)
        return self

    def __exit__(self, *why):
        self.temporary.cleanup()

    def ctl(self, *words, **options):
        return ctl(*words, cwd=self.path, **options)


@case
def boards():
    listed = ctl('boards', '--json').exits(0).json()
    names = [b['name'] for b in listed]
    assert set(BUILTIN) <= set(names), names
    assert any('arm' in n or 'aarch64' in n for n in names) and any('riscv' in n for n in names), names
    assert all(b['summary'] for b in listed), listed
    lines = ctl('boards').exits(0).out.splitlines()
    equal([line.split()[0] for line in lines], names)
    equal([line.split(maxsplit=1)[1] for line in lines], [b['summary'] for b in listed])


@case
def every_built_in_board_works():
    for board in ctl('boards', '--json').json():
        for command in ('tree', 'flat', 'hidden'):
            done = ctl(command, board['name'], '--json').exits(0)
            assert done.json() or command == 'hidden', done
            equal(done.err, '')


@case
def a_file_goes_before_a_built_in_board():
    with Folder(**{'doc-pc': SMALL}) as folder:
        equal(folder.ctl('flat', 'doc-pc', '--json').exits(0).json()[0]['root'], 'only')
        equal(folder.ctl('flat', './doc-pc', '--json').exits(0).json()[0]['root'], 'only')
        done = folder.ctl('flat', './doc-overlap').exits(1)
        assert done.err.startswith('stratactl: ./doc-overlap: '), done


@case
def standard_input():
    equal(ctl('flat', '-', '--json', stdin=SMALL.encode()).exits(0).json()[0]['root'], 'only')
    tree = ctl('tree', 'doc-pc').exits(0).out
    equal(ctl('tree', '-', stdin=tree.encode()).exits(0).out, tree)
    equal(ctl('diff', '-', 'doc-pc', stdin=SMALL.encode()).exits(1).status, 1)


@case
def standard_input_that_is_wrong():
    done = ctl('flat', '-', stdin=HEADER.encode() + b'[region r]\nkind=nonsense\nsize=1\n').exits(1)
    assert done.err.startswith('stratactl: -:5: '), done
    for nonsense in (b'', b'\0\1\2\3', b'hello world\n', b'\xff\xfe\n', b'[strata]\nversion=99\n'):
        done = ctl('flat', '-', stdin=nonsense).exits(1)
        assert done.out == '' and done.err.startswith('stratactl: -'), done


@case
def standard_input_that_is_closed():
    done = subprocess.run(['sh', '-c', 'exec "$0" flat - <&-', TOOL], capture_output=True, timeout=60, check=False)
    equal(done.returncode, 1)
    assert done.stderr.startswith(b'stratactl: -'), done


@case
def errors_name_file_and_line():
    done = on_board(HEADER + '[region r]\nkind=ram\nsize=none\n', 'flat').exits(1)
    assert done.out == '' and done.err.startswith('stratactl: test.strata:6: '), done
    equal(len(done.err.splitlines()), 1)
    done = ctl('flat', '/').exits(1)
    assert done.err.startswith('stratactl: /: '), done


@case
def notes_go_to_standard_error():
    done = on_board(SMALL + 'colour=red\n', 'flat', '--json').exits(0)
    equal(done.json()[0]['root'], 'only')
    assert done.err.startswith('stratactl: test.strata:11: note: '), done
    equal(on_board(SMALL + 'x-colour=red\n', 'flat').exits(0).err, '')


@case
def an_import_says_what_it_inferred():
    done = ctl('flat', f'{PC}.mtree', '--json').exits(0)
    done.json()
    lines = done.err.splitlines()
    assert lines and all(line.startswith(f'stratactl: {PC}.mtree:') and ': note: ' in line for line in lines), done


@case
def hints_make_an_import_exact():
    """By what a real machine printed for the same state, compared as sets."""
    def views(text):
        found = set()
        for block in text.split('FlatView #')[1:]:
            spaces = frozenset(line for line in block.splitlines() if line.startswith(' AS '))
            found.add((spaces, tuple(line for line in block.splitlines()[1:] if line not in spaces and line)))
        return found
    flat = pathlib.Path(f'{PC}.flat').read_text()
    done = ctl('flat', f'{PC}.mtree', '--hints', f'{PC}.flat').exits(0)
    equal(views(done.out), views(flat))
    with open(f'{PC}.mtree', 'rb') as tree:
        piped = ctl('flat', '-', '--hints', f'{PC}.flat', stdin=tree.read()).exits(0)
    equal(piped.out, done.out)
    equal(ctl('diff', f'{PC}.mtree', 'x86_64-pc+std-boot10s', '--hints', f'{PC}.flat', '--all').status, 0)


@case
def hints_of_a_diff():
    """Given once they are for the mtree text, wherever it stands; given twice, one for each."""
    for words in ([f'{PC}.mtree', 'a.strata'], ['a.strata', f'{PC}.mtree'], [f'{PC}.mtree', f'{PC}.mtree'],
                  [f'{PC}.mtree', PC.name], ['-', 'a.strata']):
        with Folder() as folder:
            folder.ctl('convert', PC.name, 'a.strata').exits(0)
            folder.ctl('diff', *words, '--hints', f'{PC}.flat', '--all',
                       stdin=pathlib.Path(f'{PC}.mtree').read_bytes()).exits(0)
    done = ctl('diff', f'{PC}.mtree', f'{PC}.mtree', '--hints', f'{PC}.flat', '--hints', '/no/such').exits(2)
    assert done.err.splitlines()[-1].startswith('stratactl: /no/such: '), done
    done = ctl('diff', 'doc-pc', '/no/such', '--hints', f'{PC}.flat').exits(2)
    assert done.err.startswith('stratactl: /no/such: '), done


@case
def hints_for_a_board_file():
    done = ctl('flat', 'doc-pc', '--hints', f'{PC}.flat').exits(1)
    assert done.out == '' and done.err.startswith('stratactl: '), done


@case
def hints_that_are_not_there():
    for board, stdin in ((f'{PC}.mtree', b''), ('-', pathlib.Path(f'{PC}.mtree').read_bytes())):
        done = ctl('flat', board, '--hints', '/no/such/hints', stdin=stdin).exits(1)
        equal(done.out, '')
        assert done.err.startswith('stratactl: /no/such/hints: '), done


@case
def convert_to_mtree_and_back():
    tree = ctl('tree', 'x86_64-pc+std-boot10s').exits(0).out
    with Folder() as folder:
        equal(folder.ctl('convert', 'x86_64-pc+std-boot10s', 'a.mtree').exits(0).out, '')
        equal((folder.path / 'a.mtree').read_text(), tree)
        folder.ctl('convert', 'x86_64-pc+std-boot10s', 'b.strata').exits(0)
        equal(folder.ctl('tree', 'b.strata').exits(0).out, tree)
        folder.ctl('diff', 'b.strata', 'x86_64-pc+std-boot10s', '--all').exits(0)
        folder.ctl('convert', 'b.strata', 'c.strata').exits(0)
        equal((folder.path / 'c.strata').read_text(), (folder.path / 'b.strata').read_text())


@case
def convert_keeps_what_was_written():
    text = '# mine\n' + SMALL.replace('size=0x100', 'size = 256 B\nx-why = because')
    with Folder(**{'in__strata': text}) as folder:
        folder.ctl('convert', 'in.strata', 'out.strata').exits(0)
        equal((folder.path / 'out.strata').read_text(), text)


@case
def convert_json():
    with Folder() as folder:
        for name, kind in (('a.strata', 'strata'), ('a.mtree', 'mtree')):
            equal(folder.ctl('convert', 'doc-pc', name, '--json').exits(0).json(), {'output': name, 'format': kind})


@case
def convert_to_something_else():
    with Folder() as folder:
        for name in ('a.txt', 'strata', 'a.strata.bak', '-'):
            folder.ctl('convert', 'doc-pc', name).fails(2, f'{name}: its ending must be .strata or .mtree')
        equal(list(folder.path.iterdir()), [])


@case
def convert_that_cannot_write():
    for ending in ('strata', 'mtree'):
        done = ctl('convert', 'doc-pc', f'/no/such/folder/a.{ending}').exits(1)
        assert done.out == '' and done.err.startswith(f'stratactl: /no/such/folder/a.{ending}: '), done


@case
def a_failed_convert_leaves_the_old_file():
    with Folder(**{'in__strata': '[strata]\nversion=1\n[region r]\n', 'out__strata': 'precious'}) as folder:
        folder.ctl('convert', 'in.strata', 'out.strata').exits(1)
        equal((folder.path / 'out.strata').read_text(), 'precious')
        equal(sorted(os.listdir(folder.path)), ['in.strata', 'out.strata'])


FINDINGS = HEADER + '''
[region system]
kind=container
size=0x10000
[region one]
kind=ram
size=0x100
parent=system
address=0
[region two]
kind=ram
size=0x100
parent=system
address=0x80
[region behind]
kind=mmio
size=0x10
parent=system
address=0x1000
priority=-1
[region before]
kind=mmio
size=0x20
parent=system
address=0x1000
[region far]
kind=alias
target=one
offset=0xc0
size=0x100
parent=system
address=0x2000
[region nothing]
kind=ram
size=0
parent=system
address=0x3000
[region off]
kind=ram
size=0x10
parent=system
address=0x1000
priority=-2
enabled=false
[address-space memory]
root=system
'''


@case
def check_findings():
    found = on_board(FINDINGS, 'check', '--json').exits(1).json()
    equal(sorted((f['finding'], f['severity'], f['region']['id'], f.get('other', {}).get('id'), f.get('first'),
                  f.get('last')) for f in found),
          [('alias-past-target', 'warning', 'far', 'one', '0x40', '0xff'),
           ('collision', 'warning', 'one', 'two', '0x80', '0xff'),
           ('empty', 'note', 'nothing', None, None, None),
           ('hidden-everywhere', 'warning', 'behind', None, None, None)])
    lines = on_board(FINDINGS, 'check').exits(1).out.splitlines()
    equal(sorted(line.split(': ')[:2] for line in lines),
          [['note', 'empty'], ['warning', 'alias-past-target'], ['warning', 'collision'],
           ['warning', 'hidden-everywhere']])


@case
def check_of_one_space():
    text = FINDINGS + '[address-space other]\nroot=one\n'
    equal(on_board(text, 'check', '--address-space', 'other', '--json').exits(0).json(), [])


@case
def check_of_a_good_board():
    done = on_board(SMALL, 'check').exits(0)
    equal((done.out, done.err), ('nothing found\n', ''))
    equal(on_board(SMALL, 'check', '--json').exits(0).json(), [])
    ctl('check', 'doc-overlap').exits(0)


@case
def check_of_an_alias_that_just_fits():
    text = HEADER + '''
[region r]
kind=ram
size=0x100
[region a]
kind=alias
target=r
offset=0x40
size=0xc0
[region all]
kind=container
size=2^64
[region same]
kind=alias
target=all
size=2^64
[region beyond]
kind=alias
target=all
offset=1
size=2^64
[address-space memory]
root=a
'''
    equal([(f['region']['id'], f['first'], f['last']) for f in on_board(text, 'check', '--json').exits(1).json()],
          [('beyond', '0xffffffffffffffff', '0xffffffffffffffff')])


@case
def check_in_trouble():
    on_board(HEADER + '[region r]\n', 'check').exits(2)


@case
def render_svg():
    with Folder() as folder:
        done = folder.ctl('render', 'x86_64-pc+std-boot10s', '-o', 'map.svg').exits(0)
        equal((done.out, done.err), ('', ''))
        root = xml.etree.ElementTree.parse(folder.path / 'map.svg').getroot()
        assert root.tag.endswith('svg') and len(list(root.iter())) > 50, root
        equal(sorted(os.listdir(folder.path)), ['map.svg'])
        folder.ctl('render', 'x86_64-pc+std-boot10s', '-o', 'dark.svg', '--dark').exits(0)
        assert (folder.path / 'dark.svg').read_text() != (folder.path / 'map.svg').read_text()
        folder.ctl('render', 'x86_64-pc+std-boot10s', '-o', 'io.svg', '-a', 'I/O').exits(0)
        assert (folder.path / 'io.svg').read_text() != (folder.path / 'map.svg').read_text()


@case
def render_png_and_pdf():
    with Folder() as folder:
        folder.ctl('render', 'doc-overlap', '-o', 'map.png').exits(0)
        head = (folder.path / 'map.png').read_bytes()[:24]
        equal(head[:8], b'\x89PNG\r\n\x1a\n')
        width, height = struct.unpack('>II', head[16:])
        assert 100 < width < 10000 and 100 < height < 20000, (width, height)
        folder.ctl('render', 'doc-overlap', '--output', 'map.PDF').exits(0)
        equal((folder.path / 'map.PDF').read_bytes()[:5], b'%PDF-')


@case
def render_json():
    with Folder() as folder:
        equal(folder.ctl('render', 'doc-pc', '-o', 'a.svg', '--json').exits(0).json(),
              {'address_space': 'memory', 'output': 'a.svg', 'format': 'svg'})


@case
def render_that_cannot():
    ctl('render', 'doc-pc').fails(2, 'render: missing option -o FILE')
    ctl('render', 'doc-pc', '-o', 'a.gif').fails(2, 'a.gif: its ending must be .svg, .png or .pdf')
    done = ctl('render', 'doc-pc', '-o', '/no/such/folder/a.svg').exits(1)
    assert done.out == '' and done.err.startswith('stratactl: /no/such/folder/a.svg: '), done


@case
def names_that_are_not_ascii():
    text = SMALL.replace('only', 'Gerät ☃ "x" \\\\').replace('[address-space memory]', '[address-space m]\nname=Größe')
    for env in ({'LC_ALL': 'C'}, {'LC_ALL': 'C.UTF-8'}):
        found = on_board(text, 'flat', '--json', '--address-space', 'Größe', env=env).exits(0).json()
        equal((found[0]['address_spaces'], found[0]['root'][:7]), (['Größe'], 'Gerät ☃'))
    with Folder(**{'Datei-ä': text}) as folder:
        folder.ctl('flat', 'Datei-ä', env={'LC_ALL': 'C'}).exits(0)
        done = folder.ctl('flat', b'nicht-\xff').exits(1)
        assert done.err.startswith('stratactl: nicht-'), done


if __name__ == '__main__':
    main()
