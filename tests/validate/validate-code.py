# SPDX-License-Identifier: GPL-2.0-or-later
"""Rules that all source files keep."""
import re

from validator import TOP, case, files, listed_by_git, listed_by_walking, main, name_of, none, run, some

CODE = ['*.c', '*.h']
WRITTEN = CODE + ['*.py', '*.build', '*.ui', '*.css', '*.in', 'meson_options.txt', '.clang-format', '.editorconfig']


def scripts():
    return [f for f in files('run', 'check', '.ci/*', 'tests/*', 'data/*', 'app/*', 'po/*')
            if f.suffix == '' and f.read_bytes().startswith((b'#!/bin/bash', b'#!/bin/sh'))]


def is_lgpl(path):
    """The library and what is tested or embedded with it may be linked by anyone."""
    return name_of(path).startswith(('engine/', 'docs/examples/', 'tests/engine/', 'tests/bench/', 'tests/fuzz/',
                                     'tests/strata-'))


@case
def spdx_lines():
    findings = []
    for path in some(files(*WRITTEN)) + scripts():
        if name_of(path).startswith('tests/data/'):
            continue
        head = path.read_text().splitlines()[:6]
        licence = next((m[1] for m in (re.search(r'SPDX-License-Identifier: (\S+)', h) for h in head) if m), 'none')
        expected = 'LGPL-2.1-or-later' if is_lgpl(path) else 'GPL-2.0-or-later'
        if licence != expected and not name_of(path).startswith('data/'):
            findings.append(f'{name_of(path)}: the licence line says {licence}, not {expected}')
        elif licence == 'none':
            findings.append(f'{name_of(path)}: no licence line')
    none(findings)


@case
def nothing_left_to_do():
    words = re.compile(r'\b(%s)\b' % '|'.join(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK']))
    none(f'{name_of(path)}:{number}: {line.strip()}'
         for path in some(files(*WRITTEN)) + scripts()
         for number, line in enumerate(path.read_text().splitlines(), 1) if words.search(line))


@case
def lines_and_spaces():
    none(f'{name_of(path)}:{number}: {"longer than 100 columns" if len(line) > 100 else "tab or trailing space"}'
         for path in some(files(*CODE))
         for number, line in enumerate(path.read_text().splitlines(), 1)
         if len(line) > 100 or '\t' in line or line != line.rstrip())


@case
def no_file_past_a_thousand_lines():
    none(f'{name_of(path)}: {count} lines' for path in some(files(*CODE))
         if (count := len(path.read_text().splitlines())) > 1000)


@case
def arrows_point_down():
    """A folder may include from those that DEPENDS names, and from itself."""
    depends = {
        'engine/memory': [],
        'engine/devices': ['engine/memory'],
        'engine/board': ['engine/memory', 'engine/devices'],
        'engine/formats': ['engine/memory', 'engine/devices', 'engine/board'],
        'engine/guest': ['engine/memory', 'engine/devices', 'engine/board'],
        'widgets/paint': ['engine'],
        'widgets/compat': [],
        'widgets': ['engine', 'widgets/paint', 'widgets/compat'],
        'app/ctl': ['engine', 'widgets/paint'],
        'app': ['engine', 'widgets', 'widgets/paint', 'widgets/compat'],
    }

    def room_of(name):
        return next((room for room in sorted(depends, key=len, reverse=True) if name.startswith(room + '/')), None)

    def resolve(path, include):
        for base in (path.parent, TOP / 'engine', TOP / 'widgets', TOP / 'widgets/paint', TOP / 'app', TOP):
            target = (base / include).resolve()
            if target.is_file():
                return name_of(target)
        return None

    findings = []
    for path in some(files('engine/*.[ch]', 'widgets/*.[ch]', 'app/*.[ch]')):
        room = room_of(name_of(path))
        if room is None:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            target = include and resolve(path, include[1])
            if target == 'engine/strata.h':
                target = 'engine/guest/strata.h'
            there = target and room_of(target)
            allowed = [room] + depends[room]
            if there and there not in allowed and not (there.startswith('engine/') and 'engine' in allowed):
                findings.append(f'{name_of(path)}:{number}: {room} must not know {there}')
            if room.startswith(('engine', 'widgets/paint')) and re.match(r'\s*#\s*include\s+<(gtk|gdk|adwaita)', line):
                findings.append(f'{name_of(path)}:{number}: {room} must not know GTK')
            if room.startswith('engine') and re.match(r'\s*#\s*include\s+<(cairo|pango)', line):
                findings.append(f'{name_of(path)}:{number}: {room} must not draw')
    none(findings)


@case
def no_circle_of_includes():
    graph = {}
    for path in some(files('engine/*.h', 'widgets/*.h', 'app/*.h')):
        included = re.findall(r'^\s*#\s*include\s+"([^"]+)"', path.read_text(), re.M)
        graph[path.name] = {i.rpartition('/')[2] for i in included}
    done, stack = set(), []

    def visit(name):
        assert name not in stack, ' -> '.join(stack[stack.index(name):] + [name])
        if name in done:
            return
        stack.append(name)
        for other in sorted(graph.get(name, ())):
            visit(other)
        done.add(stack.pop())

    for name in sorted(graph):
        visit(name)


@case
def shell_scripts():
    run('shellcheck', '--severity=style', '--exclude=SC2016', *some(scripts()))


@case
def python_scripts_compile():
    for path in some(files('*.py')):
        compile(path.read_text(), str(path), 'exec')


@case
def a_released_archive_has_the_same_files():
    """Where git can be asked, walking finds what it lists; where it cannot, walking finds something."""
    walked = some(listed_by_walking())
    if (TOP / '.git').exists():
        none(f'{name}: listed by one of the two only' for name in sorted(walked ^ listed_by_git()))


if __name__ == '__main__':
    main()
