#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""test-bench.py PROGRAM: the benchmark program works, in its short form; figures are not judged."""
import json
import subprocess
import sys

ROOMS = {'accesses', 'dirty-log', 'edits', 'growth', 'batches',
         'questions', 'import', 'memory', 'parallel', 'display', 'map'}


def run(*options):
    done = subprocess.run([sys.argv[1], '--quick', *options], capture_output=True, text=True,
                          timeout=100)
    return done.returncode, done.stdout, done.stderr


def check_json():
    status, out, err = run('--json')
    assert status == 0, err
    report = json.loads(out)
    assert report['quick'] is True
    rows = report['rows']
    assert ROOMS <= {row['room'] for row in rows}
    assert len({(row['room'], row['name']) for row in rows}) == len(rows), 'two rows of one name'
    for row in rows:
        assert isinstance(row['value'], float) and row['unit'] in {'ns', 'us', 'ms', 's', 'B', 'KiB', ''}
        assert ('target' in row) == ('met' in row) == ('limit' in row)
        if 'met' in row:
            assert row['met'] == (row['value'] <= row['limit'])


def check_table():
    status, out, err = run('--room', 'accesses', '--room', 'memory')
    assert status == 0, err
    headings = [line for line in out.splitlines() if line and not line.startswith(' ')][1:]
    assert headings == ['accesses', 'memory'], headings
    assert 'RAM load, same range' in out


def check_usage():
    status, out, err = run('--no-such-option')
    assert status == 2 and not out and 'no-such-option' in err


CASES = {'json': check_json, 'table': check_table, 'usage': check_usage}
print(f'1..{len(CASES)}')
for number, (name, case) in enumerate(CASES.items(), 1):
    try:
        case()
        print(f'ok {number} /strata/bench/{name}')
    except Exception as error:
        print(f'not ok {number} /strata/bench/{name}')
        print(f'# {type(error).__name__}: {error}')
