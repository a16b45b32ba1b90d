# SPDX-License-Identifier: GPL-2.0-or-later
"""The library as its users see it: symbols, headers, what an installed tree offers."""
import os
import pathlib
import re
import tempfile

from validator import BUILD, TOP, case, files, installed, main, name_of, none, run, some

LIBRARY = BUILD / 'engine' / 'libstrata-0.so.0'
PROGRAM = '''#include <strata.h>

int
main (void)
{
  StrataSystem *system = strata_system_new (STRATA_LITTLE_ENDIAN);
  gboolean ok = system != NULL && strata_system_get_byte_order (system) == STRATA_LITTLE_ENDIAN;

  strata_system_unref (system);
  return ok ? 0 : 1;
}
'''


def public_headers():
    """The umbrella header and all that it includes."""
    found, todo = set(), [TOP / 'engine/strata.h']
    while todo:
        header = todo.pop()
        if header not in found:
            found.add(header)
            todo += [TOP / 'engine' / i for i in re.findall(r'^#include "([^"]+/[^"]+)"', header.read_text(), re.M)]
            todo += [header.parent / i for i in re.findall(r'^#include "([^"/]+)"', header.read_text(), re.M)]
    return some(sorted(found))


def declared():
    """The functions that public headers declare as part of the API, and the header of each."""
    found = {}
    for header in public_headers():
        text = re.sub(r'/\*.*?\*/|^#.*?$', '', header.read_text(), flags=re.S | re.M)
        for match in re.finditer(r'STRATA_PUBLIC\s+(G_DECLARE_\w+\s*\([^)]*\)|[^;{]+)', text):
            macro = re.match(r'G_DECLARE_\w+\s*\(\s*\w+\s*,\s*(\w+)', match[1])
            name = macro[1] + '_get_type' if macro else re.search(r'(strata_\w+)\s*\(', match[1])[1]
            found[name] = header
    return some(found)


@case
def exports_are_the_declared_ones():
    table = run('nm', '-D', '--defined-only', LIBRARY)
    exported = {line.split()[-1] for line in table.splitlines()}
    none([f'{name} is exported and not declared' for name in sorted(exported - set(declared()))] +
         [f'{name} of {name_of(header)} is declared and not exported'
          for name, header in sorted(declared().items()) if name not in exported])


@case
def private_headers_declare_nothing_public():
    none(f'{name_of(h)} is not included by strata.h and declares public functions'
         for h in files('engine/*.h') if h not in public_headers() and 'STRATA_PUBLIC\n' in h.read_text())


@case
def needs_no_display():
    needed = re.findall(r'NEEDED.*\[(.*)\]', run('readelf', '-d', LIBRARY))
    none(f'the library needs {name}' for name in needed
         if not re.match(r'(libc|libm|libglib-2\.0|libgobject-2\.0|libgio-2\.0|ld-linux.*)\.so', name))


def compiles_alone(compiler, *flags):
    glib = run('pkg-config', '--cflags', 'gio-2.0').split()
    for header in public_headers():
        run(compiler, *flags, '-Wall', '-Wextra', '-pedantic', '-Werror', '-fsyntax-only', '-include', header,
            f'-I{TOP}/engine', *glib, '/dev/null')


@case
def headers_compile_alone_as_c():
    compiles_alone('gcc', '-std=gnu11', '-x', 'c')


@case
def headers_compile_alone_as_cxx():
    compiles_alone('g++', '-std=c++17', '-x', 'c++')


@case
def every_public_function_is_documented():
    comments = set()
    for path in files('engine/*.c'):
        comments |= set(re.findall(r'/\*\*\n \* (strata_\w+):', path.read_text()))
    none(f'{name} ({name_of(header)}) has no comment' for name, header in sorted(declared().items())
         if name not in comments and not name.endswith(('_get_type', '_quark')))


@case
def installed_library_serves_a_program():
    with installed() as (root, env):
        flags = run('pkg-config', '--cflags', '--libs', 'strata-0', env=env).split()
        (root / 'main.c').write_text(PROGRAM)
        run('gcc', '-std=gnu11', '-Wall', '-Werror', root / 'main.c', '-o', root / 'main', *flags)
        run(root / 'main', env=env)
        headers = {h.name for h in root.rglob('*.h')}
        none(f'{name_of(h)} is not installed' for h in public_headers() if h.name not in headers)
        none(f'{name} is installed' for name in sorted(headers - {h.name for h in public_headers()}))
        none(f'{name} is not installed' for name in ('Strata-0.gir', 'Strata-0.typelib', 'strata-0.vapi')
             if not list(root.rglob(name)))


@case
def symbols_are_the_listed_ones():
    """A symbol that comes or goes is a change of the interface: engine/strata.symbols has to say it, too."""
    listed = (TOP / 'engine/strata.symbols').read_text().split()
    assert listed == sorted(set(listed)), 'engine/strata.symbols is not sorted'
    none([f'{name} is new: add it to engine/strata.symbols' for name in sorted(set(declared()) - set(listed))] +
         [f'{name} has vanished, programs need it' for name in sorted(set(listed) - set(declared()))])


@case
def version_is_the_projects():
    macros = (TOP / 'engine/memory/strata-version.h').read_text()
    version = '.'.join(re.search(rf'#define STRATA_{part}_VERSION (\d+)', macros)[1]
                       for part in ('MAJOR', 'MINOR', 'MICRO'))
    project = re.search(r"version: '([^']+)'", (TOP / 'meson.build').read_text())[1]
    assert version == project, f'the headers say {version}, the project {project}'


def reference(*command):
    """Runs gi-docgen on the library; returns its warnings."""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / 'strata.toml'
        text = (TOP / 'docs/reference/library/strata.toml.in').read_text()
        config.write_text(text.replace('@version@', '0'))
        output = ['--output-dir', folder] if 'generate' in command else []
        done = run('gi-docgen', *command, '--config', config, *output, BUILD / 'engine/Strata-0.gir',
                   env={**os.environ, 'PATH': '/usr/bin:' + os.environ['PATH']})
        return [line for line in re.sub(r'\x1b\[[0-9;]*m', '', done).splitlines() if 'WARNING' in line]


@case
def every_symbol_is_documented_for_bindings():
    none(reference('check'))


@case
def reference_has_no_warnings():
    none(reference('generate', '--quiet', '--fatal-warnings', '--content-dir', TOP / 'docs/reference/library'))


@case
def bindings_work():
    script = '''
import gi
gi.require_version("Strata", "0")
from gi.repository import GLib, Strata
system = Strata.System.new(Strata.ByteOrder.LITTLE_ENDIAN)
root = Strata.Region.new_container(system, None, "system", 0x10000)
ram = Strata.Region.new_ram(system, None, "ram", 0x2000)
root.add_subregion(0x1000, ram)
try:
    ram.add_subregion(0, root)
except GLib.Error as error:
    assert error.domain == "strata-memory-error-quark", error.domain
else:
    raise SystemExit("a cycle was accepted")
space = Strata.AddressSpace.new(system, "memory", root)
person = Strata.Initiator.new(space, "script")
assert person.store(0x1004, 4, Strata.ByteOrder.NATIVE_ENDIAN, 0x12345678) == Strata.Result.OK
result, value = person.load(0x1004, 2, Strata.ByteOrder.BIG_ENDIAN)
assert (result, value) == (Strata.Result.OK, 0x7856), (result, value)
assert "ram" in system.flat_to_string()
print(sorted(n for n in dir(Strata) if n[0].isupper()))
'''
    env = {**os.environ, 'GI_TYPELIB_PATH': str(BUILD / 'engine'), 'LD_LIBRARY_PATH': str(BUILD / 'engine')}
    names = run('/usr/bin/python3', '-c', script, env=env)
    none(f'{name} is missing' for name in ('AddressSpace', 'Board', 'Region', 'System') if f"'{name}'" not in names)


if __name__ == '__main__':
    main()
