# SPDX-License-Identifier: GPL-2.0-or-later
"""What the validators share: each function marked with @case is one test case."""
import contextlib
import fnmatch
import os
import pathlib
import re
import subprocess
import tempfile
import traceback

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ['STRATA_BUILD_DIR']).resolve()
os.environ['LC_ALL'] = 'C.UTF-8'  # what programs say is compared
CASES = []
LISTING = set()


def case(function):
    CASES.append(function)
    return function


def listed_by_git():
    listing = subprocess.run(['git', '-C', TOP, 'ls-files', '-co', '--exclude-standard'],
                             capture_output=True, text=True, check=True).stdout.splitlines()
    return {name for name in listing if (TOP / name).is_file()}


def listed_by_walking():
    """What is there and .gitignore does not name: a released archive has no history to ask."""
    ignored = [line for line in (TOP / '.gitignore').read_text().splitlines() if line and line[0] != '#']

    def is_ignored(path, mark):
        return any(fnmatch.fnmatchcase(('/' + path if rule[0] == '/' else os.path.basename(path)) + mark,
                                       rule if rule[-1] == '/' else rule + mark) for rule in ignored)

    found = set()
    for folder, below, names in os.walk(TOP):
        here = '' if folder == str(TOP) else os.path.relpath(folder, TOP) + '/'
        below[:] = [name for name in below if name != '.git' and not is_ignored(here + name, '/')]
        found |= {here + name for name in names if name != '.git' and not is_ignored(here + name, '')}
    return found


def files(*patterns):
    """The project's files that match one of the patterns; as git lists them, the new ones too."""
    if not LISTING:
        LISTING.update(listed_by_git() if (TOP / '.git').exists() else listed_by_walking())
    return sorted(TOP / name for name in LISTING if any(fnmatch.fnmatchcase(name, p) for p in patterns))


def name_of(path):
    return str(path.relative_to(TOP)) if path.is_relative_to(TOP) else str(path)


def run(*command, **options):
    """Runs a command that has to succeed; what it printed becomes the reason when it does not."""
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False, **options)
    assert done.returncode == 0, f'{" ".join(str(c) for c in command)}\n{done.stdout}'
    return done.stdout


def none(findings):
    """Fails when there is any finding, and lists them."""
    findings = list(findings)
    assert not findings, '\n'.join(findings)


def some(found):
    """Fails when a validator has nothing to look at: it would not notice anything."""
    assert found, 'nothing was found to look at'
    return found


@contextlib.contextmanager
def installed():
    """Installs everything into a scratch folder; gives the folder and what finds the library there."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        env = {**os.environ, 'DESTDIR': folder}
        env.pop('G_DEBUG', None)
        run('meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet', env=env)
        config = some(list(root.rglob('strata-0.pc')))[0]
        config.write_text(re.sub('^prefix=', 'prefix=' + folder, config.read_text(), flags=re.M))
        del env['DESTDIR']
        env['PKG_CONFIG_PATH'] = str(config.parent)
        env['LD_LIBRARY_PATH'] = str(some(list(root.rglob('libstrata-0.so.0')))[0].parent)
        env['GI_TYPELIB_PATH'] = str(some(list(root.rglob('Strata-0.typelib')))[0].parent)
        yield root, env


def main():
    print(f'1..{len(CASES)}')
    for number, function in enumerate(CASES, 1):
        name = '/strata/validate/' + function.__name__.replace('_', '-')
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except AssertionError as error:
            for line in str(error).splitlines():
                print('#', line)
            print(f'not ok {number} {name}', flush=True)
        except Exception:
            for line in traceback.format_exc().splitlines():
                print('#', line)
            print(f'not ok {number} {name}', flush=True)
