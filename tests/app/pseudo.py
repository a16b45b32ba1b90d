# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a language that everybody can read, of which one sees what is not translated or has no room."""
import re

PLAIN = 'ABCDEFGHIJKLMNOPRSTUVWYZabcdefghijklmnoprstuvwyz'
MARKED = 'ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞŔŠŢÛṼŴÝŽåƀçðéƒĝĥîĵķļḿñöþŕšţûṽŵýž'
LETTERS = str.maketrans(PLAIN, MARKED)

# What stays: formats, escapes, markup and entities
KEPT = re.compile(r'(%(?:\d+\$)?[-+ #0]*[\d.*]*(?:hh|h|ll|l|z)?(?:<PRI\w+>|[a-zA-Z%])|\\.|</?[a-z][^>]*>|&\w+;)')


def pseudo(text):
    """A third longer, in brackets, with other letters; what begins or ends with white space still does."""
    before, inner, after = re.fullmatch(r'((?:\\n|\s)*)(.*?)((?:\\n|\s)*)', text, re.S).groups()
    if not inner:
        return text
    parts = KEPT.split(inner)
    parts[::2] = [part.translate(LETTERS) for part in parts[::2]]
    return before + '[' + ''.join(parts) + ' ' + '·' * max(1, len(inner) // 3 - 3) + ']' + after


def translate(template):
    """A template as a complete translation into this language; plural forms as in English."""
    def entry(match):
        one, many = match['one'], match['many']
        if not re.search(r'[^"\s]', one):
            return match[0]
        joined = [''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', part)) for part in (one, many or '')]
        if many is None:
            return f'{match["head"]}msgstr "{pseudo(joined[0])}"\n'
        return f'{match["head"]}msgstr[0] "{pseudo(joined[0])}"\nmsgstr[1] "{pseudo(joined[1])}"\n'

    lines = r'(?:"(?:[^"\\]|\\.)*"\s*?\n)+'
    translated = re.sub(rf'(?P<head>msgid (?P<one>{lines})(?:msgid_plural (?P<many>{lines}))?)'
                        rf'(?:msgstr(?:\[\d\])? {lines})+', entry, template)
    return (translated.replace('charset=CHARSET', 'charset=UTF-8')
            .replace('nplurals=INTEGER; plural=EXPRESSION;', 'nplurals=2; plural=n != 1;'))
