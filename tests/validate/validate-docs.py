# SPDX-License-Identifier: GPL-2.0-or-later
"""What the documents say is so: names exist, links lead somewhere, output shown is what comes out."""
import os
import re
import subprocess
import tempfile

from validator import BUILD, TOP, case, files, main, name_of, none, run, some


@case
def links_lead_somewhere():
    findings = []
    for path in some(files('*.md')):
        for target in re.findall(r'\]\(([^)#\s]+)[^)]*\)', path.read_text()):
            if not re.match(r'[a-z]+:', target) and not (path.parent / target).exists():
                findings.append(f'{name_of(path)}: {target} does not exist')
    none(findings)


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


def shown_commands(path):
    """The commands in the console blocks of a document, each with the lines shown below it."""
    for block in re.findall(r'^```console\n(.*?)^```', path.read_text(), re.M | re.S):
        for part in re.split(r'^\$ ', block, flags=re.M)[1:]:
            command, _, output = part.partition('\n')
            yield command, output.rstrip('\n').split('\n') if output.strip() else []


@case
def shown_output_is_what_comes_out():
    """Every `$ stratactl` command in a document prints what is shown; a line `...` stands for any lines."""
    findings, seen = [], 0
    env = {**os.environ, 'PATH': f'{BUILD}/app/ctl:{os.environ["PATH"]}'}
    for path in files('*.md'):
        for command, shown in shown_commands(path):
            if not command.startswith('stratactl '):
                continue
            seen += 1
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, check=False)
            pattern = '\n'.join('(?:.*\n)*?.*' if line == '...' else re.escape(line) for line in shown)
            if not re.fullmatch(pattern, done.stdout.rstrip('\n')):
                findings.append(f'{name_of(path)}: `{command}` prints something else:\n{done.stdout[:2000]}')
    some(seen)
    none(findings)


@case
def man_pages():
    for path in some(files('*.1')):
        text = run('groff', '-man', '-Tutf8', '-ww', '-z', path)
        assert not text.strip(), text


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
