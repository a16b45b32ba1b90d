# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that other programs read: the desktop's, the translators', XML in general."""
import os
import pathlib
import re
import struct
import tempfile
import xml.etree.ElementTree as xml

from validator import BUILD, TOP, case, files, main, name_of, none, run, some


def built(pattern):
    """Files of data/ as they get installed."""
    return some(list((BUILD / 'data').glob(pattern)))


@case
def desktop_file():
    for path in built('*.desktop'):
        run('desktop-file-validate', path)


@case
def metainfo():
    for path in built('*.metainfo.xml'):
        run('appstreamcli', 'validate', '--no-net', '--strict', path)


@case
def screenshots_exist():
    """The pictures that the metainfo names are in docs/images, as large as shops want them, in windows' shape."""
    for path in built('*.metainfo.xml'):
        for image in some(list(xml.parse(path).getroot().iter('image'))):
            picture = TOP / 'docs/images' / image.text.rpartition('/docs/images/')[2]
            assert picture.is_file(), f'no {picture}'
            width, height = struct.unpack('>II', picture.read_bytes()[16:24])
            assert width >= 1000 and 1.3 <= width / height <= 2, f'{name_of(picture)}: {width} by {height}'


@case
def settings_schema():
    built('*.gschema.xml')
    run('glib-compile-schemas', '--strict', '--dry-run', BUILD / 'data')


@case
def file_types():
    """A database of the types alone tells boards and memory trees by their names and by what is in them."""
    look = ("import sys, gi; from gi.repository import Gio; data = open(sys.argv[1], 'rb').read(4200);"
            "print(Gio.content_type_guess(sys.argv[1], None)[0], Gio.content_type_guess(None, data)[0])")
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder) / 'mime/packages'
        packages.mkdir(parents=True)
        for path in built('io.github.stratabench.Strata*.xml'):
            if 'mime-info' in path.read_text():
                (packages / path.name).write_bytes(path.read_bytes())
        some(list(packages.iterdir()))
        run('update-mime-database', packages.parent)
        env = {**os.environ, 'XDG_DATA_HOME': folder, 'XDG_DATA_DIRS': folder}
        for name, kind in [('data/boards/pc.strata', 'application/x-strata-board'),
                           ('data/boards/doc-overlap.strata', 'application/x-strata-board'),
                           ('data/boards/riscv64-virt.mtree', 'text/x-qemu-mtree')]:
            found = run('/usr/bin/python3', '-c', look, TOP / name, env=env)
            assert found.split() == [kind, kind], f'{name}: {found}'
        text = run('/usr/bin/python3', '-c', look, TOP / 'data/boards/riscv64-virt.flat', env=env)
        assert text.split()[1] == 'text/x-qemu-mtree', text
        # As other systems and other programs leave them: line ends, a byte order mark, what a monitor says around it
        board = (TOP / 'data/boards/doc-registers.strata').read_bytes()
        plain = board[board.index(b'[strata]'):]
        tree = (TOP / 'data/boards/riscv64-virt.mtree').read_bytes()
        for content, kind in [(plain, 'application/x-strata-board'),
                              (plain.replace(b'\n', b'\r\n'), 'application/x-strata-board'),
                              (board.replace(b'\n', b'\r\n'), 'application/x-strata-board'),
                              (b'\xef\xbb\xbf' + plain, 'application/x-strata-board'),
                              (b'QEMU 7.2.0 monitor\r\n(qemu) info mtree\r\n' + tree, 'text/x-qemu-mtree'),
                              (b'See [strata]\n', 'text/plain')]:
            path = pathlib.Path(folder) / 'content'
            path.write_bytes(content)
            found = run('/usr/bin/python3', '-c', look, path, env=env)
            assert found.split()[1] == kind, f'{content[:60]}: {found}'


@case
def icons():
    """Square, of the size that the folder says, and one of each kind for each profile."""
    found = some(files('data/icons/hicolor/*/apps/*.svg'))
    for path in found:
        svg = xml.parse(path).getroot()
        size = '16' if path.stem.endswith('-symbolic') else '128'
        assert (svg.get('width'), svg.get('height'), svg.get('viewBox')) == (size, size, f'0 0 {size} {size}'), \
            f'{name_of(path)}: not {size} by {size}'
    for path in some(files('data/icons/*symbolic.svg')):
        shapes = {element.tag.rpartition('}')[2] for element in xml.parse(path).iter()} - {'svg', 'g'}
        assert shapes <= {'path', 'rect', 'circle'}, f'{name_of(path)}: GTK gives the color of text to no {shapes}'
    app_id = 'io.github.stratabench.Strata'
    assert sorted(p.stem for p in found) == sorted(
        [app_id, app_id + '-symbolic', app_id + '.Devel', app_id + '.Devel-symbolic'])


@case
def well_formed_xml():
    run('xmllint', '--noout', '--nonet', *some(files('*.xml', '*.ui', '*.svg', '*.xml.in')))


@case
def help_pages():
    """Well-formed Mallard that a help browser takes: ids as the files are called, all in the guide and in the app."""
    tag = '{http://projectmallard.org/1.0/}'
    pages = {path.stem: xml.parse(path).getroot() for path in some(files('data/help/C/*.page'))}
    resources = (BUILD / 'data/help/strata-help.gresource.xml').read_text()
    embedded = re.findall('>C/([a-z-]+).page</file>', resources)
    assert sorted(embedded) == sorted(pages), 'not the pages that are in the app'
    for name, root in pages.items():
        run('xmllint', '--noout', '--nonet', TOP / 'data/help/C' / (name + '.page'))
        assert (root.tag, root.get('id')) == (tag + 'page', name), name
        assert root.find(f'{tag}info/{tag}desc').text.strip(), f'{name}: no description'
        guides = [link.get('xref') for link in root.findall(f'{tag}info/{tag}link[@type="guide"]')]
        assert guides == ([] if name == 'index' else ['index']), f'{name}: {guides}'
        none(f'{name}: no page {link.get("xref")}' for link in root.iter(tag + 'link')
             if link.get('xref') and link.get('xref') not in pages)


@case
def resources_exist():
    for path in some(files('*.gresource.xml')):
        for name in re.findall(r'<file[^>]*>([^<]+)</file>', path.read_text()):
            assert list(path.parent.glob(name)) or list(BUILD.glob('*/' + name)) or list(BUILD.glob('*/*/' + name)), \
                f'{name_of(path)}: no {name}'


@case
def sample_boards_say_where_they_are_from():
    boards = some(files('data/boards/*.strata', 'data/boards/*.mtree', 'data/boards/*.txt'))
    stated = '\n'.join(p.read_text() for p in files('data/boards/README*'))
    none(f'{name_of(p)}: neither it nor a README beside it states origin and licence' for p in boards
         if p.name not in stated and p.stem not in stated and 'SPDX-License-Identifier' not in p.read_text()[:400])


@case
def test_data_says_where_it_is_from():
    """Each folder of tests/data is named in a README in it or above it."""
    for path in some(files('tests/data/*')):
        parts = path.relative_to(TOP / 'tests/data').parts
        stated = ''.join(p.read_text() for p in [*files('tests/data/README*'), *files(f'tests/data/{parts[0]}/README*')])
        assert path.name.startswith('README') or parts[0] in stated, f'{name_of(path)}: no README says its origin'


if __name__ == '__main__':
    main()
