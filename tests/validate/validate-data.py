# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that other programs read: the desktop's, the translators', XML in general."""
import pathlib
import re
import subprocess
import tempfile

from validator import BUILD, TOP, case, files, main, name_of, none, run, some


def built(pattern):
    """Files of data/ as they get installed: made in the build, or taken as they are."""
    return some([*(BUILD / 'data').glob(pattern), *(TOP / 'data').glob(pattern)])


@case
def desktop_file():
    for path in built('*.desktop'):
        run('desktop-file-validate', path)


@case
def metainfo():
    for path in built('*.metainfo.xml'):
        run('appstreamcli', 'validate', '--no-net', path)


@case
def settings_schema():
    built('*.gschema.xml')
    run('glib-compile-schemas', '--strict', '--dry-run', TOP / 'data')


@case
def well_formed_xml():
    run('xmllint', '--noout', '--nonet', *some(files('*.xml', '*.ui', '*.svg', '*.xml.in')))


@case
def resources_exist():
    for path in some(files('*.gresource.xml')):
        for name in re.findall(r'<file[^>]*>([^<]+)</file>', path.read_text()):
            assert list(path.parent.glob(name)) or list(BUILD.glob('*/' + name)) or list(BUILD.glob('*/*/' + name)), \
                f'{name_of(path)}: no {name}'


@case
def translations():
    listed = {line for line in (TOP / 'po/POTFILES.in').read_text().splitlines()
              if line and not line.startswith('#')}
    none(f'po/POTFILES.in names {name}, which does not exist' for name in sorted(listed)
         if not (TOP / name).is_file())
    marked = {name_of(path) for path in some(files('app/*.c', 'widgets/*.c'))
              if re.search(r'\b(N?_|C_|ngettext) ?\("', path.read_text())}
    marked |= {name_of(path) for path in files('app/*.ui', 'widgets/*.ui', 'data/*.ui')
               if 'translatable="' in path.read_text()}
    none(f'po/POTFILES.in lacks {name}' for name in sorted(some(marked) - listed))
    for path in files('po/*.po'):
        run('msgfmt', '-c', '-o', '/dev/null', path)


@case
def strings_extract():
    """xgettext finds the strings and complains about none of them."""
    names = [line for line in (TOP / 'po/POTFILES.in').read_text().splitlines()
             if line and not line.startswith('#')]
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'strata.pot'
        done = subprocess.run(['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                               '--keyword=ngettext:1,2', '-o', str(pot), *names],
                              cwd=TOP, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and not done.stderr, done.stderr
        assert pot.read_text().count('\nmsgid ') > 1, 'no string was found'


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
