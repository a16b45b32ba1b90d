# SPDX-License-Identifier: GPL-2.0-or-later
"""The Flatpak manifests, and the profile that the second of them builds."""
import json
import pathlib
import subprocess
import tempfile

from validator import TOP, case, main, run

APP = 'io.github.stratabench.Strata'
DEVEL = APP + '.Devel'


def manifest(app_id):
    """What flatpak-builder makes of a manifest; what it does not know it tells, and goes on."""
    shown = subprocess.run(['flatpak-builder', '--show-manifest', TOP / 'flatpak' / (app_id + '.yml')],
                           capture_output=True, text=True, check=False)
    assert shown.returncode == 0 and not shown.stderr, shown.stderr
    return json.loads(shown.stdout)


@case
def manifests_are_understood():
    for app_id in APP, DEVEL:
        told = manifest(app_id)
        assert (told['id'], told['runtime'], told['runtime-version']) == (app_id, 'org.gnome.Platform', '50'), told


@case
def sandbox_is_tight():
    for app_id in APP, DEVEL:
        assert sorted(manifest(app_id)['finish-args']) == [
            '--device=dri', '--share=ipc', '--socket=fallback-x11', '--socket=wayland']


@case
def sources_are_pinned():
    """What is not this folder has a checksum or a commit."""
    for app_id in APP, DEVEL:
        for module in manifest(app_id)['modules']:
            assert module.get('run-tests') or module['name'] != 'strata', 'the tests do not run'
            for source in module['sources']:
                assert source['type'] == 'dir' or 'sha256' in source or 'commit' in source, source


@case
def development_stands_beside_a_release():
    """Everything that is installed under the name of the app has the other name, and nothing the first."""
    with tempfile.TemporaryDirectory() as folder:
        build = pathlib.Path(folder)
        run('meson', 'setup', build, TOP, '-Dprofile=development', '-Dgui=enabled', '-Dtests=false',
            '-Dintrospection=disabled')
        data = build / 'data'
        run('ninja', '-C', build, *(f'data/{DEVEL}{kind}' for kind in ['.desktop', '.metainfo.xml', '.xml']))
        for name in ['.desktop', '.metainfo.xml', '.xml', '.service', '.gschema.xml']:
            text = (data / (DEVEL + name)).read_text()
            assert DEVEL in text and APP not in text.replace(DEVEL, ''), f'{name}: {text}'
        run('desktop-file-validate', data / (DEVEL + '.desktop'))
        run('appstreamcli', 'validate', '--no-net', data / (DEVEL + '.metainfo.xml'))
        assert f'#define APP_ID "{DEVEL}"' in (build / 'config.h').read_text()
        installed = json.loads(run('meson', 'introspect', '--installed', build))
        named = [pathlib.Path(place).name for place in installed.values() if APP in place]
        assert len(named) == 7 and all(name.startswith(DEVEL) for name in named), named


if __name__ == '__main__':
    main()
