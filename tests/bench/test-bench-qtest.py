#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""test-bench-qtest.py STRATACTL: qtest-speed.py works, in its short form; figures are not judged."""
import json
import pathlib
import subprocess
import sys

SCRIPT = pathlib.Path(__file__).with_name('qtest-speed.py')


def run(*options):
    return subprocess.run([sys.executable, SCRIPT, sys.argv[1], '--quick', *options], capture_output=True, text=True,
                          timeout=100, check=True).stdout


def check_json():
    rows = json.loads(run('--json'))
    assert len(rows) >= 4, rows
    for row in rows.values():
        assert 400 < row['commands'] <= 500 and row['strata']['commands_per_second'] > 0, row


def check_table():
    lines = run().splitlines()
    assert len(lines) >= 4 and all(' commands  strata ' in line for line in lines), lines


CASES = {'json': check_json, 'table': check_table}
print(f'1..{len(CASES)}')
failed = False
for number, (name, case) in enumerate(CASES.items(), 1):
    try:
        case()
        print(f'ok {number} /strata/bench-qtest/{name}')
    except Exception as error:
        failed = True
        print(f'# {type(error).__name__}: {error}')
        print(f'not ok {number} /strata/bench-qtest/{name}')
sys.exit(failed)
