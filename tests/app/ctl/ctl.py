# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the real stratactl; each function marked with @case is one test case, printed as TAP."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

import jsonschema

TOP = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ['STRATA_BUILD_DIR'])
TOOL = BUILD / 'app/ctl/stratactl'
CASES = []


def case(function):
    CASES.append(function)
    return function


def equal(found, expected, what=''):
    assert found == expected, f'{what}\nfound:    {found!r}\nexpected: {expected!r}'


class Done:
    """What came of a run."""

    def __init__(self, words, done):
        self.words = words
        self.status = done.returncode
        self.out = done.stdout.decode(errors='surrogateescape')
        self.err = done.stderr.decode(errors='surrogateescape')

    def __repr__(self):
        return f'{self.words}: {self.status}\n{self.out[:2000]}\n{self.err[:2000]}'

    def exits(self, status):
        assert self.status == status, f'exit status {self.status}, not {status}\n{self!r}'
        return self

    def fails(self, status, error):
        """Nothing on standard output, and exactly this error."""
        self.exits(status)
        equal(self.out, '', self.words)
        lines = [line for line in self.err.splitlines() if ': note: ' not in line]
        equal(lines[:1], ['stratactl: ' + error], self.words)
        return self

    def json(self, schema=None):
        """The output as JSON, after a look that it keeps to the schema of its command."""
        value = json.loads(self.out)
        path = TOP / 'docs/reference/json-schema' / f'{schema or self.words[0]}.json'
        description = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(description)
        jsonschema.Draft202012Validator(description).validate(value)
        return value


def ctl(*words, stdin=b'', cwd=None, env=None, **options):
    words = [word if isinstance(word, bytes) else str(word) for word in words]
    done = subprocess.run([TOOL, *words], input=stdin, cwd=cwd, env={**os.environ, **(env or {})},
                          check=False, timeout=60,
                          **{'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, **options})
    done.stdout = done.stdout or b''
    return Done(words, done)


def on_board(text, *words, **options):
    """Runs a command on a board file with this text; words are COMMAND and what follows BOARD."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'test.strata'
        path.write_text(text)
        return ctl(words[0], 'test.strata', *words[1:], cwd=folder, **options)


def main():
    print(f'1..{len(CASES)}')
    area = pathlib.Path(sys.argv[0]).stem.removeprefix('test-')
    failed = False
    for number, function in enumerate(CASES, 1):
        name = f'/strata/{area}/' + function.__name__.replace('_', '-')
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Exception as error:
            failed = True
            text = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
            for line in text.splitlines():
                print('#', line)
            print(f'not ok {number} {name}', flush=True)
    sys.exit(failed)
