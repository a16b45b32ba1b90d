# SPDX-License-Identifier: GPL-2.0-or-later
"""The app in each language that it has, and in one made up to find what cannot be translated."""
import json
import re
import subprocess

from desktop import App, Atspi, STRATA, case, has_state, main, nodes, press, wait_for
from languages import LANGUAGES, Languages, plain

CTL = STRATA.parent / 'ctl' / 'stratactl'
LANGUAGE = Languages()

# What GTK and libadwaita say, whose translations are not ours
OF_GTK = {'Minimize', 'Maximize', 'Close', 'Expand', 'Collapse', 'Minimize the window', 'Maximize the window',
          'Close the window', '(None)', 'No Results Found', 'Try a different search.'}
# Names of types, for what has no name; of the program; sizes, numbers and registers
NO_WORDS = re.compile(r'(Gtk|Adw|Strata)[A-Z]\w+|Strata|strata|[KMGE]iB|µs|fps|[+–\dA-Fa-fxX]+|[A-Z][A-Z\d/_+.-]*|'
                      r'[\W\d_]*\w?[\W\d_]*')


def names_of(value):
    """What is called “name”, “model” or “id” anywhere in JSON"""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in ('name', 'model', 'id', 'title', 'region'):
                yield inner
            yield from names_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_of(inner)


def words_of_board(board):
    """Words that are the board's own, not the app's."""
    texts = []
    for command in ('tree', 'devices'):
        shown = subprocess.run([CTL, command, board, '--json'], capture_output=True, text=True, check=True).stdout
        texts.extend(names_of(json.loads(shown)))
    return {word for text in texts for word in text.split()}


def is_known(text, words):
    return text in OF_GTK or all(word in words or NO_WORDS.fullmatch(word) for word in text.split())


def windows(app):
    return [app.node.get_child_at_index(i) for i in range(app.node.get_child_count())]


def list_english(roots, words):
    """What is shown or said, or would be on another page, and is not translated: texts that are are in brackets."""
    for node in (node for root in roots for node in nodes(root)):
        for text in (plain(node.get_name()), plain(node.get_description())):
            rest = re.sub(r'\[.*\]', ' ', text, flags=re.S)
            if not is_known(rest, words) and not is_known(text, words):
                yield f'{node.get_role_name()} “{text}”'


def check(roots, words):
    """All is translated. What goes away while it is looked at makes it look again."""
    found = wait_for('windows that stay as they are', lambda: [sorted(set(list_english(roots, words)))])
    assert not found[0], found[0]


def other_window(app, main_window):
    """The window beside the main one, when it has the keyboard: before that, keys go elsewhere."""
    return next((window for window in windows(app) if window != main_window and
                 any(has_state(node, Atspi.StateType.FOCUSED) for node in nodes(window))), None)


def has_turned(app, texts):
    """Whether the hierarchy is to the right of the map; None as long as they have no place"""
    places = [Atspi.Component.get_extents(app.find(text), Atspi.CoordType.WINDOW) for text in texts]
    if any(place.width <= 0 for place in places) or places[0].x == places[1].x:
        return None
    return [places[0].x > places[1].x]


@case
def every_language_is_spoken():
    """And turns the window around if it is written so."""
    assert LANGUAGES, 'there is no translation'
    for language in LANGUAGES:
        LANGUAGE.choose(language)
        with App('doc-overlap') as app:
            texts = [LANGUAGE.lookup(language, text) for text in ('Memory map', 'Nothing Selected', 'Hierarchy')]
            for text in texts:
                app.find(text)
            assert texts != ['Memory map', 'Nothing Selected', 'Hierarchy'], f'{language} is English'
            turned = wait_for('the panes', lambda: has_turned(app, (texts[2], texts[0])))[0]
            assert turned == (language in ('ar', 'fa', 'he', 'ur')), language
    LANGUAGE.leave()


@case
def help_is_translated():
    """And is read from right to left where the language is, but not what is in code."""
    for language, mark, code in ('de', '', '0xb8000'), ('ar', '\u200f', '\u20660xb8000\u2069'):
        def wait_for_help(text):
            shown = LANGUAGE.lookup(language, text, domain='strata-help')
            assert shown != text, f'{language}: {text}'
            return app.wait_for_text(shown).get_name()

        LANGUAGE.choose(language)
        with App('doc-overlap') as app:
            wait_for('the board', lambda: app.shows(LANGUAGE.lookup(language, 'Memory map')))
            press('F1')
            for text in 'Strata Help', 'Read the Map', 'Columns, colors and keys of the map':
                wait_for_help(text)
            press('Down', 'Down', 'Down', 'Down', 'Return')
            text = wait_for_help('An alias shows a window of another region.')
            assert text.startswith(mark), f'{language}: {text}'
            press('Up', 'Return')
            text = app.wait_for_text('0xb8000').get_name()
            assert text.startswith(mark + code), f'{language}: {text}'
            press('Escape')
            wait_for('it to close', lambda: len(windows(app)) == 1)
    LANGUAGE.leave()


@case
def nothing_is_english():
    """The window with a region chosen and being edited, and the other windows"""
    LANGUAGE.choose(Languages.MADE_UP)
    words = words_of_board('arm-virt-lite')
    with App('arm-virt-lite') as app:
        map_name = LANGUAGE.lookup(Languages.MADE_UP, 'Memory map')
        wait_for('the board', lambda: app.shows('virt.flash0') and app.shows(map_name))
        words |= {'memory', *app.window.get_name().split()}
        wait_for('the keyboard', lambda: any(has_state(node, Atspi.StateType.FOCUSED)
                                             for node in nodes(app.node, False)))
        press('alt+1', 'Down', 'Down')
        app.wait_for_text('4000000–7ffffff')
        press('ctrl+e')
        app.wait_for_text(LANGUAGE.lookup(Languages.MADE_UP, 'Address'))
        check(windows(app), words)
        main_window = app.window
        for key in ('ctrl+comma', 'F7'):
            press(key)
            check([wait_for('a window', lambda: other_window(app, main_window))], words)
            press('Escape')
            wait_for('its end', lambda: len(windows(app)) == 1)
    LANGUAGE.leave()


@case
def the_tool_stays_english():
    LANGUAGE.choose(Languages.MADE_UP)
    for command in (['--help'], ['boards'], ['probe', 'doc-overlap', '0x2000'],
                    ['devices', 'doc-registers']):  # one without a clock
        here = subprocess.run([CTL, *command], capture_output=True, text=True, check=True).stdout
        LANGUAGE.leave()
        there = subprocess.run([CTL, *command], capture_output=True, text=True, check=True).stdout
        LANGUAGE.choose(Languages.MADE_UP)
        assert here == there, here
    LANGUAGE.leave()


if __name__ == '__main__':
    main()
