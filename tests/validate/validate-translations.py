# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be translated, and whether it is; see docs/translating.md."""
import pathlib
import re
import subprocess
import tempfile

from validator import TOP, case, files, main, name_of, none, run, some

MARK = re.compile(r'\b(?:N?_|N?C_|ngettext|g_dngettext|g_dpgettext2) ?\((?:[^()"]*"|$)', re.M)
TEMPLATE = 'po/strata.pot'


def listed():
    return [line for line in (TOP / 'po/POTFILES.in').read_text().splitlines() if line and not line.startswith('#')]


def languages():
    return [line for line in (TOP / 'po/LINGUAS').read_text().splitlines() if line and not line.startswith('#')]


def extract(folder):
    """The template, out of the sources as they are; nothing but it may be said."""
    template = pathlib.Path(folder) / 'strata.pot'
    done = subprocess.run([TOP / 'po/update', '--pot', template], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return template


def entries(text):
    """The messages of a PO file: dictionaries of its fields, with all flags."""
    found = []
    for block in re.split(r'\n\s*\n', text):
        entry = {'flags': ','.join(re.findall(r'^#, (.*)$', block, re.M))}
        for field, value in re.findall(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\s*)+)', block, re.M):
            entry[field] = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', value))
        if entry.get('msgid'):
            found.append(entry)
    return found


@case
def files_with_strings_are_listed():
    """And no others; what stratactl prints stays English."""
    code = [path for path in files('app/*.[ch]', 'widgets/*.[ch]', 'engine/*.[ch]')
            if not name_of(path).startswith(('app/ctl/', 'engine/memory/strata-i18n'))]
    marked = {name_of(path) for path in some(code) if MARK.search(path.read_text())}
    marked |= {name_of(path) for path in some(files('app/*.ui', 'widgets/*.ui'))
               if 'translatable="' in path.read_text()}
    marked |= {name_of(path) for path in some(files('data/*.desktop.in', 'data/*.xml.in'))}
    none([f'po/POTFILES.in lacks {name}; run po/update' for name in sorted(marked - set(listed()))] +
         [f'po/POTFILES.in names {name}, which has no strings; run po/update'
          for name in sorted(set(listed()) - marked)])


@case
def the_tool_is_not_marked():
    none(f'{name_of(path)}: stratactl stays English' for path in some(files('app/ctl/*.[ch]'))
         if re.search(r'\b(N?_|C_) ?\("', path.read_text()))


@case
def strings_extract():
    with tempfile.TemporaryDirectory() as folder:
        found = entries(extract(folder).read_text())
        assert len(found) > 1000, f'only {len(found)} strings were found'
        # A number whose format is a macro of GLib ends the string for xgettext.
        none(f'“{entry["msgid"]}” ends within a format: use PRIx64 and PRIu64' for entry in found
             if re.search(r'%[0-9.]*$', entry['msgid'].replace('%%', '')))


@case
def interface_files_are_marked():
    """Text that a person reads is translatable, other than a number or the program's name."""
    shown = re.compile(r'<(?:property name="(?:label|title|subtitle|tooltip-text|placeholder-text|description|'
                       r'help-text|text|heading|body)"|attribute name="label")([^>]*)>([^<]+)<')
    none(f'{name_of(path)}: “{text}” is not translatable' for path in some(files('app/*.ui', 'widgets/*.ui'))
         for attributes, text in shown.findall(path.read_text())
         if 'translatable=' not in attributes and re.search('[A-Za-z]{2}', text) and text != 'Strata')


@case
def languages_are_listed():
    assert languages() == sorted(languages()), 'po/LINGUAS is not sorted'
    assert set(languages()) == {path.stem for path in files('po/*.po')}, 'po/LINGUAS is not what po/ has'


@case
def translations_are_complete():
    """Every string of the sources as they are, with formats and line ends as they have to be."""
    with tempfile.TemporaryDirectory() as folder:
        template = extract(folder)
        findings = []
        for language in languages():
            merged = pathlib.Path(folder) / f'{language}.po'
            run('msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, TOP / f'po/{language}.po', template)
            run('msgfmt', '--check', '-o', '/dev/null', merged)
            for entry in entries(merged.read_text()):
                if 'fuzzy' in entry['flags']:
                    findings.append(f'po/{language}.po: “{entry["msgid"]}” is fuzzy')
                elif not all(value for field, value in entry.items() if field.startswith('msgstr')):
                    findings.append(f'po/{language}.po: “{entry["msgid"]}” is not translated')
        none(findings)


@case
def translations_keep_mnemonics():
    """The letter that a key chooses is marked where it is in English, and only there."""
    mnemonic = re.compile(r'(?:^|[ (])_[A-Za-z]')
    findings = []
    for path in files('po/*.po'):
        for entry in entries(path.read_text()):
            for field, value in entry.items():
                if field.startswith('msgstr') and mnemonic.search(entry['msgid']) and value.count('_') != 1:
                    findings.append(f'{name_of(path)}: “{value}” needs one “_” before a letter')
    none(findings)


if __name__ == '__main__':
    main()
