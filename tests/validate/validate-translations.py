# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be translated, and whether it is; see docs/translating.md."""
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree

from validator import BUILD, TOP, case, files, main, name_of, none, run, some

MARK = re.compile(r'\b(?:N?_|N?C_|ngettext|g_dngettext|g_dpgettext2) ?\((?:[^()"]*"|$)', re.M)
TEMPLATE = 'po/strata.pot'


def listed():
    return [line for line in (TOP / 'po/POTFILES.in').read_text().splitlines() if line and not line.startswith('#')]


def languages():
    return [line for line in (TOP / 'po/LINGUAS').read_text().splitlines() if line and not line.startswith('#')]


def extract(folder, kind='--pot'):
    """A template, out of the sources as they are; nothing but it may be said."""
    template = pathlib.Path(folder) / 'strata.pot'
    done = subprocess.run([TOP / 'po/update', kind, template], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return template


def helps():
    """The catalogues of the help by their languages"""
    return {path.stem: path for path in some(files('data/help/*/*.po'))}


def incomplete(catalogue, template):
    """What a catalogue lacks of a template, or has in another way than it has to be"""
    merged = template.parent / 'merged.po'
    run('msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, catalogue, template)
    run('msgfmt', '--check', '-o', '/dev/null', merged)
    for entry in entries(merged.read_text()):
        if 'fuzzy' in entry['flags']:
            yield f'{name_of(catalogue)}: “{entry["msgid"]}” is fuzzy'
        elif not all(value for field, value in entry.items() if field.startswith('msgstr')):
            yield f'{name_of(catalogue)}: “{entry["msgid"]}” is not translated'


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
    marked |= {name_of(path) for path in some(files('data/*.desktop.in', 'data/*.xml.in'))
               if path.parent == TOP / 'data'}
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
        none(finding for language in languages() for finding in incomplete(TOP / f'po/{language}.po', template))


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


@case
def help_is_complete():
    """The help is there in the languages of the app, all of it, as the pages are now."""
    assert set(languages()) == set(helps()), 'data/help does not have the languages of po/LINGUAS'
    with tempfile.TemporaryDirectory() as folder:
        template = extract(folder, '--help-pot')
        assert len(entries(template.read_text())) > 100, 'the help has few strings'
        none(finding for path in helps().values() for finding in incomplete(path, template))


def messages_of_help():
    """A language, a text of the help and its translation, with quotation marks as they are"""
    for language, path in helps().items():
        for entry in entries(path.read_text()):
            yield language, entry['msgid'].replace('\\"', '"'), entry['msgstr'].replace('\\"', '"')


def elements(text, *names):
    return re.findall(f'<({"|".join(names)})>(.*?)</', text)


@case
def help_keeps_markup():
    """The same elements in any order, and in those for code what is there in English; pages are well-formed."""
    findings = []
    for language, text, translation in some(list(messages_of_help())):
        if sorted(re.findall('<[^>]*>', text)) != sorted(re.findall('<[^>]*>', translation)):
            findings.append(f'{language}: other elements than in “{text}”: “{translation}”')
        if sorted(elements(text, 'code', 'cmd', 'file')) != sorted(elements(translation, 'code', 'cmd', 'file')):
            findings.append(f'{language}: other code than in “{text}”: “{translation}”')
    none(findings)
    for language in helps():
        pages = some(sorted((BUILD / 'data/help' / language / 'strata').glob('*.page')))
        assert len(pages) == len(files('data/help/C/*.page')), f'not all pages are in {language}'
        run('xmllint', '--noout', '--nonet', *pages)


@case
def help_names_what_the_app_shows():
    """Labels are those of the app in that language; a key has one name in all of the help."""
    findings = []
    for language in helps():
        labels = {}
        for entry in entries((TOP / f'po/{language}.po').read_text()):
            shown = re.sub(r'\(_.\)|_', '', entry.get('msgstr', ''))
            labels.setdefault(entry['msgid'].replace('_', ''), set()).add(shown)
        keys = {}
        for of_message, text, translation in messages_of_help():
            if of_message != language:
                continue
            shown = [label for _, label in elements(translation, 'gui')]
            for _, label in elements(text, 'gui'):
                if label not in labels:
                    findings.append(f'the app has no “{label}”, which the help names')
                elif not labels[label] & set(shown):
                    findings.append(f'{language}: “{label}” is {labels[label]} in the app, and not one of {shown}')
            for (_, key), (_, name) in zip(elements(text, 'key'), elements(translation, 'key')):
                keys.setdefault(key, set()).add(name)
        findings += [f'{language}: the key {key} has the names {names}' for key, names in keys.items() if len(names) > 1]
    none(findings)


@case
def directions_are_kept():
    """Where it is written from right to left: what comes into a sentence has a direction of its own, in isolates, and
    a sentence that begins with such or with a Latin word says its direction by a mark."""
    letters = '\u0591-\u05f4\u0620-\u064a'
    isolate = '[\u2066-\u2068][^\u2069]*\u2069'
    findings = []
    for language in sorted({'ar', 'fa', 'he', 'ur'} & set(languages())):
        for entry in entries((TOP / f'po/{language}.po').read_text()):
            for text in (value for field, value in entry.items() if field.startswith('msgstr')):
                if not re.search(f'[{letters}]', text):
                    continue
                outside = text
                while outside != (outside := re.sub(isolate, '', outside)):
                    pass
                first = re.search(f'[A-Za-z{letters}\u200e\u200f\u2066-\u2068]',
                                  re.sub(r'%[\d.$]*(?:[dfux%]|<PRI\w+>)|\\.|<[^>]*>', '', text))
                if re.search(r'%(\d\$)?[.\d]*s|0x', outside):
                    findings.append(f'po/{language}.po: “{text}” needs isolates around “%s” and numbers')
                elif first and not re.match(f'[{letters}\u200e\u200f]', first[0]) and text.count(';') < 5:
                    findings.append(f'po/{language}.po: “{text}” needs U+200F at the beginning')
    none(findings)


def items_of(menu):
    """The labels of each level of a menu in an interface file: those that stand below each other."""
    labels, inner = [], []

    def collect(element):
        for child in element:
            label = child.find("attribute[@name='label']")
            if child.tag == 'section':
                collect(child)
                if child.get('id') == 'history_menu':
                    labels.extend([('_Undo',), ('_Redo',)])
            elif label is not None:
                labels.append((label.text,))
            if child.tag == 'submenu':
                inner.append(child)

    collect(menu)
    yield labels
    for submenu in inner:
        yield from items_of(submenu)


def menus():
    """The items of all menus, each a tuple of the labels that it can have, and where they are"""
    for path in some(files('app/*.ui', 'widgets/*.ui')):
        for menu in xml.etree.ElementTree.parse(path).getroot().iter('menu'):
            for labels in items_of(menu):
                yield name_of(path), labels
    for path in some(files('app/strata-window-menu.c', 'app/strata-welcome-row.c')):
        appended = re.findall(r'g_menu_append \((.*?)\);', path.read_text(), re.S)
        yield name_of(path), [tuple(re.findall(r'_\("([^"]*)"\)', call)) for call in appended]


@case
def letters_choose_one_item():
    """In a menu no two items have the same letter, in no language."""
    letter = re.compile('_(.)')
    findings = []
    catalogs = {path.stem: {entry['msgid']: entry.get('msgstr') for entry in entries(path.read_text())}
                for path in files('po/*.po')}
    for language, catalog in [('English', {}), *catalogs.items()]:
        for place, labels in menus():
            owners = {}
            for item in labels:
                for text in (catalog.get(label) or label for label in item):
                    found = letter.search(text)
                    if found and owners.setdefault(found[1].lower(), item) != item:
                        findings.append(f'{language}, {place}: “{text}” and '
                                        f'“{owners[found[1].lower()][0]}” have the same letter')
    none(findings)


if __name__ == '__main__':
    main()
