# SPDX-License-Identifier: GPL-2.0-or-later
"""What `meson install` leaves is an app that starts from there: by its name, and over the bus."""
import os
import re
import subprocess

from validator import TOP, case, files, installed, main, run, some

APP = 'io.github.stratabench.Strata'
BOARD = TOP / 'data/boards/doc-overlap.strata'
TITLE = 'Overlapping regions A to E'


def settle_in(root, env):
    """Makes what a package manager makes after it has put the files where they belong; gives the prefix."""
    prefix = some(list(root.rglob('strata-0.pc')))[0].read_text()
    prefix = re.search('^prefix=(.*)', prefix, re.M)[1]
    share = prefix + '/share'
    run('glib-compile-schemas', '--strict', share + '/glib-2.0/schemas')
    run('update-desktop-database', share + '/applications')
    run('update-mime-database', share + '/mime')
    for service in some(list(root.rglob('*.service'))):
        service.write_text(re.sub('^Exec=.*/bin/', f'Exec={prefix}/bin/', service.read_text(), flags=re.M))
    env.update(XDG_DATA_DIRS=f'{share}:/usr/share', PATH=f'{prefix}/bin:{os.environ["PATH"]}',
               G_DEBUG='fatal-warnings')
    env.pop('GSETTINGS_SCHEMA_DIR', None)
    return prefix


def session(script, env):
    """Runs a script of the shell on a display and a bus; gives what it prints."""
    done = subprocess.run([TOP / 'tests/gui-session', 'bash', '-euc', script], env=env, text=True,
                          capture_output=True, timeout=100, check=False)
    assert done.returncode == 0, f'{script}\n{done.stdout}\n{done.stderr}'
    return done.stdout


WINDOW = f"timeout 40 xdotool search --sync --onlyvisible --name '{TITLE}' > /dev/null"
CALL = f'gdbus call --session --dest {APP} --object-path /{APP.replace(".", "/")} --method org.freedesktop.Application'


@case
def installed_app_starts():
    with installed() as (root, env):
        prefix = settle_in(root, env)
        shown = session(f'strata {BOARD} & app=$!; {WINDOW}; kill $app; wait $app || true; command -v strata', env)
        assert shown.split() == [prefix + '/bin/strata'], shown
        assert session(f'gsettings get {APP} show-hierarchy', env).strip() == 'true'


@case
def bus_starts_the_installed_app():
    """The session's bus starts it, it opens what it is handed, and an action of the desktop file works."""
    with installed() as (root, env):
        settle_in(root, env)
        session(f'{CALL}.Open "[\'{BOARD.as_uri()}\']" "{{}}"; {WINDOW};'
                f'{CALL}.ActivateAction new-window "[]" "{{}}";'
                f'{CALL}.ActivateAction quit "[]" "{{}}"', env)


@case
def installed_desktop_file_opens_boards():
    with installed() as (root, env):
        settle_in(root, env)
        for kind in 'application/x-strata-board', 'text/x-qemu-mtree':
            shown = run('gio', 'mime', kind, env={**env, 'LC_ALL': 'C.UTF-8'})
            assert f'{APP}.desktop' in shown, shown


@case
def installed_help_is_translated():
    """Where help browsers look for it, in all languages of the app, with all pages"""
    languages = {line for line in (TOP / 'po/LINGUAS').read_text().splitlines() if line and line[0] != '#'}
    pages = {path.name for path in some(files('data/help/C/*.page'))}
    with installed() as (root, _):
        folder = some(list(root.rglob('share/help')))[0]
        found = {path.name: {page.name for page in (path / 'strata').iterdir()} for path in folder.iterdir()}
        assert found == dict.fromkeys(languages | {'C'}, pages), found


if __name__ == '__main__':
    main()
