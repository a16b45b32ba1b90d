# SPDX-License-Identifier: GPL-2.0-or-later
"""What the documents say is so: names exist, links lead somewhere, output shown is what comes out."""
import difflib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree

from validator import BUILD, TOP, case, files, main, name_of, none, run, some


def pages():
    """What people read: not what is only a word beside data."""
    return some(files('*.md'))


def anchors(path):
    """The places in a page that a link can name, as the usual sites make them of headings."""
    headings = re.findall(r'^#+ (.*)$', re.sub(r'^```.*?^```', '', path.read_text(), flags=re.M | re.S), re.M)
    return {re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-') for heading in headings}


def links(path):
    """Where a page leads within the project: files and the places in them."""
    text = re.sub(r'^```.*?^```', '', path.read_text(), flags=re.M | re.S)
    for target in re.findall(r'\]\(([^)\s]+)[^)]*\)', text):
        if not re.match(r'[a-z]+:', target):
            name, _, place = target.partition('#')
            yield target, (path.parent / name).resolve() if name else path, place


@case
def links_lead_somewhere():
    findings = []
    for path in pages():
        for target, to, place in links(path):
            if not to.exists():
                findings.append(f'{name_of(path)}: {target} does not exist')
            elif place and to.suffix == '.md' and place not in anchors(to):
                findings.append(f'{name_of(path)}: {target} names no heading')
    none(findings)


@case
def every_page_can_be_found():
    """From docs/README.md links lead to every page of docs/ and every picture is shown somewhere."""
    seen, next_ones = set(), {TOP / 'README.md', TOP / 'docs/README.md'}
    while next_ones:
        path = next_ones.pop()
        seen.add(path)
        if path.is_dir():
            path = path / 'README.md'
            seen.add(path)
        if path.suffix == '.md' and path.exists():
            next_ones |= {to for _, to, _ in links(path)} - seen
    none(f'{name_of(path)}: no link leads there' for path in files('docs/*.md', 'docs/images/*.png')
         if path not in seen and not name_of(path).startswith('docs/reference/library/')
         and path.name not in (TOP / 'data/io.github.stratabench.Strata.metainfo.xml.in').read_text())


@case
def pictures_are_described():
    none(f'{name_of(path)}: {target} is shown without a description' for path in pages()
         for text, target in re.findall(r'!\[([^]]*)\]\(([^)]+)\)', path.read_text()) if len(text) < 10)


@case
def named_functions_exist():
    """Each strata_ function that a document names is declared in a public header."""
    headers = '\n'.join(h.read_text() for h in files('engine/*.h', 'widgets/*.h'))
    exist = set(re.findall(r'\b(strata_\w+)\b', headers))
    findings = []
    for path in some(files('*.md')):
        for name in re.findall(r'`(strata_[a-z0-9_]+)', path.read_text()):
            if name not in exist and not (name.endswith('_') and any(e.startswith(name) for e in exist)):
                findings.append(f'{name_of(path)}: {name} does not exist')
    none(findings)


@case
def api_table_says_something_in_each_row():
    """Each QEMU function has one row: ours, or `later`, or `none` with the reason."""
    text = (TOP / 'engine/README.md').read_text().partition('function by function')[2]
    seen, findings = set(), []
    for line in text.splitlines():
        if not line.startswith('| `'):
            continue
        theirs, ours, differs = [cell.strip() for cell in line.strip('|').split('|')]
        if ':' not in theirs and '.' not in theirs:
            names = re.findall(r'`(\w+)`', theirs)
            findings += [f'{name} has two rows' for name in names if name in seen]
            seen.update(names)
        if not re.search(r'`\w+', ours) and ours not in ('later', 'none'):
            findings.append(f'{theirs}: nothing of ours, and neither later nor none')
        if ours == 'none' and not differs:
            findings.append(f'{theirs}: none, and no reason')
    assert len(seen) > 200, f'only {len(seen)} functions'
    none(findings)


def blocks(path, kind):
    """The fenced blocks of a kind, each with the file that it stands for, if its fence names one."""
    return re.findall(rf'^```{kind}(?: file=(\S+))?\n(.*?)^```', path.read_text(), re.M | re.S)


def shown_commands(path):
    """The commands in the console blocks of a document, each with the lines shown below it."""
    for _, block in blocks(path, 'console'):
        for part in re.split(r'^\$ ', block, flags=re.M)[1:]:
            command, _, output = part.partition('\n')
            yield command, output.rstrip('\n').split('\n') if output.strip() else []


@case
def shown_output_is_what_comes_out():
    """Every `$` command in a document prints what is shown; a line `...` stands for any lines.

    All of a document run in one folder, where the files are that it shows (file=NAME), and docs/.
    """
    findings, seen = [], 0
    env = {**os.environ, 'PATH': f'{BUILD}/app/ctl:/usr/bin:{os.environ["PATH"]}', 'PYTHONDONTWRITEBYTECODE': '1',
           'GI_TYPELIB_PATH': str(BUILD / 'engine'), 'LD_LIBRARY_PATH': str(BUILD / 'engine')}
    for path in pages():
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / 'docs').symlink_to(TOP / 'docs')
            for name, text in blocks(path, r'\w+'):
                if name:
                    (pathlib.Path(folder) / name).write_text(text)
            for command, shown in shown_commands(path):
                seen += 1
                done = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, check=False, timeout=60)
                pattern = '\n'.join('(?:.*\n)*?.*' if line == '...' else re.escape(line) for line in shown)
                if not re.fullmatch(pattern, done.stdout.rstrip('\n')):
                    findings.append(f'{name_of(path)}: `{command}` prints something else:\n{done.stdout[:2000]}')
    some(seen)
    none(findings)


def list_options(text):
    """The options in what --help prints, as a set; the others are the programs' own."""
    return set(re.findall(r'^ +(?:-\w, )?(--[a-z-]+)', text, re.M))


def help_of_commands():
    """What stratactl offers: each command with its options."""
    ctl = BUILD / 'app/ctl/stratactl'
    commands = re.findall(r'^  ([a-z]+) ', run(ctl, '--help').partition('Commands:')[2], re.M)
    return {command: list_options(run(ctl, command, '--help')) for command in some(commands)}


@case
def commands_are_called_as_they_are():
    """Each call of stratactl in a document names a command and options that there are."""
    offered, findings, seen = help_of_commands(), [], 0
    for path in pages():
        for line in re.findall(r'^ {4,}(stratactl [^#\n]*)', path.read_text(), re.M) + \
                re.findall(r'`(stratactl [^`]*)`', path.read_text()):
            words = re.split(r' \| | && ', line)[0].split()
            seen += 1
            if words[1].startswith('--') or words[1] == 'COMMAND':
                continue
            if words[1] not in offered:
                findings.append(f'{name_of(path)}: `{line}`: there is no command {words[1]}')
                continue
            findings += [f'{name_of(path)}: `{line}`: there is no option {word}' for word in words[2:]
                         if word.startswith('--') and word.partition('=')[0] not in offered[words[1]]]
    some(seen)
    none(findings)


@case
def shown_boards_load():
    """Each whole board in a document is one."""
    boards = [(path, text) for path in pages() for _, text in blocks(path, 'ini') if '[strata]' in text]
    with tempfile.TemporaryDirectory() as folder:
        for path, text in some(boards):
            board = pathlib.Path(folder) / 'shown.strata'
            board.write_text(text)
            done = subprocess.run([BUILD / 'app/ctl/stratactl', 'tree', board], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True, check=False)
            assert not done.stderr, f'{name_of(path)}: {done.stderr}'


@case
def shown_code_compiles():
    """Each program in C in a document compiles without a warning."""
    flags = run('pkg-config', '--cflags', 'gio-2.0').split()
    flags += ['-std=gnu11', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Wno-unused-function', '-Werror',
              '-fsyntax-only', '-I', TOP / 'engine', '-I', BUILD / 'engine']
    programs = [text for path in pages() for _, text in blocks(path, 'c') if '#include' in text]
    for text in some(programs):
        with tempfile.NamedTemporaryFile('w', suffix='.c') as source:
            source.write(text)
            source.flush()
            run('gcc', *flags, source.name)


@case
def worked_maps_are_so():
    """The tables of addresses and who answers there, after the board that is named above each."""
    page = TOP / 'docs/reference/regions.md'
    found, board = 0, None
    for line in page.read_text().splitlines():
        if (named := re.search(r'built-in board `([\w.-]+)`', line)):
            board = named[1]
        if (row := re.match(r'\| `(0x[0-9a-f_]+)`.*\| \**([\w.-]+)\** \|$', line)):
            answer = json.loads(run(BUILD / 'app/ctl/stratactl', 'probe', board, row[1], '--json'))
            winner = answer['winner']['path'][-1] if answer['winner'] else 'nobody'
            assert winner == row[2], f'{board} {row[1]}: {winner} answers, not {row[2]}'
            found += 1
    assert found >= 12, f'only {found} rows'


def shortcuts():
    """What the shortcuts window shows: groups, each with pairs of keys and what they do."""
    bound = dict(re.findall(r'\{ "([^"]+)", \{ "([^"]+)"', (TOP / 'app/strata-application.c').read_text()))
    found = []
    for item in xml.etree.ElementTree.parse(TOP / 'app/strata-shortcuts.ui').iter('object'):
        prop = {p.get('name'): p.text for p in item.findall('property')}
        if item.get('class') == 'AdwPreferencesGroup':
            found.append((prop['title'], []))
        elif item.get('class') == 'StrataShortcutRow':
            keys = prop.get('keys') or bound[prop['keys-of']]
            found[-1][1].append((key_names(keys), prop['title']))
    return some(found)


def key_names(keys):
    """As a page shows keys: <Shift><Control>z is Ctrl+Shift+Z."""
    shown = []
    for key in keys.split():
        holds = [name for mark, name in (('<Control>', 'Ctrl'), ('<Alt>', 'Alt'), ('<Shift>', 'Shift')) if mark in key]
        last = {'Return': 'Enter', 'comma': 'Comma', 'period': 'Full Stop', 'plus': 'Plus', 'minus': 'Minus',
                'question': 'Question Mark', 'space': 'Space', 'Page_Up': 'Page Up', 'Page_Down': 'Page Down'}.get(
                    key.rpartition('>')[2], key.rpartition('>')[2])
        shown.append('+'.join([*holds, last.upper() if len(last) == 1 else last.replace('...', ' to ')]))
    return ', '.join(shown)


@case
def keyboard_page_is_the_shortcuts_window():
    text = (TOP / 'docs/reference/keyboard.md').read_text()
    expected = ''.join(f'\n## {group}\n\n| Keys | What they do |\n|---|---|\n' +
                       ''.join(f'| {keys} | {what} |\n' for keys, what in rows) for group, rows in shortcuts())
    shown = text[text.index('\n## '):]
    none(difflib.unified_diff(shown.splitlines(), expected.splitlines(), 'docs/reference/keyboard.md',
                              'app/strata-shortcuts.ui', lineterm='', n=1))


@case
def man_pages():
    for path in some(files('*.1')):
        text = run('groff', '-man', '-Tutf8', '-ww', '-z', path)
        assert not text.strip(), text


@case
def man_pages_have_every_option():
    """What --help tells of stands in the man page under a heading of its own, and the other way round."""
    findings = []
    offered = help_of_commands()
    app = list_options(run(BUILD / 'app/strata', '--help-all'))
    for name, options, commands in (('stratactl', set().union(*offered.values()), set(offered)),
                                    ('strata', app, set())):
        page = (TOP / f'data/man/{name}.1').read_text().replace('\\-', '-')
        described = set(re.findall(r'^\.TP\n\.B\w?\s[^\n]*?(--[a-z-]+)', page, re.M))
        chapter = page.partition('.SH COMMANDS')[2].partition('.SH')[0]
        listed = set(re.findall(r'^\.TP\n\.BI? ([a-z]+)\b', chapter, re.M))
        findings += [f'{name}.1: {option} is not described' for option in sorted(options - described)]
        findings += [f'{name}.1: there is no {option}' for option in sorted(described - options)]
        findings += [f'{name}.1: the command {command} is in one of the two only'
                     for command in sorted(commands ^ listed)]
    none(findings)


@case
def budgets_are_those_of_check():
    """The table in docs/testing.md has the parts of ./check in their order, each with the time that it may take."""
    stated = re.findall(r'^\| (\w+) \|.*\| ([\d s+]+) \|$', (TOP / 'docs/testing.md').read_text(), re.M)
    parts = {}
    for name, seconds in re.findall(r'^BUDGET_(\w+)=(\d+)', (TOP / 'check').read_text(), re.M):
        part = 'gcc' if name == 'TESTS' else name.partition('_')[0].lower()
        parts.setdefault(part, []).append(f'{seconds} s')
    expected = [(part, ' + '.join(times)) for part, times in some(parts).items()]
    assert stated == expected, f'{stated} is not {expected}'


@case
def completion_parses():
    for path in some([f for f in files('data/bash-completion/*') if f.suffix != '.build']):
        run('bash', '-n', path)


@case
def licences_are_here():
    for name, title in (('COPYING', 'GNU GENERAL PUBLIC LICENSE'),
                        ('COPYING.LIB', 'GNU LESSER GENERAL PUBLIC LICENSE')):
        assert title in (TOP / name).read_text()[:200], name


if __name__ == '__main__':
    main()
